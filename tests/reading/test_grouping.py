"""Strokes that are no part of a number stay out of its rows."""

from itertools import pairwise

import pytest

from digitpad.ink.drawing import Drawing
from digitpad.reading.grouping import rows_of, without_lines
from digitpad.reading.recognizer import Recognizer

SEVEN = ((0, 0), (0.3, 0), (0.6, 0.02), (0.45, 0.4), (0.3, 1.0))


def sevens(count, height):
    """Sevens in a row on a wide pad."""
    step = 1.3 * height
    return [[(60 + i * step + x * height, 150 + y * height) for x, y in SEVEN] for i in range(count)]


@pytest.mark.parametrize(("count", "height"), [(5, 100), (8, 60), (3, 120)])
@pytest.mark.parametrize("slope", [-0.03, 0.0, 0.05])
def test_an_underlined_number_is_the_number(count, height, slope):
    """A line under all of its digits, drawn a little askew, neither joins one of them nor makes the others taps."""
    strokes = sevens(count, height)
    right = strokes[-1][-1][0] + 40
    line = [(40, 190 + height), (right / 2, 195 + height), (right, 190 + height + slope * right)]
    reading = Recognizer().read(Drawing.from_strokes([*strokes, line], 1200, 400))
    assert reading.text == "7" * count


def test_bars_of_digits_are_no_lines():
    """The bars of a 7 and of a 5 stay, a lone minus, two of them, and a line beside nothing but a tap, too."""
    bars = [[(40, 200), (150, 203)], [(60, 100), (160, 96)]]
    drawings = [
        Drawing.from_strokes([*sevens(1, 130), *bars]),
        Drawing.from_strokes([[(20, 200), (380, 205)]]),
        Drawing.from_strokes([[(20, 200), (380, 205)], [(20, 260), (380, 255)]]),
        Drawing.from_strokes([[(20, 200), (380, 205)], [(50, 100), (50, 101)]]),
    ]
    assert [without_lines(drawing) for drawing in drawings] == drawings
    assert sum(map(len, rows_of(drawings[0]))) == 3


LETTERS = {
    "X": [[(100, 100), (200, 300)], [(200, 100), (100, 300)]],
    "H": [[(100, 100), (102, 300)], [(200, 100), (198, 300)], [(100, 205), (199, 200)]],
    "K": [[(100, 100), (101, 300)], [(200, 105), (102, 210), (205, 300)]],
}


@pytest.mark.parametrize("letter", LETTERS)
def test_strokes_that_cross_are_no_number(letter):
    """Each stroke of an X alone would pass for a 1, but no two digits stand across each other."""
    reading = Recognizer().read(Drawing.from_strokes(LETTERS[letter]))
    assert reading.verdict == "no digit"
    assert reading.text == ""


def test_ones_side_by_side_are_a_number():
    """The same strokes beside each other are digits."""
    strokes = [[(100, 100), (98, 300)], [(200, 100), (202, 300)]]
    assert Recognizer().read(Drawing.from_strokes(strokes)).text == "11"


def test_a_digit_may_be_drawn_line_by_line():
    """A zero of eight lines, each begun where the last one ended, is a zero, beside another digit, too."""
    corners = [(160, 60), (100, 100), (80, 180), (102, 270), (165, 305), (225, 265), (245, 180), (222, 100), (160, 60)]
    zero = [list(line) for line in pairwise(corners)]
    recognizer = Recognizer()
    assert recognizer.read(Drawing.from_strokes(zero)).text == "0"
    seven = [[(300 + 150 * x, 60 + 240 * y) for x, y in SEVEN]]
    assert recognizer.read(Drawing.from_strokes([*zero, *seven], 600, 400)).text == "07"
