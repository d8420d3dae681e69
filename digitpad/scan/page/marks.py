"""The connected pieces of a page's ink that may be digits or parts of them, with all of their pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.scan.page.paper import Bytes, Mask
from digitpad.scan.windows import Array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# A mark of fewer pixels, or of which neither side is longer, can't be read and is noise.
FEWEST_PIXELS = 6
SHORTEST = 5
# A picture of at most so many pixels a side was cut out around a digit: nothing is noise, or along an edge.
SMALL_PICTURE = 64
# The lowest digit that can be read, in pixels.
LOWEST_DIGIT = 8
# A mark that covers this share of one of the page's edges is no ink on the page.
ALONG_EDGE = 0.12
# Nothing in digits is so thin for its length, measured across a line that is this much longer than digits are high.
LINE_SLENDERNESS = 0.15
LINE_LENGTH = 2.5
# A frame encloses at least so many marks, and little of its box is ink.
ENCLOSED = 3
FRAME_FILL = 0.12
# A dot is as wide as it is high and full of ink.
DOT_FILL = 0.74
DOT_ASPECT = 0.6
# Marks fainter than this share of the strongest that may be a digit are ruled lines, or the other side's ink.
FAINT = 0.3
# Lines are fainter than what is written where they are no stronger than this share of it; what is no stronger than they
# are, times this, remains of them.
FAINTER, AS_FAINT = 0.5, 1.3
# Where specks are so many times as many as other marks, and so many at all ...
SPECKLED, MANY_SPECKS = 4, 20
# ... a mark of fewer than this many times the size that nearly all of them keep below is a few of them together.
CLUMP = 2.5
# A picture that was cut out along one row of digits has them this high, in heights of the picture, thicker than a ruled
# line and none of them this wide, in widths of it; marks that are lower than a share of it are not counted.
CUT_OUT_HEIGHT, CUT_OUT_THICKNESS, CUT_OUT_WIDTH, CUT_OUT_COUNTED = 0.7, 0.06, 0.9, 0.2
# So many bars and more, each so many times as high as wide and as full as this, that start and stop at one height, give
# or take so many pixels, are a bar code or a scale's ticks: no hand writes ones like that.
BARS, BAR_SLENDER, BAR_FILL, BAR_LEVEL = 6, 3.0, 0.93, 1.0
# Shadows' corners at the page's edge are ink there on this share of their length.
ALONG_OWN_EDGE = 0.7


@dataclass(frozen=True, eq=False)
class Marks:
    """Marks, and the pixels of each, one mark after the other.

    Attributes:
        ys: (p,) the pixels' rows.
        xs: (p,) the pixels' columns.
        starts: (n + 1,) where each mark's pixels start; the last is p.
        boxes: (n, 4) (left, top, right, bottom) on the page.
    """

    ys: Integers
    xs: Integers
    starts: Integers
    boxes: Floats

    def __len__(self) -> int:
        return len(self.boxes)

    @property
    def counts(self) -> Integers:
        """(n,) how many pixels each mark has."""
        return np.diff(self.starts)

    @staticmethod
    def of(pixels: Sequence[tuple[Integers, Integers]]) -> "Marks":
        """Return marks of these (rows, columns) of pixels; each has one at least."""
        boxes = [(xs.min(), ys.min(), xs.max() + 1, ys.max() + 1) for ys, xs in pixels]
        starts = np.concatenate([[0], np.cumsum([ys.size for ys, _ in pixels])]).astype(np.int64)
        ys, xs = (np.concatenate(axis) for axis in zip(*pixels, strict=True))
        return Marks(ys, xs, starts, np.array(boxes, np.float64))

    def chosen(self, chosen: "Integers | Mask") -> "Marks":
        """Return some of the marks, in the given order."""
        indices = np.arange(len(self))[chosen]
        counts = self.counts[indices]
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        pixels = np.repeat(self.starts[indices] - starts[:-1], counts) + np.arange(starts[-1])
        return Marks(self.ys[pixels], self.xs[pixels], starts, self.boxes[indices])

    def righted_boxes(self, angle: float) -> Floats:
        """Return (n, 4) boxes of the marks as they are once the page is turned back by ``angle``, in radians."""
        if not len(self) or angle == 0:
            return self.boxes
        sides = righted(self.xs, self.ys, angle)
        edges = [reduce.reduceat(side, self.starts[:-1]) for reduce in (np.minimum, np.maximum) for side in sides]
        boxes: Floats = np.stack(edges, axis=1).astype(np.float64) + np.array([-0.5, -0.5, 0.5, 0.5])
        return boxes


def righted(xs: Integers, ys: Integers, angle: float) -> tuple[Array, Array]:
    """Return x and y of the pixels' centres once the page is turned back by ``angle``, in radians."""
    cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    x, y = xs.astype(np.float32) + np.float32(0.5), ys.astype(np.float32) + np.float32(0.5)
    return x * cos + y * sin, y * cos - x * sin


def together(marks: Sequence[Marks]) -> Marks:
    """Return all the marks of several as one."""
    counts = np.concatenate([each.counts for each in marks])
    return Marks(
        np.concatenate([each.ys for each in marks]),
        np.concatenate([each.xs for each in marks]),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.concatenate([each.boxes for each in marks]),
    )


def marks_of(mask: Mask, even: bool) -> Marks:
    """Find the connected pieces of ink; noise, specks and what lies along the page's edges are left out.

    Args:
        mask: (h, w), where there is ink.
        even: whether the paper is of one colour, so that no shadow is taken for ink.
    """
    import cc3d  # a tenth of a second that only pictures need

    # In version 4.1.1 the numbers of a Boolean picture's pieces have gaps now and then; those of bytes have none.
    labels = cc3d.connected_components(mask.view(np.uint8), connectivity=8)
    statistics = cc3d.statistics(labels, no_slice_conversion=True)
    spans = statistics["bounding_boxes"].astype(np.int64)  # of rows and columns, the last included
    boxes = np.stack([spans[:, 2], spans[:, 0], spans[:, 3] + 1, spans[:, 1] + 1], axis=1).astype(np.float64)
    counts = statistics["voxel_counts"].astype(np.int64)
    sides = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    small = max(mask.shape) <= SMALL_PICTURE
    shortest = max(SHORTEST, CLUMP * _specks(boxes[1:], counts[1:]))
    kept: Mask = (counts >= (1 if small else FEWEST_PIXELS)) & (sides >= shortest)
    if not small and not (even and _cut_out(boxes[1:], counts[1:], mask.shape)):
        kept = kept & ~_of_frame(labels, boxes, even)
    kept[0] = False
    ys, xs = np.nonzero(kept[labels])
    owner = labels[ys, xs]
    order = np.argsort(owner, kind="stable")
    starts = np.concatenate([[0], np.cumsum(counts[kept])]).astype(np.int64)
    return Marks(ys[order], xs[order], starts, boxes[kept])


def _cut_out(boxes: Floats, counts: Integers, size: tuple[int, ...]) -> bool:
    """Return whether a picture was cut out along one row of digits, which then touch its edges."""
    width, height = (boxes[:, 2:] - boxes[:, :2]).T
    counted = height >= CUT_OUT_COUNTED * size[0]
    if not counted.any() or (width >= CUT_OUT_WIDTH * size[1]).any():
        return False
    digits = (height >= CUT_OUT_HEIGHT * size[0]) & (counts >= CUT_OUT_THICKNESS * height**2)
    return bool(np.count_nonzero(digits & counted) >= max(2, np.count_nonzero(counted) / 2))


def _of_frame(labels: NDArray[np.unsignedinteger[Any]], boxes: Floats, even: bool) -> Mask:
    """Return which marks belong to the page's frame: they lie along an edge, or reach from one to another.

    In uneven light what lies flush against an edge is a shadow's corner.
    """
    height, width = labels.shape
    edges = (labels[:, 0], labels[0], labels[:, -1], labels[-1])
    ink = np.stack([np.bincount(edge, minlength=len(boxes)) for edge in edges])
    frame: Mask = np.any(ink >= ALONG_EDGE * np.array([[height], [width], [height], [width]]), axis=0)
    frame = frame | (np.count_nonzero(ink, axis=0) > 1)
    if even:
        return frame
    sides = boxes[:, 2:] - boxes[:, :2]
    flush: Mask = np.any(ink >= ALONG_OWN_EDGE * np.stack([sides[:, 1], sides[:, 0]] * 2), axis=0)
    return frame | flush


def _specks(boxes: Floats, counts: Integers) -> float:
    """Return the size below which nearly all specks are, or 0 where there are few."""
    longer = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    speck = (longer < LOWEST_DIGIT) | dots(boxes, counts)
    many = max(MANY_SPECKS, SPECKLED * int(np.count_nonzero(~speck)))
    return float(np.percentile(longer[speck], 95)) if int(np.count_nonzero(speck)) >= many else 0.0


def digit_height(boxes: Floats, counts: Integers) -> float:
    """Return the height of most of the ink that may be digits, 0 if there is none.

    Args:
        boxes: (n, 4) of marks.
        counts: (n,) of their pixels.
    """
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    fit = (height >= LOWEST_DIGIT) & (height > width / 4) & ~dots(boxes, counts)
    if not fit.any():
        return 0.0
    order = np.argsort(height[fit])
    mass = np.cumsum(counts[fit][order])
    return float(height[fit][order][np.searchsorted(mass, mass[-1] / 2)])


def dots(boxes: Floats, counts: Integers) -> Mask:
    """Return which marks are dots: round or square, and full."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    full = counts > DOT_FILL * width * height
    dot: Mask = full & (np.minimum(width, height) > DOT_ASPECT * np.maximum(width, height))
    return dot


def strong_ones(marks: Marks, values: Bytes, lines: float = 0.0) -> Marks:
    """Return the marks that are not much fainter than the strongest, nor as faint as lines that are fainter than they.

    Args:
        marks: of the page.
        values: (h, w) how much each pixel is ink.
        lines: how strong the ink of the page's lines is.
    """
    if not len(marks):
        return marks
    strengths = np.add.reduceat(values[marks.ys, marks.xs].astype(np.int64), marks.starts[:-1]) / marks.counts
    width, height = (marks.boxes[:, 2:] - marks.boxes[:, :2]).T
    fit = (height >= LOWEST_DIGIT) & (height > width / 4) & ~dots(marks.boxes, marks.counts)
    strongest = float(strengths[fit].max(initial=0))
    least = AS_FAINT * lines if lines <= FAINTER * strongest else 0.0
    return marks.chosen(strengths >= max(FAINT * strongest, least))


def without_lines(marks: Marks) -> Marks:
    """Return the marks without frames and ruled lines."""
    if not len(marks):
        return marks
    width, height = (marks.boxes[:, 2:] - marks.boxes[:, :2]).T
    centres = (marks.boxes[:, :2] + marks.boxes[:, 2:]) / 2
    sparse = np.flatnonzero(marks.counts < FRAME_FILL * width * height)
    kept = np.ones(len(marks), np.bool_)
    for i in sparse[np.argsort(-(width * height)[sparse], kind="stable")][:50]:
        left, top, right, bottom = marks.boxes[i]
        inside = (centres[:, 0] > left) & (centres[:, 0] < right) & (centres[:, 1] > top) & (centres[:, 1] < bottom)
        kept[i] = np.count_nonzero(inside & (height >= LOWEST_DIGIT)) <= ENCLOSED
    typical = digit_height(marks.boxes[kept], marks.counts[kept])
    # A tilted line is longer than its box is high; its area tells how thin it is.
    longer = np.hypot(width, height)
    kept &= (longer < LINE_LENGTH * typical) | (marks.counts / longer > LINE_SLENDERNESS * typical) | (typical == 0)
    return marks.chosen(kept)


def bars(boxes: Floats, counts: Integers) -> Mask:
    """Return which marks are the bars of a bar code, or ticks.

    Args:
        boxes: (n, 4) righted.
        counts: (n,) of the marks' pixels.
    """
    width, height = (boxes[:, 2:] - boxes[:, :2]).T
    bar = np.flatnonzero((height >= BAR_SLENDER * width) & (counts >= BAR_FILL * width * height))
    result = np.zeros(len(boxes), np.bool_)
    edges = boxes[bar][:, [1, 3]]
    for mark, own in zip(bar.tolist(), edges, strict=True):
        result[mark] = np.count_nonzero((np.abs(edges - own) <= BAR_LEVEL).all(axis=1)) >= BARS
    return result
