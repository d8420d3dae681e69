"""New pictures from old ones: every epoch sees each digit as another hand might have written it.

All randomness comes from the generator that is passed in, so an epoch can be made again exactly.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.normalising import SIDE, normalised
from digitpad.ink.planes import stroke_planes
from digitpad.ink.raster import PEN, digit_ink

Strokes = Sequence[NDArray[np.floating]]

# How far hands differ. Each is a standard deviation unless it says otherwise; all were set once, by looking at sheets
# of varied digits that a person still reads without a doubt. Every picture is varied by a share of these, anything from
# nothing to all: most people write most digits as everybody does. How a pad lies says nothing about how a hand writes,
# so turning alone is not shared out.
ROTATION = 10.0  # degrees
SLANT = 0.15  # x shift per unit of height
STRETCH = 0.12  # of the logarithm of width to height
ELASTIC = 0.025  # of the digit's size, at each knot of a 4 × 4 net
JITTER = 0.006  # of the digit's size, at each point: a mouse is less steady than a pen
COARSE_CHANCE = 0.4  # how often points are thinned, as a slow machine or a fast finger leaves them
COARSE_SPACING = (0.05, 0.26)  # of the digit's size, a finger's on glass
PEN_RANGE = (0.6, 1.7)  # times the pen that the pad draws with: pictures have thicker and thinner ones
FINE_PEN_RANGE = (0.6, 1.15)  # for drawings of many parts, which a broad pen makes a blot that could be anything
ODD_CHANCE = 0.08  # how often strokes go the other way: some people begin a 0 or an 8 where others end it
POOR_CHANCE = 0.25  # how often a picture is made blurred or faint, as scans are
FEW_CHANCE = 0.05  # how often it has been through a scan of few pixels, which was enlarged later
FEW_PIXELS = (8, 16)  # of the digit's 20: what such a scan leaves


@dataclass(frozen=True)
class Unsteady:
    """How the strokes of one material are varied beside what all are.

    Attributes:
        turning: a standard deviation in degrees.
        coarse: how often points are thinned, 0..1.
    """

    turning: float = ROTATION
    coarse: float = COARSE_CHANCE


AS_HANDS_ARE = Unsteady()


def as_unit(strokes: Strokes) -> list[NDArray[np.float64]]:
    """Centre strokes on (0, 0) and scale their longer side to 1."""
    points = np.concatenate(strokes).astype(np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    size = max(float((high - low).max()), 1e-9)
    return [(stroke - (low + high) / 2) / size for stroke in strokes]


def varied_strokes(
    strokes: Strokes, rng: np.random.Generator, share: float | None = None, unsteady: Unsteady = AS_HANDS_ARE
) -> list[NDArray[np.float64]]:
    """Write strokes anew: turned, slanted, stretched, bent, shaken and coarsened.

    Args:
        strokes: (n, 2) points each, in any units.
        rng: the source of chance.
        share: of what hands differ, 0..1; by default drawn by chance.
        unsteady: how much they are turned, how often coarsened.

    Returns:
        Strokes around (0, 0), about 1 in size.
    """
    share = rng.random() if share is None else share
    turn = rng.normal(0, math.radians(unsteady.turning))
    slant, stretch = share * rng.normal(0, (SLANT, STRETCH))
    cos, sin = math.cos(turn), math.sin(turn)
    matrix = (
        np.array([[cos, -sin], [sin, cos]])
        @ np.array([[1, slant], [0, 1]])
        @ np.diag([math.exp(stretch / 2), math.exp(-stretch / 2)])
    )
    net = share * rng.normal(0, ELASTIC, (4, 4, 2))
    spacing = rng.uniform(*COARSE_SPACING) if rng.random() < unsteady.coarse else 0.0
    shake = JITTER * rng.random() * 2
    result = []
    for stroke in as_unit(strokes):
        points = _coarse(stroke, spacing) if spacing else stroke
        points = points @ matrix.T
        points = points + _bilinear(net, points) + rng.normal(0, shake, points.shape)
        result.append(points)
    return result


def _coarse(points: NDArray[np.float64], spacing: float) -> NDArray[np.float64]:
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.floor(np.concatenate([[0.0], np.cumsum(steps)]) / spacing)
    keep = np.concatenate([[True], np.diff(along) > 0])
    keep[-1] = True
    kept: NDArray[np.float64] = points[keep]
    return kept


def _bilinear(net: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Read a square net of displacements that covers -0.6..0.6 at each point."""
    place = np.clip((points + 0.6) / 1.2, 0, 0.9999) * (len(net) - 1)
    corner = place.astype(int)
    x, y = (place - corner).T[..., None]
    i, j = corner.T
    result: NDArray[np.float64] = (
        net[j, i] * (1 - x) * (1 - y)
        + net[j, i + 1] * x * (1 - y)
        + net[j + 1, i] * (1 - x) * y
        + net[j + 1, i + 1] * x * y
    )
    return result


def picture(strokes: Strokes, pen: float = PEN, poor: np.random.Generator | None = None) -> NDArray[np.uint8]:
    """Make the digit image of strokes just as the pad does.

    Args:
        strokes: in any units.
        pen: stroke width in pixels of the picture.
        poor: where given, the source of chance for a blur and a fainter ink.

    Returns:
        (28, 28) uint8, 255 = ink.
    """
    ink = digit_ink(_on_pad(strokes), pen)
    if poor is not None:
        ink = _poorly_scanned(ink, poor)
    return np.rint(normalised(ink) * 255).astype(np.uint8)


def planes(strokes: Strokes, pen: float = PEN) -> NDArray[np.uint8]:
    """Make the planes of strokes, (28, 28, 9) uint8, just as the pad does; the arguments are :func:`picture`'s."""
    return np.rint(stroke_planes(_on_pad(strokes), pen) * 255).astype(np.uint8)


def _on_pad(strokes: Strokes) -> Drawing:
    placed = (np.asarray(stroke) * 240 + 200 for stroke in as_unit(strokes))
    return Drawing(400, 400, tuple(Stroke(tuple(map(tuple, stroke.tolist()))) for stroke in placed))


def varied_picture(
    strokes: Strokes,
    rng: np.random.Generator,
    pens: tuple[float, float] = PEN_RANGE,
    share: float | None = None,
    unsteady: Unsteady = AS_HANDS_ARE,
) -> NDArray[np.uint8]:
    """Write strokes anew and make their digit image with a random pen; (28, 28) uint8, 255 = ink."""
    pen = _any_pen(rng, pens)
    return picture(varied_strokes(strokes, rng, share, unsteady), pen, rng if rng.random() < POOR_CHANCE else None)


def varied_planes(
    strokes: Strokes,
    rng: np.random.Generator,
    pens: tuple[float, float] = PEN_RANGE,
    share: float | None = None,
    unsteady: Unsteady = AS_HANDS_ARE,
) -> NDArray[np.uint8]:
    """Write strokes anew, now and then the other way round, and make their planes, (28, 28, 9) uint8.

    Their order needs no variation: the planes don't tell which stroke came first.
    """
    pen = _any_pen(rng, pens)
    written = varied_strokes(strokes, rng, share, unsteady)
    if rng.random() < ODD_CHANCE:
        written = [stroke[::-1] if rng.random() < 0.5 else stroke for stroke in written]
    return planes(written, pen)


def _any_pen(rng: np.random.Generator, pens: tuple[float, float]) -> float:
    return PEN * math.exp(rng.uniform(math.log(pens[0]), math.log(pens[1])))


def _poorly_scanned(ink: Image.Image, rng: np.random.Generator) -> Image.Image:
    # 160 pixels make up the digit here: a blur of 8 is one pixel of the network's picture.
    if rng.random() < FEW_CHANCE / POOR_CHANCE:
        blurred = _of_few_pixels(ink, rng.uniform(*FEW_PIXELS) / 160)
    else:
        blurred = ink.filter(ImageFilter.GaussianBlur(rng.uniform(1, 9)))
    faintness = rng.uniform(0.55, 1.0)
    return blurred.point([round(level * faintness) if level > 8 else 0 for level in range(256)])


def _of_few_pixels(ink: Image.Image, share: float) -> Image.Image:
    """Reduce ink to a share of its size and enlarge it again."""
    few = (max(1, round(ink.width * share)), max(1, round(ink.height * share)))
    return ink.resize(few, Image.Resampling.BOX).resize(ink.size, Image.Resampling.BICUBIC)


def varied_images(images: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Warp ready digit images: turn, slant, stretch, shift, bend and darken each a little.

    Args:
        images: (n, 28, 28) uint8, 255 = ink.
        rng: the source of chance.

    Returns:
        The same shape and type.
    """
    varied = np.concatenate([_warped(images[start : start + 4096], rng) for start in range(0, len(images), 4096)])
    for index in np.flatnonzero(rng.random(len(varied)) < FEW_CHANCE).tolist():
        few = _of_few_pixels(Image.fromarray(varied[index]), rng.uniform(*FEW_PIXELS) / 20)
        varied[index] = np.asarray(few)
    return varied


def _warped(images: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    n = len(images)
    share = rng.random((n, 1)).astype(np.float32)
    turn = rng.normal(0, math.radians(ROTATION), n)
    slant, stretch, size = (share * rng.normal(0, (SLANT * 0.8, STRETCH, 0.06), (n, 3))).T
    cos, sin = np.cos(turn), np.sin(turn)
    # The inverse map: where in the old image each new pixel's ink comes from.
    wide, high = np.exp(stretch / 2 + size), np.exp(size - stretch / 2)
    matrix = np.empty((n, 2, 2), np.float32)
    matrix[:, 0] = np.stack([cos * wide + sin * slant, -sin + cos * slant], axis=1)
    matrix[:, 1] = np.stack([sin, cos * high], axis=1)
    axis = np.arange(SIDE, dtype=np.float32) - (SIDE - 1) / 2
    grid = np.stack(np.meshgrid(axis, axis), axis=-1)  # (y, x, 2), the last axis being (x, y)
    place = np.einsum("nij,yxj->nyxi", matrix, grid) + rng.normal(0, 0.5, (n, 1, 1, 2)).astype(np.float32)
    knots = rng.normal(0, ELASTIC * 20 * 1.6, (n, 5, 5, 2)).astype(np.float32)
    place += _smooth_field(share[:, None, None] * knots)
    warped = _sampled(images, place + (SIDE - 1) / 2)
    gamma = np.exp(rng.normal(0, 0.2, (n, 1, 1))).astype(np.float32)
    return np.rint(255 * np.clip(warped / 255, 0, 1) ** gamma).astype(np.uint8)


def _smooth_field(knots: NDArray[np.float32]) -> NDArray[np.float32]:
    """Spread (n, k, k, 2) knots over (n, 28, 28, 2) with smooth weights."""
    k = knots.shape[1]
    distance = np.arange(SIDE)[:, None] / (SIDE - 1) * (k - 1) - np.arange(k)[None]
    weights = np.exp(-(distance**2) / (2 * 0.6**2))
    weights = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    field: NDArray[np.float32] = np.einsum("yi,nijc,xj->nyxc", weights, knots, weights, optimize=True)
    return field


def _sampled(images: NDArray[np.uint8], place: NDArray[np.float32]) -> NDArray[np.float32]:
    """Read images between their pixels; outside there is paper."""
    from scipy.ndimage import map_coordinates  # here: recipes are listed and sets measured without SciPy, too

    # With cubic splines: linear interpolation blurs so much that the network reads the untouched pictures less well.
    rows_first = np.moveaxis(place, -1, 1)[:, ::-1]
    read = [map_coordinates(image, at, np.float32, order=3) for image, at in zip(images, rows_first, strict=True)]
    return np.stack(read)
