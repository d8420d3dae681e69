"""``digitpad explain``: a picture of what happens inside the network when it reads a digit."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.errors import UserError
from digitpad.folders.sources import is_same_file, read_source
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.reading.prediction import Reading

WIDTH, LEAST, MOST = 1280, 480, 7680
# As wide as a slide; words are as large on it whatever its width.
SHAPE, WIDTH_AT_100_PERCENT = 9 / 16, 914
SUFFIXES = (".png", ".svg")


def add_explain_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", help=texts.EXPLAIN_FILE_HELP)
    parser.add_argument("--out", metavar="PICTURE", type=Path, required=True, help=texts.EXPLAIN_OUT_HELP)
    parser.add_argument("--digit", metavar="N", type=int, default=1, help=texts.EXPLAIN_DIGIT_HELP)
    parser.add_argument("--network", choices=("picture", "strokes"), default="picture", help=texts.EXPLAIN_NETWORK_HELP)
    parser.add_argument("--width", metavar="PIXELS", type=int, default=WIDTH, help=texts.EXPLAIN_WIDTH_HELP)
    parser.add_argument("--dark", action="store_true", help=texts.EXPLAIN_DARK_HELP)
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)
    parser.set_defaults(refuse=parser.error)


def run_explain(arguments: argparse.Namespace) -> int:
    """Write the picture, and say what was read."""
    out: Path = arguments.out
    if out.suffix.lower() not in SUFFIXES:
        arguments.refuse(texts.EXPLAIN_SUFFIX)
    if not LEAST <= arguments.width <= MOST:
        arguments.refuse(texts.EXPLAIN_WIDTH.format(least=LEAST, most=MOST))
    if is_same_file(arguments.file, out):
        raise UserError(texts.about_file(out, texts.ANNOTATE_ELSEWHERE))
    from digitpad.ink.export import write_whole
    from digitpad.insight.colours import DARK, LIGHT
    from digitpad.insight.scene import layout_of, scene_of
    from digitpad.insight.stills import png_of, svg_of
    from digitpad.reading.recognizer import Recognizer

    recognizer = Recognizer(arguments.model)
    opened = read_source(arguments.file)
    source = opened if isinstance(opened, Drawing) else opened.image
    reading = recognizer.read(source)
    if not reading.digits:
        raise UserError(texts.about_file(arguments.file, texts.NO_INK))
    if not 1 <= arguments.digit <= len(reading.digits):
        raise UserError(texts.about_file(arguments.file, texts.EXPLAIN_DIGITS.format(count=len(reading.digits))))
    explanation = recognizer.explain(_digit_of(source, reading, arguments.digit - 1), arguments.network)
    unit = arguments.width / WIDTH_AT_100_PERCENT
    layout = layout_of(explanation, arguments.width, round(arguments.width * SHAPE), unit)
    scene = scene_of(explanation, layout, DARK if arguments.dark else LIGHT)
    write_whole(out, png_of(scene) if out.suffix.lower() == ".png" else svg_of(scene).encode())
    print(texts.about_file(arguments.file, texts.reading_words(reading)))
    print(texts.WROTE.format(file=out), file=sys.stderr)
    return 0


def _digit_of(
    source: "Drawing | Image.Image", reading: "Reading", index: int
) -> "Drawing | Image.Image | NDArray[np.float32]":
    """Return one of the digits that were read: its strokes, or what the network saw of it."""
    from digitpad.reading.parts import digit_image_of, part_of, squared

    boxes = [prediction.box for prediction in reading.digits if prediction.box is not None]
    if len(reading.digits) == 1:
        return source
    if isinstance(source, Drawing) and len(boxes) == len(reading.digits):
        return squared(part_of(source, boxes, index))
    return digit_image_of(source, reading, index)
