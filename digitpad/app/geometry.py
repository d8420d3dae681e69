"""Pad units, and where everything goes in a window of a given size; no Tk, so that it can be reckoned with."""

from typing import NamedTuple

from digitpad.drawing import Drawing, Point, Stroke

# A drawing lives on a pad of this many units square, whatever the window's size: so a resize keeps it.
PAD_UNITS = 400.0
# The eraser's half width, in pad units: it removes a line at one go and leaves the one beside it.
ERASER = 14.0

# Pixels at 100 %. The smallest window that the pad is made for has 480 × 560.
MARGIN = 16
GAP = 16
PANEL_LEAST = 150
PANEL_MOST = 380
SMALLEST_PAD = 120


class Layout(NamedTuple):
    """Where the pad, its toolbar and the answer panel go, in pixels from the upper left corner.

    Attributes:
        left: the left edge of the pad and of its toolbar.
        top: the upper edge of the pad and of the panel.
        side: of the square pad.
        toolbar_top: the upper edge of the toolbar, which is as wide as the pad.
        panel_left: the left edge of the panel.
        panel_width: its width.
        panel_height: its height.
    """

    left: int
    top: int
    side: int
    toolbar_top: int
    panel_left: int
    panel_width: int
    panel_height: int


def arrange(width: int, height: int, toolbar: int, factor: float) -> Layout:
    """Give the pad the largest square that leaves room for the rest, and the panel what is left beside it.

    Args:
        width: of the room, in pixels.
        height: likewise.
        toolbar: the toolbar's height, in pixels.
        factor: pixels on this screen for a pixel at 100 %.
    """
    margin, gap, least, most = (round(size * factor) for size in (MARGIN, GAP, PANEL_LEAST, PANEL_MOST))
    across = width - 2 * margin - gap - least
    down = height - margin - gap - toolbar
    side = max(min(across, down), SMALLEST_PAD)
    panel_width = max(least, min(most, width - 2 * margin - gap - side))
    left = max(margin, (width - side - gap - panel_width) // 2)
    return Layout(
        left=left,
        top=margin,
        side=side,
        toolbar_top=margin + side + gap,
        panel_left=left + side + gap,
        panel_width=panel_width,
        panel_height=max(1, min(height - margin, side + gap + toolbar) if side == down else height - margin),
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


def fitted(drawing: Drawing) -> Drawing:
    """Return a drawing made on a pad of any size on the window's own pad: aspect kept, centred."""
    if (drawing.width, drawing.height) == (PAD_UNITS, PAD_UNITS):
        return drawing
    scale = PAD_UNITS / max(drawing.width, drawing.height)
    x_offset = (PAD_UNITS - drawing.width * scale) / 2
    y_offset = (PAD_UNITS - drawing.height * scale) / 2
    strokes = tuple(
        Stroke(tuple((x * scale + x_offset, y * scale + y_offset) for x, y in stroke.points))
        for stroke in drawing.strokes
    )
    return drawing._replace(width=PAD_UNITS, height=PAD_UNITS, strokes=strokes)


def on_pad(x: float, y: float, scale: float) -> Point:
    """Return the pad point of a pixel, held at the pad's edge.

    A pointer beyond the edge draws along it: so a 0 that runs over stays closed, and what is seen is what is read.

    Args:
        x: the pixel's column from the pad's left edge; may be outside.
        y: the pixel's row likewise.
        scale: pixels in one pad unit.
    """
    return tuple(min(max((pixel + 0.5) / scale, 0.0), PAD_UNITS) for pixel in (x, y))  # type: ignore[return-value]
