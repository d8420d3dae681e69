"""Tells ink from paper: how much each pixel differs from the paper around it, towards the colour of the ink."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.scan.windows import Array, blocks, blurred, median, opened, resized

# Levels (of 255) within which colours are one: compression and dithering stay below, the faintest pencil is above.
SAME_COLOUR = 3.0
# Paper is the commonest colour of the border, even where a bold digit fills the picture: it has this share of it ...
LEAST_PAPER_AT_BORDER = 0.5
# ... or this, where the picture is so many times as long as wide: a row of digits, cut out so that they touch edges ...
LEAST_PAPER_AROUND_STRIP, STRIP = 0.35, 3.0
# ... in even light no more than this share lies on ramps between paper and ink ...
MOST_RAMP = 0.12
# ... and a run of other colours that is longer than this share is a shadow or a table: no digit has such a bar.
LONGEST_RUN_AT_BORDER = 0.3
# The paper's colours are compared on a copy of at most this many blocks a side, in which noise averages out.
BLOCKS = 64
# No stroke is as wide as this share of the picture's shorter side, and every shadow is wider.
WIDEST_STROKES = (0.05, 0.11, 0.22)
# Light multiplies colour, so its logarithm is taken; this many levels are added, for noise doesn't shrink with light.
STRAY_LIGHT = 24.0
# Ink is what is so many standard deviations of noise above paper ...
ABOVE_NOISE = 5.0
# ... and no fainter than this, in levels or per cent of light: the faintest that a person sees as a stroke.
FAINTEST = 6.0
# Noise is told by how neighbouring pixels differ: the median of that is this many standard deviations of normal noise,
# where ink is rare. A tiny picture may be all edges: the least tenth of its differences are still paper's, and at most
# this many standard deviations.
MEDIAN_DIFFERENCE = 0.954
LEAST_TENTH = 0.178
# On uneven paper ink has at least this share of the digit's own strength: ruled lines, stains and shadows are fainter.
OWN_STRENGTH = 0.4
# The percentile of a picture's values that is surely ink: a digit of 10 % of the picture's height covers 0.1 % of it.
STRONGEST = 99.9


@dataclass(frozen=True)
class Ink:
    """What differs from its paper.

    Attributes:
        values: (h, w) float32, 0 = paper, growing with ink: levels on even paper, else per cent of light.
        shades: (h, w) float32, the same before the paper was taken off; on even paper 0 = paper here, too.
        even: whether the paper is of one colour, so that also the faintest grey is meant.
    """

    values: Array
    shades: Array
    even: bool

    @property
    def thresholds(self) -> tuple[float, float]:
        """The least value that is not noise, and one that leaves out what is much fainter than the strongest ink."""
        axis = 1 if self.values.shape[1] > 1 else 0
        differences = np.abs(np.diff(self.shades, axis=axis))
        noise = float(np.median(differences)) / MEDIAN_DIFFERENCE
        if max(self.values.shape) <= BLOCKS:
            noise = min(noise, noise_of_tiny(differences))
        least = max(ABOVE_NOISE * noise, FAINTEST)
        strongest = float(np.percentile(self.values[::2, ::2], STRONGEST)) if min(self.values.shape) > 1 else 0
        return least, max(least, OWN_STRENGTH * strongest)


def noise_of_tiny(differences: NDArray[Any]) -> float:
    """Return at most how strong noise is, in standard deviations, where most neighbours may differ by edges."""
    # One level more, for levels are whole numbers: the tenth of weak noise would be 0.
    return (float(np.quantile(differences, 0.1)) + 1) / LEAST_TENTH


def inks_on_paper(pixels: Array) -> list[Ink]:
    """Tell ink from paper in each way that it may be meant.

    Args:
        pixels: (h, w, c), 0..255.

    Returns:
        Nothing for a picture of one colour; one for ink on even paper; on uneven paper one for each width that strokes
        may have at most and for each polarity, the narrowest first.
    """
    if np.ptp(pixels, axis=(0, 1)).max() < SAME_COLOUR:
        return []
    paper = paper_colour(pixels)
    return _on_uneven_paper(pixels) if paper is None else [even_ink(pixels - paper)]


def paper_colour(pixels: Array) -> Array | None:
    """Return the colour (c,) that paper has everywhere, or None for uneven paper.

    A tiny picture is a digit that was cut out: its paper is taken to be even.
    """
    coarse = np.stack([blocks(pixels[..., c], BLOCKS) for c in range(pixels.shape[2])], axis=-1)
    ring = np.concatenate([coarse[0], coarse[1:, -1], coarse[-1, -2::-1], coarse[-2:0:-1, 0]])  # clockwise
    distances = np.abs(ring[:, None] - ring[None]).max(axis=2)
    distance = distances[(distances < SAME_COLOUR).sum(axis=1).argmax()]
    paper = distance < SAME_COLOUR
    colour: Array = np.median(ring[paper], axis=0).astype(np.float32)
    distance = np.abs(coarse - colour).max(axis=2)
    ramp = (distance >= SAME_COLOUR) & (distance < 4 * SAME_COLOUR)
    height, width = pixels.shape[:2]
    least = LEAST_PAPER_AROUND_STRIP if max(height, width) > STRIP * min(height, width) else LEAST_PAPER_AT_BORDER
    if max(height, width) > BLOCKS and (
        paper.mean() < least or ramp.mean() > MOST_RAMP or _longest_gap(paper) > LONGEST_RUN_AT_BORDER * paper.size
    ):
        return None
    return colour


def _longest_gap(ring: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> int:
    there = np.flatnonzero(ring)
    return int(np.diff(there, append=there[0] + ring.size).max()) - 1


def even_ink(differences: Array) -> Ink:
    """Return the ink of a picture, (h, w, c) less its paper's one colour."""
    strength = np.linalg.norm(differences, axis=2, keepdims=True)
    direction = (differences * strength**2).sum(axis=(0, 1), dtype=np.float64)  # specks the other way cancel
    shades = differences @ (direction / max(np.linalg.norm(direction), 1e-12)).astype(np.float32)
    return Ink(np.maximum(shades, 0), shades, True)


def _on_uneven_paper(pixels: Array) -> list[Ink]:
    light = np.log(pixels + STRAY_LIGHT) * np.float32(100)  # 1 % of light is about one unit
    light = np.stack([blurred(light[..., c], 1.0) for c in range(light.shape[2])], axis=-1)
    sides = [int(min(pixels.shape[:2]) * share / 2) * 2 + 1 for share in WIDEST_STROKES]
    contrast = np.stack([stroke_contrast(light[..., c], sides[-1]) for c in range(light.shape[2])], axis=-1)
    shades = light @ contrast_axis(contrast)
    return [_strokes(sign * shades, side) for side in sides for sign in (1, -1)]


def _strokes(shades: Array, side: int) -> Ink:
    """Return as ink what is higher than wide windows."""
    values = shades - opened(shades, side)
    return Ink(np.maximum(values - np.median(values), 0), shades, False)


def contrast_axis(contrast: Array) -> Array:
    """Return the unit vector (c,) of colour along which the strongest contrasts lie; its sign says nothing."""
    flat = contrast.reshape(-1, contrast.shape[2])
    weighted = flat * np.linalg.norm(flat, axis=1, keepdims=True)
    _, vectors = np.linalg.eigh((weighted.T @ weighted).astype(np.float64))
    strongest: Array = vectors[:, -1].astype(np.float32)
    return strongest


def stroke_contrast(light: Array, side: int) -> Array:
    """Return by how much each pixel is above (or, negative, below) wide windows and the median around it, too."""
    coarse = blocks(light, BLOCKS)
    paper = resized(median(coarse, BLOCKS // 2 + 1), light.shape[::-1])
    above: Array = np.minimum(light - opened(light, side), np.maximum(light - paper, 0))
    below: Array = np.minimum(-light - opened(-light, side), np.maximum(paper - light, 0))
    return above - below
