"""The window "What if…": handles, bars, the search, and its keys."""

from digitpad import texts
from digitpad.app.session.wondering import Wondering
from digitpad.settings import Settings
from tests.app.hand import SEVEN, until

LIVE = Settings(theme="light")


def opened(open_app):
    """Open the pad, draw a seven, and open the window beside it."""
    app, hand = open_app(settings=LIVE)
    hand.draw(SEVEN)
    until(app, lambda: app.session.answers.current is not None, "the digit is read")
    hand.key("f")
    app.root.geometry("480x560+20+20")
    window = app.looks.companions.open["what if"]
    window.window.geometry("700x600+540+20")
    until(app, lambda: window.picture.frame.winfo_x() > 0 and not app.session.pending, "the window is filled")
    window.window.focus_force()
    until(app, lambda: app.root.focus_get() is window.window, "the window has the focus")
    return app, hand, window


def test_a_handle_moves_the_bars(open_app):
    """Dragged, a slider changes picture, answer and bars; arrows move it by its step, and reset brings it back."""
    app, hand, window = opened(open_app)
    assert window.headline.cget("text") == texts.verdict_words(window.wondering.prediction)
    assert len(window.handles.strips["turn"].find_all()) > 3
    slider = window.handles.sliders["turn"]
    slider.focus_force()
    until(app, lambda: app.root.focus_get() is slider, "the handle has the focus")
    for turn in (5, 10):
        hand._send("key Right")
        until(app, lambda turn=turn: window.wondering.settings.turn == turn, "the handle has moved by its step")
    slider.set(120)
    until(app, lambda: window.wondering.prediction is not None, "it is answered")
    assert window.wondering.settings.turn == 120
    assert window.wondering.prediction.digit != 7 or not window.wondering.prediction.is_digit
    window.reset.invoke()
    until(app, lambda: window.wondering.prediction is not None and not app.session.pending, "it is answered again")
    assert float(slider.get()) == 0
    assert window.wondering.prediction.digit == 7


def test_a_digit_key_asks_what_would_make_it_so(open_app):
    """Three pictures show it; the example library is left alone, because the key means something else here."""
    app, hand, window = opened(open_app)
    hand.key("9")
    assert window.wondering.seeking == 9
    until(app, lambda: window.wondering.seeking is None, "the search has ended")
    assert window.wondering.result.found
    assert all(preview._photo is not None for preview in window.results)
    assert app.session.document.labelled == ()


def test_escape_ends_the_search_first(open_app):
    """Then it closes the window; and another search can be closed with it."""
    app, hand, window = opened(open_app)
    window.buttons[1].invoke()
    assert window.wondering.seeking == 1
    hand.key("Escape")
    assert window.wondering.seeking is None
    assert window.window.winfo_exists()
    window.buttons[1].invoke()
    window.close()
    assert "what if" not in app.looks.companions.open
    until(app, lambda: not app.session.pending, "nothing is to come")


def test_a_window_that_is_made_anew_shows_the_same(open_app):
    """In another theme it is there again, about the same digit, with the handles where they were."""
    app, _hand, before = opened(open_app)
    before.wondering.move("slant", 9)
    before.single.set(True)
    app.looks._choices.theme.set("dark")
    window = app.looks.companions.open["what if"]
    until(app, lambda: window.wondering.prediction is not None, "it is answered")
    assert isinstance(window.wondering, Wondering)
    assert window.wondering.prediction.digit == 7
    assert window.wondering.settings.slant == window.handles.sliders["slant"].get() == 9
    assert window.single.get()
