"""What the picture shows, whoever draws it: the window, a PNG or an SVG file."""

from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.insight.grid import Box, Grid
from digitpad.insight.layers import grid_size, layer_shades
from digitpad.insight.layout import Layout, arranged
from digitpad.insight.outputs import add_outputs, add_speakers
from digitpad.insight.parts import Block, Picture, Scene, Words, fits
from digitpad.insight.shades import Colours, mosaic, ramp, shaded

if TYPE_CHECKING:
    from digitpad.reading.explanation import Explanation, Layer

# At 100 %.
SMALL, LINE = 9, 1


def layout_of(explanation: "Explanation", width: int, height: int, unit: float = 1.0) -> Layout:
    """Arrange a picture of an explanation; the arguments are those of ``arranged``."""
    sizes = [(layer.tiles, *grid_size(layer)) for layer in explanation.layers]
    planes = explanation.image.shape[2] - 1 if explanation.image.ndim == 3 else 0
    return arranged(sizes, len(explanation.scores), width, height, unit, planes)


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
    add_outputs(scene, explanation, layout, colours, about)
    add_speakers(scene, explanation, layout, colours, about)
    return scene


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
            if fits(words, size, right - left + 8 * layout.unit):
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
        ((layer.name, "" if fits(shape, small, room) else str(layer.tiles)), 2.05),
        ((shape, size), 0.8),
    ):
        text = next((each for each in options if fits(each, small, room)), "")
        scene.words.append(Words(box.left, box.top - small * up, text, small, colours.muted))
