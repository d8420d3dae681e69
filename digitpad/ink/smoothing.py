"""Smooth curves through the points of a stroke, which a fast hand leaves far apart; corners stay corners.

Only for looks: the network's picture is drawn from the points themselves.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from digitpad.ink.drawing import Point

# A pen that turns more sharply than this from one point to the next draws a corner, as a 7 has. A loop of which the
# mouse caught only seven points turns by 51 degrees at each.
CORNER = math.radians(62)


def smooth(points: Sequence[Point], spacing: float) -> list[Point]:
    """Return a path through all points, rounded between them.

    The curve is Catmull and Rom's, with centripetal spacing, which makes neither loops nor cusps (Yuksel, Schaefer,
    Keyser, "Parameterization and applications of Catmull-Rom curves", Computer-Aided Design 43(7), 2011).

    Args:
        points: at least one.
        spacing: how far apart the path's points may be; pieces that are shorter are left as they are.
    """
    distinct = [points[0], *(point for before, point in pairwise(points) if point != before)]
    path = [distinct[0]]
    for index in range(len(distinct) - 1):
        start, end = distinct[index], distinct[index + 1]
        if math.dist(start, end) > spacing:
            before = None if index == 0 or _is_corner(distinct, index) else distinct[index - 1]
            last = index + 2 == len(distinct) or _is_corner(distinct, index + 1)
            path += _between(before, start, end, None if last else distinct[index + 2], spacing)
        path.append(end)
    return path


def _is_corner(points: Sequence[Point], index: int) -> bool:
    (x0, y0), (x1, y1), (x2, y2) = points[index - 1 : index + 2]
    into, out = math.atan2(y1 - y0, x1 - x0), math.atan2(y2 - y1, x2 - x1)
    turn = abs(out - into)
    return min(turn, 2 * math.pi - turn) > CORNER


def _between(before: Point | None, start: Point, end: Point, after: Point | None, spacing: float) -> list[Point]:
    if before is None and after is None:
        return []
    # Where the curve begins or ends, or has a corner, its neighbour is mirrored.
    before = before or (2 * start[0] - end[0], 2 * start[1] - end[1])
    after = after or (2 * end[0] - start[0], 2 * end[1] - start[1])
    lengths = [math.sqrt(math.dist(*pair)) for pair in ((before, start), (start, end), (end, after))]
    parts = math.ceil(math.dist(start, end) / spacing)
    tangents = [_tangent(before, start, end, lengths[0], lengths[1]), _tangent(start, end, after, *lengths[1:])]
    return [_hermite(start, end, tangents, lengths[1], part / parts) for part in range(1, parts)]


def _tangent(before: Point, at: Point, after: Point, first: float, second: float) -> Point:
    x, y = (
        (at[axis] - before[axis]) / first
        - (after[axis] - before[axis]) / (first + second)
        + (after[axis] - at[axis]) / second
        for axis in (0, 1)
    )
    return x, y


def _hermite(start: Point, end: Point, tangents: Sequence[Point], length: float, share: float) -> Point:
    square, cube = share**2, share**3
    weights = (2 * cube - 3 * square + 1, cube - 2 * square + share, 3 * square - 2 * cube, cube - square)
    x, y = (
        weights[0] * start[axis]
        + weights[1] * tangents[0][axis] * length
        + weights[2] * end[axis]
        + weights[3] * tangents[1][axis] * length
        for axis in (0, 1)
    )
    return x, y
