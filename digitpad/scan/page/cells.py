"""What the boxes that a page's lines enclose make together: grids, combs, tables and single boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from digitpad.scan.page.faces import Face, faces_of
from digitpad.scan.page.marks import Floats
from digitpad.scan.page.paper import Mask
from digitpad.scan.page.rulings import Rulings

FormKind = Literal["grid", "comb", "table", "box"]

# Boxes of a grid or comb differ by no more than this factor.
EVEN = 1.5
# Of a grid's boxes this share is there: others have lost a line.
WHOLE = 0.8
# Where so many boxes and more are alike, a line is lost in one that is as wide as two or a few, give or take a share.
LOST_AMONG, MOST_LOST, LOST = 3, 4, 0.12
# Boxes that stand side by side are a comb: as high, within this factor, as high up, within a share of the height, and
# no further apart than this, in widths.
AS_HIGH, LEVEL, APART = 1.2, 0.2, 1.3


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
    forms = [form for faces in faces_of(rulings, mask) for form in _forms_among(faces)]
    forms = _without_outer(forms)
    forms = [*(form for form in forms if form.kind != "box"), *_chained([f for f in forms if f.kind == "box"])]
    return sorted(forms, key=lambda form: float(form.faces[0].centre[1]))


def _forms_among(faces: list[tuple[Face, int, int]]) -> list[Form]:
    """Return what the rectangles of lines that hang together make."""
    faces = _with_lost_lines(faces)
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


def _with_lost_lines(faces: list[tuple[Face, int, int]]) -> list[tuple[Face, int, int]]:
    """Return the rectangles, those parted that are as wide as several of the others: a line between them was lost."""
    usual = [face for face, rows, columns in faces if rows == columns == 1 and face.is_for_one]
    if len(usual) < max(LOST_AMONG, len(faces) / 2):
        return faces
    width = float(np.median([face.width for face in usual]))
    height = float(np.median([face.height for face in usual]))
    one_row = len({face.row for face, _, _ in faces}) == 1
    parted: list[tuple[Face, int, int]] = []
    more = 0  # columns that the lines don't tell of
    for face, rows, columns in sorted(faces, key=lambda each: (each[0].row, each[0].column)):
        count = round(face.width / width)
        fits = abs(face.width / width - count) <= LOST * count and abs(face.height / height - 1) <= LOST
        if rows == 1 and 1 < count <= MOST_LOST and fits and (columns == count or one_row):
            parted += [(piece, 1, 1) for piece in _parted(face.at(face.row, face.column + more), count)]
            more += (count - columns) if one_row else 0
        else:
            parted.append((face.at(face.row, face.column + more), rows, columns))
    return parted


def _parted(face: Face, count: int) -> list[Face]:
    """Return so many boxes side by side, of the same width, in place of one."""
    upper_left, upper_right, lower_right, lower_left = face.corners
    shares = np.linspace(0, 1, count + 1)[:, None]
    above = upper_left + shares * (upper_right - upper_left)
    below = lower_left + shares * (lower_right - lower_left)
    return [
        Face(np.array([above[i], above[i + 1], below[i + 1], below[i]]), face.row, face.column + i)
        for i in range(count)
    ]


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
