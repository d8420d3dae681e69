"""The right part of the picture: the answer, a bar for each class, and what spoke for one of them and against it."""

from typing import TYPE_CHECKING

import numpy as np

from digitpad import texts
from digitpad.insight.grid import Box
from digitpad.insight.layers import layer_shades
from digitpad.insight.layout import Layout
from digitpad.insight.parts import LETTER, Block, Picture, Scene, Words, fits, signed, width_of
from digitpad.insight.shades import Colours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.explanation import Explanation

# At 100 %.
NORMAL, LINE = 11, 1
BAR_SHARE = 0.62  # of a row's height
NO_DIGIT_CLASS = 10


def class_name(index: int, classes: int) -> str:
    """Return what is written at an output."""
    return "?" if index == NO_DIGIT_CLASS and classes == NO_DIGIT_CLASS + 1 else str(index)


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


def add_outputs(scene: Scene, explanation: "Explanation", layout: Layout, colours: Colours, about: int) -> None:
    """Show the answer, and how likely the network takes each class to be."""
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
        if fits(percent, size, box.right - bar.right):
            scene.words.append(Words(box.right, middle, percent, size, colour, "right"))


def _add_headline(scene: Scene, explanation: "Explanation", layout: Layout, colours: Colours) -> None:
    box, prediction = layout.headline, explanation.prediction
    words = texts.verdict_words(prediction)
    size = min(box.height * 0.62, box.width / max(width_of(words, 1), LETTER))
    scene.words.append(Words(box.left, (box.top + box.bottom) / 2, words, size, colours.text))


def _bar_box(row: Box, left: int, right: int) -> Box:
    high = max(1, round(row.height * BAR_SHARE))
    top = row.top + (row.height - high) // 2
    return Box(row.left + left, top, max(row.right - right, row.left + left + 1), top + high)


def add_speakers(scene: Scene, explanation: "Explanation", layout: Layout, colours: Colours, about: int) -> None:
    """Show what spoke for a class and against it: the loudest averages, what the others add, the bias and the sum."""
    rows = layout.speakers
    if explanation.contributions is None or explanation.bias is None or explanation.logits is None:
        return
    if len(rows) < 4:
        return
    title, size = layout.speakers_title, min(NORMAL * layout.unit, rows[0].height * 0.8)
    words = texts.SPOKE_FOR.format(name=class_name(about, len(explanation.scores)))
    size_of_title = min(size * 1.05, title.width / width_of(words, 1))
    scene.words.append(Words(title.left, title.bottom - 0.62 * rows[0].height, words, size_of_title, colours.muted))
    loudest = speakers_of(explanation, about, len(rows) - 3)
    said = explanation.contributions[:, about]
    largest = float(np.abs(said[loudest]).max(initial=0.0)) or 1.0
    tiles = _speakers_tiles(explanation, colours)
    # Room for three figures, or as many as there are, so that all bars begin at one line.
    figures = max(3, *(len(str(unit)) for unit in loudest.tolist()))
    for unit, box in zip(loudest.tolist(), rows, strict=False):
        left = (
            0 if tiles is None else _add_thumb(scene, tiles[:, :, unit], unit, float(said[unit]), box, layout, colours)
        )
        _add_speaker(scene, str(unit), figures, float(said[unit]), largest, left, box, layout, colours)
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
    scene: Scene,
    label: str,
    figures: int,
    number: float,
    largest: float,
    left: int,
    box: Box,
    layout: Layout,
    colours: Colours,
) -> None:
    """Show what one of the averages said: its number, a bar to the right or to the left, and how much it is."""
    size, middle = min(NORMAL * layout.unit, box.height * 0.8), (box.top + box.bottom) / 2
    left += round(0.4 * size)
    scene.words.append(Words(box.left + left, middle, label, size, colours.muted))
    bar = _bar_box(box, round(left + size * LETTER * (figures + 1)), round(size * 3.2))
    centre, reach = (bar.left + bar.right) // 2, round(abs(number) / largest * bar.width / 2)
    if reach:
        ends = (centre, centre + reach) if number > 0 else (centre - reach, centre)
        fill = colours.spoke_for if number > 0 else colours.spoke_against
        scene.blocks.append(Block(Box(ends[0], bar.top, ends[1], bar.bottom), fill))
    scene.blocks.append(Block(Box(centre, box.top, centre + 1, box.bottom), colours.muted))
    scene.words.append(Words(box.right, middle, signed(number), size, colours.muted, "right"))
