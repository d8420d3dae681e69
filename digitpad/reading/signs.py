"""Finds the signs that stand among the digits of a row: by size, by place and by shape.

A sign stands free: nothing else of the row is at its level above, below or on it. So no bar of a 5 and no stem of a 4
is one. Signs that could as well be digits have to prove themselves: a slash leans more than ones do or is taller than
the digits, a plus is two straight strokes that cross in their middles, brackets come in pairs.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from digitpad.ink.drawing import Stroke
from digitpad.reading.page_slashes import slashes_among
from digitpad.reading.shapes import Line, crossing, distance, line_of
from digitpad.reading.slashes import slashes_in

# Lengths are in heights of the row's digits.
DOT = 0.16  # nothing longer is a dot
COMMA = 0.42  # nor higher than this a comma
SMALLEST_ONE, BELOW_FEET = 0.22, 1.03  # what is as high as this and ends above that is a small 1
BAR = (0.12, 1.1)  # how wide minus signs are
LYING = 33.0  # degrees from level, at most, of bars
UPRIGHT = 25.0  # degrees from upright, at most, of stems
CROSS = (0.18, 1.1)  # how long the strokes of + and × are
MIDDLE = (0.2, 0.8)  # where on each other they cross
APART = 0.05  # how near to others a sign may come
WELL_APART = 0.08
LEVEL = 0.15  # ink within so much above and below it is at a sign's level
SHARED = 0.25  # of a sign's width that others at its level may share: hands lean
BESIDE = 1.6  # how far from the next digit a sign may stand
BEHIND, BEFORE = 0.02, 0.15  # how far the digits beside a point or a bar may reach over it
SMALL_RING = (0.08, 0.55)  # of a per cent sign
BRACKET = (0.85, 1.9)  # how high brackets are
BOW = (0.07, 0.45)  # how far they swing out, in lengths of themselves
# Where in the row, from its top (0) to its foot (1), the middle of a sign is.
MINUS_PLACE, DOT_PLACE, FOOT_PLACE, PAIR_PLACE = (0.22, 0.8), (0.3, 0.68), (0.74, 1.45), (0.1, 1.1)
CROSS_PLACE = 0.25, 0.85


@dataclass(frozen=True, eq=False)
class Row:
    """The strokes of a row, and where its digits stand.

    Attributes:
        lines: the strokes, from left to right.
        top: of most digits.
        bottom: of them.
        pictured: whether it stands in a picture: nobody knows which way its lines were drawn.
    """

    lines: list[Line]
    top: float
    bottom: float
    pictured: bool = False

    @property
    def height(self) -> float:
        """Of the digits."""
        return self.bottom - self.top

    def place(self, y: float) -> float:
        """Return where y is in the row: 0 at its top, 1 at its foot."""
        return (y - self.top) / self.height


class Found(NamedTuple):
    """A sign, the strokes that make it, and whether its shape leaves no doubt."""

    text: str
    lines: tuple[Line, ...]
    clear: bool = True

    @property
    def box(self) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        """(left, top, right, bottom)."""
        boxes = np.array([line.box for line in self.lines])
        return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def signs_in(strokes: Sequence[Stroke], taps: Sequence[Stroke]) -> list[Found]:
    """Find the signs of a row.

    Args:
        strokes: from left to right.
        taps: dots near the row.

    Returns:
        The signs from left to right. Something that may be a digit is always left over, or there are none.
    """
    return signs_among([line_of(stroke) for stroke in strokes], [line_of(tap) for tap in taps])


def signs_among(lines: list[Line], taps: list[Line], pictured: bool = False) -> list[Found]:
    """Find the signs of a row, given what it is made of as lines; see :func:`signs_in`."""
    row = _row(lines, taps, pictured)
    if row is None:
        return []
    found: list[Found] = []
    for finder in FINDERS:
        for sign in finder(row, _free_lines(row, found)):
            used = {id(line) for other in found for line in other.lines}
            if not any(id(line) in used for line in sign.lines) and _stands_free(sign, row):
                found.append(sign)
    return _in_company(sorted(found, key=lambda sign: float(sign.box[0] + sign.box[2])), row)


def _row(lines: list[Line], taps: list[Line], pictured: bool) -> Row | None:
    if not lines:
        return None
    heights = np.array([line.height for line in lines])
    tall = [line for line in lines if line.height >= 0.5 * heights.max()]
    top = float(np.median([line.box[1] for line in tall]))
    bottom = float(np.median([line.box[3] for line in tall]))
    if bottom - top <= 0 or len(lines) + len(taps) < 2:
        return None
    return Row(sorted(lines + taps, key=lambda line: float(line.centre[0])), top, bottom, pictured)


def _free_lines(row: Row, found: list[Found]) -> list[Line]:
    used = {id(line) for sign in found for line in sign.lines}
    return [line for line in row.lines if id(line) not in used]


def _between(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _is_bar(line: Line, row: Row) -> bool:
    lying = abs(line.lean) >= 90 - LYING
    return line.is_bar and lying and _between(line.width / row.height, BAR)


def _is_dot(line: Line, row: Row) -> bool:
    return line.size <= DOT * row.height


def _per_cent(row: Row, lines: list[Line]) -> Iterator[Found]:
    """Yield slashes with a small ring at either side."""
    rings = [line for line in lines if line.is_ring and _between(line.size / row.height, SMALL_RING)]
    for slash in lines:
        if not (slash.is_straight and 5 <= slash.lean <= 75 and slash.height >= 0.5 * row.height):
            continue
        near = [ring for ring in rings if math.dist(ring.centre, slash.centre) <= 0.9 * row.height]
        left = [ring for ring in near if ring.centre[1] < slash.centre[1] and ring.centre[0] < slash.box[2]]
        right = [ring for ring in near if ring.centre[1] > slash.centre[1] and ring.centre[0] > slash.box[0]]
        if left and right and left[0].centre[0] < right[0].centre[0]:
            yield Found("%", (slash, left[0], right[0]))


def _crosses(row: Row, lines: list[Line]) -> Iterator[Found]:
    """Yield + and ×: two straight strokes, about as long, that cross in their middles."""
    straight = [line for line in lines if line.is_bar and _between(line.length / row.height, CROSS)]
    for one, other in combinations(straight, 2):
        where = crossing(one, other)
        if where is None or not all(_between(place, MIDDLE) for place in where):
            continue
        if max(one.length, other.length) > 2.2 * min(one.length, other.length):
            continue
        if row.pictured and not _between(row.place(float(one.centre[1] + other.centre[1]) / 2), CROSS_PLACE):
            continue
        stem, bar = sorted((one, other), key=lambda line: abs(line.lean))
        if abs(stem.lean) <= UPRIGHT and abs(bar.lean) >= 90 - LYING:
            yield Found("+", (one, other))
        elif stem.lean * bar.lean < 0 and abs(stem.lean) > 15 and abs(bar.lean) < 80:
            yield Found("×", (one, other))


def _pairs(row: Row, lines: list[Line]) -> Iterator[Found]:
    """Yield = and :, two of a kind above each other."""
    placed = (line for line in lines if _between(row.place(float(line.centre[1])), PAIR_PLACE))
    for one, other in combinations([line for line in placed if _is_dot(line, row) or _is_bar(line, row)], 2):
        apart = abs(float(one.centre[1] - other.centre[1])) / row.height
        beside = abs(float(one.centre[0] - other.centre[0])) / row.height
        shared = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
        if _is_dot(one, row) and _is_dot(other, row) and 0.15 <= apart <= 0.9 and beside <= 0.2:
            yield Found(":", (one, other))
        bars = _is_bar(one, row) and _is_bar(other, row)
        if bars and 0.06 <= apart <= 0.65 and shared >= 0.5 * max(one.width, other.width):
            yield Found("=", (one, other))


def _dots(row: Row, lines: list[Line]) -> Iterator[Found]:
    """Yield points, commas and the dot of multiplication."""
    for line in lines:
        place = row.place(float(line.centre[1]))
        comma = line.height <= COMMA * row.height and line.width <= 0.3 * row.height
        # A small 1 stands on the digits' line, a comma of that height goes through it.
        if line.height > SMALLEST_ONE * row.height and row.place(float(line.box[3])) < BELOW_FEET:
            continue
        if not (_is_dot(line, row) or comma):
            continue
        if _between(place, FOOT_PLACE) and row.place(float(line.box[1])) >= 0.6:
            yield Found(_foot_sign(line, row), (line,))
        elif _is_dot(line, row) and _between(place, DOT_PLACE):
            yield Found("·", (line,))


def _foot_sign(line: Line, row: Row) -> str:
    """Tell a point from a comma: that one is a line that comes down, often below the digits' feet."""
    down = line.height > 0.09 * row.height and math.hypot(*line.chord) > 0.6 * line.length
    return "," if down and abs(line.lean) < 60 else "."


def _minuses(row: Row, lines: list[Line]) -> Iterator[Found]:
    for line in lines:
        if _is_bar(line, row) and _between(row.place(float(line.centre[1])), MINUS_PLACE):
            yield Found("-", (line,))


def _slashes(row: Row, lines: list[Line]) -> Iterator[Found]:
    if row.pictured:
        yield from (Found("/", (line,), clear) for line, clear in slashes_among(lines, row.height))
        return
    for line, clear in slashes_in(lines, row.lines, row.height):
        yield Found("/", (line,), clear)


def _brackets(row: Row, lines: list[Line]) -> Iterator[Found]:
    """Yield brackets that open and close."""
    bows = [line for line in lines if _is_bow(line, row)]
    opened: list[Line] = []
    for line in bows:
        if line.bulge < 0:
            opened.append(line)
        elif opened:
            first = opened.pop()
            if any(first.box[2] < other.centre[0] < line.box[0] for other in lines):
                yield Found("(", (first,))
                yield Found(")", (line,))


def _is_bow(line: Line, row: Row) -> bool:
    if len(line.points) < 2 or not any(line.chord):
        return False
    steady = bool((np.diff(line.points[:, 1]) * np.sign(line.points[-1, 1] - line.points[0, 1]) > 0).mean() > 0.9)
    fits = _between(line.height / row.height, BRACKET) and line.width <= 0.45 * line.height
    return fits and steady and abs(line.lean) <= UPRIGHT and _between(abs(line.bulge), BOW)


# Those of several strokes come first, then what is left is looked at one by one.
FINDERS: tuple[Callable[[Row, list[Line]], Iterator[Found]], ...] = (
    _per_cent,
    _crosses,
    _pairs,
    _dots,
    _minuses,
    _slashes,
    _brackets,
)


def _stands_free(sign: Found, row: Row) -> bool:
    """Tell whether nothing else of the row is on a sign, or at its level above or below it."""
    own = {id(line) for line in sign.lines}
    left, top, right, bottom = sign.box.tolist()
    room = max(SHARED * (right - left), 0.04 * row.height)
    reach = LEVEL * row.height
    # What stands on the ground may have a digit's roof above it: 7. and 7,
    if sign.text in ".,":
        reach = 0.5 * row.height
    # A slip of the pen in a digit is no dot between two.
    if sign.text == "·":
        reach, room = row.height, -APART * row.height
    for line in row.lines:
        if id(line) in own:
            continue
        # Part of a 4 in a picture may look like a cross, beside the rest of it.
        apart = WELL_APART if row.pictured and sign.text in "+×" else APART
        if min(distance(line, part) for part in sign.lines) < apart * row.height:
            return False
        level = line.points[(line.points[:, 1] >= top - reach) & (line.points[:, 1] <= bottom + reach)]
        if len(level) and min(right, level[:, 0].max()) - max(left, level[:, 0].min()) > room:
            return False
    return True


def _in_company(found: list[Found], row: Row) -> list[Found]:
    """Leave out signs that don't stand where they can: a slash has a digit before it and one behind."""
    used = {id(line) for sign in found for line in sign.lines}
    digits = [line for line in row.lines if id(line) not in used and line.height >= 0.25 * row.height]
    tall = max((line.height for line in digits), default=0.0)
    if tall < 0.6 * row.height:
        return []
    kept = [sign for sign in found if _has_company(sign, found, digits, row)]
    return [sign for sign in kept if sign.text not in ".,·" or not _has_sign_beside(sign, kept, digits)]


def _has_sign_beside(sign: Found, found: list[Found], digits: list[Line]) -> bool:
    """Tell whether no digit stands between a dot and another sign: then it is a slip of the pen."""
    middle = float(sign.box[0] + sign.box[2]) / 2
    before = sum(line.centre[0] < middle for line in digits)
    others = [float(other.box[0] + other.box[2]) / 2 for other in found if other is not sign]
    return any(sum(line.centre[0] < other for line in digits) == before for other in others)


def _has_company(sign: Found, found: list[Found], digits: list[Line], row: Row) -> bool:
    left, _, right, _ = sign.box.tolist()
    middle, reach = (left + right) / 2, BESIDE * row.height
    if (
        sign.text in ".,·-"
        and not row.pictured
        and any(_reaches_over(line, middle, left, right, row) for line in digits)
    ):
        return False
    before = any(line.centre[0] < middle and left - line.box[2] <= reach for line in digits)
    after = any(line.centre[0] > middle and line.box[0] - right <= reach for line in digits)
    brackets = [other.box.tolist() for other in found if other.text in "()" and other is not sign]
    before_any = before or any(box[2] <= left and left - box[2] <= reach for box in brackets)
    after_any = after or any(box[0] >= right and box[0] - right <= reach for box in brackets)
    if sign.text in "/:·":
        return before_any and after_any
    if sign.text in "=%×":
        return before_any
    if sign.text in ".,":
        return before and (after or _near(left, digits, row))
    return before_any or after_any


def _reaches_over(line: Line, middle: float, left: float, right: float, row: Row) -> bool:
    """Tell whether a digit stands over a sign: only the roof of the one before does, and not far."""
    if line.centre[0] > middle:
        return bool(line.box[0] < right - BEHIND * row.height)
    return bool(line.box[2] > left + BEFORE * row.height)


def _near(left: float, digits: list[Line], row: Row) -> bool:
    """Tell whether a point that ends a row stands close to its last digit: a stray tap is farther away."""
    return any(0 <= left - line.box[2] <= 0.5 * row.height for line in digits)
