"""How much accuracy is lost when the same digits come small, turned, shaken, coarse or blurred.

Each variation is applied to the drawings of the test writers and goes through the public API: strokes as a Drawing,
pictures as images that have to be found and read like anybody's PNG.
"""

import io
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from digitpad import texts
from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.raster import pad_image
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.strokes import StrokeSet

PAD = 400.0
# Finding a digit in a picture takes a hundred times as long as drawing it: only every so many-th is made one.
PICTURES_OF = 4
Points = NDArray[np.float64]
Change = Callable[[list[Points], np.random.Generator], list[Points]]


@dataclass(frozen=True)
class Loss:
    """What one variation costs.

    Attributes:
        name: of the variation.
        kind: "strokes" or "picture".
        accuracy: with it, 0..1.
        loss: accuracy of the same digits without it, less the accuracy with it.
        count: how many digits.
    """

    name: str
    kind: str
    accuracy: float
    loss: float
    count: int

    def as_text(self) -> str:
        """Return a line for people."""
        return texts.ROBUSTNESS_LINE.format(**vars(self))


def losses(recognizer: Recognizer, digits: StrokeSet, seed: int = 1) -> Iterator[Loss]:
    """Yield the loss of accuracy under each variation, against the same digits as drawn.

    Args:
        recognizer: to measure.
        digits: of writers whom its model has never seen.
        seed: of the variations.
    """
    labels = digits.labels.astype(np.int64)
    plain = [digits.drawing(index, PAD) for index in range(len(digits))]
    base = _accuracy(recognizer, plain, labels)
    yield Loss("as drawn", "strokes", base, 0.0, len(labels))
    for name, change in STROKE_CHANGES.items():
        rng = np.random.default_rng(seed)
        accuracy = _accuracy(recognizer, (changed(drawing, change, rng) for drawing in plain), labels)
        yield Loss(name, "strokes", accuracy, base - accuracy, len(labels))
    some, labels = plain[::PICTURES_OF], labels[::PICTURES_OF]
    base = _accuracy(recognizer, some, labels)
    for name, draw in PICTURES.items():
        accuracy = _accuracy(recognizer, (draw(drawing) for drawing in some), labels)
        yield Loss(name, "picture", accuracy, base - accuracy, len(labels))


def _accuracy(recognizer: Recognizer, sources: "Iterable[Drawing | Image.Image]", labels: NDArray[np.int64]) -> float:
    hits = [
        prediction.digit == label
        for prediction, label in zip(recognizer.predict_many(sources), labels.tolist(), strict=True)
    ]
    return float(np.mean(hits))


def changed(drawing: Drawing, change: Change, rng: np.random.Generator) -> Drawing:
    """Apply a change to a drawing's points; pad pixels in, pad pixels out."""
    strokes = change([np.array(stroke.points) for stroke in drawing.strokes], rng)
    return drawing._replace(strokes=tuple(Stroke(tuple(map(tuple, points.tolist()))) for points in strokes))


def sized(share: float) -> Change:
    """Return the change that brings the longer side to a share of the pad, at any place where it fits."""

    def change(strokes: list[Points], rng: np.random.Generator) -> list[Points]:
        points = np.concatenate(strokes)
        low, size = points.min(axis=0), np.ptp(points, axis=0)
        scale = share * PAD / max(size.max(), 1e-9)
        place = rng.random(2) * (PAD - size * scale)
        return [(stroke - low) * scale + place for stroke in strokes]

    return change


def turned(degrees: float) -> Change:
    """Return the rotation about the pad's centre."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = np.array([[cos, sin], [-sin, cos]])
    return lambda strokes, _rng: [(stroke - PAD / 2) @ matrix + PAD / 2 for stroke in strokes]


def coarse(spacing: float) -> Change:
    """Return the thinning to points at least so many pixels of the digit's 240 apart, as a busy computer gives them."""

    def thin(stroke: Points) -> Points:
        kept = [stroke[0]]
        for point in stroke[1:-1]:
            if math.dist(point, kept[-1]) >= spacing:
                kept.append(point)
        return np.array([*kept, stroke[-1]])

    return lambda strokes, _rng: [thin(stroke) for stroke in strokes]


def shaken(pixels: float) -> Change:
    """Return the jitter of every point by a normal deviate of so many pixels of the digit's 240."""
    return lambda strokes, rng: [stroke + rng.normal(0, pixels, stroke.shape) for stroke in strokes]


def tapped(strokes: list[Points], rng: np.random.Generator) -> list[Points]:
    """Add a stray tap to the left or right of the digit, at any height of the pad."""
    points = np.concatenate(strokes)
    left, right = points[:, 0].min(), points[:, 0].max()
    x = rng.uniform(0, left - 25) if rng.random() < 0.5 else rng.uniform(right + 25, PAD)
    return [*strokes, np.array([[x, rng.uniform(0, PAD)]])]


STROKE_CHANGES: dict[str, Change] = {
    **{f"{share:.0%} of the pad, any place": sized(share) for share in (0.1, 0.25, 0.5, 0.95)},
    **{f"turned {degrees:+} degrees": turned(degrees) for degrees in (-15, -8, 8, 15)},
    "points 10 % of its size apart": coarse(24),
    "points 20 % of its size apart": coarse(48),
    "mouse jitter, 1 % of its size": shaken(2.4),
    "a stray tap beside it": tapped,
}


def picture(pen: float, contrast: float = 1.0, blur: float = 0.0) -> Callable[[Drawing], Image.Image]:
    """Return the drawing of a 400-pixel picture, dark on white.

    Args:
        pen: the stroke width in pixels.
        contrast: 1 is black ink.
        blur: the radius (standard deviation) of a blur, in pixels.
    """

    def draw(drawing: Drawing) -> Image.Image:
        ink = pad_image(drawing.strokes, (400, 400), 1.0, pen)
        paper = ink.point([round(255 - level * contrast) for level in range(256)])
        return paper.filter(ImageFilter.GaussianBlur(blur)) if blur else paper

    return draw


def cut_out(side: int, enlarged: int = 1, way: str = "NEAREST", quality: int = 0) -> Callable[[Drawing], Image.Image]:
    """Return the picture that has nothing but the digit's ink, as old scans and people who cut digits out have it.

    Args:
        side: pixels of its longer side.
        enlarged: how many times it is enlarged then.
        way: how, a name of Pillow's resampling filters.
        quality: of the JPEG file in which it is saved then, 0 for none.
    """

    def draw(drawing: Drawing) -> Image.Image:
        ink = pad_image(drawing.strokes, (400, 400), 1.0, 26)
        small = ImageOps.contain(ink.crop(ink.getbbox()), (side, side), Image.Resampling.BOX)
        size = (small.width * enlarged, small.height * enlarged)
        paper = ImageOps.invert(small.resize(size, Image.Resampling[way]))
        return _saved(paper, quality) if quality else paper

    return draw


def _saved(picture: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return Image.open(file)


PICTURES = {
    **{f"ink {pen} pixels wide": picture(pen) for pen in (2, 4, 10, 20, 40, 60)},
    "faint ink, 25 % contrast": picture(10, contrast=0.25),
    "faint ink, 10 % contrast": picture(10, contrast=0.10),
    "blurred by 3 pixels": picture(14, blur=3),
    "blurred by 6 pixels": picture(14, blur=6),
    "cut out, 24 pixels large": cut_out(24),
    "cut out, 16 pixels large": cut_out(16),
    "cut out, 12 pixels large": cut_out(12),
    "cut out, 40 pixels large, as JPEG": cut_out(40, quality=60),
    "cut out, 12 pixels enlarged to 120, Lanczos": cut_out(12, 10, "LANCZOS"),
    "cut out, 16 pixels enlarged to 64, bilinear, as JPEG": cut_out(16, 4, "BILINEAR", 75),
    "cut out, 24 pixels enlarged to 240, bicubic, as JPEG": cut_out(24, 10, "BICUBIC", 60),
    "cut out, 24 pixels enlarged to 144 by squares, as JPEG": cut_out(24, 6, "NEAREST", 80),
}
