"""Chooses the pieces of ink that make the digit, and leaves specks, lines and shadows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.scan.windows import Array, highest

# A piece belongs to the digit if it has this share of the ink of the digit's largest piece, and is not farther from
# its box than this share of the box's longer side.
SMALLEST_PIECE = 0.02
FARTHEST_PIECE = 0.35
# Only so many of the strongest pieces are looked at closely: noise makes thousands, one digit a few.
MOST_PIECES = 40
# Pieces of fewer pixels, on pictures larger than the network's own, are noise that got through.
FEWEST_PIXELS = 6
# Pieces are compared with what is around their box, up to this share of its longer side.
SURROUNDINGS = 0.3
# How much less a piece counts that runs from one side of the picture to the other: a ruled line, or a table's edge.
SPANNING = 0.05
EDGE = 9
Mask = NDArray[np.bool_]
Box = tuple[slice, slice]


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
        return max(axis.stop - axis.start for axis in self.box)


def pieces_of(values: Array, shades: Array, threshold: float) -> tuple[NDArray[np.uint32], list[Piece]]:
    """Find connected pieces.

    Args:
        values: (h, w), 0 = paper, growing with ink.
        shades: (h, w), the same before the paper was taken off.
        threshold: values above it are ink.

    Returns:
        (h, w) labels, and the strongest pieces.
    """
    import cc3d  # a tenth of a second that only pictures need

    labels = cc3d.connected_components(values > threshold, connectivity=8)
    statistics = cc3d.statistics(labels)
    mass = np.bincount(labels.ravel(), values.ravel())
    enough = statistics["voxel_counts"] >= (FEWEST_PIXELS if max(values.shape) > 64 else 1)
    strongest = [int(i) for i in np.argsort(-mass) if i and enough[i]][:MOST_PIECES]
    boxes = statistics["bounding_boxes"]
    return labels, [_piece(i, boxes[i], float(mass[i]), labels, shades) for i in strongest]


def _piece(label: int, box: Box, mass: float, labels: NDArray[np.uint32], shades: Array) -> Piece:
    longer = max(axis.stop - axis.start for axis in box)
    margin = round(SURROUNDINGS * longer) + EDGE
    around = (
        slice(max(0, box[0].start - margin), box[0].stop + margin),
        slice(max(0, box[1].start - margin), box[1].stop + margin),
    )
    mine = labels[around] == label
    near = shades[around]
    if mine.all():
        return Piece(label, box, mass, 0, 0)
    # Space that ink encloses is as bright as paper, and a shadow as dark as what lies behind it.
    contrast = float(np.median(near[mine]) - np.median(near[~mine]))
    # A shadow has a sharp edge on one side only.
    edge = mine & ~inside(mine)
    sharpness = float(np.percentile((highest(near, EDGE) + highest(-near, EDGE))[edge], 25))
    strength = max(0.0, min(contrast, sharpness))
    spans = any(axis.start == 0 and axis.stop == size for axis, size in zip(box, labels.shape, strict=True))
    return Piece(label, box, mass, strength, strength**2 * longer * (SPANNING if spans else 1))


def inside(mask: Mask) -> Mask:
    """Return the pixels whose four neighbours are in the mask, too; outside of it all is."""
    padded = np.pad(mask, 1, constant_values=True)
    return mask & padded[2:, 1:-1] & padded[:-2, 1:-1] & padded[1:-1, 2:] & padded[1:-1, :-2]


def likeliest(pieces: list[Piece]) -> Piece | None:
    """Return the piece that looks most like a digit, or None if none does."""
    best = max(pieces, key=lambda piece: piece.likelihood, default=None)
    return best if best and best.strength > 0 else None


def belongs(piece: Piece, main: Piece) -> bool:
    """Return whether a piece is part of the digit that ``main`` is the most of."""
    gap = max(_gap(one, other) for one, other in zip(piece.box, main.box, strict=True))
    return piece is main or (gap <= FARTHEST_PIECE * main.longer and piece.mass >= SMALLEST_PIECE * main.mass)


def _gap(one: slice, other: slice) -> int:
    return max(one.start - other.stop, other.start - one.stop, 0)
