"""The digit on the pad moves on the map: what is behind the window, without a display; and the window."""

import time

import numpy as np
import pytest

from digitpad import Recognizer, texts
from digitpad.app.session import editing
from digitpad.app.session.asking import Asking
from digitpad.app.session.mapping import Mapping
from digitpad.app.session.session import Session
from digitpad.settings import Settings
from tests.app.desk import Desk, poll
from tests.app.hand import SEVEN, until
from tests.models import save_tflite


class MapDesk(Desk):
    """A map beside the session."""

    def __init__(self, load=Recognizer):
        super().__init__(load)
        self.mapping = Mapping(self.session, lambda: None)
        self.mapping.open()
        self.settle()

    def close(self):
        self.mapping.close()
        super().close()


@pytest.fixture
def desk():
    desk = MapDesk()
    yield desk
    desk.close()


def test_a_digit_finds_its_kind_and_leaves_a_trail(desk):
    """With each stroke it is elsewhere; cleared, it is gone with its trail."""
    assert desk.mapping.map is not None
    assert not desk.mapping.is_made
    assert desk.mapping.mine is None
    desk.write("7")
    known = desk.mapping.map
    first = desk.mapping.mine
    assert known.labels[known.nearest(first)] in (7, 1, 2)
    desk.write("0")
    assert not np.array_equal(desk.mapping.mine, first)
    assert np.array_equal(desk.mapping.trail[-1], first) or len(desk.mapping.trail) > 1
    editing.clear(desk.session)
    assert (desk.mapping.mine, desk.mapping.trail) == (None, [])


def test_ones_own_examples_are_on_it(desk):
    """What the recogniser has been taught lies where the same drawing would; taken back, it is gone."""
    desk.write("7")
    drawing, taught = desk.session.document.drawing, []
    desk.session.answers.asking.do("teach", lambda reader: reader.examples.add(drawing, 7, "one"), taught.append)
    desk.settle()
    desk.session.tell("lessons")
    desk.settle()
    places, labels = desk.mapping.own
    assert labels.tolist() == [7]
    assert np.abs(places[0] - desk.mapping.mine).max() < 1e-4
    desk.session.answers.asking.do("teach", lambda reader: reader.examples.remove("one"), taught.append)
    desk.settle()
    desk.session.tell("lessons")
    desk.settle()
    assert len(desk.mapping.own[1]) == 0


def test_one_walks_on_the_map(desk):
    """From the digit that is nearest to the middle, or to one's own, step by step, and no further than the edge."""
    for _ in range(2000):
        before = desk.mapping.chosen
        desk.mapping.walk((1, 0))
        if desk.mapping.chosen == before:
            break
    places = desk.mapping.map.places[:, 0]
    assert places[desk.mapping.chosen] > np.quantile(places, 0.9)
    desk.mapping.choose(None)
    desk.write("7")
    desk.mapping.walk((0, 1))
    assert desk.mapping.chosen == desk.mapping.map.nearest(desk.mapping.mine)


def test_another_model_has_its_own_map(desk, tmp_path):
    """It is made of the same digits, and said so; back with the model that ships, the one that ships is there."""
    path = save_tflite(tmp_path)
    desk.write("7")
    desk.session.answers.asking.use_model(lambda: Recognizer(path), path)
    desk.settle()
    assert desk.mapping.is_made
    assert desk.mapping.words == texts.MAP_MADE
    assert desk.mapping.map.places.shape == (2000, 2)
    assert desk.mapping.mine is not None
    desk.session.answers.asking.use_model(Recognizer, None)
    desk.settle()
    assert not desk.mapping.is_made


def test_a_map_that_cannot_be_read_is_said(monkeypatch, tmp_path):
    """The sentence names the file; nothing else is lost."""
    monkeypatch.setattr("digitpad.reading.digit_map.MAP_FILE", "nowhere.npz")
    desk = MapDesk()
    assert desk.mapping.map is None
    assert "nowhere.npz" in desk.mapping.words
    desk.write("7")
    assert desk.session.answers.current.text == "7" or desk.session.answers.current.only.digit == 7
    desk.close()


def test_closed_while_it_is_read_it_stays_quiet():
    """What comes after that is dropped."""
    session = Session(Asking(Recognizer, None))
    session.answers.asking.start()
    told = []
    mapping = Mapping(session, lambda: told.append(1))
    mapping.open()
    mapping.close()
    mapping.close()
    while session.pending:
        poll(session)
        time.sleep(0.001)
    assert told == []
    session.answers.asking.close()


def colours_at(window):
    """The colours of the map's picture at its points' middles."""
    get = window.canvas.tk.call
    points = np.floor(window._points).astype(int).tolist()
    pixels = (get(str(window._dots), "get", x, y) for x, y in points)
    return ["#{:02x}{:02x}{:02x}".format(*(int(each) for each in pixel)) for pixel in pixels]


def test_the_window_shows_points_and_yours(open_app):
    """A click on a point shows it large with its label, digit keys pale the others, arrows walk, Escape closes."""
    app, hand = open_app(settings=Settings(theme="light"))
    hand.draw(SEVEN)
    until(app, lambda: app.session.answers.current is not None, "the digit is read")
    hand.key("m")
    window = app.looks.companions.open["map"]
    window.window.geometry("700x600+540+20")
    until(app, lambda: window.mapping.mine is not None and window.canvas.winfo_width() > 400, "the map is there")
    until(app, lambda: window._dots is not None, "the points are there")
    assert len(window._points) == 2000
    # Those that lie above others show their kind's colour.
    shown = colours_at(window)
    kinds = [window._palette.kinds[label] for label in window.mapping.map.labels]
    assert sum(map(str.__eq__, shown, kinds)) > 1000
    assert window.yours._photo is not None
    x, y = map(round, window._points[11])
    hand.move_to_pixel(window.canvas.winfo_rootx() + x, window.canvas.winfo_rooty() + y)
    hand.press()
    hand.release()
    until(app, lambda: window.mapping.chosen is not None, "a digit is chosen")
    chosen = window.mapping.chosen
    assert np.abs(window._points[chosen] - window._points[11]).max() < 3
    label = window.mapping.map.labels[chosen]
    assert window.caption.cget("text") == texts.MAP_DIGIT.format(digit=label)
    window.window.focus_force()
    until(app, lambda: app.root.focus_get() is window.window, "the window has the focus")
    hand.key("3")
    shown, labels = colours_at(window), window.mapping.map.labels
    assert {shown[index] for index in np.flatnonzero(labels == 3)} == {window._palette.kinds[3]}
    assert window._palette.track in shown
    assert not {*shown} & ({*window._palette.kinds} - {window._palette.kinds[3]})
    hand.key("3")
    assert window.kind is None
    hand.key("Left")
    assert window.mapping.chosen != chosen
    hand.key("5")
    app.choices.theme.set("dark")
    window = app.looks.companions.open["map"]
    assert window.kind == 5
    window.window.focus_force()
    until(app, lambda: app.root.focus_get() is window.window, "the new window has the focus")
    hand.key("Escape")
    assert "map" not in app.looks.companions.open
