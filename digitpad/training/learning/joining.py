"""How much the strokes network counts beside the picture network, and how sure both together are."""

import math
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from digitpad.reading.engines import Engine
from digitpad.reading.strokes_model import joined
from digitpad.training.data.splits import digits_of, group_of
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.learning.averaging import network_input
from digitpad.training.learning.calibration import Scored, calibrated, no_digit_shift
from digitpad.training.pictures.material import NO_DIGIT, plain_planes

# The weights that are tried: finer steps differ by less than chance does.
WEIGHTS = tuple(round(0.05 * step, 2) for step in range(21))


@dataclass(frozen=True)
class Together:
    """Two networks' logits, (n, 11) each, for the same digits, and their labels (n,)."""

    picture: NDArray[np.float32]
    strokes: NDArray[np.float32]
    labels: NDArray[np.int64]

    def loss(self, weight: float) -> float:
        """Return the mean cross-entropy of the digits at this weight, at the temperature that suits it best.

        The ten digits alone count: how much "no digit" is to be lowered is chosen after the weight.
        """
        logits = joined(self.picture, self.strokes, weight)[:, :NO_DIGIT].astype(np.float64)

        def at(logarithm: float) -> float:
            return _loss(logits / math.exp(logarithm), self.labels)

        return float(minimize_scalar(at, bounds=(-2, 2), method="bounded").fun)

    def wrong(self, weight: float) -> int:
        """Return how many digits are read wrongly at this weight."""
        logits = joined(self.picture, self.strokes, weight)
        return int((logits[:, :NO_DIGIT].argmax(axis=1) != self.labels).sum())


def best_weight(together: Together) -> float:
    """Return the weight of the strokes network at which the loss is least."""
    return min(WEIGHTS, key=together.loss)


def join(model: keras.Model, picture: Engine, strokes: StrokeSet) -> dict[str, Any]:
    """Return the facts of both networks together, and shift the strokes network's logit of "no digit" to fit them.

    Args:
        model: the strokes network.
        picture: the picture network, as it ships.
        strokes: all stroke data; the validation writers' digits are read.

    Returns:
        Output kind, weight, temperature and thresholds as the facts file has them, and what they rest on.
    """
    validation = digits_of(strokes, "validation")
    planes, labels = plain_planes(validation)
    seen = picture.scores(planes[..., 0].astype(np.float32) / np.float32(255))
    together = Together(seen, model.predict(network_input(planes), 1_000, verbose=0), labels)
    weight = best_weight(together)
    scores = joined(together.picture, together.strokes, weight)
    digits = Scored(scores, labels, group_of(validation.writers))
    shift = no_digit_shift(digits) if weight else 0.0
    scores[:, NO_DIGIT] -= shift
    weights, biases = model.layers[-1].get_weights()
    biases[NO_DIGIT] -= shift / weight if weight else 0.0
    model.layers[-1].set_weights([weights, biases])
    facts = calibrated(digits, "logits")
    return {
        "output": facts.output,
        "weight": weight,
        "temperature": facts.temperature,
        "thresholds": {"sure": facts.sure, "digit": facts.digit},
        "no_digit_shift": round(shift, 4),
        "validation": {
            "digits": len(labels),
            "wrong": {"picture": together.wrong(0.0), "strokes": together.wrong(1.0), "both": together.wrong(weight)},
        },
    }


def _loss(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    highest = logits.max(axis=1)
    total = highest + np.log(np.exp(logits - highest[:, None]).sum(axis=1))
    return float((total - logits[np.arange(len(labels)), labels]).mean())
