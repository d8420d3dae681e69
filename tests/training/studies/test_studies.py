"""The studies beside plain accuracy: robustness, and drawings that are no digit."""

import json

import numpy as np
import pytest

from digitpad import Drawing
from digitpad.cli import main
from digitpad.reading.prediction import Prediction
from digitpad.training.data.strokes import build
from digitpad.training.measuring.doodles import EACH, refusals
from digitpad.training.measuring.robustness import (
    PICTURES,
    STROKE_CHANGES,
    changed,
    coarse,
    losses,
    shaken,
    sized,
    tapped,
    turned,
)

ELL = Drawing.from_strokes([[(100, 80), (100, 320), (260, 320)], [(120, 100), (120, 100)]])


class Scripted:
    """Answers always the same, and remembers what it was asked."""

    def __init__(self, digit, verdict):
        self.answer = Prediction(digit, 0.5, np.full(10, 0.1, np.float32), verdict)
        self.asked = []

    def predict_many(self, sources):
        sources = list(sources)
        self.asked += sources
        return [self.answer] * len(sources)


def _bounds(drawing):
    left, top, right, bottom = drawing.bounds()
    return right - left, bottom - top, left, top


@pytest.mark.parametrize("share", [0.1, 0.95])
def test_sized_drawings_have_that_size_and_stay_on_the_pad(share):
    """The longer side is the share of the pad, wherever chance puts it."""
    for seed in range(20):
        drawing = changed(ELL, sized(share), np.random.default_rng(seed))
        width, height, left, top = _bounds(drawing)
        assert max(width, height) == pytest.approx(share * 400)
        assert min(left, top) >= 0
        assert max(left + width, top + height) <= 400


def test_turning_forth_and_back_changes_nothing():
    """Fifteen degrees one way and the other is where it started; a quarter turn swaps width and height."""
    rng = np.random.default_rng(0)
    back = changed(changed(ELL, turned(15), rng), turned(-15), rng)
    assert np.allclose(back.strokes[0].points, ELL.strokes[0].points)
    width, height, *_ = _bounds(ELL)
    assert _bounds(changed(ELL, turned(90), rng))[:2] == pytest.approx((height, width))


def test_coarse_points_are_far_apart_and_keep_their_ends():
    """Between kept points there is at least the spacing, but for the last, which always stays."""
    line = Drawing.from_strokes([[(x, 50) for x in range(0, 101, 2)]])
    points = changed(line, coarse(24), np.random.default_rng(0)).strokes[0].points
    assert points == ((0, 50), (24, 50), (48, 50), (72, 50), (96, 50), (100, 50))


def test_shaking_moves_points_about_so_much():
    """The jitter has the deviation that was asked for."""
    line = Drawing.from_strokes([[(x / 10, 50) for x in range(4_000)]])
    points = np.array(changed(line, shaken(2.4), np.random.default_rng(0)).strokes[0].points)
    assert np.std(points[:, 1]) == pytest.approx(2.4, rel=0.1)


def test_a_stray_tap_is_beside_the_digit():
    """One point is added, to the left or right of all the others."""
    for seed in range(20):
        drawing = changed(ELL, tapped, np.random.default_rng(seed))
        assert len(drawing.strokes) == len(ELL.strokes) + 1
        ((x, _),) = drawing.strokes[-1].points
        assert x <= 75 or x >= 285


def test_losses_are_measured_against_the_plain_drawings():
    """A recogniser that is always right loses nothing, and is shown every variation."""
    digits = build(([np.array([[0, 0], [2, 30]], np.float32)], "1", "pendigits/30") for _ in range(3))
    always = Scripted(1, "sure")
    rows = list(losses(always, digits))
    assert len(rows) == 1 + len(STROKE_CHANGES) + len(PICTURES)
    assert {row.loss for row in rows} == {0.0}
    assert {row.accuracy for row in rows} == {1.0}
    # All three digits for each variation of strokes, one of them for each picture, and both ways plain.
    assert len(always.asked) == 3 * (1 + len(STROKE_CHANGES)) + 1 * (1 + len(PICTURES))
    assert {row.accuracy for row in losses(Scripted(7, "sure"), digits)} == {0.0}


def test_refusals_count_the_wanted_verdict():
    """A recogniser that refuses everything gets full marks for every kind, one that refuses nothing gets none."""
    digits = build(([np.array([[0, 0], [2, 30]], np.float32)], "1", "pendigits/30") for _ in range(3))
    rows = list(refusals(Scripted(1, "no digit"), digits))
    assert {row.share for row in rows} == {1.0}
    assert {row.taught for row in rows} == {True, False}
    assert all(sum(row.verdicts.values()) == EACH for row in rows)
    assert {row.share for row in refusals(Scripted(1, "sure"), digits)} == {0.0}


@pytest.mark.real_data
def test_the_study_comes_as_json(capsys):
    """`evaluate --data doodles --json` prints a row for each kind."""
    assert main(["evaluate", "--data", "doodles", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"name", "taught", "wanted", "share", "verdicts"} == set(rows[0])
