"""Where everything goes in a window of a given size; no Tk, so that it can be reckoned with."""

from typing import NamedTuple

from digitpad.app.session.pads import WIDE

# The eraser's half width, in pad units: it removes a line at one go and leaves the one beside it.
ERASER = 14.0

# Pixels at 100 %. The smallest window that the pad is made for has 480 × 560.
DEFAULT_SIZE = (880, 668)
LEAST_SIZE = (480, 400)
MARGIN = 16
GAP = 16
PANEL_LEAST = 150
PANEL_MOST = 380
SMALLEST_PAD = 120
# Below a wide pad the panel is at least so high.
PANEL_LOWEST = 150

# Pixels on any screen: the line around the pad.
BORDER = 1


class Layout(NamedTuple):
    """Where the pad, its toolbar and the answer panel go, in pixels from the upper left corner.

    Attributes:
        left: the left edge of the pad and of its toolbar.
        top: the upper edge of the pad.
        width: of the pad and of its toolbar.
        height: of the pad.
        toolbar_top: the upper edge of the toolbar.
        panel_left: the left edge of the panel.
        panel_top: its upper edge.
        panel_width: its width.
        panel_height: its height.
    """

    left: int
    top: int
    width: int
    height: int
    toolbar_top: int
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
        wide: whether the pad is the wide one, which has the panel below it; a square one has it beside it.
    """
    margin, gap = round(MARGIN * factor), round(GAP * factor)
    if wide:
        return _below(width, height, toolbar, factor, margin, gap)
    least, most = round(PANEL_LEAST * factor), round(PANEL_MOST * factor)
    across = width - 2 * margin - gap - least
    down = height - margin - gap - toolbar
    side = max(min(across, down), SMALLEST_PAD)
    panel_width = max(least, min(most, width - 2 * margin - gap - side))
    left = max(margin, (width - side - gap - panel_width) // 2)
    return Layout(
        left=left,
        top=margin,
        width=side,
        height=side,
        toolbar_top=margin + side + gap,
        panel_left=left + side + gap,
        panel_top=margin,
        panel_width=panel_width,
        panel_height=max(1, min(height - margin, side + gap + toolbar) if side == down else height - margin),
    )


def _below(width: int, height: int, toolbar: int, factor: float, margin: int, gap: int) -> Layout:
    across = width - 2 * margin
    down = height - margin - 2 * gap - toolbar - round(PANEL_LOWEST * factor)
    # Inside its border the pad is exactly so many times as wide as it is high.
    inside = max(min((across - 2 * BORDER) // WIDE, down - 2 * BORDER), SMALLEST_PAD // WIDE)
    pad_width, pad_height = WIDE * inside + 2 * BORDER, inside + 2 * BORDER
    left, toolbar_top = max(margin, (width - pad_width) // 2), margin + pad_height + gap
    panel_top = toolbar_top + toolbar + gap
    return Layout(
        left=left,
        top=margin,
        width=pad_width,
        height=pad_height,
        toolbar_top=toolbar_top,
        panel_left=left,
        panel_top=panel_top,
        panel_width=pad_width,
        panel_height=max(1, height - panel_top),
    )


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
