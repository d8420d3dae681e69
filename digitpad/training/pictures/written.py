"""Numbers as people write them, and how many are read exactly: with spaces, with signs, in rows turned and curved."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from digitpad import texts
from digitpad.ink.drawing import Drawing
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.numbers import DIGIT_PIXELS, Number, numbers
from digitpad.training.pictures.signs import PATTERNS, drawn, turned, written

EACH = 200  # of each pattern, angle and length
SEED = 50_000
SPACED = ("00 00", "000 0000", "00 00 00", "0000 000 00")
ANGLES, LENGTHS = (0.0, 20.0, -20.0), (4, 8)
ARC, BENT_LENGTH = 30.0, 8  # degrees that a curved row turns by, and its digits
SMALL, SMALL_LENGTH = (0.28, 0.5), 3  # of the others' height a small digit is, and digits of such a number


class Sample(NamedTuple):
    """A drawing, its text, and which samples its digits are."""

    drawing: Drawing
    text: str
    samples: list[int]


@dataclass(frozen=True)
class WrittenRate:
    """How many of a kind were read exactly.

    Attributes:
        kind: "spaces", "signs", "turned", "curved", or "small" for numbers with a small digit.
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
    for kind, change in (("curved", _bent), ("small", with_a_small_last)):
        rng = np.random.default_rng(SEED + 1)
        found = numbers(digits, BENT_LENGTH if kind == "curved" else SMALL_LENGTH, "natural", each, rng)
        made = [Sample(change(number, rng), number.text, list(number.samples)) for number in found]
        yield _rate(kind, "0" * len(made[0].text), recognizer, made, lambda samples: bool(right[samples].all()))


def _bent(number: Number, rng: np.random.Generator) -> Drawing:
    """Return a number written along an arc of 30 degrees, up or down by turns of chance."""
    points = [np.array(stroke.points) / DIGIT_PIXELS for stroke in number.drawing.strokes]
    low, high = np.concatenate(points).min(axis=0), np.concatenate(points).max(axis=0)
    middle, radius = (low + high) / 2, float(high[0] - low[0]) / math.radians(ARC)
    way = 1 if rng.random() < 0.5 else -1
    away = [stroke - middle for stroke in points]
    reach = [radius - way * stroke[:, 1] for stroke in away]
    turns = [stroke[:, 0] / radius for stroke in away]
    ways = zip(reach, turns, strict=True)
    return drawn([np.column_stack([far * np.sin(turn), way * (radius - far * np.cos(turn))]) for far, turn in ways])


def with_a_small_last(number: Number, rng: np.random.Generator) -> Drawing:
    """Return a number whose last digit is small and stands anywhere at the height of the others."""
    points = [np.array(stroke.points) / DIGIT_PIXELS for stroke in number.drawing.strokes]
    last = [owner == max(number.digits) for owner in number.digits]
    own = np.concatenate([stroke for stroke, small in zip(points, last, strict=True) if small])
    corner, size, place = own.min(axis=0), rng.uniform(*SMALL), rng.uniform(0, 1)
    shift = np.array([0.0, place * (1 - size) * float(np.ptp(own[:, 1]))])
    made = [(p - corner) * size + corner + shift if small else p for p, small in zip(points, last, strict=True)]
    return drawn(made)


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
