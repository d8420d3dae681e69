"""Dense pages of print: some rows say that all is print, and what can be no number in the others isn't read."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from digitpad.reading.lattice import Group
from digitpad.reading.words import words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.layout import Row

# Pages of more parts than this are worth asking first; so many parts, in rows from all over the page, are asked.
DENSE, ASKED = 1500, 300
# A page is print if fewer than this share of what was asked are digits.
FEW = 0.15
# A word of print may be a number if it has so many parts, all of which are this share of the row's tall ones high ...
LONG, LEVEL, TALL = 4, 0.85, 90.0
# ... and rows so many times as high as most of the page's may be written by hand.
LARGE = 1.5
# Parts that are not read are of one thing, if geometry says so with this chance.
TOGETHER = 0.5

Unread = list["NDArray[np.bool_]"]


def unread_parts(rows: Sequence["Row"], share_of_digits: Callable[[Unread, list[int]], float]) -> Unread | None:
    """Say which parts of a page need no reading, as they are print and no number.

    Args:
        rows: of the page.
        share_of_digits: reads some rows, given all parts that are not to be read and the rows' indices, and returns
            which share of what it read are digits.

    Returns:
        For each row (n,) whether a part is left unread; None to read all.
    """
    if sum(len(row.boxes) for row in rows) <= DENSE:
        return None
    asked = _asked(rows)
    if share_of_digits([np.full(len(row.boxes), i not in asked) for i, row in enumerate(rows)], sorted(asked)) >= FEW:
        return None
    heights = [_tall(row) for row in rows]
    usual = float(np.median(heights))
    return [
        np.zeros(len(row.boxes), np.bool_) if row.form or height >= LARGE * usual else _letters(row, height)
        for row, height in zip(rows, heights, strict=True)
    ]


def without_unread(row: "Row", groups: Sequence[Group], unread: "NDArray[np.bool_]") -> list[Group]:
    """Return the groups of a row that are to be read, and what isn't, put together by geometry alone."""
    found = [group for group in groups if not unread[group.first : group.end].any()]
    ends = np.flatnonzero(np.append((row.joins < TOGETHER) | np.diff(unread), True)) + 1
    left = (Group(first, end) for first, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True))
    return sorted(found + [group for group in left if unread[group.first]])


def _asked(rows: Sequence["Row"]) -> Collection[int]:
    """Return the indices of rows from all over a page that have together as many parts as are asked."""
    order = np.argsort(np.arange(len(rows)) * 0.618 % 1, kind="stable").tolist()  # the golden ratio spreads them evenly
    counts = np.cumsum([len(rows[i].boxes) for i in order])
    return set(order[: int(np.searchsorted(counts, ASKED)) + 1])


def _tall(row: "Row") -> float:
    return float(np.percentile(row.boxes[:, 3] - row.boxes[:, 1], TALL)) if len(row.boxes) else 0.0


def _letters(row: "Row", height: float) -> "NDArray[np.bool_]":
    """Return which parts of a row are of words that can't be numbers: digits of print are all equally tall."""
    unread = np.ones(len(row.boxes), np.bool_)
    tall = row.boxes[:, 3] - row.boxes[:, 1] >= LEVEL * height
    for word in words_of([tuple(box) for box in row.boxes.tolist()]):
        if len(word) >= LONG and tall[word].all():
            unread[word] = False
    return unread
