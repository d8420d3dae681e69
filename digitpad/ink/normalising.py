"""Ink of any size to the 28 × 28 picture of MNIST's rule, for pad, files and training alike.

The rule is MNIST's own (LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
recognition", Proc. IEEE 86(11), 1998, section III.A): the ink's bounding box, aspect kept, fitted into 20 × 20 with
anti-aliasing, then placed so that its centre of mass falls on the centre of 28 × 28. MNIST took pixel 14, counted from
0, for the centre: its digits' centres of mass lie at 14.5 on the average, measured from the picture's corner (14.51 and
14.50 over its training images), and so do ours.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

from digitpad.ink.raster import DIGIT_SIZE

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIDE = 28
# Where the centre of mass goes, from the left and from the top: the middle of pixel 14.
CENTRE = 14.5


def normalised(ink: Image.Image) -> "NDArray[np.float32]":
    """Crop, fit and centre ink by MNIST's rule.

    Args:
        ink: mode "L", 0 = paper, any size. Every pixel above 0 counts as ink.

    Returns:
        (28, 28) float32, 0..1; all zeros for an image without ink.
    """
    place = placement(ink)
    return np.zeros((SIDE, SIDE), np.float32) if place is None else placed(ink, place)


class Placement(NamedTuple):
    """Where the 28 × 28 picture lies on the ink that it is made of, in the ink's pixels.

    Attributes:
        box: (left, top, right, bottom) of what has ink.
        left: of the picture's left edge, from the box's.
        top: likewise.
        unit: how many of the ink's pixels a side make one of the picture's.
    """

    box: tuple[int, int, int, int]
    left: float
    top: float
    unit: float


def placement(ink: Image.Image) -> Placement | None:
    """Return where MNIST's rule puts ink, mode "L", 0 = paper, any size; None without ink."""
    box = ink.getbbox()
    if box is None:
        return None
    crop = ink.crop(box)
    width, height = crop.size
    unit = max(width, height) / DIGIT_SIZE  # ink pixels in one pixel of the picture
    x, y = centre_of_mass(crop)
    # A very lopsided digit is moved off the centre just as far as it takes to keep all of its ink in the picture.
    field = SIDE * unit
    left = min(max(x - CENTRE * unit, width - field), 0)
    top = min(max(y - CENTRE * unit, height - field), 0)
    return Placement(box, left, top, unit)


def placed(ink: Image.Image, place: Placement) -> "NDArray[np.float32]":
    """Fit and place ink that lies so, with one resampling; (28, 28) float32, 0..1."""
    crop = ink.crop(place.box)
    field, left, top = SIDE * place.unit, place.left, place.top
    margin = (math.ceil(-left), math.ceil(-top))
    side = math.ceil(field) + 1
    paper = Image.new("L", (side, side))
    paper.paste(crop, margin)
    corner = (margin[0] + left, margin[1] + top)
    picture = paper.resize((SIDE, SIDE), Image.Resampling.HAMMING, box=(*corner, corner[0] + field, corner[1] + field))
    return np.asarray(picture, np.float32) / np.float32(255)


def centre_of_mass(ink: Image.Image) -> tuple[float, float]:
    """Return the (x, y) centre of mass of an image that has ink, in its pixels, (0, 0) being its corner."""
    mass = np.asarray(ink)
    columns = mass.sum(axis=0, dtype=np.float64)
    rows = mass.sum(axis=1, dtype=np.float64)
    total = columns.sum()
    x = columns @ np.arange(0.5, columns.size) / total
    y = rows @ np.arange(0.5, rows.size) / total
    return float(x), float(y)
