"""The user's examples, looked through."""

import json
import threading

import pytest

from digitpad import Recognizer, texts
from digitpad.app.session import editing, speaking
from digitpad.app.session import gallery as gallery_module
from digitpad.app.views import dialogs
from digitpad.app.views.palette import DARK, LIGHT
from digitpad.examples import labelled
from digitpad.examples.corrections import corrections_file
from digitpad.examples.library import Library
from digitpad.ink.drawing import Drawing
from tests.app.hand import SEVEN, until
from tests.app.handwriting import written
from tests.app.stepped import Desk
from tests.patience import PATIENCE


def drawing_of(digit, left=130.0):
    return Drawing(400, 400, tuple(written(str(digit), left, 80, 240)))


@pytest.fixture
def library():
    library = Library(corrections_file())
    library.add([(drawing_of(digit), digit) for digit in (7, 1, 7)])
    return library


def labels():
    return [example.label for example in Library(corrections_file())]


def gallery_of(app):
    """The gallery's window, once all that was begun is done."""
    if "gallery" not in app.looks.companions.open:
        app.looks.companions.show("gallery")
    until(app, lambda: not app.session.pending, "all is done")
    return app.looks.companions.open["gallery"]


def test_examples_are_chosen_relabelled_deleted_and_brought_back(open_app, library):
    """With pointer and keys; each change is in the file at once, and off the disk once the window is closed."""
    app, hand = open_app()
    window = gallery_of(app)
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
    gallery_of(app)
    assert labels() == [7, 2, 7]
    hand.key("ctrl+a")
    hand.key("Delete")
    gallery_of(app)
    assert labels() == []
    hand.key("ctrl+z")
    gallery_of(app)
    assert sorted(labels()) == [2, 7, 7]
    hand.click(window.filters[8])
    until(app, lambda: window.tiles.drawn == 2, "only the sevens are shown")
    click(0)
    hand.key("Delete")
    hand.key("Escape")
    until(app, lambda: not app.session.pending, "it is tidied")
    assert sorted(labels()) == [2, 7]
    assert b"deleted" not in corrections_file().read_bytes()
    assert "gallery" not in app.looks.companions.open


def test_all_is_done_with_the_keyboard_alone(open_app, library):
    """Arrows, Shift, Space, Enter, digits, Delete; what the keyboard is at has a ring, and is scrolled into sight."""
    library.add([(drawing_of(digit), digit) for digit in (3, 8) * 40])
    app, hand = open_app()
    window = gallery_of(app)
    window.window.geometry("760x560+0+0")
    until(app, lambda: window.tiles.drawn > 20, "the tiles are drawn")
    tiles, gallery = window.tiles, window.gallery
    until(app, lambda: app.root.focus_get() is tiles.canvas, "the tiles have the keyboard")

    def ring():
        left, top, right, bottom = tiles.canvas.coords("ring")
        x, y = tiles.place(tiles.choosing.at)
        assert left < x < right
        assert top < y < bottom
        top_seen = tiles.canvas.canvasy(0)
        return top_seen <= top and bottom <= top_seen + tiles.canvas.winfo_height()

    hand.key("Right")
    assert gallery.chosen == {gallery.shown[1].key}
    hand.key("Down")
    hand.key("End")
    assert gallery.chosen == {gallery.shown[-1].key}
    assert ring()
    hand.key("Home")
    hand.key("shift+Right")
    hand.key("shift+Right")
    assert len(gallery.chosen) == 3
    hand.key("ctrl+Down")
    hand.key("space")
    assert len(gallery.chosen) == 4
    hand.key("Delete")
    gallery_of(app)
    assert (len(gallery), gallery.chosen) == (79, set())
    at = tiles.choosing.at
    hand.key("Return")
    assert gallery.chosen == {gallery.shown[at].key}
    assert window.words.cget("text") == texts.GALLERY_WHICH
    hand.key("5")
    gallery_of(app)
    assert gallery.counts[5] == 1
    hand.key("Next")
    hand.key("Prior")
    assert ring()
    hand.key("ctrl+Next")
    assert gallery.digit == 0
    tiles.canvas.tk_focusPrev().focus_set()  # as Shift+Tab does
    hand.key("Left")
    hand.key("Left")
    assert gallery.digit == 9
    assert app.root.focus_get() is window.filters[10]


def test_of_thousands_only_what_is_seen_is_drawn(open_app, library):
    """Wherever it is scrolled to."""
    line = json.loads(corrections_file().read_text().splitlines()[0])
    lines = (json.dumps({**line, "id": f"copy {place}"}) for place in range(5000))
    corrections_file().write_text("\n".join(lines) + "\n")
    app, _ = open_app()
    window = gallery_of(app)
    until(app, lambda: window.tiles.drawn, "the tiles are drawn")
    for fraction in (0.0, 0.3, 1.0, 0.5):
        window.tiles._scroll("moveto", str(fraction))
        assert 0 < window.tiles.drawn < 200


def test_a_gallery_that_is_closed_keeps_no_example(open_app, library):
    """Neither the one that was read, nor what could have been brought back: it may be 200,000."""
    app, _ = open_app()
    window = gallery_of(app)
    gallery, seen = window.gallery, window.gallery.shown
    gallery.choose({seen[0].key})
    gallery.delete()
    gallery_of(app)
    window.close()
    until(app, lambda: not app.session.pending, "it is tidied and forgotten")
    assert (len(gallery), gallery.chosen, len(gallery._library)) == (0, set(), 0)
    assert not gallery._library.can_undo
    assert window.tiles.here is None
    assert labels() == [7, 7]


def test_a_file_of_a_newer_version_loses_nothing(open_app):
    """What is an example here is shown and can be changed; all else stays in the file, also when it is tidied."""
    drawing = json.loads(drawing_of(7).to_json())
    newer = {**drawing, "version": 2, "strokes": [{"points": [[1, 2, 0.5]], "tool": "brush"}]}
    lines = [
        {"id": "a", "label": 7, "drawing": drawing, "tilt": 3},
        {"id": "b", "label": 7, "drawing": newer, "pressure": [1]},
        {"id": "c", "label": 1, "sound": "AAAA"},
        {"hands": ["mum"]},
        {"id": "d", "label": 4, "drawing": drawing},
    ]
    corrections_file().parent.mkdir(parents=True, exist_ok=True)
    corrections_file().write_text("".join(json.dumps(line) + "\n" for line in lines))
    app, _ = open_app()
    window = gallery_of(app)
    until(app, lambda: window.tiles.drawn == 3, "the tiles are drawn")
    gallery = window.gallery
    assert gallery.words() == texts.GALLERY_NEWER.format(count=3)
    gallery.choose({"d"})
    gallery.delete()
    gallery_of(app)
    gallery.choose({"a", "b"})
    gallery.relabel(9)
    gallery_of(app)
    window.close()
    until(app, lambda: not app.session.pending, "it is tidied")
    left = [json.loads(line) for line in corrections_file().read_text().splitlines()]
    for line in left[:2]:
        del line["date"], line["whence"]
    assert left == [{**lines[0], "label": 9}, {**lines[1], "label": 9}, *lines[2:4]]


def test_an_empty_gallery_says_what_fills_it(open_app):
    """In its middle; there is nothing to export or to delete, and of a digit that has no example it says so."""
    app, _ = open_app()
    window = gallery_of(app)

    def words():
        return window.tiles.canvas.itemcget("words", "text")

    assert words() == texts.GALLERY_EMPTY
    states = [button.instate(["disabled"]) for button in window.buttons.values()]
    assert states == [False, True, True]
    Library(corrections_file()).add([(drawing_of(7), 7)])
    window.gallery.refresh()
    gallery_of(app)
    assert words() == ""
    assert not any(button.instate(["disabled"]) for button in window.buttons.values())
    window.gallery.show(3)
    assert words() == texts.GALLERY_NONE.format(digit=3)


def test_all_are_deleted_after_a_question(open_app, library, monkeypatch):
    """And gone from the disk when the window closes; a No keeps them."""
    app, _ = open_app()
    window = gallery_of(app)
    monkeypatch.setattr(dialogs, "ask", lambda *_arguments: False)
    window.buttons[texts.GALLERY_DELETE_ALL].invoke()
    assert len(labels()) == 3
    monkeypatch.setattr(dialogs, "ask", lambda *_arguments: True)
    window.buttons[texts.GALLERY_DELETE_ALL].invoke()
    window.close()
    until(app, lambda: not app.session.pending, "it is tidied")
    assert corrections_file().read_bytes() == b""


def test_what_was_deleted_is_off_the_disk_when_the_pad_closes(open_app, library):
    """The gallery, left open, closes with it."""
    app, _ = open_app()
    gallery = gallery_of(app).gallery
    gallery.choose({example.key for example in gallery.shown if example.label == 1})
    gallery.delete()
    app.quit()
    app.close()
    assert labels() == [7, 7]
    assert b"deleted" not in corrections_file().read_bytes()


def test_another_theme_tidies_nothing(open_app, library):
    """What was deleted can still be brought back, the chosen ones stay chosen, and the filter is the same."""
    app, _ = open_app()
    gallery = gallery_of(app).gallery
    gallery.show(7)
    gallery.choose({gallery.shown[0].key})
    gallery.delete()
    gallery_of(app)
    gallery.choose({gallery.shown[0].key})
    app.choices.theme.set("dark")
    window = gallery_of(app)
    assert len(window.gallery.chosen) == 1
    assert window.filters[8].cget("text") == "7: 1"
    assert window.filters[8].cget("background") == DARK.on
    window.gallery.undo()
    gallery_of(app)
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
    desk.work()
    assert labels() == [7] * 12
    assert not gallery.doubts


def test_a_window_that_is_closed_before_its_doubts_are_known_is_left_alone(open_app, library):
    """The answer to a question that nobody asks any more goes nowhere."""
    app, _ = open_app(Recognizer)
    until(app, lambda: not app.session.pending, "the model is there")
    app.looks.companions.show("gallery")
    app.looks.companions.open["gallery"].close()
    until(app, lambda: not app.session.pending, "the doubts are known")
    assert not app.session.message.problem


def test_the_pad_says_no_more_that_it_keeps_what_was_changed_here():
    """Deleted or relabelled, an example isn't kept as what it was; a problem that somebody may still read stays."""
    desk = Desk()
    desk.use_model(Recognizer)
    desk.load()
    gallery = gallery_module.Gallery(desk.session, lambda: None)
    for change in (gallery.delete, lambda: gallery.relabel(1)):
        editing.clear(desk.session)
        editing.add_stroke(desk.session, SEVEN)
        desk.work()
        speaking.label(desk.session, 7)
        gallery.refresh()
        desk.work()
        assert desk.session.message.words == texts.LABEL_NOTED.format(digit=7)
        gallery.choose({gallery.shown[0].key})
        change()
        desk.work()
        assert desk.session.message.words == texts.READY
    desk.session.say("It's broken.", problem=True)
    gallery.choose({gallery.shown[0].key})
    gallery.delete()
    desk.work()
    assert desk.session.message.words == "It's broken."


def test_sets_come_in_and_go_out(tmp_path, library):
    """What was exported is the same when it is imported."""
    desk = Desk()
    gallery = gallery_module.Gallery(desk.session, lambda: None)
    gallery.export(tmp_path / "mine.npz")
    desk.work()
    assert gallery.words() == texts.SAVED.format(path=tmp_path / "mine.npz")
    gallery.take_in(tmp_path / "mine.npz")
    desk.work()
    assert gallery.words() == texts.GALLERY_IMPORTED.format(count=3)
    assert labels() == [7, 1, 7, 7, 1, 7]
    gallery.undo()
    desk.work()
    assert labels() == [7, 1, 7]


class Held:
    """Library methods that wait, in their thread, until they are let go."""

    def __init__(self, monkeypatch):
        self.begun, self.go = threading.Event(), threading.Event()
        for name in ("import_set", "export_set", "tidy", "delete"):
            monkeypatch.setattr(Library, name, self._held(getattr(Library, name)))

    def _held(self, method):
        def held(library, *arguments, progress=None, **named):
            assert threading.current_thread() is not threading.main_thread()
            self.begun.set()
            assert self.go.wait(PATIENCE)
            return method(library, *arguments, **named)

        return held


def test_the_window_is_free_while_the_file_is_worked_on(open_app, library, monkeypatch, tmp_path):
    """It draws and keeps labels meanwhile; what was begun is done when the pad has closed."""
    app, hand = open_app()
    window = gallery_of(app)
    window.gallery.export(tmp_path / "mine.npz")
    gallery_of(app)
    held = Held(monkeypatch)
    monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: tmp_path / "mine.npz")
    window.buttons[texts.GALLERY_IMPORT].invoke()
    until(app, held.begun.is_set, "the import has begun")
    until(app, lambda: window.progress.winfo_ismapped(), "it is shown how far it is")
    assert window.buttons[texts.GALLERY_EXPORT].instate(["disabled"])
    window.window.geometry("+900+700")
    app.root.lift()
    app.root.focus_force()
    hand.draw(SEVEN)
    hand.key("3")
    assert labels() == [7, 1, 7, 3]
    window.gallery.choose({window.gallery.shown[0].key})
    window.gallery.delete()
    app.quit()
    held.go.set()
    app.close()
    assert sorted(labels()) == [1, 3, 7, 7, 7, 7]


def test_what_takes_long_is_stopped_by_escape(open_app, library, monkeypatch, tmp_path):
    """Then nothing has changed, which is said; the next Escape closes the window."""
    app, hand = open_app()
    window = gallery_of(app)
    window.gallery.export(tmp_path / "mine.npz")
    gallery_of(app)
    stopped = threading.Event()

    def pairs():
        yield drawing_of(1), 1
        assert stopped.wait(PATIENCE)
        yield drawing_of(1), 1

    monkeypatch.setattr(labelled, "labelled_sources", lambda _path: (4, pairs()))
    before = corrections_file().read_bytes()
    window.gallery.take_in(tmp_path / "mine.npz")
    until(app, lambda: window.words.cget("text") == texts.GALLERY_IMPORTING.format(done=1, count=4), "it is said")
    window.window.focus_force()
    hand.key("Escape")
    stopped.set()
    gallery_of(app)
    assert window.words.cget("text") == texts.GALLERY_STOPPED
    assert corrections_file().read_bytes() == before
    hand.key("Escape")
    assert "gallery" not in app.looks.companions.open


def test_what_goes_wrong_is_said_where_somebody_looks(open_app, library, tmp_path):
    """In the gallery; on the pad, once it is closed; and a file that can't be read is no empty one."""
    app, _ = open_app()
    window = gallery_of(app)
    window.gallery.take_in(tmp_path / "gone.npz")
    gallery_of(app)
    assert "gone.npz: can't be read" in window.words.cget("text")
    assert str(window.words.cget("foreground")) == LIGHT.spoke_against
    window.gallery.choose(set())
    assert str(window.words.cget("foreground")) == LIGHT.muted
    window.gallery.take_in(tmp_path / "gone.npz")
    window.close()
    until(app, lambda: not app.session.pending, "it is tried")
    assert "gone.npz: can't be read" in app.session.message.words
    corrections_file().unlink()
    corrections_file().mkdir()
    window = gallery_of(app)
    window.gallery.choose(set())
    assert "labelled.jsonl: can't be read" in window.words.cget("text")
