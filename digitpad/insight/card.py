"""What is said of one cell where the pointer is: its filter, what the filter sees there, and what that adds up."""

from typing import TYPE_CHECKING

import numpy as np

from digitpad import texts
from digitpad.insight.details import Cell, Part, cell_of
from digitpad.insight.parts import LETTER, Picture, Scene, Words, signed, width_of
from digitpad.insight.shades import Colours, ramp, rgb, shaded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.explanation import Layer

# At 100 %.
MARGIN, LINE, SIZE, SMALL = 9, 15, 11, 9
WIDTH = 196
# A filter and what it sees are drawn about so large; of large ones each weight has at least so many pixels.
PATCH, LEAST_WEIGHT = 39, 1
# Of so many channels it is told what they give.
CHANNELS, CHANNELS_OF_DENSE = 3, 6
TIMES, EQUALS = "×", "="


def card_of(layer: "Layer", tile: int, row: int, column: int, colours: Colours, unit: float) -> Scene:
    """Return the picture of what a cell adds up; the arguments are those of ``cell_of``, and those of the scene."""
    dense = layer.window is None
    # All 784 pixels of a picture are looked at as one.
    whole = dense and len(layer.inputs) == 784
    cell = cell_of(layer, tile, row, column, CHANNELS_OF_DENSE if dense else CHANNELS)
    parts = (_picture_part(layer, tile),) if whole else cell.parts
    width, margin, line = round(WIDTH * unit), MARGIN * unit, LINE * unit
    scene = Scene(width, 0, colours.paper)
    y = margin + line / 2
    title = f"{layer.name} · {tile}"
    scene.words.append(Words(margin, y, title, min(SIZE * unit, 0.75 * width / width_of(title, 1)), colours.text))
    scene.words.append(Words(width - margin, y, f"{cell.activation:.2f}", SIZE * unit, colours.accent, "right"))
    y += line
    # All parts in one measure: a channel that sees little is dark.
    largest = (
        max((float(np.abs(part.inputs).max()) for part in parts), default=0.0),
        max((float(np.abs(part.filter).max()) for part in parts), default=0.0),
    )
    for part in parts:
        if dense and not whole:
            y = _add_input(scene, part, y, unit, colours)
        else:
            y = _add_part(scene, part, largest, _channels(layer) > 1 and not whole, y, unit, colours)
    y = _add_sums(scene, cell, y, whole or len(cell.parts) == _channels(layer), unit, colours)
    scene.height = round(y + margin)
    return scene


def _channels(layer: "Layer") -> int:
    return int(layer.inputs.shape[-1])


def _picture_part(layer: "Layer", tile: int) -> Part:
    """Return a dense layer's look at a picture as that of one channel."""
    inputs, weights = layer.inputs.reshape(28, 28), layer.filters[:, tile].reshape(28, 28)
    return Part(0, inputs, weights, float((inputs * weights).sum(dtype=np.float64)))


def _add_part(
    scene: Scene, part: Part, largest: tuple[float, float], several: bool, y: float, unit: float, colours: Colours
) -> float:
    """Add what a filter sees of a channel, the filter, and the sum of the products; return where to go on.

    The largest input and weight of all have the last shades.
    """
    rows, columns = (int(side) for side in part.filter.shape)
    scale = max(LEAST_WEIGHT, round(PATCH * unit) // max(rows, columns))
    wide, high = columns * scale, rows * scale
    left, gap = round(MARGIN * unit), round(16 * unit)
    top, middle = round(y), y + high / 2
    up, down = ramp(colours.track, colours.accent, colours.text), ramp(colours.track, colours.spoke_against)
    seen = shaded(part.inputs, largest[0], up, down)
    scene.pictures.append(_enlarged(seen, left, top, scale, colours))
    pushed, pulled = ramp(colours.track, colours.spoke_for), ramp(colours.track, colours.spoke_against)
    weights = shaded(part.filter, largest[1], pushed, pulled)
    scene.pictures.append(_enlarged(weights, left + wide + gap, top, scale, colours))
    size = SIZE * unit
    scene.words.append(Words(left + wide + gap / 2, middle, TIMES, size, colours.muted, "middle"))
    right = left + 2 * wide + gap
    scene.words.append(Words(right + gap / 2, middle, EQUALS, size, colours.muted, "middle"))
    # Which channel it is stands below what it gives, where there are several.
    up_by = 0.45 * size if several else 0
    scene.words.append(Words(scene.width - left, middle - up_by, signed(part.total), size, colours.text, "right"))
    if several:
        number = f"#{part.channel}"
        scene.words.append(
            Words(scene.width - left, middle + 0.75 * size, number, SMALL * unit, colours.muted, "right")
        )
    return y + high + 6 * unit


def _add_input(scene: Scene, part: Part, y: float, unit: float, colours: Colours) -> float:
    """Add one input of a dense layer, its weight and their product; return where to go on."""
    margin, size, middle = MARGIN * unit, SMALL * unit, y + LINE * unit / 2
    product = f"{float(part.inputs[0, 0]):.2f} {TIMES} {signed(float(part.filter[0, 0]))} {EQUALS}"
    scene.words.append(Words(margin, middle, f"#{part.channel}", size, colours.muted))
    scene.words.append(Words(margin + 5 * size * LETTER * 1.4, middle, product, size, colours.muted))
    scene.words.append(Words(scene.width - margin, middle, signed(part.total), size, colours.text, "right"))
    return y + LINE * unit


def _add_sums(scene: Scene, cell: Cell, y: float, all_told: bool, unit: float, colours: Colours) -> float:
    margin, line, size = MARGIN * unit, LINE * unit, SIZE * unit
    entries = [(texts.BIAS_SPOKE, cell.bias, colours.muted), (texts.SUM_SPOKE, cell.total, colours.text)]
    if not all_told:
        entries.insert(0, (texts.OTHERS_SPOKE, cell.others, colours.muted))
    for label, number, colour in entries:
        scene.words.append(Words(margin, y + line / 2, label, size, colour))
        scene.words.append(Words(scene.width - margin, y + line / 2, signed(number), size, colour, "right"))
        y += line
    return y


def _enlarged(shades: "NDArray[np.uint8]", left: int, top: int, scale: int, colours: Colours) -> Picture:
    """Return cells as a picture, with lines between them where there is room."""
    pixels = shades.repeat(scale, axis=0).repeat(scale, axis=1)
    if scale > 6:
        pixels[::scale], pixels[:, ::scale] = rgb(colours.paper), rgb(colours.paper)
    return Picture(left, top, pixels)
