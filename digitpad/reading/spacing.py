"""Tells the spaces of a row from the gaps between its digits, by how these gaps are distributed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from digitpad.ink.layout import Box

# What is believed of the gaps inside numbers before any is seen, in heights of the digits, with the weight of one gap:
# what `training.pictures.spacing` calls natural, and narrower.
TYPICAL, SPREAD = 0.28, 0.15
# A space is wider than the gaps inside numbers by so many of their standard deviations, and at least by so much.
DEVIATIONS, LEAST_MORE = 3.0, 0.35
# A space is never narrower than this.
NARROWEST = 0.62
# Rounding makes no space of the widest gap.
WIDER = 1.001
# A single gap of a row has nothing to be compared with: it has to be as wide as a digit.
ALONE = 0.85
# Gaps that differ by no more than this factor and are no wider than two digits are one number that was spelt out wide.
EVEN, WIDEST_EVEN = 1.6, 1.6
# So do distances from edge to edge or from middle to middle that differ by no more than this factor.
EVEN_STEPS = 1.3
# Three or four digits stand so by chance now and then: theirs differ by no more than this.
FEW_STEPS, EVEN_FEW = 3, 1.1


def widest_inside(gaps: Sequence[float]) -> float:
    """Say how wide a gap may be without being a space: from the narrowest upwards, as long as each is like the others.

    Args:
        gaps: between neighbours, in heights of the row's digits; negative where boxes overlap.

    Returns:
        What spaces are wider than, in the same unit.
    """
    order = np.sort(np.maximum(np.array(gaps, np.float64), 0))
    if len(order) < 2:
        return ALONE
    if order[-1] <= EVEN * order[0] and order[-1] <= WIDEST_EVEN:
        return WIDER * float(order[-1])
    for count, gap in enumerate(order.tolist()):
        inside = order[:count]
        mean = (TYPICAL + inside.sum()) / (1 + count)
        spread = float(np.sqrt((SPREAD**2 + ((inside - mean) ** 2).sum()) / (1 + count)))
        if gap > max(mean + max(LEAST_MORE, DEVIATIONS * spread), NARROWEST):
            return float((inside[-1] if count else 0.0) + gap) / 2
    return max(WIDER * float(order[-1]), NARROWEST)


def is_even(boxes: "Sequence[Box]", framed: bool = False) -> bool:
    """Tell whether neighbours stand at even distances from each other, as those in a comb or of print do.

    Beside a 1 such gaps are wide, and no spaces for that.

    Args:
        boxes: (left, top, right, bottom), from left to right.
        framed: whether one box of a form is around all of them: it is for one number, with room to spread it out.
    """
    if len(boxes) < 3:
        return False
    left, _, right, _ = np.array(boxes, np.float64).T
    most = EVEN_FEW if len(boxes) - 1 <= FEW_STEPS and not framed else EVEN_STEPS
    return any(bool(steps.max() <= most * steps.min()) for steps in map(np.diff, (left, right, (left + right) / 2)))


def gaps_of(boxes: "Sequence[Box]", height: float | None = None) -> list[float]:
    """Return the gaps between neighbours of a row.

    Args:
        boxes: (left, top, right, bottom), from left to right.
        height: the unit; by default the height of most of them.
    """
    if len(boxes) < 2:
        return []
    sides = np.array(boxes, np.float64)
    unit = max(float(np.median(sides[:, 3] - sides[:, 1])), 1e-9) if height is None else height
    reach = np.maximum.accumulate(sides[:, 2])
    found: list[float] = ((sides[1:, 0] - reach[:-1]) / unit).tolist()
    return found
