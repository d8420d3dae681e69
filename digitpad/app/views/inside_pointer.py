"""What is at the pointer in the look inside the network, and what is marked for it."""

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from digitpad.insight.details import cell_of
from digitpad.insight.grid import Box
from digitpad.insight.outputs import shown_classes, speakers_of

if TYPE_CHECKING:
    from digitpad.app.session.looking import Look

# Of so many channels that a cell gets most from, the tiles are marked.
CHANNELS = 3


class Hover(NamedTuple):
    """What the pointer is at.

    Attributes:
        kind: a cell of a tile, an output, or what one unit of the last layer said.
        place: of the tile, the class or the unit.
        layer: of the cell.
        row: of the cell in its tile.
        column: likewise.
    """

    kind: Literal["cell", "class", "unit"]
    place: int
    layer: int = 0
    row: int = 0
    column: int = 0


class Mark(NamedTuple):
    """A box that is marked.

    Attributes:
        box: on the picture.
        gave: what the cell at the pointer gets from there; None where that isn't known by itself.
    """

    box: Box
    gave: float | None = None


def hover_at(look: "Look", x: float, y: float) -> Hover | None:
    """Return what is at a point of the picture."""
    layout, explanation = look.layout, look.explanation
    for index, grid in enumerate(layout.columns):
        found = grid.at(x, y)
        if found is not None:
            tile, row, column = found
            return Hover("cell", tile, index, row, column)
    for place, box in zip(shown_classes(explanation, len(layout.outputs)), layout.outputs, strict=True):
        if box.holds(x, y):
            return Hover("class", place)
    if explanation.contributions is None:
        return None
    units = speakers_of(explanation, look.about, max(len(layout.speakers) - 3, 0)).tolist()
    return next(
        (Hover("unit", unit) for unit, box in zip(units, layout.speakers, strict=False) if box.holds(x, y)), None
    )


def marks_at(look: "Look", hover: Hover) -> list[Mark]:
    """Return what is marked: of a cell where it looks, on the digit and on the tiles before; of a unit its tile."""
    layout, layers = look.layout, look.explanation.layers
    if hover.kind == "unit":
        averages = look.explanation.averages
        has_tile = bool(layers) and averages is not None and layers[-1].tiles == len(averages)
        return [Mark(layout.columns[-1].tile(hover.place))] if has_tile else []
    if hover.kind != "cell":
        return []
    layer, grid = layers[hover.layer], layout.columns[hover.layer]
    marks = [Mark(grid.cells(hover.place, (hover.column, hover.row, hover.column + 1, hover.row + 1)))]
    if layer.field is not None:
        marks.append(Mark(layout.digit.cells(0, layer.field.box(hover.row, hover.column))))
    before = layers[hover.layer - 1] if hover.layer else None
    if before is not None and np.array_equal(before.activation, layer.inputs):
        cell = cell_of(layer, hover.place, hover.row, hover.column, CHANNELS)
        window = (0, 0, 1, 1) if layer.window is None else layer.window.box(hover.row, hover.column)
        tiles = layout.columns[hover.layer - 1]
        marks += [Mark(tiles.cells(part.channel, window), part.total) for part in cell.parts]
    return marks
