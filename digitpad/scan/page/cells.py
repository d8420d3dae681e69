"""The boxes that a page's lines enclose, and what they make together: grids, combs, tables and single boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from digitpad.scan.page.form_lines import crossing, place_at
from digitpad.scan.page.marks import Floats, Integers
from digitpad.scan.page.paper import Mask
from digitpad.scan.page.rulings import Rulings
from digitpad.scan.page.straight import Straight

FormKind = Literal["grid", "comb", "table", "box"]

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
# One digit's box is so wide, in heights; boxes of a grid or comb differ by no more than this factor.
NARROWEST, WIDEST, EVEN = 0.4, 1.45, 1.5
# Of a grid's boxes this share is there: others have lost a line.
WHOLE = 0.8
# Boxes that stand side by side are a comb: as high, within this factor, as high up, within a share of the height, and
# no further apart than this, in widths.
AS_HIGH, LEVEL, APART = 1.2, 0.2, 1.3


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


@dataclass(frozen=True, eq=False)
class Form:
    """Boxes that belong together.

    Attributes:
        kind: "grid" or "comb" of boxes for one digit each, "table" of wider ones, or a single "box".
        rows: from top to bottom, each from left to right.
    """

    kind: FormKind
    rows: tuple[tuple[Face, ...], ...]

    @property
    def faces(self) -> tuple[Face, ...]:
        """All boxes, row by row."""
        return tuple(face for row in self.rows for face in row)


def forms_of(rulings: Rulings, mask: Mask) -> list[Form]:
    """Return the forms that a page's lines make, those further up first.

    Args:
        rulings: of the page.
        mask: (h, w) the page's ink, lines included.
    """
    level, upright = rulings.level, rulings.upright
    if not len(level) or not len(upright):
        return []
    meets = crossing(upright, level, NEAR)
    forms: list[Form] = []
    for across, down in _components(meets):
        if len(across) > 1 and len(down) > 1 and not _is_paper(level, upright, across, down, mask.shape):
            forms += _forms_among(_faces(level, upright, across, down, mask))
    forms = _without_outer(forms)
    forms = [*(form for form in forms if form.kind != "box"), *_chained([f for f in forms if f.kind == "box"])]
    return sorted(forms, key=lambda form: float(form.faces[0].centre[1]))


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


def _is_paper(level: Straight, upright: Straight, across: Integers, down: Integers, size: tuple[int, ...]) -> bool:
    """Return whether lines that cross are those of squared paper, which nothing encloses."""
    if max(len(across), len(down)) > MOST_LINES:
        return True
    open_ends = []
    for axis, lines, others in (
        (0, level.ends[across], upright.ends[down]),
        (1, upright.ends[down], level.ends[across]),
    ):
        places = np.sort(others.mean(axis=1)[:, axis])
        pitch = float(np.median(np.diff(places)))
        before, behind = lines[:, 0, axis], lines[:, 1, axis]
        beyond = OPEN * pitch
        open_ends += [
            (before < places[0] - beyond) | (before < AT_EDGE),
            (behind > places[-1] + beyond) | (behind > size[1 - axis] - AT_EDGE),
        ]
    return float(np.mean(np.concatenate(open_ends))) > OPEN_LINES


def _faces(
    level: Straight, upright: Straight, across: Integers, down: Integers, mask: Mask
) -> list[tuple[Face, int, int]]:
    """Return the rectangles that lines enclose, with the number of rows and columns that each spans."""
    ys, xs = _clusters(level, across, 1), _clusters(upright, down, 0)
    y = np.array([np.mean(level.ends[lines, :, 1]) for lines in ys])
    x = np.array([np.mean(upright.ends[lines, :, 0]) for lines in xs])
    over = np.array([[_covering(level, lines, places, 0, mask) for places in pairwise(x)] for lines in ys])
    beside = np.array([[_covering(upright, lines, places, 1, mask) for lines in xs] for places in pairwise(y)])
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
            faces.append((Face(corners, first_row, first_column), *spans))
    return faces


def _clusters(lines: Straight, chosen: Integers, axis: int) -> list[Integers]:
    """Return the numbers of the lines that lie at one place across."""
    places = lines.ends[chosen].mean(axis=1)[:, axis]
    order = np.argsort(places, kind="stable")
    apart = np.flatnonzero(np.diff(places[order]) > ASIDE) + 1
    return np.split(chosen[order], apart)


def _covering(lines: Straight, chosen: Integers, places: tuple[float, float], axis: int, mask: Mask) -> int:
    """Return which of the chosen lines runs between two places along them, and is inked there, or -1."""
    middle = sum(places) / 2
    passing = chosen[(lines.ends[chosen, 0, axis] <= middle) & (lines.ends[chosen, 1, axis] >= middle)]
    for line in passing.tolist():
        along = np.linspace(*places, 24)[4:-4]
        across = place_at(lines, along[:, None], axis)[:, line]
        ys, xs = (along, across) if axis else (across, along)
        rows = np.floor(ys).astype(np.int64)[None] + (0 if axis else AROUND[:, None])
        columns = np.floor(xs).astype(np.int64)[None] + (AROUND[:, None] if axis else 0)
        inked = mask[np.clip(rows, 0, mask.shape[0] - 1), np.clip(columns, 0, mask.shape[1] - 1)].any(axis=0)
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


def _forms_among(faces: list[tuple[Face, int, int]]) -> list[Form]:
    """Return what the rectangles of lines that hang together make."""
    simple = [face for face, rows, columns in faces if rows == columns == 1]
    others = [Form("box", ((face.at(0, 0),),)) for face, rows, columns in faces if not rows == columns == 1]
    rows = sorted({face.row for face in simple})
    columns = sorted({face.column for face in simple})
    if len(rows) > 1 and len(columns) > 1 and len(simple) >= WHOLE * len(rows) * len(columns):
        placed = tuple(
            tuple(face.at(rows.index(face.row), columns.index(face.column)) for face in simple if face.row == row)
            for row in rows
        )
        return [Form("grid" if _alike(simple) else "table", placed), *others]
    forms = []
    for row in rows:
        for run in _runs([face for face in simple if face.row == row]):
            if len(run) == 1:
                forms.append(Form("box", ((run[0].at(0, 0),),)))
            else:
                placed = (tuple(face.at(0, place) for place, face in enumerate(run)),)
                forms.append(Form("comb" if _alike(run) else "table", placed))
    return [*forms, *others]


def _runs(faces: Iterable[Face]) -> list[list[Face]]:
    """Split the rectangles of a row where one is missing."""
    runs: list[list[Face]] = []
    for face in sorted(faces, key=lambda face: face.column):
        if runs and runs[-1][-1].column == face.column - 1:
            runs[-1].append(face)
        else:
            runs.append([face])
    return runs


def _alike(faces: Sequence[Face]) -> bool:
    """Return whether boxes are for one digit each, and as large as each other."""
    if not all(face.is_for_one for face in faces):
        return False
    widths, heights = [face.width for face in faces], [face.height for face in faces]
    return max(widths) <= EVEN * min(widths) and max(heights) <= EVEN * min(heights)


def _without_outer(forms: list[Form]) -> list[Form]:
    """Return the forms without boxes that others stand in: those frame a page."""
    centres = [(number, face.centre) for number, form in enumerate(forms) for face in form.faces]
    kept = []
    for number, form in enumerate(forms):
        if form.kind in ("box", "table") and any(
            other != number and _is_in(centre, face) for face in form.faces for other, centre in centres
        ):
            continue
        kept.append(form)
    return kept


def _is_in(place: Floats, face: Face) -> bool:
    low, high = face.corners.min(axis=0), face.corners.max(axis=0)
    return bool((place > low).all() and (place < high).all())


def _chained(boxes: list[Form]) -> list[Form]:
    """Return boxes, those for one digit that stand side by side as combs."""
    left = sorted((form.faces[0] for form in boxes), key=lambda face: float(face.centre[0]))
    forms: list[Form] = []
    while left:
        chain = [left.pop(0)]
        for face in left[:]:
            if _goes_on(chain[-1], face):
                chain.append(face)
                left.remove(face)
        rows = (tuple(face.at(0, place) for place, face in enumerate(chain)),)
        forms.append(Form("comb" if len(chain) > 1 else "box", rows))
    return forms


def _goes_on(before: Face, after: Face) -> bool:
    size = max(before.height, after.height)
    gap = float(after.corners[:, 0].min() - before.corners[:, 0].max())
    return (
        before.is_for_one
        and after.is_for_one
        and _alike((before, after))
        and size <= AS_HIGH * min(before.height, after.height)
        and abs(float(before.centre[1] - after.centre[1])) <= LEVEL * size
        and -0.2 * before.width <= gap <= APART * before.width
    )


def wide_gaps(faces: Sequence[Face]) -> list[bool]:
    """Say for each box of a comb and the next whether the gap between them is wider than those between others."""
    gaps = [float(after.corners[:, 0].min() - before.corners[:, 0].max()) for before, after in pairwise(faces)]
    if not gaps:
        return []
    usual = max(min(gaps), 0.0)
    return [gap > 2 * usual + 0.2 * before.width for gap, before in zip(gaps, faces, strict=False)]
