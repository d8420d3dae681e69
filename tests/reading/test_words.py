"""Numbers told from words of letters."""

import numpy as np
import pytest

from digitpad.reading.facts import Facts
from digitpad.reading.prediction import Reading
from digitpad.reading.read_rows import ReadRow, in_context
from digitpad.reading.words import numbers_among, numbers_on_page, words_of
from tests.reading.writing import upright


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


def in_print(word, height, others=()):
    """Say whether a word with members so high is a number among forty words of letters, or in a row of its own."""
    words = [*[["no digit"] * 4] * 40, word, *others]
    heights = [*[[14.0, 20.0, 14.0, 20.0]] * 40, *([height] * len(each) for each in words[40:])]
    return numbers_on_page(words, [0] * 40 + [1 if others else 0] * (1 + len(others)), heights)[40]


def test_print_has_few_numbers():
    """In lines of print a few letters that look like digits are no number; long level ones and large ones are."""
    sure = ["sure"]
    assert in_print(sure * 6, 20.0)
    assert not in_print(sure * 6, 14.0)
    assert not in_print([*sure * 6, "unsure"], 20.0)
    assert in_print(["sure", "unsure"], 40.0)
    assert in_print(sure * 6, 14.0, others=[sure * 6, sure * 6])


@pytest.mark.parametrize(("touching", "there"), [(0.3, False), (0.0, True)])
def test_where_letters_touch_what_touches_is_no_number(touching, there):
    """Slices of serifs that meet look like 1s; a word among them whose members stand apart is still one."""
    words = [["sure"] * 4] * 14 + [["no digit"] * 4] * 26
    numbers = numbers_on_page(words, [0] * 40, [[20.0] * 4] * 40, [touching] * 14 + [0.3] * 26)
    assert numbers == [there] * 14 + [False] * 26


def test_few_words_are_no_print():
    """A handful of words on a sheet is judged by its verdicts alone."""
    words = [["no digit"] * 3] * 8 + [["sure"] * 4]
    assert numbers_on_page(words, [0] * 9, [[20.0] * len(word) for word in words])[-1]


@pytest.mark.parametrize(("chances", "drawn", "text"), [(0.8, True, "22222"), (0.8, False, ""), (0.1, True, "")])
def test_digits_of_an_unsteady_hand_are_a_number(chances, drawn, text):
    """Five unsure digits and no letter are a number on a pad; on a page, or with letters, they are a word."""
    classes = np.zeros((5, 11))
    classes[:, 2], classes[:, 10] = chances, 1 - chances
    boxes = [tuple(upright(60.0 * i)) for i in range(5)]
    images = np.zeros((5, 28, 28), np.float32)
    facts = Facts(sure=0.98, digit=0.6)
    (row,) = in_context([ReadRow(classes, images, boxes, 1.0, 0.0, boxes, list(range(5)))], facts, (), drawn)
    assert Reading((tuple(row.predictions),)).text == text


@pytest.mark.parametrize(("others", "text"), [(1.0, "22222"), (0.8, "")])
def test_ink_among_sure_digits_of_a_page_is_a_digit(others, text):
    """On a page what is nearly none is believed to be a digit where the four others of its word are sure ones."""
    classes = np.zeros((5, 11))
    classes[:, 2], classes[:, 10] = others, 1 - others
    classes[3, 2], classes[3, 10] = 0.15, 0.85
    boxes = [tuple(upright(60.0 * i)) for i in range(5)]
    images = np.zeros((5, 28, 28), np.float32)
    facts = Facts(sure=0.98, digit=0.6)
    (row,) = in_context([ReadRow(classes, images, boxes, 1.0, 0.0, boxes, list(range(5)))], facts, ())
    assert Reading((tuple(row.predictions),)).text == text
    assert row.predictions[3].verdict != "sure"
