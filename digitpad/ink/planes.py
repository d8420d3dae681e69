"""A drawing as the strokes network sees it: its ink, and how the pen moved, in eight planes of direction.

That the order and the direction of points tell digits apart whose ink is alike, and how they are drawn as maps that a
network of pictures can read: Bai and Huo, "A study on the use of 8-directional features for online handwritten Chinese
character recognition", ICDAR 2005; Graham, "Sparse arrays of signatures for online character recognition", 2013.
"""

import math
from typing import TYPE_CHECKING

import numpy as np

from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE, Placement, placed, placement
from digitpad.ink.raster import PEN, digit_paths, paths_ink

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.drawing import Point

DIRECTIONS = 8
PLANES = 1 + DIRECTIONS
# Strokes are followed in steps of at most this much, in the picture's pixels: finer ones change nothing.
STEP = 0.3
# A line that crosses a pixel leaves about half of its length in the pixel's middle after it was spread over neighbours.
STRENGTH = 2.0


def stroke_planes(drawing: Drawing, pen: float = PEN) -> "NDArray[np.float32]":
    """Return what the strokes network sees.

    Args:
        drawing: of any size; a blank one gives zeros.
        pen: the stroke width of the ink, in pixels of the picture; training varies it.

    Returns:
        (28, 28, 9) float32, 0..1. The first plane is the digit image; the others say where the pen moved to the right,
        to the lower right, down and so on, clockwise in steps of 45 degrees, each in its place on the digit image.
    """
    planes = np.zeros((SIDE, SIDE, PLANES), np.float32)
    if drawing.is_blank:
        return planes
    paths, size = digit_paths(drawing, pen)
    ink = paths_ink(paths, size, pen)
    place = placement(ink)
    assert place is not None, "strokes leave ink"
    planes[..., 0] = placed(ink, place)
    planes[..., 1:] = directions([_on_picture(path, place) for path in paths])
    return planes


def _on_picture(path: "list[Point]", place: Placement) -> "NDArray[np.float64]":
    """Return a path's points, (n, 2), in the picture's pixels."""
    corner = place.box[0] + place.left, place.box[1] + place.top
    on_picture: NDArray[np.float64] = (np.asarray(path, np.float64) - corner) / place.unit
    return on_picture


def directions(paths: "list[NDArray[np.float64]]") -> "NDArray[np.float64]":
    """Return the planes of direction, (28, 28, 8) float64, 0..1, of paths, (n, 2) each, in the picture's pixels."""
    starts = np.concatenate([path[:-1] for path in paths])
    moves = np.concatenate([np.diff(path, axis=0) for path in paths])
    lengths = np.hypot(moves[:, 0], moves[:, 1])
    moving = lengths > 1e-6
    starts, moves, lengths = starts[moving], moves[moving], lengths[moving]
    if not len(lengths):
        return np.zeros((SIDE, SIDE, DIRECTIONS))
    # Each step of a move leaves its length, shared by the four pixels around its middle and the two nearest directions.
    steps = np.ceil(lengths / STEP).astype(int)
    move = np.repeat(np.arange(len(lengths)), steps)
    share = (np.arange(len(move)) - np.repeat(np.cumsum(steps) - steps, steps) + 0.5) / steps[move]
    pixels, pixel_shares = _between(starts[move] + moves[move] * share[:, None] - 0.5)
    column, row = np.clip(pixels, 0, SIDE - 1).transpose(1, 0, 2)
    turns, turn_shares = _between(np.arctan2(moves[:, 1:], moves[:, :1]) * (DIRECTIONS / (2 * math.pi)))
    direction, along = turns[move, 0] % DIRECTIONS, turn_shares[move, 0] * (lengths / steps)[move, None]
    across, down = pixel_shares.transpose(1, 0, 2)
    cells = (row[:, :, None, None] * SIDE + column[:, None, :, None]) * DIRECTIONS + direction[:, None, None]
    weights = down[:, :, None, None] * across[:, None, :, None] * along[:, None, None]
    left_there = np.zeros(SIDE * SIDE * DIRECTIONS)
    left_there += np.bincount(cells.ravel(), weights.ravel(), minlength=left_there.size)
    planes: NDArray[np.float64] = np.minimum(STRENGTH * _spread(left_there.reshape(SIDE, SIDE, DIRECTIONS)), 1)
    return planes


def _between(values: "NDArray[np.float64]") -> "tuple[NDArray[np.int64], NDArray[np.float64]]":
    """Return the two whole numbers around each value, and its shares in them; both with one more axis, of length 2."""
    below = np.floor(values)
    share = values - below
    return np.stack([below, below + 1], axis=-1).astype(np.int64), np.stack([1 - share, share], axis=-1)


def _spread(planes: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Spread (28, 28, n) planes over neighbouring pixels, so that hands that differ by a pixel still agree."""
    padded = np.pad(planes, ((1, 1), (1, 1), (0, 0)))
    across = padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]
    spread: NDArray[np.float64] = (across[:-2] + 2 * across[1:-1] + across[2:]) / 16
    return spread
