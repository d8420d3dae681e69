"""Another language, while the window is open."""

import sys
import threading

import pytest

from digitpad import languages, texts
from digitpad.app.views.vowels import as_drawn
from tests.app.hand import SEVEN, until
from tests.app.readers import Always, answer
from tests.patience import PATIENCE


@pytest.fixture(autouse=True)
def english_again(monkeypatch):
    """Let the choice alone decide, and leave the next test in English."""
    monkeypatch.setenv("DIGITPAD_LANGUAGE", "")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(languages, "missing_font", lambda _language: None)
    yield
    languages.use("en")


def test_the_pad_keeps_its_place(open_app):
    """The status line is a line in the new language, too, and not as high as the window."""
    app, _ = open_app()
    until(app, lambda: not app.session.pending, "the model is there")
    side = app.looks.view.pad.canvas.winfo_height()
    for language in ("de", "en"):
        app.choices.language.set(language)
        app.root.update()
        assert abs(app.looks.view.pad.canvas.winfo_height() - side) < side / 10
        assert app.looks.view.status.frame.winfo_height() < side / 10


@pytest.mark.parametrize("language", ["de", "es", "fr", "hi", "zh_CN"])
def test_the_window_changes_its_language_at_once(open_app, language):
    """Buttons, menus, answer and status line speak it; the drawing and its answer stay; and English comes back."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.session.answers.current is not None, "there is an answer")
    english, document, ready = texts.PREDICT, app.session.document, app.session.message.words
    app.choices.language.set(language)
    app.root.update()
    assert english != texts.PREDICT
    assert app.looks.actions["predict"].text == texts.PREDICT
    assert texts.MENU_FILE in app.looks.menu_bar.menus
    assert app.session.message.words == texts.READY != ready
    assert app.session.document is document
    assert app.session.answers.current.only.digit == 7
    assert app.choices.settings.language == language
    app.choices.language.set("en")
    app.root.update()
    assert app.looks.actions["predict"].text == english
    assert app.session.message.words == ready


@pytest.mark.parametrize(
    ("language", "yes"), [("de", "&Ja"), ("fr", "&Oui"), ("es", "&Sí"), ("hi", "&Yes"), ("en", "&Yes")]
)
def test_tks_own_dialogues_speak_it_too(open_app, monkeypatch, language, yes):
    """Those that Tk draws itself ask in the program's language, whatever the system's is; else in English."""
    app, _ = open_app()
    app.choices.language.set(language)
    app.root.update()
    from digitpad.app.views import dialogs

    said = []
    monkeypatch.setattr(
        dialogs.messagebox,
        "askyesno",
        lambda *_, parent: said.append(parent.tk.eval('namespace eval ::tk {::msgcat::mc "&Yes"}')),
    )
    dialogs.ask(app.root, "", "")
    assert said == [yes]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="letters are joined elsewhere")
def test_hindi_is_shown_as_it_is_written(open_app):
    """In buttons, menus and sentences; the title, which others draw, has the words as they are stored."""
    app, _ = open_app()
    looks = app.looks
    app.choices.language.set("hi")
    app.root.update()
    assert looks.view.toolbar.buttons["heat"].cget("text") == as_drawn(texts.HEAT) != texts.HEAT
    assert looks.menu_bar.bar.entrycget(3, "label") == as_drawn(texts.MENU_HAND) != texts.MENU_HAND
    app.session.say(texts.NOTHING_TO_ERASE)
    assert looks.view.status.message.cget("text") == as_drawn(texts.NOTHING_TO_ERASE) != texts.NOTHING_TO_ERASE
    looks.companions.show("map")
    assert looks.companions.open["map"].window.title() == texts.MAP != as_drawn(texts.MAP)
    app.choices.language.set("en")
    app.root.update()
    assert looks.view.toolbar.buttons["heat"].cget("text") == texts.HEAT


def test_a_language_that_cannot_be_shown_is_not_chosen(open_app, monkeypatch):
    """Without a font for it nothing changes, and one sentence says which package brings one."""
    monkeypatch.setattr(languages, "missing_font", lambda language: "fonts-noto-cjk" if language == "zh_CN" else None)
    app, _ = open_app()
    for _ in range(2):
        app.session.calm()
        app.choices.language.set("zh_CN")
        app.root.update()
        assert languages.current() == "en"
        assert app.choices.language.get() == "en"
        assert app.session.message == (texts.NO_FONT.format(package="fonts-noto-cjk"), True, "")


def test_it_may_change_while_the_model_loads(open_app):
    """The window still knows that the model is being loaded, and says so in the new language."""
    loaded = threading.Event()
    app, _ = open_app(load=lambda: loaded.wait(PATIENCE) and Always(answer(3)))
    try:
        app.choices.language.set("de")
        app.root.update()
        assert app.session.answers.asking.loading
        assert app.session.message.words == texts.LOADING
    finally:
        loaded.set()
    until(app, lambda: app.session.message.words == texts.READY, "the model is loaded")
