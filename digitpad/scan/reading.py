"""A picture of one digit to its ink."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from digitpad.scan.paper import Ink, ink_on_paper
from digitpad.scan.pen import trained_pen
from digitpad.scan.pieces import belongs, likeliest, pieces_of
from digitpad.scan.pixels import pixel_values
from digitpad.scan.windows import Array

# Pixels a side at which a picture is searched: a digit of 5 % of it has 50, more than the network's 20.
SEARCH_SIDE = 1000
# On uneven paper ink has at least this share of the digit's own strength: ruled lines, stains and shadows are fainter.
OWN_STRENGTH = 0.35


def picture_ink(image: Image.Image) -> Image.Image | None:
    """Find the one digit in a picture, on paper of any colour and under any light.

    Args:
        image: of any size and mode.

    Returns:
        Mode "L", 0 = paper, up to 255 = ink: the digit's ink alone, its stroke width and contrast brought to what the
        network was trained on. None if there is no ink.
    """
    if 0 in image.size:
        return None
    values = _digit_values(image)
    return None if values is None else Image.fromarray((trained_pen(values) * 255).round().astype(np.uint8))


def _digit_values(image: Image.Image) -> Array | None:
    ink = ink_on_paper(pixel_values(image, SEARCH_SIDE))
    mask = None if ink is None else _digit_mask(ink)
    if ink is None or mask is None:
        return None
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.where(mask, ink.values, 0)[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _digit_mask(ink: Ink) -> NDArray[np.bool_] | None:
    threshold = ink.threshold
    labels, pieces = pieces_of(ink.values, ink.shades, threshold)
    main = likeliest(pieces)
    if main and not ink.even and OWN_STRENGTH * main.strength > threshold:
        labels, pieces = pieces_of(ink.values, ink.shades, OWN_STRENGTH * main.strength)
        main = likeliest(pieces)
    if main is None:
        return None
    return np.isin(labels, [piece.label for piece in pieces if belongs(piece, main)])
