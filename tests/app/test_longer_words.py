"""Room for languages whose sentences are 40 % longer than German ones, and for all that are spoken."""

import pytest

from digitpad import languages, texts
from digitpad.app.session import editing
from digitpad.app.views.hint import TAG
from digitpad.settings import Settings
from tests.app.hand import until
from tests.app.handwriting import written
from tests.app.longer import cut_off, use_longer_german
from tests.app.state import do

LONGER = "longer"
SIZES = ("880x700", "480x400")
COMPANIONS = ("inside", "what if", "map", "side by side", "play", "gallery", "cards")


@pytest.fixture
def speak(monkeypatch):
    """Speak a language, as if the system had fonts for all."""
    monkeypatch.setattr(languages, "missing_font", lambda _language: None)

    def use(language):
        if language == LONGER:
            use_longer_german(monkeypatch)
        else:
            languages.use(language)

    yield use
    monkeypatch.undo()
    languages.use("en")


def settle(app):
    until(app, lambda: not app.session.pending and app.looks.view.panel._bars.at_rest, "nothing moves")
    app.root.update()


def write(app, strokes):
    for stroke in strokes:
        editing.begin(app.session)
        editing.add_stroke(app.session, stroke.points)
    settle(app)


@pytest.mark.parametrize("language", [LONGER, "de", "fr", "hi"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("wide", [False, True], ids=["square", "wide"])
def test_all_words_of_the_window_are_whole(open_app, speak, language, size, wide):
    """Buttons, answer, captions, status line and the bar over the pad, empty and with a digit or a number."""
    speak(language)
    app, _hand = open_app(settings=Settings(theme="light", wide=wide))
    app.root.geometry(size)
    app.root.update()
    settle(app)
    assert cut_off(app.root) == []
    canvas = app.looks.view.pad.canvas
    left, top, right, bottom = canvas.bbox(TAG)  # of what is shown
    assert min(left, top) >= 0
    assert right <= canvas.winfo_width()
    assert bottom <= canvas.winfo_height()
    write(app, written("2026", 180, 85, 220, 240) if wide else written("4", 130, 80, 240))
    assert cut_off(app.root) == []
    app.choices.next_heat()
    do(app, "next digit")
    settle(app)
    assert cut_off(app.root) == []
    app.session.say(texts.NO_FONT.format(package="fonts-noto-cjk"), problem=True, remedy="open")
    settle(app)
    assert cut_off(app.root) == []


@pytest.mark.parametrize("language", [LONGER, "fr"])
@pytest.mark.parametrize("name", COMPANIONS)
@pytest.mark.parametrize("size", ["", "480x400"])
def test_all_words_of_the_other_windows_are_whole(open_app, speak, name, language, size):
    """In the size that they have at first, and in the smallest that is cared for."""
    speak(language)
    app, _hand = open_app(settings=Settings(theme="light"))
    write(app, written("4", 130, 80, 240))
    app.looks.companions.show(name)
    if size:
        app.looks.companions.open[name].window.geometry(size)
    settle(app)
    assert cut_off(app.looks.companions.open[name].window) == []
