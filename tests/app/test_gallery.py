"""The user's examples, looked through."""

import json

import pytest

from digitpad import Recognizer, texts
from digitpad.app.session import gallery as gallery_module
from digitpad.app.views import dialogs
from digitpad.app.views.palette import DARK
from digitpad.examples.corrections import corrections_file
from digitpad.examples.library import Library
from digitpad.ink.drawing import Drawing
from tests.app.hand import until
from tests.app.handwriting import written
from tests.app.stepped import Desk


def drawing_of(digit, left=130.0):
    return Drawing(400, 400, tuple(written(str(digit), left, 80, 240)))


@pytest.fixture
def library():
    library = Library(corrections_file())
    library.add([(drawing_of(digit), digit) for digit in (7, 1, 7)])
    return library


def labels():
    return [example.label for example in Library(corrections_file())]


def test_examples_are_chosen_relabelled_deleted_and_brought_back(open_app, library):
    """With pointer and keys; each change is in the file at once, and off the disk once the window is closed."""
    app, hand = open_app()
    app.looks.companions.show("gallery")
    window = app.looks.companions.open["gallery"]
    window.window.geometry("760x560+0+0")
    until(app, lambda: window.tiles.drawn == 3, "the tiles are drawn")
    assert [label.cget("text") for label in window.filters[:3]] == [f"{texts.GALLERY_ALL}: 3", "0: 0", "1: 1"]
    canvas = window.tiles.canvas

    def click(index):
        x, y = window.tiles.place(index)
        hand.move_to_pixel(canvas.winfo_rootx() + x + 10, canvas.winfo_rooty() + y + 10)
        hand.press()
        hand.release()

    click(0)
    hand.key("2")
    assert labels() == [7, 2, 7]
    hand.key("ctrl+a")
    hand.key("Delete")
    assert labels() == []
    hand.key("ctrl+z")
    assert sorted(labels()) == [2, 7, 7]
    hand.click(window.filters[8])
    until(app, lambda: window.tiles.drawn == 2, "only the sevens are shown")
    click(0)
    hand.key("Delete")
    hand.key("Escape")
    assert sorted(labels()) == [2, 7]
    assert b"deleted" not in corrections_file().read_bytes()
    assert "gallery" not in app.looks.companions.open


def test_of_thousands_only_what_is_seen_is_drawn(open_app, library):
    """Wherever it is scrolled to."""
    line = json.loads(corrections_file().read_text().splitlines()[0])
    lines = (json.dumps({**line, "id": f"copy {place}"}) for place in range(5000))
    corrections_file().write_text("\n".join(lines) + "\n")
    app, _ = open_app()
    app.looks.companions.show("gallery")
    window = app.looks.companions.open["gallery"]
    until(app, lambda: window.tiles.drawn, "the tiles are drawn")
    for fraction in (0.0, 0.3, 1.0, 0.5):
        window.tiles._scroll("moveto", str(fraction))
        assert 0 < window.tiles.drawn < 200


def test_all_are_deleted_after_a_question(open_app, library, monkeypatch):
    """And gone from the disk when the window closes; a No keeps them."""
    app, _ = open_app()
    app.looks.companions.show("gallery")
    window = app.looks.companions.open["gallery"]
    monkeypatch.setattr(dialogs, "ask", lambda *_arguments: False)
    window.buttons[texts.GALLERY_DELETE_ALL].invoke()
    assert len(labels()) == 3
    monkeypatch.setattr(dialogs, "ask", lambda *_arguments: True)
    window.buttons[texts.GALLERY_DELETE_ALL].invoke()
    window.close()
    assert corrections_file().read_bytes() == b""


def test_what_was_deleted_is_off_the_disk_when_the_pad_closes(open_app, library):
    """The gallery, left open, closes with it."""
    app, _ = open_app()
    app.looks.companions.show("gallery")
    gallery = app.looks.companions.open["gallery"].gallery
    gallery.choose({example.key for example in gallery.shown if example.label == 1})
    gallery.delete()
    app.quit()
    assert labels() == [7, 7]
    assert b"deleted" not in corrections_file().read_bytes()


def test_another_theme_tidies_nothing(open_app, library):
    """What was deleted can still be brought back, the chosen ones stay chosen, and the filter is the same."""
    app, _ = open_app()
    app.looks.companions.show("gallery")
    gallery = app.looks.companions.open["gallery"].gallery
    gallery.show(7)
    gallery.choose({gallery.shown[0].key})
    gallery.delete()
    gallery.choose({gallery.shown[0].key})
    app.choices.theme.set("dark")
    window = app.looks.companions.open["gallery"]
    assert len(window.gallery.chosen) == 1
    assert window.filters[8].cget("text") == "7: 1"
    assert window.filters[8].cget("background") == DARK.on
    window.gallery.undo()
    assert window.filters[8].cget("text") == "7: 2"
    assert labels() == [7, 1, 7]


def test_an_example_that_ten_others_speak_against_is_asked_about():
    """A No makes it what the others are; a Yes asks no more."""
    library = Library(corrections_file())
    library.add([(drawing_of(7, 100.0 + place), 7) for place in range(11)] + [(drawing_of(7), 1)])
    desk = Desk()
    desk.use_model(Recognizer)
    desk.load()
    gallery = gallery_module.Gallery(desk.session, lambda: None)
    gallery.ask_doubts()
    desk.work()
    assert [(doubt.label, doubt.otherwise) for doubt in gallery.doubts] == [(1, 7)]
    gallery.answer(gallery.doubts[0], is_right=True)
    gallery.ask_doubts()
    desk.work()
    assert not gallery.doubts
    gallery._asked.clear()
    gallery.ask_doubts()
    desk.work()
    gallery.answer(gallery.doubts[0], is_right=False)
    assert labels() == [7] * 12


def test_a_window_that_is_closed_before_its_doubts_are_known_is_left_alone(open_app, library):
    """The answer to a question that nobody asks any more goes nowhere."""
    app, _ = open_app(Recognizer)
    until(app, lambda: not app.session.pending, "the model is there")
    app.looks.companions.show("gallery")
    app.looks.companions.open["gallery"].close()
    until(app, lambda: not app.session.pending, "the doubts are known")
    assert not app.session.message.problem


def test_sets_come_in_and_go_out(tmp_path, library):
    """What was exported is the same when it is imported."""
    gallery = gallery_module.Gallery(Desk().session, lambda: None)
    gallery.library.export_set(tmp_path / "mine.npz")
    assert gallery.take_in(tmp_path / "mine.npz") == 3
    assert labels() == [7, 1, 7, 7, 1, 7]
    gallery.undo()
    assert labels() == [7, 1, 7]
