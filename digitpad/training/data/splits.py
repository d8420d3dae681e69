"""Who is trained on, validated with and tested on: fixed before any training, and never by sample.

A writer stands in one part only, so that a test measures hands that the model has never seen. UniPen's providers go
whole: each had its own tablet, country and instructions.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.data.mnist import Bytes, Mnist
from digitpad.training.data.strokes import DIGIT_LABELS, StrokeSet

Split = Literal["train", "validation", "test"]

# Pendigits: writers 1 to 18 train, 19 to 24 validate, 25 to 30 test.
PENDIGITS_TRAINING, PENDIGITS_VALIDATION, PENDIGITS_WRITERS = 18, 24, 30
# UniPen: every other provider trains. The providers apa, apb and app may share writers, so all three train.
UNIPEN_VALIDATION = frozenset({"ced", "imp", "art"})
UNIPEN_TEST = frozenset({"gmd", "aga", "uqb"})
# The last training images of MNIST validate our own recipe; the tutorials' recipes train on all 60,000.
MNIST_VALIDATION_IMAGES = 5_000
# Letters that look like no digit in any common hand; O, l, I, S, Z, q and their like are left out.
CLEAR_LETTERS = "AEFHKMNPRWXadefhkmnruwx"


def split_of(writers: NDArray[np.str_]) -> NDArray[np.str_]:
    """Return "train", "validation" or "test" for each writer.

    Args:
        writers: (n,) "pendigits/number" or "unipen/provider/writer", as a StrokeSet has them.

    Raises:
        DataError: for a writer of neither set.
    """
    names, places = np.unique(writers, return_inverse=True)
    splits = np.array([_split_of_writer(name) for name in names.tolist()], dtype="<U10")
    return splits[places]


def _split_of_writer(name: str) -> Split:
    source, _, rest = name.partition("/")
    if source == "unipen" and rest:
        provider = rest.partition("/")[0]
        return "test" if provider in UNIPEN_TEST else "validation" if provider in UNIPEN_VALIDATION else "train"
    if source == "pendigits" and rest.isdecimal() and 1 <= int(rest) <= PENDIGITS_WRITERS:
        number = int(rest)
        return "train" if number <= PENDIGITS_TRAINING else "validation" if number <= PENDIGITS_VALIDATION else "test"
    raise DataError(texts.UNKNOWN_WRITER.format(writer=texts.short(name)))


def group_of(writers: NDArray[np.str_]) -> NDArray[np.str_]:
    """Return the writer group of each writer: "pendigits", or "unipen/provider"."""
    names, places = np.unique(writers, return_inverse=True)
    groups = [_group_of_writer(name) for name in names.tolist()]
    return np.array(groups, dtype=str)[places]


def _group_of_writer(name: str) -> str:
    source, *rest = name.split("/")
    return "/".join((source, *rest[:1])) if source == "unipen" else source


def digits_of(data: StrokeSet, split: Split | None = None) -> StrokeSet:
    """Return the digits of one split, or of all."""
    return _chosen(data, np.isin(data.labels, sorted(DIGIT_LABELS)), split)


def letters_of(data: StrokeSet, split: Split | None = None, letters: str = CLEAR_LETTERS) -> StrokeSet:
    """Return the samples of these letters of one split, or of all."""
    return _chosen(data, np.isin(data.labels, list(letters)), split)


def _chosen(data: StrokeSet, wanted: NDArray[np.bool_], split: Split | None) -> StrokeSet:
    return data.select(wanted if split is None else wanted & (split_of(data.writers) == split))


def mnist_training(mnist: Mnist) -> tuple[Bytes, Bytes]:
    """Return the (images, labels) of MNIST's training set that our recipe learns from: all but the last 5,000."""
    return mnist.train_images[:-MNIST_VALIDATION_IMAGES], mnist.train_labels[:-MNIST_VALIDATION_IMAGES]


def mnist_validation(mnist: Mnist) -> tuple[Bytes, Bytes]:
    """Return the (images, labels) of MNIST's training set that our recipe is chosen with: the last 5,000."""
    return mnist.train_images[-MNIST_VALIDATION_IMAGES:], mnist.train_labels[-MNIST_VALIDATION_IMAGES:]
