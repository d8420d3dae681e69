"""Tricks to play on the network: digits, and what they are to be taken for."""

from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.pads import PAD_UNITS
from digitpad.ink.smoothing import smooth

# (what a digit is, what it is to be taken for): a few strokes, or the eraser, are enough.
TRICKS = ((7, 1), (1, 4), (4, 9), (7, 2), (1, 7))
# Strokes in a box of 100 × 200.
STROKES = {
    1: (((24, 50), (44, 30), (62, 3), (60, 70), (58, 135), (57, 197)),),
    4: (((60, 2), (36, 68), (8, 130), (56, 128), (102, 124)), ((76, 62), (74, 130), (68, 198))),
    7: (((4, 14), (48, 10), (96, 4), (74, 66), (54, 128), (40, 198)),),
}
# In pad units: where the box is on the pad, and how many there are in one of its own.
LEFT, TOP, SCALE = 130.0, 70.0, 1.3
SPACING = 3.0


def stock(digit: int) -> Drawing:
    """Return a digit as a hand may draw it, for who hasn't drawn one: one of the digits that the tricks are about."""
    strokes = [[(LEFT + x * SCALE, TOP + y * SCALE) for x, y in points] for points in STROKES[digit]]
    return Drawing(PAD_UNITS, PAD_UNITS, tuple(Stroke(tuple(smooth(points, SPACING))) for points in strokes))
