"""How each writer of a labelled set is read: as anybody, and with examples of that hand."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from digitpad import texts
from digitpad.errors import DataError
from digitpad.examples.labelled import load_labelled
from digitpad.reading.recognizer import Recognizer
from digitpad.training.measuring.hands import Hands, Indices, Reader
from digitpad.training.measuring.tables import share_words, table


@dataclass(frozen=True)
class Writer:
    """How one writer is read.

    Attributes:
        name: of the writer.
        count: digits of the set that are the writer's and have ink.
        accuracy: the share of them that is read rightly, without examples; refused ones count as wrong.
        asked: those of the second half.
        before: the same share of these.
        after: the same, with the first half as examples.
    """

    name: str
    count: int
    accuracy: float
    asked: int
    before: float
    after: float


def by_writer(recognizer: Recognizer, path: str) -> Iterator[Writer]:
    """Yield each writer of a labelled set.

    Raises:
        DataError: if it can't be read, or names no writers.
    """
    labelled = load_labelled(path)
    if labelled.writers is None:
        raise DataError(texts.about_file(path, texts.NO_WRITERS))
    inked = labelled.images.any(axis=(1, 2))
    if not inked.any():
        raise DataError(texts.about_file(path, texts.BLANK_EXAMPLE))
    found = recognizer.outputs(list(labelled.images[inked]))
    assert found.embeddings is not None, "scores stand in for them"
    hands = Hands(found.scores, found.embeddings, labelled.labels[inked].astype(str), labelled.writers[inked])
    reader = Reader(recognizer, recognizer.examples.kernel)
    for name in np.unique(hands.writers).tolist():
        own = np.flatnonzero(hands.writers == name)
        first, rest = own[: len(own) // 2], own[len(own) // 2 :]
        shares = [
            _right(reader, hands, asked, known) for asked, known in ((own, own[:0]), (rest, own[:0]), (rest, first))
        ]
        yield Writer(name, len(own), shares[0], len(rest), shares[1], shares[2])


def _right(reader: Reader, hands: Hands, asked: Indices, known: Indices) -> float:
    digits, refused, _ = reader.answers(hands, asked, known)
    return float(((digits == hands.digits[asked]) & ~refused).mean())


def as_text(rows: list[Writer]) -> str:
    """Return a line for each writer."""
    words = [
        (
            row.name,
            str(row.count),
            share_words(row.accuracy),
            str(row.asked),
            share_words(row.before),
            share_words(row.after),
        )
        for row in rows
    ]
    return f"{table(texts.WRITER_COLUMNS, words)}\n{texts.WRITERS_NOTE}"
