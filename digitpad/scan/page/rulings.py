"""The straight lines of boxes, combs, grids and ruled paper, taken out of a page's ink."""

import math
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw

from digitpad.scan.page.form_lines import of_forms
from digitpad.scan.page.marks import Integers
from digitpad.scan.page.mending import mended
from digitpad.scan.page.paper import Bytes, Mask
from digitpad.scan.page.segments import PIECE, Segments, page_angle, segments_of, unsheared
from digitpad.scan.page.straight import Straight, along, joined

# Ink that is this many times a line's width through it, and two pixels more, is a stroke that crosses the line.
CROSSING, CROSSING_PIXELS = 1.6, 2.0
# Ink that is so many times as strong as lines are, at this percentile, is a stroke over fainter lines.
STRONGER, STRONG = 1.25, 85
# A line is stronger than others where all but this percentage of it is.
FIRM = 20
# Where lines cross, a stroke goes on that comes out on the other side, no further away than so many pixels and a width.
BRIDGED = 3


@dataclass(frozen=True, eq=False)
class Rulings:
    """A page's lines.

    Attributes:
        ink: (h, w) the ink that is theirs alone; where a stroke crosses is left out.
        walls: (h, w) where they run, gaps included.
        angle: how far they lie turned clockwise, in radians.
        level: the level lines.
        upright: the upright ones.
    """

    ink: Mask
    walls: Mask
    angle: float
    level: Straight
    upright: Straight


def rulings_of(mask: Mask, values: Bytes) -> Rulings | None:
    """Find the lines of forms: those that end on other lines at both ends, and long ones of ruled and squared paper.

    Args:
        mask: (h, w), where there is ink.
        values: (h, w) how much each pixel is ink.

    Returns:
        None where there are none.
    """
    if min(mask.shape) < PIECE or not mask.any():
        return None
    angle = page_angle(mask)
    slope = float(np.tan(angle))
    runs = segments_of(mask, slope), _turned(segments_of(mask.T, -slope))
    lines = mended(joined(runs[0], mask, values, 0), joined(runs[1], mask, values, 1), mask, values)
    kept = of_forms(lines[0], lines[1], mask.shape)
    if not any(each.any() for each in kept):
        return None
    level, upright = (line.chosen(each) for line, each in zip(lines, kept, strict=True))
    across = _walls(runs[0], level, slope, mask.shape, 0)
    down = _walls(runs[1], upright, -slope, mask.T.shape, 1)
    ink = np.zeros_like(mask)
    for walls, others, run_through in (
        (across, down, lambda rest: lengths_along(rest.T).T),
        (down, across, lengths_along),
    ):
        if walls.any():
            through = run_through(mask & (others == 0))
            ink |= mask & (walls > 0) & (through <= walls)
    ink |= mask & (across > 0) & (down > 0)
    crossings = (across > 0) & (down > 0)
    least = _strong(values, ink)
    strong = (values > least) & ~crossings
    # A margin's line may be stronger than all others: nothing on it is told by its strength.
    for axis, (line, leaning) in enumerate(((level, slope), (upright, -slope))):
        firm = _firm(line, values, least)
        if firm.any():
            size = mask.shape if axis == 0 else mask.T.shape
            strong &= _walls(runs[axis], line.chosen(firm), leaning, size, axis) == 0
    ink &= ~strong
    widest = float(np.concatenate([level.widths, upright.widths]).max())
    ink &= ~_bridging(mask & ~ink, ink & crossings, widest)
    return Rulings(ink, (across > 0) | (down > 0), angle, level, upright)


def _strong(values: Bytes, ink: Mask) -> float:
    """Return the strength above which ink on lines is so much stronger than they are that it can't be theirs."""
    strength = float(np.percentile(values[ink], STRONG)) if ink.any() else 255.0
    return min(STRONGER * strength, 255.0)


def _firm(lines: Straight, values: Bytes, least: float) -> Mask:
    """Return which lines are stronger than this on nearly all of their way."""
    return np.array([np.percentile(along(values, *ends), FIRM) > least for ends in lines.ends], np.bool_)


def _bridging(strokes: Mask, crossings: Mask, width: float) -> Mask:
    """Return which ink where lines cross is between two ends of a stroke, on opposite sides of it.

    Args:
        strokes: (h, w) the ink that is no line's.
        crossings: (h, w) the ink where lines cross.
        width: of the widest line.
    """
    result = np.zeros_like(strokes)
    ys, xs = np.nonzero(crossings)
    reach = math.ceil(width) + BRIDGED
    padded = np.pad(strokes, reach)
    steps = np.arange(1, reach + 1)[:, None]
    for down, right in ((1, 0), (0, 1), (1, 1), (1, -1)):
        sides = (padded[ys + reach + way * down * steps, xs + reach + way * right * steps] for way in (1, -1))
        ahead, behind = (side.any(axis=0) for side in sides)
        result[ys, xs] |= ahead & behind
    return result


def _turned(runs: Segments) -> Segments:
    return replace(runs, ends=runs.ends[:, :, ::-1])


def _walls(runs: Segments, lines: Straight, slope: float, size: tuple[int, ...], axis: int) -> Bytes:
    """Return how long ink through each pixel of lines may be that is no more than theirs; 0 beside them."""
    height, width = size
    result = Image.new("L", (width, height))
    pen = ImageDraw.Draw(result)
    most = np.minimum(np.ceil(CROSSING * lines.widths + CROSSING_PIXELS), 255).astype(np.uint8)
    # In the gaps between a line's runs it goes on, straight, and a little beyond its ends, where it meets others.
    for i in range(len(lines)):
        members = np.flatnonzero(lines.owners == i)
        members = members[np.argsort(runs.ends[members, 0, axis], kind="stable")]
        first, last = lines.ends[i]
        step = (last - first) / max(float(np.abs(last - first).max()), 1) * (lines.widths[i] + 2)
        stops = [first - step, *runs.ends[members].reshape(-1, 2), last + step]
        for start, stop in zip(stops[::2], stops[1::2], strict=True):
            points = [tuple((point[::-1] if axis else point) - 0.5) for point in (start, stop)]
            pen.line(points, fill=int(most[i]), width=round(lines.widths[i]) + 2)
    owned = np.zeros(len(runs) + 1, np.uint8)
    owned[1:][lines.owners >= 0] = most[lines.owners[lines.owners >= 0]]
    own = owned[runs.labels]
    walls = np.maximum(np.asarray(result), unsheared(_highest_around(own), slope, size))
    turned: Bytes = walls.T if axis else walls
    return turned


def _highest_around(values: Bytes) -> Bytes:
    """Return the highest of each pixel and those above and below."""
    highest = values.copy()
    np.maximum(highest[1:], values[:-1], out=highest[1:])
    np.maximum(highest[:-1], values[1:], out=highest[:-1])
    return highest


def lengths_along(mask: Mask) -> Integers:
    """Return (h, w) how long the run of ink along x is in which each pixel lies; 0 for paper."""
    padded = np.pad(mask, ((0, 0), (1, 1))).ravel()
    edges = np.flatnonzero(padded[1:] != padded[:-1]) + 1
    lengths = np.zeros(padded.size, np.int64)
    firsts, ends = edges[::2], edges[1::2]
    lengths[padded] = np.repeat(ends - firsts, ends - firsts)
    return lengths.reshape(mask.shape[0], -1)[:, 1:-1]
