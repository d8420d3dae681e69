"""Any Pillow picture to plain numbers: colour and transparency, at a size that can be worked at."""

import math
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Array = NDArray[np.float32]

# Pixels converted at once: a picture of 100 megapixels is never held twice.
STRIP_PIXELS = 4_000_000
# Modes with more than 8 bits a pixel, which Pillow's own conversions would clip at 255.
DEEP_MODES = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")
# A digit of no more pixels a side than this is often enlarged for people to see, each pixel to a square.
TINY = 64
# Larger pictures are not looked through for that.
LARGEST_ENLARGED = 4096
# Squares that JPEG has shaken: at least so large, at least so many along the longer side, in a picture of at most so
# many pixels a side; across and down, levels differ at least so many times as much between squares as within
# them. (150 validation digits of 8 to 24 pixels, each a square of 3 or 6 pixels, as JPEG of quality 60: 95 of 100 have
# 2.9 and more, the largest with a margin 2.3; enlarged smoothly, all have at most 2.2.)
LEAST_SHAKEN, FEWEST_SHAKEN, LARGEST_SHAKEN = 3, 6, 1024
SHAKEN, BLOCKINESS = 2.5, 4.0
# Within each square levels deviate from each other by no more than this share of the picture's contrast.
UNEVEN = 0.2


def unenlarged(image: Image.Image) -> tuple[Image.Image, int]:
    """Return the tiny picture whose every pixel became a square, and the side of the squares; others as they are.

    The squares' corners would be taken for the shape of the strokes. JPEG blurs and shakes the squares a little.
    """
    if max(image.size) > LARGEST_ENLARGED:
        return image, 1
    pixels = np.asarray(image)
    side = _exact_side(pixels)
    if side > 1 and 1 < max(image.size) // side <= TINY:
        return image.resize((image.width // side, image.height // side), Image.Resampling.NEAREST), side
    side = _shaken_side(image) if side == 1 else 1
    return (image.reduce(side), side) if side > 1 else (image, 1)


def _exact_side(pixels: NDArray[Any]) -> int:
    """Return the side of the largest squares of one colour that a picture (h, w) or (h, w, c) is made of."""
    side = math.gcd(*pixels.shape[:2])
    # Most pictures show in their middle row and column that they are none of these.
    for lines in (pixels[len(pixels) // 2][None], pixels[:, pixels.shape[1] // 2][None], pixels, pixels.swapaxes(0, 1)):
        if side == 1:
            break
        changes = (lines[:, 1:] != lines[:, :-1]).reshape(len(lines), lines.shape[1] - 1, -1).any(axis=(0, 2))
        side = math.gcd(side, *(np.flatnonzero(changes) + 1).tolist())
    return side


def _shaken_side(image: Image.Image) -> int:
    """Return the side of the squares that a small picture was made of before it became a JPEG file; 1 if of none."""
    longest, common = max(image.size), math.gcd(*image.size)
    sides = [
        side
        for side in range(LEAST_SHAKEN, longest // FEWEST_SHAKEN + 1)
        if common % side == 0 and longest // side <= TINY
    ]
    if not sides or longest > LARGEST_SHAKEN or image.mode not in ("L", "RGB"):
        return 1
    levels = np.asarray(image.convert("L"), np.float32)
    across, down = (np.abs(np.diff(levels, axis=axis)).mean(axis=1 - axis) for axis in (1, 0))
    contrasts = ((side, min(_contrast(across, side), _contrast(down, side))) for side in sides)
    side, contrast = max(contrasts, key=itemgetter(1))
    return side if contrast > SHAKEN and _are_even(levels, side) else 1


def _are_even(levels: NDArray[np.float32], side: int) -> bool:
    """Return whether no square of a picture has more than one colour: the lines of a form are as far apart at times."""
    height, width = (length // side for length in levels.shape)
    squares = levels.reshape(height, side, width, side)
    return bool(squares.std(axis=(1, 3)).max() <= UNEVEN * np.ptp(levels))


def _contrast(steps: NDArray[np.float32], side: int) -> float:
    """Return how many times as much levels change from one square to the next as within the squares, at most 1,000."""
    if side > len(steps):  # one square is all that there is this way
        return 0.0
    place = np.arange(1, len(steps) + 1) % side
    # The median: lines on paper stand between few squares only.
    between, inside = np.median(steps[place == 0]), steps[place > 0].mean()
    # JPEG's own blocks are squares of 8 and 16 pixels, which differ by a level or two.
    return float(between / max(inside, between / 1_000)) if between > BLOCKINESS else 0.0


def reduction(image: Image.Image, longest: int) -> int:
    """Return how many of a picture's pixels a side make one, for neither side to be longer than ``longest``."""
    return max(1, math.ceil(max(image.size) / longest))


def pixel_values(image: Image.Image, longest: int) -> Array:
    """Return a picture's pixels, averaged over square blocks where it is larger than ``longest``.

    Args:
        image: any mode.
        longest: the most pixels that either side of the result may have.

    Returns:
        (h, w, c), 0..255: red, green, blue, or one grey channel. Where transparency is the picture's paper, the three
        are multiplied by opacity, which is a fourth channel: ink that is only opaque then differs from paper, too.
    """
    pixels = np.concatenate(list(pixel_strips(image, reduction(image, longest))))
    return _without_frame(pixels) if pixels.shape[2] == 4 else pixels


def pixel_strips(image: Image.Image, factor: int) -> Iterator[Array]:
    """Give a picture's pixels in strips from top to bottom, averaged over square blocks.

    Args:
        image: any mode.
        factor: the side of the blocks, in the picture's pixels.

    Yields:
        (h, w, c), 0..255: red, green, blue, times opacity, which is a fourth channel, where there is transparency; or
        one grey channel.
    """
    rows = max(1, STRIP_PIXELS // (image.width * factor)) * factor
    scale = _deep_scale(image) if image.mode in DEEP_MODES else None
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        plain = _plain(strip, image.has_transparency_data) if scale is None else _shallow(strip, *scale)
        values = np.asarray(plain.reduce(factor) if factor > 1 else plain, np.float32)
        yield values if values.ndim == 3 else values[..., None]


def _plain(image: Image.Image, transparent: bool) -> Image.Image:
    if image.mode == "LAB":
        return image.getchannel("L")  # Pillow can't convert it without a colour profile
    if transparent:
        return image.convert("RGBA").convert("RGBa")
    return image if image.mode == "L" else image.convert("L" if image.mode == "1" else "RGB")


def _deep_scale(image: Image.Image) -> tuple[float, float]:
    """Return (black, white) of a deep picture: its own lowest value, and the next full number of bits above it."""
    extrema = [float(value) for value in image.getextrema() if np.isfinite(value)]  # type: ignore[arg-type]
    low, high = (min(0.0, *extrema), max(extrema)) if len(extrema) == 2 else (0.0, 1.0)
    if image.mode == "F" and high - low <= 1:
        return low, low + 1
    return low, low + 2 ** math.ceil(math.log2(max(high - low, 254) + 1)) - 1


def _shallow(image: Image.Image, black: float, white: float) -> Image.Image:
    values = np.nan_to_num(np.asarray(image, np.float32), nan=black, posinf=white, neginf=black)
    return Image.fromarray(np.clip((values - black) * (255 / (white - black)), 0, 255).astype(np.float32))


def _without_frame(pixels: Array) -> Array:
    """Fill a transparent frame around an opaque sheet with the sheet's colour; leave other transparency as it is.

    The opaque part is a sheet if it is more than half of the picture and of more than one colour.
    """
    opacity = pixels[..., 3:] / 255
    solid = opacity[..., 0] > 0.99
    if solid.mean() <= 0.5 or np.ptp(pixels[solid], axis=0).max() < 8:
        return pixels
    colour = np.median(pixels[solid][:, :3], axis=0)
    return (pixels[..., :3] + (1 - opacity) * colour).astype(np.float32)
