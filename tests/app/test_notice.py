"""The bar over the pad."""

import threading

import pytest

from digitpad import Recognizer, texts
from digitpad.app.session import editing
from digitpad.app.views import dialogs, notice
from tests.app.hand import SEVEN, until
from tests.app.state import ink_of
from tests.patience import PATIENCE


@pytest.fixture
def note(tmp_path):
    """A file that is no picture."""
    path = tmp_path / "note.txt"
    path.write_text("no picture")
    return path


def is_shown(app):
    return app.looks.view.notice is not None and app.looks.view.notice.shown


def test_an_error_is_a_bar_with_what_helps(open_app, monkeypatch, note):
    """What can't be opened is told over the pad, beside a button that asks for another; drawing takes it away."""
    app, hand = open_app()
    asked = []
    monkeypatch.setattr(dialogs, "ask_open", lambda *_given: asked.append(True))
    editing.open_file(app.session, note)
    until(app, lambda: is_shown(app), "the bar is there")
    bar = app.looks.view.notice
    assert texts.NOT_A_PICTURE in bar.words.cget("text")
    assert app.looks.view.status.message.cget("text") == texts.READY
    hand.click(bar.button)
    assert asked
    assert not is_shown(app)
    editing.open_file(app.session, note)
    until(app, lambda: is_shown(app), "the bar is there again")
    hand.draw([(200, 200), (200, 300)])
    assert not is_shown(app)
    assert len(ink_of(app).strokes) == 1


def test_a_bar_that_was_read_goes_by_itself(open_app, monkeypatch, note):
    """After the time that it takes to read it."""
    monkeypatch.setattr(notice, "LOOK_UP", 1)
    monkeypatch.setattr(notice, "READ_CHARACTER", 0)
    app, hand = open_app()
    hand.move(200, 300)  # a pointer that rests on the bar keeps it
    seen = []
    app.session.subscribe(lambda change: seen.append(is_shown(app)) if change == "message" else None)
    editing.open_file(app.session, note)
    until(app, lambda: any(seen) and not is_shown(app), "the bar has come and gone")
    assert app.session.message.words == texts.READY


def test_a_correction_without_a_digit_offers_to_choose_one(write):
    """A digit's key on a number says what is missing, and the button does it."""
    app, hand = write()
    hand.key("7")
    assert app.session.message.words == texts.CHOOSE_FIRST
    hand.click(app.looks.view.notice.button)
    assert app.session.answers.current.chosen == 0


def test_the_status_line_has_news_below_a_bar(write):
    """It says what there is while the bar says something else, and after it, too."""
    app, _hand = write()
    number = app.session.message.words
    app.session.say("It failed.", problem=True)
    app.session.answers.ask_anew()
    until(app, lambda: not app.session.pending, "it is read again")
    assert is_shown(app)
    assert app.looks.view.status.message.cget("text") == number
    app.session.calm()
    assert app.session.message.words == number


def test_the_status_line_says_that_the_model_is_there_below_a_bar(open_app):
    """Whatever is told while it is loaded."""
    ready = threading.Event()
    app, _hand = open_app(lambda: ready.wait(PATIENCE) and Recognizer())
    app.session.say("It failed.", problem=True)
    assert app.looks.view.status.message.cget("text") == texts.LOADING
    ready.set()
    until(app, lambda: not app.session.pending, "the model is there")
    assert app.looks.view.status.message.cget("text") == texts.READY


def test_what_is_said_before_the_answer_fits_the_live_switch(open_app):
    """A newcomer is told when the answer comes: by itself, or after a press."""
    app, hand = open_app()
    assert texts.DRAW_AND_ASK in app.looks.view.panel.text
    hand.draw(SEVEN)
    assert texts.NO_ANSWER_YET in app.looks.view.panel.text
    hand.key("Delete")
    app.choices.live.set(True)
    assert texts.COMES_BY_ITSELF in app.looks.view.panel.text
