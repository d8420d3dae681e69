"""One digit out of many: its strokes alone, or its place in a picture, and what the network saw of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digitpad.ink.drawing import Drawing, Point, Stroke
from digitpad.ink.pads import PAD_UNITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.ink.layout import Box
    from digitpad.reading.prediction import Reading

# A stroke with this share of its points in a digit's box is all of it that digit's; of others, it gets what is inside.
WHOLE = 0.9
# A point so near to a box, in pad units, is inside: rounding must not part a stroke from its digit.
EDGE = 1.0
# Around a digit in a picture so much of its size comes along: paper that shows what is ink.
MARGIN = 0.15


def part_of(drawing: Drawing, boxes: "Sequence[Box]", index: int) -> Drawing:
    """Return a drawing of one digit's strokes, where they are.

    Args:
        drawing: that was read.
        boxes: of all digits that were found in it.
        index: of the digit.
    """
    if len(boxes) < 2:
        return drawing
    return drawing._replace(strokes=tuple(part for _, part in shared_out(drawing, boxes)[index]))


def shared_out(drawing: Drawing, boxes: "Sequence[Box]") -> list[list[tuple[Stroke, Stroke]]]:
    """Return for each digit the strokes that it has a part in, each whole and that part; as :func:`part_of` has it."""
    found: list[list[tuple[Stroke, Stroke]]] = [[] for _ in boxes]
    for stroke in drawing.strokes:
        shares = [_share(stroke.points, box) for box in boxes]
        if max(shares) >= WHOLE:
            owner = min(range(len(boxes)), key=lambda i: (-shares[i], _distance(stroke.points, boxes[i])))
            found[owner].append((stroke, stroke))
            continue
        for index, share in enumerate(shares):
            if share:
                inside = Stroke(tuple(point for point in stroke.points if _inside(point, boxes[index])))
                found[index].append((stroke, inside))
    return found


def squared(drawing: Drawing) -> Drawing:
    """Return a drawing in its own size in the middle of a square pad, as single digits are drawn."""
    bounds = drawing.bounds()
    if bounds is None or drawing.width <= PAD_UNITS:
        return drawing
    left, _, right, _ = bounds
    shift = PAD_UNITS / 2 - (left + right) / 2
    strokes = tuple(Stroke(tuple((x + shift, y) for x, y in stroke.points)) for stroke in drawing.strokes)
    return drawing._replace(width=PAD_UNITS, strokes=strokes)


def digit_image_of(source: "Drawing | Image.Image", reading: "Reading", index: int) -> "NDArray[np.float32]":
    """Return what the network saw of one digit, (28, 28), 0 = paper, 1 = ink.

    Args:
        source: what was read.
        reading: what was found in it.
        index: of the digit.
    """
    seen = reading.digits[index].image
    if seen is not None:
        return seen
    from digitpad.reading.digit_image import digit_image

    boxes = [prediction.box for prediction in reading.digits]
    if len(boxes) == 1 or None in boxes:
        return digit_image(source)
    known = [box for box in boxes if box is not None]
    if isinstance(source, Drawing):
        return digit_image(part_of(source, known, index))
    left, top, right, bottom = known[index]
    margin = MARGIN * max(right - left, bottom - top)
    around = left - margin, top - margin, right + margin, bottom + margin
    sides = zip(around, (0, 0, source.width, source.height), (max, max, min, min), strict=True)
    return digit_image(source.crop([choose(round(side), edge) for side, edge, choose in sides]))  # type: ignore[arg-type]


def _inside(point: Point, box: "Box") -> bool:
    left, top, right, bottom = box
    return left - EDGE <= point[0] <= right + EDGE and top - EDGE <= point[1] <= bottom + EDGE


def _share(points: Sequence[Point], box: "Box") -> float:
    return sum(_inside(point, box) for point in points) / len(points)


def _distance(points: Sequence[Point], box: "Box") -> float:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return abs(min(xs) + max(xs) - box[0] - box[2]) + abs(min(ys) + max(ys) - box[1] - box[3])
