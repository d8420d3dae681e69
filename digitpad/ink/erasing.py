"""The eraser: cuts out of strokes what it touches."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from digitpad.ink.drawing import Drawing, Point, Stroke

# A cut falls within this many pad units of the eraser's edge: half a pixel on a usual screen.
STEP = 0.5


def erased(drawing: Drawing, start: Point, end: Point, radius: float) -> Drawing:
    """Return the drawing without what an eraser touched on its way.

    Args:
        drawing: strokes in pad units.
        start: where the eraser's middle was.
        end: where it went, straight; the same point for a touch.
        radius: of the eraser, in pad units; add half the pen's width to reach ink and not only its middle line.

    Returns:
        The drawing itself if nothing was touched.
    """
    strokes: list[Stroke] = []
    for stroke in drawing.strokes:
        strokes += [stroke] if _far(stroke.points, start, end, radius) else _rest(stroke, start, end, radius)
    # Untouched strokes are the very objects that they were.
    same = len(strokes) == len(drawing.strokes) and all(map(_same, strokes, drawing.strokes))
    return drawing if same else drawing._replace(strokes=tuple(strokes))


def _same(stroke: Stroke, other: Stroke) -> bool:
    return stroke is other


def _far(points: Sequence[Point], start: Point, end: Point, radius: float) -> bool:
    for axis in (0, 1):
        values = [point[axis] for point in points]
        low, high = min(start[axis], end[axis]) - radius, max(start[axis], end[axis]) + radius
        if max(values) < low or min(values) > high:
            return True
    return False


def _rest(stroke: Stroke, start: Point, end: Point, radius: float) -> list[Stroke]:
    """Return what is left of a stroke; its own points stay, and each cut adds one where the eraser's edge was."""
    runs: list[list[tuple[Point, bool]]] = [[]]
    touched = False
    left, right = min(start[0], end[0]) - radius, max(start[0], end[0]) + radius
    top, bottom = min(start[1], end[1]) - radius, max(start[1], end[1]) + radius
    for point, own in _samples(stroke.points, start, end, radius):
        # Most points are far away: a box tells that in a fraction of the time.
        near = left < point[0] < right and top < point[1] < bottom
        if near and distance(point, start, end) < radius:
            touched = True
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append((point, own))
    if not touched:
        return [stroke]
    rests = [tuple(_lean(run)) for run in runs]
    return [Stroke(rest) for rest in rests if len(rest) > 1]


def _lean(run: list[tuple[Point, bool]]) -> Iterator[Point]:
    last = len(run) - 1
    return (point for index, (point, own) in enumerate(run) if own or index in (0, last))


def _samples(points: Sequence[Point], start: Point, end: Point, radius: float) -> Iterator[tuple[Point, bool]]:
    """Yield a stroke's points, marked as its own, and between them others wherever the eraser may be."""
    left, right = min(start[0], end[0]) - radius, max(start[0], end[0]) + radius
    top, bottom = min(start[1], end[1]) - radius, max(start[1], end[1]) + radius
    yield points[0], True
    for (x, y), point in pairwise(points):
        beside = (x < left and point[0] < left) or (x > right and point[0] > right)
        beside = beside or (y < top and point[1] < top) or (y > bottom and point[1] > bottom)
        if not beside and distance((x, y), start, end) < radius + math.dist((x, y), point):
            parts = math.ceil(math.dist((x, y), point) / STEP)
            for part in range(1, parts):
                yield (x + (point[0] - x) * part / parts, y + (point[1] - y) * part / parts), False
        yield point, True


def distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from the straight line between two others, its ends included."""
    along = (end[0] - start[0], end[1] - start[1])
    squared = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if squared:
        share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / squared
        share = min(max(share, 0.0), 1.0)
    return math.dist(point, (start[0] + share * along[0], start[1] + share * along[1]))
