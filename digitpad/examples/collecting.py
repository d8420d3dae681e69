"""Photos and scans of written sheets to labelled digits: righted, cut into boxes, and only the written ones kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from digitpad import texts
from digitpad.errors import PictureError
from digitpad.examples.righting import righted
from digitpad.examples.sheet import CORNERS, MODULE, boxes
from digitpad.scan import open_picture, picture_ink

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What is cut off a box on each side: its printed line, and what the paper's bend may have moved.
MARGIN = 9
# In a written box this share of its pixels is darker than paper by at least this share of what printed black is.
WRITTEN, DARK = 0.004, 0.22
# A digit's ink is kept in pictures of this side: the network needs 28.
SIDE = 112


@dataclass(frozen=True, eq=False)
class Collected:
    """What is written on one sheet.

    Attributes:
        images: (n, 112, 112) uint8, 255 = ink; n ≥ 1.
        labels: (n,) the digits that their boxes are for.
        empty: how many boxes nothing is written in.
    """

    images: "NDArray[np.uint8]"
    labels: list[int]
    empty: int


def collected(path: Path) -> Collected:
    """Read the digits of a photographed or scanned sheet.

    Raises:
        PictureError: names the file: it is no picture, not a whole sheet, or nothing is written on it.
    """
    picture = open_picture(path)
    try:
        return digits_on(righted(picture))
    except PictureError as error:
        raise PictureError(texts.about_file(path, str(error))) from error


def digits_on(page: Image.Image) -> Collected:
    """Cut a righted page into its boxes.

    Args:
        page: mode "L", of the page's size.

    Raises:
        PictureError: if nothing is written on it.
    """
    images, labels, empty = [], [], 0
    black = _printed_black(page)
    for digit, (left, top, right, bottom) in boxes():
        cut = page.crop((round(left) + MARGIN, round(top) + MARGIN, round(right) - MARGIN, round(bottom) - MARGIN))
        ink = picture_ink(cut) if _is_written(cut, black) else None
        if ink is None:
            empty += 1
        else:
            images.append(_framed(ink))
            labels.append(digit)
    if not images:
        raise PictureError(texts.EMPTY_SHEET)
    return Collected(np.stack(images), labels, empty)


def _printed_black(page: Image.Image) -> float:
    """Return how much darker than paper the hearts of the marks are, at the best of the corners."""
    depths = []
    for x, y in CORNERS:
        heart = page.crop((round(x) - MODULE, round(y) - MODULE, round(x) + MODULE, round(y) + MODULE))
        around = page.crop((round(x) - 7 * MODULE, round(y) - 7 * MODULE, round(x) + 7 * MODULE, round(y) + 7 * MODULE))
        depths.append(float(np.quantile(np.asarray(around), 0.8) - np.median(np.asarray(heart))))
    return max(*depths, 1.0)


def _is_written(cut: Image.Image, black: float) -> bool:
    values = np.asarray(cut, np.float32)
    # The paper's own shade, which may change across the box.
    paper = np.quantile(values, 0.7, axis=1, keepdims=True)
    return float((paper - values > DARK * black).mean()) > WRITTEN


def _framed(ink: Image.Image) -> "NDArray[np.uint8]":
    """Put ink of any size in the middle of a picture of the one size that a set's pictures have."""
    scale = min(1.0, SIDE / max(ink.size))
    if scale < 1:
        size = (max(1, round(ink.width * scale)), max(1, round(ink.height * scale)))
        ink = ink.resize(size, Image.Resampling.BOX)
    frame = Image.new("L", (SIDE, SIDE))
    frame.paste(ink, ((SIDE - ink.width) // 2, (SIDE - ink.height) // 2))
    return np.asarray(frame)
