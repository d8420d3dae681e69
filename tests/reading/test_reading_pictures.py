"""What is read in pictures and on pages, and where."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.reading.writing import CAPITALS, moved, paper, written, zigzag


def test_the_one_digit_of_a_picture_has_its_own_box(recognizer):
    """A 7 in a picture that has a letter, too, has the box around the 7 alone."""
    picture = Image.new("L", (900, 600), 255)
    canvas = ImageDraw.Draw(picture)
    canvas.text((60, 30), "7", fill=0, font=ImageFont.load_default(300))
    seven = Image.eval(picture, lambda value: 255 - value).getbbox()
    canvas.text((700, 450), "K", fill=0, font=ImageFont.load_default(100))
    reading = recognizer.read(picture)
    assert (reading.text, len(reading.digits)) == ("7", 1)
    assert reading.digits[0].box == pytest.approx(seven, abs=3)


@pytest.mark.parametrize("side", [28, 64])
def test_the_digit_of_a_small_picture_has_a_box(recognizer, side):
    """A picture that is just large enough for one digit says where the digit is, as larger ones do."""
    picture = paper(side, side, moved(7, side * 0.3, side * 0.2, side * 0.6), side // 10)
    ink = Image.eval(picture, lambda value: 255 - value).getbbox()
    reading = recognizer.read(picture)
    assert reading.text == "7"
    assert reading.digits[0].box == pytest.approx(ink, abs=2)


@pytest.mark.parametrize("height", [24, 48, 100, 300])
@pytest.mark.parametrize("text", ["70", "31427"])
def test_a_number_cut_out_along_its_ink_is_read_whole(recognizer, text, height):
    """Digits that touch the edges of a picture of any size are no frame of it, and none is left out."""
    strokes = [stroke for i, digit in enumerate(text) for stroke in moved(int(digit), 40 + 250 * i, 40, 200)]
    picture = paper(250 * len(text) + 80, 280, strokes, 24)
    cut = picture.crop(Image.eval(picture, lambda value: 255 - value).getbbox())
    small = cut.resize((round(cut.width * height / cut.height), height), Image.Resampling.BOX)
    reading = recognizer.read(small if height < cut.height else cut.resize((cut.width * 2, cut.height * 2)))
    assert reading.text == text


def test_two_digits_of_a_tiny_picture_are_two(recognizer):
    """Two of MNIST's pictures side by side, 56 pixels wide, are no single digit."""
    strokes = [*moved(7, 6, 4, 19), *moved(3, 35, 4, 19)]
    assert recognizer.read(paper(56, 28, strokes, 2)).text == "73"


def test_a_digit_image_has_a_box(recognizer):
    """An array that is a digit image already has the box of its ink, in its own pixels."""
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = 255
    (digit,) = recognizer.read(image).digits
    assert digit.box == (12, 4, 16, 24)


def test_a_digit_beside_scribbles_is_not_overlooked(recognizer):
    """A sure 7 in a picture is read though a larger scribble looks more like the one thing in it."""
    reading = recognizer.read(paper(900, 600, [[(100, 100), (250, 100), (160, 330)], zigzag(500, 60, 300, 200, 9)]))
    assert "7" in reading.text
    assert [(digit.digit, digit.verdict) for digit in reading.digits if digit.is_digit] == [(7, "sure")]


def test_one_digit_on_a_large_page_tells_the_scale(recognizer):
    """A page that was read at half its size says so though one digit was all that it had among its letters."""
    page = paper(2300, 600, moved(7, 100, 60, 260), 20)
    canvas = ImageDraw.Draw(page)
    for top in (0, 300):
        canvas.text((900, top), "KKKKKK", fill=0, font=ImageFont.load_default(200))
    reading = recognizer.read(page)
    assert (reading.text, len(reading.digits), reading.scale) == ("7", 1, 2)


def test_words_leave_the_number_below_them_as_sure_as_it_is(recognizer):
    """Lines of letters have no say in verdict and confidence of the text, which is without them."""
    picture = paper(900, 700, [stroke.points for stroke in written("2847").strokes], 9)
    page = Image.new("L", (900, 700), 255)
    page.paste(picture, (80, 350))
    alone = recognizer.read(page)
    ImageDraw.Draw(page).multiline_text((40, 40), CAPITALS, fill=0, font=ImageFont.load_default(48))
    reading = recognizer.read(page)
    assert len(reading.digits) > 30
    assert (alone.text, alone.verdict) == (reading.text, reading.verdict) == ("2847", "sure")
    assert reading.confidence == pytest.approx(alone.confidence, abs=0.05)


TEXT = "The quick brown fox jumps over\nthe lazy dog while many readers\nlook for numbers; there are none"


def test_a_page_of_text_is_no_numbers(recognizer):
    """Of three printed lines nothing becomes text, but a number below them does."""
    page = Image.new("L", (900, 420), 245)
    canvas = ImageDraw.Draw(page)
    canvas.multiline_text((40, 40), TEXT, fill=20, font=ImageFont.load_default(36), spacing=24)
    reading = recognizer.read(page)
    assert len(reading.digits) > 40
    assert sum(digit.verdict == "no digit" for digit in reading.digits) > 0.8 * len(reading.digits)
    canvas.text((40, 300), "27385", fill=20, font=ImageFont.load_default(60))
    assert "27385" in recognizer.read(page).text


@pytest.mark.parametrize("ink", [0, 255])
def test_pages_of_digits_are_read_by_rows(recognizer, ink):
    """Digits on paper, dark or bright, are read row by row; each box lies around its digit."""
    page = Image.new("L", (800, 500), 255 - ink)
    strokes = written("314", "2718").strokes
    canvas = ImageDraw.Draw(page)
    for stroke in strokes:
        canvas.line(stroke.points, fill=ink, width=9, joint="curve")
    reading = recognizer.read(page)
    assert reading.text == "314\n2718"
    for digit in reading.digits:
        left, top, right, bottom = (round(side) for side in digit.box)
        inside = np.asarray(page)[top:bottom, left:right]
        assert (inside == ink).mean() > 0.05
        assert (np.asarray(page)[top - 3 if top > 3 else 0 : top, left:right] == 255 - ink).mean() > 0.9
