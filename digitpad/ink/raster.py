"""Strokes to ink: the grayscale image of a drawing, with round, joined strokes.

The picture for the network is drawn anew from the strokes, with a pen in proportion to the digit: neither the
size of the pad nor the width of the pen that the person chose can change the answer.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

from digitpad.ink.drawing import Drawing, Point, Stroke

# The longer side of the digit in the network's picture, in the network's pixels: MNIST's own rule.
DIGIT_SIZE = 20
# Ink is drawn this many times finer than the network's pixels, then averaged: 64 grey levels, like 8-bit scans' edges.
FINENESS = 8
# The pen in the network's pixels: what gives strokes the mean darkness of MNIST's digits.
PEN = 2.3
# Ink smaller than this share of the pad is a slip of the hand, not a tiny digit. It isn't enlarged as a digit is, so
# the pen looks the thicker the smaller it is: what the network sees goes from a stroke to a dot without a jump.
SMALLEST_DIGIT = 0.02
# A stroke shorter than this share of the drawing's longest one is a tap, as a palm or a stray click leaves it.
TAP = 0.06
# A tap above or below the ink, up to this share of its size away, belongs to it (i, !, ?); beside it or farther away
# it is stray. No digit has a dot.
TAP_REACH = 0.5
# Points nearer than this to the last one kept are left out before drawing: a quarter of the network's pixel.
POINT_SPACING = FINENESS / 4


def digit_ink(drawing: Drawing, pen: float = PEN) -> Image.Image:
    """Draw the strokes at the network's scale times ``FINENESS``, whatever their size on the pad.

    Args:
        drawing: must not be blank.
        pen: the stroke width, in pixels of the network's picture; training varies it.

    Returns:
        An image in mode "L", 0 = paper, 255 = ink, just large enough for the ink.
    """
    return paths_ink(*digit_paths(drawing, pen), pen)


def paths_ink(paths: Iterable[list[Point]], size: tuple[int, int], pen: float) -> Image.Image:
    """Draw what :func:`digit_paths` returned; the image is :func:`digit_ink`'s."""
    image = Image.new("L", size)
    for path in paths:
        draw_path(image, thinned(path, POINT_SPACING), pen * FINENESS)
    return image


def digit_paths(drawing: Drawing, pen: float = PEN) -> tuple[list[list[Point]], tuple[int, int]]:
    """Return where the strokes lie in the image that :func:`digit_ink` draws, and its (width, height); arguments alike.

    Returns:
        For each stroke its points in the image's pixels, (0, 0) being the image's corner, without stray taps.
    """
    drawing = without_stray_taps(drawing)
    bounds = drawing.bounds()
    assert bounds is not None, "a blank drawing has no ink"
    left, top, right, bottom = bounds
    extent = max(right - left, bottom - top, _smallest(drawing))
    # The pen's round ends stand out by half its width on every side, so the points get what is left.
    scale = (DIGIT_SIZE - pen) * FINENESS / extent
    margin = math.ceil(pen * FINENESS / 2) + 1
    paths = [
        [((x - left) * scale + margin, (y - top) * scale + margin) for x, y in stroke.points]
        for stroke in drawing.strokes
    ]
    return paths, (math.ceil((right - left) * scale) + 2 * margin, math.ceil((bottom - top) * scale) + 2 * margin)


def without_stray_taps(drawing: Drawing) -> Drawing:
    """Return the drawing without the taps beside it, which would shrink the digit to make room for them.

    Whether a stroke is a tap is measured by the other strokes alone, so neither the size of the drawing nor that of the
    pad changes it. The drawing must not be blank.
    """
    extents = [_extent(drawing._replace(strokes=(stroke,))) for stroke in drawing.strokes]
    tap = TAP * max(extents)
    body = drawing._replace(
        strokes=tuple(stroke for stroke, extent in zip(drawing.strokes, extents, strict=True) if extent >= tap),
    )
    bounds = body.bounds()
    assert bounds is not None, "the longest stroke is no tap"
    return drawing._replace(
        strokes=tuple(
            stroke
            for stroke, extent in zip(drawing.strokes, extents, strict=True)
            if extent >= tap or _belongs(stroke.points[0], bounds)
        ),
    )


def is_slip(drawing: Drawing) -> bool:
    """Tell whether a drawing that is not blank is no larger, stray taps aside, than a slip of the hand."""
    return _extent(without_stray_taps(drawing)) < _smallest(drawing)


def _smallest(drawing: Drawing) -> float:
    return SMALLEST_DIGIT * max(drawing.width, drawing.height)


def _extent(drawing: Drawing) -> float:
    bounds = drawing.bounds()
    assert bounds is not None, "a blank drawing has no ink"
    return max(bounds[2] - bounds[0], bounds[3] - bounds[1])


def _belongs(tap: Point, bounds: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = bounds
    reach = TAP_REACH * max(right - left, bottom - top)
    # A thin digit's own width says little about where its dot may be, so there is some room to the sides.
    beside = max(left - tap[0], tap[0] - right, 0.0)
    above_or_below = max(top - tap[1], tap[1] - bottom, 0.0)
    return beside <= reach / 4 and above_or_below <= reach


def thinned(path: Sequence[Point], spacing: float) -> list[Point]:
    """Return the path without the points that lie nearer than ``spacing`` to the one kept before; its ends stay."""
    kept = [path[0]]
    for point in path[1:-1]:
        if math.dist(point, kept[-1]) >= spacing:
            kept.append(point)
    if len(path) > 1:
        kept.append(path[-1])
    return kept


def draw_path(image: Image.Image, path: Sequence[Point], width: float) -> None:
    """Draw a joined line with round joints and ends into an image of mode "L"."""
    canvas = ImageDraw.Draw(image)
    radius = width / 2
    for start, end in pairwise(path):
        canvas.line((start, end), fill=255, width=round(width))
    for x, y in path:
        canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def pad_image(strokes: Iterable[Stroke], size: tuple[int, int], scale: float, pen: float) -> Image.Image:
    """Draw strokes as they look on a pad, anti-aliased.

    Args:
        strokes: in pad pixels.
        size: (width, height) of the image to make, in pixels.
        scale: image pixels in one pad pixel.
        pen: the stroke width, in image pixels.

    Returns:
        An image in mode "L", 0 = paper, 255 = ink.
    """
    fine = 4  # screen pixels are small already: 17 grey levels at an edge look smooth
    image = Image.new("L", (size[0] * fine, size[1] * fine))
    for stroke in strokes:
        path = [(x * scale * fine, y * scale * fine) for x, y in stroke.points]
        _draw_smooth(image, thinned(path, fine / 2), pen * fine / 2)
    return image.reduce(fine)


def _draw_smooth(image: Image.Image, path: Sequence[Point], radius: float) -> None:
    """Draw as draw_path does, but exactly as wide along the line as at its joints: a screen shows every bump."""
    canvas = ImageDraw.Draw(image)
    for (x, y), (next_x, next_y) in pairwise(path):
        length = math.dist((x, y), (next_x, next_y))
        if length == 0:
            continue
        across, down = (y - next_y) / length * radius, (next_x - x) / length * radius
        left = [(x + across, y + down), (next_x + across, next_y + down)]
        right = [(next_x - across, next_y - down), (x - across, y - down)]
        canvas.polygon([*left, *right], fill=255)
    end = max(radius - 1, -radius)  # a finer pen than a pixel still has that one
    for x, y in path:
        canvas.ellipse((x - radius, y - radius, x + end, y + end), fill=255)
