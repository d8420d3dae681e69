"""Files that are dragged from another program and dropped on the window, by the messages of file managers."""

import subprocess
import sys
from ctypes.util import find_library

import pytest
from PIL import Image

from digitpad.app.views import dropping
from digitpad.ink.drawing import Drawing
from digitpad.settings import Settings
from tests.app import drag_source
from tests.app.hand import SEVEN, until
from tests.app.state import ink_of, status

SEVEN_DRAWING = Drawing.from_strokes([SEVEN])


@pytest.fixture
def drop(screen):
    """Drop files on the middle of the pad, from another process."""
    if find_library("Xcursor") is None:
        pytest.skip("tkdnd needs libXcursor, which is not here.")

    def dropped(app, hand, *paths):
        until(app, lambda: app.takes_drops, "files can be dropped")
        hand.move(200, 200)
        command = [sys.executable, "-m", drag_source.__name__, *map(str, paths)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as source:
            until(app, lambda: source.poll() is not None, "the drop is over")
            assert source.stdout.read() == "copied\n"

    return dropped


def test_a_drawing_is_opened(open_app, drop, tmp_path):
    """It is on the pad, and is answered; the name may be in any script."""
    path = tmp_path / "sieben {7} 七 %41.digitpad"
    path.write_text(SEVEN_DRAWING.to_json(), encoding="utf-8")
    app, hand = open_app(settings=Settings(theme="light"))
    drop(app, hand, path)
    until(app, lambda: app.root.title().startswith("7 ("), "the drawing is answered")
    assert app.session.document.file == path


def test_a_picture_is_opened(open_app, drop, tmp_path):
    """As by Open; a drawing that was there is one Undo away."""
    path = tmp_path / "paper.png"
    Image.new("L", (300, 200), 230).save(path)
    app, hand = open_app()
    hand.draw(SEVEN)
    drop(app, hand, path)
    until(app, lambda: app.session.document.picture is not None, "the picture is shown")
    hand.key("ctrl+z")
    assert len(ink_of(app).strokes) == 1


def test_what_can_not_be_opened_is_told(open_app, drop, tmp_path):
    """The pad stays as it is."""
    path = tmp_path / "note.txt"
    path.write_text("no picture")
    app, hand = open_app()
    hand.draw(SEVEN)
    drop(app, hand, path)
    until(app, lambda: "note.txt" in status(app), "it is told")
    assert len(ink_of(app).strokes) == 1


def scans(app):
    return app.looks.companions.open["scans"].scans


@pytest.mark.parametrize("whole", [True, False], ids=["a folder", "several files"])
def test_a_folder_or_several_files_are_read_in_a_table(open_app, drop, tmp_path, whole):
    """As by Read a folder; of several files those and no others."""
    for name in ("a", "b", "c"):
        Image.new("L", (60, 60), 230).save(tmp_path / f"{name}.png")
    app, hand = open_app()
    drop(app, hand, *([tmp_path] if whole else [tmp_path / "a.png", tmp_path / "b.png"]))
    until(app, lambda: "scans" in app.looks.companions.open, "the table is there")
    until(app, lambda: not scans(app).is_reading, "all is read")
    assert scans(app).folder == tmp_path
    assert sorted(scan.path for scan in scans(app).found) == [
        str(tmp_path / name) for name in (("a.png", "b.png", "c.png") if whole else ("a.png", "b.png"))
    ]


def test_without_the_library_all_else_works(open_app, monkeypatch):
    """Where Tk can't be taught to take drops, nothing is said about it."""
    monkeypatch.setitem(sys.modules, "tkinterdnd2", None)
    app, hand = open_app()
    asked = []
    monkeypatch.setattr(dropping, "take_drops", lambda *given, real=dropping.take_drops: asked.append(real(*given)))
    until(app, lambda: asked, "the window has tried")
    assert asked == [False]
    hand.draw(SEVEN)
    assert len(ink_of(app).strokes) == 1


def test_it_is_loaded_after_the_first_paint():
    """Nothing of it is imported by the window's modules."""
    code = "import sys, digitpad.app.window; print('tkinterdnd2' in sys.modules, 'digitpad.app.dropped' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "False False\n"
