"""What a layer looks like."""

from typing import TYPE_CHECKING

import numpy as np

from digitpad.insight.shades import Colours, ramp, shaded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.explanation import Layer


def grid_size(layer: "Layer") -> tuple[int, int]:
    """Return how many (rows, columns) of cells a layer's tiles have."""
    rows, columns = layer.activation.shape[:2] if layer.kind == "convolution" else (1, 1)
    return int(rows), int(columns)


def layer_shades(layer: "Layer", colours: Colours) -> "NDArray[np.uint8]":
    """Return (rows, columns, tiles, 3): a cell of 0 has the track's colour, the layer's most active one the text's."""
    rows, columns = grid_size(layer)
    values = layer.activation.reshape(rows, columns, layer.tiles)
    up = ramp(colours.track, colours.accent, colours.text)
    down = ramp(colours.track, colours.spoke_against)
    return shaded(values, float(np.abs(values).max()), up, down)
