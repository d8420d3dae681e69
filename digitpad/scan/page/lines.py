"""A picture to lines of digits, each made of one mark or several."""

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from digitpad.scan.page.cells import forms_of
from digitpad.scan.page.company import without_company
from digitpad.scan.page.faces import Face
from digitpad.scan.page.filled import Filled, FormRow, filled, righted_centre
from digitpad.scan.page.marks import (
    Floats,
    Integers,
    Marks,
    bars,
    digit_height,
    marks_of,
    strong_ones,
    together,
    without_lines,
)
from digitpad.scan.page.paper import Bytes, PageInk, page_ink
from digitpad.scan.page.pen import depths
from digitpad.scan.page.rows import arranged
from digitpad.scan.page.rulings import rulings_of
from digitpad.scan.page.skew import skew
from digitpad.scan.page.stacked import unstacked

# A line is still one where it has this share of the lines' strength.
OF_LINES = 0.5


@dataclass(frozen=True, eq=False)
class Lines:
    """What stands on a page.

    Attributes:
        ink: of the page.
        depths: (h, w) see :func:`page_pen.depths`.
        marks: that may be digits or parts of them.
        boxes: (n, 4) of the marks, righted.
        skew: how far the page lies turned clockwise, in radians.
        height: of the page's digits, in pixels of its ink.
        lines: from top to bottom, each with its digits from left to right, each with the indices of its marks.
        rows: of each line, the row of a form's boxes that it stands in, or None.
        single: single boxes, with the numbers of their forms.
        free: the first of the marks outside forms; those before it are there again, or stand in one.
        boxes_of_forms: how many boxes the page's lines enclose.
        in_company: whether circles or underlines were left out.
    """

    ink: PageInk
    depths: Bytes
    marks: Marks
    boxes: Floats
    skew: float
    height: float
    lines: list[list[Integers]]
    rows: list[FormRow | None]
    single: list[tuple[int, Face]]
    free: int
    boxes_of_forms: int
    in_company: bool = False


def lines_of(image: Image.Image, longest: int) -> Lines | None:
    """Find what may be digits, and the lines in which they stand.

    Args:
        image: of any size and mode.
        longest: the most pixels a side to work with.

    Returns:
        None if there is nothing.
    """
    ink = page_ink(image, longest)
    if ink is None:
        return None
    rulings = rulings_of(ink.mask, ink.values)
    forms, faint = [], 0.0
    if rulings is not None:
        faint = float(np.median(ink.values[rulings.ink])) if rulings.ink.any() else 255.0
        # Beside strong strokes faint lines are no ink.
        forms = forms_of(rulings, ink.mask | (ink.values >= OF_LINES * faint))
        ink = replace(ink, mask=ink.mask & ~rulings.ink, values=np.where(rulings.ink, 0, ink.values).astype(np.uint8))
    marks = without_lines(strong_ones(marks_of(ink.mask, ink.even), ink.values, faint))
    height = digit_height(marks.boxes, marks.counts)
    if height == 0:
        return None
    size = marks.boxes[:, 2:] - marks.boxes[:, :2]
    digits = (size[:, 1] > height / 2) & (size[:, 0] < 2 * height) & (size[:, 1] < 2 * height)
    angle = skew((marks.boxes[digits, :2] + marks.boxes[digits, 2:]) / 2, size[digits, 1])
    if forms and rulings is not None:
        angle = rulings.angle
    found = filled(marks, forms, ink.mask.shape, angle)
    others = found.marks.chosen(found.others)
    whole = others.chosen(~bars(others.righted_boxes(angle), others.counts))
    others = without_company(whole, angle)
    in_company = len(others) < len(whole)
    others = unstacked(others, others.righted_boxes(angle), angle, height) if len(others) else others
    lines = _put_together(ink, found, others, angle, height, sum(len(form.faces) for form in forms))
    return None if lines is None else replace(lines, in_company=in_company)


def _put_together(ink: PageInk, found: Filled, others: Marks, angle: float, height: float, faces: int) -> Lines | None:
    """Return the lines of what stands in forms and of what doesn't, from the top."""
    marks = together([found.marks, others])
    boxes = marks.righted_boxes(angle)
    before = len(found.marks)
    lines = (
        [[digit + before for digit in line] for line in arranged(boxes[before:], others.counts)] if len(others) else []
    )
    places = [float(np.mean([boxes[digit][:, [1, 3]].mean() for digit in line])) for line in lines]
    rows: list[FormRow | None] = [None] * len(lines)
    starts: dict[int, float] = {}
    for row in found.rows:
        # A form's rows stay together, even where words stand beside them.
        starts.setdefault(row.form, righted_centre(row.faces[0], angle)[1])
        lines.append(row.digits)
        places.append(starts[row.form])
        rows.append(row)
    empty = {form for form in starts if not any(row.digits for row in found.rows if row.form == form)}
    order = [i for i in np.argsort(places, kind="stable").tolist() if _says_something(rows[i], empty)]
    if not any(lines[i] for i in order):
        return None
    chosen, forms = [lines[i] for i in order], [rows[i] for i in order]
    return Lines(ink, depths(ink.mask), marks, boxes, angle, height, chosen, forms, found.boxes, before, faces)


def _says_something(row: FormRow | None, empty: set[int]) -> bool:
    """Return whether a row is none of an empty form, and no empty comb."""
    return row is None or (row.form not in empty and (bool(row.digits) or row.kind != "comb"))
