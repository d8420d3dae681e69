"""Pages composed of single digits, and how their reading is scored."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from digitpad.reading.prediction import Reading
from digitpad.scan.page.parts import BIAS, CUT_BIAS, CUT_WEIGHTS, WEIGHTS
from digitpad.training.pictures.pages import Page, PageStyle, compose_page, matches, page_scores, random_page
from digitpad.training.studies.page_joins import owners, pairs
from tests.training.readers import prediction

STYLE = PageStyle(digits=30)


def composed(mnist_sample, style=STYLE, seed=1):
    return compose_page(*mnist_sample, style, np.random.default_rng(seed))


def test_boxes_are_the_ink(mnist_sample):
    """Within the boxes is all of the ink, and each box is as tight as can be."""
    page = composed(mnist_sample)
    ink = np.asarray(page.image) < 138  # half-way from paper to ink
    for left, top, right, bottom in page.boxes.astype(int):
        box = ink[top:bottom, left:right]
        assert box.any(axis=1)[[0, -1]].all()
        assert box.any(axis=0)[[0, -1]].all()
        ink[top:bottom, left:right] = False
    assert not ink.any()


def test_texts_are_the_labels_row_by_row(mnist_sample):
    """Each row's text is its labels from left to right, and rows are numbered from 0 without gaps."""
    page = composed(mnist_sample)
    assert "".join(page.texts) == "".join(map(str, page.labels))
    assert sorted(set(page.rows.tolist())) == list(range(len(page.texts)))
    assert (np.diff(page.boxes[page.rows == 1, 0]) > 0).all()


def test_gaps_are_as_the_style_says(mnist_sample):
    """Between neighbours' boxes lies as much paper as was asked for."""
    page = composed(mnist_sample, replace(STYLE, gaps=(0.3, 0.5)))
    same = np.diff(page.rows) == 0
    gaps = (page.boxes[1:, 0] - page.boxes[:-1, 2])[same] / STYLE.digit_height
    assert gaps.min() > 0.25
    assert gaps.max() < 0.55


def test_skew_turns_rows_clockwise(mnist_sample):
    """The page's rows fall to the right by the angle."""
    page = composed(mnist_sample, replace(STYLE, skew=8, wander=0, row_lengths=(10, 10), size=(1600, 1200)))
    row = page.boxes[page.rows == 1]
    x, y = (row[:, :2] + row[:, 2:]).T / 2
    assert math.degrees(math.atan(np.polyfit(x, y, 1)[0])) == pytest.approx(8, abs=1)


def test_a_page_can_be_made_again(mnist_sample):
    """The same seed makes the same page, another one another."""
    first, again, other = (random_page(*mnist_sample, (3, number)) for number in (0, 0, 1))
    assert first.image.tobytes() == again.image.tobytes()
    assert (first.boxes == again.boxes).all()
    assert first.image.tobytes() != other.image.tobytes()


def test_pairs_boxes_that_share_half():
    """Boxes are paired one to one, the better fit first; a box with too little in common is not paired."""
    true = np.array([[0, 0, 10, 10], [20, 0, 30, 10]], float)
    given = np.array([[20, 1, 30, 11], [0, 0, 10, 10], [0, 0, 10, 9], [24, 0, 44, 10]], float)
    assert sorted(matches(true, given)) == [(0, 1), (1, 0)]
    assert matches(true, np.empty((0, 4))) == []


def test_scores_what_was_read(mnist_sample):
    """One digit missed, one invented, one misread, one called no digit: each shows in its own score."""
    page = random_page(*mnist_sample, (5, 0))
    right = [
        replace(prediction(int(label), 0.9), box=tuple(box)) for label, box in zip(page.labels, page.boxes, strict=True)
    ]
    rows = [[p for p, row in zip(right, page.rows, strict=True) if row == number] for number in range(len(page.texts))]
    perfect = page_scores(lambda _: Reading(tuple(map(tuple, rows))), *mnist_sample, 1, 5)
    assert (perfect.recall, perfect.precision, perfect.right, perfect.exact_rows) == (1, 1, 1, 1)
    count = perfect.digits
    rows[0][0] = replace(prediction((rows[0][0].digit + 1) % 10, 0.9), box=rows[0][0].box)
    rows[0][1] = replace(rows[0][1], verdict="no digit")
    rows[0].append(replace(prediction(1, 0.9), box=(0.0, 0.0, 3.0, 3.0)))
    scores = page_scores(lambda _: Reading(tuple(map(tuple, rows))), *mnist_sample, 1, 5)
    assert scores.recall == pytest.approx((count - 1) / count)
    assert scores.precision == pytest.approx((count - 1) / count)
    assert scores.right == pytest.approx((count - 2) / (count - 1))
    assert scores.exact_rows == pytest.approx(1 - 1 / len(rows))


def test_scores_an_empty_reading(mnist_sample):
    """Where nothing is found, nothing is right, and nothing divides by zero."""
    scores = page_scores(lambda _: Reading(), *mnist_sample, 1, 5)
    assert (scores.recall, scores.precision, scores.right, scores.exact_rows) == (0, 0, 0, 0)


def test_tells_which_digit_each_part_belongs_to():
    """A box belongs to the digit that most of it lies in; one half in and half out belongs to none."""
    page = Page(
        Image.new("L", (1, 1)), np.array([[0, 0, 10, 10], [10, 0, 20, 10]], float), np.zeros(2, int), np.zeros(2, int)
    )
    boxes = np.array([[1, 1, 4, 4], [12, 0, 21, 9], [6, 0, 14, 10], [30, 0, 40, 10]], float)
    assert owners(boxes, page) == [0, 1, -1, -1]


def test_page_joins_are_those_that_training_prints(mnist_sample):
    """The weights that pages are split with have the shape of what is measured, and are right most of the time."""
    for (x, same), weights, bias in zip(
        pairs(*mnist_sample, 7, 8), (WEIGHTS, CUT_WEIGHTS), (BIAS, CUT_BIAS), strict=True
    ):
        assert x.shape == (len(same), len(weights))
        assert ((x @ np.array(weights) + bias > 0) == same).mean() > 0.8
