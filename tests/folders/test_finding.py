"""Which files are meant by names of files, folders and patterns."""

import os

import pytest

from digitpad import texts
from digitpad.folders.finding import by_name, found_files
from digitpad.folders.result import FileReading


def made(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")


def names_in(folder, *given, **how):
    return [os.path.relpath(name, folder) for name in found_files([folder / name for name in given], **how)]


def test_a_folder_stands_for_its_pictures_and_drawings(tmp_path):
    """They come as people count them; other kinds, hidden files, folders and pipes are passed over."""
    made(tmp_path, "p10.PNG", "p2.jpg", "p1.digitpad", "notes.txt", ".hidden.png", "more/p3.tiff", "noise.png/x.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.png")
    assert names_in(tmp_path, ".") == ["p1.digitpad", "p2.jpg", "p10.PNG"]


def test_folders_within_folders_are_looked_into_when_asked(tmp_path):
    """Each folder's files come before those of its folders; a link to a folder above leads nowhere."""
    made(tmp_path, "b/2.png", "a/c/1.png", "a/3.png", "0.png", "b/.git/4.png")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    expected = ["0.png", "a/3.png", "a/c/1.png", "b/2.png"]
    assert names_in(tmp_path, ".", recursive=True) == [os.path.normpath(name) for name in expected]


def test_patterns_that_no_shell_has_resolved(tmp_path):
    """Stars and question marks are resolved here too, unless a file is called so; nothing found is a sentence."""
    made(tmp_path, "a2.png", "a10.png", "b1.png", "[a]1.png", "deep/er/a3.png")
    assert names_in(tmp_path, "a*.png") == ["a2.png", "a10.png"]
    assert names_in(tmp_path, "[a]1.png") == ["[a]1.png"]
    assert names_in(tmp_path, "**/a3.png") == [os.path.join("deep", "er", "a3.png")]
    (nothing,) = found_files([tmp_path / "c*.png"])
    assert str(nothing.error) == f"{tmp_path / 'c*.png'}: {texts.NO_MATCH}"


def test_folders_that_give_nothing_are_sentences(tmp_path, monkeypatch):
    """One that is empty says so; of one that may not be read its name is said, and the others are read."""
    made(tmp_path, "a/1.png", "b/2.png", "c/notes.txt")
    (empty,) = found_files([tmp_path / "c"])
    assert str(empty.error) == f"{tmp_path / 'c'}: {texts.EMPTY_FOLDER_FLAT}"
    real = os.scandir

    def scandir(path):
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    first, second = found_files([tmp_path], recursive=True)
    assert isinstance(first, FileReading)
    assert str(first.error) == texts.about_file(tmp_path / "a", texts.CANT_READ.format(reason="permission denied"))
    assert second == str(tmp_path / "b" / "2.png")


def test_a_link_that_leads_in_a_circle_costs_one_file(tmp_path):
    """It is left to whoever reads it, as a link to nowhere is, and the folder's other files are found."""
    made(tmp_path, "1.png", "3.png", "5.png")
    (tmp_path / "2.png").symlink_to(tmp_path / "2.png")
    (tmp_path / "4.png").symlink_to(tmp_path / "nowhere.png")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert names_in(tmp_path, ".", recursive=True) == [f"{number}.png" for number in range(1, 6)]


def test_names_are_passed_on_as_they_are(tmp_path):
    """A file that isn't there, standard input and an absurd name are left to whoever reads them."""
    assert list(found_files(["-", "gone.png", "a\0b"])) == ["-", "gone.png", "a\0b"]


@pytest.mark.parametrize("name", ["²", "٣", "०१", "1" * 5000, "", "x1y"])
def test_any_name_can_be_sorted(name):
    """Digits of other scripts, and numbers of any length, are no trouble."""
    assert sorted([name, "a1", "1"], key=by_name)
