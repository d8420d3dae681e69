"""Doubts signs in pictures that stand where no hand would put them: pieces of torn digits look like dots and bars."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from digitpad.scan.page.layout import PageSign
from digitpad.scan.page.marks import Floats, Integers

# Lengths are in heights of the row's digits.
# A sign that stands beside digits has room: no digit behind it reaches over it, and one before it by no more than this.
BEHIND, BEFORE = 0.02, {".": 0.15, ",": 0.15, "-": 0.1, "·": 0.0, "+": 0.02, "×": 0.02}
# What is lower is no digit that a sign needs room beside.
LOWEST = 0.25
# Where a minus stands in the row: the bars of torn fives lie higher.
MINUS_PLACE = (0.33, 0.75)
# What brackets stand around, or beside.
OPERATORS = "+-×·=/:"
# On a page of so many rows one slash in fewer than this share of them is a one that leans.
ROWS, SLASHED = 3, 0.5


class RowPlace(NamedTuple):
    """Where a row's digits stand: their top, and their height."""

    top: float
    height: float


def credible(signs: Sequence[PageSign], boxes: Floats, own: Integers, row: RowPlace) -> list[PageSign]:
    """Return the signs of a row that stand where they can.

    Args:
        signs: from left to right.
        boxes: (n, 4) of the page's marks, righted.
        own: the indices of the row's marks.
        row: where it is.
    """
    left = [
        sign
        for sign in signs
        if _has_room(boxes[list(sign.marks)], boxes[np.setdiff1d(own, sign.marks)], sign.text, row)
    ]
    return left if _brackets_say_something(left, boxes, own) else [sign for sign in left if sign.text not in "()"]


def without_lone_slashes(signs: list[list[PageSign]]) -> list[list[PageSign]]:
    """Return the signs of each line without slashes that few of a page's lines have, one each: dates have two."""
    counts = np.array([sum(sign.text == "/" for sign in line) for line in signs])
    if len(signs) < ROWS or np.count_nonzero(counts) >= SLASHED * len(signs):
        return signs
    return [
        [sign for sign in line if sign.text != "/" or count > 1]
        for line, count in zip(signs, counts.tolist(), strict=True)
    ]


def _has_room(sign: Floats, others: Floats, text: str, row: RowPlace) -> bool:
    """Tell whether a sign stands beside digits, where it can stand: what is over or under one is a part of it.

    Args:
        sign: (k, 4) boxes of its marks.
        others: (n, 4) boxes of the row's other marks.
        text: the sign.
        row: in which it stands.
    """
    if text not in BEFORE:
        return True
    (left, top), (right, bottom) = sign[:, :2].min(axis=0).tolist(), sign[:, 2:].max(axis=0).tolist()
    if text == "-" and not MINUS_PLACE[0] <= ((top + bottom) / 2 - row.top) / row.height <= MINUS_PLACE[1]:
        return False
    digits = others[others[:, 3] - others[:, 1] >= LOWEST * row.height]
    behind = digits[:, 0] + digits[:, 2] > left + right
    gaps = np.where(behind, digits[:, 0] - right + BEHIND * row.height, left - digits[:, 2] + BEFORE[text] * row.height)
    return bool((gaps >= 0).all())


def _brackets_say_something(signs: Sequence[PageSign], boxes: Floats, own: Integers) -> bool:
    """Tell whether there is something to put into brackets, or all of the row is: bent digits are none."""
    if any(sign.text in OPERATORS for sign in signs):
        return True
    around = [mark for sign in signs if sign.text in "()" for mark in sign.marks]
    if not around:
        return True
    inside = boxes[np.setdiff1d(own, around)]
    low, high = boxes[around, 0].min(), boxes[around, 2].max()
    return len(around) == 2 and bool((inside[:, 0] > low).all() and (inside[:, 2] < high).all())
