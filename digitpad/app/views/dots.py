"""Thousands of points as one picture: round at any size, and at once under whatever moves above them."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Shade = tuple[int, int, int]


def dots_picture(
    points: "NDArray[np.float32]", shades: Sequence[Shade], size: tuple[int, int], radius: float, paper: Shade
) -> "NDArray[np.uint8]":
    """Return a picture of points, of which later ones lie above earlier ones.

    Args:
        points: (n, 2), x and y in pixels; what is outside the picture isn't seen.
        shades: a colour for each.
        size: (width, height) of the picture.
        radius: of each point, in pixels.
        paper: the colour below them.

    Returns:
        (height, width, 3).
    """
    reach = math.ceil(radius) + 1
    margin = 2 * reach
    width, height = size
    picture = np.full((height + 2 * margin, width + 2 * margin, 3), paper, np.float32)
    steps = np.arange(-reach, reach + 1)
    for (x, y), shade in zip(points.tolist(), shades, strict=True):
        column, row = math.floor(x), math.floor(y)
        if not (-reach <= column < width + reach and -reach <= row < height + reach):
            continue
        # A pixel's middle is half a pixel from its corner; at the edge it is covered in part.
        distances = np.hypot(steps + column + 0.5 - x, (steps + row + 0.5 - y)[:, None])
        covered = np.clip(radius + 0.5 - distances, 0, 1)[..., None]
        top, left = row + margin - reach, column + margin - reach
        part = picture[top : top + 2 * reach + 1, left : left + 2 * reach + 1]
        part += covered * (np.array(shade, np.float32) - part)
    return picture[margin:-margin, margin:-margin].round().astype(np.uint8)
