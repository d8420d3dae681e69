"""Numbers to colours: the darker or lighter a cell, the more it is active; each colour says exactly one number."""

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.insight.grid import Grid

STEPS = 255


class Colours(Protocol):
    """The colours of a theme, as #rrggbb; the window's palettes have them."""

    @property
    def paper(self) -> str: ...  # noqa: D102 -- as in the window's palettes
    @property
    def ink(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def muted(self) -> str: ...  # noqa: D102
    @property
    def accent(self) -> str: ...  # noqa: D102
    @property
    def bar(self) -> str: ...  # noqa: D102
    @property
    def track(self) -> str: ...  # noqa: D102
    @property
    def spoke_for(self) -> str: ...  # noqa: D102
    @property
    def spoke_against(self) -> str: ...  # noqa: D102


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the shares of #rrggbb, 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def ramp(*colours: str) -> "NDArray[np.uint8]":
    """Return (256, 3) shades that go from the first colour over the others to the last one."""
    stops = np.linspace(0, STEPS, len(colours))
    shades = [np.interp(np.arange(STEPS + 1), stops, share) for share in np.array([rgb(c) for c in colours]).T]
    return np.stack(shades, axis=1).round().astype(np.uint8)


def shaded(
    values: "NDArray[np.float32]", largest: float, up: "NDArray[np.uint8]", down: "NDArray[np.uint8]"
) -> "NDArray[np.uint8]":
    """Return each value's shade.

    Args:
        values: of any shape.
        largest: the one that gets the last shade; 0 where all are 0.
        up: (256, 3) shades of what is above 0.
        down: (256, 3) shades of what is below 0.

    Returns:
        The values' shape, and one axis more for red, green and blue.
    """
    steps = np.clip(np.abs(values) * (STEPS / largest if largest else 0), 0, STEPS).round().astype(np.uint8)
    return np.where((values < 0)[..., None], down[steps], up[steps])


def mosaic(cells: "NDArray[np.uint8]", grid: "Grid", paper: str) -> "NDArray[np.uint8]":
    """Return the tiles of a grid as one picture.

    Args:
        cells: (rows, columns, tiles, 3).
        grid: where they are.
        paper: what is between them.

    Returns:
        (height, width, 3) of the grid's box.
    """
    rows, columns = cells.shape[0] * grid.scale, cells.shape[1] * grid.scale
    down = -(-grid.tiles // grid.across)
    # All tiles and gaps at once: to go through hundreds of tiles one by one would keep other threads waiting.
    picture = np.full((down, rows + grid.gap, grid.across, columns + grid.gap, 3), rgb(paper), np.uint8)
    large = cells.repeat(grid.scale, axis=0).repeat(grid.scale, axis=1)
    whole = grid.tiles // grid.across  # rows of tiles that are full
    full = large[:, :, : whole * grid.across].reshape(rows, columns, whole, grid.across, 3)
    picture[:whole, :rows, :, :columns] = full.transpose(2, 0, 3, 1, 4)
    rest = large[:, :, whole * grid.across :]
    if rest.shape[2]:
        picture[whole, :rows, : rest.shape[2], :columns] = rest.transpose(0, 2, 1, 3)
    flat = picture.reshape(down * (rows + grid.gap), grid.across * (columns + grid.gap), 3)
    return np.ascontiguousarray(flat[: grid.box.height, : grid.box.width])
