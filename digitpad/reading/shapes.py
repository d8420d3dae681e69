"""What a stroke looks like as a line: how long, how straight, how steep, how bent."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.drawing import Stroke

# Points along a stroke, evenly spaced: enough for every sign.
POINTS = 24
# A stroke is straight if the way between its ends is at least this share of its length: hands tremble, and hook.
STRAIGHT = 0.93
# Or at least this share, and strays from it by no more than this share of it.
TREMBLING, STEADY = 0.75, 0.12
# The ends of a ring are nearer to each other than this share of its size.
OPENING = 0.3
# Those of a ring that goes on beyond its beginning.
OVERDRAWN = 0.45


@dataclass(frozen=True, eq=False)
class Line:
    """A stroke, measured.

    Attributes:
        stroke: itself.
        points: (n, 2), evenly spaced along it.
    """

    stroke: "Stroke"
    points: "NDArray[np.float64]"

    @cached_property
    def box(self) -> "NDArray[np.float64]":
        """(left, top, right, bottom)."""
        sides: NDArray[np.float64] = np.concatenate([self.points.min(axis=0), self.points.max(axis=0)])
        return sides

    @property
    def width(self) -> float:
        """Of the box."""
        return float(self.box[2] - self.box[0])

    @property
    def height(self) -> float:
        """Of the box."""
        return float(self.box[3] - self.box[1])

    @property
    def size(self) -> float:
        """The longer side of the box."""
        return max(self.width, self.height)

    @property
    def centre(self) -> "NDArray[np.float64]":
        """(x, y) of the middle of the box."""
        middle: NDArray[np.float64] = (self.box[:2] + self.box[2:]) / 2
        return middle

    @cached_property
    def length(self) -> float:
        """Along the stroke."""
        return float(np.hypot(*np.diff(self.points, axis=0).T).sum())

    @cached_property
    def chord(self) -> "NDArray[np.float64]":
        """(x, y) from the upper end to the lower one."""
        way: NDArray[np.float64] = self.points[-1] - self.points[0]
        return way if way[1] >= 0 else -way

    @property
    def is_straight(self) -> bool:
        """Whether it goes the shortest way from one end to the other."""
        return self.length > 0 and math.hypot(*self.chord) >= STRAIGHT * self.length

    @property
    def is_bar(self) -> bool:
        """Whether it is straight but for a hand's trembling, which makes short lines much longer than they reach."""
        steady = math.hypot(*self.chord) >= TREMBLING * self.length and abs(self.bulge) <= STEADY
        return self.length > 0 and (self.is_straight or steady)

    @property
    def lean(self) -> float:
        """Degrees from upright: 0 stands, positive leans to the right as "/" does, 90 either way lies."""
        return math.degrees(math.atan2(-self.chord[0], self.chord[1]))

    @property
    def is_ring(self) -> bool:
        """Whether it comes back to where it began, all around its middle."""
        if self.length < 2 * self.size:
            return False
        turns, apart = self._turns(), math.dist(self.points[0], self.points[-1])
        return turns > 0.8 and apart <= (OPENING if turns < 1 else OVERDRAWN) * self.size

    @cached_property
    def bulge(self) -> float:
        """How far it swings from its chord, in lengths of the chord: negative to the left, positive to the right."""
        chord = math.hypot(*self.chord)
        if chord == 0:
            return 0.0
        start = self.points[0] if self.points[0][1] <= self.points[-1][1] else self.points[-1]
        away = self.points - start
        across = away[:, 0] * self.chord[1] - away[:, 1] * self.chord[0]
        return float(across[np.abs(across).argmax()]) / chord**2

    def _turns(self) -> float:
        """Return how often it goes around the middle of its box."""
        away = self.points - self.centre
        angles = np.unwrap(np.arctan2(away[:, 1], away[:, 0]))
        return abs(float(angles[-1] - angles[0])) / (2 * math.pi)


def line_of(stroke: "Stroke") -> Line:
    """Measure a stroke."""
    points = np.array(stroke.points, np.float64)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    if along[-1] == 0:
        return Line(stroke, points[:1])
    places = np.linspace(0, along[-1], POINTS)
    return Line(stroke, np.column_stack([np.interp(places, along, points[:, axis]) for axis in (0, 1)]))


def crossing(one: Line, other: Line) -> tuple[float, float] | None:
    """Return how far along the chords of two straight strokes they cross, each 0..1, or None if they are parallel."""
    start, way = one.points[0], one.points[-1] - one.points[0]
    begin, course = other.points[0], other.points[-1] - other.points[0]
    turn = way[0] * course[1] - way[1] * course[0]
    if turn == 0:
        return None
    between = begin - start
    first = (between[0] * course[1] - between[1] * course[0]) / turn
    second = (between[0] * way[1] - between[1] * way[0]) / turn
    return float(first), float(second)


def distance(one: Line, other: Line) -> float:
    """Return how far two strokes are apart where they are nearest, to about 1/24 of their lengths."""
    between = one.points[:, None] - other.points[None]
    return float(np.sqrt((between**2).sum(axis=2).min()))
