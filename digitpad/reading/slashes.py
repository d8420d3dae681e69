"""Tells slashes from ones that were drawn: by how far they lean, beside how far the hand does that drew them."""

from collections.abc import Sequence

import numpy as np

from digitpad.reading.shapes import Line

# Degrees from upright that a slash leans at least and at most, and the least share of the digits' height that it has.
STEEP, FLAT, LOWEST = 10.0, 65.0, 0.7
# Logistic regression of "this straight stroke is a slash" on what `measures` returns, over numbers composed of training
# writers' digits, with slashes drawn by code and without: `python -m digitpad.training.studies.slashes` prints these.
WEIGHTS, BIAS = (0.28, 7.094, -0.161, 0.062), -13.2
# The least log odds of a slash, those that leave no doubt, and what is enough for others where one leaves none: slashes
# come in company. Ones of other rows are hardly ever as near to it.
LEAST, CLEARLY, BESIDE = -0.5, 2.0, -2.0
# Strokes that lean further than this from upright say nothing about a hand.
STEM = 50.0
# How far hands lean of which nothing is known, in degrees.
USUAL = 8.0


def slashes_in(lines: Sequence[Line], row: Sequence[Line], height: float) -> list[tuple[Line, bool]]:
    """Return the slashes of a row, each with whether its shape leaves no doubt.

    Args:
        lines: that may be slashes.
        row: all of its strokes.
        height: of its digits.
    """
    found = []
    for line in lines:
        if is_like_a_slash(line, height):
            odds = float(np.dot(WEIGHTS, measures(line, row, height))) + BIAS
            found.append((line, odds))
    least = BESIDE if any(odds > CLEARLY for _, odds in found) else LEAST
    return [(line, odds > CLEARLY) for line, odds in found if odds > least]


def is_like_a_slash(line: Line, height: float) -> bool:
    """Tell whether a stroke is straight, leans and is as high as a slash."""
    return line.is_straight and STEEP < line.lean <= FLAT and line.height >= LOWEST * height


def measures(line: Line, row: Sequence[Line], height: float) -> list[float]:
    """Measure a straight stroke beside the other strokes of its row.

    Returns:
        How far it leans, in degrees, how high it is, in heights of the digits, and how far the other tall strokes lean:
        all of their ways down, and those that are straight.
    """
    others = [other for other in row if other is not line and other.height >= 0.5 * height]
    stems = [other.lean for other in others if other.is_straight and abs(other.lean) < STEM]
    return [line.lean, line.height / height, _lean_of(others), float(np.median(stems)) if stems else USUAL]


def _lean_of(lines: Sequence[Line]) -> float:
    """Return how far strokes lean in the mean where they go down."""
    steps = np.concatenate([np.diff(line.points, axis=0) for line in lines]) if lines else np.empty((0, 2))
    steps = np.where(steps[:, 1:] < 0, -steps, steps)
    leans = np.degrees(np.arctan2(-steps[:, 0], steps[:, 1]))
    lengths = np.hypot(*steps.T) * (np.abs(leans) < STEM)
    return float((leans * lengths).sum() / lengths.sum()) if lengths.sum() > 0 else USUAL
