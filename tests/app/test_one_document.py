"""What is on the pad is one thing: ink, pictures, answers, words, steps and files agree; with the real pointer."""

import tkinter as tk

import pytest
from PIL import Image, ImageOps

from digitpad import Drawing, texts
from digitpad.app.views import clipboard, dialogs
from digitpad.app.views.palette import LIGHT
from digitpad.app.views.x11 import corner
from digitpad.examples.corrections import corrections_file
from digitpad.examples.kept_drawing import kept_file
from digitpad.ink.drawing import Stroke
from digitpad.ink.raster import pad_image
from digitpad.settings import Settings
from tests.app.hand import ONE, SEVEN, until
from tests.app.looks import pixel, wait_for_ink, wait_for_paper
from tests.app.state import chosen, ink_of, several, status, text
from tests.app.stepped import EachStroke
from tests.app.test_menus import entry
from tests.examples.kept import load_corrections

LIVE = Settings(theme="light")
# Strokes that the reader of the tests takes for 4, 1 and 7, by the place where they begin.
FOUR, A_ONE, A_SEVEN = ([(x, 100), (x + 4, 200)] for x in (90, 230, 350))


def labels():
    return [labelled.label for labelled in load_corrections(corrections_file())]


def wait_for_text(app, wanted):
    until(app, lambda: app.session.answers.current is not None and text(app) == wanted, f"the answer is {wanted}")


def answers(app):
    return app.root.title().removesuffix("digitpad")


@pytest.fixture
def portrait(tmp_path):
    """A high picture with a 7 in it, as a file."""
    picture = Image.new("L", (300, 600), 255)
    picture.paste(ImageOps.invert(pad_image([Stroke(tuple(SEVEN))], (300, 300), 0.75, 15)), (0, 150))
    path = tmp_path / "portrait.png"
    picture.save(path)
    return path


@pytest.fixture
def open_file(monkeypatch):
    """Open a file with Ctrl+O, and wait until it is there if it is a picture."""

    def opened(app, hand, path, picture=True):
        monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: path)
        hand.key("ctrl+o")
        if picture:
            until(app, lambda: app.looks.view.pad.has_picture, "the picture is shown")

    return opened


def test_a_correction_outlives_new_strokes_and_the_wide_pad(open_app):
    """4 corrected to 9 stays 9 when a 7 is drawn, on the wide pad and back; Undo takes its example back."""
    app, hand = open_app(EachStroke, settings=LIVE)
    hand.draw(FOUR)
    hand.draw(A_ONE)
    wait_for_text(app, "41")
    hand.key("Right")
    hand.key("9")
    hand.key("Escape")
    wait_for_text(app, "91")
    hand.draw(A_SEVEN)
    wait_for_text(app, "917")
    for _ in range(2):
        hand.key("w")
        wait_for_text(app, "917")
    hand.key("ctrl+z")
    wait_for_text(app, "91")
    assert labels() == [9]
    hand.key("ctrl+z")
    wait_for_text(app, "41")
    assert labels() == []


def test_old_ink_leaves_with_a_picture_that_is_opened(open_app, open_file, portrait):
    """A picture is alone on the pad; one Undo brings the drawing back, whole, and redo the picture."""
    app, hand = open_app()
    hand.draw([(20, 100), (24, 300)])
    hand.draw([(370, 100), (374, 300)])
    wait_for_ink(app, 22, 200)
    before = ink_of(app)
    open_file(app, hand, portrait)
    wait_for_paper(app, 22, 200)
    wait_for_paper(app, 372, 200)
    hand.key("ctrl+z")
    wait_for_ink(app, 22, 200)
    assert not app.looks.view.pad.has_picture
    assert ink_of(app) == before
    hand.key("ctrl+y")
    assert app.looks.view.pad.has_picture


def test_a_stroke_on_a_picture_is_ink_on_it(open_app, open_file, portrait):
    """No hidden drawing comes back; the stroke is read with the picture; Undo takes the stroke alone."""
    app, hand = open_app(settings=LIVE)
    hand.draw(ONE)
    open_file(app, hand, portrait)
    until(app, lambda: answers(app).startswith("7 ("), "the picture is read")
    hand.draw([(120, 40), (280, 40)])
    assert app.looks.view.pad.has_picture
    assert len(ink_of(app).strokes) == 1
    wait_for_ink(app, 200, 40)
    until(app, lambda: app.session.answers.current is not None, "the picture is read with the ink")
    assert app.session.answers.current.answer.source.size == (300, 600)
    assert app.session.answers.current.answer.source.getpixel((150, 60)) != (255, 255, 255)
    hand.key("ctrl+z")
    assert app.looks.view.pad.has_picture
    wait_for_paper(app, 200, 40)
    until(app, lambda: answers(app).startswith("7 ("), "the picture is read without the ink")


def test_ink_ends_at_the_pictures_edge(open_app, open_file, portrait):
    """Beside a picture nothing is drawn, and that is said; a stroke that runs over goes along the edge."""
    app, hand = open_app()
    open_file(app, hand, portrait)
    hand.draw([(30, 200), (60, 300)])
    assert ink_of(app).is_blank
    assert status(app) == texts.ONLY_ON_PICTURE
    hand.draw([(200, 300), (390, 350)])
    assert max(x for x, _ in ink_of(app).strokes[0].points) == pytest.approx(300)


def test_ink_stays_on_its_picture_on_the_wide_pad(open_app, open_file, portrait):
    """The picture is in the middle there, and the ink where it was on it."""
    app, hand = open_app()
    open_file(app, hand, portrait)
    hand.draw([(200, 300), (202, 350)])
    wait_for_ink(app, 201, 325)
    hand.key("w")
    until(app, lambda: app.looks.view.pad.canvas.winfo_width() > 2 * app.looks.view.pad.canvas.winfo_height(), "wide")
    wait_for_ink(app, 601, 325)


def test_the_eraser_takes_ink_off_a_picture_and_nothing_else(open_app, open_file, portrait):
    """Where there is only picture it changes nothing, and says so; answer and Undo stay."""
    app, hand = open_app()
    open_file(app, hand, portrait)
    until(app, lambda: answers(app).startswith("7 ("), "the picture is read")
    before = app.session.document
    hand.key("e")
    hand.draw([(150, 150), (250, 250)])
    assert app.session.document is before
    assert app.looks.view.pad.has_picture
    assert status(app) == texts.ONLY_INK_ERASED
    assert answers(app).startswith("7 (")
    assert pixel(app, 200, 300) != LIGHT.border
    hand.key("e")
    hand.draw([(200, 350), (202, 380)])
    wait_for_ink(app, 201, 365)
    hand.move(201, 345)
    hand.press(3)
    hand.move(203, 385)
    hand.release(3)
    wait_for_paper(app, 201, 365)
    assert ink_of(app).is_blank


def test_saving_saves_what_is_seen(open_app, open_file, monkeypatch, portrait, tmp_path):
    """Over a picture Ctrl+S, and the same entry of the menu, save the picture with its ink; on an empty pad neither."""
    asked = []
    path = tmp_path / "saved.png"
    monkeypatch.setattr(dialogs, "ask_save", lambda *words: asked.append(words) or path)
    app, hand = open_app()
    hand.key("ctrl+s")
    menu, index = entry(app, "File", "save")
    assert menu.entrycget(index, "state") == "disabled"
    assert not asked
    hand.draw(ONE)
    open_file(app, hand, portrait)
    hand.draw([(120, 40), (280, 40)])
    menu.tk.call(menu.cget("postcommand"))
    assert menu.entrycget(index, "label") == texts.SAVE_SHOWN
    assert menu.entrycget(index, "state") == "normal"
    hand.key("ctrl+s")
    with Image.open(path) as saved:
        assert saved.size == (300, 600)
        assert max(saved.getpixel((150, 60))[:3]) < 80
        assert min(saved.getpixel((20, 550))[:3]) > 240


def test_what_can_not_be_opened_leaves_everything(open_app, open_file, tmp_path):
    """A file that is no picture, or a damaged drawing, is a sentence; the answer to the good drawing stays."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: answers(app).startswith("7 ("), "the 7 is read")
    title, before = app.root.title(), app.session.document
    for name in ("note.txt", "bad.digitpad"):
        path = tmp_path / name
        path.write_text("only words")
        open_file(app, hand, path, picture=False)
        until(app, lambda name=name: name in status(app), "the cause is told")
        assert app.root.title() == title
        assert app.session.document is before
        assert app.looks.view.panel.text.startswith("7\n")


def test_a_wrong_models_sentence_stays(open_app, monkeypatch, tmp_path):
    """With live answers on, the drawing is answered by the model before, and the sentence is still there."""
    path = tmp_path / "note.txt"
    path.write_text("no model")
    app, hand = open_app(settings=LIVE)
    hand.draw(SEVEN)
    until(app, lambda: answers(app).startswith("7 ("), "the 7 is read")
    monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: path)
    hand.key("ctrl+m")
    until(app, lambda: "note.txt" in status(app), "the cause is told")
    until(app, lambda: answers(app).startswith("7 (") and not app.session.pending, "the 7 is read again")
    assert "note.txt" in status(app)
    hand.draw(ONE)
    assert "note.txt" not in status(app)


def press(app, hand, key):
    """Press a key with modifiers, and let the window take it all."""
    seen = []
    app.root.bind_all("<KeyRelease>", lambda event: seen.append(event.keysym), add=True)
    hand._send(f"key {key}")
    until(app, lambda: key.rpartition("+")[2].lower() in map(str.lower, seen), f"{key} has come")


@pytest.mark.parametrize("key", ["ctrl+e", "ctrl+h", "ctrl+w", "ctrl+5", "alt+5"])
def test_plain_keys_are_plain(open_app, key):
    """With Control or Alt a letter or a digit means nothing of what it means alone."""
    app, hand = open_app()
    hand.draw(SEVEN)
    press(app, hand, key)
    choices = app.choices
    assert (choices.erasing.get(), choices.heat.get(), choices.wide.get(), labels()) == (False, "off", False, [])


@pytest.mark.parametrize("key", ["alt+e", "alt+h"])
def test_a_menus_key_opens_the_menu_alone(open_app, key):
    """Alt+E and Alt+H open menus, and neither the eraser nor the heat map is switched."""
    app, hand = open_app()
    hand.draw(SEVEN)
    press(app, hand, key)
    hand._send("key Escape")
    until(app, lambda: not app.root.tk.call("grab", "current"), "the menu is closed")
    assert not app.choices.erasing.get()
    assert app.choices.heat.get() == "off"


def test_erasing_nothing_changes_nothing(open_app):
    """A swipe over empty paper leaves the answer, and no step to undo."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: answers(app).startswith("7 ("), "the 7 is read")
    title, before = app.root.title(), app.session.document
    hand.move(60, 350)
    hand.press(3)
    hand.move(100, 380)
    hand.release(3)
    assert app.root.title() == title
    assert app.session.document is before
    hand.key("ctrl+z")
    assert ink_of(app).is_blank


def test_an_empty_pad_has_the_pen(open_app):
    """There the eraser can't be taken, ever; Clear, Escape and an Undo to nothing give the pen back."""
    app, hand = open_app()
    app.choices.theme.set("dark")
    for _ in range(2):
        hand.key("e")
        assert not app.choices.erasing.get()
        assert status(app) == texts.NOTHING_TO_ERASE
        app.session.calm()
        app.root.update()
        assert not app.looks.view.toolbar.buttons["eraser"].instate(["selected"])
    hand.draw(ONE)
    hand.key("e")
    hand.draw(ONE)
    assert ink_of(app).is_blank
    for leave in ("Delete", "Escape", "ctrl+z"):
        hand.draw(ONE)
        hand.key("e")
        assert app.choices.erasing.get()
        hand.key(leave)
        assert not app.choices.erasing.get()
        if leave == "Escape":
            assert not ink_of(app).is_blank
            hand.key("Delete")
    hand.draw(ONE)
    assert len(ink_of(app).strokes) == 1


def test_a_pictures_one_digit_is_corrected(open_app, open_file, portrait):
    """Its title and panel say so; it is kept as no example; Undo takes it back."""
    app, hand = open_app()
    open_file(app, hand, portrait)
    until(app, lambda: answers(app).startswith("7 ("), "the picture is read")
    hand.key("1")
    assert app.root.title() == "1 (corrected) - digitpad"
    assert app.looks.view.panel.text.startswith("1\n1, corrected\nread as: 7 (")
    assert labels() == []
    hand.key("ctrl+z")
    assert answers(app).startswith("7 (")


def test_a_drawing_that_was_not_saved_is_back(open_app):
    """Ctrl+Q forgets nothing: the next window has it, and says so; Clear takes it off for good."""
    app, hand = open_app()
    hand.draw(SEVEN)
    drawn = ink_of(app)
    hand._send("key ctrl+q")
    app.root.mainloop()
    app, hand = open_app()
    assert ink_of(app).strokes == drawn.strokes
    assert status(app) == texts.RECOVERED
    hand.key("Delete")
    hand._send("key ctrl+q")
    app.root.mainloop()
    assert not kept_file().exists()


def test_an_opened_drawing_is_not_kept_twice(open_app, open_file, tmp_path):
    """What is in its file already is no unsaved drawing."""
    path = tmp_path / "seven.digitpad"
    path.write_text(Drawing.from_strokes([SEVEN]).to_json())
    app, hand = open_app()
    open_file(app, hand, path, picture=False)
    assert len(ink_of(app).strokes) == 1
    app.quit()
    assert not kept_file().exists()


def test_the_chosen_digit_stays_chosen(open_app):
    """A stroke elsewhere leaves it."""
    app, hand = open_app(EachStroke, settings=LIVE)
    hand.draw(FOUR)
    hand.draw(A_ONE)
    until(app, lambda: several(app), "the number is read")
    hand.key("Right")
    hand.draw(A_SEVEN)
    wait_for_text(app, "417")
    assert chosen(app).digit == 4


def test_a_pasted_picture_can_be_undone(open_app, monkeypatch, portrait):
    """Pasting is a step like any other."""
    app, hand = open_app()
    hand.draw(ONE)
    monkeypatch.setattr(clipboard, "_picture", lambda _root: portrait.read_bytes())
    hand.key("ctrl+v")
    until(app, lambda: app.looks.view.pad.has_picture, "the picture is shown")
    hand.key("ctrl+z")
    assert len(ink_of(app).strokes) == 1


def test_a_windows_corner_is_told_by_x11(open_app):
    """Wherever it was put; of a window that is gone, nothing is told."""
    app, _hand = open_app()
    if app.root.tk.call("tk", "windowingsystem") != "x11":
        return
    frame = tk.Toplevel(app.root)
    frame.overrideredirect(True)
    frame.geometry("60x40+123+45")
    frame.update()
    display, number = app.root.winfo_screen(), int(str(app.root.tk.call("wm", "frame", str(frame))), 16)
    assert corner(display, number) == (123, 45)
    frame.destroy()
    app.root.update()
    assert corner(display, number) is None
