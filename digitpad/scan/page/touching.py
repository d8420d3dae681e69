"""Where marks that are wider than one digit may be cut: digits that touch."""

from typing import NamedTuple

import numpy as np

from digitpad.scan.page.marks import Floats
from digitpad.scan.page.paper import Mask
from digitpad.scan.windows import Array

# A mark wider than this, in heights of the row's digits, may be two digits.
WIDE = 0.82
# Cuts are this far from the mark's ends and from each other, in heights.
LEAST_SLICE = 0.22
# A cut is as bad as the ink that it goes through, in widths of the pen, and so much for each height that it spans.
SPAN = 3.0
# Column sums are averaged over this, in heights, so that strokes' rough edges make no cuts.
SMOOTH = 0.03
# Cuts lie where ink is least or reaches least far up and down, within this, in heights.
WITHIN = 0.07


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
    column = (across - left).astype(np.int64)
    count = int(column.max()) + 1
    ink = _averaged(np.bincount(column).astype(np.float64), max(1, round(SMOOTH * height))) / max(pen, 1.0)
    highest, lowest = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(highest, column, down)
    np.maximum.at(lowest, column, down)
    span = np.maximum(lowest - highest + 1, 0) / height
    margin = max(1, round(LEAST_SLICE * height))
    reach = max(1, round(WITHIN * height))
    places = np.flatnonzero(_minima(ink, reach) | _minima(span, reach))
    places = places[(places >= margin) & (places < count - margin)]
    chosen: list[int] = []
    for place in places[np.argsort((ink + SPAN * span)[places], kind="stable")].tolist():
        if all(abs(place - other) >= margin for other in chosen):
            chosen.append(place)
    return [Cut(left + place + 0.5, float(ink[place]), float(span[place])) for place in sorted(chosen)]


def _minima(profile: Floats, reach: int) -> Mask:
    """Return which columns have the least within ``reach`` of them."""
    padded = np.pad(profile, reach, constant_values=np.inf)
    least: Mask = profile <= np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1)
    return least


def _averaged(profile: Floats, side: int) -> Floats:
    """Return the profile averaged over so many columns; outside of it there is no ink."""
    averaged: Floats = np.convolve(profile, np.full(side, 1 / side), "same")
    return averaged
