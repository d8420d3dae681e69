"""The straight lines of boxes, combs, grids and ruled paper, told from strokes, and taken out of a page's ink."""

from dataclasses import dataclass

import numpy as np

from digitpad.scan.page.marks import Floats, Integers
from digitpad.scan.page.paper import Mask

# Pages lie turned no more than this, in degrees; lines are looked for at each step, then more closely around the best.
MOST_TURNED, STEP, FINE_STEP = 11.0, 0.5, 0.05
# So many pixels of ink tell how a page lies; more would tell the same.
SAMPLE = 20_000
# A line is ink on this share of so many pixels in a row: scans break lines, and turned ones have steps.
PIECE, INKED = 24, 0.75
# Rows of a run with less than this share of its fullest row's ink are strokes that touch it.
FULL_ROW = 0.65
# No line is shorter than so many times its width: digits' strokes in boxes hardly ever reach this, straight.
SLENDER = 15.0
# Lines end on others within this share of their length, and within so many pixels or widths.
MEET, MEET_PIXELS, MEET_WIDTHS = 0.04, 3.0, 0.75
# Level lines that end on none are of ruled paper if they are so much of the page's width, and so many times their own.
RULED, RULED_SLENDER = 0.4, 40.0
# Ink that is this many times a line's width through it, and two pixels more, is a stroke that crosses the line.
CROSSING = 1.6


@dataclass(frozen=True, eq=False)
class Rulings:
    """A page's lines.

    Attributes:
        ink: (h, w) the ink that is theirs alone; where a stroke crosses is left out.
        walls: (h, w) where they run, gaps included.
        angle: how far they lie turned clockwise, in radians.
    """

    ink: Mask
    walls: Mask
    angle: float


@dataclass(frozen=True, eq=False)
class _Segments:
    """The straight runs of one direction: ends (n, 2, 2) as x, y; widths (n,); labels of each pixel, sheared; walls."""

    ends: Floats
    widths: Floats
    labels: Integers
    inked: Mask


def rulings_of(mask: Mask) -> Rulings | None:
    """Find the lines of forms: those that end on other lines at both ends, and long level ones of ruled paper.

    Args:
        mask: (h, w), where there is ink.

    Returns:
        None where there are none.
    """
    if min(mask.shape) < PIECE or not mask.any():
        return None
    angle = _angle(mask)
    slope = float(np.tan(angle))
    level, upright = _segments(mask, slope), _segments(mask.T, -slope)
    upright = _Segments(upright.ends[:, :, ::-1], upright.widths, upright.labels, upright.inked)
    across, down = _of_forms(level, upright, mask.shape[1])
    if not across.any() and not down.any():
        return None
    level_walls = _thicker(_unsheared(_chosen(level, across), slope, mask.shape))
    upright_walls = _thicker(_unsheared(_chosen(upright, down), -slope, mask.T.shape)).T
    ink = mask & level_walls & upright_walls
    for walls, others, segments, kept, turned in (
        (level_walls, upright_walls, level, across, False),
        (upright_walls, level_walls, upright, down, True),
    ):
        if kept.any():
            width = float(np.percentile(segments.widths[kept], 90))
            rest = mask & ~others
            through = _runs(rest.T).T if not turned else _runs(rest)
            ink |= mask & walls & (through <= CROSSING * width + 2)
    return Rulings(ink, level_walls | upright_walls, angle)


def _angle(mask: Mask) -> float:
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


def _shifts(width: int, slope: float) -> list[tuple[int, int, int]]:
    """Return (shift, first column, end column) of the blocks of columns that a shear moves alike; the least is 0."""
    shift = np.round(-slope * np.arange(width)).astype(np.int64)
    shift -= shift.min()
    firsts = np.concatenate([[0], np.flatnonzero(np.diff(shift)) + 1])
    ends = np.append(firsts[1:], width)
    return [(int(shift[first]), int(first), int(end)) for first, end in zip(firsts, ends, strict=True)]


def _sheared(mask: Mask, slope: float) -> Mask:
    """Return a mask whose columns are moved so that lines of this slope are level."""
    blocks = _shifts(mask.shape[1], slope)
    result = np.zeros((mask.shape[0] + max(shift for shift, _, _ in blocks), mask.shape[1]), np.bool_)
    for shift, first, end in blocks:
        result[shift : shift + mask.shape[0], first:end] = mask[:, first:end]
    return result


def _thicker(mask: Mask) -> Mask:
    """Return the pixels of a mask and those above and below."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    return thick


def _unsheared(mask: Mask, slope: float, size: tuple[int, ...]) -> Mask:
    result = np.zeros(size, np.bool_)
    for shift, first, end in _shifts(size[1], slope):
        result[:, first:end] = mask[shift : shift + size[0], first:end]
    return result


def _segments(mask: Mask, slope: float) -> _Segments:
    """Find straight runs along x."""
    import cc3d  # a tenth of a second that only pictures need

    sheared = _sheared(mask, slope)
    thick = _thicker(sheared)
    sums = np.pad(np.cumsum(thick, axis=1, dtype=np.int32), ((0, 0), (1, 0)))
    full = (sums[:, PIECE:] - sums[:, :-PIECE]) >= INKED * PIECE
    starts = np.pad(np.cumsum(full, axis=1, dtype=np.int32), ((0, 0), (PIECE, PIECE - 1)), mode="edge")
    starts[:, :PIECE] = 0
    inked: Mask = (starts[:, PIECE:] - starts[:, :-PIECE]) > 0
    inked = _straight(inked, thick, cc3d.connected_components(inked.view(np.uint8), connectivity=8).astype(np.int64))
    labels = cc3d.connected_components(inked.view(np.uint8), connectivity=8)
    spans = cc3d.statistics(labels, no_slice_conversion=True)["bounding_boxes"].astype(np.int64)[1:]
    own = np.bincount(labels[sheared], minlength=len(spans) + 1)[1:]
    lengths = spans[:, 3] + 1 - spans[:, 2]
    offset = next(shift for shift, first, _ in _shifts(mask.shape[1], slope) if first == 0)
    middle = (spans[:, 0] + spans[:, 1]) / 2 - offset
    ends = np.stack(
        [np.column_stack([x, middle + slope * x]) for x in (spans[:, 2].astype(float), spans[:, 3].astype(float))],
        axis=1,
    )
    return _Segments(ends, own / np.maximum(lengths, 1), labels.astype(np.int64), inked)


def _straight(inked: Mask, thick: Mask, labels: Integers) -> Mask:
    """Return the runs without strokes that touch them: of each the rows that are nearly as full as its fullest."""
    ys, xs = np.nonzero(inked & thick)
    owner = labels[ys, xs]
    count = int(owner.max(initial=0)) + 1
    keys, own, full = np.unique(owner * inked.shape[0] + ys, return_inverse=True, return_counts=True)
    most = np.zeros(count, np.int64)
    np.maximum.at(most, keys // inked.shape[0], full)
    kept = full >= FULL_ROW * most[keys // inked.shape[0]]
    result = np.zeros_like(inked)
    result[ys, xs] = kept[own]
    # Gaps in a line are parts of it: the runs of its rows are closed again.
    sums = np.pad(np.cumsum(result, axis=1, dtype=np.int32), ((0, 0), (PIECE // 2, PIECE // 2)), mode="edge")
    sums[:, : PIECE // 2] = 0
    left = (sums[:, PIECE // 2 : -(PIECE // 2)] - sums[:, : -2 * (PIECE // 2)]) > 0
    right = (sums[:, 2 * (PIECE // 2) :] - sums[:, PIECE // 2 : -(PIECE // 2)]) > 0
    closed: Mask = (left & right & inked) | result
    return closed


def _of_forms(level: _Segments, upright: _Segments, width: int) -> tuple[Mask, Mask]:
    """Say which segments are lines of forms, by what they end on."""
    sides = (level, upright)
    lengths = [np.hypot(*(each.ends[:, 1] - each.ends[:, 0]).T) for each in sides]
    kept = [length >= SLENDER * each.widths for length, each in zip(lengths, sides, strict=True)]
    ruled = kept[0] & (lengths[0] >= RULED * width) & (lengths[0] >= RULED_SLENDER * level.widths)
    meets = [_meets(level, upright, 0, lengths[0]), _meets(upright, level, 1, lengths[1])]
    while True:
        now = [kept[i] & (meets[i] & kept[1 - i]).any(axis=2).all(axis=1) for i in (0, 1)]
        # It takes two and two to enclose a cell.
        enclosing = all(np.count_nonzero(each) > 1 for each in now)
        now = [each & enclosing for each in now]
        now[0] |= ruled
        if all(np.array_equal(*pair) for pair in zip(now, kept, strict=True)):
            return now[0], now[1]
        kept = now


def _meets(these: _Segments, others: _Segments, axis: int, lengths: Floats) -> Mask:
    """Return (n, 2, m): whether each end of these is on each of the others, which run along the other axis."""
    ends = these.ends[:, :, None, :]
    first, last = others.ends[:, 0], others.ends[:, 1]
    along = 1 - axis
    near = np.maximum(MEET_PIXELS + MEET_WIDTHS * (these.widths[:, None] + others.widths), MEET * lengths[:, None])
    share = (ends[..., along] - first[:, along]) / np.maximum(last[:, along] - first[:, along], 1)
    place = first[:, axis] + share * (last[:, axis] - first[:, axis])
    inside = (ends[..., along] >= first[:, along] - near[:, None]) & (
        ends[..., along] <= last[:, along] + near[:, None]
    )
    met: Mask = inside & (np.abs(ends[..., axis] - place) <= near[:, None])
    return met


def _chosen(segments: _Segments, kept: Mask) -> Mask:
    """Return where the kept segments run, sheared."""
    chosen: Mask = np.concatenate([[False], kept])[segments.labels]
    return chosen


def _runs(mask: Mask) -> Integers:
    """Return (h, w) how long the run of ink along x is in which each pixel lies; 0 for paper."""
    padded = np.pad(mask, ((0, 0), (1, 1))).ravel()
    edges = np.flatnonzero(padded[1:] != padded[:-1]) + 1
    lengths = np.zeros(padded.size, np.int64)
    firsts, ends = edges[::2], edges[1::2]
    lengths[padded] = np.repeat(ends - firsts, ends - firsts)
    return lengths.reshape(mask.shape[0], -1)[:, 1:-1]
