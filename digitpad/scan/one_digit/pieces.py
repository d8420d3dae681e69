"""Chooses the pieces of ink that make the digit, and leaves specks, lines and shadows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.scan.one_digit.paper import Ink
from digitpad.scan.windows import Array, blocks, highest, median, resized

# A piece belongs to the digit if it has this share of the ink of the digit's largest piece, and is not farther from
# its box than this share of the box's longer side.
SMALLEST_PIECE = 0.02
FARTHEST_PIECE = 0.35
# And this share of its strength: shadows are weaker.
WEAKEST_PIECE = 0.4
# Nothing that is fainter, in levels or per cent of light, is called a digit: paper's own shades are up to half of it.
FAINTEST_DIGIT = 6.0
# Only so many of the strongest pieces are looked at closely: noise makes thousands, one digit a few.
MOST_PIECES = 16
# Pieces of fewer pixels, on pictures larger than the network's own, are noise that got through.
FEWEST_PIXELS = 6
# Pieces are compared with what is around their box, up to this share of its longer side.
SURROUNDINGS = 0.6
# How little a piece counts that runs across the picture or along its edge: a ruled line, a shadow, the table.
OF_FRAME = 0.002
# An edge is this many pixels wide at most, blurred as it may be.
EDGE = 9
# A piece is compared with its paper at this many blocks a side: strokes are narrow enough then to leave the median.
CONTRAST_BLOCKS = 32
Mask = NDArray[np.bool_]
Box = tuple[slice, slice]
Labels = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True)
class Piece:
    """One connected piece of ink.

    Attributes:
        label: its number.
        box: (rows, columns).
        mass: the sum of its values.
        strength: how much it differs from its paper.
        likelihood: how much it looks like a digit: strong, long, and not part of the picture's frame.
    """

    label: int
    box: Box
    mass: float
    strength: float
    likelihood: float

    @property
    def longer(self) -> int:
        """The box's longer side, in pixels."""
        return _longer(self.box)


def pieces_of(ink: Ink, threshold: float) -> tuple[Labels, list[Piece]]:
    """Find connected pieces.

    Args:
        ink: of a picture.
        threshold: values above it are ink.

    Returns:
        (h, w) labels, and the strongest pieces.
    """
    import cc3d  # a tenth of a second that only pictures need

    # In version 4.1.1 the numbers of a Boolean picture's pieces have gaps now and then; those of bytes have none.
    labels = cc3d.connected_components((ink.values > threshold).view(np.uint8), connectivity=8)
    statistics = cc3d.statistics(labels)
    mass = np.bincount(labels.ravel(), ink.values.ravel())
    enough = statistics["voxel_counts"] >= (FEWEST_PIXELS if max(labels.shape) > 64 else 1)
    strongest = [int(i) for i in np.argsort(-mass) if i and enough[i]][:MOST_PIECES]
    boxes: list[Box] = [(box[0], box[1]) for box in statistics["bounding_boxes"]]
    return labels, [_piece(i, boxes[i], float(mass[i]), labels, ink) for i in strongest]


def _piece(label: int, box: Box, mass: float, labels: Labels, ink: Ink) -> Piece:
    longer = _longer(box)
    margin = round(SURROUNDINGS * longer) + EDGE
    rows, columns = (slice(max(0, axis.start - margin), axis.stop + margin) for axis in box)
    mine, near = labels[rows, columns] == label, ink.shades[rows, columns]
    # On even paper, which is 0, are no shadows; the strongest ink counts, for blur leaves little of a stroke's sides.
    strength = float(np.percentile(near[mine], 90)) if ink.even else min(_contrast(mine, near), _sharpness(mine, near))
    likelihood = max(0.0, strength) ** 2 * longer * max(OF_FRAME, 1 - _framing(labels[box] == label, box, labels.shape))
    return Piece(label, box, mass, strength, likelihood)


def _framing(piece: Mask, box: Box, size: tuple[int, ...]) -> float:
    """Return how much a piece belongs to the picture's frame: 1 for what runs across it, or along its edge."""
    at_edge = 0
    for axis, (span, side) in enumerate(zip(box, size, strict=True)):
        if span.start == 0 and span.stop == side:
            return 1.0
        at_edge += int(piece.take(0, axis).sum()) if span.start == 0 else 0
        at_edge += int(piece.take(-1, axis).sum()) if span.stop == side else 0
    return at_edge / int(max(piece.shape))


def _contrast(mine: Mask, near: Array) -> float:
    """Return how much a piece differs from the median around; space that ink encloses doesn't, and a shadow hardly."""
    paper = resized(median(blocks(near, CONTRAST_BLOCKS), CONTRAST_BLOCKS // 2 + 1), near.shape[::-1])
    return float(np.median((near - paper)[mine]))


def _sharpness(mine: Mask, near: Array) -> float:
    """Return the least step in shade along three quarters of a piece's edge; a shadow has one sharp side."""
    edge = mine & ~inside(mine)
    return float(np.percentile((highest(near, EDGE) + highest(-near, EDGE))[edge], 25))


def inside(mask: Mask) -> Mask:
    """Return the pixels whose four neighbours are in the mask, too; outside of it all is."""
    padded = np.pad(mask, 1, constant_values=True)
    return mask & padded[2:, 1:-1] & padded[:-2, 1:-1] & padded[1:-1, 2:] & padded[1:-1, :-2]


def likeliest_of(pieces: list[Piece]) -> Piece | None:
    """Return the piece that looks most like a digit, or None if none does."""
    best = max(pieces, key=lambda piece: piece.likelihood, default=None)
    return best if best and best.strength >= FAINTEST_DIGIT else None


def belongs(piece: Piece, main: Piece) -> bool:
    """Return whether a piece is part of the digit that ``main`` is the most of."""
    gap = max(_gap(one, other) for one, other in zip(piece.box, main.box, strict=True))
    near = gap <= FARTHEST_PIECE * main.longer
    return near and piece.mass >= SMALLEST_PIECE * main.mass and piece.strength >= WEAKEST_PIECE * main.strength


def shared_area(one: tuple[slice, ...], other: tuple[slice, ...]) -> int:
    """Return how many pixels two boxes share."""
    return box_area(tuple(slice(max(a.start, b.start), min(a.stop, b.stop)) for a, b in zip(one, other, strict=True)))


def box_area(box: tuple[slice, ...]) -> int:
    """Return how many pixels a box has; none if it ends before it starts."""
    rows, columns = (max(axis.stop - axis.start, 0) for axis in box)
    return int(rows * columns)


def _longer(box: Box) -> int:
    return int(max(axis.stop - axis.start for axis in box))


def _gap(one: slice, other: slice) -> int:
    return int(max(one.start - other.stop, other.start - one.stop, 0))
