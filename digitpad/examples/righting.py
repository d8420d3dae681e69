"""Finds a sheet in a photo or a scan by its five marks, and rights it: turned, tilted or upside down."""

import math
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from digitpad import texts
from digitpad.errors import PictureError
from digitpad.examples.sheet import CORNERS, FIFTH, MARK, PAGE, Point

# Pixels of the longer side at which marks are looked for: one is about fifty wide on a sheet that fills the picture.
SEARCH_SIDE = 1_400
# Ink is darker than this share of its surroundings, so far around as marks are wide: shadows don't matter.
DARKER, AROUND = 0.75, 1 / 28
# A mark's ring fills half of its upright box; turned by 45°, a quarter. Its heart is 9 squares, the ring 24.
FILLED = (0.2, 0.62)
HEARTS = (1.5, 5.5)
ASPECT = 1.8
OFF_CENTRE = 0.12  # of the ring's width, between its middle and that of its heart
SMALLEST = 9  # pixels of a ring's width
# More marks than this in one picture are no sheet of ours but a pattern.
MOST = 9
# In a tilted photo distances between marks, in widths of marks, differ from the page's by this factor at most.
TILT = 2.0
# The fifth mark is within this share of a mark's width from where the other four say that it is.
ASTRAY = 0.6


class Mark(NamedTuple):
    """A mark that was found: its middle in the picture's pixels, and its width."""

    x: float
    y: float
    width: float


def righted(image: Image.Image) -> Image.Image:
    """Return a sheet as it was printed, what is written on it included.

    Args:
        image: of any size and mode, with one whole sheet in it.

    Returns:
        Mode "L", of the page's size.

    Raises:
        PictureError: if the marks aren't all to be seen.
    """
    grey = image.convert("L")
    scale = max(1.0, max(grey.size) / SEARCH_SIDE)
    small = grey.resize((max(1, round(grey.width / scale)), max(1, round(grey.height / scale))), Image.Resampling.BOX)
    corners = _corners(marks_in(small))
    if corners is None:
        raise PictureError(texts.NO_SHEET)
    placed = [(x * grey.width / small.width, y * grey.height / small.height) for x, y in corners]
    # What stands between pixels is made of their neighbours: a large photo is brought near the page's size first.
    shrink = math.dist(placed[0], placed[1]) / math.dist(CORNERS[0], CORNERS[1])
    if shrink > 2:
        grey = grey.reduce(int(shrink))
        placed = [(x / int(shrink), y / int(shrink)) for x, y in placed]
    onto = homography(CORNERS, placed)
    coefficients = tuple((onto / onto[2, 2]).ravel()[:8].tolist())
    return grey.transform(PAGE, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC, fillcolor=255)


def marks_in(grey: Image.Image) -> list[Mark]:
    """Return the squares in squares of a picture, largest first.

    Args:
        grey: mode "L".
    """
    import cc3d  # a tenth of a second that only pictures need

    around = grey.filter(ImageFilter.BoxBlur(max(grey.size) * AROUND))
    dark = np.asarray(grey, np.float32) < DARKER * np.asarray(around, np.float32)
    labels = cc3d.connected_components(dark.view(np.uint8), connectivity=8)
    statistics = cc3d.statistics(labels, no_slice_conversion=True)
    counts = statistics["voxel_counts"][1:].astype(np.float64)
    edges = statistics["bounding_boxes"][1:].astype(np.float64)
    middles = statistics["centroids"][1:].astype(np.float64)
    heights, widths = edges[:, 1] - edges[:, 0] + 1, edges[:, 3] - edges[:, 2] + 1
    filled = counts / (heights * widths)
    ringlike = (filled > FILLED[0]) & (filled < FILLED[1]) & (np.minimum(heights, widths) >= SMALLEST)
    ringlike &= np.maximum(heights, widths) <= ASPECT * np.minimum(heights, widths)
    found = []
    for ring in np.flatnonzero(ringlike):
        width = max(heights[ring], widths[ring])
        ratios = counts[ring] / counts
        heart = (ratios > HEARTS[0]) & (ratios < HEARTS[1])
        heart &= np.abs(middles[:, :2] - middles[ring, :2]).max(axis=1) < OFF_CENTRE * width
        if heart.any():
            y, x = middles[ring, :2] + 0.5
            found.append(Mark(float(x), float(y), float(width)))
    return sorted(found, key=lambda mark: -mark.width)


def _corners(marks: list[Mark]) -> list[Point] | None:
    """Return the four corner marks in the page's order; None where they and the fifth don't make up a sheet."""
    marks = marks[:MOST]
    best: tuple[float, list[Point]] | None = None
    for fifth in marks:
        others = [mark for mark in marks if mark is not fifth]
        for chosen in _quadrangles(others):
            onto = homography(CORNERS, [(mark.x, mark.y) for mark in chosen])
            x, y = mapped(onto, FIFTH)
            astray = math.hypot(x - fifth.x, y - fifth.y) / fifth.width
            if astray < ASTRAY and (best is None or astray < best[0]):
                best = (astray, [(mark.x, mark.y) for mark in chosen])
    return None if best is None else best[1]


def _quadrangles(marks: list[Mark]) -> "list[tuple[Mark, ...]]":
    """Return all fours that may be the corners of a page, clockwise from any of them."""
    return [four for four in permutations(marks, 4) if _is_like_a_page(four)]


def _is_like_a_page(four: tuple[Mark, ...]) -> bool:
    for index in range(4):
        one, two, three = four[index], four[(index + 1) % 4], four[(index + 2) % 4]
        # Three in a row turn to the right, as y goes down.
        if (two.x - one.x) * (three.y - two.y) <= (two.y - one.y) * (three.x - two.x):
            return False
        wanted = math.dist(CORNERS[index], CORNERS[(index + 1) % 4]) / MARK
        side = math.dist(one[:2], two[:2]) / ((one.width + two.width) / 2)
        if not wanted / TILT < side < wanted * TILT:
            return False
    return True


def homography(
    places: "tuple[Point, ...] | list[Point]", onto: "tuple[Point, ...] | list[Point]"
) -> NDArray[np.float64]:
    """Return the (3, 3) perspective map that takes four places onto four others, in homogeneous coordinates."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(places, onto, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    solution = np.linalg.lstsq(np.array(rows, np.float64), np.array(wanted, np.float64), rcond=None)[0]
    return np.append(solution, 1.0).reshape(3, 3)


def mapped(onto: NDArray[np.float64], place: Point) -> Point:
    """Return where a perspective map takes a place."""
    x, y, w = (onto @ (*place, 1.0)).tolist()
    return x / w, y / w
