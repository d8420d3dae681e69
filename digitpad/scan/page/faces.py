"""The boxes that a page's lines enclose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from digitpad.scan.page.form_lines import crossing, place_at
from digitpad.scan.page.marks import Floats, Integers
from digitpad.scan.page.paper import Mask
from digitpad.scan.page.rulings import Rulings
from digitpad.scan.page.straight import Straight

# Lines meet that come this near, in pixels: what breaks where scans are poor.
NEAR = 12.0
# Uprights are of one column, and level lines of one row, that lie no further apart, in pixels.
ASIDE = 6.0
# Paper is squared where there are more rows or columns than this, or where this share of the lines ends on no other, by
# so much of the distance between lines, or at the page's edge.
MOST_LINES, OPEN_LINES, OPEN = 40, 0.4, 0.3
AT_EDGE = 4.0
# A line is between two others where it has ink on this share of the way, so many pixels beside it at most.
INKED, AROUND = 0.5, np.arange(-2, 3)
# The lowest box, in pixels.
LOWEST = 12.0
# One digit's box is so wide, in heights.
NARROWEST, WIDEST = 0.4, 1.45


@dataclass(frozen=True, eq=False)
class Face:
    """What lines enclose.

    Attributes:
        corners: (4, 2) x, y on the page, from the upper left one clockwise.
        row: of its form, from 0.
        column: likewise.
    """

    corners: Floats
    row: int
    column: int

    @property
    def centre(self) -> Floats:
        """(2,) x, y."""
        centre: Floats = self.corners.mean(axis=0)
        return centre

    @property
    def width(self) -> float:
        """The length of its upper and lower side."""
        return float(np.hypot(*(self.corners[[1, 2]].mean(axis=0) - self.corners[[0, 3]].mean(axis=0))))

    @property
    def height(self) -> float:
        """The length of its other sides."""
        return float(np.hypot(*(self.corners[[2, 3]].mean(axis=0) - self.corners[[0, 1]].mean(axis=0))))

    @property
    def is_for_one(self) -> bool:
        """Whether it has the shape of a box for one digit."""
        return NARROWEST <= self.width / self.height <= WIDEST

    def at(self, row: int, column: int) -> "Face":
        """Return it at another place of a form."""
        return Face(self.corners, row, column)


def faces_of(rulings: Rulings, mask: Mask) -> list[list[tuple[Face, int, int]]]:
    """Return the rectangles that lines enclose, of all lines that hang together, but for those of squared paper.

    Args:
        rulings: of the page.
        mask: (h, w) the page's ink, lines included.

    Returns:
        Of each group of lines the rectangles, with the number of rows and columns that each spans.
    """
    level, upright = (_turned(lines, rulings.angle) for lines in (rulings.level, rulings.upright))
    if not len(level) or not len(upright):
        return []
    page = _Page(level, upright, rulings.angle, mask)
    return [
        _faces(page, across, down)
        for across, down in _components(crossing(upright, level, NEAR))
        if len(across) > 1 and len(down) > 1 and not _is_paper(rulings, across, down, mask.shape)
    ]


@dataclass(frozen=True, eq=False)
class _Page:
    """A page's lines, as they are once it is turned back, how far it lies turned, and its ink as it is."""

    level: Straight
    upright: Straight
    angle: float
    mask: Mask


def _turned(lines: Straight, angle: float) -> Straight:
    """Return lines as they are once the page is turned back."""
    return replace(lines, ends=_rotated(lines.ends, -angle))


def _rotated(places: Floats, angle: float) -> Floats:
    """Turn (..., 2) places clockwise around the page's upper left corner."""
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    turned: Floats = places @ np.array([[cos, sin], [-sin, cos]])
    return turned


def _components(meets: Mask) -> list[tuple[Integers, Integers]]:
    """Return (level, upright) lines of each group that hangs together, given (n, m) which uprights meet which level."""
    left = set(range(meets.shape[0]))
    groups = []
    while left:
        down = {left.pop()}
        across: set[int] = set()
        while True:
            more = set(np.flatnonzero(meets[sorted(down)].any(axis=0)).tolist())
            further = set(np.flatnonzero(meets[:, sorted(more)].any(axis=1)).tolist()) if more else set()
            if more == across and further | down == down:
                break
            across, down = more, down | further
        left -= down
        groups.append((np.array(sorted(across), np.int64), np.array(sorted(down), np.int64)))
    return groups


def _is_paper(rulings: Rulings, across: Integers, down: Integers, size: tuple[int, ...]) -> bool:
    """Return whether lines that cross are those of squared paper, which nothing encloses."""
    if max(len(across), len(down)) > MOST_LINES:
        return True
    open_ends = []
    sides = rulings.level.ends[across], rulings.upright.ends[down]
    for axis, lines, others in ((0, *sides), (1, *sides[::-1])):
        places = np.sort(others.mean(axis=1)[:, axis])
        pitch = float(np.median(np.diff(places)))
        before, behind = lines[:, 0, axis], lines[:, 1, axis]
        beyond = OPEN * pitch
        open_ends += [
            (before < places[0] - beyond) | (before < AT_EDGE),
            (behind > places[-1] + beyond) | (behind > size[1 - axis] - AT_EDGE),
        ]
    return float(np.mean(np.concatenate(open_ends))) > OPEN_LINES


def _faces(page: _Page, across: Integers, down: Integers) -> list[tuple[Face, int, int]]:
    """Return the rectangles that lines enclose, with the number of rows and columns that each spans."""
    level, upright = page.level, page.upright
    ys, xs = _clusters(level, across, 1), _clusters(upright, down, 0)
    y = np.array([np.mean(level.ends[lines, :, 1]) for lines in ys])
    x = np.array([np.mean(upright.ends[lines, :, 0]) for lines in xs])
    over = np.array([[_covering(level, lines, places, 0, page) for places in pairwise(x)] for lines in ys])
    beside = np.array([[_covering(upright, lines, places, 1, page) for lines in xs] for places in pairwise(y)])
    if not over.size or not beside.size:
        return []
    faces = []
    for first_row, first_column, last_row, last_column in _rectangles(over >= 0, beside >= 0):
        sides = (
            over[first_row, first_column],
            beside[first_row, last_column + 1],
            over[last_row + 1, first_column],
            beside[first_row, first_column],
        )
        corners = _corners(level, upright, sides)
        if min(corners[2, 1] - corners[1, 1], corners[1, 0] - corners[0, 0]) >= LOWEST:
            spans = last_row + 1 - first_row, last_column + 1 - first_column
            faces.append((Face(_rotated(corners, page.angle), first_row, first_column), *spans))
    return faces


def _clusters(lines: Straight, chosen: Integers, axis: int) -> list[Integers]:
    """Return the numbers of the lines that lie at one place across."""
    places = lines.ends[chosen].mean(axis=1)[:, axis]
    order = np.argsort(places, kind="stable")
    apart = np.flatnonzero(np.diff(places[order]) > ASIDE) + 1
    return np.split(chosen[order], apart)


def _covering(lines: Straight, chosen: Integers, places: tuple[float, float], axis: int, page: _Page) -> int:
    """Return which of the chosen lines runs between two places along them, and is inked there, or -1."""
    middle = sum(places) / 2
    passing = chosen[(lines.ends[chosen, 0, axis] <= middle) & (lines.ends[chosen, 1, axis] >= middle)]
    for line in passing.tolist():
        along = np.linspace(*places, 24)[4:-4]
        across = place_at(lines, along[:, None], axis)[:, line]
        around = np.stack([np.broadcast_to(along, (len(AROUND), len(along))), across + AROUND[:, None]], axis=-1)
        xs, ys = (
            np.floor(_rotated(around[..., ::-1] if axis else around, page.angle)).astype(np.int64).transpose(2, 0, 1)
        )
        height, width = page.mask.shape
        inked = page.mask[np.clip(ys, 0, height - 1), np.clip(xs, 0, width - 1)].any(axis=0)
        if np.mean(inked) >= INKED:
            return int(line)
    return -1


def _rectangles(over: Mask, beside: Mask) -> list[tuple[int, int, int, int]]:
    """Return (first row, first column, last row, last column) of what is enclosed and a rectangle.

    Args:
        over: (rows + 1, columns): whether there is a line above each of the smallest rectangles, and below the last.
        beside: (rows, columns + 1): likewise on the left.
    """
    rows, columns = len(beside), over.shape[1]
    seen = np.zeros((rows, columns), np.bool_)
    found = []
    for start in np.ndindex(rows, columns):
        if seen[start]:
            continue
        reached, waiting, is_open = [start], [start], False
        seen[start] = True
        while waiting:
            i, j = waiting.pop()
            for wall, (k, m) in (
                (over[i, j], (i - 1, j)),
                (over[i + 1, j], (i + 1, j)),
                (beside[i, j], (i, j - 1)),
                (beside[i, j + 1], (i, j + 1)),
            ):
                if wall:
                    continue
                if not (0 <= k < rows and 0 <= m < columns):
                    is_open = True
                elif not seen[k, m]:
                    seen[k, m] = True
                    reached.append((k, m))
                    waiting.append((k, m))
        (top, left), (bottom, right) = np.min(reached, axis=0).tolist(), np.max(reached, axis=0).tolist()
        if not is_open and len(reached) == (bottom - top + 1) * (right - left + 1):
            found.append((top, left, bottom, right))
    return found


def _corners(level: Straight, upright: Straight, sides: Sequence[int]) -> Floats:
    """Return (4, 2) where the lines above, on the right, below and on the left cross, the upper left place first."""
    top, right, bottom, left = sides
    corners = []
    for across, down in ((top, left), (top, right), (bottom, right), (bottom, left)):
        x = float(upright.ends[down, :, 0].mean())
        for _ in range(2):
            y = float(place_at(level, np.array([[x]]), 0)[0, across])
            x = float(place_at(upright, np.array([[y]]), 1)[0, down])
        corners.append((x, y))
    return np.array(corners)
