"""Straight runs of ink along a page's two directions: what may be lines of forms."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.scan.page.marks import Floats, Integers
from digitpad.scan.page.paper import Bytes, Mask

Labels = NDArray[np.integer[Any]]

# Pages lie turned no more than this, in degrees; lines are looked for at each step, then more closely around the best.
MOST_TURNED, STEP, FINE_STEP = 11.0, 0.5, 0.05
# So many pixels of ink tell how a page lies; more would tell the same.
SAMPLE = 20_000
# A run is ink on this share of so many pixels in a row: scans break lines, and turned ones have steps.
PIECE, INKED = 24, 0.75
# Rows of a run with less than this share of its fullest row's ink are strokes that touch it.
FULL_ROW = 0.65


class Ended:
    """Lines that are known by where they end: ``ends`` is (n, 2, 2), the first and last point of each, as x, y."""

    ends: Floats

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def lengths(self) -> Floats:
        """(n,) from end to end."""
        lengths: Floats = np.hypot(*(self.ends[:, 1] - self.ends[:, 0]).T)
        return lengths


@dataclass(frozen=True, eq=False)
class Segments(Ended):
    """The straight runs of one direction.

    Attributes:
        ends: (n, 2, 2) the first and last point of each, as x, y on the page.
        widths: (n,) across.
        leans: (n,) how far each leans from this direction, across for each pixel along.
        bends: (n,) the standard deviation of its ink across, in pixels, less that of a straight line so wide.
        labels: (h, w) of the sheared page: which run, counted from 1, each of their pixels belongs to; 0 for none.
    """

    ends: Floats
    widths: Floats
    leans: Floats
    bends: Floats
    labels: Labels


def page_angle(mask: Mask) -> float:
    """Return the angle, in radians, at which rows and columns of ink are densest: the projection profile."""
    places = np.flatnonzero(mask)
    ys, xs = np.divmod(places[:: max(1, places.size // SAMPLE)], mask.shape[1])
    best = 0.0
    for step, reach, bin_width in ((STEP, MOST_TURNED, 3.0), (FINE_STEP, STEP, 1.0)):
        tried = best + np.arange(-reach, reach + step / 2, step)
        density = []
        for slope in np.tan(np.radians(tried)):
            total = 0.0
            for profile in (ys - xs * slope, xs + ys * slope):
                counts = np.bincount(((profile - profile.min()) / bin_width).astype(np.int64))
                total += float((counts.astype(np.float64) ** 2).sum())
            density.append(total)
        # Of equals that which lies straightest.
        order = np.lexsort((np.abs(tried), -np.array(density)))
        best = float(tried[order[0]])
    return float(np.radians(best))


def segments_of(mask: Mask, slope: float) -> Segments:
    """Find straight runs along x.

    Args:
        mask: (h, w), where there is ink.
        slope: of the runs, downwards.
    """
    import cc3d  # a tenth of a second that only pictures need

    ink = sheared(mask, slope)
    thick = thicker(ink)
    full = sums_along(thick.view(np.uint8), PIECE) >= INKED * PIECE
    inked: Mask = sums_along(np.pad(full, ((0, 0), (PIECE - 1, PIECE - 1))).view(np.uint8), PIECE) > 0
    inked = _straight(inked, thick, cc3d.connected_components(inked.view(np.uint8), connectivity=8))
    labels = cc3d.connected_components(inked.view(np.uint8), connectivity=8)
    ys, xs = np.nonzero(ink & (labels > 0))
    return _fitted(labels, ys, xs, slope, shifts(mask.shape[1], slope)[0][0])


def _fitted(labels: Labels, ys: Integers, xs: Integers, slope: float, offset: int) -> Segments:
    """Fit a straight line to the ink of each label (least squares), and keep those that have ink."""
    owner = labels[ys, xs].astype(np.int64)
    count = int(labels.max(initial=0)) + 1
    total = np.bincount(owner, minlength=count).astype(np.float64)
    some = np.maximum(total, 1)
    x, y = xs.astype(np.float64), ys.astype(np.float64)
    x_mean = np.bincount(owner, x, count) / some
    y_mean = np.bincount(owner, y, count) / some
    spread = np.bincount(owner, x * x, count) / some - x_mean**2
    common = np.bincount(owner, x * y, count) / some - x_mean * y_mean
    lean = common / np.maximum(spread, 1.0)
    first, last = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(first, owner, x)
    np.maximum.at(last, owner, x)
    kept = total > 0
    kept[0] = False
    numbers = np.cumsum(kept) * kept
    sides = np.stack([first[kept], last[kept] + 1], axis=1)
    across = y_mean[kept, None] + lean[kept, None] * (sides - x_mean[kept, None]) - offset + slope * sides
    ends = np.stack([sides, across], axis=2)
    widths = total[kept] / np.maximum(last[kept] + 1 - first[kept], 1)
    apart = np.bincount(owner, y * y, count) / some - y_mean**2 - lean * common
    bends = np.sqrt(np.maximum(apart[kept], 0)) - widths / math.sqrt(12)
    return Segments(ends, widths, lean[kept], bends, numbers.astype(np.int32)[labels])


def _straight(inked: Mask, thick: Mask, labels: Labels) -> Mask:
    """Return the runs without strokes that touch them: of each the rows that are nearly as full as its fullest."""
    ys, xs = np.nonzero(inked & thick)
    owner = labels[ys, xs].astype(np.int64)
    count = int(owner.max(initial=0)) + 1
    keys, own, full = np.unique(owner * inked.shape[0] + ys, return_inverse=True, return_counts=True)
    most = np.zeros(count, np.int64)
    np.maximum.at(most, keys // inked.shape[0], full)
    kept = full >= FULL_ROW * most[keys // inked.shape[0]]
    result = np.zeros_like(inked)
    result[ys, xs] = kept[own]
    # Gaps in a line are parts of it: the runs of its rows are closed again.
    reach = PIECE // 2
    near = sums_along(np.pad(result, ((0, 0), (reach - 1, reach))).view(np.uint8), reach) > 0
    closed: Mask = (near[:, :-reach] & near[:, reach:] & inked) | result
    return closed


def sums_along(values: Bytes, length: int) -> Bytes:
    """Return the sums of so many values along x, (h, w - length + 1) uint8, each where its first value is.

    Args:
        values: (h, w), each so small that no sum is above 255.
        length: at least 1.
    """
    # Sums of 1, 2, 4... values, put together as the length has them in binary: bytes are added many at a time.
    width = max(values.shape[1] - length + 1, 0)
    result, power, covered = np.zeros((values.shape[0], width), np.uint8), values, 0
    for bit in range(length.bit_length() if width else 0):
        if length >> bit & 1:
            result += power[:, covered : covered + width]
            covered += 1 << bit
        if length >> bit > 1:
            power = power[:, : -(1 << bit)] + power[:, 1 << bit :]
    return result


def shifts(width: int, slope: float) -> list[tuple[int, int, int]]:
    """Return (shift, first column, end column) of the blocks of columns that a shear moves alike; the least is 0."""
    shift = np.round(-slope * np.arange(width)).astype(np.int64)
    shift -= shift.min()
    firsts = np.concatenate([[0], np.flatnonzero(np.diff(shift)) + 1])
    ends = np.append(firsts[1:], width)
    return [(int(shift[first]), int(first), int(end)) for first, end in zip(firsts, ends, strict=True)]


def sheared(mask: Mask, slope: float) -> Mask:
    """Return a mask whose columns are moved so that lines of this slope are level."""
    blocks = shifts(mask.shape[1], slope)
    result = np.zeros((mask.shape[0] + max(shift for shift, _, _ in blocks), mask.shape[1]), np.bool_)
    for shift, first, end in blocks:
        result[shift : shift + mask.shape[0], first:end] = mask[:, first:end]
    return result


def unsheared(page: Bytes, slope: float, size: tuple[int, ...]) -> Bytes:
    """Return a sheared page as it was, (h, w)."""
    result = np.zeros(size, page.dtype)
    for shift, first, end in shifts(size[1], slope):
        result[:, first:end] = page[shift : shift + size[0], first:end]
    return result


def thicker(mask: Mask) -> Mask:
    """Return the pixels of a mask and those above and below."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    return thick
