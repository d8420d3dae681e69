"""Rights rows of strokes that rise, fall or bend, before they are told apart.

Where all digits stand beside each other, a line or a parabola through their middles says how the row goes; several rows
are turned until there are as few of them as can be. Digits may be turned with their row, or stand upright in it: both
ways to right it are given, and what is read decides.
"""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digitpad.ink.drawing import Stroke
from digitpad.reading.shapes import Line, distance, line_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Nobody writes steeper, in degrees, nor does an arc of 30 degrees get steeper at its ends.
STEEPEST = 28.0
# Fewer digits than this say nothing about a row, nor fewer about a bow.
FEWEST, FEWEST_BENT = 3, 5
# Strokes lower than this share of the tallest say nothing: points, bars, commas.
TALL = 0.5
# Strokes of one digit are nearer to each other than this, in heights of the tallest, or stand above each other on so
# much of the narrower one's width.
NEAR, ABOVE = 0.1, 0.8
# Lengths below are in heights of the digits. A row that goes up or down by less is left as it is: rows are told apart
# well enough.
LEAST_DROP = 0.35
# The middles of a row's digits stray from its line by no more than this (root mean square) ...
STRAY = 0.2
# ... or than this, all in all, where there are several rows; and rows are as far apart as this at least.
BAND, BETWEEN = 0.7, 0.35
# Digits lean to the right by so much, for each height, in the mean of the validation writers' numbers; those that stand
# upright in a row that rises are nearer to that than they are once they are turned back, by this at least.
USUAL_LEAN, NEARER = 0.02, 0.1
STEP = 1.0  # degrees between the turns that are tried
FOOT_STEPS = 3  # of Newton's method, to the point of a bow that is nearest


Righting = Callable[[Stroke], Stroke]


class Ways(NamedTuple):
    """The ways to make a row level.

    Attributes:
        turned: turns digits back with their row.
        moved: moves each stroke up or down to where it would stand, and leaves it as it was drawn.
    """

    turned: Righting
    moved: Righting


def righting(strokes: Sequence[Stroke]) -> Ways | None:
    """Return what makes rows of strokes level, or None where they are so already, or nothing says how they go.

    Args:
        strokes: without taps, in any order.
    """
    middles, height = _digits(strokes)
    if len(middles) < FEWEST or height <= 0:
        return None
    if _is_one_row(middles, height):
        line = np.polyfit(middles[:, 0], middles[:, 1], 1)
        if _strays(middles, line, height) > STRAY:
            return _unbent(middles, height)
        return _level(middles, line, height)
    angle = _fewest_rows(middles, height)
    return None if angle is None else _turning(angle)


def seem_turned(strokes: Sequence[Stroke], ways: Ways) -> bool:
    """Tell from how strokes lean whether digits are turned with their row, or stand upright in it."""
    turned, moved = (abs(_lean([way(stroke) for stroke in strokes]) - USUAL_LEAN) for way in ways)
    return turned < moved + NEARER


def _lean(strokes: Sequence[Stroke]) -> float:
    """Return how far ink leans to the right for each height: the slope of what is regressed on its height."""
    across = down = 0.0
    for line in map(line_of, strokes):
        away = line.points - line.points.mean(axis=0)
        weight = line.length / len(away)
        across -= weight * float((away[:, 0] * away[:, 1]).sum())
        down += weight * float((away[:, 1] ** 2).sum())
    return across / max(down, 1e-9)


def _digits(strokes: Sequence[Stroke]) -> "tuple[NDArray[np.float64], float]":
    """Return the middles (n, 2) of what may be digits, from left to right, and their height: strokes that overlap."""
    lines = sorted((line_of(stroke) for stroke in strokes), key=lambda line: float(line.box[0]))
    near = NEAR * max(line.height for line in lines)
    digits: list[list[Line]] = []
    for line in lines:
        own = [digit for digit in digits if any(_is_of_one(line, other, near) for other in digit)]
        digits = [digit for digit in digits if not any(digit is one for one in own)]
        digits.append([line, *(other for digit in own for other in digit)])
    every = [np.array([line.box for line in digit]) for digit in digits]
    boxes = [np.concatenate([box[:, :2].min(axis=0), box[:, 2:].max(axis=0)]) for box in every]
    sides = np.array(boxes)
    heights = sides[:, 3] - sides[:, 1]
    tall = sides[heights >= TALL * heights.max()]
    middles = (tall[:, :2] + tall[:, 2:]) / 2
    return middles[np.argsort(middles[:, 0], kind="stable")], float(np.median(tall[:, 3] - tall[:, 1]))


def _is_of_one(one: Line, other: Line, near: float) -> bool:
    """Tell whether two strokes are of one digit. The boxes of neighbours overlap, too, where a row rises."""
    shared = np.minimum(one.box[2:], other.box[2:]) - np.maximum(one.box[:2], other.box[:2])
    if (shared < 0).any():
        return False
    return bool(shared[0] >= ABOVE * min(one.width, other.width)) or distance(one, other) <= near


def _is_one_row(middles: "NDArray[np.float64]", height: float) -> bool:
    """Tell whether each digit stands to the right of the one before, and no step from one to the next is steep."""
    steps = np.diff(middles, axis=0)
    steepest = math.tan(math.radians(STEEPEST + 10))
    right = steps[:, 0] > 0.15 * height
    # Low and high digits of one row step up and down by a little more than the row does.
    return bool((right & (np.abs(steps[:, 1]) <= steepest * steps[:, 0] + 0.3 * height)).all())


def _strays(middles: "NDArray[np.float64]", curve: "NDArray[np.float64]", height: float) -> float:
    away = middles[:, 1] - np.polyval(curve, middles[:, 0])
    return float(np.sqrt((away**2).mean())) / height


def _level(middles: "NDArray[np.float64]", line: "NDArray[np.float64]", height: float) -> Ways | None:
    slope = float(line[0])
    drop = abs(slope) * float(np.ptp(middles[:, 0])) / height
    if drop < LEAST_DROP or abs(slope) > math.tan(math.radians(STEEPEST)):
        return None
    return _turning(math.atan(slope))


def _unbent(middles: "NDArray[np.float64]", height: float) -> Ways | None:
    if len(middles) < FEWEST_BENT:
        return None
    bow = np.polyfit(middles[:, 0], middles[:, 1], 2)
    ends = np.polyval(np.polyder(bow), middles[[0, -1], 0])
    if _strays(middles, bow, height) > STRAY or np.abs(ends).max() > math.tan(math.radians(STEEPEST)):
        return None
    level = float(middles[:, 1].mean())

    def turned(stroke: Stroke) -> Stroke:
        along, away = _beside(bow, np.array(stroke.points, np.float64))
        return Stroke(tuple(zip(along.tolist(), (level + away).tolist(), strict=True)))

    return Ways(turned, lambda stroke: _shifted(stroke, level - float(np.polyval(bow, _middle(stroke)))))


def _beside(
    bow: "NDArray[np.float64]", points: "NDArray[np.float64]"
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return how far along a parabola points (n, 2) stand, and how far below it."""
    slope, bend = np.polyder(bow), np.polyder(bow, 2)
    foot = points[:, 0]
    for _ in range(FOOT_STEPS):
        drop = points[:, 1] - np.polyval(bow, foot)
        rise = np.polyval(slope, foot)
        foot = foot + (points[:, 0] - foot + drop * rise) / np.maximum(1 + rise**2 - drop * bend[0], 0.5)
    rise = np.polyval(slope, foot)
    away = np.hypot(points[:, 0] - foot, points[:, 1] - np.polyval(bow, foot))
    along = (rise * np.sqrt(1 + rise**2) + np.arcsinh(rise)) / (2 * bend[0])
    return along, np.copysign(away, points[:, 1] - np.polyval(bow, foot))


def _turning(angle: float) -> Ways:
    """Return what turns strokes back by an angle, in radians, clockwise on the screen as the row goes."""
    cos, sin, slope = math.cos(angle), math.sin(angle), math.tan(angle)
    return Ways(
        lambda stroke: Stroke(tuple((x * cos + y * sin, y * cos - x * sin) for x, y in stroke.points)),
        lambda stroke: _shifted(stroke, -slope * _middle(stroke)),
    )


def _middle(stroke: Stroke) -> float:
    xs = [x for x, _ in stroke.points]
    return (min(xs) + max(xs)) / 2


def _shifted(stroke: Stroke, down: float) -> Stroke:
    return Stroke(tuple((x, y + down) for x, y in stroke.points))


def _fewest_rows(middles: "NDArray[np.float64]", height: float) -> float | None:
    """Return by which angle several rows are to be turned back, in radians; None if they are level."""
    level = _rows(middles, height, 0.0)
    best: tuple[int, float, float] | None = None
    for degrees in np.arange(-STEEPEST, STEEPEST + STEP / 2, STEP).tolist():
        rows = _rows(middles, height, math.radians(degrees))
        if rows is not None and len(middles) >= FEWEST * rows[0]:
            best = min(best or (*rows, degrees), (*rows, degrees))
    if best is None or (level is not None and level[0] <= best[0]):
        return None
    return math.radians(best[2])


def _rows(middles: "NDArray[np.float64]", height: float, angle: float) -> tuple[int, float] | None:
    """Return how many rows there are at an angle and how wide they are in the mean; None if one is too wide."""
    down = np.sort(middles[:, 1] * math.cos(angle) - middles[:, 0] * math.sin(angle)) / height
    rows = np.split(down, np.flatnonzero(np.diff(down) > BETWEEN) + 1)
    widths = [float(np.ptp(row)) for row in rows]
    return None if max(widths) > BAND else (len(rows), float(np.mean(widths)))
