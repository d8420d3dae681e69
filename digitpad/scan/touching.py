"""Where marks that are wider than one digit may be cut: digits that touch."""

from typing import NamedTuple

import numpy as np

from digitpad.scan.marks import Floats
from digitpad.scan.windows import Array

# A mark wider than this, in heights of the row's digits, may be two digits.
WIDE = 0.95
# Cuts are this far from the mark's ends and from each other, in heights.
LEAST_SLICE = 0.22
# A cut goes through no more ink than this, in widths of the pen: two strokes, one above the other.
THICKEST = 2.4
# Column sums are averaged over this, in heights, so that strokes' rough edges make no cuts.
SMOOTH = 0.04
# And cuts lie where fewest ink is within this, in heights.
WITHIN = 0.1


class Cut(NamedTuple):
    """An upright cut through a mark.

    Attributes:
        x: where, righted.
        ink: how much ink it goes through, in widths of the pen.
        span: from the highest to the lowest of that ink, in heights of the row's digits.
    """

    x: float
    ink: float
    span: float


def cuts(across: Array, down: Array, height: float, pen: float) -> list[Cut]:
    """Return where a mark may be cut, from left to right; nowhere if it is not wide.

    Args:
        across: (p,) righted x of the mark's pixels.
        down: (p,) righted y of them.
        height: of the row's digits.
        pen: the strokes' width, in pixels.
    """
    left = float(across.min())
    width = float(across.max()) - left + 1
    if width <= WIDE * height:
        return []
    profile = np.bincount((across - left).astype(np.int64)).astype(np.float64)
    profile = _averaged(profile, max(1, round(SMOOTH * height))) / max(pen, 1.0)
    margin = max(1, round(LEAST_SLICE * height))
    reach = max(1, round(WITHIN * height))
    padded = np.pad(profile, reach, constant_values=np.inf)
    lowest = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1)
    places = np.flatnonzero((profile <= lowest) & (profile <= THICKEST))
    places = places[(places >= margin) & (places < len(profile) - margin)]
    chosen: list[int] = []
    for place in places[np.argsort(profile[places], kind="stable")].tolist():
        if all(abs(place - other) >= margin for other in chosen):
            chosen.append(place)
    return [
        Cut(left + place + 0.5, float(profile[place]), _span(across - left - place, down) / height)
        for place in sorted(chosen)
    ]


def _span(across: Array, down: Array) -> float:
    """Return from where to where the ink of the column at 0 reaches."""
    column = down[(across >= 0) & (across < 1)]
    return float(np.ptp(column)) + 1 if column.size else 0.0


def _averaged(profile: Floats, side: int) -> Floats:
    """Return the profile averaged over so many columns; outside of it there is no ink."""
    averaged: Floats = np.convolve(profile, np.full(side, 1 / side), "same")
    return averaged
