"""The window of a folder of scans: it fills while it is read, and is worked through with the keyboard."""

import csv
import sys

import pytest

from digitpad import Drawing, texts
from digitpad.app import scanning
from digitpad.app.session.scan import SURE, UNSURE
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
    give_focus(app, window)
    return app, hand, window, folder


def give_focus(app, window):
    """Let a window's table have the keyboard, which nobody else gives it where there is no window manager."""
    window.table.focus_force()
    until(app, lambda: app.root.focus_get() is window.table, "the table has the focus")


def test_scans_are_worked_through_by_keys(open_app, tmp_path, monkeypatch):
    """The unsure one is chosen first; its key corrects it, the next follows, and the table is saved with that."""
    app, hand, window, folder = opened(open_app, tmp_path)
    path = tmp_path / "table.csv"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: path)
    monkeypatch.setattr(dialogs, "ask_whether", lambda *_: True)
    assert window.scans.chosen.path == str(folder / "unclear.png")
    hand._send("key 9")
    until(app, lambda: window.scans.chosen.path != str(folder / "unclear.png"), "the next one is chosen")
    assert window.scans.found[0].corrected == {0: 9}
    first = window.table.get_children()[0]
    assert str(window.table.set(first, "corrected")) == "9"
    assert window.table.tag_has(str(SURE), first)
    hand._send("key ctrl+z")
    until(app, lambda: window.scans.chosen is window.scans.found[0], "it is taken back")
    assert str(window.table.set(first, "corrected")) == ""
    assert window.table.tag_has(str(UNSURE), first)
    hand._send("key 9")
    until(app, lambda: window.scans.found[0].corrected, "it is corrected again")
    hand._send("key End")
    window._select(next(scan for scan in window.scans.found if scan.path.endswith("2026.digitpad")))
    until(app, lambda: len(window.picture.boxes) == 4, "the number is shown")
    for place in (1, 2):
        hand._send("key Right")
        until(app, lambda place=place: window.scans.place == place, "the next digit is chosen")
    progress = (window.progress.cget("value"), texts.SCANS_READ.format(found=5, total=5, unsure=0))
    app.choices.theme.set("dark")
    window = app.looks.companions.open["scans"]
    until(app, lambda: len(window.picture.boxes) == 4, "it looks other, and shows the same")
    assert (window.progress.cget("value"), window.status.cget("text")) == progress
    window.finish()
    with open(path, newline="", encoding="utf-8") as file:
        said = [row["file"] for row in csv.DictReader(file) if row["corrected"] == "9"]
    assert said == [str(folder / "unclear.png")]
    assert "scans" not in app.looks.companions.open


def test_very_many_lines_come_while_the_window_answers(open_app, tmp_path, monkeypatch):
    """Made anew, it is there before they are; they come in order, and the one that is looked at is selected again."""
    names = [f"{number:04}.png" for number in range(1000)]

    def read(folder, count, known, model):
        count(len(names))
        for name in names:
            yield FileReading(name, None, PictureError("It's broken."))

    monkeypatch.setattr(scanning, "read_folder", read)
    app, _ = open_app()
    app.looks.read_folder(tmp_path)
    scans = app.looks.companions.open["scans"].scans
    until(app, lambda: not scans.is_reading, "all is read")
    chosen = scans.found[700]
    scans.choose(chosen)
    app.choices.theme.set("dark")
    window = app.looks.companions.open["scans"]
    window._next()
    window._correct(3)
    assert len(window.table.get_children()) < len(names)
    assert scans.chosen is chosen
    answered = []
    app.root.after(1, lambda: answered.append(len(window.table.get_children())))
    until(app, lambda: len(window.table.get_children()) == len(names), "all lines are there")
    assert answered
    assert answered[0] < len(names)
    assert [window.table.set(item, "file") for item in window.table.get_children()] == names
    assert window.table.selection() == (window.table.get_children()[700],)
    assert scans.chosen is chosen


@pytest.mark.parametrize("error", [PictureError("the model is gone"), RuntimeError("a bug")])
def test_what_ends_the_reading_is_said(open_app, tmp_path, monkeypatch, error):
    """What was read before is in the table, and a bug's words stand where all of them do."""

    def read(folder, count, known, model):
        count(2)
        yield FileReading("a.png", None, PictureError("It's broken."))
        raise error

    monkeypatch.setattr(scanning, "read_folder", read)
    app, _ = open_app()
    app.looks.read_folder(tmp_path)
    window = app.looks.companions.open["scans"]
    until(app, lambda: not window.scans.is_reading, "the reading has ended")
    assert [window.table.set(item, "file") for item in window.table.get_children()] == ["a.png"]
    assert ("model is gone" in window.status.cget("text")) == isinstance(error, PictureError)
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
    window.finish()
    assert "scans" not in app.looks.companions.open


def test_closing_and_coming_back_loses_nothing(open_app, tmp_path, monkeypatch):
    """A window that is closed unsaved by a kill comes back as it was; what a table has is forgotten here."""
    app, hand, window, folder = opened(open_app, tmp_path)
    hand._send("key 9")
    until(app, lambda: window.scans.found[0].corrected, "it is corrected")
    window.scans.close(forget=False)  # as a kill leaves it
    window.close()
    app.looks.read_folder(folder)
    window = app.looks.companions.open["scans"]
    until(app, lambda: not window.scans.is_reading and window.scans.chosen is not None, "all is back")
    assert str(window.table.set(window.table.get_children()[0], "corrected")) == "9"
    assert not window.scans.is_saved
    assert window.save_as(tmp_path / "table.csv")
    give_focus(app, window)
    hand._send("key Escape")
    until(app, lambda: "scans" not in app.looks.companions.open, "it is closed without a question")
    assert not [*(scanning._journal_file(folder).parent).iterdir()]


def test_a_saved_table_is_opened_from_the_menu(open_app, tmp_path, monkeypatch):
    """Its corrections are there, Ctrl+S saves into it again, and another table is a sentence."""
    app, hand, window, _ = opened(open_app, tmp_path)
    path = tmp_path / "table.csv"
    hand._send("key 9")
    until(app, lambda: window.scans.found[0].corrected, "it is corrected")
    window.save_as(path)
    window.finish()
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: path)
    app.looks.actions["open table"].run()
    window = app.looks.companions.open["scans"]
    until(app, lambda: not window.scans.is_reading and window.scans.chosen is not None, "all is back")
    assert window.scans.found[0].corrected == {0: 9}
    window.scans.choose(window.scans.found[1])
    window._correct(4)
    before = path.read_bytes()
    give_focus(app, window)
    hand._send("key ctrl+s")
    until(app, lambda: window.scans.is_saved, "it is saved")
    assert path.read_bytes() != before
    window.finish()
    path.write_text("name,price\n")
    app.root.after(1, app.looks.actions["open table"].run)
    until(app, lambda: texts.NOT_RESULTS in app.session.message.words, "it is refused")
    assert "scans" not in app.looks.companions.open


def test_a_scan_that_is_gone_says_so(open_app, tmp_path):
    """In the place of its picture."""
    app, _, window, folder = opened(open_app, tmp_path)
    scan = next(scan for scan in window.scans.found if scan.path.endswith("2.png"))
    (folder / "2.png").unlink()
    window._select(scan)
    app.root.update()
    (item,) = window.picture.canvas.find_all()
    assert "2.png" in window.picture.canvas.itemcget(item, "text")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_names_of_every_script_are_shown(open_app, tmp_path):
    """Also such as mean something to Tcl, or are no text at all."""
    names = ["a {b", "$x [exit]", "back\\slash", "-flag", "two\nlines", "人", "व्यक्ति", "عدد", "😀", "\udcff"]
    for name in names:
        (tmp_path / f"{name}.png").write_text("no picture")
    app, _ = open_app()
    app.looks.read_folder(tmp_path)
    window = app.looks.companions.open["scans"]
    until(app, lambda: not window.scans.is_reading, "all is read")
    for scan in list(window.scans.found):
        window._select(scan)
        app.root.update()
        assert window.scans.chosen is scan
    shown = {window.table.set(item, "file") for item in window.table.get_children()}
    assert shown >= {f"{name}.png" for name in names if name.isprintable()}
    assert len(shown) == len(names)
    window.finish()
