"""Labelled drawings on disk."""

import pytest

from digitpad import Drawing
from digitpad.errors import DataError
from digitpad.examples.corrections import Labelled, corrections_file
from digitpad.examples.labelled import load_labelled
from digitpad.examples.library import Library
from tests.examples.kept import add_correction, load_corrections

SEVEN = Labelled(7, "2026-01-02T03:04:05+00:00", Drawing.from_strokes([[(10, 10), (90, 12), (40, 180)]]))
ONE = Labelled(1, "2026-01-02T03:05:05+00:00", Drawing.from_strokes([[(50, 10), (50, 180)], [(20, 20), (50, 10)]]))


def test_labelled_drawings_come_back(tmp_path):
    """What was added is there again, oldest first; deleted, one is gone."""
    path = tmp_path / "a new folder" / "labelled.jsonl"
    assert load_corrections(path) == []
    add_correction(path, SEVEN)
    add_correction(path, ONE)
    assert load_corrections(path) == [SEVEN, ONE]
    library = Library(path)
    library.delete([[example.key for example in library][-1]])
    assert load_corrections(path) == [SEVEN]


def test_a_cut_off_line_spoils_no_other(tmp_path):
    """After a crash in mid-line the drawings before and after it are read."""
    path = tmp_path / "labelled.jsonl"
    add_correction(path, SEVEN)
    with open(path, "ab") as file:
        file.write(b'{"label": 3, "dra')
    add_correction(path, ONE)
    assert load_corrections(path) == [SEVEN, ONE]


@pytest.mark.parametrize(
    "line",
    ["\x00\x01", "[1]", "7", '{"label": 7}', '{"label": 12, "date": "", "drawing": {}}', "[" * 100_000],
)
def test_damaged_lines_are_left_out(tmp_path, line):
    """Whatever stands in the file, the sound lines are read."""
    path = tmp_path / "labelled.jsonl"
    path.write_text(line + "\n")
    add_correction(path, SEVEN)
    assert load_corrections(path) == [SEVEN]


def test_the_export_is_a_labelled_set(tmp_path):
    """Evaluation and training read the .npz with its labels."""
    path, kept = tmp_path / "mine.npz", tmp_path / "labelled.jsonl"
    add_correction(kept, SEVEN)
    add_correction(kept, ONE)
    Library(kept).export_set(path)
    loaded = load_labelled(path)
    assert loaded.labels.tolist() == [7, 1]
    assert loaded.images.shape == (2, 28, 28)


def test_a_folder_that_can_not_be_written_is_named(tmp_path):
    """The sentence names the file."""
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "labelled.jsonl"
    with pytest.raises(DataError, match=r"labelled\.jsonl: can't be written"):
        add_correction(path, SEVEN)
    with pytest.raises(DataError, match=r"labelled\.jsonl"):
        Library(path)


def test_the_file_is_in_the_data_folder(own_folders):
    """Where the system keeps users' data."""
    assert corrections_file().parent == own_folders / "xdg_data_home" / "digitpad"
