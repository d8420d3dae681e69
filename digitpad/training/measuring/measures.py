"""The numbers of an evaluation: intervals, calibration, separation. NumPy only."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Flags = NDArray[np.bool_]

CALIBRATION_BINS = 15  # as in Guo et al.
# The sampling floor is a mean over this many draws: enough for its third digit.
FLOOR_DRAWS = 200
FLOOR_SEED = 0
Z_95 = 1.959964  # the normal distribution's 97.5 % quantile


def wilson_interval(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, "Probable inference", JASA 22, 1927).

    Unlike the plain normal interval it stays within 0..1 and is of use close to 1, where accuracies lie.

    Args:
        right: how many of them.
        count: of how many, above 0.
    """
    share, square = right / count, Z_95**2 / count
    middle = (share + square / 2) / (1 + square)
    half = Z_95 / (1 + square) * math.sqrt(share * (1 - share) / count + square / (4 * count))
    # At the ends of the scale, float noise must not push the interval past the share itself.
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


def calibration_error(confidences: Floats, right: Flags) -> float:
    """Return the expected calibration error: how far confidence is from accuracy, in the mean, over 15 equal bins.

    Source: Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural networks", ICML 2017.

    Args:
        confidences: (n,) 0..1, n ≥ 1.
        right: (n,) whether the answer was right.
    """
    gaps = np.bincount(calibration_bins(confidences), confidences - right, CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / len(confidences))


def calibration_bins(confidences: Floats) -> NDArray[np.intp]:
    """Return the number of each confidence's bin, 0 to 14."""
    return np.clip((confidences * CALIBRATION_BINS).astype(np.intp), 0, CALIBRATION_BINS - 1)


def calibration_floor(confidences: Floats) -> float:
    """Return the calibration error that a perfectly calibrated model of these confidences shows by chance alone.

    The answers are drawn with just the chance of being right that their confidence says, and the error is taken over
    200 such draws in the mean. A model's own error means something only above this floor.
    """
    random = np.random.default_rng(FLOOR_SEED)
    draws = (random.random(len(confidences)) < confidences for _ in range(FLOOR_DRAWS))
    return float(np.mean([calibration_error(confidences, right) for right in draws]))


def auroc(positives: Floats, negatives: Floats) -> float:
    """Return the chance that a positive has a higher score than a negative; equal scores count half.

    This is the area under the ROC curve (Hanley, McNeil, Radiology 143, 1982).

    Args:
        positives: (n,) scores, n ≥ 1.
        negatives: (m,) scores, m ≥ 1.
    """
    order = np.sort(negatives)
    below = np.searchsorted(order, positives, "left")
    not_above = np.searchsorted(order, positives, "right")
    return float((below + not_above).mean() / 2 / len(negatives))


def accuracy_by_share(confidences: Floats, right: Flags) -> tuple[Floats, Floats]:
    """Return how accurate the most confident answers are, when only they are given.

    Returns:
        (shares, accuracies), each (n,): the share of answers given, rising to 1, and the accuracy among them.
    """
    order = np.argsort(-confidences, kind="stable")
    given = np.arange(1, len(order) + 1)
    return given / len(order), np.cumsum(right[order]) / given
