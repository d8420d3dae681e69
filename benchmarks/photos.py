"""Pictures read, beside squeezing the whole picture to 28 × 28: ``python -m benchmarks.photos [SET.npz]``.

The digits are the small labelled sample of MNIST test digits that the tests use, or the drawings of a labelled set of
strokes. Only digits count that are read right from a clean picture, so that what is counted is what the picture costs.
The circumstances of each photo are drawn from a fixed seed.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from digitpad import Drawing, Recognizer
from digitpad.ink.raster import FINENESS
from tests.photos import Scene, ink_mask, photo, random_scene

SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "data" / "mnist_sample.npz"
MOST_DIGITS = 500
SEED = 20
Picture = Callable[["Digit", int], Image.Image]


@dataclass(frozen=True)
class Digit:
    """A digit that can be put into a picture: strokes, or an image of ink in mode "L"."""

    label: int
    source: "Drawing | Image.Image"

    def clean(self) -> "Drawing | Image.Image":
        """Return the strokes themselves, or black on white, well lit."""
        if isinstance(self.source, Drawing):
            return self.source
        return Image.eval(self.mask(Scene(size=(400, 400), digit_height=300)), lambda value: 255 - value)

    def mask(self, scene: Scene) -> Image.Image:
        """Return the scene's ink; an image keeps its own pen width."""
        if isinstance(self.source, Drawing):
            return ink_mask(self.source, scene)
        scale = scene.digit_height / max(self.source.size)
        size = tuple(max(1, round(side * scale)) for side in self.source.size)
        room = (canvas - side for canvas, side in zip(scene.size, size, strict=True))
        corner = tuple(round(max(space, 0) * share) for space, share in zip(room, scene.place, strict=True))
        mask = Image.new("L", scene.size)
        mask.paste(self.source.resize(size, Image.Resampling.BICUBIC), corner)
        return mask


def digits(path: Path) -> list[Digit]:
    """Return the digits of a labelled set, at most ``MOST_DIGITS``, evenly from all of it."""
    with np.load(path) as arrays:
        labels = arrays["labels"]
        sources = list(_images(arrays["images"]) if "images" in arrays else _drawings(arrays))
    chosen = [i for i in range(len(labels)) if str(labels[i]) in set("0123456789")]
    chosen = chosen[:: -(-len(chosen) // MOST_DIGITS)]
    return [Digit(int(labels[i]), sources[i]) for i in chosen]


def _images(images: np.ndarray) -> Iterator[Image.Image]:
    for pixels in images:
        image = Image.fromarray(pixels)
        # Enlarged smoothly and cut at half of its strength, so that the photo's resolution is not the sample's.
        ink = image.crop(image.getbbox())
        fine = ink.resize((ink.width * FINENESS, ink.height * FINENESS), Image.Resampling.BICUBIC)
        yield fine.point(lambda value: 255 if value > 127 else 0)


def _drawings(arrays: np.lib.npyio.NpzFile) -> Iterator[Drawing]:
    strokes = np.split(arrays["xy"], arrays["stroke_ends"][:-1])
    start = 0
    for end in arrays["sample_ends"].tolist():
        points = np.concatenate(strokes[start:end])
        low, extent = points.min(axis=0), max(float(np.ptp(points, axis=0).max()), 1e-6)
        yield Drawing.from_strokes([((stroke - low) / extent * 240 + 80).tolist() for stroke in strokes[start:end]])
        start = end


def phone_photo(digit: Digit, index: int) -> Image.Image:
    """Everything at once: light, shadow, paper, pen, place, noise, JPEG."""
    scene = random_scene(np.random.default_rng((SEED, index)))
    return photo(digit.mask(scene), scene)


def squared_paper(digit: Digit, index: int) -> Image.Image:
    """The same on squared paper."""
    scene = replace(random_scene(np.random.default_rng((SEED, index))), rules=0.12)
    return photo(digit.mask(scene), scene)


def poor_scan(pen: float, contrast: float = 1.0, blur: float = 0.0) -> Picture:
    """Return how a 400 pixel picture is made with a pen of so many pixels, fainter, or out of focus."""

    def picture(digit: Digit, _index: int) -> Image.Image:
        scene = Scene(size=(400, 400), digit_height=300, pen=pen)
        made = Image.eval(digit.mask(scene), lambda value: round(250 - 250 * contrast * value / 255))
        return made.filter(ImageFilter.GaussianBlur(blur)) if blur else made

    return picture


def squeezed(image: Image.Image) -> np.ndarray:
    """Return what the tutorials make of a picture: grayscale, 28 × 28, divided by 255."""
    return np.asarray(image.convert("L").resize((28, 28), Image.Resampling.LANCZOS), np.float32) / 255


def kinds(strokes: bool) -> dict[str, Picture]:
    """Return what is measured; the pen can be chosen for strokes only."""
    always = {
        "phone photos": phone_photo,
        "phone photos, squared paper": squared_paper,
        "400 px, contrast 10 %": poor_scan(20, 0.1),
        "400 px, blurred by 4 px": poor_scan(20, 1, 4),
    }
    pens = {f"400 px, pen {pen} px": poor_scan(pen) for pen in (2, 4, 8, 16, 32, 45, 60)}
    poor = {"400 px, pen 3 px, contrast 15 %, blur 2": poor_scan(3, 0.15, 2)}
    return {**always, **pens, **poor} if strokes else always


def main() -> int:
    """Print the share of pictures read right, ours and squeezed; return 1 if photos miss their budget."""
    recognizer = Recognizer()
    read = digits(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
    right = [digit for digit in read if recognizer.predict(digit.clean()).digit == digit.label]
    print(f"{len(right)} of {len(read)} digits are read from strokes or a clean picture; of these, in per cent:")
    print(f"{'':42}  ours  squeezed  squeezed, inverted")
    shares = {}
    for name, make in kinds(isinstance(read[0].source, Drawing)).items():
        counts = np.zeros(3)
        for index, digit in enumerate(right):
            image = make(digit, index)
            plain = squeezed(image)
            answers = recognizer.predict_many([image, plain, 1 - plain])
            counts += [answer.digit == digit.label for answer in answers]
        shares[name] = counts / len(right)
        ours, whole, inverted = shares[name] * 100
        print(f"{name:42} {ours:5.1f} {whole:9.1f} {inverted:19.1f}", flush=True)
    met = shares["phone photos"][0] >= 0.97
    print("budget: phone photos at least 97: " + ("met" if met else "MISSED"))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
