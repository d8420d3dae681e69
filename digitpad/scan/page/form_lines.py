"""Lines of forms and of ruled paper, told from strokes by what they meet."""

import numpy as np

from digitpad.scan.page.marks import Floats
from digitpad.scan.page.paper import Mask
from digitpad.scan.page.straight import Straight

# A line's end is on another that it comes this near, in pixels, widths of the wider one and lengths of its own; one
# that is as wide as the other, within this factor, may be broken there, so many pixels or, if less, this share of its
# length.
MEET_PIXELS, MEET_WIDTHS, MEET = 2.0, 0.6, 0.02
BROKEN_PIXELS, BROKEN, AS_WIDE = 8.0, 0.2, 1.4
# At corners either line may be so many pixels short where the other is not, or, if more, this share of its length.
CORNER_PIXELS, CORNER = 12.0, 0.3
# Both lines may be short of a corner, by this share of what one may be short of another.
BOTH = 0.75
# Lines are no wider than this many times what they end on: sudokus have thick and thin ones, strokes are thicker.
WIDER, WIDER_PIXELS = 2.5, 1.0
# Level lines that end on none are of ruled paper if they are so much of the page's width, and so many times their own;
# and upright ones of squared paper, where they cross two such lines.
RULED, RULED_SLENDER = 0.4, 40.0
# Lines stand at even distances, within this share: one that parts such a distance in two is a stroke, unless it ends on
# others clearly.
EVEN = 0.15


def of_forms(level: Straight, upright: Straight, size: tuple[int, ...]) -> tuple[Mask, Mask]:
    """Say which level and which upright lines are those of forms, by what they end on.

    Args:
        level: what may be level lines.
        upright: likewise.
        size: of the page, height and width.
    """
    sides = (level, upright)
    long = [
        (line.lengths >= RULED * size[1 - i]) & (line.lengths >= RULED_SLENDER * line.widths)
        for i, line in enumerate(sides)
    ]
    crossed = crossing(upright, level) & long[0]
    ruled = (long[0], long[1] & (np.count_nonzero(crossed, axis=1) > 1))
    tight = [_meets(level, upright, 0, False), _meets(upright, level, 1, False)]
    meets = [_meets(level, upright, 0, True), _meets(upright, level, 1, True)]
    kept = [np.ones(len(line), np.bool_) for line in sides]
    while True:
        now = [_at_both_ends(meets[i] & kept[1 - i]) & kept[i] for i in (0, 1)]
        # It takes two and two to enclose a cell.
        enclosing = all(np.count_nonzero(now[i] | ruled[i]) > 1 for i in (0, 1))
        now = [(each & enclosing) | ruled[i] for i, each in enumerate(now)]
        if all(np.array_equal(*pair) for pair in zip(now, kept, strict=True)):
            break
        kept = now
    for i in (0, 1):
        clear = _at_both_ends(tight[i] & kept[1 - i]) | ruled[i]
        kept[i] = kept[i] & (clear | ~_parting(sides[i], kept[i], i))
    return kept[0], kept[1]


def _at_both_ends(meets: Mask) -> Mask:
    """Return (n,): which lines' ends, (n, 2, m), both meet any of the others."""
    both: Mask = np.all(np.any(meets, axis=2), axis=1)
    return both


def place_at(lines: Straight, places: Floats, axis: int) -> Floats:
    """Return (m, n): where across itself each line is at each of (m, ...) places along it."""
    return _across(lines.ends, places, axis)


def _across(ends: Floats, places: Floats, axis: int) -> Floats:
    """Return where across itself each line, (..., 2, 2) by its ends, is at places along it, (...)."""
    first, last = ends[..., 0, :], ends[..., 1, :]
    share = (places - first[..., axis]) / np.maximum(last[..., axis] - first[..., axis], 1)
    across: Floats = first[..., 1 - axis] + share * (last[..., 1 - axis] - first[..., 1 - axis])
    return across


def crossing(upright: Straight, level: Straight, slack: float = MEET_PIXELS) -> Mask:
    """Return (n, m): which upright lines cross level ones, or come so near, in pixels."""
    # Where lines lie turned, one that is far from the other's middle is met elsewhere: two steps are as good as exact.
    x = upright.ends[:, :, 0].mean(axis=1)[:, None]
    for _ in range(2):
        y = _across(level.ends[None], x, 0)
        x = _across(upright.ends[:, None], y, 1)
    near = slack + MEET_WIDTHS * level.widths
    crosses: Mask = (
        (y >= upright.ends[:, 0, 1][:, None] - near)
        & (y <= upright.ends[:, 1, 1][:, None] + near)
        & (x >= level.ends[:, 0, 0] - near)
        & (x <= level.ends[:, 1, 0] + near)
    )
    return crosses


def _meets(these: Straight, others: Straight, axis: int, broken: bool) -> Mask:
    """Return (n, 2, m): whether each end of these is on each of the others, which run along the other axis.

    Where lines may be ``broken``, one that is as wide as the other may end some way from it.
    """
    ends = these.ends[:, :, None, :]
    along = 1 - axis
    wide, other = these.widths[:, None], others.widths[None]
    as_wide = (wide <= AS_WIDE * other + 0.5) & (other <= 2 * AS_WIDE * wide + 0.5)
    length = these.lengths[:, None]
    wider = MEET_WIDTHS * np.maximum(wide, other)
    tight = (np.maximum(MEET_PIXELS, MEET * length) + wider)[:, None]
    loose = (
        np.where(as_wide, np.minimum(BROKEN_PIXELS, BROKEN * length) + wider, tight[:, 0])[:, None] if broken else tight
    )
    first, last = others.ends[:, 0, along], others.ends[:, 1, along]
    # How far the end is from the other line, and how far beyond that one's ends.
    short = np.abs(ends[..., axis] - place_at(others, ends[..., along], along))
    beyond = np.maximum(np.maximum(first - ends[..., along], ends[..., along] - last), 0)
    corner = np.minimum(np.abs(ends[..., along] - first), np.abs(ends[..., along] - last)) <= tight
    lacking = np.maximum(CORNER_PIXELS, CORNER * others.lengths)[None, None]
    met: Mask = ((short <= loose) & (beyond <= np.where(short <= tight, tight + lacking, tight))) | (
        corner & (short <= tight + np.maximum(CORNER_PIXELS, CORNER * length)[:, None]) & (beyond <= tight)
    )
    met |= np.maximum(short, beyond) <= BOTH * loose  # at a corner that is missing
    return met & (wide <= WIDER * other + WIDER_PIXELS)[:, None]


def _parting(lines: Straight, kept: Mask, axis: int) -> Mask:
    """Return which lines part in two what would else be one of many even distances."""
    parting = np.zeros(len(lines), np.bool_)
    middles = lines.ends.mean(axis=1)
    for i in np.flatnonzero(kept):
        # Those that pass it.
        beside = kept & (lines.ends[:, 0, axis] <= middles[i, axis]) & (lines.ends[:, 1, axis] >= middles[i, axis])
        beside[i] = False
        row = np.sort(middles[beside, 1 - axis])
        place = int(np.searchsorted(row, middles[i, 1 - axis]))
        if len(row) >= 4 and 0 < place < len(row):
            step = float(np.median(np.diff(row)))
            parting[i] = abs(row[place] - row[place - 1] - step) <= EVEN * step
    return parting
