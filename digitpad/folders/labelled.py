"""Labelled sets of any kind: an .npz, Kaggle's train.csv, or a folder with a subfolder for each digit."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digitpad import texts
from digitpad.errors import DataError, UserError
from digitpad.examples.kaggle import load_kaggle
from digitpad.examples.labelled import LabelledSet, load_labelled
from digitpad.folders.finding import found_files
from digitpad.folders.result import FileReading
from digitpad.folders.sources import read_source
from digitpad.ink.drawing import Drawing
from digitpad.reading.digit_image import digit_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIGITS = "0123456789"


def load_set(path: str | os.PathLike[str], complain: Callable[[str], None]) -> LabelledSet:
    """Read a labelled set.

    Args:
        path: of an .npz, of Kaggle's train.csv, or of a folder with folders "0" to "9".
        complain: gets a sentence about each file of a folder that can't be read; the others are.

    Raises:
        DataError: if it can't be read, or no labelled digit is in it.
    """
    place = Path(path)
    if place.is_dir():
        return _from_folder(place, complain)
    if place.suffix.lower() != ".csv":
        return load_labelled(path)
    images, labels = load_kaggle(place)
    if labels is None:
        raise DataError(texts.about_file(place, texts.NO_KAGGLE_LABELS))
    return LabelledSet(np.divide(images, 255, dtype=np.float32), labels)


def is_digit_folder(path: Path) -> bool:
    """Tell whether a folder has a folder for a digit."""
    return any((path / digit).is_dir() for digit in DIGITS)


def _from_folder(folder: Path, complain: Callable[[str], None]) -> LabelledSet:
    images: list[NDArray[np.float32]] = []
    labels: list[int] = []
    for digit in DIGITS:
        if not (folder / digit).is_dir():
            continue
        for file in found_files([folder / digit], recursive=True):
            try:
                images.append(_image(file))
            except UserError as error:
                complain(str(error))
            else:
                labels.append(int(digit))
    if not images:
        raise DataError(texts.about_file(folder, texts.LABELLED_EMPTY))
    return LabelledSet(np.stack(images), np.array(labels, np.int64))


def _image(file: str | FileReading) -> "NDArray[np.float32]":
    """Return the digit image of a file."""
    if isinstance(file, FileReading):
        assert file.error is not None, "only what can't be read comes so"
        raise file.error
    source = read_source(file)
    image = digit_image(source if isinstance(source, Drawing) else source.image)
    if not image.any():
        raise UserError(texts.about_file(file, texts.NO_INK))
    return image
