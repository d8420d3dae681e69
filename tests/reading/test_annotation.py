"""The picture of what was read, with boxes and answers."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image, ImageDraw, ImageFont

from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.export import png_of
from digitpad.reading.annotation import COLOURS, LEAST_LETTERS, annotated
from digitpad.reading.prediction import Prediction, Reading


def reading(*boxes, verdict="sure"):
    """A reading of a 7 in each box."""
    chances = np.full(10, 0.1, np.float32)
    return Reading((tuple(Prediction(7, 0.9, chances, verdict, box) for box in boxes),), 0.9)


def marked(picture, verdict="sure"):
    """(h, w), where a box or an answer is."""
    return (np.asarray(picture) == COLOURS[verdict]).all(axis=2)


def test_transparent_ink_is_seen_beside_its_box(tmp_path):
    """The transparent picture that digitpad saves has its ink in black on white, with a box around it."""
    drawing = Drawing.from_strokes([[(100, 100), (300, 100), (200, 300)]], 400, 400)
    path = tmp_path / "transparent.png"
    path.write_bytes(png_of(drawing, 400, 12, "#000000", None))
    found = annotated(Image.open(path), reading((90, 90, 310, 310)))
    pixels = np.asarray(found)
    assert (pixels == 255).all(axis=2).mean() > 0.8
    assert (pixels == 0).all(axis=2).sum() > 1000
    assert marked(found).sum() > 500


def has_answer(picture):
    """Whether all of a 7 stands somewhere, in the least letters that there are."""
    sheet = Image.new("RGB", (50, 50), "white")
    glyph = ImageDraw.Draw(sheet)
    glyph.font = ImageFont.load_default(LEAST_LETTERS)
    glyph.text((0, 0), "7", COLOURS["sure"])
    left, top, right, bottom = map(int, glyph.textbbox((0, 0), "7"))
    wanted = marked(sheet)[top:bottom, left:right]
    return bool((sliding_window_view(marked(picture), wanted.shape) >= wanted).all(axis=(2, 3)).any())


@pytest.mark.parametrize(
    "box",
    [(40, 60, 80, 100), (40, 0, 80, 40), (0, 50, 30, 90), (170, 0, 200, 40), (196, 60, 200, 100), (40, 0, 80, 200)],
)
def test_box_and_answer_stay_in_the_picture(box):
    """Wherever a digit touches the picture's edge, its box has all its sides and its answer is whole."""
    found = annotated(Image.new("L", (200, 200), 255), reading(box))
    assert has_answer(found)
    lines = marked(found)
    across, down = lines[:, box[0] : box[2]].all(axis=1), lines[box[1] : box[3]].all(axis=0)
    assert (across.sum(), down.sum()) == (2, 2)


def test_boxes_stand_outside_a_thick_pen():
    """A drawing's boxes are around the pen's middle line, and are drawn outside its ink."""
    drawing = Drawing(400, 400, (Stroke(((150, 100), (150, 300))),), 60)
    ink = np.asarray(annotated(drawing, Reading())) < 250
    found = marked(annotated(drawing, reading((150, 100, 150, 300))))
    rows, columns = np.flatnonzero(ink.any(axis=(1, 2))), np.flatnonzero(ink.any(axis=(0, 2)))
    assert not (found & ink.any(axis=2)).any()
    assert found[200, : columns[0]].any()
    assert found[200, columns[-1] + 1 :].any()
    assert found[rows[-1] + 1 :, 150].any()


@pytest.mark.parametrize("verdict", ["sure", "unsure", "no digit"])
@pytest.mark.parametrize("paper", [0, 255])
def test_boxes_stand_out_from_their_picture(paper, verdict):
    """On a blackboard boxes and answers are light, on white paper dark."""
    box = (80, 60, 120, 140)
    found = np.asarray(annotated(Image.new("L", (200, 200), paper), reading(box, verdict=verdict)).convert("L"))
    assert np.ptp(found[100]) > 120


def test_answers_are_written_without_freetype(monkeypatch):
    """The packaged program, which leaves FreeType out, writes the answers with what Pillow has."""
    image = Image.new("RGB", (200, 200), "white")
    monkeypatch.setattr("PIL.features.check", lambda name: False)
    found = marked(annotated(image, reading((60, 80, 120, 140))))
    assert found[:70].any()
