"""How near digits of a number stand to each other.

- "natural": 15 to 50 % of a digit's height between their boxes;
- "close": the nearest ink at the same level 4 to 12 % of the height apart, so that boxes may overlap;
- "touching": that is 0 to 4 %, less than a pen is wide, but each digit has strokes of its own.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

GAPS = ("natural", "close", "touching")
LEVEL = 0.06  # ink within this share of the height is at the same level
LEAST_STEP = 0.2  # however a digit leans over the one before, its middle stays this far to the right of the other's
Shape = list[NDArray[np.float64]]


def beside(digit: Shape, written: Sequence[Shape], gap: str, rng: np.random.Generator) -> Shape:
    """Move a digit to the right of those that are written.

    Args:
        digit: (n, 2) points of each stroke, about 1 in size.
        written: the digits before it, from left to right; at least one.
        gap: one of ``GAPS``.
        rng: the source of chance.
    """
    before = np.concatenate([_dense(stroke) for shape in written[-2:] for stroke in shape])
    after = np.concatenate([_dense(stroke) for stroke in digit])
    between_boxes = before[:, 0].max() - after[:, 0].min()
    if gap == "natural":
        shift = between_boxes + rng.uniform(0.15, 0.5)
    else:
        level = np.abs(before[:, None, 1] - after[None, :, 1]) <= LEVEL
        distances = np.where(level, before[:, None, 0] - after[None, :, 0], -np.inf)
        nearest = distances.max() if level.any() else between_boxes
        shift = nearest + (rng.uniform(0.04, 0.12) if gap == "close" else rng.uniform(0, 0.04))
        shift = max(shift, _middle(np.concatenate(written[-1])) - _middle(after) + LEAST_STEP)
    return [stroke + np.array([shift, 0]) for stroke in digit]


def _middle(points: NDArray[np.float64]) -> float:
    return float(points[:, 0].min() + points[:, 0].max()) / 2


def _dense(stroke: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return points along a stroke 3 % of the height apart."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    places = np.linspace(0, along[-1], max(2, int(along[-1] / 0.03)))
    return np.column_stack([np.interp(places, along, stroke[:, axis]) for axis in (0, 1)])
