"""The window of a folder of scans: it fills while it is read, and is worked through with the keyboard."""

import csv

import pytest

from digitpad import Drawing
from digitpad.app.session import scans
from digitpad.app.views import dialogs
from digitpad.errors import PictureError
from digitpad.folders.result import FileReading
from tests.app.hand import until
from tests.commands.running import number, on_paper, picture
from tests.docs.test_commands import UNCLEAR


def opened(open_app, tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    for digit in (1, 2, 3):
        picture(digit).save(folder / f"{digit}.png")
    on_paper(Drawing.from_strokes(UNCLEAR)).save(folder / "unclear.png")
    number(folder, "2026")
    app, hand = open_app()
    app.looks.read_folder(folder)
    window = app.looks.companions.open["scans"]
    until(app, lambda: not window.scans.is_reading and window.scans.chosen is not None, "all is read")
    until(app, lambda: window.picture.boxes, "the picture is shown")
    window.table.focus_force()
    until(app, lambda: app.root.focus_get() is window.table, "the table has the focus")
    return app, hand, window, folder


def test_scans_are_worked_through_by_keys(open_app, tmp_path, monkeypatch):
    """The unsure one is chosen first; its key corrects it, the next follows, and the table is saved with that."""
    app, hand, window, folder = opened(open_app, tmp_path)
    assert window.scans.chosen.path == str(folder / "unclear.png")
    hand._send("key 9")
    until(app, lambda: window.scans.chosen.path != str(folder / "unclear.png"), "the next one is chosen")
    assert window.scans.found[0].corrected == {0: 9}
    first = window.table.get_children()[0]
    assert str(window.table.set(first, "corrected")) == "9"
    hand._send("key End")
    window._select(next(scan for scan in window.scans.found if scan.path.endswith("2026.digitpad")))
    until(app, lambda: len(window.picture.boxes) == 4, "the number is shown")
    for place in (1, 2):
        hand._send("key Right")
        until(app, lambda place=place: window.scans.place == place, "the next digit is chosen")
    app.choices.theme.set("dark")
    window = app.looks.companions.open["scans"]
    until(app, lambda: len(window.picture.boxes) == 4, "it looks other, and shows the same")
    path = tmp_path / "table.csv"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: path)
    monkeypatch.setattr(dialogs, "ask_whether", lambda *_: True)
    window.leave()
    with open(path, newline="", encoding="utf-8") as file:
        said = [row["file"] for row in csv.DictReader(file) if row["corrected"] == "9"]
    assert said == [str(folder / "unclear.png")]
    assert "scans" not in app.looks.companions.open


@pytest.mark.parametrize("error", [PictureError("the model is gone"), RuntimeError("a bug")])
def test_what_ends_the_reading_is_said(open_app, tmp_path, monkeypatch, error):
    """What was read before is in the table, and a bug's words stand where all of them do."""

    def read(folder, count, model):
        count(2)
        yield FileReading("a.png", None, PictureError("It's broken."))
        raise error

    monkeypatch.setattr(scans, "read_folder", read)
    app, _ = open_app()
    app.looks.read_folder(tmp_path)
    window = app.looks.companions.open["scans"]
    until(app, lambda: not window.scans.is_reading, "the reading has ended")
    assert [window.table.set(item, "file") for item in window.table.get_children()] == ["a.png"]
    assert ("model is gone" in window.words.cget("text")) == isinstance(error, PictureError)
    assert ("RuntimeError" in app.session.message.words) == isinstance(error, RuntimeError)


def test_a_window_with_corrections_asks_before_it_closes(open_app, tmp_path, monkeypatch):
    """Whoever thinks better of it stays; a file that can't be written is a sentence, and nothing is lost."""
    app, hand, window, _ = opened(open_app, tmp_path)
    hand._send("key 9")
    until(app, lambda: not window.scans.is_saved, "it is corrected")
    monkeypatch.setattr(dialogs, "ask_whether", lambda *_: None)
    hand._send("key Escape")
    app.root.update()
    assert "scans" in app.looks.companions.open
    app.quit()
    assert app.root.winfo_exists()
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: tmp_path / "nowhere" / "x.csv")
    assert not window.save()
    assert "x.csv" in window.status.cget("text")
    monkeypatch.setattr(dialogs, "ask_whether", lambda *_: False)
    window.leave()
    assert "scans" not in app.looks.companions.open
