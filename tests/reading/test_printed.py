"""Dense pages of print: little of them is read, and no number is made of their letters."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from digitpad.ink.layout import Row
from digitpad.reading.lattice import Group
from digitpad.reading.printed import DENSE, unread_parts, without_unread
from tests.reading.writing import moved, upright

LINE = (
    "The quick brown fox jumps over the lazy dog while so many readers look for oil on a hill; there is none to see, "
)


def rows(count=50, height=20.0):
    """Rows of words of letters, every other one low, and in the middle a word of five that are equally tall."""
    heights = [height * (0.7 if i % 2 else 1) for i in range(40)]
    heights[20:25] = [height] * 5
    lefts = np.arange(40) * 12.0 + 30 * (np.arange(40) >= 20) + 30 * (np.arange(40) >= 25)
    boxes = [[left, 0, left + 10, high] for left, high in zip(lefts, heights, strict=True)]
    return [Row(np.array(boxes), np.zeros(39)) for _ in range(count)]


def test_most_of_a_page_of_print_stays_unread():
    """Where few of some rows are digits, only words of equally tall members and large rows are read."""
    large = Row(np.array([upright(0.0), upright(60.0)]), np.zeros(1))
    asked = []
    unread = unread_parts([*rows(), large], lambda _, chosen: asked.extend(chosen) or 0.05)
    assert 5 <= len(asked) < 20
    assert np.flatnonzero(~unread[0]).tolist() == [20, 21, 22, 23, 24]
    assert not unread[-1].any()


@pytest.mark.parametrize(("count", "share"), [(50, 0.8), (DENSE // 40, 0.0)])
def test_pages_of_digits_and_pages_of_few_parts_are_read(count, share):
    """A page is read whole if digits are found in some of its rows; one of few parts isn't asked."""
    assert unread_parts(rows(count), lambda unread, chosen: share) is None


def test_what_is_unread_is_put_together_by_geometry():
    """Slices of a letter are one thing that is no digit, and none of them is tried with what is read."""
    row = Row(np.array([upright(50.0 * i) for i in range(4)]), np.array([0.9, 0.9, 0.9]))
    groups = [Group(first, end) for first in range(4) for end in range(first + 1, 5)]
    unread = np.array([True, True, False, False])
    assert without_unread(row, groups, unread) == [(0, 2), (2, 3), (2, 4), (3, 4)]


def test_a_dense_page_of_print_gives_no_digits(recognizer):
    """Of two thousand printed letters none is a digit, and a large number below them is read."""
    page = Image.new("L", (1500, 1000), 255)
    canvas, font = ImageDraw.Draw(page), ImageFont.load_default(22)
    for line in range(20):
        canvas.text((40, 40 + 34 * line), (LINE * 3)[line : line + 125], fill=0, font=font)
    for place, digit in enumerate("2847"):
        for stroke in moved(int(digit), 100 + 110 * place, 800, 80):
            canvas.line(stroke, fill=0, width=9, joint="curve")
    reading = recognizer.read(page)
    assert reading.text == "2847"
    assert sum(prediction.is_digit for prediction in reading.digits) == 4
