"""What stands in the boxes of forms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from digitpad.scan.page.cells import Form
from digitpad.scan.page.faces import Face
from digitpad.scan.page.marks import Integers, Marks, righted, together
from digitpad.scan.page.paper import Mask
from digitpad.scan.page.rows import arranged
from digitpad.scan.page.squared import papers

# A mark with this share of its ink in boxes stands in that with most of it; each with this share has a part of its own.
INSIDE, OWN = 0.4, 0.3
# What is lower and narrower than this share of a box is a speck, and all that is lower than this was printed there.
SPECK, PRINTED = 0.14, 0.3
# A remain of a line is no wider than this, in pixels and widths of the box, and no further from the box's side.
REMAIN, REMAIN_PIXELS = 0.06, 3.0


@dataclass(frozen=True, eq=False)
class FormRow:
    """A row of a form's boxes and what stands in them.

    Attributes:
        form: the number of the form on the page.
        kind: of the form.
        faces: from left to right.
        digits: from left to right, each with the indices of its marks.
        places: in which of the boxes each digit stands.
    """

    form: int
    kind: str
    faces: tuple[Face, ...]
    digits: list[Integers]
    places: list[int]


@dataclass(frozen=True, eq=False)
class Filled:
    """A page's marks, sorted by the boxes in which they stand.

    Attributes:
        marks: all of the page's, and those of grids and combs: all that stands in one box together, as one.
        rows: of the forms' boxes, those with nothing in them, too.
        others: the indices of the marks that stand in none of these.
        boxes: single boxes, with the numbers of their forms: what stands in them stands in rows with what is beside.
    """

    marks: Marks
    rows: list[FormRow]
    others: Integers
    boxes: list[tuple[int, Face]]


def filled(marks: Marks, forms: Sequence[Form], size: tuple[int, ...], angle: float) -> Filled:
    """Sort a page's marks by the boxes in which they stand.

    Args:
        marks: of the page, without lines.
        forms: of the page.
        size: of the page, height and width.
        angle: how far it lies turned clockwise, in radians.
    """
    owners = _owners(marks, [face for form in forms for face in form.faces], size)
    first, number, total = 0, 0, marks
    used = np.zeros(len(marks), np.bool_)
    rows: list[FormRow] = []
    boxes: list[tuple[int, Face]] = []
    paper = papers(marks, owners, forms)
    for form, squared in zip(forms, paper, strict=True):
        faces = form.faces
        numbers = np.where((owners >= first) & (owners < first + len(faces)), owners - first, -1)
        own = np.flatnonzero((numbers >= 0).any(axis=1))
        first += len(faces)
        if squared:
            continue
        if form.kind == "box":
            boxes.append((number, faces[0]))
        else:
            found, total = _rows_of(form, number, marks, total, numbers, angle)
            rows += found
            used[own] = True
        number += 1
    return Filled(total, rows, np.flatnonzero(~used), boxes)


def _owners(marks: Marks, faces: Sequence[Face], size: tuple[int, ...]) -> Integers:
    """Return (n, 2): the numbers of the one or two boxes in which each mark stands, -1 for none."""
    sheet = Image.new("I", (size[1], size[0]))
    pen = ImageDraw.Draw(sheet)
    for number, face in enumerate(faces, 1):
        pen.polygon([(x, y) for x, y in (face.corners - 0.5).tolist()], fill=number)
    labels = np.asarray(sheet)[marks.ys, marks.xs].astype(np.int64)
    mark = np.repeat(np.arange(len(marks)), marks.counts)
    keys, counts = np.unique(mark * (len(faces) + 1) + labels, return_counts=True)
    result = np.full((len(marks), 2), -1, np.int64)
    for number in np.unique(keys // (len(faces) + 1)).tolist():
        chosen = keys // (len(faces) + 1) == number
        label, share = keys[chosen] % (len(faces) + 1), counts[chosen] / marks.counts[number]
        label, share = label[label > 0], share[label > 0]
        order = np.argsort(-share, kind="stable")
        if share.sum() >= INSIDE:
            result[number, 0] = label[order[0]] - 1
            if len(order) > 1 and share[order[1]] >= OWN:
                result[number, 1] = label[order[1]] - 1
    return result


def _rows_of(
    form: Form, number: int, marks: Marks, total: Marks, owners: Integers, angle: float
) -> tuple[list[FormRow], Marks]:
    """Return the rows of a form, and all marks with those that were made for it."""
    rows = []
    place = 0
    for faces in form.rows:
        digits: list[Integers] = []
        places: list[int] = []
        for column, face in enumerate(faces):
            inside = [
                i for i in np.flatnonzero((owners == place).any(axis=1)).tolist() if not _is_remain(marks, i, face)
            ]
            place += 1
            if form.kind == "table":
                found = _table_digits(marks, np.array(inside, np.int64), angle)
            elif (digit := _digit_of(marks, inside, owners, face)) is not None:
                found = [np.array([len(total)])]
                total = together([total, digit])
            else:
                found = []
            digits += found
            places += [column] * len(found)
        rows.append(FormRow(number, form.kind, faces, digits, places))
    return rows, total


def _table_digits(marks: Marks, inside: Integers, angle: float) -> list[Integers]:
    if not inside.size:
        return []
    chosen = marks.chosen(inside)
    return [inside[digit] for row in arranged(chosen.righted_boxes(angle), chosen.counts) for digit in row]


def _digit_of(marks: Marks, inside: Sequence[int], owners: Integers, face: Face) -> Marks | None:
    """Return all the ink in a box as one mark; None where there is none that was written."""
    pixels = []
    for i in inside:
        own = slice(marks.starts[i], marks.starts[i + 1])
        ys, xs = marks.ys[own], marks.xs[own]
        if owners[i, 1] >= 0:
            # Two digits that touch across a line are parted there.
            mine = _nearer(xs, ys, face)
            ys, xs = ys[mine], xs[mine]
        if ys.size and max(np.ptp(ys) + 1, np.ptp(xs) + 1) >= SPECK * face.height:
            pixels.append((ys, xs))
    if not pixels:
        return None
    whole = (np.concatenate([ys for ys, _ in pixels]), np.concatenate([xs for _, xs in pixels]))
    if np.ptp(whole[0]) + 1 < PRINTED * face.height and np.ptp(whole[1]) + 1 < PRINTED * face.width:
        return None
    return Marks.of([whole])


def _nearer(xs: Integers, ys: Integers, face: Face) -> Mask:
    """Return which pixels are within a box's sides, or beyond those that are no side of a neighbour's."""
    low, high = face.corners.min(axis=0), face.corners.max(axis=0)
    within: Mask = (xs >= low[0]) & (xs < high[0]) & (ys >= low[1] - face.height / 2) & (ys < high[1] + face.height / 2)
    return within


def _is_remain(marks: Marks, i: int, face: Face) -> bool:
    """Return whether a mark is what remains of a line on the left or right of a box."""
    left, _, right, _ = marks.boxes[i]
    reach = REMAIN * face.width + REMAIN_PIXELS
    upper, lower = face.corners[:2, 0], face.corners[[3, 2], 0]
    left_side, right_side = (upper + lower) / 2
    lean = np.abs(upper - lower) / 2
    on_left = right <= left_side + lean[0] + reach
    on_right = left >= right_side - lean[1] - reach
    return bool((on_left or on_right) and right - left <= lean.max() + reach)


def righted_centre(face: Face, angle: float) -> tuple[float, float]:
    """Return where a box's middle is once the page is turned back."""
    x, y = righted(np.rint(face.centre[:1]).astype(np.int64), np.rint(face.centre[1:]).astype(np.int64), angle)
    return float(x[0]), float(y[0])
