"""Several digits: rows of strokes, the ways to join them, and what is read."""

import itertools
import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from digitpad import Drawing, Recognizer, Stroke
from digitpad.commands.self_test import KNOWN_DIGITS
from digitpad.ink.layout import Row
from digitpad.reading.grouping import MOST_STROKES, StrokeLayout, features, rows_of
from digitpad.reading.lattice import MOST_PARTS, Group, best_path, groups_of, lines_of
from digitpad.reading.prediction import BLANK, Prediction, Reading
from digitpad.reading.words import numbers_among, words_of
from digitpad.texts import number_words, verdict_words

DRAWINGS = [Drawing.from_json(json.dumps(document)) for document in json.loads(KNOWN_DIGITS.read_text())]
HEIGHT = 100.0


@pytest.fixture(scope="module")
def recognizer():
    """The bundled model."""
    return Recognizer()


def moved(digit: int, left: float, top: float, height: float = HEIGHT) -> list[list[tuple[float, float]]]:
    """Return a known digit's strokes, so high and with this corner."""
    drawing = DRAWINGS[digit]
    x0, y0, x1, y1 = drawing.bounds()
    scale = height / max(y1 - y0, x1 - x0)
    return [[((x - x0) * scale + left, (y - y0) * scale + top) for x, y in stroke.points] for stroke in drawing.strokes]


def written(*rows: str, gap: float = 30.0, leading: float = 160.0) -> Drawing:
    """Write rows of known digits."""
    strokes = []
    for number, row in enumerate(rows):
        left = 20.0
        for digit in row:
            added = moved(int(digit), left, 20 + leading * number)
            left = max(x for stroke in added for x, _ in stroke) + gap
            strokes += added
    return Drawing.from_strokes(strokes, 1500, 20 + leading * len(rows))


def upright(left: float, width: float = 40.0, height: float = HEIGHT, top: float = 0.0) -> list[float]:
    """Return a part's box."""
    return [left, top, left + width, top + height]


def chances(*answers: float | None) -> np.ndarray:
    """Return the classes of groups that are a 3 with so much chance, else no digit; None is none for sure."""
    classes = np.zeros((len(answers), 11))
    for row, chance in zip(classes, answers, strict=True):
        row[3], row[10] = chance or 0.0, 1 - (chance or 0.0)
    return classes


def test_groups_are_neighbours_that_may_be_one_digit():
    """Groups end where geometry excludes a joint, and at the most parts that a digit has."""
    row = Row(np.array([upright(50.0 * i) for i in range(7)]), np.array([0.5, 0.0, 0.5, 0.5, 0.5, 0.5]))
    groups = groups_of(row)
    assert Group(0, 2) in groups
    assert Group(1, 3) not in groups
    assert max(end - first for first, end in groups) == MOST_PARTS
    assert {(i, i + 1) for i in range(7)} <= {tuple(group) for group in groups}


@pytest.mark.parametrize(
    ("answers", "path"),
    [((0.9, None, 0.9), ((0, 1), (1, 2))), ((0.3, 0.95, 0.1), ((0, 2),)), ((None, None, None), ((0, 2),))],
)
def test_the_best_way_is_what_reads_as_digits(answers, path):
    """Two parts that read as two digits are two; that read as one together are one; that read as none stay together."""
    row = Row(np.array([upright(0), upright(30)]), np.array([0.6]))
    # In the order of the groups: the first part, both, the second.
    best = best_path(row, groups_of(row), chances(answers[0], answers[1], answers[2]))
    assert best.groups == path
    assert 0 < best.share <= 1


def test_halves_that_look_like_digits_stay_together_if_the_whole_does():
    """The halves of a 4 may look like a 2 and a 1; a 2 and a 1 don't look like a 4."""
    row = Row(np.array([upright(0), upright(30)]), np.array([0.4]))
    assert best_path(row, groups_of(row), chances(0.95, 0.98, 0.95)).groups == ((0, 2),)


def test_low_parts_are_no_digits_of_their_own():
    """A bar of a tenth of the row's height goes to its neighbour even where it might be read."""
    row = Row(np.array([upright(0), upright(35, height=10)]), np.array([0.3]))
    assert best_path(row, groups_of(row), chances(0.9, 0.6, 0.5)).groups == ((0, 2),)


@given(st.integers(1, 9), st.randoms(use_true_random=False))
def test_a_path_covers_every_part_once(count, random):
    """Whatever the chances are, the groups of the best way follow each other from the first part to the last."""
    row = Row(
        np.array([upright(30.0 * i) for i in range(count)]), np.array([random.random() for _ in range(count - 1)])
    )
    groups = groups_of(row)
    path = best_path(row, groups, chances(*(random.random() for _ in groups)))
    assert [group.first for group in path.groups] == [0, *(group.end for group in path.groups[:-1])]
    assert path.groups[-1].end == count
    assert 0 <= path.share <= 1


def test_stacks_become_lines():
    """A digit that stands under the one before begins a new line; one that stands beside it doesn't."""
    below, beside = (0.0, 60.0, 40.0, 100.0), (50.0, 5.0, 90.0, 45.0)
    assert lines_of([(0.0, 0.0, 40.0, 40.0), below]) == [[0], [1]]
    assert lines_of([(0.0, 0.0, 40.0, 40.0), beside]) == [[0, 1]]
    assert lines_of([]) == []


def test_strokes_go_into_rows():
    """Strokes are put into rows from top to bottom and from left to right, whatever order they were drawn in."""
    drawing = written("12", "07")
    shuffled = drawing._replace(strokes=tuple(sorted(drawing.strokes, key=lambda stroke: hash(stroke.points[0]))))
    rows = rows_of(shuffled)
    assert len(rows) == 2
    for row in rows:
        centres = [sum(x for x, _ in stroke.points) / len(stroke.points) for stroke in row]
        assert centres == sorted(centres)
    assert max(y for stroke in rows[0] for _, y in stroke.points) < min(y for s in rows[1] for _, y in s.points)


def test_a_bar_joins_the_row_it_is_nearest_to():
    """A low stroke, such as the bar of a 5 that was drawn apart, founds no row."""
    upper = [[(20, 20), (20, 120)], [(60, 20), (60, 120)]]
    lower = [[(20, 200), (20, 300)], [(60, 200), (60, 300)]]
    bar = [(55, 182), (90, 182)]
    rows = rows_of(Drawing.from_strokes([*upper, *lower, bar]))
    assert [len(row) for row in rows] == [2, 3]


def test_features_do_not_depend_on_size_or_place():
    """How strokes stand to each other is the same for a drawing that is moved and three times as large."""
    row = [Stroke(((10.0, 10.0), (10.0, 90.0))), Stroke(((40.0, 20.0), (70.0, 80.0)))]
    large = [Stroke(tuple((3 * x + 500, 3 * y - 20) for x, y in stroke.points)) for stroke in row]
    assert features(row) == pytest.approx(features(large))


def test_geometry_joins_what_crosses_and_parts_what_is_far():
    """A crossing bar belongs to its stroke by geometry, and a stroke a whole height away doesn't."""
    stem, bar, far = [(50, 0), (50, 100)], [(30, 50), (72, 48)], [(190, 0), (190, 100)]
    (row,) = StrokeLayout(Drawing.from_strokes([stem, bar, far])).rows
    assert row.joins[0] > 0.8
    assert row.joins[1] < 0.05


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


def paper(width: int, height: int, strokes: list, pen: int = 10) -> Image.Image:
    """Return a white picture with lines drawn on it."""
    picture = Image.new("L", (width, height), 255)
    canvas = ImageDraw.Draw(picture)
    for stroke in strokes:
        canvas.line(stroke, fill=0, width=pen, joint="curve")
    return picture


def zigzag(left: float, top: float, width: float, height: float, turns: int) -> list[tuple[float, float]]:
    """Return a scribble of one stroke."""
    return [(left + width * turn / turns, top + height * (turn % 2)) for turn in range(turns + 1)]


def test_the_one_digit_of_a_picture_has_its_own_box(recognizer):
    """A 7 in a picture that has a letter, too, has the box around the 7 alone."""
    picture = Image.new("L", (900, 600), 255)
    canvas = ImageDraw.Draw(picture)
    canvas.text((60, 30), "7", fill=0, font=ImageFont.load_default(300))
    seven = Image.eval(picture, lambda value: 255 - value).getbbox()
    canvas.text((700, 450), "K", fill=0, font=ImageFont.load_default(100))
    reading = recognizer.read(picture)
    assert (reading.text, len(reading.digits)) == ("7", 1)
    assert reading.digits[0].box == pytest.approx(seven, abs=3)


@pytest.mark.parametrize("side", [28, 64])
def test_the_digit_of_a_small_picture_has_a_box(recognizer, side):
    """A picture that is just large enough for one digit says where the digit is, as larger ones do."""
    picture = paper(side, side, moved(7, side * 0.3, side * 0.2, side * 0.6), side // 10)
    ink = Image.eval(picture, lambda value: 255 - value).getbbox()
    reading = recognizer.read(picture)
    assert reading.text == "7"
    assert reading.digits[0].box == pytest.approx(ink, abs=2)


@pytest.mark.parametrize("height", [24, 48, 100, 300])
@pytest.mark.parametrize("text", ["70", "31427"])
def test_a_number_cut_out_along_its_ink_is_read_whole(recognizer, text, height):
    """Digits that touch the edges of a picture of any size are no frame of it, and none is left out."""
    strokes = [stroke for i, digit in enumerate(text) for stroke in moved(int(digit), 40 + 250 * i, 40, 200)]
    picture = paper(250 * len(text) + 80, 280, strokes, 24)
    cut = picture.crop(Image.eval(picture, lambda value: 255 - value).getbbox())
    small = cut.resize((round(cut.width * height / cut.height), height), Image.Resampling.BOX)
    reading = recognizer.read(small if height < cut.height else cut.resize((cut.width * 2, cut.height * 2)))
    assert reading.text == text


def test_two_digits_of_a_tiny_picture_are_two(recognizer):
    """Two of MNIST's pictures side by side, 56 pixels wide, are no single digit."""
    strokes = [*moved(7, 6, 4, 19), *moved(3, 35, 4, 19)]
    assert recognizer.read(paper(56, 28, strokes, 2)).text == "73"


def test_a_digit_image_has_a_box(recognizer):
    """An array that is a digit image already has the box of its ink, in its own pixels."""
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = 255
    (digit,) = recognizer.read(image).digits
    assert digit.box == (12, 4, 16, 24)


def test_a_digit_beside_scribbles_is_not_overlooked(recognizer):
    """A sure 7 in a picture is read though a larger scribble looks more like the one thing in it."""
    reading = recognizer.read(paper(900, 600, [[(100, 100), (250, 100), (160, 330)], zigzag(500, 60, 300, 200, 9)]))
    assert "7" in reading.text
    assert [(digit.digit, digit.verdict) for digit in reading.digits if digit.is_digit] == [(7, "sure")]


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


def test_one_digit_on_a_large_page_tells_the_scale(recognizer):
    """A page that was read at half its size says so though one digit was all that it had among its letters."""
    page = paper(2300, 600, moved(7, 100, 60, 260), 20)
    canvas = ImageDraw.Draw(page)
    for top in (0, 300):
        canvas.text((900, top), "KKKKKK", fill=0, font=ImageFont.load_default(200))
    reading = recognizer.read(page)
    assert (reading.text, len(reading.digits), reading.scale) == ("7", 1, 2)


CAPITALS = "THE QUICK BROWN FOX\nJUMPS OVER LAZY DOGS"


def test_words_leave_the_number_below_them_as_sure_as_it_is(recognizer):
    """Lines of letters have no say in verdict and confidence of the text, which is without them."""
    picture = paper(900, 700, [stroke.points for stroke in written("2847").strokes], 9)
    page = Image.new("L", (900, 700), 255)
    page.paste(picture, (80, 350))
    alone = recognizer.read(page)
    ImageDraw.Draw(page).multiline_text((40, 40), CAPITALS, fill=0, font=ImageFont.load_default(48))
    reading = recognizer.read(page)
    assert len(reading.digits) > 30
    assert (alone.text, alone.verdict) == (reading.text, reading.verdict) == ("2847", "sure")
    assert reading.confidence == pytest.approx(alone.confidence, abs=0.05)


def test_no_digit_has_no_confidence(recognizer):
    """Where nothing is a digit the confidence is 0, however sure it is how letters or taps are to be split."""
    page = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(page).multiline_text((40, 40), CAPITALS, fill=0, font=ImageFont.load_default(48))
    taps = Drawing.from_strokes([[(60 + 30 * (i % 5), 60 + 30 * (i // 5))] for i in range(19)])
    for source in (page, taps):
        reading = recognizer.read(source)
        assert len(reading.digits) > 10
        assert (reading.text, reading.verdict, reading.confidence) == ("", "no digit", 0)


def prediction(digit: int | None, verdict: str) -> Prediction:
    """Return a prediction of which only digit and verdict count."""
    return Prediction(digit, 0.9, BLANK.probabilities, verdict)


@pytest.mark.parametrize(
    ("four", "nine", "none", "runner_up", "words"),
    [(0.7, 0.2, 0.1, 9, "not sure: 4 or 9"), (0.8, 0.05, 0.15, None, "not sure: 4 or no digit")],
)
def test_the_likeliest_other_answer_is_named(four, nine, none, runner_up, words):
    """What is not sure names what it may be instead: the second digit, or no digit where that is likelier."""
    shares = np.zeros(10, np.float32)
    shares[[4, 9]] = np.array([four, nine]) / (1 - none)
    unsure = Prediction(4, four, shares, "unsure")
    assert (unsure.runner_up, verdict_words(unsure)) == (runner_up, words)
    seven = Prediction(7, 0.99, np.eye(10, dtype=np.float32)[7], "sure")
    other = "49"[runner_up == 9].replace("4", "?")
    assert number_words(Reading(((seven, unsure),), 0.7)) == f"not sure: 74 or 7{other}"


def test_text_shows_what_is_no_digit():
    """What can't be read is a question mark in a number; rows that are mostly none are left out of the text."""
    two, none, maybe = prediction(2, "sure"), prediction(4, "no digit"), prediction(6, "unsure")
    reading = Reading(((two, none, maybe), (none, none, two), (maybe,)), 0.5)
    assert reading.text == "2?6\n6"
    assert reading.verdict == "unsure"
    assert len(reading.digits) == 7


def test_half_a_row_of_digits_is_text():
    """A row is left out once more than half of it is no digit, and then it has no say in the verdict either."""
    one, two, none, maybe = (
        prediction(1, "sure"),
        prediction(2, "sure"),
        prediction(4, "no digit"),
        prediction(6, "unsure"),
    )
    half = Reading(((one, two, none, none),), 0.5)
    assert (half.text, half.verdict) == ("12??", "unsure")
    words = Reading(((none, maybe, none), (one, two), (none,)), 0.5)
    assert (words.text, words.verdict) == ("12", "sure")
    assert Reading(((none, maybe, none),), 0.5).verdict == "no digit"
    assert number_words(words) == "12 (50 %)"


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        ([], "blank"),
        (["sure", "sure"], "sure"),
        (["sure", "unsure"], "unsure"),
        (["sure", "no digit"], "unsure"),
        (["no digit", "no digit"], "no digit"),
    ],
)
def test_the_verdict_of_all_is_the_least_certain(verdicts, verdict):
    """A number is sure if each of its digits is, and no digit only if none of them is one."""
    row = tuple(prediction(1, each) for each in verdicts)
    assert Reading((row,) if row else ()).verdict == verdict


@pytest.mark.parametrize(
    ("gaps", "words"), [([10, 10, 80, 10], [[0, 1, 2], [3, 4]]), ([], [[0]]), ([-20, 30], [[0, 1, 2]])]
)
def test_words_begin_after_wide_gaps(gaps, words):
    """A gap of nearly half the height parts words; overlaps and narrow gaps don't."""
    lefts = [0.0]
    for gap in gaps:
        lefts.append(lefts[-1] + 40 + gap)
    assert words_of([tuple(upright(left)) for left in lefts]) == words
    assert words_of([]) == []


def test_a_number_with_a_doubt_is_a_number_and_text_is_none():
    """Words are judged by their members and by the page: "to" may look like 10, but not on a page of text."""
    number, doubted, text, to = ["sure"] * 4, ["sure", "no digit", "sure", "sure"], ["no digit"] * 4, ["sure"] * 2
    assert numbers_among([number]) == [True]
    assert numbers_among([doubted]) == [True]
    assert numbers_among([to]) == [True]
    assert numbers_among([text]) == [False]
    assert numbers_among([text, number]) == [False, True]
    assert numbers_among([text] * 40 + [to, number]) == [False] * 41 + [True]
    assert numbers_among([]) == []


def test_an_unsure_digit_stands_among_numbers():
    """A digit that is not sure, in a row of numbers wide apart, is no letter; in a row or a page of letters it is."""
    sure, unsure, letter = ["sure"], ["unsure"], ["no digit"]
    assert numbers_among([sure, unsure, sure], [0, 0, 0]) == [True] * 3
    assert numbers_among([sure, letter, sure], [0, 0, 0])[1] is False
    assert numbers_among([letter, unsure, letter], [0, 0, 0]) == [False] * 3
    assert numbers_among([letter, unsure, letter, sure], [0, 0, 0, 1])[:3] == [False] * 3
    assert numbers_among([letter] * 40 + [unsure], [0] * 41)[-1] is False


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


TEXT = "The quick brown fox jumps over\nthe lazy dog while many readers\nlook for numbers; there are none"


def test_a_page_of_text_is_no_numbers(recognizer):
    """Of three printed lines nothing becomes text, but a number below them does."""
    page = Image.new("L", (900, 420), 245)
    canvas = ImageDraw.Draw(page)
    canvas.multiline_text((40, 40), TEXT, fill=20, font=ImageFont.load_default(36), spacing=24)
    reading = recognizer.read(page)
    assert len(reading.digits) > 40
    assert sum(digit.verdict == "no digit" for digit in reading.digits) > 0.8 * len(reading.digits)
    canvas.text((40, 300), "27385", fill=20, font=ImageFont.load_default(60))
    assert "27385" in recognizer.read(page).text


@pytest.mark.parametrize("ink", [0, 255])
def test_pages_of_digits_are_read_by_rows(recognizer, ink):
    """Digits on paper, dark or bright, are read row by row; each box lies around its digit."""
    page = Image.new("L", (800, 500), 255 - ink)
    strokes = written("314", "2718").strokes
    canvas = ImageDraw.Draw(page)
    for stroke in strokes:
        canvas.line(stroke.points, fill=ink, width=9, joint="curve")
    reading = recognizer.read(page)
    assert reading.text == "314\n2718"
    for digit in reading.digits:
        left, top, right, bottom = (round(side) for side in digit.box)
        inside = np.asarray(page)[top:bottom, left:right]
        assert (inside == ink).mean() > 0.05
        assert (np.asarray(page)[top - 3 if top > 3 else 0 : top, left:right] == 255 - ink).mean() > 0.9
