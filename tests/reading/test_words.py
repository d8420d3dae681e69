"""Numbers told from words of letters."""

import pytest

from digitpad.reading.words import numbers_among, words_of
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
