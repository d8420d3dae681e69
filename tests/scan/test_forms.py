"""Digits in the boxes of forms: the lines are no ink, and strokes are no lines."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitpad import Recognizer
from digitpad.scan.page.frames import grown
from digitpad.scan.page.paper import page_ink
from digitpad.scan.page.rulings import rulings_of
from digitpad.training.pictures.forms import KINDS, LOOKS, make_form


@pytest.fixture(scope="module")
def recognizer():
    return Recognizer()


def stamped(page, digit, side, at):
    """Put a digit image, ink high, on a page of dark ink on white."""
    page.paste(0, at, Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC))


@pytest.mark.parametrize("digit", range(10))
@pytest.mark.parametrize(("side", "line"), [(60, 1), (120, 4)])
def test_a_digit_in_a_box_is_the_digit(recognizer, mnist_sample, digit, side, line):
    """The box around it is no part of it, for predict and for read."""
    images, labels = mnist_sample
    page = Image.new("L", (side + 80, side + 80), 255)
    ImageDraw.Draw(page).rectangle((36, 36, 44 + side, 44 + side), outline=0, width=line)
    stamped(page, images[np.flatnonzero(labels == digit)[2]], side, (40, 40))
    assert recognizer.predict(page).digit == digit
    assert recognizer.read(page).text == str(digit)


def test_a_comb_is_one_number(recognizer, mnist_sample):
    """Eight boxes side by side hold one number of eight digits."""
    images, labels = mnist_sample
    page = Image.new("L", (8 * 60 + 80, 140), 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((40, 40, 40 + 8 * 60, 100), outline=0, width=2)
    for place in range(8):
        pen.line((40 + 60 * place, 40, 40 + 60 * place, 100), fill=0, width=2)
        stamped(page, images[np.flatnonzero(labels == place)[0]], 56, (42 + 60 * place, 42))
    assert recognizer.read(page).text.replace(" ", "") == "01234567"


def test_an_empty_form_is_empty(recognizer):
    """Boxes without digits, a comb and a grid give no number."""
    page = Image.new("L", (700, 500), 255)
    pen = ImageDraw.Draw(page)
    for place in range(9):
        pen.rectangle((40 + 60 * place, 40, 100 + 60 * place, 100), outline=0, width=2)
    for place in range(5):
        pen.line((40, 200 + 60 * place, 280, 200 + 60 * place), fill=0, width=3)
        pen.line((40 + 60 * place, 200, 40 + 60 * place, 440), fill=0, width=3)
    assert recognizer.read(page).text == ""


def test_without_lines_there_are_none():
    """A blank page, noise and a lone stroke have no lines of a form."""
    blank = np.zeros((200, 300), np.bool_)
    stroke = blank.copy()
    stroke[20:180, 100:106] = True
    noise = np.random.default_rng(1).random((200, 300)) < 0.05
    assert [rulings_of(mask, mask.astype(np.uint8) * 255) for mask in (blank, stroke, noise)] == [None, None, None]


def test_a_turned_boxs_lines_are_found():
    """A box that lies turned by seven degrees is taken out, and its angle told."""
    page = Image.new("L", (400, 400), 255)
    ImageDraw.Draw(page).rectangle((100, 100, 300, 300), outline=0, width=4)
    page = page.rotate(7, Image.Resampling.BICUBIC, fillcolor=255)
    ink = page_ink(page, 1000)
    found = rulings_of(ink.mask, ink.values)
    assert (found.ink & ink.mask).sum() > 0.9 * ink.mask.sum()
    assert abs(np.degrees(found.angle)) == pytest.approx(7, abs=0.5)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", ["comb", "box", "frame", "grid"])
def test_lines_are_taken_out_and_strokes_stay(mnist_sample, kind, look):
    """Turned, broken or photographed: nearly all ink on a form's lines goes, nearly all of its digits' ink stays."""
    form, blank = (make_form(*mnist_sample, kind, look, 6, written) for written in (True, False))
    ink = page_ink(form.image, 2200)
    lines = page_ink(blank.image, 2200).mask
    found = rulings_of(ink.mask, ink.values)
    assert (found.ink & lines).sum() > 0.97 * (lines & ink.mask).sum()
    strokes = ink.mask & ~grown(lines)
    assert (found.ink & strokes).sum() < 0.01 * strokes.sum()


def test_a_small_one_between_walls_is_no_wall():
    """A stroke that stops some pixels before the lines above and below it stays, however straight it is."""
    page = Image.new("L", (9 * 36 + 60, 120), 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((30, 40, 30 + 9 * 36, 76), outline=0)
    for place in range(1, 9):
        pen.line((30 + 36 * place, 40, 30 + 36 * place, 76), fill=0)
    pen.line((48, 45, 48, 71), fill=0, width=2)
    ink = page_ink(page, 1000)
    left = ink.mask & ~rulings_of(ink.mask, ink.values).ink
    assert left.sum() == 2 * 27


@pytest.mark.parametrize("kind", KINDS)
def test_forms_are_made_the_same_again(mnist_sample, kind):
    """The same seed makes the same form, whose truth has only digits."""
    first, again = (make_form(*mnist_sample, kind, "plain", 4) for _ in range(2))
    assert first.image.tobytes() == again.image.tobytes()
    assert all(row.isdecimal() for row in first.rows)
