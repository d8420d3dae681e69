"""Finds the signs of a page's rows as those of drawings are found: marks are followed as if a pen had drawn them.

A thin mark is followed along its middle, a plus or a times sign is two lines, a small ring goes around its hole; any
other is just ink that is in the way. Then ``digitpad.reading.signs`` says what stands where signs can.
"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from digitpad.ink.drawing import Stroke
from digitpad.reading.shapes import Line
from digitpad.reading.sign_room import RowPlace, credible, without_lone_slashes
from digitpad.reading.signs import signs_among
from digitpad.scan.page.layout import PageSign, ink_of
from digitpad.scan.page.marks import Floats, Integers, righted
from digitpad.scan.page.pen import pen_width

if TYPE_CHECKING:
    from digitpad.scan.page.lines import Lines

# A page of more marks is print, in which signs say nothing.
MOST_MARKS = 1500
# Lengths are in heights of the row's digits. Marks as far above and below the row, and beside it, are looked at.
ABOVE, BELOW, BESIDE = 0.3, 0.6, 1.6
# A mark that nowhere is wider than this many pens, across the way it goes, is a line.
THIN = 1.9
# The size of marks that may be + or ×; digits are larger.
CROSS = (0.18, 0.9)
# What of a cross lies off its two bars, at most.
OFF_BARS = 0.05
# How wide bars are, in pens: hands tremble.
BAR = 1.8
SHORTEST_BAR = 3.0
# The width of a sign's lines, in pens of the row, at least; and at most, where it is larger than this.
SLIM, HEAVY, LARGE = 0.78, 1.15, 0.5
# Dots, which are no larger than this, look slimmer than they are.
DOT, SLIM_DOT = 0.22, 0.54
TURNS = tuple(math.radians(degrees) for degrees in range(-20, 70, 5))
# The size of a per cent sign's rings, and the share of their half size that stays free in their middle.
RING, FREE = (0.12, 0.55), 0.2
SECTORS = 16
# Points that stand for other ink.
SAMPLED, STRIDE = 48, 7919
BINS, FEWEST_BINS, STEP = 16, 4, 0.6
LOOSE, OF_FORMS = -1, -2  # marks of no line
_NO_STROKE = Stroke(((0.0, 0.0),))


def signs_of(found: "Lines", digits: Callable[[list[Image.Image]], list[bool]]) -> list[list[PageSign]]:
    """Find the signs of each line of a page.

    Args:
        found: on the page; signs are not looked for in boxes of forms.
        digits: a second look at what may be a plus or a times sign by its shape: tells of ink whether it is a digit.

    Returns:
        For each line its signs, from left to right.
    """
    if len(found.marks) - found.free > MOST_MARKS:
        return [[] for _ in found.lines]
    owner = np.full(len(found.marks), LOOSE, np.int64)
    owner[: found.free] = OF_FORMS
    for number, line in enumerate(found.lines):
        for digit in line:
            owner[digit] = number
    in_form = [row is not None for row in found.rows]
    signs = [
        [] if form or not line else _signs_in(found, number, np.concatenate(line), owner)
        for number, (line, form) in enumerate(zip(found.lines, in_form, strict=True))
    ]
    signs = without_lone_slashes(signs)
    crosses = [sign for line in signs for sign in line if sign.text in "+×"]
    if not crosses:
        return signs
    inks = [_ink_of(found, sign.marks) for sign in crosses]
    out = {id(sign) for sign, digit in zip(crosses, digits(inks), strict=True) if digit}
    return [[sign for sign in line if id(sign) not in out] for line in signs]


def _signs_in(found: "Lines", number: int, own: Integers, owner: Integers) -> list[PageSign]:
    boxes = found.boxes
    heights = boxes[own, 3] - boxes[own, 1]
    tall = boxes[own[heights >= 0.5 * heights.max()]]
    top, bottom = float(np.median(tall[:, 1])), float(np.median(tall[:, 3]))
    height = bottom - top
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    near = (middle > top - ABOVE * height) & (middle < bottom + BELOW * height)
    near &= (boxes[:, 2] > boxes[own, 0].min() - BESIDE * height) & (
        boxes[:, 0] < boxes[own, 2].max() + BESIDE * height
    )
    marks = np.flatnonzero(near & ((owner == number) | (owner == LOOSE)))
    pen = float(np.median([pen_width(found.depths[_pixels(found, mark)]) for mark in own]))
    lines: list[Line] = []
    mark_of: dict[int, int] = {}
    for mark in marks.tolist():
        ys, xs = _pixels(found, mark)
        ink = np.column_stack(righted(xs, ys, found.skew)).astype(np.float64)
        own_pen = pen_width(found.depths[ys, xs])
        size = float(np.ptp(ink, axis=0).max())
        large, slim = size > LARGE * height, SLIM_DOT if size < DOT * height else SLIM
        # Crumbs are thinner than what a pen leaves, and a thick stroke is none of the signs.
        if own_pen < slim * pen and not large:
            continue
        alike = slim * pen <= own_pen <= HEAVY * pen or not large
        for points in followed(ink, pen, height) if alike else [_other(ink, pen)]:
            lines.append(Line(_NO_STROKE, points))
            mark_of[id(lines[-1])] = mark
    founds = signs_among(lines, [], pictured=True)
    signs = [
        PageSign(sign.text, tuple(sorted({mark_of[id(line)] for line in sign.lines})), sign.clear) for sign in founds
    ]
    return credible(signs, boxes, own, RowPlace(top, height))


def _pixels(found: "Lines", mark: int) -> tuple[Integers, Integers]:
    own = slice(int(found.marks.starts[mark]), int(found.marks.starts[mark + 1]))
    return found.marks.ys[own], found.marks.xs[own]


def _ink_of(found: "Lines", marks: tuple[int, ...]) -> Image.Image:
    pixels = [_pixels(found, mark) for mark in marks]
    return ink_of(found, np.concatenate([ys for ys, _ in pixels]), np.concatenate([xs for _, xs in pixels]))


def followed(ink: Floats, pen: float, height: float) -> list[Floats]:
    """Return the ways of a pen that may have drawn a mark.

    Args:
        ink: (n, 2) x and y of its pixels.
        pen: the width of the row's strokes, in pixels.
        height: of the row's digits.

    Returns:
        One way, (k, 2); two for a cross.
    """
    size = float(np.ptp(ink, axis=0).max()) + 1
    if RING[0] * height <= size <= RING[1] * height and (ring := _ring(ink)) is not None:
        return [ring]
    if (line := _line(ink, pen)) is not None:
        return [line]
    if CROSS[0] * height <= size <= CROSS[1] * height and (cross := _cross(ink, pen)) is not None:
        return cross
    return [_other(ink, pen)]


def _other(ink: Floats, pen: float) -> Floats:
    """Return points of ink that is no line."""
    low, high = ink.min(axis=0) + pen / 2, ink.max(axis=0) - pen / 2
    # In no order: what is no line must not look like one.
    sample = ink[np.arange(SAMPLED) * STRIDE % len(ink)]
    # What touches the box's sides stays, so that the box does.
    ends = ink[[*ink.argmin(axis=0), *ink.argmax(axis=0)]]
    other: Floats = np.clip(np.concatenate([sample, ends]), np.minimum(low, high), np.maximum(low, high))
    return other


def _line(ink: Floats, pen: float) -> Floats | None:
    """Return the middle of a mark that is thin all along the way it goes, or of a dot; else None."""
    middle = ink.mean(axis=0)
    way = np.linalg.svd(ink - middle, full_matrices=False)[2][0] if len(ink) > 2 else np.array([1.0, 0.0])
    along = (ink - middle) @ way
    across = (ink - middle) @ np.array([-way[1], way[0]])
    if np.ptp(across) + 1 > 0.6 * (np.ptp(along) + 1) and np.ptp(along) + 1 > 2.5 * pen:
        return None
    # Steps shorter than a pen is wide would make a way of the ragged edges of pixels.
    count = int(np.clip((np.ptp(along) + 1) / (STEP * pen), FEWEST_BINS, BINS))
    edges = np.linspace(along.min(), along.max() + 1e-6, count + 1)
    bins = np.searchsorted(edges, along, side="right") - 1
    points = []
    for number in range(count):
        there = across[bins == number]
        if there.size:
            if np.ptp(there) + 1 > THIN * pen + 1:
                return None
            points.append(((edges[number] + edges[number + 1]) / 2, float((there.min() + there.max()) / 2)))
    ways = np.array(points)
    # A pen's own width makes no line longer.
    reach = max((np.ptp(along) + 1 - pen) / 2, 0.0)
    centre = (along.min() + along.max()) / 2
    ways[:, 0] = np.clip(ways[:, 0], centre - reach, centre + reach)
    line: Floats = middle + ways[:, :1] * way + ways[:, 1:] * np.array([-way[1], way[0]])
    return line


def _cross(ink: Floats, pen: float) -> list[Floats] | None:
    """Return the two bars of a mark that is nothing but two bars across each other, or None."""
    middle = (ink.min(axis=0) + ink.max(axis=0)) / 2
    away = ink - middle
    turned = [away @ np.array([[math.cos(t), -math.sin(t)], [math.sin(t), math.cos(t)]]) for t in TURNS]
    off = [np.abs(each - np.median(each, axis=0)).min(axis=1) for each in turned]
    best = min(range(len(TURNS)), key=lambda i: float((off[i] > BAR * pen / 2).mean()))
    nearer = np.abs(turned[best] - np.median(turned[best], axis=0))
    # Hands draw no right angles: each bar is fitted to the ink that is nearest to it.
    bars = [_fitted(away[nearer[:, axis] <= nearer[:, 1 - axis]]) for axis in (0, 1)]
    if any(bar is None for bar in bars):
        return None
    (one, way), (other, course) = bars  # type: ignore[misc]
    apart = [np.abs((away - at) @ np.array([-to[1], to[0]])) for at, to in ((one, way), (other, course))]
    if float((np.minimum(*apart) > BAR * pen / 2).mean()) > OFF_BARS:
        return None
    ends = []
    for (at, to), near in zip(((one, way), (other, course)), apart, strict=True):
        along = (away[near <= pen / 2] - at) @ to
        if along.size == 0 or np.ptp(along) < SHORTEST_BAR * pen:
            return None
        ends.append(middle + at + np.outer([along.min(), along.max()], to))
    return [_steps(bar) for bar in ends]


def _fitted(ink: Floats) -> tuple[Floats, Floats] | None:
    """Return a point of the line through ink, and its direction; None for too little of it."""
    if len(ink) < 3:
        return None
    middle = ink.mean(axis=0)
    return middle, np.linalg.svd(ink - middle, full_matrices=False)[2][0]


def _steps(ends: Floats) -> Floats:
    places = np.linspace(0, 1, BINS)[:, None]
    steps: Floats = ends[0] + places * (ends[1] - ends[0])
    return steps


def _ring(ink: Floats) -> Floats | None:
    """Return the way around a mark's hole, or None."""
    low, high = ink.min(axis=0), ink.max(axis=0)
    middle, sides = (low + high) / 2, high - low + 1
    if sides.max() > 2 * sides.min():
        return None
    away = (ink - middle) / (sides / 2)
    far = np.hypot(*away.T)
    sector = ((np.arctan2(away[:, 1], away[:, 0]) / (2 * math.pi) + 0.5) * SECTORS).astype(np.int64) % SECTORS
    if far.min() < FREE or np.unique(sector).size < SECTORS:
        return None
    around = np.array([ink[sector == number].mean(axis=0) for number in range(SECTORS)])
    ring: Floats = np.concatenate([around, around[:1]])
    return ring
