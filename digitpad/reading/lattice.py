"""Splits rows of parts into digits: of all ways to join neighbours, the one that reads best.

Each way is a path through a lattice whose edges are groups of neighbours, as in the segmentation graphs of LeCun,
Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998, section V.
A group is worth the calibrated chance of its likeliest answer; a path is worth the product of its groups and of what
geometry says about its joints.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.layout import Row

# No digit has more parts.
MOST_PARTS = 5
# Neighbours that geometry joins with less than this chance are not tried together.
LEAST_JOIN = 0.003
# The figures below were chosen on numbers composed of the validation writers' digits
# (digitpad.training.pictures.numbers), as many of each gap, against the digits that stand alone.
# How likely ink that was written into a row is no digit: what "no digit" has to outweigh.
NO_DIGIT = 0.02
# Every group more is worth this factor: without it few groups would win because each one has its doubts.
ONE_MORE = 2.5
# A few strokes are one digit more often than not: so many times more.
FEW_PARTS, ALONE = 3, 4.0
# A cut between two neighbours that read as a digit together is worth the chance that they are none, and at least this.
LEAST_CUT = 0.08
# A group lower than this share of its row's height is a piece of a digit, and worth this much at height 0.
LOW, OF_NO_HEIGHT = 0.5, 0.01
# Groups in ways of less than this share of all, together, are never looked at twice.
PLAUSIBLE = 0.01
# Strokes nearer than this share of the row's height touch.
TOUCH = 0.05


class Group(NamedTuple):
    """Parts ``first`` to before ``end`` of a row, taken as one digit."""

    first: int
    end: int


class Path(NamedTuple):
    """One way to split a row.

    Attributes:
        groups: side by side, from the first part to the last.
        share: 0..1, of all that the row may be, how much this way is.
        torn: 0..1, the mean chance by geometry that what is parted here belongs together; 0 where nothing is parted.
    """

    groups: tuple[Group, ...]
    share: float
    torn: float


def groups_of(row: "Row") -> list[Group]:
    """Return every group of neighbours that may be one digit."""
    count = len(row.boxes)
    groups = []
    for first in range(count):
        for end in range(first + 1, min(first + MOST_PARTS, count) + 1):
            if end > first + 1 and row.joins[end - 2] < LEAST_JOIN:
                break
            groups.append(Group(first, end))
    return groups


def best_path(row: "Row", groups: Sequence[Group], classes: "NDArray[np.float64]") -> Path:
    """Choose how a row is split.

    Args:
        row: with n parts.
        groups: what :func:`groups_of` returned.
        classes: (len(groups), 10 or 11) the chances of each group's classes; an eleventh is "no digit", and as likely
            as among the training's pictures, for most groups that are tried are none.

    Returns:
        The likeliest path, and its share among all paths, whatever digits they read.
    """
    worth, every = _worths(row, groups, classes)
    count = len(row.boxes)
    best = np.full(count + 1, -np.inf)
    total = np.full(count + 1, -np.inf)
    best[0] = total[0] = 0.0
    came: list[Group] = [Group(0, 0)] * (count + 1)
    for (first, end), value, mass in sorted(zip(groups, worth.tolist(), every.tolist(), strict=True)):
        total[end] = np.logaddexp(total[end], total[first] + mass)
        if best[first] + value > best[end]:
            best[end], came[end] = best[first] + value, Group(first, end)
    path = []
    place = count
    while place:
        path.append(came[place])
        place = came[place].first
    masses = dict(zip(groups, every.tolist(), strict=True))
    share = math.exp(min(sum(masses[group] for group in path) - float(total[count]), 0.0))
    torn = float(np.mean([row.joins[group.first - 1] for group in path[:-1]])) if len(path) > 1 else 0.0
    return Path(tuple(reversed(path)), share, torn)


def plausible(
    row: "Row", groups: Sequence[Group], classes: "NDArray[np.float64]", least: float = PLAUSIBLE
) -> list[int]:
    """Say which groups are worth a second look: the indices of those in ways that are together worth ``least``.

    The sums over all ways that take a group come from both ends (Rabiner, "A tutorial on hidden Markov models", Proc.
    IEEE 77(2), 1989, section III). The other arguments are as in :func:`best_path`.
    """
    _, every = _worths(row, groups, classes)
    count = len(row.boxes)
    before, behind = np.full(count + 1, -np.inf), np.full(count + 1, -np.inf)
    before[0] = behind[count] = 0.0
    edges = sorted(zip(groups, every.tolist(), strict=True))
    for (first, end), mass in edges:
        before[end] = np.logaddexp(before[end], before[first] + mass)
    for (first, end), mass in reversed(edges):
        behind[first] = np.logaddexp(behind[first], behind[end] + mass)
    enough = before[count] + math.log(least)
    through = zip(groups, every.tolist(), strict=True)
    return [i for i, ((first, end), mass) in enumerate(through) if before[first] + mass + behind[end] >= enough]


def with_letters_whole(row: "Row", path: Path, choice: Sequence[Group], unread: Sequence[bool]) -> Path:
    """Make one of neighbours that touch and are no digits: a letter that was taken apart.

    Args:
        row: what was split.
        path: how.
        choice: all groups that were tried.
        unread: of each group of the path, whether it is no digit.
    """
    height = float((row.boxes[:, 3] - row.boxes[:, 1]).max())
    groups: list[Group] = []
    before = False
    for group, none in zip(path.groups, unread, strict=True):
        if groups and before and none:
            whole = Group(groups[-1].first, group.end)
            gap = row.boxes[group.first : group.end, 0].min() - row.boxes[whole.first : group.first, 2].max()
            if gap < TOUCH * height and whole in choice:
                groups[-1] = whole
                continue
        groups.append(group)
        before = none
    return path._replace(groups=tuple(groups))


def _worths(
    row: "Row", groups: Sequence[Group], classes: "NDArray[np.float64]"
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return the logarithms (len(groups),) of what each group is worth, read as what is likeliest, and as anything."""
    classes = classes * np.where(np.arange(classes.shape[1]) < 10, 1.0, row.doubt)
    classes = classes / np.maximum(classes.sum(axis=1, keepdims=True), 1e-300)
    digits = classes[:, :10]
    none = NO_DIGIT * classes[:, 10:].sum(axis=1)
    cuts = _cuts(row, groups, digits.max(axis=1))
    joins = _tempered(row)
    priors = _priors(row, joins, cuts, groups)
    worth = np.log(np.maximum(np.maximum(digits.max(axis=1), none) * priors, 1e-300))
    every = np.log(np.maximum((digits.sum(axis=1) + none) * priors, 1e-300))
    return worth, every


def _tempered(row: "Row") -> "NDArray[np.float64]":
    odds = (np.clip(row.joins, 1e-4, 1 - 1e-4) / np.clip(1 - row.joins, 1e-4, 1 - 1e-4)) ** row.trust
    tempered: NDArray[np.float64] = odds / (1 + odds)
    return tempered


def _cuts(row: "Row", groups: Sequence[Group], confidences: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return (n - 1,) what it is worth to cut between each part and the next.

    Part of a 4 may well look like a 2 and the rest like a 1, but a 2 and a 1 hardly ever look like a 4. Nor do more
    parts that stand apart from all others.
    """
    cuts = 1 - _tempered(row)
    apart = np.concatenate([[True], row.joins < LEAST_JOIN, [True]])
    for (first, end), confidence in zip(groups, confidences.tolist(), strict=True):
        if end - first == 2 or (end - first > 2 and apart[first] and apart[end]):
            cuts[first : end - 1] *= max(1 - confidence, LEAST_CUT)
    return cuts


def _priors(
    row: "Row", joins: "NDArray[np.float64]", cuts: "NDArray[np.float64]", groups: Sequence[Group]
) -> "NDArray[np.float64]":
    """Return what each group is worth before it is read: it belongs together, what follows doesn't, its size fits."""
    count = len(row.boxes)
    first, end = np.array(groups, np.int64).reshape(-1, 2).T
    inner, top, bottom = np.ones(len(groups)), row.boxes[first, 1], row.boxes[first, 3]
    # Groups are grown to the right together, part by part.
    for more in range(1, int((end - first).max(initial=1))):
        grown = np.flatnonzero(end - first > more)
        part = first[grown] + more
        inner[grown] *= joins[part - 1]
        top[grown] = np.minimum(top[grown], row.boxes[part, 1])
        bottom[grown] = np.maximum(bottom[grown], row.boxes[part, 3])
    outer = np.append(cuts, 1.0)[end - 1]
    full = float((row.boxes[:, 3] - row.boxes[:, 1]).max(initial=0))
    share = np.minimum(1.0, (bottom - top) / (LOW * full)) if full > 0 else np.ones(len(groups))
    alone = np.where(end - first == count, ALONE, 1.0) if count <= FEW_PARTS else 1.0
    priors: NDArray[np.float64] = ONE_MORE * alone * inner * outer * OF_NO_HEIGHT ** (1 - share)
    return priors


def lines_of(boxes: Sequence[tuple[float, float, float, float]]) -> list[list[int]]:
    """Split the digits of a row where the next stands under the one before, as a column of digits does.

    Args:
        boxes: (left, top, right, bottom) of each digit, in the row's order.

    Returns:
        Their indices, line by line.
    """
    lines = [[0]] if boxes else []
    for (index, before), (_, after) in pairwise(enumerate(boxes)):
        level = min(before[3], after[3]) > max(before[1], after[1])
        beside = min(before[2], after[2]) < max(before[0], after[0])
        if level or beside:
            lines[-1].append(index + 1)
        else:
            lines.append([index + 1])
    return lines
