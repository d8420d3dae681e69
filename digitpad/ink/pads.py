"""The pads' own units, and how what is drawn in units of its own lies on one of them."""

from collections.abc import Sequence
from typing import NamedTuple

from digitpad.ink.drawing import Drawing, Point, Stroke

# A drawing lives on a pad of this many units square, whatever the window's size: so a resize keeps it.
PAD_UNITS = 400.0
# The wide pad is as high, and so many times as wide.
WIDE = 3
WIDE_UNITS = WIDE * PAD_UNITS


class Place(NamedTuple):
    """How something lies on a pad.

    Attributes:
        scale: pad units in one of its own.
        left: where its left edge is, in pad units.
        top: likewise.
    """

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def on_pad(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Return where these points are on the pad."""
        if self == Place():
            return tuple(points)
        return tuple((x * self.scale + self.left, y * self.scale + self.top) for x, y in points)

    def from_pad(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Return which points are there on the pad."""
        if self == Place():
            return tuple(points)
        return tuple(((x - self.left) / self.scale, (y - self.top) / self.scale) for x, y in points)


def is_of_a_pad(drawing: Drawing) -> bool:
    """Return whether a drawing was made on one of the window's own pads."""
    return drawing.height == PAD_UNITS and drawing.width in (PAD_UNITS, WIDE_UNITS)


def place_of(drawing: Drawing, width: float = PAD_UNITS) -> Place:
    """Return where a drawing made on a pad of any size lies on the window's own: aspect kept, centred.

    What was drawn on one of the window's own pads keeps its size and its place on the other, where there is room.

    Args:
        drawing: on any pad.
        width: of the window's pad: ``PAD_UNITS`` or ``WIDE_UNITS``.
    """
    if is_of_a_pad(drawing):
        left, _, right, _ = drawing.bounds() or (0.0, 0.0, 0.0, 0.0)
        if right - left <= width:
            return Place(1.0, min(width - right, 0.0), 0.0)
    return centred(drawing.width, drawing.height, width)


def centred(width: float, height: float, pad_width: float) -> Place:
    """Return where something of a size lies on a pad: as large as it fits, in the middle."""
    scale = min(pad_width / width, PAD_UNITS / height)
    return Place(scale, (pad_width - width * scale) / 2, (PAD_UNITS - height * scale) / 2)


def fitted(drawing: Drawing, width: float = PAD_UNITS) -> Drawing:
    """Return a drawing made on a pad of any size on the window's own pad, as :func:`place_of` has it."""
    place = place_of(drawing, width)
    strokes = drawing.strokes if place == Place() else tuple(Stroke(place.on_pad(s.points)) for s in drawing.strokes)
    return drawing._replace(width=width, height=PAD_UNITS, strokes=strokes)


def on_pad(x: float, y: float, scale: float, width: float = PAD_UNITS) -> Point:
    """Return the pad point of a pixel, held at the pad's edge.

    A pointer beyond the edge draws along it: so a 0 that runs over stays closed, and what is seen is what is read.

    Args:
        x: the pixel's column from the pad's left edge; may be outside.
        y: the pixel's row likewise.
        scale: pixels in one pad unit.
        width: of the pad, in its units.
    """
    return min(max((x + 0.5) / scale, 0.0), width), min(max((y + 0.5) / scale, 0.0), PAD_UNITS)
