"""Temperature and thresholds, chosen on validation writers: what makes a confidence mean what it says."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar

from digitpad.facts import Facts
from digitpad.recognizer import class_probabilities

# So many of the digits in every validation group are to be called sure. The promise is 95 %: half a per cent is
# kept in hand for writers who differ from the validation writers.
SHARE_SURE = 0.955
# A quantile of 4.5 % needs some hundreds of samples to mean anything: smaller groups don't count.
SMALLEST_GROUP = 500
# At most so many of the validation digits, of any one digit, may be called no digit.
SHARE_LOST = 0.003
SHARE_LOST_OF_ONE = 0.006


@dataclass(frozen=True)
class Scored:
    """A model's raw scores (n, k) for digits, their labels (n,) and the group (n,) that each belongs to."""

    scores: NDArray[np.float32]
    labels: NDArray[np.int64]
    groups: NDArray[np.str_]


def calibrated(digits: Scored, output: str) -> Facts:
    """Choose temperature and thresholds.

    Args:
        digits: validation data; every large group counts the same for the thresholds.
        output: what the scores are: "logits", "softmax" or "sigmoid".

    Returns:
        Facts with nothing but these.
    """
    # Among the ten digits alone: how many drawings are no digits is another question.
    temperature = best_temperature(digits.scores[:, :10], digits.labels, output)
    classes = class_probabilities(digits.scores, output, temperature)
    confidences, chances = classes[:, :10].max(axis=1), classes[:, :10].sum(axis=1)
    sure = min(float(np.quantile(confidences[group], 1 - SHARE_SURE)) for group in _large_groups(digits.groups))
    digit = min(
        [float(np.quantile(chances, SHARE_LOST))]
        + [float(np.quantile(chances[digits.labels == d], SHARE_LOST_OF_ONE)) for d in np.unique(digits.labels)]
    )
    # Rounded down, so that the file says exactly what is used and the shares still hold.
    return Facts(output, round(temperature, 4), math.floor(sure * 1e4) / 1e4, math.floor(digit * 1e4) / 1e4)


def _large_groups(groups: NDArray[np.str_]) -> list[NDArray[np.bool_]]:
    """Return a mask for each large group, or one for everything where none is large."""
    names, counts = np.unique(groups, return_counts=True)
    large = [groups == name for name in names[counts >= SMALLEST_GROUP]]
    return large or [np.ones(len(groups), bool)]


def best_temperature(scores: NDArray[np.float32], labels: NDArray[np.int64], output: str) -> float:
    """Return the temperature at which the labels are likeliest (Guo et al., ICML 2017)."""

    def surprise(logarithm: float) -> float:
        classes = class_probabilities(scores, output, float(np.exp(logarithm)))
        return float(-np.log(np.maximum(classes[np.arange(len(labels)), labels], 1e-12)).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-2.5, 2.5), method="bounded").x))


def no_digit_shift(digits: Scored) -> float:
    """Return how much the logit of "no digit" is too high for people who draw digits.

    In training one drawing in five is no digit, on a pad far fewer are. The shift is chosen so that on validation digits
    the mean confidence is the share that is read rightly. (That class frequencies are corrected by shifting logits:
    Saerens, Latinne, Decaestecker, "Adjusting the outputs of a classifier to new a priori probabilities", 2002.)

    Args:
        digits: with scores that are logits, (n, 11).
    """
    temperature = best_temperature(digits.scores[:, :10], digits.labels, "logits")
    accuracy = float((digits.scores[:, :10].argmax(axis=1) == digits.labels).mean())

    def too_sure(shift: float) -> float:
        moved = digits.scores - np.array([0] * 10 + [shift], np.float32)
        return float(class_probabilities(moved, "logits", temperature)[:, :10].max(axis=1).mean()) - accuracy

    most = 20.0  # e to the 20th: as if nobody ever drew anything else
    if too_sure(0.0) >= 0 or too_sure(most) <= 0:
        return 0.0 if too_sure(0.0) >= 0 else most
    return float(brentq(too_sure, 0.0, most, xtol=1e-4))
