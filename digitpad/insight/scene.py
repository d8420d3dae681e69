"""What the picture shows, whoever draws it: the window, a PNG or an SVG file."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from digitpad import texts
from digitpad.insight.layout import Box, Grid, Layout, arranged
from digitpad.insight.shades import Colours, mosaic, ramp, shaded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.explanation import Explanation, Layer

# At 100 %.
SMALL, NORMAL, LINE = 9, 11, 1
# Letters are about so wide, for their height: what is too long for its place is left out.
LETTER = 0.58
BAR_SHARE = 0.62  # of a row's height
MINUS = "−"
NO_DIGIT_CLASS = 10


class Picture(NamedTuple):
    """Pixels, (height, width, 3), at a place."""

    left: int
    top: int
    pixels: "NDArray[np.uint8]"


class Words(NamedTuple):
    """One line of text: where its left end, its middle or its right end is, half way up."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    anchor: Literal["left", "middle", "right"] = "left"


class Block(NamedTuple):
    """A rectangle, filled or with a line around it."""

    box: Box
    fill: str | None
    outline: str | None = None
    line: int = 1


@dataclass
class Scene:
    """Everything, from back to front: pictures, then blocks, then words."""

    width: int
    height: int
    paper: str
    pictures: list[Picture] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def layout_of(explanation: "Explanation", width: int, height: int, unit: float = 1.0) -> Layout:
    """Arrange a picture of an explanation; the arguments are those of ``arranged``."""
    sizes = [(layer.tiles, *grid_size(layer)) for layer in explanation.layers]
    planes = explanation.image.shape[2] - 1 if explanation.image.ndim == 3 else 0
    return arranged(sizes, len(explanation.scores), width, height, unit, planes)


def grid_size(layer: "Layer") -> tuple[int, int]:
    """Return how many (rows, columns) of cells a layer's tiles have."""
    rows, columns = layer.activation.shape[:2] if layer.kind == "convolution" else (1, 1)
    return int(rows), int(columns)


def scene_of(explanation: "Explanation", layout: Layout, colours: Colours, about: int | None = None) -> Scene:
    """Return the picture of an explanation.

    Args:
        explanation: what is shown.
        layout: where, made for an explanation of the same network.
        colours: of the theme.
        about: the class whose contributions are shown; by default the likeliest one.
    """
    if about is None:
        about = int(explanation.scores.argmax())
    scene = Scene(layout.width, layout.height, colours.paper)
    _add_digit(scene, explanation, layout, colours)
    for layer, grid in zip(explanation.layers, layout.columns, strict=True):
        _add_layer(scene, layer, grid, layout, colours)
    _add_outputs(scene, explanation, layout, colours, about)
    _add_speakers(scene, explanation, layout, colours, about)
    return scene


def layer_shades(layer: "Layer", colours: Colours) -> "NDArray[np.uint8]":
    """Return (rows, columns, tiles, 3): a cell of 0 has the track's colour, the layer's most active one the text's."""
    rows, columns = grid_size(layer)
    values = layer.activation.reshape(rows, columns, layer.tiles)
    up = ramp(colours.track, colours.accent, colours.text)
    down = ramp(colours.track, colours.spoke_against)
    return shaded(values, float(np.abs(values).max()), up, down)


def class_name(index: int, classes: int) -> str:
    """Return what is written at an output."""
    return "?" if index == NO_DIGIT_CLASS and classes == NO_DIGIT_CLASS + 1 else str(index)


def signed(number: float) -> str:
    """Write a number with its sign."""
    return f"{MINUS if number < 0 else '+'}{abs(number):.2f}"


def speakers_of(explanation: "Explanation", about: int, count: int) -> "NDArray[np.int64]":
    """Return the units of the last layer that said most about a class, for it or against it, the loudest first."""
    assert explanation.contributions is not None, "the model ends in a layer that adds up"
    said = explanation.contributions[:, about]
    loudest: NDArray[np.int64] = np.argsort(-np.abs(said), kind="stable")[:count]
    return loudest


def shown_classes(explanation: "Explanation", count: int) -> list[int]:
    """Return the classes that have a bar, in their order: the likeliest ones where there is no room for all."""
    likeliest = np.argsort(-explanation.chances, kind="stable")[:count]
    classes: list[int] = np.sort(likeliest).tolist()
    return classes


def _add_digit(scene: Scene, explanation: "Explanation", layout: Layout, colours: Colours) -> None:
    image = explanation.image if explanation.image.ndim == 3 else explanation.image[..., None]
    pictures = [(image[..., :1], layout.digit, ramp(colours.paper, colours.ink))]
    if layout.planes is not None:
        pictures.append((image[..., 1:], layout.planes, ramp(colours.track, colours.text)))
    line = max(1, round(LINE * layout.unit))
    for values, grid, shades in pictures:
        pixels = mosaic(shaded(values, 1.0, shades, shades), grid, colours.paper)
        scene.pictures.append(Picture(grid.box.left, grid.box.top, pixels))
    left, top, right, bottom = layout.digit.box
    scene.blocks.append(Block(Box(left - line, top - line, right + line, bottom + line), None, colours.muted, line))
    if explanation.share < 1:
        size = SMALL * layout.unit
        name = texts.STROKES_NETWORK if explanation.network == "strokes" else texts.PICTURE_NETWORK
        lines = (name, texts.NETWORK_SHARE.format(percent=texts.percent(explanation.share)))
        for words, up in zip(lines, (2.2, 0.95), strict=True):
            if _fits(words, size, right - left + 8 * layout.unit):
                scene.words.append(Words(left, top - size * up, words, size, colours.muted))


def _add_layer(scene: Scene, layer: "Layer", grid: Grid, layout: Layout, colours: Colours) -> None:
    box = grid.box
    scene.pictures.append(Picture(box.left, box.top, mosaic(layer_shades(layer, colours), grid, colours.paper)))
    rows, columns = grid_size(layer)
    small = SMALL * layout.unit
    room = box.width + 5 * layout.unit
    size = "" if rows == columns == 1 else f"{rows} × {columns}"
    shape = f"{layer.tiles} · {size}" if size else str(layer.tiles)
    # One below the other where there is no room for both side by side.
    for options, up in (
        ((layer.name, "" if _fits(shape, small, room) else str(layer.tiles)), 2.05),
        ((shape, size), 0.8),
    ):
        text = next((each for each in options if _fits(each, small, room)), "")
        scene.words.append(Words(box.left, box.top - small * up, text, small, colours.muted))


def _fits(text: str, size: float, room: float) -> bool:
    return len(text) * size * LETTER <= room


def _add_outputs(scene: Scene, explanation: "Explanation", layout: Layout, colours: Colours, about: int) -> None:
    chances, classes = explanation.chances, len(explanation.chances)
    _add_headline(scene, explanation, layout, colours)
    for index, box in zip(shown_classes(explanation, len(layout.outputs)), layout.outputs, strict=True):
        size = min(NORMAL * layout.unit, box.height * 0.8)
        middle = (box.top + box.bottom) / 2
        colour = colours.text if index == about else colours.muted
        scene.words.append(Words(box.left + size, middle, class_name(index, classes), size, colour, "middle"))
        bar = _bar_box(box, round(size * 2.2), round(size * 3.2))
        scene.blocks.append(Block(bar, colours.track))
        long = round(bar.width * float(chances[index]))
        if long:
            fill = colours.accent if index == int(chances.argmax()) else colours.bar
            scene.blocks.append(Block(bar._replace(right=bar.left + long), fill))
        percent = texts.percent(float(chances[index]))
        if len(percent) * size * LETTER <= box.right - bar.right:
            scene.words.append(Words(box.right, middle, percent, size, colour, "right"))


def _add_headline(scene: Scene, explanation: "Explanation", layout: Layout, colours: Colours) -> None:
    box, prediction = layout.headline, explanation.prediction
    words = texts.verdict_words(prediction)
    size = min(box.height * 0.62, box.width / (max(len(words), 1) * LETTER))
    scene.words.append(Words(box.left, (box.top + box.bottom) / 2, words, size, colours.text))


def _bar_box(row: Box, left: int, right: int) -> Box:
    high = max(1, round(row.height * BAR_SHARE))
    top = row.top + (row.height - high) // 2
    return Box(row.left + left, top, max(row.right - right, row.left + left + 1), top + high)


def _add_speakers(scene: Scene, explanation: "Explanation", layout: Layout, colours: Colours, about: int) -> None:
    """Show what spoke for a class and against it: the loudest averages, what the others add, the bias and the sum."""
    rows = layout.speakers
    if explanation.contributions is None or explanation.bias is None or explanation.logits is None:
        return
    if len(rows) < 4:
        return
    title, size = layout.speakers_title, min(NORMAL * layout.unit, rows[0].height * 0.8)
    words = texts.SPOKE_FOR.format(name=class_name(about, len(explanation.scores)))
    size_of_title = min(size * 1.05, title.width / (len(words) * LETTER))
    scene.words.append(Words(title.left, title.bottom - 0.62 * rows[0].height, words, size_of_title, colours.muted))
    loudest = speakers_of(explanation, about, len(rows) - 3)
    said = explanation.contributions[:, about]
    largest = float(np.abs(said[loudest]).max(initial=0.0)) or 1.0
    tiles = _speakers_tiles(explanation, colours)
    for unit, box in zip(loudest.tolist(), rows, strict=False):
        left = (
            0 if tiles is None else _add_thumb(scene, tiles[:, :, unit], unit, float(said[unit]), box, layout, colours)
        )
        _add_speaker(scene, str(unit), float(said[unit]), largest, left, box, layout, colours)
    sums = (
        (texts.OTHERS_SPOKE, float(said.sum() - said[loudest].sum()), colours.muted),
        (texts.BIAS_SPOKE, float(explanation.bias[about]), colours.muted),
        (texts.SUM_SPOKE, float(explanation.logits[about]), colours.text),
    )
    for (label, number, colour), box in zip(sums, rows[len(loudest) :], strict=False):
        middle = (box.top + box.bottom) / 2
        scene.words.append(Words(box.left, middle, label, size, colour))
        scene.words.append(Words(box.right, middle, signed(number), size, colour, "right"))


def _speakers_tiles(explanation: "Explanation", colours: Colours) -> "NDArray[np.uint8] | None":
    """Return the tiles that the averages are of, (rows, columns, units, 3); None where they are of something else."""
    last = explanation.layers[-1] if explanation.layers else None
    if last is None or last.kind != "convolution" or explanation.averages is None:
        return None
    return layer_shades(last, colours) if last.tiles == len(explanation.averages) else None


def _add_thumb(
    scene: Scene,
    tile: "NDArray[np.uint8]",
    unit: int,
    number: float,
    box: Box,
    layout: Layout,
    colours: Colours,
) -> int:
    """Show the tile that an average is of, and a line around it in its column; return how wide it is."""
    grid, line = layout.columns[-1], max(1, round(LINE * layout.unit))
    colour = colours.spoke_for if number > 0 else colours.spoke_against
    scene.blocks.append(Block(grid.tile(unit), None, colour, line))
    scale = max(1, round(box.height * 0.8) // grid.rows)
    if grid.rows * scale > box.height:
        return 0
    pixels = tile.repeat(scale, axis=0).repeat(scale, axis=1)
    scene.pictures.append(Picture(box.left, round((box.top + box.bottom - grid.rows * scale) / 2), pixels))
    return grid.columns * scale


def _add_speaker(
    scene: Scene, label: str, number: float, largest: float, left: int, box: Box, layout: Layout, colours: Colours
) -> None:
    """Show what one of the averages said: its number, a bar to the right or to the left, and how much it is."""
    size, middle = min(NORMAL * layout.unit, box.height * 0.8), (box.top + box.bottom) / 2
    left += round(0.4 * size)
    scene.words.append(Words(box.left + left, middle, label, size, colours.muted))
    # Room for three figures, or as many as there are.
    bar = _bar_box(box, round(left + size * LETTER * (max(len(label), 3) + 1)), round(size * 3.2))
    centre, reach = (bar.left + bar.right) // 2, round(abs(number) / largest * bar.width / 2)
    if reach:
        ends = (centre, centre + reach) if number > 0 else (centre - reach, centre)
        fill = colours.spoke_for if number > 0 else colours.spoke_against
        scene.blocks.append(Block(Box(ends[0], bar.top, ends[1], bar.bottom), fill))
    scene.blocks.append(Block(Box(centre, box.top, centre + 1, box.bottom), colours.muted))
    scene.words.append(Words(box.right, middle, signed(number), size, colours.muted, "right"))
