"""Marks on a page to rows: which belong together, which stand in one line, and in which order."""

import numpy as np

from digitpad.scan.page.marks import Floats, Integers, digit_height, dots

# Marks smaller than this share of the digits' height are specks.
SPECK = 0.17
# Digits are not smaller than this share of others on the page.
SMALLEST_DIGITS = 0.25
# A mark lower than this share of the digits' height may be part of another; a bar is, a whole digit is not.
SMALL = 0.45
# How far from a digit's box its small parts lie at most, in heights.
REACH = 0.3
# Parts above each other make no digit higher than this, in heights.
TALLEST = 1.35
# Marks that share this much of the narrower one's width stand above each other.
ABOVE = 0.5
# Marks are of one row if they share this much of the lower one's height.
SAME_ROW = 0.5
# A dot lower than this share of the digits' height is none, nor part of one if it stands alone.
DOT = 0.6
# How fast a row's place follows its digits: lines of writing wander.
FOLLOW = 0.4
# Marks are looked for in the tallest first, then, where none of these are, in those of less than this share of them.
NEXT_SIZE = 0.5


def arranged(boxes: Floats, counts: Integers) -> list[list[Integers]]:
    """Put marks into digits, and digits into rows.

    Args:
        boxes: (n, 4) righted.
        counts: (n,) of the marks' pixels.

    Returns:
        The rows from top to bottom, each with its digits from left to right, each with the indices of its marks.
    """
    groups: list[Integers] = []
    left = np.arange(len(boxes))
    least = 0.0
    # What is too small beside large digits may be smaller digits elsewhere.
    while (height := digit_height(boxes[left], counts[left])) > least:
        least = max(least, SMALLEST_DIGITS * height)
        chosen = left[(boxes[left, 2:] - boxes[left, :2]).max(axis=1) >= SPECK * height]
        host = hosts(boxes[chosen], height)
        lone = dots(boxes, counts) & (boxes[:, 3] - boxes[:, 1] < DOT * height)
        found = [chosen[host == i] for i in np.unique(host[host >= 0])]
        groups += [group for group in found if not lone[group].all()]
        left = np.setdiff1d(left, chosen[host >= 0])
    if not groups:
        return []
    around = np.array(
        [np.concatenate([boxes[group, :2].min(axis=0), boxes[group, 2:].max(axis=0)]) for group in groups]
    )
    return [[groups[i] for i in row] for row in rows_of(around)]


def hosts(boxes: Floats, height: float) -> Integers:
    """Say of each mark which other one it is a part of.

    Args:
        boxes: (n, 4) righted.
        height: of the page's digits.

    Returns:
        (n,) the index of the largest mark of the digit; a mark that is none's part has its own, and a stray small
        one -1.
    """
    size = boxes[:, 2:] - boxes[:, :2]
    area = size.prod(axis=1)
    order = np.argsort(-area, kind="stable")
    result = np.full(len(boxes), -1, np.int64)
    rank = np.empty(len(boxes), np.int64)
    rank[order] = np.arange(len(boxes))
    by_left = np.argsort(boxes[:, 0], kind="stable")
    lefts = boxes[by_left, 0]
    widest = float(size[:, 0].max(initial=0))
    for i in order:
        tall = size[i, 1] >= SMALL * height
        result[i] = i if tall or size[i].max() >= SMALL * height else -1
        if size[i, 1] > 0.9 * height:
            continue
        first = np.searchsorted(lefts, boxes[i, 0] - widest - REACH * height)
        near = by_left[first : np.searchsorted(lefts, boxes[i, 2] + REACH * height)]
        near = near[(rank[near] < rank[i]) & (result[near] >= 0)]
        if near.size:
            host = _host(boxes[i], boxes[near], height, bool(tall))
            if host >= 0:
                result[i] = result[near[host]]
    return result


def _host(box: Floats, others: Floats, height: float, tall: bool) -> int:
    """Return which of the others, (n, 4), the mark is nearest to and part of, or -1."""
    beside = np.maximum(np.maximum(others[:, 0] - box[2], box[0] - others[:, 2]), 0)
    apart = np.maximum(np.maximum(others[:, 1] - box[3], box[1] - others[:, 3]), 0)
    narrower = np.minimum(others[:, 2] - others[:, 0], box[2] - box[0])
    shared = (np.minimum(others[:, 2], box[2]) - np.maximum(others[:, 0], box[0])) / narrower
    joint = np.maximum(others[:, 3], box[3]) - np.minimum(others[:, 1], box[1])
    least = np.maximum(height, others[:, 3] - others[:, 1])
    fits = (joint <= TALLEST * least) & (np.maximum(beside, apart) <= REACH * height)
    if tall:
        fits &= shared >= ABOVE
    if not fits.any():
        return -1
    return int(np.argmin(np.where(fits, np.hypot(beside, apart) - 0.1 * height * np.clip(shared, 0, 1), np.inf)))


def rows_of(boxes: Floats) -> list[list[int]]:
    """Put digits into rows.

    Args:
        boxes: (n, 4) righted.

    Returns:
        Indices of each row from left to right; the rows from top to bottom.
    """
    heights = boxes[:, 3] - boxes[:, 1]
    rows: list[_Line] = []
    left = np.arange(len(boxes))
    while left.size:
        least = NEXT_SIZE * float(np.percentile(heights[left], 90))
        chosen = left[heights[left] >= least]
        left = left[heights[left] < least]
        _trace(boxes, chosen, rows)
        left = np.array([i for i in left if not _place(boxes, int(i), rows)], np.int64)
    lines = sorted(rows, key=lambda line: float(np.mean(boxes[line.members][:, [1, 3]])))
    return [sorted(line.members, key=lambda i: float(boxes[i, 0] + boxes[i, 2])) for line in lines]


class _Line:
    """A row as it grows to the right."""

    def __init__(self, box: Floats, index: int) -> None:
        self.top, self.bottom = float(box[1]), float(box[3])
        self.members = [index]

    def add(self, box: Floats, index: int) -> None:
        self.top += FOLLOW * (float(box[1]) - self.top)
        self.bottom += FOLLOW * (float(box[3]) - self.bottom)
        self.members.append(index)


def _trace(boxes: Floats, chosen: Integers, rows: list[_Line]) -> None:
    """Follow lines from left to right."""
    started: list[_Line] = []
    ends = np.empty((len(chosen), 2))  # top and bottom of each line as it goes on
    for i in chosen[np.argsort(boxes[chosen, 0] + boxes[chosen, 2], kind="stable")]:
        box = boxes[i]
        shares = _shares(ends[: len(started)], box)
        number = int(np.argmax(shares)) if started else 0
        if started and shares[number] >= SAME_ROW:
            started[number].add(box, int(i))
        else:
            number = len(started)
            started.append(_Line(box, int(i)))
        ends[number] = started[number].top, started[number].bottom
    rows.extend(started)


def _shares(ends: Floats, box: Floats) -> Floats:
    """Return how much of the lower one's height a box and each of some rows' ends, (n, 2), share."""
    common = np.minimum(ends[:, 1], box[3]) - np.maximum(ends[:, 0], box[1])
    shares: Floats = common / np.minimum(ends[:, 1] - ends[:, 0], box[3] - box[1])
    return shares


def _place(boxes: Floats, index: int, rows: list[_Line]) -> bool:
    """Put a lower digit into the row in which it stands between or beside others; return whether there is one."""
    box = boxes[index]
    centre = float(box[1] + box[3]) / 2
    for line in rows:
        near = boxes[line.members]
        gaps = np.maximum(near[:, 0] - box[2], box[0] - near[:, 2])
        nearest = near[int(np.argmin(gaps))]
        if nearest[1] <= centre <= nearest[3] and gaps.min() <= 2 * (nearest[3] - nearest[1]):
            line.members.append(index)
            return True
    return False
