"""What was read and said of a folder is on the disk at once, whole or not at all, and back after whatever happened."""

import errno

import pytest

from digitpad import texts
from digitpad.errors import DataError
from digitpad.folders.journal import COLUMNS, Journal, kept_count
from tests.folders.full_disk import Full

ONE = [["a\n\n.png", "1", "1", "4", "0.9000", "sure", "1", "2", "3", "4", "47", "", ""]]
TWO = [["b\r\udcff.png", "1", str(place), "4", "0.9000", "sure", "1", "2", "3", "4", "47", "", ""] for place in (1, 2)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "scans" / "kept.csv"


def begun(path):
    journal = Journal(path)
    journal.begin()
    journal.mark()
    return journal


def rows_in(path):
    journal = Journal(path)
    rows = [journal.rows(place) for place in journal.load()]
    journal.close(forget=False)
    return rows


def test_what_was_kept_last_counts(path):
    """Lines come back as they were, each scan's once, and by whatever name."""
    journal = begun(path)
    places = [journal.add(ONE), journal.add(TWO), journal.add([[*ONE[0][:-1], "7"]])]
    assert journal.rows(places[1]) == TWO
    journal.close(forget=False)
    assert rows_in(path) == [[[*ONE[0][:-1], "7"]], TWO]
    assert kept_count(path) == 2


def test_a_cut_takes_what_was_cut_and_nothing_before(path):
    """Wherever a power cut ends the file: whole scans are back, and more can be added behind them."""
    journal = begun(path)
    ends = []
    for rows in (ONE, TWO):
        journal.add(rows)
        ends.append(path.stat().st_size)
    journal.close(forget=False)
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        journal = Journal(path)
        before = [journal.rows(place) for place in journal.load()]
        assert before == [ONE, TWO][: sum(end <= cut for end in ends)], cut
        journal.add(TWO)
        journal.close(forget=False)
        assert rows_in(path) == [*[rows for rows in before if rows != TWO], TWO]


def test_one_window_has_it_at_a_time(path):
    """The second is told so; what nobody needs any more is taken off the disk."""
    journal = begun(path)
    with pytest.raises(DataError, match=texts.SCANS_BUSY):
        Journal(path)
    journal.close(forget=False)
    Journal(path).close(forget=True)
    assert not path.exists()
    assert kept_count(path) == 0


def test_what_was_not_begun_whole_is_nothing(path):
    """Before all of a table is in it there is nothing to go on with."""
    journal = Journal(path)
    journal.begin([*COLUMNS, "mine"])
    journal.add(ONE)
    assert kept_count(path) == 0
    journal.mark()
    assert kept_count(path) == 1
    journal.close(forget=False)
    again = Journal(path)
    again.load()
    assert (again.is_marked, again.columns) == (True, [*COLUMNS, "mine"])
    again.close(forget=True)
    path.write_bytes(b"\xff\xfe\nnothing of ours")
    assert kept_count(path) == 0


def test_a_full_disk_leaves_the_memory(path):
    """Nothing is torn, nothing is lost while the window is open, and the cause is known."""
    journal = begun(path)
    kept = journal.add(ONE)
    before = path.read_bytes()
    journal._file = Full(journal._file)
    places = [journal.add(TWO), journal.add(ONE)]
    assert [journal.rows(place) for place in (kept, *places)] == [ONE, TWO, ONE]
    assert journal.trouble.errno == errno.ENOSPC
    assert path.read_bytes() == before
    journal.close(forget=False)


def test_a_place_that_cannot_be_written_leaves_the_memory(tmp_path):
    """Where nothing can be kept all works until the window is closed."""
    (tmp_path / "scans").write_text("")
    for journal in (Journal(tmp_path / "scans" / "kept.csv"), Journal(None)):
        journal.begin()
        journal.mark()
        assert journal.rows(journal.add(TWO)) == TWO
        assert journal.load() == []
        assert (journal.trouble is None) == (journal.path is None)
        journal.close(forget=True)
