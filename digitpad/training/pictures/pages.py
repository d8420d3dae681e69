"""Makes pages of many digits, from images of single ones, with what is true about them; and scores how they are read.

Everything about a page comes from a seed: sizes, gaps and wander of the rows, how the page lies, paper, ink, light,
shadow, blur and noise.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from digitpad import texts
from digitpad.ink.raster import DIGIT_SIZE
from digitpad.reading.prediction import Reading

Bytes = NDArray[np.uint8]
Boxes = NDArray[np.float64]

# Digits are enlarged this much and cut at half of their strength, so that a page's resolution is not the images'.
FINENESS = 8
# A box counts as found if it shares this much of the area that it and the true one cover together.
FOUND = 0.5


@dataclass(frozen=True)
class PageStyle:
    """How one page is made. Lengths are pixels or, where said, shares of the digits' height; colours 0..255.

    Attributes:
        size: (width, height).
        digit_height: of a digit as tall as its image's ink can be (20 of 28 pixels).
        digits: how many digits at most.
        row_lengths: digits in a row, least and most; a row ends at the margin, too.
        gaps: between digits, least and most, in heights.
        leading: from row to row, in heights.
        wander: the standard deviation of the digits' places above and below their line, in heights.
        variation: of the digits' sizes: the standard deviation of the logarithm.
        skew: how far the page is turned clockwise, in degrees.
        paper: its brightness.
        ink: its brightness; brighter than the paper for a board.
        gradient: how much light is lost from one side to the other, 0..1.
        gradient_angle: the direction in which it is lost, in radians.
        shadow: how much light is lost in a shadow, 0..1.
        shadow_line: the angle of the shadow's edge in radians, and its place, 0..1.
        penumbra: how wide the shadow's edge is.
        texture: the standard deviation of the paper's own shades, in levels.
        blur: the standard deviation of the lens.
        noise: the standard deviation of the sensor, in levels.
    """

    size: tuple[int, int] = (1200, 900)
    digit_height: float = 50.0
    digits: int = 60
    row_lengths: tuple[int, int] = (3, 12)
    gaps: tuple[float, float] = (0.15, 0.5)
    leading: float = 1.7
    wander: float = 0.04
    variation: float = 0.06
    skew: float = 0.0
    paper: float = 235.0
    ink: float = 40.0
    gradient: float = 0.0
    gradient_angle: float = 0.0
    shadow: float = 0.0
    shadow_line: tuple[float, float] = (0.3, 0.5)
    penumbra: float = 10.0
    texture: float = 0.0
    blur: float = 0.0
    noise: float = 0.0


@dataclass(frozen=True, eq=False)
class Page:
    """A page and what is true about it.

    Attributes:
        image: mode "L".
        boxes: (n, 4), the (left, top, right, bottom) of each digit's ink, in reading order.
        labels: (n,) int64, 0..9.
        rows: (n,) int64, the row of each digit, from 0.
    """

    image: Image.Image
    boxes: Boxes
    labels: NDArray[np.int64]
    rows: NDArray[np.int64]

    @property
    def texts(self) -> list[str]:
        """The rows' digits."""
        return ["".join(map(str, self.labels[self.rows == row])) for row in np.unique(self.rows)]


@dataclass(frozen=True)
class PageScores:
    """How pages were read, each a share, 0..1.

    Attributes:
        recall: of the true digits, those whose box was found.
        precision: of the boxes of digits that were given, those that are true.
        right: of the found boxes, those whose digit is right.
        exact_rows: of the true rows, those whose text was given.
        digits: how many true digits there were.
    """

    recall: float
    precision: float
    right: float
    exact_rows: float
    digits: int

    def as_text(self) -> str:
        """Return a line for people."""
        return texts.PAGES_LINE.format(**asdict(self))


def random_style(rng: np.random.Generator) -> PageStyle:
    """Draw how a page is made: three of four are dark on light, half have a shadow, all are turned a little."""
    height = float(np.exp(rng.uniform(np.log(28), np.log(90))))
    dark, light = rng.uniform(15, 90), rng.uniform(190, 245)
    board = rng.random() < 0.25
    return PageStyle(
        size=(1200, 900) if rng.random() < 0.5 else (900, 1200),
        digit_height=height,
        digits=int(rng.integers(15, 90)),
        leading=float(rng.uniform(1.4, 2.2)),
        wander=float(rng.uniform(0, 0.08)),
        variation=float(rng.uniform(0, 0.1)),
        skew=float(rng.uniform(-10, 10)),
        paper=float(dark if board else light),
        ink=float(light if board else dark),
        gradient=float(rng.uniform(0, 0.5)),
        gradient_angle=float(rng.uniform(0, 2 * math.pi)),
        shadow=float(rng.uniform(0.2, 0.5)) if rng.random() < 0.5 else 0.0,
        shadow_line=(float(rng.uniform(0, 2 * math.pi)), float(rng.uniform(0.2, 0.8))),
        penumbra=float(np.exp(rng.uniform(np.log(2), np.log(60)))),
        texture=float(rng.uniform(0, 4)),
        blur=float(rng.uniform(0, 1.2)),
        noise=float(rng.uniform(0, 5)),
    )


def compose_page(images: Bytes, labels: NDArray[np.integer], style: PageStyle, rng: np.random.Generator) -> Page:
    """Write digits, chosen by chance, on a page, and take a photo of it.

    Args:
        images: (n, 28, 28) uint8, ink high, as MNIST has them.
        labels: (n,), 0..9.
        style: how the page is made.
        rng: chooses the digits and places them.
    """
    ink = np.zeros(style.size[::-1], np.uint8)
    boxes: list[tuple[int, int, int, int]] = []
    chosen: list[int] = []
    rows: list[int] = []
    for row in range(style.digits):
        y = style.digit_height * (1 + row * style.leading)
        if y > style.size[1] - style.digit_height or len(chosen) >= style.digits:
            break
        for index, digit, (left, top) in _row(images, style, y, style.digits - len(chosen), rng):
            bottom, right = top + digit.shape[0], left + digit.shape[1]
            if min(left, top) < 1 or right >= ink.shape[1] or bottom >= ink.shape[0]:
                continue  # turned off the page
            ink[top:bottom, left:right] = np.maximum(ink[top:bottom, left:right], digit)
            boxes.append((left, top, right, bottom))
            chosen.append(int(labels[index]))
            rows.append(row)
    numbers = np.unique(np.array(rows, np.int64), return_inverse=True)[1]
    image = _photo(ink.astype(np.float32) / np.float32(255), style, rng)
    return Page(image, np.array(boxes, np.float64).reshape(-1, 4), np.array(chosen, np.int64), numbers.astype(np.int64))


def random_page(images: Bytes, labels: NDArray[np.integer], seed: "int | Sequence[int]") -> Page:
    """Make a page of which everything is drawn from the seed."""
    rng = np.random.default_rng(seed)
    return compose_page(images, labels, random_style(rng), rng)


def page_scores(
    read: Callable[[Image.Image], Reading], images: Bytes, labels: NDArray[np.integer], count: int, seed: int
) -> PageScores:
    """Score how pages are read that are made from a seed.

    Args:
        read: gives a page's reading; what it calls "no digit" doesn't count as given.
        images: (n, 28, 28) uint8 to write with.
        labels: (n,), 0..9.
        count: how many pages.
        seed: of all chance.
    """
    true = given = found = right = rows = exact = 0
    for number in range(count):
        page = random_page(images, labels, (seed, number))
        reading = read(page.image)
        digits = [digit for digit in reading.digits if digit.verdict != "no digit" and digit.box is not None]
        pairs = matches(page.boxes, np.array([digit.box for digit in digits], np.float64).reshape(-1, 4))
        true += len(page.labels)
        given += len(digits)
        found += len(pairs)
        right += sum(digits[j].digit == int(page.labels[i]) for i, j in pairs)
        lines = reading.text.split("\n")
        rows += len(page.texts)
        for text in page.texts:
            if text in lines:
                lines.remove(text)
                exact += 1
    return PageScores(found / max(true, 1), found / max(given, 1), right / max(found, 1), exact / max(rows, 1), true)


def matches(true: Boxes, given: Boxes) -> list[tuple[int, int]]:
    """Pair boxes one to one, the best first, that share at least ``FOUND`` of the area that both cover together.

    Args:
        true: (n, 4).
        given: (m, 4).

    Returns:
        (index into ``true``, index into ``given``) of each pair.
    """
    shared = np.minimum(true[:, None, 2:], given[None, :, 2:]) - np.maximum(true[:, None, :2], given[None, :, :2])
    shared_area = np.maximum(shared, 0).prod(axis=2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(axis=1) for boxes in (true, given)]
    ratio = shared_area / np.maximum(areas[0][:, None] + areas[1][None] - shared_area, 1e-9)
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for flat in np.argsort(-ratio, axis=None, kind="stable"):
        i, j = divmod(int(flat), max(len(given), 1))
        if ratio[i, j] < FOUND:
            break
        if i not in used[0] and j not in used[1]:
            pairs.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return pairs


def _row(
    images: Bytes, style: PageStyle, y: float, most: int, rng: np.random.Generator
) -> list[tuple[int, Bytes, tuple[int, int]]]:
    """Return the digits of a row around ``y``: which image, its ink as it lies on the page, and (left, top) there."""
    middle = np.array(style.size) / 2
    angle = math.radians(style.skew)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    result = []
    x = style.digit_height * rng.uniform(0.5, 2)
    for _ in range(min(most, int(rng.integers(style.row_lengths[0], style.row_lengths[1] + 1)))):
        index = int(rng.integers(len(images)))
        height = style.digit_height * math.exp(rng.normal(0, style.variation))
        upright = _digit(images[index], height, 0)
        x += upright.shape[1] / 2
        if x + upright.shape[1] / 2 > style.size[0] - style.digit_height / 2:
            break
        place = turn @ (np.array([x, y + style.digit_height * rng.normal(0, style.wander)]) - middle) + middle
        digit = _digit(images[index], height, style.skew) if style.skew else upright
        left, top = (round(centre - side / 2) for centre, side in zip(place, digit.shape[::-1], strict=True))
        result.append((index, digit, (left, top)))
        x += upright.shape[1] / 2 + style.digit_height * rng.uniform(*style.gaps)
    return result


def _digit(image: Bytes, height: float, skew: float) -> Bytes:
    """Return an image's ink with sharp, smooth edges, turned clockwise, cropped to what is more than half ink."""
    picture = Image.fromarray(image)
    fine = picture.resize((picture.width * FINENESS, picture.height * FINENESS), Image.Resampling.BICUBIC)
    fine = fine.point(lambda value: 255 if value > 127 else 0)
    fine = fine.rotate(-skew, Image.Resampling.BICUBIC, expand=True) if skew else fine
    scale = height / DIGIT_SIZE / FINENESS
    size = (max(1, round(fine.width * scale)), max(1, round(fine.height * scale)))
    small = fine.resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC)
    return np.asarray(small.crop(small.point(lambda value: 255 if value > 127 else 0).getbbox()))


def _photo(coverage: NDArray[np.float32], style: PageStyle, rng: np.random.Generator) -> Image.Image:
    """Take a photo of ink (h, w), 0..1, on paper."""
    shape = coverage.shape
    pixels = style.paper + (style.ink - style.paper) * coverage
    if style.texture:
        coarse = rng.normal(0, 1, [math.ceil(side / 3) for side in shape]).astype(np.float32)
        rough = np.asarray(Image.fromarray(coarse).resize(shape[::-1], Image.Resampling.BICUBIC))
        pixels = pixels + style.texture / float(rough.std()) * rough
    pixels = (pixels * _light(shape, style)).astype(np.float32)
    if style.blur:
        # Pillow blurs bytes only.
        picture = Image.fromarray(np.clip(pixels, 0, 255).round().astype(np.uint8))
        pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(style.blur)), np.float32)
    if style.noise:
        pixels = pixels + rng.normal(0, style.noise, shape)
    return Image.fromarray(np.clip(pixels, 0, 255).round().astype(np.uint8))


def _light(shape: tuple[int, ...], style: PageStyle) -> NDArray[np.float32]:
    """Return how much light falls on each pixel, 0..1."""
    y, x = (np.linspace(-1, 1, side, dtype=np.float32) for side in shape)

    def across(angle: float) -> NDArray[np.float32]:
        towards: NDArray[np.float32] = x * np.float32(math.cos(angle)) + y[:, None] * np.float32(math.sin(angle))
        return towards

    light = 1 - style.gradient * (across(style.gradient_angle) / math.sqrt(2) + 1) / 2
    if style.shadow:
        angle, place = style.shadow_line
        distance = (across(angle) - (2 * place - 1)) * max(shape) / 2
        light = light * (1 - style.shadow / (1 + np.exp(np.clip(-4 * distance / style.penumbra, -30, 30))))
    return light.astype(np.float32)
