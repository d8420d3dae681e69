"""Digit images that are turned, slanted, bolder, moved, blurred and noisy."""

import numpy as np
import pytest

from digitpad.reading.what_if import HANDLES, Settings, along, changed, stretches


def centre(image):
    """(down, across) centre of mass."""
    places = np.arange(28) + 0.5
    return image.sum(1) @ places / image.sum(), image.sum(0) @ places / image.sum()


@pytest.fixture
def bar():
    """An upright line in the middle."""
    image = np.zeros((28, 28), np.float32)
    image[6:22, 13:15] = 1
    return image


def test_handles_at_nothing_change_nothing(mnist_sample):
    """The picture is the same, bit by bit."""
    image = mnist_sample[0][80].astype(np.float32) / 255
    assert (changed(image, Settings()) == image).all()


@pytest.mark.parametrize("handle", HANDLES, ids=lambda handle: handle.name)
def test_pictures_stay_pictures(handle, mnist_sample):
    """At both ends of every handle there are 28 × 28 pixels between paper and ink; and the same ones once more."""
    image = mnist_sample[0][80].astype(np.float32) / 255
    ends = along(handle, Settings(), 3)
    assert [getattr(ends[place], handle.name) for place in (0, -1)] == [handle.low, handle.high]
    for settings in ends:
        found = changed(image, settings)
        assert (found.shape, found.dtype) == ((28, 28), np.float32)
        assert 0 <= found.min() <= found.max() <= 1
        assert (changed(image, settings) == found).all()


def test_a_quarter_turn_is_clockwise(bar):
    """What was at the top is on the right."""
    bar[6:8, 8:13] = 1
    found = changed(bar, Settings(turn=90))
    assert np.abs(found - np.rot90(bar, -1)).max() < 0.25


def test_a_slant_leans_to_the_right(bar):
    """The upper end goes to the right, the lower one to the left, and each stays as high."""
    found = changed(bar, Settings(slant=30))
    assert centre(found[6:9].repeat(28, 0)[:28])[1] > 16
    assert found[:5].max() < 0.05
    assert found[19:22].argmax(1).max() < 13


def test_ink_grows_and_shrinks_on_each_side(bar):
    """A line two pixels wide is four wide after one more on each side, and gone after one less."""
    bolder, thinner = (changed(bar, Settings(thickness=by)) for by in (1, -1))
    assert bolder[14].sum() == pytest.approx(4, abs=0.3)
    assert thinner[14].sum() < 0.5


def test_shifts_are_in_pixels(bar):
    """The ink moves by as much as the handles say, right and down."""
    before, after = centre(bar), centre(changed(bar, Settings(across=4, down=-3)))
    assert np.subtract(after, before) == pytest.approx([-3, 4], abs=0.05)


def test_blur_keeps_the_ink(bar):
    """Blurred ink is wider and fainter, and as much in all."""
    found = changed(bar, Settings(blur=1.5))
    assert found.sum() == pytest.approx(bar.sum(), rel=0.01)
    assert found.max() < 0.7


def test_noise_grows_with_its_handle(bar):
    """It is the same noise at every value, in proportion."""
    paper = np.full((28, 28), 0.5, np.float32)
    little, more = (changed(paper, Settings(noise=by)) - paper for by in (0.05, 0.1))
    assert more == pytest.approx(2 * little, abs=1e-5)
    assert little.std() == pytest.approx(0.05, rel=0.1)


def test_answers_along_a_handle_come_in_stretches():
    """Each stretch is said once, with its first and last place."""
    assert stretches([9, 9, None, 6, 6, 6]) == [(9, 0, 1), (None, 2, 2), (6, 3, 5)]
    assert stretches([]) == []
