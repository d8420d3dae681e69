"""Numbers as people write them: spaces, signs, rows that rise, small digits, and what stands around digits."""

import math

import numpy as np
import pytest

from digitpad import Drawing, Recognizer, Stroke
from digitpad.reading.prediction import SIGNS
from digitpad.reading.slope import righting
from digitpad.reading.spacing import is_even, widest_inside
from tests.reading.writing import DRAWINGS, moved


@pytest.fixture(scope="module")
def recognizer():
    """The bundled model."""
    return Recognizer()


def line(*points):
    """Return one stroke."""
    return [list(points)]


def drawing(*strokes):
    """Return a pad with these lists of strokes."""
    return Drawing.from_strokes([stroke for each in strokes for stroke in each], 1500, 600)


def plus(left):
    """Return a plus sign."""
    return line((left, 150), (left + 50, 150)) + line((left + 25, 125), (left + 25, 175))


def equals(left):
    """Return an equals sign."""
    return line((left, 140), (left + 50, 140)) + line((left, 165), (left + 50, 165))


def slash(left):
    """Return a slash that leans by 25 degrees and is taller than the digits."""
    return line((left + 55, 90), (left, 210))


WRITTEN = {
    "-5": [line((20, 150), (60, 150)), moved(5, 90, 100)],
    "3.14": [moved(3, 20, 100), line((112, 198)), moved(1, 140, 100), moved(4, 190, 100)],
    "3,1": [moved(3, 20, 100), line((112, 190), (104, 220)), moved(1, 150, 100)],
    "7/4/5": [moved(7, 20, 100), slash(115), moved(4, 175, 100), slash(275), moved(5, 350, 100)],
    "2+3=": [moved(2, 20, 100), plus(120), moved(3, 200, 100), equals(300)],
    "5-1": [moved(5, 20, 100), line((120, 150), (160, 150)), moved(1, 190, 100)],
    "2:3": [moved(2, 20, 100), line((120, 135)), line((120, 190)), moved(3, 150, 100)],
    "2×3": [moved(2, 20, 100), line((120, 130), (165, 175)), line((165, 130), (120, 175)), moved(3, 200, 100)],
    "12 34": [moved(1, 50, 100), moved(2, 110, 100), moved(3, 300, 100), moved(4, 400, 100)],
}


@pytest.mark.parametrize("text", WRITTEN)
def test_numbers_are_read_as_they_are_written(recognizer, text):
    """Signs and spaces stand in the text, each sign with the box of its own strokes; digits alone are digits."""
    reading = recognizer.read(drawing(*WRITTEN[text]))
    assert reading.text == text
    assert reading.digits_text == "".join(character for character in text if character.isdigit())
    assert "".join(token.text for row in reading.tokens for token in row) == text
    for row in reading.tokens:
        for token in row:
            assert (token.kind == "sign") == (token.text in SIGNS)
            assert token.box is not None
            assert token.box[0] <= token.box[2]
    assert "".join("".join(token.text for token in word) for word in reading.words) == text.replace(" ", "")


def test_a_whole_sum_has_its_value(recognizer):
    """A sum with its equals sign has a value; a date that could be a quotient has none."""
    assert recognizer.read(drawing(*WRITTEN["2+3="])).value == "5"
    assert recognizer.read(drawing(*WRITTEN["7/4/5"])).value is None


@pytest.mark.parametrize(
    "strokes", [line((100, 150), (180, 150)), line((100, 100)), plus(100), equals(100)], ids=["-", ".", "+", "="]
)
def test_a_lone_sign_is_no_digit(recognizer, strokes):
    """A sign without a digit says nothing."""
    reading = recognizer.read(drawing(strokes))
    assert (reading.text, reading.verdict) == ("", "no digit")


@pytest.mark.parametrize("degrees", [16, 20, 25, -16, -24])
def test_rows_that_rise_or_fall_are_read(recognizer, degrees):
    """Upright digits in a rising row, and a whole row that was turned, are one row of the same digits."""
    step = math.tan(math.radians(degrees)) * 120
    upright = [moved(int(digit), 50 + 120 * i, 300 - step * i) for i, digit in enumerate("2026")]
    reading = recognizer.read(drawing(*upright))
    assert reading.text == "2026"
    for digit, strokes in zip(reading.digits, upright, strict=True):
        points = np.concatenate([np.array(stroke) for stroke in strokes])
        assert digit.box == pytest.approx((*points.min(axis=0), *points.max(axis=0)))
    turn = np.array([[math.cos(step / 120), -math.sin(step / 120)], [math.sin(step / 120), math.cos(step / 120)]])
    level = [moved(int(digit), 50 + 120 * i, 100) for i, digit in enumerate("2026")]
    assert recognizer.read(drawing(*([np.array(s) @ turn for s in each] for each in level))).text == "2026"


@pytest.mark.parametrize("degrees", [-24, -20, 20, 24])
@pytest.mark.parametrize("text", ["20263475", "71205538", "26547391"])
def test_gaps_of_a_rising_row_are_those_of_the_level_one(recognizer, text, degrees):
    """Wide gaps are no spaces because a row rises, whether its digits stand upright or are turned with it."""
    places, angle = (50, 190, 300, 400, 540, 640, 760, 890), math.radians(degrees)
    rising = [moved(int(d), x, 300 - math.tan(angle) * x) for d, x in zip(text, places, strict=True)]
    assert recognizer.read(drawing(*rising)).text == text
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    level = [moved(int(digit), x, 100) for digit, x in zip(text, places, strict=True)]
    assert recognizer.read(drawing(*([np.array(s) @ turn for s in each] for each in level))).text == text


def test_a_bent_row_turns_its_digits_back():
    """Stems that stand on an arc stand upright beside each other where they are turned back with it."""
    radius = 600
    arc = [
        Stroke(tuple((far * math.sin(angle), radius - far * math.cos(angle)) for far in (570, 600, 630)))
        for angle in np.linspace(-0.45, 0.45, 9).tolist()
    ]
    ways = righting(arc)
    assert ways is not None
    for stroke in arc:
        (lower, bottom), _, (upper, top) = ways.turned(stroke).points
        assert abs(upper - lower) < 0.1 * abs(bottom - top)


@pytest.mark.parametrize("depth", [-70, 100])
def test_a_bent_row_is_one_row(recognizer, depth):
    """Eight digits along an arc are one number."""
    places = [(i - 3.5) / 3.5 for i in range(8)]
    arc = [
        moved(int(d), 50 + 110 * i, 200 + depth * x * x)
        for i, (d, x) in enumerate(zip("20263475", places, strict=True))
    ]
    assert recognizer.read(drawing(*arc)).text == "20263475"


def test_a_small_digit_has_its_box_and_a_speck_has_none(recognizer):
    """A 1 of 0.28 of the height is a digit of the number; a speck is nothing."""
    small = drawing(moved(8, 50, 100, 210), line((250, 180), (250, 240)), moved(7, 320, 100, 210))
    assert recognizer.read(small).text == "817"
    speck = drawing(moved(8, 50, 100, 210), moved(4, 250, 100, 210), line((430, 240), (434, 246)))
    assert recognizer.read(speck).text == "84"


@pytest.mark.parametrize("gap", [12, 25, 45])
def test_a_letter_among_digits_is_unread_in_its_place(recognizer, gap):
    """2A4 is 2?4 however close the letter stands, and never no digit as a whole."""
    two = moved(2, 20, 100)
    left = max(x for stroke in two for x, _ in stroke) + gap
    letter = line((left, 200), (left + 40, 100), (left + 80, 200)) + line((left + 16, 160), (left + 64, 160))
    reading = recognizer.read(drawing(two, letter, moved(4, left + 80 + gap, 100)))
    assert reading.digits_text == "2?4"


def test_what_stands_around_digits_is_left_out(recognizer):
    """An underline and a circle say nothing; what is struck out is left out, and has a token of its own."""
    ring = [(100 + 90 * math.cos(angle), 150 + 90 * math.sin(angle)) for angle in np.linspace(0, 6.4, 40)]
    assert recognizer.read(drawing(moved(3, 50, 100), moved(8, 150, 100), line((40, 215), (230, 214)))).text == "38"
    assert recognizer.read(drawing(moved(4, 70, 100), [ring])).text == "4"
    struck = drawing(moved(4, 50, 100), moved(2, 170, 100), moved(9, 290, 100), line((150, 160), (260, 140)))
    reading = recognizer.read(struck)
    assert reading.text == "49"
    assert [token.kind for token in reading.tokens[0]] == ["digit", "struck", "digit"]


@pytest.mark.parametrize("digit", range(10))
def test_no_part_of_a_digit_is_a_sign(recognizer, digit):
    """A digit that stands alone has no signs, and nothing of it is left out."""
    reading = recognizer.read(DRAWINGS[digit])
    assert not any(reading.signs)


@pytest.mark.parametrize(
    ("gaps", "spaces"),
    [
        ([0.3, 0.3, 1.5, 0.3], [2]),
        ([0.1, 0.7, 0.1], [1]),
        ([0.4, 0.5, 0.3], []),
        ([1.0, 1.1, 1.0], []),
        ([0.5], []),
        ([1.2], [0]),
        ([-0.2, 0.3, 0.9, 0.2, 0.8], [2, 4]),
        ([], []),
    ],
)
def test_spaces_are_told_from_the_other_gaps(gaps, spaces):
    """A gap is a space where it is wide beside the others; even gaps are none, however wide."""
    widest = widest_inside(gaps)
    assert [index for index, gap in enumerate(gaps) if gap > widest] == spaces


def test_two_pairs_are_even_by_chance_only():
    """Four digits whose left sides are nearly even, but with a wide gap in the middle, are two numbers."""
    boxes = [(0.0, 0.0, 60.0, 100.0), (90.0, 0.0, 100.0, 100.0), (200.0, 0.0, 260.0, 100.0), (300.0, 0.0, 360.0, 100.0)]
    assert not is_even(boxes)


def test_a_short_minus_may_tremble(recognizer):
    """A hand's trembling makes a short line much longer than it reaches; it is a minus for that."""
    bar = line(*((20 + 1.5 * step, 150 + 0.6 * (-1) ** step) for step in range(21)))
    assert recognizer.read(drawing(bar, moved(5, 90, 100))).text == "-5"


def test_digits_that_lean_over_each_other_rise_as_one_row(recognizer):
    """The boxes of narrow digits overlap where their row rises; they are a row of their own for that."""
    turn = np.array([[math.cos(0.35), math.sin(0.35)], [-math.sin(0.35), math.cos(0.35)]])
    level = [stroke for number, digit in enumerate("1471") for stroke in moved(int(digit), 60 + 75 * number, 0)]
    rising = [[tuple(point) for point in (np.array(stroke) @ turn + [0, 250]).tolist()] for stroke in level]
    assert recognizer.read(drawing(rising)).text == "1471"


def test_even_places_make_no_spaces():
    """A narrow 1 in a comb has wide gaps beside it, which are none."""
    comb = [(100.0 * i + 50 - width / 2, 0.0, 100.0 * i + 50 + width / 2, 100.0) for i, width in enumerate((60, 4, 60))]
    assert is_even(comb)
    assert not is_even([*comb, (500.0, 0.0, 560.0, 100.0)])


def test_a_slash_in_a_zero_is_no_one_in_a_circle(recognizer):
    """A slim ring with a slash in it is a 0; a wide one, or one higher than its neighbours, is a circle."""
    ring = [(180 + 32 * math.cos(angle), 150 + 50 * math.sin(angle)) for angle in np.linspace(0, 6.3, 40)]
    slash = line((196, 122), (166, 178))
    assert recognizer.read(drawing(moved(2, 20, 100), [ring], slash, moved(4, 260, 100))).digits_text == "204"
    circle = [(180 + 80 * math.cos(angle), 150 + 80 * math.sin(angle)) for angle in np.linspace(0, 6.3, 40)]
    one = line((182, 105), (180, 195))
    assert recognizer.read(drawing(one, [circle])).text == "1"
    assert recognizer.read(drawing(moved(2, 0, 100, 90), one, [circle])).digits_text == "21"


def test_a_speck_below_a_digit_is_no_point(recognizer):
    """A tap on which the next digit stands is a slip of the pen; one with room at both sides is a point."""
    digits = moved(3, 20, 100), moved(7, 140, 100)
    assert recognizer.read(drawing(*digits, line((150, 196)))).text == "37"
    assert recognizer.read(drawing(*digits, line((118, 198)))).text == "3.7"
