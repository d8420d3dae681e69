"""The drawing that survives a crash."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from digitpad import Drawing
from digitpad.examples.kept_drawing import adopt, forget, keep, kept_file, left_behind, own_file, recovered

DRAWING = Drawing.from_strokes([[(100, 100), (300, 100), (200, 350)]], pen=20)


def owned_by(path, process):
    path.write_text(json.dumps({**json.loads(path.read_text()), "process": process}))


def ended_process():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_the_drawing_of_a_dead_process_comes_back():
    """What a pad left behind that has ended is there again."""
    path = kept_file()
    keep(DRAWING, path)
    owned_by(path, ended_process())
    assert recovered(path) == DRAWING


def test_the_drawing_of_a_living_process_is_left_to_it():
    """A second pad doesn't take the first one's drawing, nor does it remove it."""
    path = kept_file()
    keep(DRAWING, path)
    owned_by(path, os.getppid())
    assert recovered(path) is None
    forget(path)
    assert path.exists()


def test_two_pads_keep_both_their_drawings():
    """Beside a living pad's drawing another one keeps its own, and both come back, the later one first."""
    first, other = kept_file(), DRAWING._replace(pen=9)
    assert own_file() == first
    keep(DRAWING, first)
    owned_by(first, os.getppid())
    second = own_file()
    assert second != first
    keep(other, second)
    assert own_file() == second
    assert (recovered(second), left_behind()) == (other, [second])
    owned_by(first, ended_process())
    os.utime(first, ns=(0, 0))
    assert own_file() == second  # what a pad left behind that has ended isn't written over
    assert left_behind() == [second, first]
    forget(second)
    assert left_behind() == [first]
    assert own_file() != first
    adopt(first)
    assert own_file() == first
    assert recovered(first) == DRAWING


def test_a_blank_pad_is_not_kept():
    """After Clear there is nothing to come back."""
    path = kept_file()
    keep(DRAWING, path)
    keep(DRAWING.cleared(), path)
    assert not path.exists()
    assert recovered(path) is None


def test_what_is_noted_of_it_is_kept_with_it_or_not_at_all(monkeypatch):
    """A full disk leaves what was kept before, whole."""
    path = kept_file()
    keep(DRAWING, path, {"picture": "a.png"})
    before = path.read_bytes()
    assert json.loads(before)["picture"] == "a.png"

    def full(self, content, **_given):
        with open(self, "w", encoding="utf-8") as file:
            file.write(content[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    keep(Drawing.from_strokes([[(1, 1), (9, 9)]]), path, {"picture": "b.png"})
    assert path.read_bytes() == before
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"process": -5}', '{"process": "x", "format": 1}'])
def test_a_damaged_file_is_no_drawing(content):
    """Whatever is in the file, the pad starts."""
    path = kept_file()
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert recovered(path) is None


def test_a_folder_that_can_not_be_written_is_no_obstacle(own_folders):
    """Then nothing is kept."""
    (own_folders / "xdg_state_home").write_text("a file where the folder should be")
    keep(DRAWING, kept_file())
    assert recovered(kept_file()) is None
