"""Signs in pictures: told from digits by size, place and shape, and by a second look at crosses."""

import numpy as np
import pytest

from digitpad import Recognizer
from digitpad.ink.drawing import Stroke
from digitpad.reading.page_signs import followed
from digitpad.reading.page_slashes import slashes_among
from digitpad.reading.shapes import line_of
from digitpad.reading.sign_room import without_lone_slashes
from digitpad.scan.page.layout import PageSign
from digitpad.training.pictures.signs import MAKERS
from tests.reading.writing import moved, paper

PEN, HEIGHT, TOP = 10, 100.0, 60.0


@pytest.fixture(scope="module")
def recognizer():
    """The bundled model."""
    return Recognizer()


def pictured(text, gap=28.0):
    """Return a picture of known digits and of signs as code draws them."""
    strokes = pictured_strokes(text, gap)
    return paper(max(x for stroke in strokes for x, _ in stroke) + round(gap) + 40, 240, strokes, PEN)


def pictured_strokes(text, gap=28.0):
    """Return their strokes, in pixels."""
    rng, strokes, left = np.random.default_rng(7), [], 40.0
    for character in text:
        if character in MAKERS:
            shape = MAKERS[character](rng)
            start = min(float(stroke[:, 0].min()) for stroke in shape)
            added = [[(left + (x - start) * HEIGHT, TOP + y * HEIGHT) for x, y in stroke] for stroke in shape]
            added = [
                stroke if len(stroke) > 1 else [stroke[0], (stroke[0][0] + 9, stroke[0][1] + 9)] for stroke in added
            ]
        else:
            added = moved(int(character), left, TOP, HEIGHT)
        strokes += [[(round(x), round(y)) for x, y in stroke] for stroke in added]
        left = max(x for stroke in added for x, _ in stroke) + gap
    return strokes


@pytest.mark.parametrize("text", ["-57", "3.50", "27+38=65", "90-6=84", "8:30", "25%", "(2+3)×6", "2,75", "3·20"])
def test_signs_are_read_in_pictures(recognizer, text):
    """Amounts, sums, times and shares say in a picture what they say on the pad."""
    assert recognizer.read(pictured(text)).text == text


def test_signs_of_pictures_are_not_digits(recognizer):
    """The digits of a sum are its digits alone, and each sign has a box between theirs."""
    reading = recognizer.read(pictured("27+38=65"))
    assert reading.digits_text == "273865"
    (line,) = reading.lines
    assert [token.box[0] for token in line] == sorted(token.box[0] for token in line)


@pytest.mark.parametrize("sign", ["-", "/", "."])
def test_a_lone_sign_in_a_picture_is_no_number(recognizer, sign):
    """A stroke or a point alone says nothing, as on the pad."""
    assert not any(token.kind == "sign" for line in recognizer.read(pictured(sign)).lines for token in line)


def test_rows_of_digits_have_no_signs(recognizer):
    """Digits alone are digits alone."""
    assert recognizer.read(pictured("0123456789")).text == "0123456789"


def test_a_cross_is_two_ways_and_a_solid_square_is_none():
    """A plus comes apart into its bars; a blot of the same size is one piece of ink."""
    ys, xs = np.mgrid[0:50, 0:50]
    bars = (np.abs(ys - 25) < 4) | (np.abs(xs - 25) < 4)
    plus, blot = (np.column_stack([xs[mask], ys[mask]]).astype(float) for mask in (bars, np.full((50, 50), True)))
    assert [len(followed(ink, 8, 100)) for ink in (plus, blot)] == [2, 1]


def torn(*strokes, others="38"):
    """Return a picture of a torn digit between two whole ones; strokes are in heights of a digit, from its corner."""
    placed = [[(190 + x * HEIGHT, TOP + y * HEIGHT) for x, y in stroke] for stroke in strokes]
    return paper(520, 240, [*moved(int(others[0]), 60, TOP), *placed, *moved(int(others[1]), 380, TOP)], PEN)


BODY = [(0.05, 0.5), (0.35, 0.45), (0.55, 0.65), (0.5, 0.9), (0.25, 1.0), (0.02, 0.92)]


@pytest.mark.parametrize(
    "strokes",
    [
        ([(0.3, 0.25), (0.9, 0.2)], BODY),  # a five and its bar
        ([(0.1, 0.1), (0.5, 0.0), (0.6, 0.2), (0.3, 0.45), (0.6, 0.7), (0.5, 0.95)], [(0.05, 0.85), (0.12, 0.98)]),
    ],
)
def test_pieces_of_torn_digits_are_no_signs(recognizer, strokes):
    """What lies over or under a digit is part of it, however much it looks like a minus or a comma."""
    assert not any(token.kind == "sign" for line in recognizer.read(torn(*strokes)).tokens for token in line)


def test_bent_digits_are_no_brackets(recognizer):
    """A one that bends and another that bends the other way enclose nothing that is put into brackets."""
    bows = [
        [(left + way * 22 * (1 - (y / 60 - 1) ** 2), TOP - 5 + y) for y in range(0, 121, 10)]
        for left, way in ((180, -1), (420, 1))
    ]
    digits = [stroke for digit, left in ((3, 60), (5, 220), (7, 320), (2, 480)) for stroke in moved(digit, left, TOP)]
    assert not any(
        token.text in "()"
        for line in recognizer.read(paper(620, 240, digits + bows, PEN)).tokens
        for token in line
        if token.kind == "sign"
    )
    sums = digits + bows + [[(295, TOP + 50), (315, TOP + 50)]]
    assert "(" in recognizer.read(paper(620, 240, sums, PEN)).text


@pytest.mark.parametrize("text", ["7/4/5", "3/4/2026", "17/25", "24/12/26"])
def test_slashes_of_dates_are_read_in_pictures(recognizer, text):
    """A slash leans and has one to four digits before and behind it."""
    assert recognizer.read(pictured(text)).text == text


def test_a_leaning_one_in_a_long_number_is_no_slash(recognizer):
    """Where more than four digits stand before or behind a line, it is a one, however far it leans."""
    (lone,) = pictured_strokes("/")
    digits = [stroke for place, digit in enumerate("253867") for stroke in moved(int(digit), 150 + 105 * place, TOP)]
    leaning = [(x + 40, y) for x, y in lone]
    picture = paper(860, 240, [leaning, *moved(3, 20, TOP), *digits], PEN)
    assert "/" not in recognizer.read(picture).text


def test_one_slash_on_a_page_of_numbers_is_a_one_that_leans():
    """Of many rows one has a single slash: a hand's one. A date's two stay, and so do slashes that many rows have."""
    one, two, none = [PageSign("/", (0,))], [PageSign("/", (1,)), PageSign("/", (2,))], []
    assert without_lone_slashes([one, none, none, none, none]) == [none] * 5
    assert without_lone_slashes([two, none, none, none, none]) == [two, none, none, none, none]
    assert without_lone_slashes([one, one, none, none]) == [one, one, none, none]
    assert without_lone_slashes([one, none, none]) == [none] * 3
    assert without_lone_slashes([one, none]) == [one, none]


@pytest.mark.parametrize(("text", "count"), [("24/3/2026", 2), ("2436/2", 1), ("2436/3/2026", 0), ("24361/2", 0)])
def test_lines_that_lean_among_many_digits_are_ones(text, count):
    """One slash has four digits at most on either side, and of several each has two before it, as dates have."""
    lines = []
    for place, character in enumerate(text):
        ends = [(60, -15), (0, 110)] if character == "/" else [(20, 0), (20, 100)]
        lines.append(line_of(Stroke(tuple((70.0 * place + x, float(y)) for x, y in ends))))
    assert len(slashes_among(lines, 100.0)) == count
