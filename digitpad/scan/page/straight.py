"""Straight lines, made of straight runs of ink that are as steady as lines are."""

from dataclasses import dataclass

import numpy as np

from digitpad.scan.page.marks import Floats, Integers
from digitpad.scan.page.paper import Bytes, Mask
from digitpad.scan.page.segments import PIECE, Ended, Segments
from digitpad.scan.windows import percentile

# No line is shorter than so many times its width: digits' strokes in boxes hardly ever reach this, straight.
SLENDER = 11.0
# Nor does one lean by more than this from the page's directions, as in photos, and by so many pixels from end to end;
# nor does its ink lie further beside a straight line than so many pixels, widths, or lengths where paper is curved.
LEAN, LEAN_PIXELS = 0.03, 1.5
BEND_PIXELS, BEND_WIDTHS, BEND = 0.5, 0.1, 0.004
# Across, lines have ink on this share of their length, are no thicker than twice so many pixels, and on this share
# of it as thick as elsewhere, give or take a pixel and a share: strokes aren't, and more isn't crossed by digits.
COVERED, THICKEST, STEADY, UNSTEADY = 0.7, 16, 0.55, 0.25
# What is so many times as long as wide is a line even where digits cover it, and this share is as thick as elsewhere.
LONG, STEADY_LONG = 60.0, 0.35
# Of more runs than this only the longest can be lines: a page of print has many.
MOST_RUNS = 600
# Runs are of one line where they lie no further than this across it, in pixels, in widths and for each pixel of the gap
# between them, ...
ASIDE_PIXELS, ASIDE_WIDTHS, ASIDE_GAP = 1.5, 0.5, 0.02
# ... and the gap is no longer than this share of both, or is faintly inked on this share of its length.
GAP, FAINTLY, GAP_INKED = 0.6, 0.3, 0.7
# A line goes on beyond its end, as faintly, no further than so many pixels.
FURTHER = 12


@dataclass(frozen=True, eq=False)
class Straight(Ended):
    """Straight lines of one direction, each of one run or of several.

    Attributes:
        ends: (n, 2, 2) the first and last point of each, as x, y on the page.
        widths: (n,) across.
        owners: of each run, the line that it is a part of, or -1.
    """

    ends: Floats
    widths: Floats
    owners: Integers

    def chosen(self, kept: Mask) -> "Straight":
        """Return some of the lines."""
        numbers = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
        return Straight(self.ends[kept], self.widths[kept], numbers[self.owners])


def joined(runs: Segments, mask: Mask, values: Bytes, axis: int) -> Straight:
    """Join runs that lie in one line.

    Args:
        runs: of one direction.
        mask: (h, w), where there is ink.
        values: (h, w) how much each pixel is ink.
        axis: 0 for level runs, 1 for upright ones.
    """
    chosen, ends, widths = _steady(runs, mask if axis == 0 else mask.T, axis)
    number = np.arange(len(chosen))
    for after in range(len(chosen)):
        before = _run_before(ends, widths, after, axis, values)
        if before >= 0:
            number[after] = number[before]
    lines = [np.flatnonzero(number == i) for i in np.unique(number)]
    owners = np.full(len(runs), -1, np.int64)
    for i, members in enumerate(lines):
        owners[chosen[members]] = i
    if not lines:
        return Straight(np.empty((0, 2, 2)), np.empty(0), owners)
    outer = [(ends[each[0], 0], ends[each[np.argmax(ends[each, 1, axis])], 1]) for each in lines]
    outer = [(_further(values, first, last), _further(values, last, first)) for last, first in outer]
    lengths = ends[:, 1, axis] - ends[:, 0, axis]
    wide = [float(np.average(widths[each], weights=lengths[each])) for each in lines]
    return Straight(np.array(outer), np.array(wide), owners)


def _steady(runs: Segments, mask: Mask, axis: int) -> tuple[Integers, Floats, Floats]:
    """Return the numbers of the runs that may be lines, from the first start to the last, their ends and widths."""
    straight = (np.abs(runs.leans) <= LEAN + LEAN_PIXELS / runs.lengths) & (
        runs.bends <= BEND_PIXELS + BEND_WIDTHS * runs.widths + BEND * runs.lengths
    )
    straight &= runs.lengths >= SLENDER * runs.widths
    longest = np.flatnonzero(straight)
    longest = longest[np.argsort(-runs.lengths[longest], kind="stable")][:MOST_RUNS]
    found = []
    for i in longest.tolist():
        ends = runs.ends[i][:, ::-1] if axis else runs.ends[i]
        first, last, width = _measured(ends, mask)
        if (last - first) >= SLENDER * max(width, 1.0) and width > 0:
            share = (np.array([first, last]) - ends[0, 0]) / max(ends[1, 0] - ends[0, 0], 1)
            found.append((i, runs.ends[i, 0] + share[:, None] * (runs.ends[i, 1] - runs.ends[i, 0]), width))
    found.sort(key=lambda each: float(each[1][0, axis]))
    return (
        np.array([i for i, _, _ in found], np.int64),
        np.array([ends for _, ends, _ in found], np.float64).reshape(-1, 2, 2),
        np.array([width for _, _, width in found], np.float64),
    )


def _measured(ends: Floats, mask: Mask) -> tuple[float, float, float]:
    """Measure a run along x.

    Args:
        ends: (2, 2) its first and last point.
        mask: (h, w), where there is ink.

    Returns:
        Where it starts and stops, without what else it reaches behind a gap; and its width across, or 0 if it is as
        unsteady as strokes are.
    """
    first, last = int(ends[0, 0]), min(int(np.ceil(ends[1, 0])), mask.shape[1])
    xs = np.arange(first, max(last, first + 1))
    middle = ends[0, 1] + (ends[1, 1] - ends[0, 1]) * (xs + 0.5 - ends[0, 0]) / max(ends[1, 0] - ends[0, 0], 1)
    rows = np.floor(middle).astype(np.int64)[None] + np.arange(-THICKEST, THICKEST + 1)[:, None]
    ink = mask[np.clip(rows, 0, mask.shape[0] - 1), np.minimum(xs, mask.shape[1] - 1)[None]]
    ink &= (rows >= 0) & (rows < mask.shape[0])
    through = thickness(ink)
    inked = through > 0
    if not inked.any():
        return float(first), float(first), 0.0
    width = percentile(through[inked], 35)
    inner = _without_blips(inked, through <= width + 1)
    through = through[inner]
    steady = np.abs(through - width) <= 1 + UNSTEADY * width
    start, stop = float(xs[inner.start]), float(xs[inner.stop - 1] + 1)
    least = STEADY_LONG if stop - start >= LONG * width else STEADY
    if np.mean(through > 0) < COVERED or np.mean(steady[through > 0]) < least:
        width = 0.0
    return start, stop, width


def thickness(ink: Mask) -> Integers:
    """Return (n,) how thick ink is across a way, 0 where there is none within two pixels of it.

    Args:
        ink: (2 * THICKEST + 1, n) what is inked around each place of the way, which is in the middle.
    """
    # From the ink nearest to the middle up and down to the next paper.
    near = np.array([THICKEST, THICKEST - 1, THICKEST + 1, THICKEST - 2, THICKEST + 2])
    start = near[np.argmax(ink[near], axis=0)]
    paper = ~ink
    paper[0] = paper[-1] = True
    numbers = np.arange(len(ink))[:, None]
    above = np.where(paper & (numbers <= start), numbers, -1).max(axis=0)
    below = np.where(paper & (numbers >= start), numbers, len(ink)).min(axis=0)
    through: Integers = np.where(ink[start, np.arange(ink.shape[1])], below - above - 1, 0)
    return through


def _without_blips(inked: Mask, thin: Mask) -> slice:
    """Return where ink goes on, without ends behind gaps that are nowhere as thin: ink of what it is heading for."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked.view(np.int8), [0]])))
    starts, stops = edges[::2].tolist(), edges[1::2].tolist()
    if len(starts) > 1 and not thin[starts[0] : stops[0]].any():
        del starts[0], stops[0]
    if len(starts) > 1 and not thin[starts[-1] : stops[-1]].any():
        del starts[-1], stops[-1]
    return slice(starts[0], stops[-1])


def _run_before(ends: Floats, widths: Floats, after: int, axis: int, values: Bytes) -> int:
    """Return the number of the run that goes on as this one, or -1; runs are in the order of their starts."""
    if not after:
        return -1
    start = ends[after, 0]
    stops = ends[:after, 1]
    gap = start[axis] - stops[:, axis]
    length = ends[after, 1, axis] - start[axis]
    lengths = stops[:, axis] - ends[:after, 0, axis]
    # Of a short run the lean is mostly chance: the longer one tells where the line goes on.
    longer = np.where((lengths > length)[:, None], ends[:after, 1] - ends[:after, 0], ends[after, 1] - start)
    lean = longer[:, 1 - axis] / np.maximum(longer[:, axis], 1)
    aside = np.abs(start[1 - axis] - stops[:, 1 - axis] - lean * gap)
    wider = np.maximum(widths[:after], widths[after])
    narrower = np.minimum(widths[:after], widths[after])
    fit = (aside <= ASIDE_PIXELS + ASIDE_WIDTHS * wider + ASIDE_GAP * np.maximum(gap, 0)) & (gap > -PIECE)
    fit &= wider <= 2 * narrower + 1
    for before in np.flatnonzero(fit)[np.argsort(gap[fit], kind="stable")][:2].tolist():
        if gap[before] <= max(GAP * (lengths[before] + length), PIECE):
            return int(before)
        if faintly_inked(values, ends[before], start):
            return int(before)
    return -1


def faintly_inked(values: Bytes, before: Floats, start: Floats) -> bool:
    """Return whether a line goes on from a run to the start of the next, fainter than what counts as ink."""
    strength = float(np.median(along(values, before[0], before[1])))
    between = along(values, before[1], start)
    return float(np.mean(between >= FAINTLY * strength)) >= GAP_INKED


def _further(values: Bytes, start: Floats, end: Floats) -> Floats:
    """Return where a line really ends: it may go on from its end fainter than what counts as ink."""
    length = float(np.abs(end - start).max())
    step = (end - start) / max(length, 1)
    beyond = along(values, end, end + step * FURTHER)
    paper = np.flatnonzero(beyond < FAINTLY * float(np.median(along(values, start, end))))
    further: Floats = end + step * (paper[0] if paper.size else FURTHER)
    return further


def along(values: Bytes, first: Floats, last: Floats) -> Floats:
    """Return the strongest of the values at, before and behind places a pixel apart on the way from one to another."""
    count = max(2, int(np.abs(last - first).max()))
    xs, ys = np.linspace(first, last, count).T
    level = abs(last[0] - first[0]) >= abs(last[1] - first[1])
    places = [
        values[
            np.clip(np.floor(ys + (step if level else 0)).astype(np.int64), 0, values.shape[0] - 1),
            np.clip(np.floor(xs + (0 if level else step)).astype(np.int64), 0, values.shape[1] - 1),
        ]
        for step in (-1, 0, 1)
    ]
    strongest: Floats = np.max(places, axis=0).astype(np.float64)
    return strongest
