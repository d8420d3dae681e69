"""Fits how geometry tells strokes of one digit from strokes of two: ``python -m digitpad.training.studies.joins``.

It prints the weights that ``digitpad.reading.grouping`` holds, fitted by logistic regression to numbers composed of the
training writers' digits, and how often they are right on the validation writers'.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from digitpad.reading.grouping import features, rows_of
from digitpad.training.data.splits import Split, digits_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.numbers import Number, numbers
from digitpad.training.pictures.spacing import GAPS

COUNT = 1_500  # numbers of each gap
LENGTH = 4
DECAY = 1e-4


def pairs(digits: StrokeSet, seed: int, count: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the (n, 5) features of neighbouring strokes in composed numbers, and whether each two are one digit's."""
    rng = np.random.default_rng(seed)
    found = [_pairs(number) for gap in GAPS for number in numbers(digits, LENGTH, gap, count, rng)]
    return np.concatenate([x for x, _ in found]), np.concatenate([y for _, y in found])


def _pairs(number: Number) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    owner = dict(zip(map(id, number.drawing.strokes), number.digits, strict=True))
    rows = [row for row in rows_of(number.drawing) if len(row) > 1]
    if not rows:
        return np.empty((0, 5)), np.empty(0, bool)
    same = [owner[id(one)] == owner[id(other)] for row in rows for one, other in pairwise(row)]
    return np.concatenate([features(row) for row in rows]), np.array(same)


def fitted(x: NDArray[np.float64], same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the weights (6,) of a logistic regression, the bias last."""
    inputs = np.column_stack([x, np.ones(len(x))])
    signs = np.where(same, 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (inputs @ weights)
        slope = -signs / (1 + np.exp(np.minimum(margins, 500)))
        value = np.logaddexp(0, -margins).mean() + DECAY * float(weights @ weights)
        return float(value), (inputs * slope[:, None]).mean(axis=0) + 2 * DECAY * weights

    weights: NDArray[np.float64] = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B").x
    return weights


def main() -> None:
    """Fit, and print."""
    data = load_strokes()
    splits: tuple[Split, ...] = ("train", "validation")
    (x, same), held_out = (pairs(digits_of(data, split), seed, COUNT) for seed, split in enumerate(splits))
    weights = fitted(x, same)
    print("WEIGHTS =", tuple(np.round(weights[:-1], 2).tolist()), "BIAS =", round(float(weights[-1]), 2))
    right = ((np.column_stack([held_out[0], np.ones(len(held_out[0]))]) @ weights > 0) == held_out[1]).mean()
    print(f"{len(x)} neighbours; right by geometry alone on validation writers: {right:.2%}")


if __name__ == "__main__":
    main()
