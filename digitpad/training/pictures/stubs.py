"""Remains of a form's lines beside digits: the network should not mind a stub that was not taken out with its line."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from digitpad.ink.normalising import normalised

# Stubs are drawn on a picture so many times as large, for lines as thin as a quarter of a pixel.
ENLARGED = 4
# Their width in pixels of the picture, and how strong their ink is beside the digit's.
WIDTH, STRENGTH = (0.5, 1.8), (0.35, 1.0)
# Half of them stand off by themselves; their length, as a share of the digit's longer side, so short that none is a
# minus, a 1 or a digit's own bar. They lie at the rim of the ink's box, up to so many pixels beyond it.
LOOSE, LOOSE_LENGTH, BEYOND = 0.5, (0.08, 0.3), 2.5
# Others lie across a stroke in the outer part of the ink's box, where it crossed a line; likewise.
SPUR_LENGTH, OUTER = (0.12, 0.28), 0.25
# Below this a grey is no ink to measure by.
FAINT = 24
# Boxes turn with their page: the standard deviation of a stub's slope.
SLOPE = 0.05


def some_with_stubs(images: NDArray[np.uint8], share: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return digit images, some of them with a remain of a line.

    Args:
        images: (n, 28, 28) uint8, 255 = ink.
        share: of them that get one, 0..1, each by chance.
        rng: the source of chance.

    Returns:
        The same shape and type; the images that get none are as they were.
    """
    result = images.copy()
    for i in np.flatnonzero(rng.random(len(images)) < share).tolist():
        result[i] = with_stub(images[i], rng)
    return result


def with_stub(image: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return a digit image, (28, 28) uint8, with a stub of a line, made anew by MNIST's rule.

    One without ink stays as it is.
    """
    if not image.any():
        return image
    # With a margin for what lies beyond the ink.
    margin = math.ceil(BEYOND) + 1
    page = ImageOps.expand(Image.fromarray(image), margin)
    size = (page.width * ENLARGED, page.height * ENLARGED)
    near = np.asarray(page.filter(ImageFilter.MaxFilter(3)).resize(size, Image.Resampling.NEAREST))
    ink = np.asarray(page.resize(size, Image.Resampling.BICUBIC))
    stub = _loose(ink, near, rng) if rng.random() < LOOSE else _spur(ink, rng)
    strength = rng.uniform(*STRENGTH)
    together = np.maximum(ink, np.rint(stub * strength).astype(np.uint8))
    return np.rint(normalised(Image.fromarray(together)) * 255).astype(np.uint8)


def _loose(ink: NDArray[np.uint8], near: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return a piece of a line at the rim of the ink's box, without what is near the ink."""
    left, top, right, bottom = _box(ink)
    upright = rng.random() < 0.5
    along, across = ((top, bottom), (left, right)) if upright else ((left, right), (top, bottom))
    length = rng.uniform(*LOOSE_LENGTH) * max(right - left, bottom - top)
    beyond = rng.uniform(0, BEYOND) * ENLARGED
    middle = (rng.uniform(*along), across[0] - beyond if rng.random() < 0.5 else across[1] + beyond)
    stub = _line(ink.shape, middle, length, upright, rng)
    return np.where(near > FAINT, 0, stub).astype(np.uint8)


def _spur(ink: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return a piece of a line that lies across the ink somewhere in the outer part of its box."""
    left, top, right, bottom = _box(ink)
    ys, xs = np.nonzero(ink >= 0.6 * ink.max())
    upright = rng.random() < 0.5
    places, low, high = (xs, left, right) if upright else (ys, top, bottom)
    depth = np.minimum(places - low, high - places) / max(high - low, 1)
    outer = np.flatnonzero(depth <= max(OUTER, float(depth.min())))
    chosen = int(rng.choice(outer))
    middle = (float(ys[chosen]), float(xs[chosen])) if upright else (float(xs[chosen]), float(ys[chosen]))
    return _line(ink.shape, middle, rng.uniform(*SPUR_LENGTH) * max(right - left, bottom - top), upright, rng)


def _line(
    size: tuple[int, ...], middle: tuple[float, float], length: float, upright: bool, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Draw a line, 255 where it is; its middle is given along and across it."""
    tilt = rng.normal(0, SLOPE) * length / 2
    ends = [(middle[0] - length / 2, middle[1] - tilt), (middle[0] + length / 2, middle[1] + tilt)]
    layer = Image.new("L", (size[1], size[0]))
    width = max(1, round(rng.uniform(*WIDTH) * ENLARGED))
    ImageDraw.Draw(layer).line([end[::-1] if upright else end for end in ends], fill=255, width=width)
    return np.asarray(layer)


def _box(ink: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of the ink."""
    inked = ink > min(FAINT, int(ink.max()) - 1)
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
