"""A picture in place of a drawing."""

from PIL import Image, ImageOps

from digitpad.drawing import Stroke
from digitpad.ink import pad_image
from tests.app.hand import ONE, SEVEN, until


def test_a_picture_is_shown_and_read(open_app, tmp_path):
    """An image file named at the start is read, shown on the pad, and leaves it when something is drawn."""
    path = tmp_path / "a seven.png"
    ImageOps.invert(pad_image([Stroke(tuple(SEVEN))], (400, 400), 1, 20)).save(path)
    app, hand = open_app(picture=path)
    until(app, lambda: app.root.title().startswith("7 ("), "the picture is read")
    assert app.view.pad.canvas.find_withtag("picture")
    hand.draw(ONE)
    assert app.root.title() == "digitpad"
    assert not app.view.pad.canvas.find_withtag("picture")
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
    until(app, lambda: "text.png" in app.view.status.cget("text"), "the cause is told")
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the drawing is read")


def test_a_wide_picture_fits_on_the_pad(open_app, tmp_path):
    """A picture of any shape is shown whole."""
    path = tmp_path / "wide.png"
    Image.new("L", (3000, 300), 255).save(path)
    app, _hand = open_app(picture=path)
    until(app, lambda: app.view.pad.canvas.find_withtag("picture"), "the picture is shown")
    left, top, right, bottom = app.view.pad.canvas.bbox("picture")
    assert left >= 0
    assert top >= 0
    assert right <= app.view.pad.canvas.winfo_width()
    assert bottom <= app.view.pad.canvas.winfo_height()
