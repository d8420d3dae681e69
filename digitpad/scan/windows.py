"""Highest values, medians and blurs in windows around each pixel, fast at any window size; and percentiles."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Array = NDArray[np.float32]


def highest(values: Array, side: int) -> Array:
    """Return the highest value in the ``side`` × ``side`` window around each pixel of (h, w); ``side`` is odd."""
    return _highest(np.pad(values, side // 2, constant_values=-np.inf), side)


def opened(values: Array, side: int) -> Array:
    """Return (h, w) values with everything high cut off that no ``side`` × ``side`` window fits into.

    This is grey-scale opening: slopes, and steps between wide regions, stay as they are. Windows may reach over the
    picture's edge, with nothing outside, so that a slope towards the edge stays, too; but a quarter of each must lie
    inside, or it would fit into a stroke along the edge.
    """
    inside = max(1, side // 4)
    lowest = -_highest(np.pad(-values, side - inside, constant_values=-np.inf), side)
    return _highest(np.pad(lowest, inside - 1, constant_values=-np.inf), side)


def _highest(values: Array, side: int) -> Array:
    """Return the highest value of each window that lies within (h, w)."""
    for _ in range(2):
        covered = 1
        while covered < side:  # two windows that touch or overlap make a longer one
            step = min(covered, side - covered)
            values = np.maximum(values[:-step], values[step:])
            covered += step
        values = values.T
    return values


def median(values: Array, side: int) -> Array:
    """Return about the median of the ``side`` × ``side`` window around each pixel of (h, w): columns, then rows."""
    for _ in range(2):
        padded = np.pad(values, ((side // 2, side // 2), (0, 0)), mode="edge")
        values = np.median(np.lib.stride_tricks.sliding_window_view(padded, side, axis=0), axis=-1).T
    return values


def blurred(values: Array, sigma: float) -> Array:
    """Return (h, w) values blurred by a Gaussian of ``sigma`` pixels."""
    reach = math.ceil(3 * sigma)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 1e-6)) ** 2)
    weights = (weights / weights.sum()).astype(np.float32)
    for _ in range(2):
        padded = np.pad(values, ((reach, reach), (0, 0)), mode="edge")
        terms = (weight * padded[i : i + len(values)] for i, weight in enumerate(weights))
        values = sum(terms, start=np.zeros_like(values)).T
    return values


def resized(values: Array, size: tuple[int, int], smooth: bool = True) -> Array:
    """Return (h, w) values at another (width, height), interpolated, or averaged where it is smaller."""
    way = Image.Resampling.BICUBIC if smooth else Image.Resampling.BOX
    return np.asarray(Image.fromarray(values).resize(size, way))


def blocks(values: Array, most: int) -> Array:
    """Return (h, w) values averaged over blocks, at most ``most`` of them on either side."""
    height, width = values.shape
    factor = max(height, width, most) / most
    return resized(values, (max(1, round(width / factor)), max(1, round(height / factor))), smooth=False)


def percentile(values: NDArray[Any], per_cent: float) -> float:
    """Return what NumPy's percentile of some values, at least one, is, in a tenth of its time where they are few."""
    place = (values.size - 1) * per_cent / 100
    below = int(place)
    above = min(below + 1, values.size - 1)
    lower, upper = np.partition(values, (below, above), axis=None)[[below, above]].tolist()
    return float(lower + (upper - lower) * (place - below))
