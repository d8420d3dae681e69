"""Sheets of paper in the window: printed, read, looked at and kept."""

import threading

import numpy as np
from PIL import Image, ImageDraw

from digitpad import texts
from digitpad.app.session import paper
from digitpad.app.session.models import use_model
from digitpad.app.views import dialogs
from digitpad.examples.corrections import corrections_file
from digitpad.examples.library import Library
from digitpad.examples.records import SHEET, new_example
from digitpad.examples.sheet import boxes, sheet
from tests.app.hand import until
from tests.app.state import do, status
from tests.models import save_tflite
from tests.patience import PATIENCE
from tests.saying import said


def written_sheet(path, count=12, covered=False):
    page = sheet()
    canvas = ImageDraw.Draw(page)
    for _, (left, top, right, bottom) in boxes()[:count]:
        canvas.line([(left + 40, top + 25), (right - 40, bottom - 25)], 20, 9)
    if covered:
        canvas.rectangle((0, 0, 700, 900), fill=200)
    photo = Image.new("L", (page.width + 300, page.height + 300), 120)
    photo.paste(page.rotate(8, expand=True, fillcolor=120).resize(page.size), (150, 150))
    photo.save(path)


def test_a_sheet_is_printed(open_app, monkeypatch, tmp_path):
    """As the file that the person names."""
    app, _ = open_app()
    monkeypatch.setattr(dialogs, "ask_save", lambda *_arguments: tmp_path / "sheet.pdf")
    do(app, "print sheet")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert status(app) == texts.SAVED.format(path=tmp_path / "sheet.pdf")


def canvas_of(window):
    return window.tiles.canvas


def text_of(window, item):
    canvas = canvas_of(window)
    return canvas.itemcget(item, "text") if canvas.type(item) == "text" else ""


def test_a_written_sheet_is_looked_at_and_kept(open_app, monkeypatch, tmp_path):
    """A click leaves a box out; a sheet half covered, and one that is empty, are a sentence each."""
    app, hand = open_app()
    path = tmp_path / "photo.png"
    monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: path)
    for given, words in (({"covered": True}, texts.NO_SHEET), ({"count": 0}, texts.EMPTY_SHEET)):
        written_sheet(path, **given)
        do(app, "read sheet")
        until(app, lambda words=words: words in status(app), "it is said")
    written_sheet(path)
    do(app, "read sheet")
    until(app, lambda: "sheet" in app.looks.companions.open, "the sheet is read")
    window = app.looks.companions.open["sheet"]
    window.window.geometry("560x640+0+0")
    until(app, lambda: window.tiles.drawn == 12, "all its digits are shown")
    x, y = window.tiles.place(3)
    hand.move_to_pixel(window.tiles.canvas.winfo_rootx() + x + 9, window.tiles.canvas.winfo_rooty() + y + 9)
    hand.press()
    hand.release()
    assert len(window.kept) == 11
    assert len([item for item in canvas_of(window).find_all() if text_of(window, item) == "✓"]) == 11
    for key in ("Right", "space", "shift+Right", "Left", "space", "space", "Home", "ctrl+space"):
        hand.key(key)
    kept = [example.key in window.kept for example in window._found]
    assert kept == [False, True, True, False, False, False, *[True] * 6]
    for key in ("Home", "space", "ctrl+a", "Right", "Right", "Right", "space"):
        hand.key(key)
    assert len(window.kept) == 11
    app.choices.theme.set("dark")
    assert app.looks.companions.open["sheet"].kept == window.kept
    window = app.looks.companions.open["sheet"]
    window.window.focus_force()
    hand.key("Return")
    library = Library(corrections_file())
    assert library.counts[:2] == (6, 5)
    assert {example.whence for example in library} == {"sheet"}
    import re

    assert re.fullmatch(said(texts.SHEET_KEPT.many), status(app))


class Sheets:
    """Pictures of sheets, chosen one after the other: each is read when it is told to, and has so many digits."""

    def __init__(self, monkeypatch, folder):
        self.go, self._counts = threading.Semaphore(0), iter((2, 3))
        monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: folder / "photo.png")
        monkeypatch.setattr(paper, "digits_of", self._digits)

    def _digits(self, _path):
        assert self.go.acquire(timeout=PATIENCE)
        return [new_example(np.eye(28, dtype=np.float32), 1, "2026-01-01", SHEET) for _ in range(next(self._counts))]


def test_a_sheet_is_read_whichever_model_answers(open_app, monkeypatch, tmp_path):
    """Another model, chosen while a sheet is being read, answers meanwhile, and the sheet is shown all the same."""
    app, _ = open_app()
    sheets = Sheets(monkeypatch, tmp_path)
    do(app, "read sheet")
    use_model(app.session, save_tflite(tmp_path))
    until(app, lambda: not app.session.answers.asking.pending, "the other model is there")
    assert "sheet" not in app.looks.companions.open
    sheets.go.release()
    until(app, lambda: "sheet" in app.looks.companions.open, "the sheet is read")
    assert not app.session.pending


def test_sheets_wait_for_each_other(open_app, monkeypatch, tmp_path):
    """A second sheet takes the place neither of one that is being read nor of one that is looked at."""
    app, _ = open_app()
    sheets = Sheets(monkeypatch, tmp_path)
    do(app, "read sheet")
    do(app, "read sheet")
    sheets.go.release(2)
    until(app, lambda: not app.session.pending, "both are read")
    first = app.looks.companions.open["sheet"]
    assert len(first.kept) == 2
    first.tiles.choosing.turn()
    app.choices.theme.set("dark")
    first = app.looks.companions.open["sheet"]
    assert len(first.kept) == 1
    first.close()
    until(app, lambda: "sheet" in app.looks.companions.open, "the second one is shown")
    assert len(app.looks.companions.open["sheet"].kept) == 3
    app.looks.companions.open["sheet"].close()
    app.root.update()
    assert "sheet" not in app.looks.companions.open


def test_enter_on_a_button_does_what_the_button_says(open_app, monkeypatch, tmp_path):
    """On “Keep none” nothing is kept."""
    app, hand = open_app()
    sheets = Sheets(monkeypatch, tmp_path)
    do(app, "read sheet")
    sheets.go.release()
    until(app, lambda: "sheet" in app.looks.companions.open, "the sheet is read")
    app.looks.companions.open["sheet"].none.focus_force()
    hand.key("Return")
    assert "sheet" not in app.looks.companions.open
    assert not corrections_file().exists()
