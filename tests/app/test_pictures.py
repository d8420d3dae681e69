"""A picture in place of a drawing."""

import pytest
from PIL import Image, ImageOps

from digitpad import texts
from digitpad.app.views.palette import DARK, LIGHT
from digitpad.ink.drawing import Stroke
from digitpad.ink.raster import pad_image
from digitpad.settings import Settings
from tests.app.hand import ONE, SEVEN, until
from tests.app.numbers import BOXES, INSIDE, beside, frames, kept, reader
from tests.app.readers import Numbers
from tests.app.state import chosen, ink_of, several, status, text


def test_a_picture_is_shown_and_read(open_app, tmp_path):
    """An image file named at the start is read, shown on the pad, and leaves it with Clear."""
    path = tmp_path / "a seven.png"
    ImageOps.invert(pad_image([Stroke(tuple(SEVEN))], (400, 400), 1, 20)).save(path)
    app, hand = open_app(picture=path)
    until(app, lambda: app.root.title().startswith("7 ("), "the picture is read")
    assert app.looks.view.pad.has_picture
    hand.key("Delete")
    assert app.root.title() == "digitpad"
    assert not app.looks.view.pad.has_picture
    hand.draw(ONE)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("1 ("), "the drawing is read")


def test_predict_reads_the_picture_again(open_app, tmp_path):
    """While the picture is on the pad, Predict is about the picture."""
    path = tmp_path / "seven.png"
    ImageOps.invert(pad_image([Stroke(tuple(SEVEN))], (300, 300), 0.75, 15)).save(path)
    app, hand = open_app(picture=path)
    until(app, lambda: app.root.title().startswith("7 ("), "the picture is read")
    answered = []
    app.root.bind("<<Answered>>", answered.append)
    hand.key("Return")
    until(app, lambda: answered, "the picture is read again")
    assert app.root.title().startswith("7 (")


def test_a_bad_picture_is_a_sentence(open_app, tmp_path):
    """A file that is no picture is named with the cause, and drawing works."""
    path = tmp_path / "text.png"
    path.write_text("not a picture")
    app, hand = open_app(picture=path)
    until(app, lambda: "text.png" in status(app), "the cause is told")
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the drawing is read")


def test_a_wide_picture_fits_on_the_pad(open_app, tmp_path):
    """A picture of any shape is shown whole."""
    path = tmp_path / "wide.png"
    Image.new("L", (3000, 300), 255).save(path)
    app, _hand = open_app(picture=path)
    until(app, lambda: app.looks.view.pad.has_picture, "the picture is shown")
    left, top, right, bottom = app.looks.view.pad.canvas.coords("frame")
    left, top = left + 1, top + 1
    assert left >= 0
    assert top >= 0
    assert right <= app.looks.view.pad.canvas.winfo_width()
    assert bottom <= app.looks.view.pad.canvas.winfo_height()


@pytest.fixture
def sheet(tmp_path):
    """A picture, 800 pixels wide and 400 high."""
    path = tmp_path / "sheet.png"
    Image.new("L", (800, 400), 230).save(path)
    return path


def test_a_page_is_shown_with_its_boxes(open_app, sheet):
    """Each digit of a picture has its box where it stands, and its answer beside it."""
    app, _hand = open_app(reader, picture=sheet)
    until(app, lambda: app.root.title() == "471 (97 %) - digitpad", "the picture is read")
    assert beside(app) == ["4", "7", "1"]
    # The picture is shown half as large as the reader thinks, in the pad's middle.
    for (around, _, _), box in zip(frames(app), BOXES, strict=True):
        outer = [around[0] * 2, (around[1] - 100) * 2, around[2] * 2, (around[3] - 100) * 2]
        assert outer == pytest.approx(box, abs=10)
        assert outer[0] < box[0]
        assert outer[3] > box[3]


def test_a_click_on_a_page_is_no_dot(open_app, sheet):
    """Clicks choose digits, or none beside the boxes, and nothing is drawn; a movement is ink on the picture."""
    app, hand = open_app(reader, picture=sheet)
    until(app, lambda: several(app), "the picture is read")
    x, y = INSIDE[1]
    hand.draw([(x / 2, y / 2 + 100)])
    assert chosen(app).digit == 7
    assert app.looks.view.panel._preview._image is not None
    hand.draw([(380, 380)])
    assert chosen(app) is None
    assert app.looks.view.pad.has_picture
    assert ink_of(app).is_blank
    hand.draw(ONE)
    assert app.looks.view.pad.has_picture
    assert not frames(app)
    assert len(ink_of(app).strokes) == 1


def test_a_pages_digit_is_corrected(open_app, sheet):
    """Its text is right then; it isn't kept, since only drawings are, and that is said; undo takes it back."""
    app, hand = open_app(reader, picture=sheet)
    until(app, lambda: several(app), "the picture is read")
    hand.key("Right")
    hand.key("9")
    assert text(app) == "971"
    assert beside(app)[0] == "9 ✓"
    assert status(app) == texts.CORRECTED_PICTURE.format(digit=9)
    assert kept() == []
    hand.key("ctrl+z")
    assert text(app) == "471"


def test_an_empty_page_has_nothing(open_app, sheet):
    """Nothing is invented for it."""
    app, _hand = open_app(picture=sheet)
    until(app, lambda: app.root.title() == "nothing found - digitpad", "the picture is read")
    assert app.looks.view.panel.text == texts.NOTHING_FOUND
    assert not frames(app)
    assert app.looks.view.pad.has_picture


def test_rows_and_a_reduced_size_are_said(open_app, sheet):
    """The status line says how many rows there are, and if a huge picture was read smaller than it is."""
    row = reader().reading.rows[0]
    app, _hand = open_app(lambda: Numbers([row, row], scale=2), picture=sheet)
    until(app, lambda: several(app), "the picture is read")
    assert status(app).startswith("6 digits in 2 rows, read at reduced size. ")
    assert app.looks.view.panel.text.startswith("471\n471\n")
    assert app.root.title() == "471 / 471 (97 %) - digitpad"


def test_a_page_on_the_wide_pad(open_app, sheet):
    """With another shape of the pad the picture stays, and its boxes move with it."""
    app, hand = open_app(reader, picture=sheet)
    until(app, lambda: several(app), "the picture is read")
    before = frames(app)
    hand.key("w")
    until(app, lambda: several(app), "the picture is read again")
    assert app.looks.view.pad.has_picture
    assert len(frames(app)) == 3
    assert frames(app) != before


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("paper", "palette"), [(235, LIGHT), (20, DARK)])
def test_boxes_stand_out_from_their_picture(open_app, tmp_path, theme, paper, palette):
    """Whatever the window's theme is, boxes on white paper are dark blue, and on a blackboard light blue."""
    path = tmp_path / "paper.png"
    Image.new("RGB", (800, 400), (paper, paper, paper)).save(path)
    app, _hand = open_app(reader, picture=path, settings=Settings(theme=theme, live=False))
    until(app, lambda: several(app), "the picture is read")
    canvas = app.looks.view.pad.canvas
    texts = [item for item in canvas.find_withtag("marks") if canvas.type(item) == "text"]
    assert {canvas.itemcget(item, "fill") for item in texts} == {palette.accent}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "palette"), [("black", LIGHT), ("white", DARK)])
def test_transparent_pictures_stand_out(open_app, tmp_path, theme, ink, palette):
    """Ink without paper is seen whatever the window's theme is: black on white, white on black, boxes to match."""
    path = tmp_path / "transparent.png"
    picture = Image.new("RGBA", (800, 400), (0, 0, 0, 0))
    picture.paste(ink, (100, 100, 140, 300))
    picture.save(path)
    app, _hand = open_app(reader, picture=path, settings=Settings(theme=theme, live=False))
    until(app, lambda: several(app), "the picture is read")
    shown = app.looks.view.pad._picture
    assert shown.contrast == palette
    width, height = app.looks.view.pad._size
    shades = {
        name: max(shown.ground((width, height)).getpixel((round(x * width), round(height / 2))))
        for name, x in (("ink", 0.15), ("paper", 0.8))
    }
    assert shades == ({"ink": 0, "paper": 255} if ink == "black" else {"ink": 255, "paper": 0})
