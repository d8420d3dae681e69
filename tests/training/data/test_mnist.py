"""MNIST in all the forms in which a student may have it."""

import gzip

import numpy as np
import pytest

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.data.mnist import IDX_FILES, load_mnist, read_idx, read_mnist
from tests.saying import said
from tests.training.publisher_files import idx, mnist_arrays, mnist_folder


def arrays_of(mnist):
    return mnist.train_images, mnist.train_labels, mnist.test_images, mnist.test_labels


@pytest.mark.parametrize("packed", [True, False])
def test_idx_files(tmp_path, packed):
    """The four original files are read, gzipped or not."""
    mnist = load_mnist(mnist_folder(tmp_path, packed))
    for found, expected in zip(arrays_of(mnist), mnist_arrays(), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_folder_from_the_environment(tmp_path, monkeypatch):
    """DIGITPAD_DATA names the folder where no other is given."""
    monkeypatch.setenv("DIGITPAD_DATA", str(mnist_folder(tmp_path)))
    assert len(load_mnist().train_labels) == 12


def test_files_on_their_own(tmp_path):
    """The folder of the four files itself will do too, also under the names with a dot."""
    mnist_folder(tmp_path, packed=False)
    for name in IDX_FILES:
        (tmp_path / "mnist" / name).rename(tmp_path / "mnist" / name.replace("-idx", ".idx"))
    assert len(read_mnist(tmp_path / "mnist").test_labels) == 10


def test_keras_file(tmp_path):
    """Keras' mnist.npz is read."""
    names = ("x_train", "y_train", "x_test", "y_test")
    np.savez(tmp_path / "mnist.npz", **dict(zip(names, mnist_arrays(), strict=True)))
    for found, expected in zip(arrays_of(read_mnist(tmp_path)), mnist_arrays(), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_matlab_file(tmp_path, monkeypatch):
    """mnist-original.mat, whose training images are sorted by digit, is read and shuffled: images keep their labels."""
    from scipy.io import savemat

    monkeypatch.setattr("digitpad.training.data.mnist.MAT_TRAINING_IMAGES", 100)
    labels = np.repeat(np.arange(10), 11)  # 100 for training, 10 for test
    images = np.repeat(labels.astype(np.uint8)[:, None], 784, axis=1)
    savemat(tmp_path / "mnist-original.mat", {"data": images.T, "label": labels[None].astype(float)})
    mnist = read_mnist(tmp_path)
    assert mnist.train_images.shape == (100, 28, 28)
    assert set(mnist.train_labels[-30:].tolist()) > {0, 9}
    np.testing.assert_array_equal(mnist.train_images[:, 0, 0], mnist.train_labels)
    np.testing.assert_array_equal(mnist.test_labels, labels[100:])


@pytest.mark.parametrize("missing", IDX_FILES)
def test_one_file_missing(tmp_path, missing):
    """A folder that lacks one of the four files is a sentence that names the folder and the file."""
    mnist_folder(tmp_path)
    (tmp_path / "mnist" / f"{missing}.gz").unlink()
    with pytest.raises(DataError, match=f"{tmp_path.name}.*{missing}"):
        read_mnist(tmp_path)


def test_empty_folder_and_none(tmp_path):
    """A folder without MNIST, and a folder that isn't there, are sentences."""
    with pytest.raises(DataError, match=r"lacks mnist/train-images"):
        load_mnist(tmp_path)
    with pytest.raises(DataError, match=said(texts.NO_DATA_FOLDER)):
        load_mnist(tmp_path / "absent")


GOOD = idx(np.zeros((2, 28, 28)))


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", said(texts.NOT_IDX)),
        (b"hello, world", said(texts.NOT_IDX)),
        (b"\x00\x00\x0d\x03" + GOOD[4:], said(texts.NOT_IDX)),  # floats
        (GOOD[:9], "has 9 bytes where its header promises 16"),
        (GOOD[:-1], "has 1583 bytes where its header promises 1584"),
        (GOOD + b"x", "has 1585 bytes"),
        (gzip.compress(GOOD, mtime=0)[:-20], said(texts.BROKEN_ARCHIVE)),
        (b"\x1f\x8b\x00rubbish", said(texts.BROKEN_ARCHIVE)),
    ],
)
def test_damaged_idx(tmp_path, content, cause):
    """A wrong magic number, a short file, a long one and cut gzip data each are a sentence that names the file."""
    path = tmp_path / "some-idx3-ubyte"
    path.write_bytes(content)
    with pytest.raises(DataError, match=f"some-idx3-ubyte: .*{cause}"):
        read_idx(path)


def test_idx_is_read_to_the_last_byte(tmp_path):
    """Numbers of the header are big-endian and the data row-major."""
    array = np.arange(300, dtype=np.uint8).reshape(2, 150)
    (tmp_path / "idx").write_bytes(idx(array))
    np.testing.assert_array_equal(read_idx(tmp_path / "idx"), array)


@pytest.mark.parametrize("fault", ["count", "label", "size"])
def test_what_is_not_mnist(tmp_path, fault):
    """As many labels as images, from 0 to 9, of 28 × 28 pixels: anything else is a sentence."""
    folder = mnist_folder(tmp_path, packed=False) / "mnist"
    if fault == "size":
        (folder / IDX_FILES[0]).write_bytes(idx(np.zeros((12, 27, 28))))
    else:
        labels = np.zeros(11 if fault == "count" else 12)
        labels[0] = 10 if fault == "label" else 0
        (folder / IDX_FILES[1]).write_bytes(idx(labels))
    with pytest.raises(DataError, match=said(texts.NOT_MNIST)):
        read_mnist(tmp_path)


@pytest.mark.parametrize("name", ["mnist.npz", "mnist-original.mat"])
@pytest.mark.parametrize(
    "content",
    [b"", b"hello" * 100, b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM\x0f\x00\x00\x00\x08\x00\x00\x00not zlib"],
)
def test_damaged_copies(tmp_path, name, content):
    """A damaged mnist.npz or mnist-original.mat is a sentence that names it."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=name):
        read_mnist(tmp_path)


def test_pickles_are_refused(tmp_path):
    """An mnist.npz of pickled objects, which could run anything, is refused."""
    objects = np.array([print], dtype=object)
    np.savez(tmp_path / "mnist.npz", x_train=objects, y_train=objects, x_test=objects, y_test=objects)
    with pytest.raises(DataError, match=r"mnist\.npz"):
        read_mnist(tmp_path)


@pytest.mark.real_data
def test_real_mnist(real_data):
    """The real files have 60,000 and 10,000 digits, the first of which are 5 and 7."""
    mnist = load_mnist(real_data)
    assert mnist.train_images.shape == (60_000, 28, 28)
    assert mnist.test_images.shape == (10_000, 28, 28)
    assert (mnist.train_labels[0], mnist.test_labels[0]) == (5, 7)
