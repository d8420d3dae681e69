"""Lines of forms that are broken, covered or cut off by the page's edge are lines all the same."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from digitpad import Recognizer
from digitpad.scan.page.cells import forms_of
from digitpad.scan.page.form_lines import crossing
from digitpad.scan.page.paper import page_ink
from digitpad.scan.page.rulings import rulings_of
from digitpad.scan.page.straight import Straight
from tests.scan.test_forms import stamped


@pytest.fixture(scope="module")
def recognizer():
    return Recognizer()


def sheet(width, height):
    """White paper, and what draws on it."""
    page = Image.new("L", (width, height), 255)
    return page, ImageDraw.Draw(page)


def left_on(page):
    """What stays of a page's ink without its lines, and their forms' kinds."""
    ink = page_ink(page, 2200)
    found = rulings_of(ink.mask, ink.values)
    assert found is not None
    forms = forms_of(found, ink.mask)
    return ink.mask & ~found.ink, [(form.kind, len(form.faces)) for form in forms]


def test_a_wall_whose_end_is_in_pieces_is_a_wall():
    """Between the boxes of a comb a line goes on to the frame where pieces of it do; a stroke that stops doesn't."""
    page, pen = sheet(480, 160)
    pen.rectangle((40, 40, 440, 120), outline=0, width=2)
    for place in (1, 2, 4):
        pen.line((40 + 80 * place, 40, 40 + 80 * place, 120), fill=0, width=2)
    pen.line((280, 40, 280, 90), fill=0, width=2)
    pen.line((280, 98, 280, 112), fill=0, width=2)
    left, forms = left_on(page)
    assert (int(left.sum()), forms) == (0, [("comb", 5)])
    pen.rectangle((270, 91, 290, 118), fill=255)
    left, _ = left_on(page)
    assert left[50:88, 275:285].sum() >= 2 * 38


def test_a_frame_with_a_side_in_pieces_is_a_box():
    """Three sides and pieces of the fourth enclose what stands in them; the pieces are no digits."""
    page, pen = sheet(400, 160)
    pen.rectangle((40, 40, 360, 120), outline=0, width=2)
    pen.rectangle((350, 60, 370, 70), fill=255)
    pen.rectangle((350, 92, 370, 104), fill=255)
    left, forms = left_on(page)
    assert (int(left.sum()), forms) == (0, [("box", 1)])


def test_a_corner_that_is_missing_is_a_corner():
    """Where two lines stop a few pixels before they would meet, they are those of a box."""
    page, pen = sheet(200, 200)
    pen.rectangle((60, 60, 140, 140), outline=0)
    pen.rectangle((56, 56, 63, 63), fill=255)
    assert left_on(page)[1] == [("box", 1)]


def test_a_line_that_digits_cover_is_a_line():
    """On ruled paper a line is one where half of it is covered by strokes."""
    page, pen = sheet(600, 300)
    pen.line((0, 150, 600, 150), fill=0, width=2)
    for place in range(40, 560, 15):
        pen.line((place, 135, place + 6, 165), fill=0, width=8)
    left, _ = left_on(page)
    assert left[148:154, :36].sum() == 0


def test_a_stroke_through_a_crossing_of_lines_is_whole():
    """Where two lines of squared paper cross, a stroke that goes on behind them isn't cut; the crossing itself goes."""
    page, pen = sheet(600, 300)
    for place in range(20, 600, 40):
        pen.line((place, 0, place, 300), fill=0, width=3)
    for place in range(20, 300, 40):
        pen.line((0, place, 600, place), fill=0, width=3)
    pen.line((285, 125, 315, 155), fill=0, width=5)
    ink = page_ink(page, 2200)
    left = ink.mask & ~rulings_of(ink.mask, ink.values).ink
    assert all(left[place, place + 160 - 1 : place + 160 + 2].all() for place in range(132, 149))
    assert left[170:190, 330:350].sum() == 0


def test_lines_that_lie_turned_cross_where_they_do():
    """Level lines that start on an upright one cross it, however far their middles lie from it, and above or below."""
    turn = np.radians(7.6)
    across, down = np.array([np.cos(turn), -np.sin(turn)]), np.array([np.sin(turn), np.cos(turn)])
    starts = np.array([0, 100]) + np.arange(7)[:, None] * 45 * down
    level = Straight(np.stack([starts, starts + 660 * across], axis=1), np.full(7, 3.0), np.empty(0, np.int64))
    upright = Straight(np.array([[starts[0], starts[-1]]]), np.array([2.0]), np.empty(0, np.int64))
    assert crossing(upright, level).all()
    away = Straight(upright.ends - 9 * across, upright.widths, upright.owners)
    assert not crossing(away, level).any()


def test_a_speck_on_ruled_paper_is_no_digit(recognizer):
    """A photo of ruled paper with a speck on it, and nothing else, says nothing."""
    paper, pen = sheet(420, 270)
    for place in (90, 140, 190):
        pen.line((10, place, 410, place), fill=130, width=3)
    pen.rectangle((405, 250, 407, 252), fill=90)
    assert recognizer.read(paper.filter(ImageFilter.GaussianBlur(0.6))).text == ""


def squared_paper():
    """A page of squares within a frame, and what draws on it."""
    page, pen = sheet(600, 420)
    for place in range(10):
        pen.line((30 + 60 * place, 30, 30 + 60 * place, 390), fill=150, width=2)
    for place in range(7):
        pen.line((30, 30 + 60 * place, 570, 30 + 60 * place), fill=150, width=2)
    return page, pen


def write_9327(page, mnist_sample):
    """Put four digits that are hardly larger than its squares across the lines of a page."""
    images, labels = mnist_sample
    for place, digit in enumerate([9, 3, 2, 7]):
        stamped(page, images[np.flatnonzero(labels == digit)[0]], 100, (50 + 110 * place, 160))


def test_digits_across_the_lines_of_a_framed_grid_are_on_paper(recognizer, mnist_sample):
    """Where digits are hardly larger than squares, but stand in two of them, the squares are no boxes."""
    page, _ = squared_paper()
    write_9327(page, mnist_sample)
    reading = recognizer.read(page)
    assert (reading.text, reading.grids) == ("9327", ())


def test_pieces_of_a_grid_on_squared_paper_are_paper(recognizer, mnist_sample):
    """Where digits hide some of a paper's lines, what is left of its squares are no combs and boxes of a form."""
    page, pen = squared_paper()
    for place in (1, 4, 7):
        pen.rectangle((32 + 60 * place, 145, 86 + 60 * place, 157), fill=255)
        pen.rectangle((32 + 60 * place, 265, 86 + 60 * place, 277), fill=255)
    write_9327(page, mnist_sample)
    reading = recognizer.read(page)
    assert (reading.text, reading.grids) == ("9327", ())


def test_a_margin_that_is_stronger_than_the_lines_is_a_line(recognizer):
    """The margin of an empty ruled page is no column of ones."""
    page, pen = sheet(500, 700)
    for place in range(20, 700, 45):
        pen.line((0, place, 500, place), fill=160, width=2)
    pen.line((80, 0, 80, 700), fill=110, width=2)
    assert recognizer.read(page).text == ""
