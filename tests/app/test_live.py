"""Answers that come by themselves."""

import re
import threading

import pytest

from digitpad import Recognizer
from digitpad.app.views import bars as bars_module
from digitpad.settings import Settings, load_settings
from tests.app.hand import ONE, SEVEN, until
from tests.app.readers import Always, Slow, answer

LIVE = Settings(theme="light")


def wait_for_title(app, title):
    until(app, lambda: re.fullmatch(title, app.root.title()), f"the title is {title}")


def test_answers_come_after_each_stroke(open_app):
    """Each stroke, undo, redo and use of the eraser is answered; while the pen is down there is no answer."""
    app, hand = open_app(settings=LIVE)
    hand.draw(SEVEN)
    wait_for_title(app, r"7 \(\d\d? %\) - digitpad")
    hand.move(150, 200)
    hand.press()
    assert app.root.title() == "digitpad"
    hand.move(280, 200)
    hand.release()
    wait_for_title(app, r".+ - digitpad")
    hand.key("ctrl+z")
    wait_for_title(app, r"7 \(\d\d? %\) - digitpad")
    hand.key("Delete")
    assert app.root.title() == "digitpad"
    hand.draw(ONE)
    wait_for_title(app, r"1 \(\d\d? %\) - digitpad")
    hand.move(180, 150)
    hand.press(3)
    hand.move(203, 150)
    assert app.root.title() == "digitpad"
    hand.release(3)
    wait_for_title(app, r".+ - digitpad")


def test_a_cleared_pad_stays_without_an_answer(open_app):
    """Nobody asks about an empty pad until Predict is pressed."""
    app, hand = open_app(settings=LIVE)
    hand.draw(SEVEN)
    hand.key("Delete")
    until(app, lambda: not app.session.pending, "nothing is to come")
    assert app.root.title() == "digitpad"
    hand.key("Return")
    wait_for_title(app, "nothing drawn - digitpad")


def test_enter_right_after_a_stroke(open_app):
    """Predict pressed before the live answer is there is answered, and no answer about another drawing is shown."""
    reader = Slow([3, 7])
    app, hand = open_app(lambda: reader, settings=LIVE)
    titles = []
    app.root.bind("<<Answered>>", lambda event: titles.append(app.root.title()))
    hand.draw(SEVEN)
    hand.key("Return")
    reader.go.release(2)
    until(app, lambda: not app.session.pending, "all answers have come")
    assert app.root.title() == titles[-1]
    assert len(titles) == 1


def test_the_switch_is_remembered(open_app):
    """Without the switch no answer comes by itself; the next window knows how it was left."""
    app, hand = open_app(settings=LIVE)
    until(app, lambda: not app.session.pending, "the model is there")
    hand.click(app.looks.view.toolbar.live)
    hand.draw(SEVEN)
    assert not app.session.pending
    assert app.root.title() == "digitpad"
    hand.key("ctrl+l")
    wait_for_title(app, r"7 \(\d\d? %\) - digitpad")
    hand.key("ctrl+l")
    app.quit()
    assert load_settings().live is False


def test_strokes_before_the_model_is_there_are_answered(open_app):
    """What is drawn while the model loads is answered when it is there, without a key."""
    loaded = threading.Event()

    def load():
        loaded.wait()
        return Recognizer()

    app, hand = open_app(load, settings=LIVE)
    hand.draw(SEVEN)
    loaded.set()
    wait_for_title(app, r"7 \(\d\d? %\) - digitpad")


def test_the_chances_are_calibrated(open_app):
    """Where the recogniser doubts that it is a digit at all, no bar and no word promises more than its confidence."""
    app, hand = open_app(lambda: Always(answer(2, 0.3, "no digit")), settings=LIVE)
    hand.draw(SEVEN)
    wait_for_title(app, "no digit - digitpad")
    bars = app.looks.view.panel._bars
    until(app, lambda: bars.at_rest, "the bars have moved")
    assert max(bars._lengths) == pytest.approx(0.3)
    assert "at best 2 (30 %)" in app.looks.view.panel.text


def test_bars_move_smoothly_and_say_their_length(open_app, monkeypatch):
    """On their way bars have lengths between the old and the new ones, and the numbers beside them say these."""
    monkeypatch.setattr(bars_module, "DURATION", 0.5)
    app, _hand = open_app()
    bars = app.looks.view.panel._bars
    seen = []
    bars.show([1.0] + [0.0] * 9, 0)
    while not bars.at_rest:
        app.root.update()
        said = [
            bars.canvas.itemcget(item, "text") for item in bars.canvas.find_all() if bars.canvas.type(item) == "text"
        ]
        seen.append((bars._lengths[0], said[1]))
    lengths = [length for length, _ in seen]
    assert lengths == sorted(lengths)
    assert any(0.1 < length < 0.9 for length in lengths)
    assert all(said == f"{min(99, int(length * 100 + 1e-6))} %" for length, said in seen)
