"""The material of digitpad's own recipe, and of the tutorials'."""

import math

import numpy as np
import pytest

from digitpad.training.data.mnist import Mnist
from digitpad.training.data.strokes import build
from digitpad.training.pictures.augmentation import picture
from digitpad.training.pictures.material import NO_DIGIT, AllOfMnist, Material, restyled
from digitpad.training.pictures.mix import Mix

LINE = [np.array([[0, 0], [3, 40]], np.float32)]


@pytest.fixture(scope="module")
def mnist():
    """Noise in MNIST's form: 5,060 training images, so that 60 are left beside the validation images."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (5_060, 28, 28), np.uint8)
    labels = np.arange(5_060, dtype=np.uint8) % 10
    return Mnist(images, labels, images[:10], labels[:10])


@pytest.fixture(scope="module")
def strokes():
    """Two digits and a letter of a writer in each split, and a letter too like a digit."""
    writers = ("pendigits/1", "pendigits/20", "pendigits/30", "unipen/syn/a", "unipen/ced/a", "unipen/gmd/a")
    return build((LINE, label, writer) for writer in writers for label in "1AO")


def test_an_epoch_holds_the_training_writers_alone(mnist, strokes):
    """Validation and test writers are in no epoch, nor are MNIST's validation images; letters count as no digit."""
    material = Material(mnist, strokes, Mix(doodles=7, several=3), seed=1)
    _, labels = material.epoch(0)
    # 60 of MNIST; the ones of two training writers twice; their two A; 7 doodles and 3 numbers.
    assert len(labels) == 60 + 2 * 2 + 2 + 7 + 3
    assert (labels == NO_DIGIT).sum() == 2 + 7 + 3


def test_validation_is_drawn_as_the_pad_draws(mnist, strokes):
    """The validation writers' digits come without variation behind MNIST's validation images."""
    images, labels = Material(mnist, strokes, Mix(), seed=1).validation()
    assert len(labels) == 5_000 + 2
    assert np.array_equal(images[-1], picture(LINE))
    assert labels[-1] == 1


def test_epochs_differ_and_can_be_made_again(mnist, strokes):
    """Epoch 3 is the same after a restart, and not like epoch 2."""
    mix = Mix(doodles=2, several=2)
    first = Material(mnist, strokes, mix, seed=1).epoch(3)
    again = Material(mnist, strokes, mix, seed=1).epoch(3)
    other = Material(mnist, strokes, mix, seed=1).epoch(2)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


@pytest.mark.parametrize(
    ("mix", "count"),
    [
        (Mix(strokes=False, outliers=False), 60),
        (Mix(augment=False, outliers=False), 62),
        (Mix(outliers=False), 64),
        (Mix(limit=1, outliers=False), 3),
    ],
)
def test_each_part_can_be_left_out(mnist, strokes, mix, count):
    """The flags of the mix are what an ablation turns."""
    images, labels = Material(mnist, strokes, mix, seed=1).epoch(0)
    assert len(labels) == len(images) == count


def test_without_augmentation_pictures_are_plain(mnist, strokes):
    """MNIST's images come as they are, only in another order."""
    images, _ = Material(mnist, strokes, Mix(augment=False, strokes=False, outliers=False), seed=1).epoch(0)
    assert np.array_equal(np.sort(images.sum(axis=(1, 2))), np.sort(mnist.train_images[:60].sum(axis=(1, 2))))


def test_tutorials_train_on_all_of_mnist(mnist):
    """All images come once an epoch, each with its own label, and nothing is kept for validation."""
    source = AllOfMnist(mnist, seed=4)
    images, labels = source.epoch(1)
    order = np.lexsort(images.reshape(len(images), -1)[:, :8].T)
    expected = np.lexsort(mnist.train_images.reshape(len(images), -1)[:, :8].T)
    assert np.array_equal(labels[order], mnist.train_labels[expected])
    assert source.validation() is None


def test_restyled_digits_stay_upright():
    """A one with a long upstroke still has a stem from top to bottom; a slash or bar is a stroke of its own."""
    rng = np.random.default_rng(0)
    zero = [np.array([[math.cos(a), math.sin(a)] for a in np.linspace(0, 6.28, 30)])]
    seven = [np.array([[0.0, 0.0], [30.0, 0.0], [25.0, 25.0], [10.0, 50.0]])]
    assert {len(restyled(zero, 0, rng)) for _ in range(200)} == {1, 2}
    assert {len(restyled(seven, 7, rng)) for _ in range(200)} == {1, 2}
    ones = [restyled(LINE, 1, rng) for _ in range(200)]
    assert {len(one[0]) for one in ones} == {2, 3}
    for one in ones:
        assert np.ptp(one[0][:, 1]) == pytest.approx(1, abs=0.01)
    assert len(restyled(seven, 4, rng)) == 1


def test_closing_epochs_leave_digits_as_they_were_written(mnist, strokes):
    """With plain = 1 every digit of the last epochs is its own picture, of either source; before that, none is."""
    material = Material(mnist, strokes, Mix(outliers=False, plain=1.0, closing=0.25), seed=1, epochs=4)
    originals = {image.tobytes() for image in mnist.train_images[:60]} | {picture(LINE).tobytes()}
    for number in range(3):
        assert not originals & {image.tobytes() for image in material.epoch(number)[0]}
    images, labels = material.epoch(3)
    assert {image.tobytes() for image in images} == originals
    assert len(labels) == 60 + 4
