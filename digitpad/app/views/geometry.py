"""Where everything goes in a window of a given size; no Tk, so that it can be reckoned with."""

from typing import NamedTuple

from digitpad.ink.pads import WIDE

# The eraser's half width, in pad units: it removes a line at one go and leaves the one beside it.
ERASER = 14.0

# Pixels at 100 %. The smallest window that the pad is made for has 480 × 400.
DEFAULT_SIZE = (880, 668)
LEAST_SIZE = (480, 400)
MARGIN = 16
GAP = 16
TOOLBAR_GAP = 10
PANEL_LEAST = 150
PANEL_MOST = 380
SMALLEST_PAD = 120
# Below a pad the panel is at least so high.
PANEL_LOWEST = 120
# Beside a large pad the panel is at most this share of its height wide; where there is room for the panel's parts side
# by side, as in a low and long window, so much.
PANEL_SHARE, PANEL_IN_COLUMNS = 0.75, 3.2
# A panel that is so many times as wide as it is high has its parts side by side.
COLUMNS = 1.6
# The panel goes where the pad can be larger; by less than this it stays where one expects it.
GAIN = 1.12

# Pixels on any screen: the line around the pad.
BORDER = 1


class Layout(NamedTuple):
    """Where the pad, its toolbar and the answer panel go, in pixels from the upper left corner.

    Attributes:
        left: the left edge of the pad.
        top: the upper edge of the pad.
        width: of the pad.
        height: of the pad.
        toolbar_left: the left edge of the toolbar, and of all.
        toolbar_top: the upper edge of the toolbar.
        toolbar_width: its width, and that of all.
        panel_left: the left edge of the panel.
        panel_top: its upper edge.
        panel_width: its width.
        panel_height: its height.
    """

    left: int
    top: int
    width: int
    height: int
    toolbar_left: int
    toolbar_top: int
    toolbar_width: int
    panel_left: int
    panel_top: int
    panel_width: int
    panel_height: int


def arrange(width: int, height: int, toolbar: int, factor: float, wide: bool = False) -> Layout:
    """Give the pad the largest place that leaves room for the rest, and the panel what is left.

    Args:
        width: of the room, in pixels.
        height: likewise.
        toolbar: the toolbar's height, in pixels.
        factor: pixels on this screen for a pixel at 100 %.
        wide: whether the pad is the wide one; then the panel is rather below it, else rather beside it.
    """
    ratio = WIDE if wide else 1
    beside, below = (place(width, height, toolbar, factor, ratio) for place in (_beside, _below))
    if wide:
        return beside if beside.height > GAIN * below.height else below
    return below if below.height > GAIN * beside.height else beside


def _beside(width: int, height: int, toolbar: int, factor: float, ratio: int) -> Layout:
    margin, gap, toolbar_gap = (round(size * factor) for size in (MARGIN, GAP, TOOLBAR_GAP))
    least = round(PANEL_LEAST * factor)
    across = width - 2 * margin - gap - least
    down = height - margin - toolbar_gap - toolbar
    pad_width, pad_height = _pad(across, down, ratio)
    room = width - 2 * margin - gap - pad_width
    most = max(round(PANEL_MOST * factor), round(PANEL_SHARE * pad_height))
    if room > COLUMNS * down:
        most = max(most, round(PANEL_IN_COLUMNS * pad_height))
    panel_width = max(least, min(most, room))
    total = pad_width + gap + panel_width
    left = max(margin, (width - total) // 2)
    # Where the pad can't be as high as there is room, the panel still is.
    panel_height = max(down, pad_height)
    return Layout(
        left=left,
        top=margin,
        width=pad_width,
        height=pad_height,
        toolbar_left=left,
        toolbar_top=margin + panel_height + toolbar_gap,
        toolbar_width=total,
        panel_left=left + pad_width + gap,
        panel_top=margin,
        panel_width=panel_width,
        panel_height=panel_height,
    )


def _below(width: int, height: int, toolbar: int, factor: float, ratio: int) -> Layout:
    margin, gap, toolbar_gap = (round(size * factor) for size in (MARGIN, GAP, TOOLBAR_GAP))
    across = width - 2 * margin
    down = height - margin - toolbar_gap - gap - toolbar - round(PANEL_LOWEST * factor)
    pad_width, pad_height = _pad(across, down, ratio)
    toolbar_top = margin + pad_height + toolbar_gap
    panel_top = toolbar_top + toolbar + gap
    return Layout(
        left=max(margin, (width - pad_width) // 2),
        top=margin,
        width=pad_width,
        height=pad_height,
        toolbar_left=margin,
        toolbar_top=toolbar_top,
        toolbar_width=across,
        panel_left=margin,
        panel_top=panel_top,
        panel_width=across,
        panel_height=max(1, height - panel_top),
    )


def _pad(across: int, down: int, ratio: int) -> tuple[int, int]:
    """Return the pad's (width, height): inside its border exactly so many times as wide as it is high."""
    inside = max(min((across - 2 * BORDER) // ratio, down - 2 * BORDER), SMALLEST_PAD // ratio)
    return ratio * inside + 2 * BORDER, inside + 2 * BORDER


def clamped(
    place: tuple[int, int, int, int], screen: tuple[int, int], least: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Return a window's place (width, height, x, y) so that all of it is on a screen of this (width, height).

    Args:
        place: where it was the last time, perhaps on another screen.
        screen: in pixels.
        least: (width, height) that the window has at least, if the screen has that.
    """
    width, height = (min(max(side, low), most) for side, low, most in zip(place[:2], least, screen, strict=True))
    return width, height, min(max(place[2], 0), screen[0] - width), min(max(place[3], 0), screen[1] - height)
