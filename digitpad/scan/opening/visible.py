"""Any Pillow picture as a person should see it: its transparency over paper, its depth brought to a screen's."""

import math

import numpy as np
from PIL import Image

from digitpad.scan.opening.pixels import pixel_strips, pixel_values

# Pixels a side of the copy from which it is told whether transparent ink is dark or light.
COARSE_SIDE = 500
WHITE, BLACK = 255, 0
MIDDLE = (WHITE + BLACK) / 2


def visible(image: Image.Image, factor: int = 1) -> Image.Image:
    """Return a picture without transparency, of 8 bits a channel.

    Args:
        image: any mode.
        factor: the side of the blocks of pixels that are averaged, for a smaller picture.

    Returns:
        Mode "RGB", a new image. What is transparent is white, or black behind light ink.
    """
    if image.mode in ("L", "RGB") and not image.has_transparency_data and factor == 1:
        return image.convert("RGB")
    paper = _paper(image) if image.has_transparency_data else WHITE
    seen = Image.new("RGB", (math.ceil(image.width / factor), math.ceil(image.height / factor)))
    top = 0
    for strip in pixel_strips(image, factor):
        if strip.shape[2] == 4:  # colours that are multiplied by opacity already
            strip = strip[..., :3] + (255 - strip[..., 3:]) * np.float32(paper / 255)
        colours = np.broadcast_to(strip.round().astype(np.uint8), (*strip.shape[:2], 3))
        seen.paste(Image.fromarray(np.ascontiguousarray(colours)), (0, top))
        top += strip.shape[0]
    return seen


def _paper(image: Image.Image) -> int:
    """Return the shade that belongs behind a picture."""
    pixels = pixel_values(image, COARSE_SIDE)
    if pixels.shape[2] < 4:  # an opaque sheet in a transparent frame has its own paper
        return WHITE
    opacity = pixels[..., 3].sum()
    return BLACK if opacity and pixels[..., :3].mean(axis=2).sum() / opacity * 255 > MIDDLE else WHITE
