"""Mends lines that poor scans break near the corners of boxes: what is left of them tells where they went on."""

import numpy as np

from digitpad.scan.page.form_lines import place_at
from digitpad.scan.page.marks import Floats
from digitpad.scan.page.paper import Bytes, Mask
from digitpad.scan.page.straight import THICKEST, Straight, faintly_inked, thickness

# A line goes on to the next across its way, no further than this share of its length, where so much of the way is
# inked, as thinly as it is, within this factor and two pixels: a stroke that stops short of a wall has paper there.
REACH, INKED, THIN, CROSSED = 0.6, 0.3, 0.8, 1.6
# What ends this near to another line, in pixels, is left to the rules for lines that meet.
NEAR = 4.0
# Two lines enclose a box with what is left of its sides where they start and stop at one place, give or take so many
# pixels or, if more, a share of their length, and are so many pixels apart at least and this many lengths at most.
LEVEL_PIXELS, LEVEL, CLOSEST, FURTHEST = 3.0, 0.02, 12.0, 1.5
# A side is left where so much of it is inked; it is there already where a line covers this share of it.
LEFT, THERE = 0.4, 0.7
# Where more sides than this seem lost, it is the edge of squared paper.
MOST_LOST = 4


def mended(level: Straight, upright: Straight, mask: Mask, values: Bytes) -> tuple[Straight, Straight]:
    """Return level and upright lines, longer where they went on to others, and with the sides of boxes that were lost.

    Args:
        level: what may be level lines.
        upright: likewise.
        mask: (h, w), where there is ink.
        values: (h, w) how much each pixel is ink.
    """
    sides = [_longer(level, upright, mask, values, 0), _longer(upright, level, mask, values, 1)]
    lost = [_lost_sides(sides[1 - axis], sides[axis], mask, axis) for axis in (0, 1)]
    if sum(map(len, lost)) > MOST_LOST:
        return sides[0], sides[1]
    return _with(sides[0], lost[0]), _with(sides[1], lost[1])


def _longer(lines: Straight, others: Straight, mask: Mask, values: Bytes, axis: int) -> Straight:
    """Return lines along an axis that go on to others where broken pieces of them do."""
    if not len(others):
        return lines
    ends = lines.ends.copy()
    aside = 1 - axis
    low, high = others.ends[:, 0, aside], others.ends[:, 1, aside]
    for i, ((first, last), width, length) in enumerate(zip(lines.ends, lines.widths, lines.lengths, strict=True)):
        step = (last - first) / max(last[axis] - first[axis], 1)
        for number, end, way in ((0, first, -1), (1, last, 1)):
            gap = (place_at(others, end[None, [aside]], aside)[0] - end[axis]) * way
            across = (end[aside] >= low - NEAR) & (end[aside] <= high + NEAR)
            if np.any(across & (np.abs(gap) <= NEAR)):
                continue
            ahead = gap[across & (gap > NEAR) & (gap <= REACH * length)]
            if not ahead.size:
                continue
            goal = end + step * way * ahead.min()
            up_to = end + step * way * max(ahead.min() - 2 * width, 1)
            back = np.array([last, first] if way < 0 else [first, last])
            if _inked(mask, end, up_to, width) >= INKED or faintly_inked(values, back, goal):
                ends[i, number] = goal
    return Straight(ends, lines.widths, lines.owners)


def _lost_sides(others: Straight, lines: Straight, mask: Mask, axis: int) -> list[tuple[Floats, float]]:
    """Return the lines along an axis that join the ends of two others, where ink is left of them, and their widths."""
    found = []
    aside = 1 - axis
    lengths = others.lengths
    order = np.argsort(others.ends.mean(axis=1)[:, axis], kind="stable")
    for place, i in enumerate(order.tolist()):
        lean = (others.ends[i, 1] - others.ends[i, 0])[axis] / max(lengths[i], 1)
        for j in order[place + 1 :].tolist():
            apart = others.ends[j, :, axis] - others.ends[i, :, axis]
            if apart.mean() > FURTHEST * lengths[i]:
                break
            # On a page that lies turned, the sides lean as far the other way.
            shift = others.ends[j, :, aside] - others.ends[i, :, aside] + lean * apart
            if apart.min() < CLOSEST or np.abs(shift).max() > max(LEVEL_PIXELS, LEVEL * lengths[i]):
                continue
            width = float(others.widths[[i, j]].mean())
            for number, ends in enumerate(np.stack([others.ends[i], others.ends[j]], axis=1)):
                ends[:, aside] += width / 2 * (1 - 2 * number)  # the sides' own middles
                if not _is_there(lines, ends, axis) and _inked(mask, ends[0], ends[1], width) >= LEFT:
                    found.append((ends, width))
            break
    return found


def _is_there(lines: Straight, ends: Floats, axis: int) -> bool:
    """Return whether a line covers most of the way between two ends."""
    across = place_at(lines, ends.mean(axis=0)[None, [axis]], axis)[0]
    near = np.abs(across - ends.mean(axis=0)[1 - axis]) <= NEAR + lines.widths
    shared = np.minimum(lines.ends[:, 1, axis], ends[1, axis]) - np.maximum(lines.ends[:, 0, axis], ends[0, axis])
    return bool(np.any(near & (shared >= THERE * (ends[1, axis] - ends[0, axis]))))


def _with(lines: Straight, more: list[tuple[Floats, float]]) -> Straight:
    """Return lines and others that no run is a part of."""
    if not more:
        return lines
    ends = np.concatenate([lines.ends, np.array([each for each, _ in more])])
    return Straight(ends, np.append(lines.widths, [width for _, width in more]), lines.owners)


def _inked(mask: Mask, start: Floats, stop: Floats, width: float) -> float:
    """Return the share of the way between two places that is inked, 0 where that ink is thicker than a line."""
    along = int(np.argmax(np.abs(stop - start)))
    count = max(2, int(np.abs(stop - start).max()))
    places = np.linspace(start, stop, count)
    around = np.repeat(places[None], 2 * THICKEST + 1, axis=0)
    around[:, :, 1 - along] += np.arange(-THICKEST, THICKEST + 1)[:, None]
    xs, ys = np.floor(around).astype(np.int64).transpose(2, 0, 1)
    inside = (xs >= 0) & (ys >= 0) & (xs < mask.shape[1]) & (ys < mask.shape[0])
    ink = mask[np.clip(ys, 0, mask.shape[0] - 1), np.clip(xs, 0, mask.shape[1] - 1)] & inside
    through = thickness(ink)
    thin = through[through > 0] <= CROSSED * width + 2
    return float(np.mean(through > 0)) if thin.size and np.mean(thin) >= THIN else 0.0
