"""Tables of Kaggle's Digit Recognizer: MNIST's pictures as CSV, ``pixel0`` to ``pixel783``, with or without a label."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digitpad import texts
from digitpad.errors import DataError
from digitpad.ink.normalising import SIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PIXELS = [f"pixel{number}" for number in range(SIDE * SIDE)]
LABELLED = ["label", *PIXELS]
SUBMISSION = "ImageId,Label"


def load_kaggle(path: Path) -> "tuple[NDArray[np.uint8], NDArray[np.int64] | None]":
    """Read a table.

    Returns:
        The pictures (n, 28, 28), 0 = paper, 255 = ink, n ≥ 1; and the labels (n,), 0..9, where there are any.

    Raises:
        DataError: if it can't be read, or is no such table.
    """
    columns = _columns(path)
    if columns not in (PIXELS, LABELLED):
        raise DataError(texts.about_file(path, texts.NOT_KAGGLE))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a table without rows
            table = np.loadtxt(path, np.int16, delimiter=",", skiprows=1, ndmin=2, encoding="utf-8")
    except (OSError, ValueError, OverflowError) as error:
        raise DataError(texts.about_file(path, texts.NOT_KAGGLE)) from error
    if not len(table) or table.shape[1] != len(columns) or table.min() < 0 or table.max() > 255:
        raise DataError(texts.about_file(path, texts.NOT_KAGGLE))
    images = table[:, -len(PIXELS) :].astype(np.uint8).reshape(-1, SIDE, SIDE)
    if columns == PIXELS:
        return images, None
    labels = table[:, 0].astype(np.int64)
    if labels.max() > 9:
        raise DataError(texts.about_file(path, texts.LABELLED_LABELS))
    return images, labels


def submission(digits: "Sequence[int]") -> str:
    """Return answers in the form in which Kaggle takes them."""
    return "\n".join([SUBMISSION, *(f"{number},{digit}" for number, digit in enumerate(digits, 1)), ""])


def _columns(path: Path) -> list[str]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return [name.strip('" ') for name in file.readline(100_000).rstrip("\r\n").split(",")]
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    except UnicodeDecodeError as error:
        raise DataError(texts.about_file(path, texts.NOT_KAGGLE)) from error
