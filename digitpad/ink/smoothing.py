"""Smooth curves through the points of a stroke, which a fast hand leaves far apart and a slow one makes tremble.

Corners stay corners. On the screen, in files and on pictures ink is :func:`curve`'s; of a drawing alone the networks
get the points themselves.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from digitpad.ink.drawing import Point

# A pen that turns more sharply than this from one point to the next draws a corner, as a 7 has. A loop of which the
# mouse caught only seven points turns by 51 degrees at each.
CORNER = math.radians(62)
# A trembling hand, and a mouse that counts whole pixels, put points beside the line that is meant, so that it looks
# like beads on a string. In pad units, of which a pen has 17; a circle of 40 gets narrower by 1.5 through that.
STEADY = 10.0


def curve(points: Sequence[Point], spacing: float, unit: float = 1.0) -> list[Point]:
    """Return the path of a stroke's ink: steady, and smooth.

    Args:
        points: at least one.
        spacing: as for :func:`smooth`.
        unit: a pad unit in the points' units.
    """
    return smooth(steadied(points, STEADY * unit), spacing)


def steadied(points: Sequence[Point], most: float = STEADY) -> list[Point]:
    """Return as many points on a way that doesn't tremble; ends, corners and points far apart stay where they are.

    Args:
        points: at least one.
        most: where they are no farther apart than this, each is moved to the mean of the way around it, this far.
    """
    way = [0.0, *accumulate(math.dist(*pair) for pair in pairwise(points))]
    if len(points) < 3 or not way[-1]:
        return [*points]
    fixed = _fixed(points, way, most)
    if len(fixed) == len(points):
        return [*points]
    # Integrals of the way, so that each mean is one difference.
    sums = [(0.0, 0.0)]
    for (start, end), length in zip(pairwise(points), _lengths(way), strict=True):
        x, y = (sum_ + (a + b) / 2 * length for sum_, a, b in zip(sums[-1], start, end, strict=True))
        sums.append((x, y))
    steady = [*points]
    for first, last in pairwise(fixed):
        for index in range(first + 1, last):
            at = way[index]
            reach = min(most, at - way[first], way[last] - at)
            if reach > 0:
                before, after = (_integral(points, way, sums, at + step) for step in (-reach, reach))
                steady[index] = (after[0] - before[0]) / (2 * reach), (after[1] - before[1]) / (2 * reach)
    return steady


def _lengths(way: Sequence[float]) -> list[float]:
    return [end - start for start, end in pairwise(way)]


def _fixed(points: Sequence[Point], way: Sequence[float], most: float) -> list[int]:
    """Return the places of points that stay: ends, corners, and those beside a long piece."""
    lengths = _lengths(way)
    inner = range(1, len(points) - 1)
    far = {index for index in inner if max(lengths[index - 1], lengths[index]) > most}
    turns = {index: _turn_around(points, way, index, most) for index in inner if index not in far}
    corners = set()
    for index, turn in turns.items():
        if turn > CORNER:
            near = range(bisect_right(way, way[index] - most), bisect_right(way, way[index] + most))
            if all(turn >= turns.get(other, 0.0) for other in near):
                corners.add(index)
    return sorted({0, len(points) - 1} | far | corners)


def _turn_around(points: Sequence[Point], way: Sequence[float], index: int, most: float) -> float:
    """Return how much the way turns at a point, in radians, seen from so far that no trembling matters."""
    before, after = (_place(points, way, way[index] + step) for step in (-most, most))
    return _turn(before, points[index], after)


def _piece(way: Sequence[float], at: float) -> int:
    return min(max(bisect_right(way, at) - 1, 0), len(way) - 2)


def _place(points: Sequence[Point], way: Sequence[float], at: float) -> Point:
    """Return the place on the way so far from its beginning, held at its ends."""
    index = _piece(way, at)
    length = way[index + 1] - way[index]
    share = min(max((at - way[index]) / length, 0.0), 1.0) if length else 0.0
    (x, y), (x1, y1) = points[index : index + 2]
    return x + (x1 - x) * share, y + (y1 - y) * share


def _integral(points: Sequence[Point], way: Sequence[float], sums: Sequence[Point], at: float) -> Point:
    """Return the integral of the way up to a place on it."""
    index = _piece(way, at)
    (x, y), (x1, y1), length = points[index], _place(points, way, at), at - way[index]
    return sums[index][0] + (x + x1) / 2 * length, sums[index][1] + (y + y1) / 2 * length


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
    return _turn(*points[index - 1 : index + 2]) > CORNER


def _turn(before: Point, at: Point, after: Point) -> float:
    """Return by how many radians a way turns at a point, 0 to pi."""
    into = math.atan2(at[1] - before[1], at[0] - before[0])
    turn = abs(math.atan2(after[1] - at[1], after[0] - at[0]) - into)
    return min(turn, 2 * math.pi - turn)


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
