"""A picture of what was read: the drawing or picture itself, with a box and the answer at each digit."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageStat

from digitpad.ink.drawing import Drawing
from digitpad.ink.export import png_of, write_whole
from digitpad.ink.layout import Box
from digitpad.ink.lettering import ink_box, write
from digitpad.reading.prediction import UNREADABLE, Prediction, Reading
from digitpad.scan.opening.visible import visible

Colour = tuple[int, int, int]

# Told apart without colour, too: sure boxes are whole, the others have an open side, and no digit is a "?".
COLOURS = {"sure": (0, 110, 60), "unsure": (190, 90, 0), "no digit": (120, 120, 120)}
# On pictures that are darker than half way to white.
COLOURS_ON_DARK = {"sure": (90, 220, 150), "unsure": (255, 170, 80), "no digit": (170, 170, 170)}
MIDDLE = 127
# Lines grow with the picture's longer side, letters with the middle one of the digits' heights.
LINE, LETTERS = 1 / 500, 1 / 4
LEAST_LETTERS = 11
# A drawing's picture has as many pixels as its pad, up to this many a side; its pen is this share of the shorter one.
LARGEST_DRAWING, PEN = 4_000, 0.03
INK, PAPER = "#000000", "#ffffff"


def save_annotated(source: Drawing | Image.Image, reading: Reading, path: Path) -> None:
    """Write what was read as a PNG file.

    Raises:
        DrawingError: names the file and the cause.
    """
    content = io.BytesIO()
    annotated(source, reading).save(content, "PNG")
    write_whole(path, content.getvalue())


def annotated(source: Drawing | Image.Image, reading: Reading) -> Image.Image:
    """Return the source in mode "RGB", with each digit's box and answer."""
    image, scale, outset = picture_of(source) if isinstance(source, Drawing) else (visible(source), 1.0, 0.0)
    colours = COLOURS if ImageStat.Stat(image.convert("L")).mean[0] > MIDDLE else COLOURS_ON_DARK
    canvas = ImageDraw.Draw(image)
    line = max(1, round(max(image.size) * LINE))
    boxes = [(prediction, [side * scale for side in prediction.box or ()]) for prediction in reading.digits]
    placed = [(prediction, box) for prediction, box in boxes if box]
    letters = max([LEAST_LETTERS, *sorted(LETTERS * (box[3] - box[1]) for _, box in placed)[len(placed) // 2 :][:1]])
    for prediction, box in placed:
        frame = _frame(box, outset + 2 * line, line, image.size)
        _draw_frame(canvas, prediction, frame, line, colours[prediction.verdict])
        answer = UNREADABLE if prediction.verdict == "no digit" else str(prediction.digit)
        place = _place(ink_box(answer, letters), frame, line, image.size)
        write(canvas, place, answer, letters, colours[prediction.verdict])
    return image


def picture_of(drawing: Drawing) -> tuple[Image.Image, float, float]:
    """Return a drawing on white paper, how many of its pixels are one of the pad's, and how many are half a pen.

    Boxes of drawings are around the pen's middle line.
    """
    longer = max(drawing.width, drawing.height)
    side = min(max(round(longer), 1), LARGEST_DRAWING)
    pen = PEN * min(drawing.width, drawing.height) if drawing.pen is None else drawing.pen
    content = png_of(drawing, side, pen, INK, PAPER)
    scale = side / longer
    return Image.open(io.BytesIO(content)).convert("RGB"), scale, pen / 2 * scale


def _frame(box: list[float], outset: float, line: int, size: tuple[int, int]) -> Box:
    """Return where the middle of a box's line goes: outside the ink, and within the picture."""
    edge = (line - 1) / 2
    left, top = (max(side - outset, edge) for side in box[:2])
    right, bottom = (min(side + outset, most - 1 - edge) for side, most in zip(box[2:], size, strict=True))
    return left, top, right, bottom


def _draw_frame(canvas: ImageDraw.ImageDraw, prediction: Prediction, frame: Box, line: int, colour: Colour) -> None:
    left, top, right, bottom = frame
    canvas.line([(left, top), (left, bottom), (right, bottom), (right, top)], colour, line)
    if prediction.verdict == "sure":
        canvas.line([(left, top), (right, top)], colour, line)


def _place(ink: Box, frame: Box, line: int, size: tuple[int, int]) -> tuple[float, float]:
    """Return where an answer of this ink goes: above its frame; below it, or else inside, where the picture ends."""
    above, below, inside = frame[1] - line - ink[3], frame[3] + line - ink[1], frame[1] + line - ink[1]
    y = above if above + ink[1] >= 0 else below if below + ink[3] <= size[1] else inside
    return max(min(frame[0], size[0] - ink[2]), -ink[0]), y
