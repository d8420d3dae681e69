"""Drawings that are no digit."""

import numpy as np
import pytest

from digitpad.training.pictures.augmentation import varied_picture
from digitpad.training.pictures.nondigits import HELD_OUT, TAUGHT, several_digits


@pytest.mark.parametrize("name", [*TAUGHT, *HELD_OUT])
def test_every_shape_can_be_drawn(name):
    """Each maker gives finite strokes with ink in them, time and again."""
    rng = np.random.default_rng(3)
    for _ in range(10):
        shape = {**TAUGHT, **HELD_OUT}[name](rng)
        assert all(stroke.shape[1] == 2 and np.isfinite(stroke).all() for stroke in shape)
        assert varied_picture(shape, rng).any()


def test_no_shape_is_both_taught_and_held_out():
    """What evaluation counts as never seen was never seen."""
    assert not set(TAUGHT) & set(HELD_OUT)


def test_several_digits_stand_apart():
    """Digits in one drawing follow each other along one axis without overlap."""
    one = [np.array([[0.0, -0.5], [0.0, 0.5]])]
    rng = np.random.default_rng(1)
    for _ in range(20):
        strokes = several_digits(rng, [one, one, one])
        assert len(strokes) == 3
        gaps = np.diff([stroke.min(axis=0) for stroke in strokes], axis=0)
        assert (gaps.max(axis=1) > 0.1).all()
