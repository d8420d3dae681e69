"""Makes forms with digits in them, from images of single ones: combs, boxes, frames, grids, ruled and squared paper.

Everything comes from a seed: sizes, pens, how far digits stand from the middle of their cells, and whether the form is
scanned as it is, turned, printed in broken lines, or photographed.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from digitpad import texts
from digitpad.reading.prediction import EMPTY, Reading

Bytes = NDArray[np.uint8]

KINDS = ("comb", "box", "frame", "grid", "ruled", "squared")
LOOKS = ("plain", "turned", "broken", "photographed")
# What is said of a form of each kind in which nothing is written.
UNWRITTEN = "empty"
# Degrees that forms are turned at most, and the share of a line that is missing where it is broken.
MOST_TURNED, BROKEN = 9.0, 0.04
# Of a grid's cells so many are filled.
FILLED = 0.4


@dataclass(frozen=True, eq=False)
class Form:
    """A form and what is written in it.

    Attributes:
        image: of it.
        rows: the digits of each row from the top; a grid's, with ``EMPTY`` for empty boxes.
    """

    image: Image.Image
    rows: tuple[str, ...]


@dataclass(frozen=True)
class FormScores:
    """How forms of one kind and look were read: the share with every row right, 0..1, and how many there were."""

    kind: str
    look: str
    exact: float
    forms: int

    def as_text(self) -> str:
        """Return a line for people."""
        return texts.FORMS_LINE.format(**asdict(self))


@dataclass
class _Sheet:
    """Lines and ink, 255 where they are, on a sheet as it is made."""

    lines: Image.Image
    ink: Image.Image
    images: Bytes
    labels: NDArray[np.integer]
    rng: np.random.Generator

    def write(self, centre: tuple[float, float], side: float) -> str:
        """Write a digit around a place, its image ``side`` pixels wide; return what it is."""
        chosen = int(self.rng.integers(len(self.images)))
        size = max(8, round(side))
        digit = Image.fromarray(self.images[chosen]).resize((size, size), Image.Resampling.BICUBIC)
        place = [round(middle - size / 2 + self.rng.uniform(-0.03, 0.03) * side) for middle in centre]
        layer = Image.new("L", self.ink.size)
        layer.paste(digit.point(lambda value: min(255, int(value * 1.3))), (place[0], place[1]))
        self.ink = ImageChops.lighter(self.ink, layer)
        return str(int(self.labels[chosen]))


def make_form(
    images: Bytes,
    labels: NDArray[np.integer],
    kind: str,
    look: str,
    seed: "int | Sequence[int]",
    written: bool = True,
) -> Form:
    """Make a form.

    Args:
        images: (n, 28, 28) uint8, ink high, to write with.
        labels: (n,), 0..9.
        kind: one of KINDS.
        look: one of LOOKS.
        seed: of all chance.
        written: whether it has its digits; the same form without any is what is printed.
    """
    rng = np.random.default_rng(seed)
    cell = float(np.exp(rng.uniform(math.log(36), math.log(150))))
    width = max(1, round(cell * rng.uniform(0.02, 0.045)))
    columns, lines = {
        "comb": (int(rng.integers(4, 11)), 1),
        "box": (1, 1),
        "frame": (int(rng.integers(3, 7)), 1),
        "grid": (9, 9) if rng.random() < 0.5 else (int(rng.integers(3, 8)), int(rng.integers(2, 6))),
        "ruled": (6, 3),
        "squared": (5, int(rng.integers(1, 4))),
    }[kind]
    margin = round(cell * rng.uniform(0.6, 1.2)) + 10
    size = (round(cell * columns) + 2 * margin, round(cell * lines) + 2 * margin)
    sheet = _Sheet(Image.new("L", size), Image.new("L", size), images, labels, rng)
    for line in _lines(kind, cell, (columns, lines), margin, size):
        ImageDraw.Draw(sheet.lines).line(line, fill=255, width=width)
    rows = []
    for row in range(lines):
        text = ""
        for column in range(columns):
            if kind == "grid" and rng.random() > FILLED:
                text += EMPTY
                continue
            down = row + (0.55 if kind == "ruled" else 0.5)
            text += sheet.write((margin + cell * (column + 0.5), margin + cell * down), cell * rng.uniform(0.82, 0.95))
        rows.append(text)
    if not "".join(rows).strip(EMPTY):
        rows[0] = sheet.write((margin + cell / 2, margin + cell / 2), cell * 0.9) + EMPTY * (columns - 1)
    if not written:
        sheet.ink, rows = Image.new("L", size), []
    colour = int(rng.integers(120, 200)) if kind in ("ruled", "squared") else int(rng.integers(0, 60))
    return Form(_finished(sheet, look, colour), tuple(rows))


def _lines(
    kind: str, cell: float, count: tuple[int, int], margin: int, size: tuple[int, int]
) -> list[tuple[float, float, float, float]]:
    """Return the (x, y, x, y) of a form's lines."""
    columns, rows = count
    right, bottom = margin + cell * columns, margin + cell * rows
    if kind == "ruled":
        return [(4.0, margin + cell * row, size[0] - 4.0, margin + cell * row) for row in range(1, rows + 1)]
    if kind == "squared":
        step = cell / 2
        level = [(0.0, y, float(size[0]), y) for y in np.arange(0, size[1], step).tolist()]
        return level + [(x, 0.0, x, float(size[1])) for x in np.arange(0, size[0], step).tolist()]
    level = [(margin, margin + cell * row, right, margin + cell * row) for row in range(rows + 1)]
    places = (0, columns) if kind == "frame" else range(columns + 1)
    return level + [(margin + cell * column, margin, margin + cell * column, bottom) for column in places]


def _finished(sheet: _Sheet, look: str, colour: int) -> Image.Image:
    rng = sheet.rng
    lines, ink = np.asarray(sheet.lines, np.float32) / 255, np.asarray(sheet.ink, np.float32) / 255
    if look == "broken":
        gaps = Image.fromarray(rng.random((lines.shape[0] // 4 + 1, lines.shape[1] // 4 + 1)) < BROKEN)
        missing = gaps.resize((gaps.width * 4, gaps.height * 4), Image.Resampling.NEAREST)
        lines = lines * ~np.asarray(missing)[: lines.shape[0], : lines.shape[1]]
    page = 255 - np.maximum(lines * (255 - colour), ink * 255)
    image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    if look in ("turned", "photographed"):
        angle = float(rng.uniform(-MOST_TURNED, MOST_TURNED))
        image = image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    if look == "photographed":
        image = image.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.3, 0.9))))
        light = np.linspace(1, rng.uniform(0.6, 0.9), image.width, dtype=np.float32)[None, :] * np.float32(0.9)
        page = (np.asarray(image, np.float32) * 0.85 + 30) * light + rng.normal(0, 3, image.size[::-1])
        image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    return image


def form_scores(
    read: Callable[[Image.Image], Reading], images: Bytes, labels: NDArray[np.integer], count: int, seed: int
) -> list[FormScores]:
    """Score how forms are read that are made from a seed: ``count`` of each kind and look, and as many empty ones.

    Args:
        read: what reads.
        images: (n, 28, 28) uint8, ink high, to write with: where single digits are read rightly alone, what is missed
            is the form's doing.
        labels: (n,), 0..9.
        count: of forms.
        seed: of all chance.
    """
    scores = []
    for kind in KINDS:
        for place, look in enumerate((*LOOKS, UNWRITTEN)):
            written = look != UNWRITTEN
            exact = 0
            for number in range(count):
                shown = look if written else LOOKS[number % len(LOOKS)]
                form = make_form(images, labels, kind, shown, (seed, KINDS.index(kind), place, number), written)
                exact += read(form.image).text == "\n".join(form.rows)
            scores.append(FormScores(kind, look, exact / count, count))
    return scores
