"""What is read in drawings: one digit, numbers, rows, and what is none."""

import itertools
import math

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from digitpad import Drawing
from digitpad.reading.grouping import MOST_STROKES, rows_of
from tests.reading.writing import CAPITALS, DRAWINGS, HEIGHT, moved, written, zigzag


@pytest.mark.parametrize("digit", range(10))
def test_one_digit_stays_one(recognizer, digit):
    """A digit that stands alone is read just as it is predicted, with a box around its strokes."""
    drawing = DRAWINGS[digit]
    reading = recognizer.read(drawing)
    prediction = recognizer.predict(drawing)
    assert (reading.text, reading.verdict, len(reading.digits)) == (str(digit), prediction.verdict, 1)
    assert reading.confidence == reading.digits[0].confidence == prediction.confidence
    assert reading.digits[0].box == pytest.approx(drawing.bounds())


@pytest.mark.parametrize("text", ["2026", "0123456789", "31", "777", "45454545", "60"])
def test_numbers_are_read(recognizer, text):
    """Digits side by side are read as a number, each with the box of its own strokes."""
    drawing = written(text)
    reading = recognizer.read(drawing)
    assert reading.text == text
    lefts = [digit.box[0] for digit in reading.digits]
    assert lefts == sorted(lefts)
    assert sum(len(row) for row in rows_of(drawing)) >= len(text)
    assert 0.5 < reading.confidence <= 1
    for digit in reading.digits:
        assert recognizer.predict(digit.image).digit == digit.digit


def test_rows_are_lines_of_the_text(recognizer):
    """Ten rows drawn on one pad are ten lines."""
    rows = [f"{number}{9 - number}{number}" for number in range(10)]
    assert recognizer.read(written(*rows)).text == "\n".join(rows)


def test_a_bar_drawn_later_joins_its_seven(recognizer):
    """The bar of a European 7 is found though other digits were drawn in between."""
    drawing = written("747")
    left, top, _, _ = recognizer.read(drawing).digits[0].box
    barred = drawing.with_stroke([(left + 20, top + 52), (left + 64, top + 48)])
    reading = recognizer.read(barred)
    assert reading.text == "747"
    assert len(rows_of(barred)[0]) == len(rows_of(drawing)[0]) + 1


def test_nothing_drawn_is_an_empty_reading(recognizer):
    """A blank pad, a page of one colour and a blank digit image have no rows, no text and no confidence."""
    blank = np.zeros((28, 28), np.float32)
    for source in (Drawing(), Image.new("RGB", (800, 600), "white"), Image.new("L", (800, 600)), blank):
        reading = recognizer.read(source)
        assert (reading.rows, reading.text, reading.confidence, reading.verdict) == ((), "", 0, "blank")


def spiral(turns: int = 6) -> Drawing:
    """Return a spiral in one stroke."""
    angles = [0.1 * step for step in range(int(turns * 2 * math.pi * 10))]
    return Drawing.from_strokes([[(200 + 4 * a * math.cos(a), 200 + 4 * a * math.sin(a)) for a in angles]])


def test_a_spiral_is_no_number(recognizer):
    """A spiral is one thing that is no digit, with no text."""
    reading = recognizer.read(spiral())
    assert (reading.verdict, reading.text, len(reading.digits)) == ("no digit", "", 1)


def test_strokes_that_overlap_completely_are_one_digit(recognizer):
    """A digit that was traced three times is that digit once."""
    drawing = DRAWINGS[3]
    traced = drawing._replace(strokes=drawing.strokes * 3)
    assert recognizer.read(traced).text == "3"


def test_very_many_strokes_are_one_scribble(recognizer):
    """More strokes than a page of digits has are one thing, so that reading them takes no longer than a page."""
    strokes = [[(i % 40 * 10, i // 40 * 20), (i % 40 * 10 + 5, i // 40 * 20 + 15)] for i in range(MOST_STROKES + 1)]
    reading = recognizer.read(Drawing.from_strokes(strokes, 400, 400))
    assert len(reading.digits) == 1
    assert reading.text == "" or reading.digits[0].verdict != "no digit"


@pytest.mark.parametrize(
    "strokes",
    [
        [[(100, 50), (100, 350)], [(300, 50), (110, 200), (310, 350)]],
        [[(200, 50), (90, 350)], [(200, 50), (310, 350)], [(140, 240), (260, 240)]],
        [[(100, 100), (250, 100), (160, 330)], zigzag(500, 60, 300, 200, 9)],
    ],
    ids=["K", "A", "scribble"],
)
def test_a_drawing_with_a_part_like_a_digit_is_none(recognizer, strokes):
    """A few strokes of a drawing are one thing: the stem of a letter is no 1, nor part of a scribble a 7."""
    reading = recognizer.read(Drawing.from_strokes(strokes))
    assert (reading.text, reading.verdict, reading.confidence) == ("", "no digit", 0)


def test_no_digit_has_no_confidence(recognizer):
    """Where nothing is a digit the confidence is 0, however sure it is how letters or taps are to be split."""
    page = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(page).multiline_text((40, 40), CAPITALS, fill=0, font=ImageFont.load_default(48))
    taps = Drawing.from_strokes([[(60 + 30 * (i % 5), 60 + 30 * (i // 5))] for i in range(19)])
    for source in (page, taps):
        reading = recognizer.read(source)
        assert len(reading.digits) > 10
        assert (reading.text, reading.verdict, reading.confidence) == ("", "no digit", 0)


def test_a_glyph_that_may_be_two_digits_is_not_lost_in_a_number(recognizer):
    """A 7 that may be a 1 is unsure alone, and unsure, never no digit, between two digits wide apart."""
    doubtful = next(shape for shape in _sevens_and_ones() if recognizer.predict(shape).verdict == "unsure")
    (stroke,) = doubtful.strokes
    middle = [(x + 190, y + 20) for x, y in stroke.points]
    reading = recognizer.read(Drawing.from_strokes([*moved(2, 20, 20), middle, *moved(5, 400, 20)], 600, 200))
    assert [prediction.is_digit for prediction in reading.digits] == [True] * 3
    assert reading.verdict == "unsure"
    assert reading.text[::2] == "25"


def _sevens_and_ones():
    """Yield strokes between a 7 and a 1: the bar at the top gets shorter and falls."""
    for step in range(40):
        bar = 50 - step
        yield Drawing.from_strokes([[(30, 5 + 0.4 * step), (30 + bar, 0), (30 + bar * 0.5, HEIGHT)]], 100, 110)


@pytest.mark.parametrize("apart", [9, 18, 27])
@pytest.mark.parametrize(
    "strokes",
    [[[(10, 10), (70, 90)], [(70, 10), (10, 90)]], [[(10, 100), (15, 0)], [(15, 0), (45, 60), (75, 0), (80, 100)]]],
    ids=["x", "M"],
)
def test_a_letter_is_no_number_of_its_strokes(recognizer, strokes, apart):
    """An x is no 11 and an M no 14, however far its second stroke has slipped: as predict refuses it, so does read."""
    slipped = [strokes[0], [(x + apart, y) for x, y in strokes[1]]]
    letter = Drawing.from_strokes([[(x + 60, y + 60) for x, y in _dense(stroke)] for stroke in slipped], 240, 220)
    assert recognizer.predict(letter).verdict == "no digit"
    assert (recognizer.read(letter).text, recognizer.read(letter).verdict) == ("", "no digit")
    # Real digits so near each other stay a number.
    assert recognizer.read(written("11", gap=apart)).text == "11"


def _dense(corners):
    """Return points along straight lines, eight on each."""
    steps = np.linspace(0, 1, 8, endpoint=False)[:, None]
    lines = [np.array(a) + steps * (np.array(b) - a) for a, b in itertools.pairwise(corners)]
    return [tuple(point) for point in np.concatenate([*lines, [corners[-1]]]).tolist()]
