"""What all figures share: size, colours, and how a digit image is shown.

Figures are made without pyplot, so nothing global is changed, no window is opened and nothing is left to close.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import DataError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Large enough to be read on a slide from the last row.
DOTS_PER_INCH = 150
FONT_SIZE = 14
# Two of the colours of Okabe and Ito, "Color universal design", 2008, which people of any colour vision tell apart.
BLUE, ORANGE = "#0072B2", "#D55E00"
GREY, RED = "#777777", "#C00000"
GRID_COLOUR = "#DDDDDD"


def new_figure(width: float, height: float, title: str) -> "Figure":
    """Return an empty figure with a title.

    Args:
        width: in inches.
        height: likewise.
        title: one line.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title, fontsize=FONT_SIZE + 3)
    return figure


def grid_of_axes(figure: "Figure", rows: int, columns: int) -> "list[Axes]":
    """Return the places of a grid, row by row."""
    places: Any = figure.subplots(rows, columns, squeeze=False)
    return list(places.flat)


def plain_axes(figure: "Figure", across: str, up: str) -> "Axes":
    """Return the one pair of axes of a figure, with labels and a grid behind the data."""
    axes = figure.subplots()
    axes.set_xlabel(across, fontsize=FONT_SIZE)
    axes.set_ylabel(up, fontsize=FONT_SIZE)
    axes.tick_params(labelsize=FONT_SIZE - 2)
    axes.grid(color=GRID_COLOUR, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def show_digit(axes: "Axes", image: NDArray[Any], title: str = "") -> None:
    """Show a digit image as ink on paper, pixel by pixel.

    Args:
        axes: where to.
        image: (28, 28), float 0..1 or uint8, ink high.
        title: above it.
    """
    most = 255 if image.dtype == np.uint8 else 1
    axes.imshow(image, cmap="gray_r", vmin=0, vmax=most, interpolation="nearest")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color("#BBBBBB")
    axes.set_title(title, fontsize=FONT_SIZE, pad=5)


def save(figure: "Figure", path: Path) -> Path:
    """Write a figure as PNG and return its path.

    Raises:
        DataError: if it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="png")
    except OSError as error:
        raise DataError(texts.cannot_write(path, error)) from error
    return path
