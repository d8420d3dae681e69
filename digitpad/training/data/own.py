"""People's own labelled sets as material: their writers split, as all writers are, before any training."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.folders.labelled import load_set
from digitpad.ink.normalising import SIDE
from digitpad.training.data.splits import Split

# Of ten writers six train, two validate, and two are left for tests: about as in the other sets.
TRAINING, VALIDATION, PARTS = 6, 8, 10


@dataclass(frozen=True, eq=False)
class OwnDigits:
    """Digit images (n, 28, 28) uint8, 255 = ink, and labels (n,) int64: to train on, and to validate with."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    validation_images: NDArray[np.uint8]
    validation_labels: NDArray[np.int64]

    @classmethod
    def none(cls) -> "OwnDigits":
        """Return no digits."""
        images, labels = np.empty((0, SIDE, SIDE), np.uint8), np.empty(0, np.int64)
        return cls(images, labels, images, labels)

    def first(self, count: int | None) -> "OwnDigits":
        """Return the first so many of each part, or all."""
        return OwnDigits(*(value[:count] for value in vars(self).values()))


def split_of_own(writer: str) -> Split:
    """Return the part of a writer of people's own sets: by a digest of the name, so that it is the same for ever.

    Args:
        writer: its name; "" for those of a set that names none, which trains: it is mostly one person's.
    """
    if not writer:
        return "train"
    place = int.from_bytes(hashlib.sha256(writer.encode()).digest()[:8], "big") % PARTS
    return "train" if place < TRAINING else "validation" if place < VALIDATION else "test"


def load_examples(paths: Iterable[Path], complain: Callable[[str], None] = print) -> OwnDigits:
    """Read labelled sets; the test writers' digits are left out.

    Args:
        paths: of labelled sets of any kind.
        complain: gets a sentence about each file of a folder that can't be read.

    Raises:
        DataError: names the file and what is wrong with it.
    """
    images, labels, parts = [np.empty((0, SIDE, SIDE), np.uint8)], [np.empty(0, np.int64)], [np.empty(0, "<U10")]
    for path in paths:
        found = load_set(path, complain)
        inked = np.flatnonzero(found.images.any(axis=(1, 2)))
        images.append(np.rint(found.images[inked] * 255).astype(np.uint8))
        labels.append(found.labels[inked])
        writers = np.full(len(found.labels), "") if found.writers is None else found.writers
        parts.append(np.array([split_of_own(writer) for writer in writers[inked].tolist()], "<U10"))
    pictures, said, part = np.concatenate(images), np.concatenate(labels), np.concatenate(parts)
    train, validation = part == "train", part == "validation"
    return OwnDigits(pictures[train], said[train], pictures[validation], said[validation])
