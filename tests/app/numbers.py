"""Strokes of a number, and a reader that finds its digits where they are."""

from dataclasses import replace

from digitpad.examples.corrections import corrections_file
from tests.app.readers import Numbers, answer
from tests.app.state import ink_of
from tests.examples.kept import load_corrections

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


def frames(app):
    """The (left, top, right, bottom) of all boxes on the pad, in pad units, and how their lines are."""
    canvas = app.looks.view.pad.canvas
    scale = canvas.winfo_height() / 400
    found = [item for item in canvas.find_withtag("marks") if canvas.type(item) == "rectangle"]
    return [
        (
            [value / scale for value in canvas.coords(item)],
            canvas.itemcget(item, "dash"),
            canvas.itemcget(item, "width"),
        )
        for item in found
    ]


def beside(app):
    """What stands beside the boxes."""
    canvas = app.looks.view.pad.canvas
    return [canvas.itemcget(item, "text") for item in canvas.find_withtag("marks") if canvas.type(item) == "text"]


def kept():
    return [(labelled.label, labelled.drawing) for labelled in load_corrections(corrections_file())]


def strokes(app):
    return len(ink_of(app).strokes)


def choose(hand, index):
    hand.draw([INSIDE[index]])


def rows_of(*texts):
    """A reader of these rows."""
    return Numbers(
        [
            [answer(int(digit), box=(10.0 + 30 * x, 10.0 + 35 * y, 30.0 + 30 * x, 40.0 + 35 * y)) for x, digit in row]
            for y, row in enumerate(map(list, map(enumerate, texts)))
        ]
    )
