"""Epochs in files: drawn once, by all cores, for several trainings that learn from the same pictures."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from pathlib import Path

import numpy as np

from digitpad.training.pictures.ahead import Labelled, Pooled, Source

WAIT = 0.05  # seconds between two looks for a file that another process is about to write


class Kept:
    """A source whose epochs lie in files, or will soon.

    Args:
        source: of the epochs, with their pool.
        folder: of the files.
    """

    takes_long = False  # to read a file

    def __init__(self, source: Pooled, folder: Path) -> None:
        self.source, self.folder = source, folder

    def path(self, number: int) -> Path:
        """Return the file of an epoch."""
        return epoch_file(self.folder, self.source.place(number))

    def epoch(self, number: int) -> Labelled:
        """Return the pictures and labels of an epoch, as soon as they are there."""
        with np.load(awaited(self.path(number)), allow_pickle=False) as arrays:
            return arrays["images"], arrays["labels"]

    def validation(self) -> Labelled | None:
        """Return the source's."""
        return self.source.validation()


def epoch_file(folder: Path, place: int) -> Path:
    """Return the file of the epoch with this number."""
    return folder / f"epoch-{place}.npz"


def awaited(path: Path) -> Path:
    """Return a path when there is a file; end with the process that started this one, if that ends."""
    parent = parent_process()
    while not path.exists():
        if parent is not None and not parent.is_alive():
            raise SystemExit(1)
        time.sleep(WAIT)
    return path


def draw_all(source: Source, numbers: Sequence[int], folder: Path, makers: int) -> None:
    """Draw epochs in this order and keep each in its file; those that are there already are left.

    Args:
        source: of the epochs; it is handed to other processes, which never load Keras.
        numbers: of the epochs.
        folder: of the files; it is made if need be.
        makers: how many processes draw, each one epoch at a time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(makers, get_context("spawn"), _start, (source, folder)) as pool:
        for _ in pool.map(_draw, numbers):
            pass


_held: tuple[Source, Path] | None = None


def _start(source: Source, folder: Path) -> None:
    global _held  # the process lives for this one source
    _held = source, folder


def _draw(number: int) -> None:
    assert _held is not None
    source, folder = _held
    path = epoch_file(folder, number)
    if path.exists():
        return
    images, labels = source.epoch(number)
    # Renamed when it is whole: who waits for it must not read half of it.
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.npz")
    np.savez(temporary, images=images, labels=labels)
    temporary.replace(path)
