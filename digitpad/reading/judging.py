"""Raw scores of a model to honest predictions: probabilities, confidence and verdict."""

from typing import TYPE_CHECKING

import numpy as np

from digitpad.reading.facts import Facts
from digitpad.reading.prediction import Prediction, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray


def output_kind(scores: "NDArray[np.float32]") -> str:
    """Tell from a model's scores what its last layer is.

    Args:
        scores: (n, k) raw outputs.

    Returns:
        "softmax" where rows are probabilities that sum to 1, "sigmoid" where they only lie in 0..1, else "logits".
    """
    if scores.min() < 0 or scores.max() > 1:
        return "logits"
    return "softmax" if np.allclose(scores.sum(axis=1), 1, atol=1e-3) else "sigmoid"


def class_probabilities(scores: "NDArray[np.float32]", output: str, temperature: float) -> "NDArray[np.float64]":
    """Turn raw scores into probabilities.

    Args:
        scores: (n, k).
        output: what the scores are: "logits", "softmax" or "sigmoid".
        temperature: the divisor of the logits (Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural
            networks", ICML 2017).

    Returns:
        (n, k); every row sums to 1.
    """
    raw = scores.astype(np.float64)
    # The least positive float32 keeps the logarithm finite where a model says a flat zero.
    logits = raw if output == "logits" else np.log(np.maximum(raw, np.finfo(np.float32).tiny))
    logits = logits / temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return result


def judged(scores: "NDArray[np.float32]", output: str, facts: Facts) -> list[Prediction]:
    """Turn raw scores (n, 10 or 11) into predictions; an eleventh class means "no digit"."""
    return predictions_of(class_probabilities(scores, output, facts.temperature), facts, facts.digit)


def predictions_of(classes: "NDArray[np.float64]", facts: Facts, least: float) -> list[Prediction]:
    """Turn chances into predictions.

    Args:
        classes: (n, 10 or 11) chances; every row sums to 1.
        facts: with the threshold of "sure".
        least: the least chance of being a digit at all that is none of "no digit".
    """
    digits = classes[:, :10]
    share = digits.sum(axis=1, keepdims=True)
    probabilities = (digits / np.maximum(share, np.finfo(np.float64).tiny)).astype(np.float32)
    best = digits.argmax(axis=1)
    confidences = digits.max(axis=1)
    # A model with ten classes never says that it sees no digit: a flat answer has to do.
    digit_chances = share[:, 0] if classes.shape[1] == 11 else confidences
    return [
        Prediction(int(digit), float(confidence), row, _verdict(confidence, digit_chance, facts.sure, least))
        for digit, confidence, row, digit_chance in zip(best, confidences, probabilities, digit_chances, strict=True)
    ]


def _verdict(confidence: float, digit_chance: float, sure: float, least: float) -> Verdict:
    if digit_chance < least:
        return "no digit"
    return "sure" if confidence >= sure else "unsure"
