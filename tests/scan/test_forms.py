"""Digits in the boxes of forms: the lines are no ink, and strokes are no lines."""

from dataclasses import replace

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
    reading = recognizer.read(page)
    assert reading.text == str(digit)
    assert reading.digits[0].cell.kind == "box"


def comb(mnist_sample, digits, gap=0, at=(40, 40), side=60):
    """A page with a comb of so many boxes; None leaves one empty, and so many pixels are between them."""
    images, labels = mnist_sample
    page = Image.new("L", (2 * at[0] + len(digits) * (side + gap), 2 * at[1] + side), 255)
    pen = ImageDraw.Draw(page)
    for place, digit in enumerate(digits):
        left = at[0] + place * (side + gap)
        pen.rectangle((left, at[1], left + side, at[1] + side), outline=0, width=2)
        if digit is not None:
            stamped(page, images[np.flatnonzero(labels == digit)[0]], side - 4, (left + 2, at[1] + 2))
    return page


@pytest.mark.parametrize("gap", [0, 14])
def test_a_comb_is_one_number(recognizer, mnist_sample, gap):
    """Eight boxes side by side, joined or apart, hold one number, and each digit says where it stands."""
    reading = recognizer.read(comb(mnist_sample, range(8), gap))
    assert reading.text == "01234567"
    assert len(reading.words) == 1
    (row,) = reading.rows
    assert [(digit.cell.kind, digit.cell.row, digit.cell.column) for digit in row] == [
        ("comb", 0, place) for place in range(8)
    ]
    left, top, right, bottom = row[3].cell.box
    assert (left, top) == pytest.approx((40 + 3 * (60 + gap), 40), abs=3)
    assert (right, bottom) == pytest.approx((left + 60, 100), abs=3)
    assert reading.grids == ()


def test_a_combs_empty_boxes_are_a_space_within_it_alone(recognizer, mnist_sample):
    """Boxes left empty before and behind a number are nothing, those within it one space."""
    assert recognizer.read(comb(mnist_sample, [None, 1, 2, None, None, 7, None])).text == "12 7"
    reading = recognizer.read(comb(mnist_sample, [None, None, 5, None]))
    assert (reading.text, reading.digits[0].cell.column) == ("5", 2)


def test_a_sudoku_is_nine_lines_of_nine(recognizer, mnist_sample):
    """Each box of a grid has its place in the text, empty rows and columns, too; boxes are numbers of their own."""
    images, labels = mnist_sample
    page = Image.new("L", (9 * 50 + 60, 9 * 50 + 60), 255)
    pen = ImageDraw.Draw(page)
    for place in range(10):
        width = 4 if place % 3 == 0 else 2
        pen.line((30 + 50 * place, 30, 30 + 50 * place, 480), fill=0, width=width)
        pen.line((30, 30 + 50 * place, 480, 30 + 50 * place), fill=0, width=width)
    wanted = [["."] * 9 for _ in range(9)]
    for row, column, digit in [(1, 0, 4), (1, 1, 2), (1, 8, 7), (3, 4, 0), (8, 2, 3)]:
        stamped(page, images[np.flatnonzero(labels == digit)[0]], 44, (33 + 50 * column, 33 + 50 * row))
        wanted[row][column] = str(digit)
    reading = recognizer.read(page)
    assert reading.text == "\n".join("".join(row) for row in wanted)
    assert reading.grids == (tuple(tuple(None if text == "." else text for text in row) for row in wanted),)
    assert replace(reading, signs=()).text == "427\n0\n3"
    assert len(reading.words) == 5


def test_a_table_keeps_its_columns(recognizer, mnist_sample):
    """Boxes for several digits have spaces between them, and what is empty keeps its place."""
    images, labels = mnist_sample
    page = Image.new("L", (3 * 150 + 80, 2 * 60 + 80), 255)
    pen = ImageDraw.Draw(page)
    for place in range(4):
        pen.line((40 + 150 * place, 40, 40 + 150 * place, 160), fill=0, width=2)
    for place in range(3):
        pen.line((40, 40 + 60 * place, 490, 40 + 60 * place), fill=0, width=2)
    for row, column, text in [(0, 0, "12"), (0, 2, "7"), (1, 0, "3"), (1, 1, "45"), (1, 2, "60")]:
        for place, digit in enumerate(text):
            at = (55 + 150 * column + 50 * place, 44 + 60 * row)
            stamped(page, images[np.flatnonzero(labels == int(digit))[0]], 52, at)
    reading = recognizer.read(page)
    assert reading.text == "12 . 7\n3 45 60"
    assert reading.grids == ((("12", None, "7"), ("3", "45", "60")),)


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
    """The same seed makes the same form, whose truth has only digits, and points in a grid's empty boxes."""
    first, again = (make_form(*mnist_sample, kind, "plain", 4) for _ in range(2))
    assert first.image.tobytes() == again.image.tobytes()
    assert "".join(first.rows).replace("." if kind == "grid" else "", "").isdecimal()


def test_written_over_squares_is_no_grid(recognizer, mnist_sample):
    """Digits that are larger than the squares of a frame of squares are read as on paper."""
    images, labels = mnist_sample
    page = Image.new("L", (400, 220), 255)
    pen = ImageDraw.Draw(page)
    for place in range(17):
        pen.line((40 + 20 * place, 30, 40 + 20 * place, 190), fill=0)
    for place in range(9):
        pen.line((40, 30 + 20 * place, 360, 30 + 20 * place), fill=0)
    for place, digit in enumerate([2, 0, 6]):
        stamped(page, images[np.flatnonzero(labels == digit)[0]], 90, (60 + 90 * place, 65))
    reading = recognizer.read(page)
    assert reading.text == "206"
    assert reading.grids == ()


def test_bars_and_ticks_are_no_ones(recognizer):
    """A bar code is no row of 1s, and a scale's ticks aren't either."""
    page = Image.new("L", (700, 400), 255)
    pen = ImageDraw.Draw(page)
    rng = np.random.default_rng(2)
    left = 60
    while left < 620:
        width = 3 * int(rng.integers(1, 5))
        pen.rectangle((left, 60, left + width - 1, 300), fill=0)
        left += width + 3 * int(rng.integers(1, 5))
    for place in range(12):
        pen.line((60 + 50 * place, 340, 60 + 50 * place, 360), fill=0, width=2)
    assert recognizer.read(page).text == ""


def test_staves_and_a_wall_of_bricks_say_nothing(recognizer):
    """Ruled things that are no forms have no sure digits: five lines with notes on them, bricks, black squares."""
    page = Image.new("L", (900, 1000), 255)
    pen = ImageDraw.Draw(page)
    rng = np.random.default_rng(3)
    for line in range(5):
        pen.line((40, 80 + 12 * line, 860, 80 + 12 * line), fill=0, width=2)
    for place in range(12):
        x, y = 80 + 60 * place, 80 + 6 * int(rng.integers(9))
        pen.ellipse((x, y - 6, x + 16, y + 6), fill=0)
        pen.line((x + 15, y, x + 15, y - 44), fill=0, width=2)
    for row in range(4):
        for column in range(7):
            left = 60 + 100 * column + 50 * (row % 2)
            pen.rectangle((left, 220 + 50 * row, left + 100, 270 + 50 * row), outline=0, width=3)
    for row, column in np.ndindex(10, 10):
        box = (60 + 48 * column, 480 + 48 * row, 108 + 48 * column, 528 + 48 * row)
        pen.rectangle(box, fill=0 if rng.random() < 0.25 else None, outline=0, width=2)
    reading = recognizer.read(page)
    assert not [digit for row in reading.numbers for digit in row if digit.verdict == "sure"]


@pytest.mark.parametrize(("middles", "text"), [((0, 62, 140, 204), "0711"), ((0, 56, 200, 230), "07 11")])
def test_a_frame_is_for_one_number(recognizer, mnist_sample, middles, text):
    """Digits spread out in a frame are one number where they stand about evenly; two pairs are two."""
    images, labels = mnist_sample
    page = Image.new("L", (440, 180), 255)
    ImageDraw.Draw(page).rectangle((40, 40, 400, 140), outline=0, width=2)
    for middle, digit in zip(middles, "0711", strict=True):
        image = images[np.flatnonzero(labels == int(digit))[0]]
        columns = np.flatnonzero(image.any(axis=0))
        stamped(page, image, 60, (90 + middle - round(float(columns.mean()) * 60 / 28), 60))
    assert recognizer.read(page).text == text


def test_a_picture_full_of_bricks_has_no_digit(recognizer):
    """Bricks from edge to edge, whose walls are neither lines nor digits, are read as no 1."""
    page = Image.new("L", (900, 900), 255)
    pen = ImageDraw.Draw(page)
    for row in range(18):
        for column in range(-1, 10):
            left = 100 * column + 50 * (row % 2)
            pen.rectangle((left, 50 * row, left + 100, 50 * row + 50), outline=0, width=4)
    assert recognizer.read(page).text == ""
