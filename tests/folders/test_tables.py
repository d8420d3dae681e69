"""Tables that were saved, read again: as other programs leave them, and wherever their scans are now."""

import csv
from pathlib import Path

import pytest

from digitpad import texts
from digitpad.errors import DataError
from digitpad.folders.journal import COLUMNS, Journal
from digitpad.folders.records import CSV_HEADER
from digitpad.folders.tables import folder_of, take_table


def line(name, place, digit, said="", *more):
    return [name, "1", place, digit, "0.9", "sure" if digit else "error", "1", "2", "3", "4.5", digit, "", said, *more]


LINES = [line("in/a.png", "1", "4", "9"), line("in/a.png", "2", "7"), line("in/b/c.png", "", "")]


def taken(path, renamed=str):
    journal = Journal(None)
    places = take_table(path, journal, renamed)
    assert journal.is_marked
    return list(journal.columns), [journal.rows(place) for place in places]


def write(path, lines, header=COLUMNS, end="\n", mark=""):
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write(mark)
        csv.writer(file, lineterminator=end).writerows([header, *lines])
    return path


@pytest.mark.parametrize(("end", "mark"), [("\n", ""), ("\r\n", "\ufeff"), ("\n\n", "")])
def test_all_lines_come_back(tmp_path, end, mark):
    """Whatever ends them, and with the mark that spreadsheets put first."""
    path = write(tmp_path / "table.csv", LINES, end=end, mark=mark)
    assert folder_of(path) == Path("in")
    assert taken(path) == (list(COLUMNS), [LINES[:2], LINES[2:]])


def test_a_table_that_was_sorted_has_its_scans_whole(tmp_path):
    """A scan's digits stand in reading order again."""
    path = write(tmp_path / "table.csv", [*LINES[::-1], line("in/a.png", "3", "1"), line("in/a.png", "10", "2")])
    assert taken(path)[1] == [LINES[2:], [*LINES[:2], line("in/a.png", "3", "1"), line("in/a.png", "10", "2")]]


def test_columns_of_ones_own_are_kept(tmp_path):
    """They stay behind ours, also where there were no corrections yet, and a line that lacks them gets them empty."""
    path = write(tmp_path / "table.csv", [[*line("a.png", "1", "4")[:12], "note"]], [*CSV_HEADER, "mine"])
    assert taken(path) == ([*COLUMNS, "mine"], [[line("a.png", "1", "4", "", "note")]])
    path = write(tmp_path / "table.csv", [[*line("a.png", "1", "4")[:12], "note"]], [*CSV_HEADER, "mine", "corrected"])
    assert taken(path) == ([*CSV_HEADER, "mine", "corrected"], [[[*line("a.png", "1", "4")[:12], "note", ""]]])


def test_scans_that_have_moved_have_their_new_names(tmp_path):
    """Files are called as they are now."""
    path = write(tmp_path / "table.csv", LINES)
    rows = taken(path, lambda name: f"/else/{name}")[1]
    assert [row[0] for scan in rows for row in scan] == ["/else/in/a.png"] * 2 + ["/else/in/b/c.png"]


@pytest.mark.parametrize(
    ("names", "folder"),
    [(["/x/a/1.png", "/x/b/c/2.png"], "/x"), (["1.png", "a/2.png"], "."), (["/x/1.png", "2.png"], "."), (["-"], ".")],
)
def test_the_folder_of_a_table_has_all_its_files(tmp_path, names, folder):
    """Names may be absolute or not."""
    assert folder_of(write(tmp_path / "table.csv", [line(name, "1", "4") for name in names])) == Path(folder)


@pytest.mark.parametrize(
    "lines",
    [
        [["a.png", "1"]],
        [line("a.png", "1", "44")],
        [line("a.png", "one", "4")],
        [line("", "1", "4")],
        [[*line("a.png", "1", "4")[:9], "wide", *line("a.png", "1", "4")[10:]]],
    ],
)
def test_another_table_is_refused(tmp_path, lines):
    """Also where only a line of it is of another kind; an empty one says so."""
    path = write(tmp_path / "table.csv", [*LINES, *lines])
    with pytest.raises(DataError, match=texts.NOT_RESULTS):
        folder_of(path)
    for content in (b"", b"name,price\nx,1\n", b"\x89PNG\r\n"):
        path.write_bytes(content)
        with pytest.raises(DataError, match=texts.NOT_RESULTS):
            folder_of(path)
    with pytest.raises(DataError, match=texts.NO_RESULTS):
        folder_of(write(path, []))
    with pytest.raises(DataError, match="no such file"):
        folder_of(tmp_path / "gone.csv")
