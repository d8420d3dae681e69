"""What a newcomer is shown once."""

import pytest

from digitpad import texts
from digitpad.app import window
from digitpad.app.views import demo
from digitpad.app.views.demo import until as drawn_until
from digitpad.settings import Settings, load_settings
from tests.app.hand import until


def said(app):
    canvas = app.looks.view.pad.canvas
    return canvas.itemcget(canvas.find_withtag("hint")[0], "text")


@pytest.fixture
def newcomer(open_app, monkeypatch):
    """A window that was never open before, which takes little time."""
    monkeypatch.setattr(window, "WELCOME", 1)
    monkeypatch.setattr(demo, "SCENE", 60)
    monkeypatch.setattr(demo, "PEN_MOVES", 30)
    return lambda: open_app(settings=Settings(theme="light", newcomer=True, live=False))


def test_a_newcomer_sees_three_things_once(newcomer):
    """Digit, number and picture are shown one after the other, then the pad is as ever, and never again."""
    seen = []
    app, _hand = newcomer()
    until(app, lambda: seen.append(said(app)) or texts.DEMO_PICTURE in seen, "all was shown")
    until(app, lambda: said(app) == texts.PAD_HINT, "the pad is as ever")
    assert [texts.DEMO_DIGIT in seen, texts.DEMO_NUMBER in seen] == [True, True]
    assert not app.looks.view.pad.canvas.find_withtag(demo.TAG)
    assert not load_settings().newcomer


def test_the_first_press_ends_it(newcomer, monkeypatch):
    """Whoever begins to draw has the pad alone at once."""
    monkeypatch.setattr(demo, "SCENE", 60_000)
    app, hand = newcomer()
    until(app, lambda: app.looks.view.pad.canvas.find_withtag(demo.TAG), "something is drawn")
    hand.draw([(200, 200), (200, 300)])
    assert not app.looks.view.pad.canvas.find_withtag(demo.TAG)
    hand.key("Delete")
    assert said(app) == texts.PAD_HINT


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, []), (0.25, [[(0, 0), (0.5, 0)]]), (1, [[(0, 0), (1, 0)], [(2, 0), (3, 0)]])]
)
def test_a_pen_goes_along_the_lines(share, drawn):
    """After a part of the way, that part is drawn."""
    assert [[*line] for line in drawn_until([((0, 0), (1, 0)), ((2, 0), (3, 0))], share)] == drawn
