"""The publishers of the data sets: addresses and checksums."""

from pathlib import Path

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.data.download import fetch, has_sha256
from digitpad.training.data.sources import cache_folder

# The mirrors that torchvision and TensorFlow use; the original site turns programs away.
MNIST_MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
# SHA-256 of the publisher's gzipped files.
MNIST_SHA256 = {
    "train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte.gz": "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz": "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}
# UCI Machine Learning Repository, doi 10.24432/C5MG6K, CC BY 4.0.
PENDIGITS_ADDRESSES = ("https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip",)
PENDIGITS_FILE = "pen+based+recognition+of+handwritten+digits.zip"
PENDIGITS_SHA256 = "1e02bea023613c2b11c9492f6f34caf975420455934f3527d270cee9a1f03b64"
# Zenodo, doi 10.5281/zenodo.1195803. It names no checksum, so the file is checked by what it holds.
UNIPEN_ADDRESSES = ("https://zenodo.org/api/records/1195803/files/unipen-CDROM-train_r01_v07.tgz/content",)
UNIPEN_FILE = "unipen-CDROM-train_r01_v07.tgz"
UNIPEN_DIGITS = 15_953


def downloads() -> Path:
    """Return the folder of downloaded files."""
    return cache_folder() / "data"


def fetch_mnist() -> Path:
    """Download the four files of MNIST where they aren't yet, and return the folder that has them.

    Raises:
        DataError: if one can't be had.
    """
    folder = downloads()
    for name, sha256 in MNIST_SHA256.items():
        fetch([mirror + name for mirror in MNIST_MIRRORS], folder / "mnist" / name, has_sha256(sha256))
    return folder


def fetch_pendigits() -> Path:
    """Download Pendigits where it isn't yet, and return its zip.

    Raises:
        DataError: if it can't be had.
    """
    return fetch(PENDIGITS_ADDRESSES, downloads() / "pendigits" / PENDIGITS_FILE, has_sha256(PENDIGITS_SHA256))


def fetch_unipen() -> Path:
    """Download UniPen where it isn't yet, and return its archive.

    Raises:
        DataError: if it can't be had.
    """
    return fetch(UNIPEN_ADDRESSES, downloads() / "unipen" / UNIPEN_FILE, _holds_unipen)


def _holds_unipen(path: Path) -> None:
    from digitpad.training.data.strokes import read_unipen

    digits = len(read_unipen(path, ("1a",), keep_torn=True))
    if digits != UNIPEN_DIGITS:
        raise DataError(texts.WRONG_COUNT.format(found=digits, expected=UNIPEN_DIGITS))
