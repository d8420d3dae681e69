"""Circles around and underlines below the digits of a page are left out, and parts of digits stay."""

import math

import pytest

from digitpad import Recognizer
from digitpad.scan import page_layout
from tests.reading.writing import moved, paper


@pytest.fixture(scope="module")
def recognizer():
    """The bundled model."""
    return Recognizer()


def number(text, left=120.0, top=90.0):
    """Strokes of known digits, 100 high, and where the last of them ends."""
    strokes = []
    for digit in text:
        strokes += moved(int(digit), left, top)
        left = max(x for stroke in strokes for x, _ in stroke) + 30
    return strokes, left - 30


def ring(left, top, right, bottom):
    """A circle that somebody drew in one go."""
    angles = [turn / 40 * 2 * math.pi for turn in range(41)]
    middle, half = ((left + right) / 2, (top + bottom) / 2), ((right - left) / 2, (bottom - top) / 2)
    return [(middle[0] + half[0] * math.cos(angle), middle[1] + half[1] * math.sin(angle)) for angle in angles]


@pytest.mark.parametrize("text", ["4", "38", "475"])
def test_circles_and_underlines_are_left_out(recognizer, text):
    """What is circled, underlined or underlined twice is read as if it were not."""
    strokes, end = number(text)
    line, below = [(110.0, 212.0), (end + 10, 206.0)], [(110.0, 228.0), (end + 10, 224.0)]
    around = ring(40.0, 20.0, end + 80, 260.0)
    for company in ([line], [line, below], [around]):
        assert recognizer.read(paper(round(end) + 140, 320, [*strokes, *company], 9)).text == text


@pytest.mark.parametrize(
    "strokes",
    [
        [[(100, 80), (190, 80)], [(105, 100), (100, 130), (160, 130), (170, 170), (100, 180)]],  # a five and its bar
        [ring(60, 60, 160, 220)],  # a zero
        [ring(60, 60, 160, 220), [(108, 135), (112, 145)]],  # with a dot
        [[(140, 60), (140, 190)], [(100, 196), (180, 196)]],  # a one and its foot
    ],
)
def test_parts_of_digits_are_no_company(strokes):
    """Bars, feet and dots of a digit are ink of it, and so is a ring with next to nothing in it."""
    layout = page_layout(paper(360, 280, [*strokes, *moved(3, 240, 80)], 9))
    assert layout is not None
    assert not layout.is_form


def test_a_line_between_rows_has_nothing_to_do_with_those_below():
    """Only what stands over a line is underlined by it: a stroke over digits stays."""
    strokes, end = number("38")
    layout = page_layout(paper(round(end) + 140, 320, [*strokes, [(110, 60), (end + 10, 60)]], 9))
    assert not layout.is_form
