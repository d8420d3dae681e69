"""Numbers as people write them, and how many are read exactly: with spaces, with signs, in rows that are turned."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from digitpad import texts
from digitpad.ink.drawing import Drawing
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.numbers import numbers
from digitpad.training.pictures.signs import PATTERNS, turned, written

EACH = 200  # of each pattern, angle and length
SEED = 50_000
SPACED = ("00 00", "000 0000", "00 00 00", "0000 000 00")
ANGLES, LENGTHS = (0.0, 20.0, -20.0), (4, 8)


class Sample(NamedTuple):
    """A drawing, its text, and which samples its digits are."""

    drawing: Drawing
    text: str
    samples: list[int]


@dataclass(frozen=True)
class WrittenRate:
    """How many of a kind were read exactly.

    Attributes:
        kind: "spaces", "signs" or "turned".
        pattern: what was written, or how far it was turned.
        count: how many.
        exact: the share that was read exactly, 0..1.
        spaces: the share whose spaces were right, whatever digits were read, 0..1.
        alone: the share whose every digit is read right when it stands alone, 0..1.
    """

    kind: str
    pattern: str
    count: int
    exact: float
    spaces: float
    alone: float

    def as_text(self) -> str:
        """Return a line for people."""
        return texts.WRITTEN_LINE.format(
            kind=self.kind, pattern=self.pattern, exact=self.exact, spaces=self.spaces, alone=self.alone
        )


def written_rates(recognizer: Recognizer, digits: StrokeSet, each: int = EACH) -> Iterator[WrittenRate]:
    """Yield how well numbers with spaces, with signs and in turned rows are read.

    Args:
        recognizer: to measure.
        digits: of writers whom its model has never seen.
        each: how many of each pattern, and of each angle and length.
    """
    answers = recognizer.predict_many([digits.drawing(index) for index in range(len(digits))])
    right = np.array([str(answer.digit) for answer in answers]) == digits.labels
    rng = np.random.default_rng(SEED)
    for kind, patterns in (("spaces", SPACED), ("signs", PATTERNS)):
        for pattern in patterns:
            made = [_written(digits, pattern, rng) for _ in range(each)]
            yield _rate(kind, pattern, recognizer, made, lambda samples: bool(right[samples].all()))
    for degrees in ANGLES:
        for length in LENGTHS:
            found = numbers(digits, length, "natural", each, np.random.default_rng(SEED + length))
            made = [Sample(turned(number.drawing, degrees), number.text, list(number.samples)) for number in found]
            name = texts.TURNED.format(length=length, degrees=degrees)
            yield _rate("turned", name, recognizer, made, lambda samples: bool(right[samples].all()))


def _written(digits: StrokeSet, pattern: str, rng: np.random.Generator) -> Sample:
    """Write a pattern with the digits of one writer, drawn by how many each has."""
    writer = digits.writers[rng.integers(len(digits))]
    samples = rng.choice(np.flatnonzero(digits.writers == writer), pattern.count("0")).tolist()
    return Sample(*written(digits, samples, pattern, rng), samples)


def _rate(
    kind: str, name: str, recognizer: Recognizer, made: list[Sample], alone: Callable[[list[int]], bool]
) -> WrittenRate:
    read = [recognizer.read(sample.drawing).text for sample in made]
    exact = np.mean([text == sample.text for text, sample in zip(read, made, strict=True)])
    spaces = np.mean([_words(text) == _words(sample.text) for text, sample in zip(read, made, strict=True)])
    return WrittenRate(
        kind, name, len(made), float(exact), float(spaces), float(np.mean([alone(sample.samples) for sample in made]))
    )


def _words(text: str) -> list[int]:
    return [len(word) for word in text.split(" ")]
