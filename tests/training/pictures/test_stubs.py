"""Digits with remains of a form's lines, to learn from."""

import numpy as np
import pytest

from digitpad.training.pictures.augmentation import picture
from digitpad.training.pictures.stubs import some_with_stubs, with_stub

SEVEN = picture([np.array([[0, 0], [30, 0], [10, 50]], np.float32)])


def test_a_share_of_digits_gets_a_stub():
    """About the share that is asked for changes, the others stay to the pixel, and a seed makes the same again."""
    images = np.repeat(SEVEN[None], 500, axis=0)
    some, again = (some_with_stubs(images, 0.2, np.random.default_rng(3)) for _ in range(2))
    changed = (some != images).any(axis=(1, 2))
    assert 60 < changed.sum() < 140
    assert np.array_equal(some, again)
    assert np.array_equal(some_with_stubs(images, 0, np.random.default_rng(3)), images)


def test_a_stub_leaves_the_digit_what_it_is():
    """Most of the ink is the digit's: a stub adds at most a quarter, and MNIST's 20 × 20 still hold all of it."""
    rng = np.random.default_rng(4)
    for _ in range(200):
        image = with_stub(SEVEN, rng)
        assert image.shape == (28, 28)
        assert image.dtype == np.uint8
        rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
        assert max(np.ptp(rows), np.ptp(columns)) <= 21
        assert 0.5 < image.sum() / SEVEN.sum() < 1.3


@pytest.mark.parametrize("ink", [0, 1, 255], ids=["none", "faintest", "full"])
def test_any_image_can_get_a_stub(ink):
    """Paper stays paper, and one pixel of ink, however faint, is no error."""
    image = np.zeros((28, 28), np.uint8)
    image[0, 27] = ink
    rng = np.random.default_rng(5)
    for _ in range(20):
        assert with_stub(image, rng).any() == bool(ink)
