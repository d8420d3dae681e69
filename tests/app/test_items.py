"""What is drawn many times a second troubles Tk for what is new alone."""

import tkinter as tk

import numpy as np
import pytest

from digitpad.app.session.moments import Glimpse, moment_of
from digitpad.app.session.steady import Said
from digitpad.app.views.answer import show_moment
from digitpad.app.views.bars import Bars
from digitpad.app.views.items import Items
from digitpad.app.views.theme import BEST_BAR_FONT, sized_font
from digitpad.ink.drawing import Drawing
from digitpad.reading.prediction import Reading
from digitpad.settings import Settings
from tests.app.hand import SEVEN, until
from tests.app.readers import answer

# What changes something on the screen; all else asks.
CHANGES = {"configure", "itemconfigure", "create", "coords", "delete", "place", "image", "PyImagingPhoto"}


class Spy:
    """Stands between widgets and Tk, and notes what is changed."""

    def __init__(self, root):
        self._tk, self.changes = root.tk, []

    def __getattr__(self, name):
        return getattr(self._tk, name)

    def call(self, *words):
        said = [str(word) for word in (words[0] if len(words) == 1 and isinstance(words[0], tuple) else words)]
        if CHANGES.intersection(said[:2]):
            self.changes.append(said)
        return self._tk.call(*words)

    def watch(self, widget):
        widget.tk = self
        for child in widget.winfo_children():
            self.watch(child)


@pytest.fixture
def canvas(screen):
    root = tk.Tk()
    yield tk.Canvas(root)
    root.destroy()


def test_items_stay_while_they_are_drawn(canvas):
    """The same picture changes nothing, another one only what differs, and what is left out is gone."""
    items = Items(canvas)

    def draw(right, words):
        items.begin()
        items.put("bar", "rectangle", 0, 0, right, 10, fill="red")
        if words:
            items.put("words", "text", 5, 5, text=words)
        items.end()
        return canvas.find_all()

    first = draw(50, "half")
    spy = Spy(canvas)
    canvas.tk = spy
    assert draw(50, "half") == first
    assert spy.changes == []
    assert draw(60, "more") == first
    assert [change[1] for change in spy.changes] == ["coords", "itemconfigure"]
    assert canvas.coords(first[0]) == [0, 0, 60, 10]
    assert canvas.itemcget(first[1], "text") == "more"
    assert draw(60, "") == first[:1]
    assert len(draw(60, "again")) == 2


def moment(digit, confidence):
    prediction = answer(digit, confidence)
    glimpse = Glimpse(Drawing(400, 400), Reading(((prediction,),), confidence), 0, np.eye(28, dtype=np.float32))
    return moment_of(0.0, glimpse, Said(str(digit)), False)


def test_a_moment_that_is_as_the_one_before_draws_nothing(open_app):
    """The panel changes for another digit, and only in what is another one: of ten bars, two with their numbers."""
    app, _hand = open_app(settings=Settings(theme="light"))
    panel = app.looks.view.panel
    for confidence in (0.9, 0.8):
        show_moment(moment(7, confidence), panel)
        app.root.update()
    spy = Spy(app.root)
    spy.watch(panel.frame)
    show_moment(moment(7, 0.8), panel)
    # A picture is put anew, whatever is in it.
    assert [change for change in spy.changes if change[0] != "PyImagingPhoto"] == []
    show_moment(moment(1, 0.8), panel)
    bars = [change for change in spy.changes if change[0] == str(panel._bars.canvas)]
    assert 4 <= len(bars) <= 14
    assert panel._headline.text == "1"


def test_the_answer_keeps_its_size_while_somebody_draws(open_app):
    """Whatever else a digit might be at one moment and at the next, as large as the answer is that is sure."""
    app, _hand = open_app(settings=Settings(theme="light"))
    panel = app.looks.view.panel
    panel.show(answer(7, 0.9999), None, "")
    sizes = {panel._headline.size}
    for prediction in (answer(7, 0.5, "unsure", second=1), answer(7), answer(1, 0.4, "unsure", second=7)):
        glimpse = Glimpse(Drawing(400, 400), Reading(((prediction,),), 0.9), 0, None)
        show_moment(moment_of(0.0, glimpse, Said(str(prediction.digit)), False), panel)
        sizes.add(panel._headline.size)
    assert len(sizes) == 1
    panel.show(answer(7, 0.5, "unsure", second=1), None, "")
    assert panel._others.text


def test_the_font_of_the_best_row_is_loaded_once_and_when_it_is_needed(open_app):
    """It stays loaded from the first digit that is pointed out on: the start does without it."""
    app, _hand = open_app(settings=Settings(theme="light"))
    bars = app.looks.view.panel._bars
    assert bars.canvas.winfo_children() == []
    for best in (7, None, 1):
        bars.show([0.1] * 10, best)
    (label,) = bars.canvas.winfo_children()
    assert label.cget("font") == sized_font(bars.canvas, BEST_BAR_FONT, bars._letters)
    assert not label.winfo_ismapped()


def test_bars_of_another_window_leave_the_letters_alone(open_app):
    """Those that are lower have smaller letters, and the pad's are as large as before."""
    app, _hand = open_app(settings=Settings(theme="light"))
    bars = app.looks.view.panel._bars
    until(app, lambda: bars._letters, "the bars are drawn")

    def shown():
        return [bars.canvas.tk.call("font", "metrics", font, "-linespace") for font in bars._fonts]

    before = shown()
    other = Bars(app.root, app.looks.palette, 1.0, lambda _row: None)
    other.canvas.place(x=0, y=0, width=60, height=100)
    until(app, lambda: other._letters, "the others are drawn")
    assert other._letters < bars._letters
    assert shown() == before


def test_a_piece_of_a_stroke_makes_no_image(open_app):
    """While somebody draws, pieces of ink go through one image, whatever their place."""
    app, hand = open_app()
    until(app, lambda: app.session.answers.asking.imaging and not app.session.pending, "Pillow is there")
    hand.move(*SEVEN[0])
    hand.press()
    before = app.root.image_names()
    made = tk.Image._last_id
    for point in SEVEN[1:]:
        hand.move(*point)
    assert app.session.document.drawing.is_blank
    assert (app.root.image_names(), tk.Image._last_id) == (before, made)
    hand.release()
