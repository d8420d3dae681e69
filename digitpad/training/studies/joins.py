"""Fits how geometry tells strokes of one digit from strokes of two: ``python -m digitpad.training.studies.joins``.

It prints the small network that ``digitpad.reading.joints`` holds, fitted to numbers composed of the training writers'
digits, and how often it is right on the validation writers'.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from digitpad.ink.drawing import Stroke
from digitpad.reading.grouping import rows_of
from digitpad.reading.joints import features
from digitpad.training.data.splits import Split, digits_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.numbers import Number, numbers
from digitpad.training.pictures.spacing import GAPS
from digitpad.training.pictures.written import with_a_small_last

COUNT = 300  # numbers of each gap and length
LENGTHS = (2, 3, 4, 6, 8)
SMALL = 0.1  # how many of them end with a small digit
CELLS, DECAY, STEPS = 10, 3e-4, 500

Floats = NDArray[np.float64]


def pairs(digits: StrokeSet, seed: int, count: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the features (n, k) of neighbouring strokes in composed numbers, and whether each two are one digit's."""
    rng = np.random.default_rng(seed)
    made = (number for gap in GAPS for length in LENGTHS for number in numbers(digits, length, gap, count, rng))
    found = [
        _pairs(number, with_a_small_last(number, rng).strokes if rng.random() < SMALL else None) for number in made
    ]
    return np.concatenate([x for x, _ in found if len(x)]), np.concatenate([y for x, y in found if len(x)])


def _pairs(number: Number, other: tuple[Stroke, ...] | None) -> tuple[Floats, NDArray[np.bool_]]:
    drawing = number.drawing if other is None else number.drawing._replace(strokes=other)
    owner = dict(zip(map(id, drawing.strokes), number.digits, strict=True))
    rows = [row for row in rows_of(drawing) if len(row) > 1]
    if not rows:
        return np.empty((0, 0)), np.empty(0, bool)
    same = [owner[id(one)] == owner[id(other)] for row in rows for one, other in pairwise(row)]
    return np.concatenate([features(row) for row in rows]), np.array(same)


def fitted(x: Floats, same: NDArray[np.bool_], decay: float = 1e-4) -> Floats:
    """Return the weights (k + 1,) of a logistic regression, the bias last."""
    inputs = np.column_stack([x, np.ones(len(x))])
    signs = np.where(same, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = signs * (inputs @ weights)
        slope = -signs / (1 + np.exp(np.minimum(margins, 500)))
        value = np.logaddexp(0, -margins).mean() + decay * float(weights @ weights)
        return float(value), (inputs * slope[:, None]).mean(axis=0) + 2 * decay * weights

    weights: Floats = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B").x
    return weights


def network(x: Floats, same: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Return the cells (CELLS, k + 2) of a network, as ``digitpad.reading.joints`` has them, and the last bias."""
    middle, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-9)
    inputs = np.column_stack([(x - middle) / scale, np.ones(len(x))])
    signs, size = np.where(same, 1.0, -1.0), inputs.shape[1] * CELLS

    def loss(weights: Floats) -> tuple[float, Floats]:
        hidden = np.tanh(inputs @ weights[:size].reshape(-1, CELLS))
        margins = signs * (hidden @ weights[size:-1] + weights[-1])
        slope = -signs / (1 + np.exp(np.clip(margins, -500, 500))) / len(signs)
        inner = inputs.T @ (np.outer(slope, weights[size:-1]) * (1 - hidden**2))
        value = np.logaddexp(0, -margins).mean() + DECAY * float(weights @ weights)
        return float(value), np.concatenate([inner.ravel(), hidden.T @ slope, [slope.sum()]]) + 2 * DECAY * weights

    start = np.random.default_rng(0).normal(0, 0.5, size + CELLS + 1)
    best: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    inner = best[:size].reshape(-1, CELLS)
    weights = inner[:-1] / scale[:, None]
    return np.column_stack([weights.T, inner[-1] - middle @ weights, best[size:-1]]), float(best[-1])


def main() -> None:
    """Fit, and print."""
    data = load_strokes()
    splits: tuple[Split, ...] = ("train", "validation")
    (x, same), (seen, truth) = (pairs(digits_of(data, split), seed, COUNT) for seed, split in enumerate(splits))
    cells, bias = network(x, same)
    print("CELLS = (")
    for cell in np.round(cells, 2).tolist():
        print(f"    ({', '.join(f'{weight:g}' for weight in cell)}),")
    print(f")\nBIAS = {bias:.2f}")
    scores = np.tanh(seen @ cells[:, :-2].T + cells[:, -2]) @ cells[:, -1] + bias
    loss = np.logaddexp(0, -np.where(truth, 1, -1) * scores).mean()
    print(f"{len(x)} neighbours; right on validation writers: {((scores > 0) == truth).mean():.2%}, loss {loss:.4f}")


if __name__ == "__main__":
    main()
