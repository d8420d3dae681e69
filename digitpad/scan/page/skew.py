"""How far a page lies turned, told from the rows in which its digits stand."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Pages turned more than this, in degrees, are left as they are: people put them straighter.
MOST = 11.0
STEP = 0.25
# Fewer digits than this say nothing.
FEWEST = 4
# Bins in one height of the digits: the rows' centres are as wide as a few of these.
BINS = 6
# A turned page is believed in if its rows are this much denser than those of the page as it lies.
DENSER = 1.04


def skew(centres: Floats, heights: Floats) -> float:
    """Return how far the page is turned clockwise, in radians; 0 if nothing says so.

    The densest rows win: the projection profile (Postl, "Detection of linear oblique structures and skew scan in
    digitized documents", ICPR 1986), of the digits' centres alone.

    Args:
        centres: (n, 2) x, y of the digits.
        heights: (n,) of them.
    """
    if len(centres) < FEWEST:
        return 0.0
    unit = float(np.median(heights)) / BINS
    angles = np.radians(np.arange(-MOST, MOST + STEP / 2, STEP))
    best = _densest(centres, unit, angles)
    fine = np.radians(np.arange(-STEP, STEP, STEP / 5))
    best = _densest(centres, unit, best + fine)
    return best if _density(centres, unit, best) > DENSER * _density(centres, unit, 0.0) else 0.0


def _densest(centres: Floats, unit: float, angles: Floats) -> float:
    densities = [_density(centres, unit, float(angle)) for angle in angles]
    # Of equals the middle one: few digits fill the same bins at many angles.
    top = np.flatnonzero(np.array(densities) >= 0.995 * max(densities))
    return float(angles[top[len(top) // 2]])


def _density(centres: Floats, unit: float, angle: float) -> float:
    """Return how much the digits share rows, a little less the more the page is turned."""
    down = (centres[:, 1] * math.cos(angle) - centres[:, 0] * math.sin(angle)) / unit
    down = down - down.min()
    whole = down.astype(np.int64)
    part = down - whole
    size = int(whole.max()) + 2
    profile = np.bincount(whole, 1 - part, size) + np.bincount(whole + 1, part, size)
    smooth = np.convolve(profile, [0.1, 0.25, 0.3, 0.25, 0.1])
    return float((smooth**2).sum())
