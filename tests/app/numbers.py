"""Strokes of a number, and a reader that finds its digits where they are."""

from dataclasses import replace

from tests.app.readers import Numbers, answer

# On a square pad: 4 (two strokes), 7 (two strokes), 1.
FOUR = [[(60, 120), (40, 200), (100, 200)], [(85, 150), (82, 260)]]
SEVEN = [[(160, 120), (230, 118), (190, 260)], [(170, 190), (225, 188)]]
ONE = [[(320, 120), (318, 260)]]
DIGITS = (FOUR, SEVEN, ONE)


def box_of(strokes):
    """(left, top, right, bottom) of points."""
    xs, ys = zip(*(point for stroke in strokes for point in stroke), strict=True)
    return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))


BOXES = [box_of(strokes) for strokes in DIGITS]
# Places inside the boxes, away from ink.
INSIDE = [(95, 250), (215, 250), (319, 190)]


def reader(*predictions, confidence=0.97, scale=1):
    """A reader of 471, or of these predictions in its boxes."""
    given = predictions or (answer(4, 0.98), answer(7, 0.9, second=1), answer(1, 0.97))
    row = [replace(prediction, box=box) for prediction, box in zip(given, BOXES, strict=True)]
    return Numbers([row], confidence, scale)
