"""The heat map in the window."""

from PIL import ImageOps

from digitpad import texts
from digitpad.app.views.palette import LIGHT
from digitpad.ink.drawing import Stroke
from digitpad.ink.raster import pad_image
from tests.app.hand import SEVEN, until
from tests.app.looks import pixel, wait_for_ink


def test_h_shows_the_heat_and_takes_it_away(open_app):
    """Key H colours the ink by what it meant to the answer, then against the runner-up, then no more."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    title = app.root.title()
    legend = app.looks.view.panel._preview_title
    hand.key("h")
    until(app, lambda: "spoke for 7" in legend.cget("text"), "the legend says what the colours mean")
    assert pixel(app, 200, 86) not in (LIGHT.ink, LIGHT.paper)
    hand.key("h")
    until(app, lambda: "spoke for 7 and against " in legend.cget("text"), "the legend names the runner-up")
    assert app.root.title() == title
    hand.key("h")
    wait_for_ink(app, 200, 86)
    assert legend.cget("text") == texts.PREVIEW


def test_heat_goes_with_the_answer(open_app):
    """While it is on, each answer has its map; a change of the drawing takes both away."""
    app, hand = open_app()
    hand.key("h")
    hand.draw(SEVEN)
    legend = app.looks.view.panel._preview_title
    assert legend.cget("text") == texts.PREVIEW
    hand.key("Return")
    until(app, lambda: "spoke for 7" in legend.cget("text"), "the map is there")
    hand.move(100, 300)
    hand.press()
    assert legend.cget("text") == texts.PREVIEW
    assert pixel(app, 200, 86) == LIGHT.ink
    hand.release()


def test_a_pictures_heat_is_in_the_preview(open_app, tmp_path):
    """A picture has no strokes to colour: its map is shown on what the network sees."""
    path = tmp_path / "seven.png"
    ImageOps.invert(pad_image([Stroke(tuple(SEVEN))], (400, 400), 1, 20)).save(path)
    app, hand = open_app(picture=path)
    until(app, lambda: app.root.title().startswith("7 ("), "the picture is read")
    hand.key("h")
    until(app, lambda: app.looks.view.panel._preview._heat is not None, "the map is there")


def test_an_empty_pad_has_no_heat(open_app):
    """Nothing drawn, nothing explained, and nothing is still to come."""
    app, hand = open_app()
    hand.key("h")
    hand.key("Return")
    until(app, lambda: app.root.title() == "nothing drawn - digitpad", "the pad is known to be empty")
    until(app, lambda: not app.session.pending, "nothing is to come")
    assert app.looks.view.panel._preview._heat is None
