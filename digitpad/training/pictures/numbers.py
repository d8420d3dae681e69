"""Numbers composed of writers' real digits, and how many of them are read exactly.

Every number is one writer's: digits of that writer, drawn at random, set side by side with a height that varies by 8 %
and a baseline that wanders by 5 % of it (standard deviations). How near they stand says
``digitpad.training.pictures.spacing``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from digitpad import texts
from digitpad.ink.drawing import Drawing, Stroke
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.augmentation import as_unit
from digitpad.training.pictures.spacing import GAPS, Shape, beside

LENGTHS = (1, 2, 3, 4, 6, 8)
EACH = 400  # numbers of each length and gap
SEED = 30_000
HEIGHT, WANDER = 0.08, 0.05
DIGIT_PIXELS = 100  # the height of a digit on the pad


@dataclass(frozen=True, eq=False)
class Number:
    """A composed number.

    Attributes:
        drawing: on a pad of its own size.
        text: its digits.
        samples: which sample of the stroke set each digit is.
        digits: for each stroke of the drawing, which digit it belongs to, from 0.
    """

    drawing: Drawing
    text: str
    samples: tuple[int, ...]
    digits: tuple[int, ...]


def numbers(digits: StrokeSet, length: int, gap: str, count: int, rng: np.random.Generator) -> Iterator[Number]:
    """Yield numbers of one length and gap, each by one writer.

    Args:
        digits: of the writers to take.
        length: digits in a number, 1 or more.
        gap: one of ``GAPS``.
        count: how many numbers.
        rng: the source of chance.
    """
    writers, places = np.unique(digits.writers, return_inverse=True)
    samples_of = [np.flatnonzero(places == index) for index in range(len(writers))]
    chances = np.array([len(samples) for samples in samples_of]) / len(digits)
    for writer in rng.choice(len(writers), count, p=chances).tolist():
        yield composed(digits, rng.choice(samples_of[writer], length).tolist(), gap, rng)


def composed(digits: StrokeSet, samples: list[int], gap: str, rng: np.random.Generator) -> Number:
    """Set samples side by side, from left to right."""
    written: list[Shape] = []
    for sample in samples:
        size, wander = np.exp(rng.normal(0, HEIGHT)), rng.normal(0, WANDER)
        digit = [stroke * size + [0, wander] for stroke in as_unit(digits.strokes(sample))]
        written.append(beside(digit, written, gap, rng) if written else digit)
    owners = tuple(index for index, digit in enumerate(written) for _ in digit)
    points = [stroke * DIGIT_PIXELS for digit in written for stroke in digit]
    low = np.concatenate(points).min(axis=0) - DIGIT_PIXELS / 2
    width, height = np.concatenate(points).max(axis=0) - low + DIGIT_PIXELS / 2
    strokes = tuple(Stroke(tuple(map(tuple, (stroke - low).tolist()))) for stroke in points)
    text = "".join(digits.labels[samples].tolist())
    return Number(Drawing(float(width), float(height), strokes), text, tuple(samples), owners)


@dataclass(frozen=True)
class NumberRate:
    """How many numbers of a kind were read exactly.

    Attributes:
        gap: one of ``GAPS``.
        length: digits in each.
        count: numbers.
        exact: the share that was read exactly, 0..1.
        alone: the share whose every digit is read right when it stands alone on the pad, 0..1: what is lost to
            splitting is the difference.
    """

    gap: str
    length: int
    count: int
    exact: float
    alone: float

    def as_text(self) -> str:
        """Return a line for people."""
        return texts.NUMBER_LINE.format(gap=self.gap, length=self.length, exact=self.exact, alone=self.alone)


def number_rates(recognizer: Recognizer, digits: StrokeSet, each: int = EACH) -> Iterator[NumberRate]:
    """Yield how well numbers of each gap and length are read.

    Args:
        recognizer: to measure.
        digits: of writers whom its model has never seen.
        each: numbers of each kind.
    """
    rng = np.random.default_rng(SEED)
    answers = recognizer.predict_many([digits.drawing(index) for index in range(len(digits))])
    right = np.array([str(answer.digit) for answer in answers]) == digits.labels
    for gap in GAPS:
        for length in LENGTHS:
            made = list(numbers(digits, length, gap, each, rng))
            exact = sum(recognizer.read(number.drawing).text == number.text for number in made)
            alone = sum(bool(right[list(number.samples)].all()) for number in made)
            yield NumberRate(gap, length, each, exact / each, alone / each)


@dataclass(frozen=True)
class Singles:
    """Whether digits that stand alone stay one digit.

    Attributes:
        count: digits.
        predicted: the share that is read right when one digit is expected, 0..1.
        read: the share that is read right when any number may stand there, 0..1.
    """

    count: int
    predicted: float
    read: float

    def as_text(self) -> str:
        """Return a line for people."""
        return texts.SINGLES_LINE.format(count=self.count, predicted=self.predicted, read=self.read)


def singles(recognizer: Recognizer, digits: StrokeSet) -> Singles:
    """Compare ``read`` with ``predict`` on digits that stand alone; any digit said counts, sure or not."""
    drawings = [digits.drawing(index) for index in range(len(digits))]
    predicted = [str(prediction.digit) for prediction in recognizer.predict_many(drawings)]
    read = ["".join(str(digit.digit) for digit in recognizer.read(drawing).digits) for drawing in drawings]
    right = [float(np.mean(np.array(answers) == digits.labels)) for answers in (predicted, read)]
    return Singles(len(digits), *right)
