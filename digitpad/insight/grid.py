"""Rectangles, and tiles of one size in rows; all lengths are pixels."""

import math
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: the last two aren't included."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


class Size(NamedTuple):
    """How many tiles a layer has, and how many rows and columns of cells each has."""

    tiles: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """Tiles of one size, in rows.

    Attributes:
        left: of the first tile.
        top: of the first tile.
        tiles: how many there are.
        rows: of cells in a tile.
        columns: of cells in a tile.
        across: how many tiles stand in a row.
        scale: the side of a cell.
        gap: between tiles.
    """

    left: int
    top: int
    tiles: int
    rows: int
    columns: int
    across: int
    scale: int
    gap: int

    @property
    def box(self) -> Box:
        """All of it."""
        _, _, right, _ = self.tile(min(self.across, self.tiles) - 1)
        return Box(self.left, self.top, right, self.tile(self.tiles - 1).bottom)

    def tile(self, index: int) -> Box:
        """Where a tile is."""
        row, column = divmod(index, self.across)
        left = self.left + column * (self.columns * self.scale + self.gap)
        top = self.top + row * (self.rows * self.scale + self.gap)
        return Box(left, top, left + self.columns * self.scale, top + self.rows * self.scale)

    def cells(self, tile: int, field: tuple[int, int, int, int]) -> Box:
        """Where some cells of a tile are, given as (left, top, right, bottom); as far as they are in the tile."""
        box = self.tile(tile)
        left, right = (min(max(x, 0), self.columns) * self.scale + box.left for x in (field[0], field[2]))
        top, bottom = (min(max(y, 0), self.rows) * self.scale + box.top for y in (field[1], field[3]))
        return Box(left, top, right, bottom)

    def at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """Return (tile, row, column) of the cell at a point; None between tiles."""
        wide, high = self.columns * self.scale + self.gap, self.rows * self.scale + self.gap
        column, row = math.floor((x - self.left) / wide), math.floor((y - self.top) / high)
        tile = row * self.across + column
        if not 0 <= column < self.across or not 0 <= tile < self.tiles or not self.tile(tile).holds(x, y):
            return None
        box = self.tile(tile)
        return tile, int(y - box.top) // self.scale, int(x - box.left) // self.scale
