"""Known digits as strokes and on paper, and parts of rows."""

from PIL import Image, ImageDraw

from digitpad import Drawing
from digitpad.commands.self_test import known_drawings

DRAWINGS = known_drawings()
HEIGHT = 100.0


def moved(digit: int, left: float, top: float, height: float = HEIGHT) -> list[list[tuple[float, float]]]:
    """Return a known digit's strokes, so high and with this corner."""
    drawing = DRAWINGS[digit]
    x0, y0, x1, y1 = drawing.bounds()
    scale = height / max(y1 - y0, x1 - x0)
    return [[((x - x0) * scale + left, (y - y0) * scale + top) for x, y in stroke.points] for stroke in drawing.strokes]


def written(*rows: str, gap: float = 30.0, leading: float = 160.0) -> Drawing:
    """Write rows of known digits."""
    strokes = []
    for number, row in enumerate(rows):
        left = 20.0
        for digit in row:
            added = moved(int(digit), left, 20 + leading * number)
            left = max(x for stroke in added for x, _ in stroke) + gap
            strokes += added
    return Drawing.from_strokes(strokes, 1500, 20 + leading * len(rows))


def upright(left: float, width: float = 40.0, height: float = HEIGHT, top: float = 0.0) -> list[float]:
    """Return a part's box."""
    return [left, top, left + width, top + height]


def paper(width: int, height: int, strokes: list, pen: int = 10) -> Image.Image:
    """Return a white picture with lines drawn on it."""
    picture = Image.new("L", (width, height), 255)
    canvas = ImageDraw.Draw(picture)
    for stroke in strokes:
        canvas.line(stroke, fill=0, width=pen, joint="curve")
    return picture


def zigzag(left: float, top: float, width: float, height: float, turns: int) -> list[tuple[float, float]]:
    """Return a scribble of one stroke."""
    return [(left + width * turn / turns, top + height * (turn % 2)) for turn in range(turns + 1)]


CAPITALS = "THE QUICK BROWN FOX\nJUMPS OVER LAZY DOGS"
