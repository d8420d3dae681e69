"""Slashes and ones that were drawn."""

import math

import pytest

from digitpad import Stroke
from digitpad.reading.shapes import line_of
from digitpad.reading.slashes import slashes_in


def leaning(degrees, left=0.0):
    """Return a straight stroke, 100 high, that leans so far to the right."""
    return line_of(Stroke(((left + 100 * math.tan(math.radians(degrees)), 0.0), (left, 100.0))))


@pytest.mark.parametrize(("hand", "slash"), [(0, True), (24, False)])
def test_a_slash_leans_further_than_its_hand(hand, slash):
    """What leans by 26 degrees is a slash beside upright strokes, and a 1 where all else leans likewise."""
    row = [leaning(hand), leaning(26, 100), leaning(hand, 250)]
    assert [line for line, _ in slashes_in(row, row, 100)] == ([row[1]] if slash else [])


def test_slashes_come_in_company():
    """A doubtful slash is one where another of its row leaves no doubt."""
    stems = [leaning(0, left) for left in (0, 200, 250, 400, 450, 500)]
    doubtful, clear = leaning(19, 100), leaning(36, 300)
    assert slashes_in([doubtful], [*stems, doubtful], 100) == []
    assert slashes_in([doubtful, clear], [*stems, doubtful, clear], 100) == [(doubtful, False), (clear, True)]
