"""Tells a digit that was cut out along its ink: its ink touches all four edges, so the border isn't mostly paper."""

import math
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from digitpad.scan.one_digit.paper import noise_of_tiny
from digitpad.scan.windows import Array, blocks

# The picture is looked at in at most this many blocks a side: enough for the topology of a digit, and noise is gone.
BLOCKS = 32
# Levels (of 255) between paper and ink: the faintest pencil is above.
FAINTEST = 10.0
# ... and so many times as strong as noise is at most: no farther apart are the ends of noise alone.
ABOVE_NOISE = 3.5
# Ink touches an edge where a block beside it is this share of ink: a curve's outermost pixels are grey.
TOUCHES = 1 / 3
# Paper's own colour is that of blocks with less ink than this.
PAPER = 0.15
# A larger picture may be a page or a photo. It is one digit if it is of at most so many pieces of ink and of paper, ...
MOST_INK, MOST_PAPER = 4, 12
# ... the largest piece of ink has this share of the picture in its box, ...
LARGEST_PIECE = 0.6
# ... no two pieces that are as high as this share of the picture stand beside each other, as two digits do, ...
TALL = 0.7
# ... and no stroke is as wide as this share of the longer side: a shadow or a table is.
WIDEST = 0.4
# Light that fades over a page is on so large a share of it neither paper nor ink, and much like that all around. (Of
# validation digits that were cut out and enlarged, at most 0.04; of pages with shadows, 0.25 and more.)
FADING, BETWEEN, ALIKE = 0.12, (0.2, 0.8), 0.15
# In a picture of at most so many pixels a side, which is no photo, blocks of this share of ink join pieces.
SMALL, JOINED = 256, 0.3
# Of the longer side: paper that is put around the digit, so that the border tells what it tells around any other.
MARGIN = 0.2


class CutOut(NamedTuple):
    """A digit whose ink touches all four edges of its picture.

    Attributes:
        paper: (c,) the paper's colour.
        ink: (h, w) 0..1, how much ink each of the coarse blocks holds.
        small: whether the picture is too small for a photo.
    """

    paper: Array
    ink: Array
    small: bool

    @property
    def is_one_digit(self) -> bool:
        """Whether a picture that is not tiny holds nothing else than one digit's strokes."""
        import cc3d  # a tenth of a second that only pictures need

        mask = self.ink > 0.5
        # Strokes of a few pixels that were enlarged are faint where they are thin. Shadows in photos are faint as well.
        joined = (self.ink > JOINED if self.small else mask).view(np.uint8)
        pieces, count = cc3d.connected_components(joined, connectivity=8, return_N=True)
        spaces = cc3d.connected_components((~mask).view(np.uint8), connectivity=4, return_N=True)[1]
        if not 1 <= count <= MOST_INK or spaces > MOST_PAPER or _runs(mask) < 2 or _fades(self.ink):
            return False
        boxes = [box[:2] for box in cc3d.statistics(pieces)["bounding_boxes"][1:]]
        areas = [(rows.stop - rows.start) * (columns.stop - columns.start) for rows, columns in boxes]
        tall = [columns for rows, columns in boxes if rows.stop - rows.start >= TALL * mask.shape[0]]
        beside = any(one.stop <= other.start for one in tall for other in tall)
        if max(areas) < LARGEST_PIECE * mask.size or beside:
            return False
        side = math.ceil(WIDEST * max(mask.shape))
        return min(mask.shape) < side or not sliding_window_view(mask, (side, side)).all(axis=(2, 3)).any()


def cut_out(pixels: Array) -> CutOut | None:
    """Tell whether a picture was cut out along its ink, and which of its two colours is the paper.

    A ring that touches the edges is no paper: the corners, the border and the whole speak together, each as much as it
    is light. (On validation writers' digits, 8 to 40 pixels large, enlarged or not, with three pens: 98 to 100 of 100
    right, where the border alone says 85 to 100, and the whole alone 86 to 94; ones 87 to 100 of 100.)

    Args:
        pixels: (h, w, c), 0..255.

    Returns:
        None for a picture of one colour or of noise, for one of a single line of pixels, and where an edge has no ink.
    """
    if min(pixels.shape[:2]) < 2:
        return None
    coarse = np.stack([blocks(pixels[..., c], BLOCKS) for c in range(pixels.shape[2])], axis=-1)
    axis = _colour_axis(coarse)
    shades = coarse @ axis
    low, high = np.percentile(shades, (2, 98))
    if high - low < max(FAINTEST, ABOVE_NOISE * _noise(shades)):
        return None
    light = np.clip((shades - low) / (high - low), 0, 1)
    border, corners = _border(light), light[[0, 0, -1, -1], [0, -1, 0, -1]]
    turned = border.mean() + corners.mean() + light.mean() < 1.5  # the paper is at the low end of the axis
    ink = (light if turned else 1 - light).astype(np.float32)
    if min(edge.max() for edge in (ink[0], ink[-1], ink[:, 0], ink[:, -1])) < TOUCHES:
        return None
    if turned:
        low, high = high, low
    paper = (pixels @ axis - low) / (high - low) > 1 - PAPER
    return CutOut(np.median(pixels[paper], axis=0).astype(np.float32), ink, max(pixels.shape[:2]) <= SMALL)


def with_margin(pixels: Array, paper: Array) -> tuple[Array, int]:
    """Return the picture, (h, w, c), with paper around it, and how many pixels of it on each side."""
    margin = max(2, round(MARGIN * max(pixels.shape[:2])))
    height, width = (side + 2 * margin for side in pixels.shape[:2])
    wide = np.broadcast_to(paper, (height, width, len(paper))).copy()
    wide[margin:-margin, margin:-margin] = pixels
    return wide, margin


def _colour_axis(coarse: Array) -> Array:
    """Return the unit vector (c,) of colour along which a picture's blocks differ most."""
    flat = coarse.reshape(-1, coarse.shape[2]).astype(np.float64)
    _, vectors = np.linalg.eigh(np.atleast_2d(np.cov(flat.T, bias=True)))
    axis: Array = vectors[:, -1].astype(np.float32)
    return axis


def _border(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return the values along the border, clockwise."""
    return np.concatenate([values[0], values[1:, -1], values[-1, -2::-1], values[-2:0:-1, 0]])


def _runs(mask: NDArray[np.bool_]) -> int:
    """Return how many runs of ink there are along the border."""
    border = _border(mask)
    return int((border & ~np.roll(border, 1)).sum())


def _fades(ink: Array) -> bool:
    """Return whether much of (h, w) is light that fades, as over a page: a digit's grey is along its edges."""
    around = sliding_window_view(np.pad(ink, 1, mode="edge"), (3, 3))
    even = np.ptp(around, axis=(2, 3)) < ALIKE
    return bool(np.mean(even & (ink > BETWEEN[0]) & (ink < BETWEEN[1])) > FADING)


def _noise(shades: Array) -> float:
    """Return at most how strong noise is, in standard deviations."""
    return noise_of_tiny(np.abs(np.concatenate([np.diff(shades, axis=0).ravel(), np.diff(shades, axis=1).ravel()])))
