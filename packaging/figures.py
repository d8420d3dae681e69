"""Draws the figures of "How it works" with digitpad itself, as ``make screenshots`` does."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from digitpad import Drawing, Recognizer, digit_image
from digitpad.commands.self_test import known_drawings
from digitpad.ink.planes import stroke_planes
from digitpad.ink.raster import pad_image
from digitpad.reading.annotation import annotated

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "figures"
PAPER, INK, LINE = (255, 255, 255), (30, 41, 59), (203, 213, 225)
CELL = 168  # pixels of a figure's cell, six for each of the network's picture
GAP = 16


def main() -> None:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in figures().items():
        picture.save(FOLDER / f"{name}.png", optimize=True)


def figures() -> dict[str, Image.Image]:
    """Return the pictures of "How it works", by name."""
    drawing = known_drawings()[4]
    reading_of = _number("2026")
    return {
        "steps": row(_on_pad(drawing), enlarged(digit_image(drawing))),
        "planes": row(*(enlarged(stroke_planes(drawing)[..., plane]) for plane in range(9))),
        "number": annotated(reading_of, Recognizer().read(reading_of)),
    }


def enlarged(picture: "np.typing.NDArray[np.float32]") -> Image.Image:
    """Return a (28, 28) picture, 1 = ink, so large that its pixels can be seen."""
    shades = np.asarray(PAPER) + picture[..., None] * (np.asarray(INK) - np.asarray(PAPER))
    return Image.fromarray(shades.round().astype(np.uint8)).resize((CELL, CELL), Image.Resampling.NEAREST)


def row(*pictures: Image.Image) -> Image.Image:
    """Return pictures side by side, each in a thin frame."""
    width = len(pictures) * (CELL + GAP) - GAP
    sheet = Image.new("RGB", (width, CELL), PAPER)
    canvas = ImageDraw.Draw(sheet)
    for place, picture in enumerate(pictures):
        left = place * (CELL + GAP)
        sheet.paste(picture, (left, 0))
        canvas.rectangle((left, 0, left + CELL - 1, CELL - 1), outline=LINE)
    return sheet


def _on_pad(drawing: Drawing) -> Image.Image:
    ink = pad_image(drawing.strokes, (CELL, CELL), CELL / max(drawing.width, drawing.height), 6.0)
    return Image.composite(Image.new("RGB", ink.size, INK), Image.new("RGB", ink.size, PAPER), ink)


def _number(text: str) -> Drawing:
    strokes, left = [], 30.0
    for digit in text:
        drawing = known_drawings()[int(digit)]
        x0, y0, x1, y1 = drawing.bounds()
        scale = 100 / max(x1 - x0, y1 - y0)
        strokes += [[((x - x0) * scale + left, (y - y0) * scale + 40) for x, y in s.points] for s in drawing.strokes]
        left += (x1 - x0) * scale + 30
    return Drawing.from_strokes(strokes, left, 180)


if __name__ == "__main__":
    main()
