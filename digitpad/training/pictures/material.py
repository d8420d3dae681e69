"""What digitpad's own recipe learns from: digits and non-digits of every source, drawn anew for each epoch."""

import math
from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.normalising import SIDE
from digitpad.training.data.mnist import Mnist
from digitpad.training.data.own import OwnDigits
from digitpad.training.data.splits import CLEAR_LETTERS, digits_of, letters_of, mnist_training, mnist_validation
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.ahead import Labelled
from digitpad.training.pictures.augmentation import (
    FINE_PEN_RANGE,
    Strokes,
    Unsteady,
    as_unit,
    picture,
    planes,
    varied_images,
    varied_picture,
    varied_planes,
)
from digitpad.training.pictures.mix import Mix
from digitpad.training.pictures.nondigits import DOODLED, OTHER_LETTERS, several_digits
from digitpad.training.pictures.stubs import some_with_stubs

NO_DIGIT = 10


class Material:
    """Training and validation pictures of digitpad's own recipe.

    Args:
        mnist: images; those set aside for validation are not trained on.
        strokes: digits and letters of all writers, or None.
        mix: how much of what an epoch holds.
        seed: of all chance.
        epochs: of the whole training; 0 for one without closing epochs.
        examples: digits of people's own, or None.
    """

    takes_long = True

    def __init__(
        self,
        mnist: Mnist,
        strokes: StrokeSet | None,
        mix: Mix,
        seed: int,
        epochs: int = 0,
        examples: OwnDigits | None = None,
    ) -> None:
        self.mix, self.seed = mix, seed
        self.unsteady = Unsteady(mix.turning, mix.coarse)
        self.closing_from = math.floor(epochs * (1 - mix.closing)) if epochs else math.inf
        limit = mix.limit or None
        images, labels = mnist_training(mnist)
        self.images, self.labels = images[:limit], labels[:limit].astype(np.int64)
        images, labels = mnist_validation(mnist)
        self.validation_mnist: Labelled = (images[:limit], labels[:limit].astype(np.int64))
        self.examples = OwnDigits.none() if examples is None else examples.first(limit)
        self.digits = self.letters = self.validation_strokes = None
        if strokes is not None:
            self.validation_strokes = digits_of(strokes, "validation").first(limit)
            if mix.strokes:
                self.digits = digits_of(strokes, "train").first(limit)
            if mix.outliers:
                self.letters = letters_of(strokes, "train", CLEAR_LETTERS + OTHER_LETTERS).first(limit)

    def epoch(self, number: int) -> Labelled:
        """Return the shuffled pictures (n, 28, 28) uint8 and labels (n,) int64 0..10 of one epoch.

        The same number gives the same pictures, so an interrupted training goes on exactly.
        """
        rng = np.random.default_rng([self.seed, number])
        plain = self.mix.plain if number >= self.closing_from else 0.0
        parts = [(self._images(plain, rng) if self.mix.augment else self.images, self.labels)]
        if len(self.examples.labels):
            parts += [self._own(plain, rng) for _ in range(self.mix.example_repeats)]
        if self.digits is not None:
            repeats = self.mix.stroke_repeats if self.mix.augment else 1
            parts += [self._stroke_digits(self.digits, plain, rng) for _ in range(repeats)]
        if self.letters is not None and self.digits is not None:
            parts += [self._letters(self.letters, rng), self._doodles(rng), self._several(self.digits, rng)]
        images, labels = map(np.concatenate, zip(*parts, strict=True))
        order = rng.permutation(len(labels))
        return images[order], labels[order]

    def validation(self) -> Labelled:
        """Return MNIST's validation images and the validation writers' digits, as the pad would draw them."""
        parts = [self.validation_mnist]
        if self.validation_strokes is not None:
            parts.append(plain_digits(self.validation_strokes))
        if len(self.examples.validation_labels):
            parts.append((self.examples.validation_images, self.examples.validation_labels))
        images, labels = map(np.concatenate, zip(*parts, strict=True))
        return images, labels

    def _images(self, plain: float, rng: np.random.Generator) -> NDArray[np.uint8]:
        return _mostly_varied(self.images, plain, self.mix.stubs, rng)

    def _own(self, plain: float, rng: np.random.Generator) -> Labelled:
        images = self.examples.images
        if self.mix.augment:
            images = _mostly_varied(images, plain, self.mix.stubs, rng)
        return images, self.examples.labels

    def _stroke_digits(self, digits: StrokeSet, plain: float, rng: np.random.Generator) -> Labelled:
        labels = digits.labels.astype(np.int64)
        if not self.mix.augment:
            return plain_digits(digits)
        kept = rng.random(len(digits)) < plain
        images = _stacked(
            [
                picture(digits.strokes(i))
                if kept[i]
                else varied_picture(restyled(digits.strokes(i), int(labels[i]), rng), rng, unsteady=self.unsteady)
                for i in range(len(digits))
            ]
        )
        images[~kept] = some_with_stubs(images[~kept], self.mix.stubs, rng)
        return images, labels

    def _letters(self, letters: StrokeSet, rng: np.random.Generator) -> Labelled:
        count = min(self.mix.letters, len(letters))
        chosen = rng.choice(len(letters), count, replace=False).tolist()
        draw = partial(varied_picture, unsteady=self.unsteady) if self.mix.augment else _plain
        return _stacked([draw(letters.strokes(i), rng) for i in chosen]), np.full(count, NO_DIGIT)

    def _doodles(self, rng: np.random.Generator) -> Labelled:
        count = min(self.mix.doodles, self.mix.limit or self.mix.doodles)
        draw = _by_hand if self.mix.augment else _plain
        images = [draw(DOODLED[i](rng), rng) for i in rng.integers(len(DOODLED), size=count).tolist()]
        return _stacked(images), np.full(count, NO_DIGIT)

    def _several(self, digits: StrokeSet, rng: np.random.Generator) -> Labelled:
        count = min(self.mix.several, self.mix.limit or self.mix.several)
        images = []
        for _ in range(count):
            chosen = rng.integers(len(digits), size=int(rng.choice([2, 2, 2, 3]))).tolist()
            images.append(_with_fine_pen(several_digits(rng, [as_unit(digits.strokes(i)) for i in chosen]), rng))
        return _stacked(images), np.full(count, NO_DIGIT)


class StrokeMaterial:
    """Training and validation planes of the strokes network: pen strokes alone, as :class:`Material` has them.

    Args:
        strokes: digits and letters of all writers.
        mix: how much of what an epoch holds.
        seed: of all chance.
        epochs: of the whole training; 0 for one without closing epochs.
    """

    takes_long = True

    def __init__(self, strokes: StrokeSet, mix: Mix, seed: int, epochs: int = 0) -> None:
        self.mix, self.seed = mix, seed
        self.unsteady = Unsteady(mix.turning, mix.coarse)
        self.closing_from = math.floor(epochs * (1 - mix.closing)) if epochs else math.inf
        limit = mix.limit or None
        self.digits = digits_of(strokes, "train").first(limit)
        self.letters = letters_of(strokes, "train", CLEAR_LETTERS + OTHER_LETTERS).first(limit)
        self.validation_strokes = digits_of(strokes, "validation").first(limit)

    def epoch(self, number: int) -> Labelled:
        """Return the shuffled planes (n, 28, 28, 9) uint8 and labels (n,) int64 0..10 of one epoch.

        The same number gives the same planes, so an interrupted training goes on exactly.
        """
        rng = np.random.default_rng([self.seed, number])
        plain = self.mix.plain if number >= self.closing_from else 0.0
        drawn: list[NDArray[np.uint8]] = []
        labels: list[int] = []
        for _ in range(self.mix.stroke_repeats):
            for i, label in enumerate(self.digits.labels.astype(np.int64).tolist()):
                strokes = self.digits.strokes(i)
                written = rng.random() < plain
                drawn.append(
                    planes(strokes)
                    if written
                    else varied_planes(restyled(strokes, label, rng), rng, unsteady=self.unsteady)
                )
                labels.append(label)
        others = [*self._letters(rng), *self._doodles(rng), *self._several(rng)] if self.mix.outliers else []
        order = rng.permutation(len(drawn) + len(others))
        return np.stack(drawn + others)[order], np.array(labels + [NO_DIGIT] * len(others), np.int64)[order]

    def validation(self) -> Labelled:
        """Return the validation writers' digits, as the pad would draw them."""
        return plain_planes(self.validation_strokes)

    def _letters(self, rng: np.random.Generator) -> Iterator[NDArray[np.uint8]]:
        count = min(self.mix.letters, len(self.letters))
        for i in rng.choice(len(self.letters), count, replace=False).tolist():
            yield varied_planes(self.letters.strokes(i), rng, unsteady=self.unsteady)

    def _doodles(self, rng: np.random.Generator) -> Iterator[NDArray[np.uint8]]:
        for i in rng.integers(len(DOODLED), size=min(self.mix.doodles, self.mix.limit or self.mix.doodles)).tolist():
            yield varied_planes(DOODLED[i](rng), rng, FINE_PEN_RANGE, share=1.0)

    def _several(self, rng: np.random.Generator) -> Iterator[NDArray[np.uint8]]:
        for _ in range(min(self.mix.several, self.mix.limit or self.mix.several)):
            chosen = rng.integers(len(self.digits), size=int(rng.choice([2, 2, 2, 3]))).tolist()
            shape = several_digits(rng, [as_unit(self.digits.strokes(i)) for i in chosen])
            yield varied_planes(shape, rng, FINE_PEN_RANGE)


class AllOfMnist:
    """MNIST's training images as they are, all of them and nothing to validate with: what the tutorials train on."""

    takes_long = False

    def __init__(self, mnist: Mnist, seed: int, limit: int = 0) -> None:
        self.images = mnist.train_images[: limit or None]
        self.labels = mnist.train_labels[: limit or None].astype(np.int64)
        self.seed = seed

    def epoch(self, number: int) -> Labelled:
        """Return the images and labels in an order of their own for each epoch."""
        order = np.random.default_rng([self.seed, number]).permutation(len(self.labels))
        return self.images[order], self.labels[order]

    def validation(self) -> None:
        """Return nothing: the last epoch counts."""


def _mostly_varied(
    images: NDArray[np.uint8], plain: float, stubs: float, rng: np.random.Generator
) -> NDArray[np.uint8]:
    kept = rng.random(len(images)) < plain
    varied = some_with_stubs(varied_images(images, rng), stubs, rng)
    varied[kept] = images[kept]
    return varied


def restyled(strokes: Strokes, digit: int, rng: np.random.Generator) -> list[NDArray[np.float64]]:
    """Now and then give a digit a style that the data have too rarely: slashed 0, European 1, crossed 7."""
    unit = as_unit(strokes)
    wobble = rng.normal(0, 0.04, 4)
    if digit == 0 and len(unit) == 1 and rng.random() < 0.08:
        reach = rng.uniform(0.3, 0.6)
        slash = np.array([[reach + wobble[0], -reach + wobble[1]], [wobble[2] - reach, reach + wobble[3]]])
        return [*unit, slash * [rng.choice([1, 1, 1, -1]), 1]]  # a few people slash from the upper left
    if digit == 1 and (chance := rng.random()) < 0.14:
        lean = rng.normal(0, 0.08)
        if chance < 0.06:
            # With a mouse or a ruler, a 1 is a bare straight line. No hand in the data is that steady, but the doodles
            # are made of straight lines: without these a straight 1 would look like one of them.
            return [np.array([[lean, -0.5], [-lean, 0.5]])]
        # A European 1's upstroke leaves its stem at 18 to 40 degrees. A flatter one, or one as long as the stem, would
        # be the sloping bar of many an American 7.
        rise = rng.uniform(0.2, 0.55)
        run = rise * math.tan(math.radians(rng.uniform(18, 40)))
        foot = [np.array([[-0.2 - lean, 0.5], [0.2 - lean, 0.5 + wobble[3]]])] if rng.random() < 0.15 else []
        return [np.array([[lean - run, rise - 0.5], [lean + wobble[0] / 4, -0.5], [-lean, 0.5]]), *foot]
    if digit == 7 and len(unit) == 1 and rng.random() < 0.15:
        points = unit[0]
        middle = points[int(np.argmin(np.abs(points[:, 1] - wobble[0])))]
        half = rng.uniform(0.12, 0.28)
        return [*unit, middle + np.array([[-half, wobble[1]], [half, wobble[2]]])]
    return unit


def plain_digits(digits: StrokeSet) -> Labelled:
    """Return the digit images of stroke digits, as the pad would make them, and their labels."""
    images = [picture(digits.strokes(index)) for index in range(len(digits))]
    return _stacked(images), digits.labels.astype(np.int64)


def plain_planes(digits: StrokeSet) -> Labelled:
    """Return the planes of stroke digits, as the pad would make them, and their labels."""
    drawn = [planes(digits.strokes(index)) for index in range(len(digits))]
    return np.stack(drawn), digits.labels.astype(np.int64)


def _plain(strokes: Strokes, _rng: np.random.Generator) -> NDArray[np.uint8]:
    return picture(strokes)


def _by_hand(strokes: Strokes, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Draw a shape made by code as unsteadily as a hand may: exactness must not give it away."""
    return varied_picture(strokes, rng, FINE_PEN_RANGE, share=1.0)


def _with_fine_pen(strokes: Strokes, rng: np.random.Generator) -> NDArray[np.uint8]:
    return varied_picture(strokes, rng, FINE_PEN_RANGE)


def _stacked(images: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    return np.stack(images) if images else np.empty((0, SIDE, SIDE), np.uint8)
