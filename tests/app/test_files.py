"""Drawings and pictures in and out."""

import os
import signal
import subprocess
import sys

import pytest
from PIL import Image, ImageOps

from digitpad import Drawing, texts
from digitpad.app.views import clipboard, dialogs
from digitpad.examples.kept_drawing import kept_file
from digitpad.ink.drawing import Stroke
from digitpad.ink.raster import pad_image
from digitpad.settings import Settings
from tests.app.hand import ONE, SEVEN, until
from tests.app.looks import wait_for_ink
from tests.app.state import do, ink_of, status
from tests.app.test_menus import choose, entry

# Draws a stroke, waits until it is kept, and says so.
DRAWS = """
import sys
from digitpad.app.session import editing
from digitpad.app.window import App
from digitpad.examples.kept_drawing import kept_file
from digitpad import Recognizer
app = App(Recognizer)
def draw(event):
    editing.begin(app.session)
    editing.add_stroke(app.session, ((110.0, 90.0), (290.0, 82.0), (190.0, 330.0)))
    look()
def look():
    if kept_file().exists():
        print("kept", flush=True)
    else:
        app.root.after(10, look)
app.root.bind("<<Painted>>", draw)
app.run()
"""


@pytest.fixture
def seven_png(tmp_path):
    """A picture with a 7 in its lower right quarter."""
    picture = Image.new("L", (800, 800), 255)
    picture.paste(ImageOps.invert(pad_image([Stroke(tuple(SEVEN))], (400, 400), 1, 20)), (400, 400))
    path = tmp_path / "a seven.png"
    picture.save(path)
    return path


def answer_with(monkeypatch, name, answer):
    monkeypatch.setattr(dialogs, name, lambda *_arguments: answer)


def test_an_opened_picture_is_shown_with_its_box(open_app, monkeypatch, seven_png):
    """Open… reads a picture; the box is around the digit."""
    app, hand = open_app()
    answer_with(monkeypatch, "ask_open", seven_png)
    hand.key("ctrl+o")
    until(app, lambda: app.root.title().startswith("7 ("), "the picture is read")
    canvas = app.looks.view.pad.canvas
    left, top, right, bottom = (value / canvas.winfo_width() * 800 for value in canvas.coords("box"))
    assert 480 < left < 510
    assert 460 < top < 490
    assert 690 < right < 730
    assert 730 < bottom < 760


def test_a_path_is_pasted(open_app, seven_png):
    """A file's path on the clipboard is opened, also as file managers write it."""
    app, hand = open_app()
    for text in (str(seven_png), seven_png.as_uri()):
        clipboard.copy_text(app.root, text)
        hand.key("ctrl+v")
        until(app, lambda: app.root.title().startswith("7 ("), "the picture is read")
        hand.key("Delete")


def test_a_picture_is_pasted(open_app, monkeypatch, seven_png):
    """A picture on the clipboard is read."""
    app, hand = open_app()
    monkeypatch.setattr(clipboard, "_picture", lambda _root: seven_png.read_bytes())
    hand.key("ctrl+v")
    until(app, lambda: app.root.title().startswith("7 ("), "the picture is read")


def test_tks_numbers_are_bytes(open_app, monkeypatch):
    """Tk hands a picture of X11's clipboard over as hexadecimal numbers."""
    app, _hand = open_app()

    class Root:
        class tk:  # noqa: N801 -- as in Tk
            @staticmethod
            def call(*words):
                assert words == ("clipboard", "get", "-type", "image/png")
                return "0x89 0x50 0x4e 0x47 "

    assert clipboard._x11_picture(Root) == b"\x89PNG"
    assert clipboard._x11_picture(app.root) is None


def test_nothing_to_paste_is_a_sentence(open_app):
    """Text that is no path changes nothing."""
    app, hand = open_app()
    hand.draw(SEVEN)
    clipboard.copy_text(app.root, "just words")
    hand.key("ctrl+v")
    assert status(app) == texts.NOTHING_TO_PASTE
    assert len(ink_of(app).strokes) == 1


def test_a_saved_drawing_is_opened_again(open_app, monkeypatch, tmp_path):
    """Strokes and pen come back from the file, and undo brings what was there before."""
    path = tmp_path / "mine.digitpad"
    app, hand = open_app()
    hand.draw(SEVEN)
    app.choices.pen.set(30.0)
    answer_with(monkeypatch, "ask_save", path)
    hand.key("ctrl+s")
    saved = ink_of(app)
    assert Drawing.load(path) == saved._replace(pen=30.0)
    assert not kept_file().exists()
    hand.key("Delete")
    hand.draw(ONE)
    app.choices.pen.set(10.0)
    answer_with(monkeypatch, "ask_open", path)
    hand.key("ctrl+o")
    assert ink_of(app).strokes == saved.strokes
    assert app.choices.pen_width == 30
    wait_for_ink(app, 200, 86)
    hand.key("ctrl+z")
    assert len(ink_of(app).strokes) == 1
    assert ink_of(app).strokes != saved.strokes


def test_pictures_are_saved(open_app, monkeypatch, tmp_path):
    """The menu's PNG and SVG entries write what is on the pad."""
    app, hand = open_app()
    hand.draw(SEVEN)
    answer_with(monkeypatch, "ask_save", tmp_path / "digit.png")
    menu = app.looks.menu_bar.menus["File"]
    pictures = menu.nametowidget(menu.entrycget(menu.index(texts.PNG_MENU), "menu"))
    assert pictures.entrycget(5, "label") == texts.PNG_TRANSPARENT.format(side=512)
    pictures.invoke(5)
    with Image.open(tmp_path / "digit.png") as picture:
        assert (picture.size, picture.mode) == ((512, 512), "RGBA")
    answer_with(monkeypatch, "ask_save", tmp_path / "digit.svg")
    choose(app, "File", "save svg")
    assert "<path" in (tmp_path / "digit.svg").read_text()
    assert str(tmp_path / "digit.svg") in status(app)


def test_a_folder_that_can_not_be_written_is_a_sentence(open_app, monkeypatch, tmp_path):
    """The drawing stays, and the cause is told."""
    app, hand = open_app()
    hand.draw(SEVEN)
    answer_with(monkeypatch, "ask_save", tmp_path / "missing" / "mine.digitpad")
    hand.key("ctrl+s")
    assert "mine.digitpad: can't be written" in status(app)
    assert app.session.message.remedy == ""  # to open another file is no help
    assert len(ink_of(app).strokes) == 1


def test_an_ending_that_is_added_overwrites_nothing_unasked(open_app, monkeypatch, tmp_path):
    """The dialogue asked about “mine”; digitpad asks about “mine.digitpad”."""
    app, _hand = open_app()
    asked = []
    monkeypatch.setattr(dialogs.filedialog, "asksaveasfilename", lambda **_options: str(tmp_path / "mine"))
    monkeypatch.setattr(dialogs.messagebox, "askyesno", lambda *words, **_options: asked.append(words))
    arguments = app.root, "Save", "drawing.digitpad", [("Drawings", ".digitpad")]
    assert dialogs.ask_save(*arguments) == tmp_path / "mine.digitpad"
    assert not asked
    (tmp_path / "mine.digitpad").write_text("old")
    assert dialogs.ask_save(*arguments) is None
    assert asked


def test_the_answer_is_copied(open_app):
    """The clipboard has the answer's words; without an answer the entry is disabled."""
    app, hand = open_app()
    menu, index = entry(app, "Edit", "copy answer")
    assert menu.entrycget(index, "state") == "disabled"
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    hand.key("ctrl+c")
    assert app.root.title() == f"{app.root.clipboard_get()} - digitpad"


def test_the_picture_is_copied_where_a_program_can(open_app, monkeypatch, tmp_path):
    """The PNG goes to wl-copy or xclip; without them the menu says what is missing."""
    monkeypatch.setattr(sys, "platform", "linux")
    app, hand = open_app()
    hand.draw(SEVEN)
    monkeypatch.setenv("PATH", str(tmp_path))
    menu, index = entry(app, "Edit", "copy picture")
    assert menu.entrycget(index, "state") == "disabled"
    assert menu.entrycget(index, "label") == texts.WITH_REASON.format(
        text=texts.COPY_PICTURE, reason=texts.PICTURE_COPY_NEEDS
    )
    program = tmp_path / "xclip"
    program.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/copied.png"\n')
    program.chmod(0o755)
    menu, index = entry(app, "Edit", "copy picture")
    assert menu.entrycget(index, "state") == "normal"
    do(app, "copy picture")
    with Image.open(tmp_path / "copied.png") as picture:
        assert picture.size == (512, 512)


def test_an_unsaved_drawing_is_there_after_a_kill(open_app):
    """The next window has the drawing of the one that was killed; once it is cleared away, the one after hasn't."""
    killed = subprocess.Popen([sys.executable, "-c", DRAWS], stdout=subprocess.PIPE, text=True)
    with killed:
        assert killed.stdout.readline() == "kept\n"
        os.kill(killed.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    app, hand = open_app(settings=Settings(theme="light"))
    until(app, lambda: app.root.title().startswith("7 ("), "the drawing is back, and answered")
    assert len(ink_of(app).strokes) == 1
    hand.key("Delete")
    app.quit()
    assert not kept_file().exists()
    app, _hand = open_app()
    assert ink_of(app).is_blank
