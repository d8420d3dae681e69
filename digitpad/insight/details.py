"""What one cell of a network adds up: of each channel what its window sees there, times its filter."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.explanation import Layer


class Part(NamedTuple):
    """What a cell gets from one channel; of a dense layer, from one input.

    Attributes:
        channel: which one.
        inputs: (height, width) float32, what the window sees; 0 where it is outside the grid.
        filter: (height, width) float32, the weights.
        total: the sum of both, multiplied place by place.
    """

    channel: int
    inputs: "NDArray[np.float32]"
    filter: "NDArray[np.float32]"
    total: float


class Cell(NamedTuple):
    """What one cell adds up.

    Attributes:
        parts: of the channels that gave most, for or against, the loudest first.
        others: what all other channels gave together.
        bias: of the cell's filter or unit.
        total: all of it together, before the activation function.
        activation: after it, as the network has it.
    """

    parts: tuple[Part, ...]
    others: float
    bias: float
    total: float
    activation: float


def cell_of(layer: "Layer", tile: int, row: int, column: int, count: int) -> Cell:
    """Return what a cell adds up.

    Args:
        layer: it belongs to.
        tile: the filter, or the unit of a dense layer.
        row: of the cell in its tile; 0 for a dense layer.
        column: likewise.
        count: how many channels are told of.
    """
    if layer.window is None:
        seen, weights = layer.inputs.reshape(1, 1, -1), layer.filters[None, None, :, tile]
    else:
        weights = layer.filters[..., tile]
        seen = _seen(layer, row, column)
        if weights.shape[2] < seen.shape[2]:  # a filter of one channel sees one of them alone
            channel = tile * seen.shape[2] // layer.tiles
            weights = np.zeros_like(seen)
            weights[..., channel] = layer.filters[..., 0, tile]
    totals = (seen * weights).sum(axis=(0, 1), dtype=np.float64)
    loudest = np.argsort(-np.abs(totals), kind="stable")[:count].tolist()
    parts = tuple(Part(each, seen[..., each], weights[..., each], float(totals[each])) for each in loudest)
    bias, total = float(layer.bias[tile]), float(totals.sum())
    activation = layer.activation[tile] if layer.activation.ndim == 1 else layer.activation[row, column, tile]
    return Cell(parts, total - sum(part.total for part in parts), bias, total + bias, float(activation))


def _seen(layer: "Layer", row: int, column: int) -> "NDArray[np.float32]":
    """Return what a cell's window sees, (height, width, channels) as its filter has them."""
    assert layer.window is not None, "a window"
    left, top, right, bottom = layer.window.box(row, column)
    seen = np.zeros((bottom - top, right - left, layer.inputs.shape[2]), np.float32)
    inside = layer.inputs[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    down, across = max(-top, 0), max(-left, 0)
    seen[down : down + inside.shape[0], across : across + inside.shape[1]] = inside
    # A window with gaps sees every second cell, or third.
    down, across = (max((n - 1) // max(m - 1, 1), 1) for n, m in zip(seen.shape, layer.filters.shape[:2], strict=False))
    return seen[::down, ::across]
