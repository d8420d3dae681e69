"""What augmentation may change, and what it must leave alone."""

import numpy as np
import pytest

from digitpad.ink.drawing import Drawing
from digitpad.reading.digit_image import digit_image
from digitpad.training.pictures.augmentation import (
    Unsteady,
    as_unit,
    picture,
    varied_images,
    varied_picture,
    varied_strokes,
)

SEVEN = [np.array([[0, 0], [30, 0], [10, 50]], np.float32), np.array([[8, 25], [24, 25]], np.float32)]


def test_plain_picture_is_what_the_pad_makes():
    """A training picture without variation is, to a grey level, the digit image of the same strokes on the pad."""
    drawing = Drawing.from_strokes(as_unit(SEVEN)[i] * 240 + 200 for i in range(2))
    assert np.abs(picture(SEVEN) / 255 - digit_image(drawing)).max() <= 1 / 255


def test_units_and_place_of_strokes_do_not_matter():
    """Strokes in other units and at another place give the same picture."""
    moved = [stroke * 37 + 1000 for stroke in SEVEN]
    assert np.abs(picture(moved).astype(int) - picture(SEVEN)).max() <= 8


@pytest.mark.parametrize("vary", [varied_strokes, varied_picture])
def test_same_chance_gives_the_same_variation(vary):
    """An epoch can be made again exactly from its seed."""
    first, again = (vary(SEVEN, np.random.default_rng(5)) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_variation_varies():
    """Two draws differ, or there would be nothing new to learn in the next epoch."""
    rng = np.random.default_rng(5)
    assert (varied_picture(SEVEN, rng) != varied_picture(SEVEN, rng)).any()


def test_strokes_are_turned_and_thinned_as_much_as_is_asked():
    """A material says how far its strokes are turned, in degrees, and how often their points are thinned."""
    line = [np.stack([np.linspace(0, 100, 101), np.zeros(101)], axis=1)]
    rng = np.random.default_rng(3)
    written = [varied_strokes(line, rng, 0, Unsteady(turning=20, coarse=0.5))[0] for _ in range(400)]
    angles = [np.degrees(np.arctan2(*(points[-1] - points[0])[::-1])) for points in written]
    assert 18 < np.std(angles) < 22
    assert 160 < sum(len(points) < 101 for points in written) < 240


@pytest.mark.parametrize(
    "strokes",
    [
        [np.array([[3.0, 4.0]])],
        [np.array([[3.0, 4.0], [3.0, 4.0]])],
        [np.array([[0.0, 0.0], [0.0, 9.0]])],
        [np.array([[1e6, 1e6], [1e6 + 1, 1e6]]), np.array([[1e6, 1e6]])],
    ],
    ids=["dot", "equal points", "line", "far away"],
)
def test_awkward_strokes_give_a_picture(strokes):
    """Whatever was written comes out as ink, never as an error or as nothing."""
    rng = np.random.default_rng(0)
    for _ in range(20):
        image = varied_picture(strokes, rng)
        assert image.shape == (28, 28)
        assert image.any()


def test_warped_images_stay_sharp():
    """Reading between the pixels must not blur, or the network learns to expect what nobody gives it."""
    images = np.repeat(picture(SEVEN)[None], 200, axis=0)

    def sharpness(pictures):
        return (np.diff(pictures.astype(float), axis=2) ** 2).mean()

    assert sharpness(varied_images(images, np.random.default_rng(2))) > 0.8 * sharpness(images)


def test_warped_images_keep_their_ink():
    """A warped digit image has about the ink that it had, and none of it piles up at the edge."""
    images = np.repeat(picture(SEVEN)[None], 300, axis=0)
    warped = varied_images(images, np.random.default_rng(2))
    assert warped.shape == images.shape
    assert warped.dtype == np.uint8
    assert 0.8 < warped.mean() / images.mean() < 1.2
    assert warped[:, [0, -1]].mean() < 0.1 * warped.mean()
    assert len(np.unique(warped.reshape(300, -1), axis=0)) == 300
