"""The pads' own units, and how a drawing of any size is put on one of them."""

from digitpad.ink.drawing import Drawing, Point, Stroke

# A drawing lives on a pad of this many units square, whatever the window's size: so a resize keeps it.
PAD_UNITS = 400.0
# The wide pad is as high, and so many times as wide.
WIDE = 3
WIDE_UNITS = WIDE * PAD_UNITS


def fitted(drawing: Drawing, width: float = PAD_UNITS) -> Drawing:
    """Return a drawing made on a pad of any size on the window's own pad: aspect kept, centred.

    What was drawn on one of the window's own pads keeps its size and its place on the other, where there is room.

    Args:
        drawing: on any pad.
        width: of the window's pad: ``PAD_UNITS`` or ``WIDE_UNITS``.
    """
    if (drawing.width, drawing.height) == (width, PAD_UNITS):
        return drawing
    scale = min(width / drawing.width, PAD_UNITS / drawing.height)
    x_offset = (width - drawing.width * scale) / 2
    y_offset = (PAD_UNITS - drawing.height * scale) / 2
    if drawing.height == PAD_UNITS and drawing.width in (PAD_UNITS, WIDE_UNITS):
        left, _, right, _ = drawing.bounds() or (0, 0, 0, 0)
        if right - left <= width:
            scale, x_offset, y_offset = 1.0, min(width - right, 0.0), 0.0
    strokes = drawing.strokes
    if (scale, x_offset, y_offset) != (1, 0, 0):
        strokes = tuple(
            Stroke(tuple((x * scale + x_offset, y * scale + y_offset) for x, y in stroke.points)) for stroke in strokes
        )
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
