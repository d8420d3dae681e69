"""What goes wrong is said in one sentence, and the drawing stays."""

import shutil
import subprocess
import sys
import threading

import pytest

from digitpad import Drawing, Recognizer, UserError, texts
from digitpad.app.main import open_pad
from digitpad.bundled import models_folder
from digitpad.log import log_file
from tests.app.hand import ONE, SEVEN, until
from tests.app.readers import OneDigit
from tests.app.state import ink_of, status
from tests.patience import PATIENCE

# A window whose model never finishes loading, closed as soon as it is painted.
CLOSED_WHILE_LOADING = """
import threading
from digitpad.app import window
from digitpad.app.session import worker
worker.PATIENCE = 0.1
app = window.App(lambda: threading.Event().wait())
app.root.bind("<<Painted>>", lambda event: app.root.after(50, app.quit))
app.run()
"""


def break_undo(app, monkeypatch):
    def broken():
        raise RuntimeError("a bug in undo")

    monkeypatch.setattr(app.session.history, "undo", broken)


def test_a_bug_is_a_sentence_and_a_log_entry(open_app, monkeypatch):
    """An exception in a callback is told in the status line, written to the log, and the window goes on."""
    app, hand = open_app()
    hand.draw(SEVEN)
    break_undo(app, monkeypatch)
    hand.key("ctrl+z")
    sentence = status(app)
    assert sentence.startswith("Something went wrong inside digitpad (RuntimeError)")
    assert str(log_file()) in sentence
    story = log_file().read_text()
    assert "Traceback" in story
    assert "a bug in undo" in story
    hand.draw(ONE)
    assert len(ink_of(app).strokes) == 2


def test_a_log_that_can_not_be_written_is_not_promised(open_app, monkeypatch, own_folders):
    """Without a log folder the sentence says so, and nothing else goes wrong."""
    (own_folders / "xdg_state_home").write_text("a file where the folder should be")
    app, hand = open_app()
    hand.draw(SEVEN)
    break_undo(app, monkeypatch)
    hand.key("ctrl+z")
    assert texts.UNEXPECTED_NO_LOG in status(app)
    assert str(log_file()) not in status(app)


def test_a_bug_in_the_worker_is_told_too(open_app):
    """An exception while predicting reaches the status line and the log."""

    class Broken(OneDigit):
        def predict_many(self, sources):
            raise ZeroDivisionError("a bug in the recogniser")

    app, hand = open_app(Broken)
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: "ZeroDivisionError" in status(app), "the bug is told")
    assert "a bug in the recogniser" in log_file().read_text()
    assert app.root.title() == "digitpad"


def test_a_bug_with_one_report_keeps_none_back(open_app):
    """What the worker told at the same time is heard all the same."""
    app, _ = open_app(OneDigit)
    until(app, lambda: not app.session.pending, "the model is there")
    heard, go = [], threading.Event()

    def fail(result):
        raise ZeroDivisionError("a bug in who hears")

    app.session.work("held", lambda _reader: go.wait(PATIENCE), lambda _result: None)
    app.session.work("a", lambda _reader: None, fail)
    done = threading.Event()
    app.session.work("b", lambda _reader: 1, heard.append)
    app.session.work("c", lambda _reader: done.set(), lambda _result: None)
    go.set()
    assert done.wait(PATIENCE)
    until(app, lambda: not app.session.pending, "all is heard")
    assert heard == [1]
    assert "ZeroDivisionError" in status(app)


def missing(folder):
    return folder / "missing.tflite", texts.NO_MODEL


def tampered(folder):
    for name in ("digitpad.tflite", "digitpad.json"):
        shutil.copy(models_folder() / name, folder)
    with open(folder / "digitpad.tflite", "ab") as file:
        file.write(b"x")
    return folder / "digitpad.tflite", "SHA-256 differs"


def damaged(folder):
    path = folder / "née à Zürich.tflite"
    path.write_bytes((models_folder() / "digitpad.tflite").read_bytes()[:5000])
    return path, "damaged"


@pytest.mark.parametrize("harm", [missing, tampered, damaged])
def test_a_bad_model_is_a_sentence_and_drawing_works(open_app, tmp_path, harm):
    """A model that can't be loaded is named with the cause; Predict says it again; the drawing stays."""
    folder = tmp_path / "my models"
    folder.mkdir()
    path, cause = harm(folder)
    app, hand = open_app(lambda: Recognizer(path))
    until(app, lambda: cause in status(app), "the cause is told")
    assert str(path) in status(app)
    hand.draw(SEVEN)
    hand.draw(ONE)
    assert cause in status(app)
    hand.key("Return")
    until(app, lambda: not app.session.pending, "the worker has answered")
    assert cause in status(app)
    assert app.root.title() == "digitpad"
    assert len(ink_of(app).strokes) == 2
    hand.key("ctrl+z")
    assert len(ink_of(app).strokes) == 1


def test_no_display_is_a_sentence(monkeypatch):
    """Where no window can be, the caller gets one sentence."""
    if not sys.platform.startswith("linux"):
        return
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(UserError, match=r"^There is no display .* works without one\.$"):
        open_pad()


def test_no_tk_is_a_sentence(monkeypatch):
    """A Python without Tk is told what it lacks."""
    monkeypatch.setitem(sys.modules, "tkinter", None)
    with pytest.raises(UserError, match=r"python3-tk"):
        open_pad()


def test_a_bad_drawing_file_opens_no_window(tmp_path):
    """A drawing file that can't be read is named with the cause, before there is a window."""
    path = tmp_path / "bad.digitpad"
    path.write_text(Drawing().to_json().replace("400.0", "NaN"))
    with pytest.raises(UserError, match=r"bad\.digitpad: .*no usable number"):
        open_pad(file=path)


def test_closing_while_the_model_loads_ends_the_process(screen):
    """A model that hangs keeps no process alive, and nothing is printed."""
    ended = subprocess.run(
        [sys.executable, "-c", CLOSED_WHILE_LOADING], capture_output=True, text=True, timeout=PATIENCE
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
