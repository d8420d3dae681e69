"""A picture of one digit to its ink."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from digitpad.ink.layout import Box
from digitpad.scan.one_digit.cut_out import CutOut, cut_out, with_margin
from digitpad.scan.one_digit.paper import OWN_STRENGTH, Ink, even_ink, inks_on_paper
from digitpad.scan.one_digit.pen import trained_pen
from digitpad.scan.one_digit.pieces import Labels, Piece, belongs, box_area, likeliest_of, pieces_of, shared_area
from digitpad.scan.opening.pixels import TINY, pixel_values, reduction, unenlarged
from digitpad.scan.windows import Array, highest

# Pixels a side at which a picture is searched: a digit of 5 % of it has 50, more than the network's 20.
SEARCH_SIDE = 1000
# A reading sees the same as another if it covers this share of the other's box and is this likely beside it.
COVERED = 0.8
CONVINCING = 0.7


@dataclass(frozen=True)
class Reading:
    """One way to see a digit in a picture: the ink, its pieces above a threshold, and the digit's largest piece."""

    ink: Ink
    threshold: float
    labels: Labels
    pieces: list[Piece]
    main: Piece

    def mask(self) -> NDArray[np.bool_]:
        """Return the pixels of the digit, (h, w), with one more around them: the grey edge below the threshold."""
        ink = np.isin(self.labels, [piece.label for piece in self.pieces if belongs(piece, self.main)])
        return highest(ink.astype(np.float32), 3) > 0


def picture_ink(image: Image.Image) -> Image.Image | None:
    """Find the one digit in a picture, on paper of any colour and under any light.

    Args:
        image: of any size and mode.

    Returns:
        Mode "L", 0 = paper, up to 255 = ink: the digit's ink alone, its stroke width and contrast brought to what the
        network was trained on. None if there is no ink.
    """
    found = located_ink(image)
    return None if found is None else found[0]


def located_ink(image: Image.Image) -> tuple[Image.Image, Box] | None:
    """Find the one digit in a picture, and where it is.

    Args:
        image: of any size and mode.

    Returns:
        What :func:`picture_ink` returns, and the digit's (left, top, right, bottom) in the picture's pixels.
    """
    if 0 in image.size:
        return None
    image, enlarged = unenlarged(image)
    pixels, margin = pixel_values(image, SEARCH_SIDE), 0
    found = _single(pixels)
    if found is None:
        reading = _best_reading(inks_on_paper(pixels))
    else:
        pixels, margin = with_margin(pixels, found.paper)
        reading = _best_reading([even_ink(pixels - found.paper)])
    if reading is None:
        return None
    mask = reading.mask()
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    values = np.where(mask, reading.ink.values, 0)[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    factor = reduction(image, SEARCH_SIDE)
    left, right = (_within(end - margin, factor, image.width) * enlarged for end in (columns[0], columns[-1] + 1))
    top, bottom = (_within(end - margin, factor, image.height) * enlarged for end in (rows[0], rows[-1] + 1))
    ink = Image.fromarray((trained_pen(values) * 255).round().astype(np.uint8))
    return ink, (float(left), float(top), float(right), float(bottom))


def is_cut_out(image: Image.Image) -> bool:
    """Tell whether a picture is nothing but one digit, cut out along its ink."""
    return 0 not in image.size and _single(pixel_values(unenlarged(image)[0], SEARCH_SIDE)) is not None


def _single(pixels: Array) -> CutOut | None:
    found = cut_out(pixels)
    return found if found and (max(pixels.shape[:2]) <= TINY or found.is_one_digit) else None


def _within(place: int, factor: int, side: int) -> int:
    return min(max(int(place) * factor, 0), side)


def _best_reading(inks: list[Ink]) -> Reading | None:
    readings = [
        reading for ink in inks for threshold in dict.fromkeys(ink.thresholds) if (reading := _reading(ink, threshold))
    ]
    if not readings:
        return None
    likeliest = max(readings, key=lambda reading: reading.main.likelihood)
    # The last that sees the same, if more of it, has the widest window, which cuts no stroke.
    best = [reading for reading in readings if _sees(reading.main, likeliest.main)][-1]
    own = OWN_STRENGTH * best.main.strength
    return best if own <= best.threshold else _reading(best.ink, own) or best


def _reading(ink: Ink, threshold: float) -> Reading | None:
    labels, pieces = pieces_of(ink, threshold)
    main = likeliest_of(pieces)
    return Reading(ink, threshold, labels, pieces, main) if main else None


def _sees(piece: Piece, likeliest: Piece) -> bool:
    covered = shared_area(piece.box, likeliest.box) / box_area(likeliest.box)
    return covered >= COVERED and piece.likelihood >= CONVINCING * likeliest.likelihood
