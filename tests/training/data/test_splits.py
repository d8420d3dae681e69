"""Who trains, validates and tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.data.mnist import Mnist
from digitpad.training.data.splits import (
    digits_of,
    group_of,
    letters_of,
    mnist_training,
    mnist_validation,
    split_of,
)
from digitpad.training.data.strokes import build
from tests.saying import said

PROVIDERS = [
    *("syn", "apa", "apb", "app", "val", "ibm", "tos", "pri", "cea", "ceb", "lou", "kai", "mot", "lav", "sie"),
    *("ced", "imp", "art", "gmd", "aga", "uqb"),
]
WRITERS = st.one_of(
    st.integers(1, 30).map("pendigits/{}".format),
    st.tuples(st.sampled_from(PROVIDERS), st.text("abc/_1", max_size=4)).map("/".join).map("unipen/{}".format),
)


def small_set(*samples):
    return build(([np.ones((2, 2), np.float32)], label, writer) for label, writer in samples)


def test_pendigits_by_writer():
    """Writers 1 to 18 train, 19 to 24 validate, 25 to 30 test."""
    splits = split_of(np.array([f"pendigits/{number}" for number in range(1, 31)]))
    assert splits.tolist() == ["train"] * 18 + ["validation"] * 6 + ["test"] * 6


def test_unipen_by_provider():
    """Providers go whole: ced, imp, art validate, gmd, aga, uqb test, the others train."""
    splits = dict(zip(PROVIDERS, split_of(np.array([f"unipen/{name}/x" for name in PROVIDERS])).tolist(), strict=True))
    assert {name for name in PROVIDERS if splits[name] == "validation"} == {"ced", "imp", "art"}
    assert {name for name in PROVIDERS if splits[name] == "test"} == {"gmd", "aga", "uqb"}
    assert {splits[name] for name in ("apa", "apb", "app")} == {"train"}


@given(st.lists(WRITERS, min_size=1))
def test_no_writer_in_two_splits(writers):
    """Whoever else is there and however often, a writer's samples all fall into one split, as does a provider."""
    names = np.array(writers)
    splits, groups = split_of(names), group_of(names)
    for name in writers:
        assert len(set(splits[names == name])) == 1
        assert splits[names == name][0] == split_of(np.array([name]))[0]
    for group in set(groups.tolist()) - {"pendigits"}:
        assert len(set(splits[groups == group])) == 1


@pytest.mark.parametrize("writer", ["", "pendigits/31", "pendigits/0", "pendigits/x", "someone", "unipen/"])
def test_unknown_writers(writer):
    """A writer of another set is in no split, rather than silently in the training."""
    with pytest.raises(DataError, match=said(texts.UNKNOWN_WRITER)):
        split_of(np.array([writer]))


def test_groups():
    """A group is Pendigits, or a provider of UniPen, also where a writer's name holds a slash."""
    writers = np.array(["pendigits/3", "unipen/gmd/w1", "unipen/gmd/a/b"])
    assert group_of(writers).tolist() == ["pendigits", "unipen/gmd", "unipen/gmd"]


def test_digits_and_letters():
    """Digits and clear letters are chosen by split; letters that look like digits are neither."""
    data = small_set(("7", "unipen/gmd/a"), ("7", "unipen/syn/b"), ("A", "unipen/gmd/a"), ("O", "unipen/gmd/a"))
    assert digits_of(data).writers.tolist() == ["unipen/gmd/a", "unipen/syn/b"]
    assert digits_of(data, "test").writers.tolist() == ["unipen/gmd/a"]
    assert letters_of(data, "test").labels.tolist() == ["A"]
    assert letters_of(data, letters="O").labels.tolist() == ["O"]
    assert len(letters_of(data, "validation")) == 0


def test_mnist_validation_images_are_the_last():
    """The last 5,000 training images validate and the others train; none does both."""
    labels = np.arange(6000) % 10
    images = np.arange(6000)
    mnist = Mnist(images, labels, images[:0], labels[:0])
    assert mnist_training(mnist)[0].tolist() == list(range(1000))
    assert mnist_validation(mnist)[0].tolist() == list(range(1000, 6000))
    np.testing.assert_array_equal(mnist_validation(mnist)[1], labels[1000:])
