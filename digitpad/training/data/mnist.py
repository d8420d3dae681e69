"""MNIST: 70,000 scanned digits, 28 × 28 (LeCun, Cortes, Burges; CC BY-SA 3.0).

It is read in any of the forms in which a student may have it: the four original IDX files, plain or gzipped; Keras'
``mnist.npz``; ``mnist-original.mat``, as mldata.org gave it; or Kaggle's ``train.csv``, which has 42,000 of them.
"""

import math
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import DataError
from digitpad.examples.kaggle import load_kaggle
from digitpad.folders.labelled import is_digit_folder
from digitpad.ink.normalising import SIDE
from digitpad.training.data.sources import contents, first_file, own_folder

TRAIN_IMAGES, TRAIN_LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
TEST_IMAGES, TEST_LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
IDX_FILES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)
# Where the files may lie: in a folder of collections, on their own, or as torchvision keeps them.
SUBFOLDERS = ("mnist/", "", "MNIST/raw/", "raw/")
# mnist-original.mat holds all images in one list, the training images first.
MAT_TRAINING_IMAGES = 60_000
MAT_SHUFFLE_SEED = 0
# One in so many pictures of Kaggle's train.csv is kept for the test, as in MNIST one in seven.
KAGGLE_TEST = 7

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Mnist:
    """MNIST as published: 0 = paper, 255 = ink, already size-normalised and centred.

    Attributes:
        train_images: (60000, 28, 28) uint8.
        train_labels: (60000,) uint8, 0..9.
        test_images: (10000, 28, 28) uint8.
        test_labels: (10000,) uint8, 0..9.
    """

    train_images: Bytes
    train_labels: Bytes
    test_images: Bytes
    test_labels: Bytes


def load_mnist(folder: Path | None = None) -> Mnist:
    """Return MNIST from a folder, else from ``DIGITPAD_DATA``, else from the cache, downloaded if need be.

    Raises:
        DataError: says which file is missing, damaged, or can't be downloaded.
    """
    if folder is not None and folder.is_file():
        return _checked(_read_kaggle(folder), folder)
    place = own_folder(folder)
    if place is None:
        from digitpad.training.data.publishers import fetch_mnist

        place = fetch_mnist()
    return read_mnist(place)


def read_mnist(folder: Path) -> Mnist:
    """Read MNIST from a folder in whichever form it is there.

    Raises:
        DataError: says which file is missing or damaged.
    """
    found = {name: _find(folder, name, f"{name}.gz", name.replace("-idx", ".idx")) for name in IDX_FILES}
    if any(found.values()):
        missing = [name for name, path in found.items() if path is None]
        if missing:
            raise DataError(texts.about_file(folder, texts.FILE_MISSING.format(file=f"{missing[0]}.gz")))
        parts = [read_idx(path) for path in found.values() if path]
        return _checked(Mnist(*parts), folder)
    if path := _find(folder, "mnist.npz"):
        return _checked(_read_npz(path), path)
    if path := _find(folder, "train.csv"):
        return _checked(_read_kaggle(path), path)
    if path := _find(folder, "mnist-original.mat"):
        return _checked(_read_mat(path), path)
    if is_digit_folder(folder):
        raise DataError(texts.about_file(folder, texts.DIGIT_FOLDERS))
    raise DataError(texts.about_file(folder, texts.FILE_MISSING.format(file=f"mnist/{TRAIN_IMAGES}.gz")))


def read_idx(path: Path) -> Bytes:
    """Read an IDX file of bytes, plain or gzipped.

    The format: two zero bytes, the type (8 = unsigned byte), the number of dimensions, each dimension as a big-endian
    32-bit number, the data.

    Raises:
        DataError: for another format, and where data are missing or left over.
    """
    raw = contents(path)
    if len(raw) < 4 or raw[:3] != b"\x00\x00\x08" or not 1 <= raw[3] <= 3:
        raise DataError(texts.about_file(path, texts.NOT_IDX))
    header = 4 + 4 * raw[3]
    if len(raw) < header:
        raise DataError(texts.about_file(path, texts.WRONG_LENGTH.format(found=len(raw), expected=header)))
    shape = tuple(np.frombuffer(raw, ">u4", raw[3], 4).tolist())
    expected = header + math.prod(shape)
    if len(raw) != expected:
        raise DataError(texts.about_file(path, texts.WRONG_LENGTH.format(found=len(raw), expected=expected)))
    return np.frombuffer(raw, np.uint8, offset=header).reshape(shape)


def _read_npz(path: Path) -> Mnist:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return Mnist(*(arrays[name] for name in ("x_train", "y_train", "x_test", "y_test")))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(texts.about_file(path, texts.NOT_MNIST)) from error


def _read_kaggle(path: Path) -> Mnist:
    images, labels = load_kaggle(path)
    if labels is None:
        raise DataError(texts.about_file(path, texts.NO_KAGGLE_LABELS))
    # The table is shuffled; its test.csv has no labels, so the last part of this one takes its place.
    test = len(images) // KAGGLE_TEST
    if not test:
        raise DataError(texts.about_file(path, texts.FEW_KAGGLE))
    said = labels.astype(np.uint8)
    return Mnist(images[:-test], said[:-test], images[-test:], said[-test:])


def _read_mat(path: Path) -> Mnist:
    from scipy.io import loadmat
    from scipy.io.matlab import MatReadError

    try:
        document: dict[str, Any] = loadmat(path)
        images = document["data"].T.reshape(-1, SIDE, SIDE)
        labels = document["label"].ravel().astype(np.uint8)
    # What SciPy lets through for a damaged file, and what follows from other variables than expected.
    except (MatReadError, zlib.error, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(texts.about_file(path, texts.NOT_MNIST)) from error
    # This file is sorted by digit, so that its last training images are all nines: unfit to validate with.
    training = min(MAT_TRAINING_IMAGES, len(images))
    order = np.random.default_rng(MAT_SHUFFLE_SEED).permutation(training)
    return Mnist(images[:training][order], labels[:training][order], images[training:], labels[training:])


def _find(folder: Path, *names: str) -> Path | None:
    return first_file(folder, (sub + name for sub in SUBFOLDERS for name in names))


def _checked(mnist: Mnist, path: Path) -> Mnist:
    pairs = ((mnist.train_images, mnist.train_labels), (mnist.test_images, mnist.test_labels))
    sound = all(
        images.dtype == labels.dtype == np.uint8
        and images.shape == (len(labels), SIDE, SIDE)
        and len(labels)
        and labels.max() <= 9
        for images, labels in pairs
    )
    if not sound:
        raise DataError(texts.about_file(path, texts.NOT_MNIST))
    return mnist
