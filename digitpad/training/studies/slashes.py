"""Fits how slashes are told from ones: ``python -m digitpad.training.studies.slashes``.

It prints the weights that ``digitpad.reading.slashes`` holds, fitted by logistic regression to the straight, leaning
strokes of numbers that are composed of the training writers' digits, with signs and without, and how often they are
right on the validation writers'.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.drawing import Stroke
from digitpad.reading.grouping import rows_of
from digitpad.reading.shapes import line_of
from digitpad.reading.slashes import is_like_a_slash, measures
from digitpad.training.data.splits import Split, digits_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.numbers import numbers
from digitpad.training.pictures.signs import written
from digitpad.training.studies.joins import fitted

COUNT, SLASHED = 2_000, 200  # numbers of each length, and rows of each pattern
LENGTHS = (2, 4, 6, 8)
PATTERNS = ("0/0/0000", "00/00", "0/0+0/0")


def candidates(digits: StrokeSet, seed: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the (n, 4) measures of what may be a slash, and whether it is one."""
    rng = np.random.default_rng(seed)
    found: list[tuple[list[float], bool]] = []
    for length in LENGTHS:
        for number in numbers(digits, length, "natural", COUNT, rng):
            found += _of_row(number.drawing.strokes, frozenset(), rows_of(number.drawing))
    for pattern in PATTERNS:
        for _ in range(SLASHED):
            own = np.flatnonzero(digits.writers == digits.writers[rng.integers(len(digits))])
            samples = rng.choice(own, pattern.count("0")).tolist()
            drawing, _text = written(digits, samples, pattern, rng)
            found += _of_row(drawing.strokes, frozenset(_slashes(digits, samples, pattern)), rows_of(drawing))
    return np.array([x for x, _ in found]), np.array([y for _, y in found])


def _slashes(digits: StrokeSet, samples: list[int], pattern: str) -> Iterator[int]:
    """Yield which strokes of a written pattern are slashes."""
    place, queue = 0, iter(samples)
    for character in pattern:
        if character == "/":
            yield place
        place += len(list(digits.strokes(next(queue)))) if character == "0" else 2 if character == "+" else 1


def _of_row(
    strokes: tuple[Stroke, ...], slashes: frozenset[int], rows: list[list[Stroke]]
) -> Iterator[tuple[list[float], bool]]:
    if len(rows) != 1:
        return
    lines = [line_of(stroke) for stroke in strokes]
    tallest = max(line.height for line in lines)
    tall = np.array([line.box for line in lines if line.height >= 0.5 * tallest])
    top, bottom = np.median(tall[:, [1, 3]], axis=0).tolist()
    for place, line in enumerate(lines):
        alone = all(other is line or min(other.box[2], line.box[2]) < max(other.box[0], line.box[0]) for other in lines)
        if bottom > top and is_like_a_slash(line, bottom - top) and (alone or place in slashes):
            yield measures(line, lines, bottom - top), place in slashes


def main() -> None:
    """Fit, and print."""
    data = load_strokes()
    splits: tuple[Split, ...] = ("train", "validation")
    (x, same), (seen, truth) = (candidates(digits_of(data, split), seed) for seed, split in enumerate(splits))
    scale = np.maximum(x.std(axis=0), 1e-9)
    weights = fitted(x / scale, same)
    weights[:-1] /= scale
    said = np.column_stack([seen, np.ones(len(seen))]) @ weights > 0
    print("WEIGHTS =", tuple(np.round(weights[:-1], 3).tolist()), "BIAS =", round(float(weights[-1]), 2))
    print(f"{len(x)} strokes; of the validation writers' rows {(truth & ~said).sum()} of {truth.sum()} slashes are")
    print(f"missed, and {(said & ~truth).sum()} of {(~truth).sum()} other strokes taken for one")


if __name__ == "__main__":
    main()
