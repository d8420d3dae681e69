"""Where the parts of the picture lie: the digit on the left, then columns of tiles for the layers, then the outputs.

All lengths are pixels. Nothing here knows what is in the tiles.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from digitpad.insight.grid import Box, Grid, Size

SIDE = 28
# At 100 %.
MARGIN, COLUMN_GAP, TILE_GAP = 10, 9, 1.5
CAPTION = 30  # the height of the words above a column
LEAST_OUTPUTS, MOST_OUTPUTS = 92, 250
# The parts that the digit and the outputs take of the picture, and the digit's share of its height.
DIGIT_SHARE, DIGIT_HEIGHT, OUTPUTS_SHARE = 0.17, 0.45, 0.2
HEADLINE, HEADLINE_SHARE = 76, 0.16
ROW, SPEAKER, LEAST_ROW = 20, 17, 8
MOST_SPEAKERS = 15
# A unit of a dense layer is a cell of at least so many pixels.
LEAST_UNIT = 2
MOST_BANDS = 4


class Layout(NamedTuple):
    """Where everything is.

    Attributes:
        width: of the picture; more than was asked for where the tiles need it.
        height: likewise.
        unit: how many pixels are one at 100 %.
        digit: of the digit image, as a grid of one tile.
        planes: of the planes of direction, if the network sees them.
        columns: a grid for each layer.
        headline: of the answer.
        outputs: a box for each class's bar; fewer than classes where there is no room.
        speakers: a box for each contribution that is shown.
        speakers_title: above them.
    """

    width: int
    height: int
    unit: float
    digit: Grid
    planes: Grid | None
    columns: tuple[Grid, ...]
    headline: Box
    outputs: tuple[Box, ...]
    speakers: tuple[Box, ...]
    speakers_title: Box


def arranged(
    tiles: Sequence[tuple[int, int, int]],
    classes: int,
    width: int,
    height: int,
    unit: float = 1.0,
    planes: int = 0,
) -> Layout:
    """Arrange the picture.

    Args:
        tiles: for each layer (how many tiles, rows, columns) of cells; a dense layer has tiles of one cell.
        classes: how many outputs there are.
        width: of the picture, at best.
        height: likewise.
        unit: how many pixels are one at 100 %.
        planes: how many planes of direction there are.
    """
    margin, gap = round(MARGIN * unit), round(COLUMN_GAP * unit)
    side = max(1, int(min(width * DIGIT_SHARE, height * DIGIT_HEIGHT)) // SIDE)
    outputs = round(min(max(width * OUTPUTS_SHARE, LEAST_OUTPUTS * unit), MOST_OUTPUTS * unit))
    top = margin + round(CAPTION * unit)
    left = margin + side * SIDE
    tile_gap = max(1, round(TILE_GAP * unit))
    room = width - 2 * margin - side * SIDE - outputs
    sizes = [Size(*each) for each in tiles]
    grids = _columns(sizes, Box(left, top, left + room, height - margin), gap, tile_gap, round(CAPTION * unit))
    x = max((grid.box.right for grid in grids), default=left)
    right = max(width - margin, x + gap + outputs)
    height = max([height, *(grid.box.bottom + margin for grid in grids)])
    digit, directions = _digit(margin, top, height - margin, side, planes, tile_gap)
    column = Box(right - outputs, margin, right, height - margin)
    headline, bars, title, speakers = _outputs(column, classes, unit)
    return Layout(right + margin, height, unit, digit, directions, tuple(grids), headline, bars, speakers, title)


def _columns(sizes: list[Size], room: Box, gap: int, tile_gap: int, caption: int) -> list[Grid]:
    """Return a grid for each layer: in one band of columns, or in several below each other where that is too wide."""
    found: list[Grid] = []
    for bands in range(1, MOST_BANDS + 1):
        each = max(math.ceil(len(sizes) / bands), 1)
        height = (room.height - (bands - 1) * caption) // bands
        lines = [sizes[first : first + each] for first in range(0, len(sizes), each)]
        made = [
            grid
            for index, line in enumerate(lines)
            for grid in _band(line, room.left, room.top + index * (height + caption), room.width, height, gap, tile_gap)
        ]
        ends = [max(grid.box.right for grid in grids) if grids else room.left for grids in (found, made)]
        if not found or ends[1] < ends[0]:
            found = made
        if max((grid.box.right for grid in found), default=room.left) <= room.right:
            break
    return found


def _band(sizes: list[Size], left: int, top: int, width: int, height: int, gap: int, tile_gap: int) -> list[Grid]:
    inner = width - gap * (len(sizes) + 1)
    scales, needed = _scales(sizes, inner, height, tile_gap)
    spare = max(inner - sum(needed), 0) / (len(sizes) + 1)  # what is left goes between the columns
    grids, x = [], float(left)
    for size, scale, wide in zip(sizes, scales, needed, strict=True):
        x += gap + spare
        across = _across(size.tiles, size.rows * scale, height, tile_gap)
        grids.append(Grid(round(x), top, *size, across, scale, tile_gap))
        x += wide
    return grids


def _across(count: int, tile: int, height: int, gap: int) -> int:
    """Return how many tiles a row must have so that all rows together are no higher than this."""
    rows = max(1, (height + gap) // (tile + gap))
    return math.ceil(count / rows)


def _scales(sizes: list[Size], width: int, height: int, gap: int) -> tuple[list[int], list[int]]:
    """Return the side of each layer's cells and the width of its column.

    The layer with the smallest tiles, for what is in them, grows first, as long as all fit.
    """

    def wide(index: int, scale: int) -> int:
        count, rows, columns = sizes[index]
        return _across(count, rows * scale, height, gap) * (columns * scale + gap) - gap

    scales = [LEAST_UNIT if rows == columns == 1 else 1 for _, rows, columns in sizes]
    needed = [wide(index, scale) for index, scale in enumerate(scales)]
    growing = set(range(len(sizes)))
    while growing:
        # Tiles of four times as many cells are twice as large.
        index = min(growing, key=lambda each: scales[each] * (sizes[each].rows * sizes[each].columns) ** 0.25)
        more = wide(index, scales[index] + 1)
        too_high = sizes[index].rows * (scales[index] + 1) > height
        if too_high or sum(needed) - needed[index] + more > width:
            growing.discard(index)
            continue
        scales[index] += 1
        needed[index] = more
    return scales, needed


def _digit(left: int, top: int, bottom: int, scale: int, planes: int, gap: int) -> tuple[Grid, Grid | None]:
    """Return where the digit image is, and its planes below it; both together half way down."""
    side = scale * SIDE
    across = 4 if side >= 4 * SIDE + 3 * gap else 2
    small = max(1, (side - (across - 1) * gap) // across // SIDE)
    rows = math.ceil(planes / across)
    below = rows * (small * SIDE + gap)
    y = max(top, top + (bottom - top - side - below) // 2)
    digit = Grid(left, y, 1, SIDE, SIDE, 1, scale, gap)
    if not planes:
        return digit, None
    return digit, Grid(left, y + side + gap, planes, SIDE, SIDE, across, small, gap)


def _outputs(column: Box, classes: int, unit: float) -> tuple[Box, tuple[Box, ...], Box, tuple[Box, ...]]:
    """Return where the answer, the bars, what is said above the contributions, and these are."""
    headline = Box(*column[:3], column.top + round(min(HEADLINE * unit, column.height * HEADLINE_SHARE)))
    least = round(LEAST_ROW * unit)
    room = column.bottom - headline.bottom
    # Bars get three fifths, as far as they need it; where that is too little for all of them, the others are left out.
    row = max(least, min(round(ROW * unit), room * 3 // 5 // max(classes, 1)))
    shown = min(classes, max(room * 3 // 5 // row, 1))
    bars = _rows(column, headline.bottom, shown, row)
    title = Box(column.left, headline.bottom + shown * row, column.right, headline.bottom + shown * row + 2 * row)
    row = max(least, min(row, round(SPEAKER * unit)))
    speakers = min(MOST_SPEAKERS, max(column.bottom - title.bottom, 0) // row)
    return headline, bars, title, _rows(column, title.bottom, speakers, row)


def _rows(column: Box, top: int, count: int, height: int) -> tuple[Box, ...]:
    return tuple(
        Box(column.left, top + index * height, column.right, top + (index + 1) * height) for index in range(count)
    )
