"""What every engine needs to show a network's inside."""

from typing import TYPE_CHECKING

import numpy as np

from digitpad.reading.explanation import Field, Inside, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def padding_before(cells: int, size: int, step: int) -> int:
    """Return how many cells of padding are before a grid that is padded so that windows cover all of it ("same").

    Args:
        cells: of the grid, in one direction.
        size: of the window, in cells.
        step: from one window to the next.
    """
    windows = -(-cells // step)
    return max((windows - 1) * step + size - cells, 0) // 2


def union(fields: "Sequence[Field | None]") -> Field | None:
    """Return where cells look that are made of those of several grids, place by place; None where none can tell."""
    known = [field for field in fields if field is not None]
    if not known or len(known) < len(fields) or len({field.step for field in known}) > 1:
        return None
    top, left = (min(field.start[axis] for field in known) for axis in (0, 1))
    bottom, right = (max(field.start[axis] + field.size[axis] for field in known) for axis in (0, 1))
    return Field((bottom - top, right - left), known[0].step, (top, left))


def inside_of(
    layers: "list[Layer]",
    scores: "NDArray[np.float32]",
    logits: "NDArray[np.float32] | None" = None,
    ends: bool = False,
) -> Inside:
    """Return what happened in a network.

    Args:
        layers: all that are shown, in the order in which they run.
        scores: what the model gave.
        logits: what its last layer gave before a softmax or a sigmoid; None to add them up.
        ends: whether the last layer of these made the scores.
    """
    last = layers[-1] if ends else None
    if last is None or last.kind != "dense":
        return Inside(tuple(layers), scores)
    contributions = last.inputs[:, None] * last.filters
    if logits is None:
        logits = (contributions.sum(axis=0, dtype=np.float64) + last.bias).astype(np.float32)
    return Inside(tuple(layers[:-1]), scores, last.inputs, last.filters, last.bias, contributions, logits)
