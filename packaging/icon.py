"""Draws the application icon, a written 7 on paper, and writes it in every size: ``python packaging/icon.py``.

The pictures are kept in the repository, so that building the package needs no drawing.
"""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

Point = tuple[float, float]

ICONS = Path(__file__).resolve().with_name("icons")
# What freedesktop's hicolor theme asks for; Windows takes those up to 256 pixels, macOS the powers of two.
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
ICO_SIZES = tuple(size for size in SIZES if size in (16, 24, 32, 48, 64, 128, 256))
# Drawn this much larger and reduced, so that edges are smooth.
OVERSAMPLING = 8
# Below this size there is only room for paper and digit: no lines, a fuller sheet and a heavier pen.
DETAILED_FROM = 48

PAPER, EDGE, LINE, INK = (253, 252, 247), (176, 184, 196), (214, 226, 240), (0, 84, 166)
# The two strokes of the 7 in hundredths of the icon's side, each a quadratic Bézier curve: its ends, and what bends it.
BAR, SLOPE = ((28, 31), (52, 27), (72, 29)), ((72, 29), (52, 55), (46, 80))
CURVE_STEPS = 24


def draw(size: int) -> Image.Image:
    """Draw the icon.

    Args:
        size: its side in pixels.

    Returns:
        An RGBA picture, transparent around the sheet.
    """
    detailed = size >= DETAILED_FROM
    side = size * OVERSAMPLING
    unit = side / 100
    margin = 7 if detailed else 3
    sheet = [round(value * unit) for value in (margin, margin, 100 - margin, 100 - margin)]
    picture = Image.new("RGBA", (side, side))
    if detailed:
        picture.alpha_composite(_shadow(side, sheet, unit))
    canvas = ImageDraw.Draw(picture)
    edge = max(OVERSAMPLING, round(1.2 * unit))
    canvas.rounded_rectangle(sheet, radius=16 * unit, fill=PAPER, outline=EDGE, width=edge)
    if detailed:
        for height in (29, 55, 81):
            ends = [(sheet[0] + edge, height * unit), (sheet[2] - edge, height * unit)]
            canvas.line(ends, fill=LINE, width=round(1.6 * unit))
    for start, bend, end in (BAR, SLOPE):
        points = [(x * unit, y * unit) for x, y in _curve(start, bend, end)]
        _pen(canvas, points, (11 if detailed else 13) * unit)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _shadow(side: int, sheet: list[int], unit: float) -> Image.Image:
    shade = Image.new("L", (side, side))
    left, top, right, bottom = sheet
    ImageDraw.Draw(shade).rounded_rectangle((left, top + 2 * unit, right, bottom + 2 * unit), 16 * unit, fill=90)
    black = Image.new("RGBA", (side, side))
    black.putalpha(shade.filter(ImageFilter.GaussianBlur(2 * unit)))
    return black


def _curve(start: Point, bend: Point, end: Point) -> list[Point]:
    points = []
    for step in range(CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        x, y = ((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c for a, b, c in zip(start, bend, end, strict=True))
        points.append((x, y))
    return points


def _pen(canvas: ImageDraw.ImageDraw, points: list[Point], width: float) -> None:
    canvas.line(points, fill=INK, width=round(width), joint="curve")
    for x, y in (points[0], points[-1]):
        canvas.circle((x, y), width / 2, fill=INK)


def write(sizes: Iterable[int] = SIZES) -> None:
    """Write the PNG files, the .ico for Windows and the .icns for macOS."""
    ICONS.mkdir(exist_ok=True)
    pictures = {size: draw(size) for size in sizes}
    for size, picture in pictures.items():
        picture.save(ICONS / f"digitpad-{size}.png", optimize=True)
    ico = [pictures[size] for size in ICO_SIZES]
    ico[-1].save(ICONS / "digitpad.ico", sizes=[(size, size) for size in ICO_SIZES], append_images=ico[:-1])
    largest = draw(1024)
    smaller = [pictures[size] for size in (512, 256, 128, 64, 32, 16)]
    largest.save(ICONS / "digitpad.icns", append_images=smaller)


if __name__ == "__main__":
    write()
