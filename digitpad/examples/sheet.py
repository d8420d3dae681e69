"""A sheet of paper to write digits on: where everything stands on it, and the page itself, as PDF or PNG.

Five marks, each a square in a square as in a QR code, tell where the paper is in a photo and how it is held: one near
each corner, and one more beside the upper left.
"""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from digitpad import texts
from digitpad.errors import DataError
from digitpad.ink.export import write_whole
from digitpad.ink.layout import Box

Point = tuple[float, float]

# A4 at 150 dots per inch; on other paper printers scale it. All places are in these pixels.
DOTS = 150
PAGE = (1240, 1754)
MODULE = 12
MARK = 7 * MODULE  # as wide as a QR code's corner
LEFT, RIGHT, TOP, BOTTOM = 112, 1128, 112, 1642
CORNERS: tuple[Point, ...] = ((LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM), (LEFT, BOTTOM))
FIFTH: Point = (LEFT + 254, TOP)
# Ten rows, one for each digit, of so many boxes.
EACH = 7
BOX, COLUMN, ROW = 104, 132, 128
FIRST_BOX: Point = (216, 310)
FIELD: Box = (420, 190, 1040, 250)
INK, LINES, WORDS = 0, 170, 110
LABEL_SIZE, TITLE_SIZE, FIELD_SIZE = 44, 20, 28


def boxes() -> list[tuple[int, Box]]:
    """Return each box's digit, and its (left, top, right, bottom) on the page."""
    x, y = FIRST_BOX
    places = [(digit, x + COLUMN * column, y + ROW * digit) for digit in range(10) for column in range(EACH)]
    return [(digit, (left, top, left + BOX, top + BOX)) for digit, left, top in places]


def sheet() -> Image.Image:
    """Return the empty page, mode "L"."""
    page = Image.new("L", PAGE, 255)
    canvas = ImageDraw.Draw(page)
    for x, y in (*CORNERS, FIFTH):
        for modules, shade in ((7, INK), (5, 255), (3, INK)):
            half = modules * MODULE // 2
            canvas.rectangle((x - half, y - half, x + half - 1, y + half - 1), fill=shade)
    canvas.text((FIELD[0] + 30, TOP - 12), texts.SHEET_ASKS, WORDS, ImageFont.load_default(TITLE_SIZE))
    canvas.text((FIELD[0] - 16, FIELD[3] - 6), texts.SHEET_WRITER, WORDS, ImageFont.load_default(FIELD_SIZE), "rs")
    canvas.line([(FIELD[0], FIELD[3]), (FIELD[2], FIELD[3])], LINES, 2)
    for digit, box in boxes():
        canvas.rectangle(box, outline=LINES, width=2)
        if box[0] == FIRST_BOX[0]:
            middle = (box[0] - 52, (box[1] + box[3]) / 2)
            canvas.text(middle, str(digit), WORDS, ImageFont.load_default(LABEL_SIZE), "mm")
    return page


def save_sheet(path: Path) -> None:
    """Write the page as a .pdf or .png file, in one step.

    Raises:
        DataError: for another kind of file.
        DrawingError: if it can't be written.
    """
    kind = {".pdf": "PDF", ".png": "PNG"}.get(path.suffix.lower())
    if kind is None:
        raise DataError(texts.about_file(path, texts.SHEET_KINDS))
    content = io.BytesIO()
    given = {"resolution": float(DOTS)} if kind == "PDF" else {"dpi": (DOTS, DOTS)}
    sheet().save(content, kind, **given)
    write_whole(path, content.getvalue())
