"""People's own labelled sets as material."""

import numpy as np
import pytest

from digitpad import texts
from digitpad.errors import DataError, UserError
from digitpad.examples.labelled import save_pictures
from digitpad.training.data.mnist import Mnist
from digitpad.training.data.own import load_examples, split_of_own
from digitpad.training.learning.recipes import find_recipe
from digitpad.training.learning.train import train
from digitpad.training.pictures.material import Material
from digitpad.training.pictures.mix import Mix
from tests.saying import said

WRITERS = [f"pupil {number}" for number in range(30)]


def _set(path, images, labels, writers=None):
    save_pictures(path, images, labels, writers)
    return path


@pytest.fixture
def mnist(mnist_sample):
    images, labels = mnist_sample
    many = np.tile(images, (26, 1, 1)), np.tile(labels.astype(np.uint8), 26)
    return Mnist(*many, images, labels.astype(np.uint8))


def test_a_writer_is_in_one_part_for_ever():
    """Every part has writers, most train, and another run splits them alike."""
    parts = [split_of_own(writer) for writer in WRITERS]
    assert parts == [split_of_own(writer) for writer in WRITERS]
    assert parts.count("train") > parts.count("validation") > 0
    assert parts.count("test") > 0
    assert split_of_own("pupil 0") == split_of_own("") == "train"


def test_sets_are_split_by_writer(mnist_sample, tmp_path):
    """No digit of a test writer is trained on or validated with; a set without writers trains whole."""
    images, labels = mnist_sample
    writers = [WRITERS[place % 30] for place in range(len(labels))]
    parts = [split_of_own(writer) for writer in writers]
    named = _set(tmp_path / "class.npz", images, labels, writers)
    mine = _set(tmp_path / "mine.npz", images[:7], labels[:7])
    found = load_examples([named, mine])
    assert len(found.labels) == parts.count("train") + 7
    assert len(found.validation_labels) == parts.count("validation")
    assert found.images.dtype == np.uint8
    assert found.labels[-7:].tolist() == labels[:7].tolist()
    with pytest.raises(DataError, match=r"gone\.npz"):
        load_examples([named, tmp_path / "gone.npz"])


def test_an_epoch_holds_them_as_often_as_asked_for(mnist, mnist_sample, tmp_path):
    """They come up beside MNIST's, varied in each epoch, and their validation writers validate."""
    images, labels = mnist_sample
    writers = [WRITERS[place % 30] for place in range(len(labels))]
    own = load_examples([_set(tmp_path / "class.npz", images, labels, writers)])
    mix = Mix(strokes=False, outliers=False, example_repeats=3)
    without = Material(mnist, None, mix, seed=1)
    with_them = Material(mnist, None, mix, seed=1, examples=own)
    assert len(with_them.epoch(0)[1]) == len(without.epoch(0)[1]) + 3 * len(own.labels)
    assert len(with_them.validation()[1]) == len(without.validation()[1]) + len(own.validation_labels)
    still = Material(mnist, None, Mix(strokes=False, outliers=False, augment=False), seed=1, examples=own)
    seen = {image.tobytes() for image in still.epoch(0)[0]}
    assert all(image.tobytes() in seen for image in own.images)


def test_other_recipes_take_none(tmp_path):
    """A tutorial's recipe is trained on what its source says."""
    recipe = find_recipe("mlp-784")
    with pytest.raises(UserError, match=said(texts.EXAMPLES_OF_OURS)):
        train(recipe, recipe.settings, None, tmp_path / "m.keras", False, [tmp_path / "mine.npz"])
