"""The model that was chosen answers the next time, too."""

import shutil

import pytest

from digitpad import Recognizer, texts
from digitpad.app.session.keeping import keep
from digitpad.app.views import dialogs
from digitpad.bundled import models_folder
from digitpad.settings import Settings, load_settings
from tests.app.hand import SEVEN, until
from tests.app.state import do, ink_of, status


@pytest.fixture
def own(tmp_path):
    """A model of one's own, under a name of several scripts."""
    path = tmp_path / "my = 模型.tflite"
    shutil.copy(models_folder() / "digitpad.tflite", path)
    return path


def close(app, hand):
    app.quit()
    return load_settings()


def shows_model(app, name):
    until(app, lambda: not app.session.pending, "the model is there")
    return app.looks.view.status.model.cget("text") == name


def test_a_chosen_model_is_loaded_the_next_time(open_app, monkeypatch, own):
    """Without being chosen again, until digitpad's own is."""
    app, hand = open_app()
    monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: own)
    do(app, "model")
    assert shows_model(app, own.name)
    settings = close(app, hand)
    assert settings.model == str(own)

    app, hand = open_app(settings=settings._replace(live=True))
    hand.draw(SEVEN)
    assert shows_model(app, own.name)
    until(app, lambda: app.root.title().startswith("7 ("), "it answers")
    do(app, "own model")
    assert shows_model(app, "")
    assert close(app, hand).model == ""


@pytest.mark.parametrize("broken", [True, False], ids=["broken", "gone"])
def test_a_model_that_is_gone_is_told_of_and_nothing_is_lost(open_app, own, broken):
    """A sentence names it, digitpad's own answers about the kept drawing, and the next time it is tried again."""
    app, hand = open_app()
    hand.draw(SEVEN)
    keep(app.session)
    close(app, hand)
    if broken:
        own.write_bytes(b"no model")
    else:
        own.unlink()

    app, hand = open_app(settings=Settings(theme="light", model=str(own)))
    until(app, lambda: own.name in status(app), "it is told")
    assert status(app).endswith(texts.MODEL_NOT_BACK.format(cause="").strip())
    assert app.session.message.remedy == "model"
    until(app, lambda: app.root.title().startswith("7 ("), "digitpad's own answers")
    assert len(ink_of(app).strokes) == 1
    assert app.session.answers.asking.model is None
    do(app, "undo")
    hand.draw(SEVEN)
    until(app, lambda: app.root.title().startswith("7 ("), "it still answers")
    assert close(app, hand).model == str(own)


def test_one_that_is_gone_can_be_forgotten(open_app, own):
    """Whoever chooses digitpad's own model is told no more."""
    own.unlink()
    app, hand = open_app(settings=Settings(theme="light", model=str(own)))
    until(app, lambda: own.name in status(app), "it is told")
    action = app.looks.actions["own model"]
    assert action.obstacle() is None
    action.run()
    assert own.name not in status(app)
    assert action.obstacle() is not None
    assert close(app, hand).model == ""


def test_a_model_of_the_command_line_is_for_this_time(open_app, own, tmp_path):
    """It answers in place of the remembered one, which is remembered further on."""
    other = tmp_path / "other.tflite"
    shutil.copy(own, other)
    settings = Settings(theme="light", model=str(own))
    app, hand = open_app(lambda: Recognizer(other), settings=settings, model=other)
    assert shows_model(app, other.name)
    assert close(app, hand).model == str(own)


def test_a_name_that_no_line_of_text_can_hold_is_not_remembered(open_app, monkeypatch, tmp_path):
    """The settings stay whole."""
    path = tmp_path / "line\nbreak.tflite"
    shutil.copy(models_folder() / "digitpad.tflite", path)
    app, hand = open_app()
    monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: path)
    do(app, "model")
    assert shows_model(app, path.name)
    assert close(app, hand) == load_settings()
    assert load_settings().model == ""
