"""Marks of a row to parts: cut where digits may touch, with the chances that neighbours belong to one digit."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from digitpad.scan.page.crumbs import crumbs_of
from digitpad.scan.page.filled import FormRow
from digitpad.scan.page.lines import Lines
from digitpad.scan.page.marks import Floats, Integers, Marks, righted
from digitpad.scan.page.pen import pen_width
from digitpad.scan.page.touching import WIDE, Cut, cuts

# Logistic regression of "the next part belongs to the same digit" on what `features` and `cut_features` measure, over
# pages composed of MNIST's training digits: `python -m digitpad.training.studies.page_joins` prints these figures.
WEIGHTS = (-3.68, 4.14, -4.58, -0.87)
BIAS = -0.82
CUT_WEIGHTS = (-0.75, 5.98, -1.49, -2.52, -0.96)
CUT_BIAS = 4.97
# What is lower than this, in heights of the row's digits, is no two digits that touch.
FLAT = 0.45
# A crumb belongs to a digit that is no further away, in heights.
REACH = 0.3
# Geometry alone is never certain, unless parts are far apart: the network has a say ...
SUREST = 0.995
# ... and always where one piece of ink is cut.
SUREST_CUT = 0.97


class _Part(NamedTuple):
    """The pixels of a mark or of a slice of one, the mark's number, and the cut to its left, if there is one."""

    ys: Integers
    xs: Integers
    mark: int
    cut: Cut | None


class Measured(NamedTuple):
    """The parts of a row, from left to right, and what geometry says about each and the next.

    Attributes:
        parts: n of them.
        neighbours: (n - 1, 4), see :func:`features`.
        cuts: what :func:`cut_features` says, by the number of the part to the left, where one mark was cut.
        digits: (n,) the number of the row's digit that each is a part of.
    """

    parts: Marks
    neighbours: Floats
    cuts: dict[int, Floats]
    digits: Integers


def parts_of(found: Lines, line: list[Integers], row: FormRow | None = None) -> tuple[Marks, Floats, Integers]:
    """Cut the marks of one row into parts.

    Args:
        found: on the page.
        line: one of its rows.
        row: the row of a form's boxes that it stands in: in those of grids and combs nothing is cut.

    Returns:
        The parts, from left to right; the chance (their number - 1,) that each and the next belong to one digit; and
        of which of the line's digits each was thought to be a part.
    """
    if row is not None and row.kind != "table":
        marks = found.marks.chosen(np.array([digit[0] for digit in line], np.int64))
        return marks, np.zeros(max(len(marks) - 1, 0)), np.arange(len(marks))
    parts, neighbours, cut, digits = measured(found, line)
    chances = _chance(neighbours, WEIGHTS, BIAS)
    for i, values in cut.items():
        chances[i] = np.clip(_chance(values, CUT_WEIGHTS, CUT_BIAS), 1 - SUREST_CUT, SUREST_CUT)
    return parts, chances, digits


def measured(found: Lines, line: list[Integers]) -> Measured:
    """Cut the marks of one row into parts, and measure how they stand to each other."""
    boxes = found.boxes
    height = float(np.median([boxes[digit, 3].max() - boxes[digit, 1].min() for digit in line]))
    parts: list[_Part] = []
    digits: list[int] = []
    crumbs = crumbs_of(found.marks, boxes, found.depths, line, height)
    for number, digit in enumerate(line):
        own: list[_Part] = []
        for mark in np.setdiff1d(digit, crumbs).tolist():
            part = _whole(found, mark)
            width, high = boxes[mark, 2:] - boxes[mark, :2]
            # A bar is one stroke, however wide it is.
            wide = width > WIDE * height and high > FLAT * height
            own += _slices(part, height, found) if wide else [part]
        parts += sorted(own, key=lambda part: float(np.mean(righted(part.xs, part.ys, found.skew)[0])))
        digits += [number] * len(own)
    for mark in crumbs:
        _add(_whole(found, mark), parts, height, found)
    placed = Marks.of([(part.ys, part.xs) for part in parts])
    places = placed.righted_boxes(found.skew)
    cuts_found = {
        i: cut_features(after.cut, places[i : i + 2], boxes[part.mark], height)
        for i, (part, after) in enumerate(pairwise(parts))
        if after.cut and part.mark == after.mark
    }
    return Measured(placed, features(places, height), cuts_found, np.array(digits, np.int64))


def _whole(found: Lines, mark: int) -> _Part:
    pixels = slice(found.marks.starts[mark], found.marks.starts[mark + 1])
    return _Part(found.marks.ys[pixels], found.marks.xs[pixels], mark, None)


def _add(crumb: _Part, parts: list[_Part], height: float, found: Lines) -> None:
    """Add a crumb to the part beside it; one that is far from all of them is left out."""
    left, _, right, _ = _box(crumb, found)
    boxes = np.array([_box(part, found) for part in parts])
    gaps = np.maximum(boxes[:, 0] - right, left - boxes[:, 2])
    nearest = int(np.argmin(gaps))
    if gaps[nearest] <= REACH * height:
        part = parts[nearest]
        ys, xs = np.concatenate([part.ys, crumb.ys]), np.concatenate([part.xs, crumb.xs])
        parts[nearest] = part._replace(ys=ys, xs=xs)


def _box(part: _Part, found: Lines) -> tuple[float, ...]:
    across, down = righted(part.xs, part.ys, found.skew)
    return float(across.min()), float(down.min()), float(across.max()) + 1, float(down.max()) + 1


def _slices(part: _Part, height: float, found: Lines) -> list[_Part]:
    across, down = righted(part.xs, part.ys, found.skew)
    places = cuts(across, down, height, pen_width(found.depths[part.ys, part.xs]))
    number = np.searchsorted([cut.x for cut in places], across)
    slices = enumerate([None, *places])
    return [_Part(part.ys[own], part.xs[own], part.mark, cut) for i, cut in slices if (own := number == i).any()]


def features(boxes: Floats, height: float) -> Floats:
    """Measure how each part stands to the next.

    Args:
        boxes: (n, 4) righted, in the row's order.
        height: of the row's digits.

    Returns:
        (n - 1, 4): the gap between them (negative where they overlap), the share of the narrower one's width that the
        other covers, the height of the lower one, and the width of both; lengths in heights of the row.
    """
    before, after = boxes[:-1] / height, boxes[1:] / height
    gap = np.maximum(before[:, 0], after[:, 0]) - np.minimum(before[:, 2], after[:, 2])
    narrower = np.minimum(before[:, 2] - before[:, 0], after[:, 2] - after[:, 0])
    lower = np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    width = np.maximum(before[:, 2], after[:, 2]) - np.minimum(before[:, 0], after[:, 0])
    covered = np.clip(-gap / np.maximum(narrower, 0.05), -1, 1)
    return np.column_stack([np.clip(gap, -0.5, 1), covered, np.minimum(lower, 1), np.minimum(width, 2)])


def cut_features(cut: Cut, slices: Floats, mark: Floats, height: float) -> Floats:
    """Return (5,): ink and span of a cut, and the widths of the mark, of its two slices, and of the narrower one.

    Args:
        cut: between two slices.
        slices: (2, 4) their righted boxes.
        mark: (4,) that of the mark.
        height: of the row's digits: the unit of lengths.
    """
    widths = (slices[:, 2] - slices[:, 0]) / height
    both = (slices[:, 2].max() - slices[:, 0].min()) / height
    return np.array([cut.ink, min(cut.span, 1), min((mark[2] - mark[0]) / height, 3), min(both, 2), widths.min()])


def _chance(measured: Floats, weights: tuple[float, ...], bias: float) -> Floats:
    scores = measured @ np.array(weights) + bias
    chances: Floats = np.minimum(1 / (1 + np.exp(-np.clip(scores, -50, 50))), SUREST)
    return chances
