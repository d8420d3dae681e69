"""Tells digits from what people draw around, under and through them: circles, underlines, and what is struck out."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digitpad.ink.drawing import Drawing
from digitpad.reading.shapes import Line, distance, line_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.layout import Box

# More strokes are no drawing that somebody corrects.
MOST_STROKES = 200
# What stands in a circle is at least this share of it high, and no nearer to it than this share of its size.
INSIDE, FREE = 0.3, 0.02
# A 0 is slimmer than a circle: no wider than this share of its height. A circle around a digit is as high as this share
# of the highest digit beside it, or higher.
SLIM, CIRCLE = 0.85, 1.3
# Lines under and through digits lie: they are no higher than this share of their width.
FLAT = 0.25
# Lengths below are in heights of the tallest stroke. What is lower than this is no digit.
TALL = 0.5
# An underline begins no higher above the digits' feet than this; under one digit alone it keeps away from it.
ABOVE_FEET, AWAY = 0.12, 0.08
# It is as wide as this share of what stands over it.
COVERED = 0.75
# A line through one digit is as long as this, sticks out by this at either side and goes through the middle, so near;
# a bar of a 7 or a slash in a 0 doesn't.
LONG, OUT, THROUGH = 0.9, 0.12, 0.25
# What of a digit's height a line through several of them is in.
MIDST = (0.2, 0.8)


class Company(NamedTuple):
    """What is left of a drawing.

    Attributes:
        drawing: without circles, underlines and what was struck out.
        struck: (left, top, right, bottom) around each thing that was struck out, and the line through it.
    """

    drawing: Drawing
    struck: "tuple[Box, ...]" = ()


class _Glyph(NamedTuple):
    """Strokes whose boxes overlap: mostly a digit."""

    lines: tuple[Line, ...]
    box: "NDArray[np.float64]"

    @property
    def height(self) -> float:
        return float(self.box[3] - self.box[1])


def without_company(drawing: Drawing) -> Company:
    """Leave out what stands around, under and through digits; a drawing of which nothing would be left stays whole.

    Args:
        drawing: not blank.
    """
    if not 2 <= len(drawing.strokes) <= MOST_STROKES:
        return Company(drawing)
    lines = [line_of(stroke) for stroke in drawing.strokes]
    lines = _without(lines, [line for line in lines if _encloses(line, lines)])
    lines = _without(lines, [line for line in lines if _is_underline(line, lines)])
    struck = list(_struck(lines))
    left = _without(lines, [line for group in struck for line in group])
    if not any(line.height >= TALL * max(other.height for other in lines) for line in left):
        struck, left = [], lines
    strokes = tuple(line.stroke for line in left)
    return Company(drawing._replace(strokes=strokes), tuple(_box_of(group) for group in struck))


def _without(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    out = {id(line) for line in others}
    return [line for line in lines if id(line) not in out]


def _box_of(lines: Sequence[Line]) -> "Box":
    boxes = np.array([line.box for line in lines])
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _encloses(ring: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a stroke goes around others and touches none; a ring in a ring is no digit."""
    if not ring.is_ring:
        return False
    others = [line for line in lines if line is not ring]
    inside = [line for line in others if (line.box[:2] > ring.box[:2]).all() and (line.box[2:] < ring.box[2:]).all()]
    if not inside or all(line.is_ring for line in inside) or _is_slashed(ring, inside, others):
        return False
    _, top, _, bottom = _box_of(inside)
    if bottom - top < INSIDE * ring.height:
        return False
    return all(distance(ring, line) >= FREE * ring.size for line in others)


def _is_slashed(ring: Line, inside: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Tell a 0 with a slash in it from a 1 in a circle: it is slim, or no larger than its neighbours."""
    if len(inside) > 1 or not inside[0].is_bar:
        return False
    beside = [line.height for line in lines if line is not inside[0]]
    return ring.width < SLIM * ring.height or ring.height < CIRCLE * max(beside, default=0.0)


def _glyphs(lines: Sequence[Line]) -> list[_Glyph]:
    """Return what may be digits, from left to right, without low strokes that stand alone."""
    glyphs: list[_Glyph] = []
    for line in sorted(lines, key=lambda line: float(line.box[0])):
        near = [glyph for glyph in glyphs if _overlap(glyph.box, line.box)]
        glyphs = [glyph for glyph in glyphs if not any(glyph is other for other in near)]
        parts = (*(part for glyph in near for part in glyph.lines), line)
        glyphs.append(_Glyph(parts, np.array(_box_of(parts))))
    tallest = max((glyph.height for glyph in glyphs), default=0.0)
    return [glyph for glyph in glyphs if glyph.height >= TALL * tallest]


def _overlap(one: "NDArray[np.float64]", other: "NDArray[np.float64]") -> bool:
    return bool((np.minimum(one[2:], other[2:]) >= np.maximum(one[:2], other[:2])).all())


def _lies(line: Line) -> bool:
    return line.is_straight and line.height <= FLAT * line.width


def _is_underline(line: Line, lines: Sequence[Line]) -> bool:
    if not _lies(line):
        return False
    over = [glyph for glyph in _glyphs(_without(lines, [line])) if _shared(glyph, line) >= 0.5]
    if not over or line.size < TALL * max(glyph.height for glyph in over):
        return False
    height = max(glyph.height for glyph in over)
    feet = float(np.median([glyph.box[3] for glyph in over]))
    span = max(glyph.box[2] for glyph in over) - min(glyph.box[0] for glyph in over)
    if float(line.centre[1]) < feet - ABOVE_FEET * height or line.width < COVERED * span:
        return False
    near = min(distance(line, part) for glyph in over for part in glyph.lines)
    return len(over) > 1 or (near >= AWAY * height and line.width >= span)


def _shared(glyph: _Glyph, line: Line) -> float:
    """Return the share of a glyph's width that a line covers."""
    common = min(glyph.box[2], line.box[2]) - max(glyph.box[0], line.box[0])
    return float(common / max(glyph.box[2] - glyph.box[0], 1e-9)) if common > 0 else 0.0


def _struck(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield what was struck out, together with the line through it."""
    for line in lines:
        if not line.is_straight or abs(line.lean) < 30:
            continue
        glyphs = _glyphs(_without(lines, [line]))
        through = [glyph for glyph in glyphs if _goes_through(line, glyph)]
        if len(through) > 1 and _lies(line):
            yield [line, *(part for glyph in through for part in glyph.lines)]
        elif len(through) == 1 and _strikes(line, through[0]):
            yield [line, *through[0].lines]


def _goes_through(line: Line, glyph: _Glyph) -> bool:
    """Tell whether a line passes a glyph's middle from one side to the other."""
    middle = float(glyph.box[0] + glyph.box[2]) / 2
    if not line.box[0] < middle < line.box[2]:
        return False
    ends = line.points[[0, -1]] if line.points[0, 0] <= line.points[-1, 0] else line.points[[-1, 0]]
    y = float(np.interp(middle, ends[:, 0], ends[:, 1]))
    return bool(MIDST[0] <= (y - glyph.box[1]) / max(glyph.height, 1e-9) <= MIDST[1])


def _strikes(line: Line, glyph: _Glyph) -> bool:
    """Tell whether a line crosses one glyph out, that is none of its own strokes."""
    out = OUT * glyph.height
    if line.length < LONG * glyph.height or line.box[0] > glyph.box[0] - out or line.box[2] < glyph.box[2] + out:
        return False
    if all(part.is_straight for part in glyph.lines):
        return False
    slashed = len(glyph.lines) == 1 and glyph.lines[0].is_ring and abs(line.lean) < 65
    centre = (glyph.box[:2] + glyph.box[2:]) / 2
    nearest = min(math.dist(point, centre) for point in line.points)
    return not slashed and nearest <= THROUGH * glyph.height
