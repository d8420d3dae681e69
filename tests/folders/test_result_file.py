"""A file of results: gone on with wherever it was cut off, never doubled, never torn, never another's."""

import csv

import pytest

from digitpad import Drawing, texts
from digitpad.errors import DataError, PictureError
from digitpad.folders.records import CSV_HEADER, csv_rows, csv_text
from digitpad.folders.result import FileReading
from digitpad.folders.result_file import ResultFile
from digitpad.reading.prediction import Reading
from digitpad.reading.recognizer import Recognizer
from tests.commands.running import DRAWINGS, number
from tests.folders.full_disk import Full

NAMES = ["a.png", 'b, "c"\nd.png', "व्यक्ति 人 ☃ \r\x0b\x85\u2028\udcff.png", 'b, "c"\nd.png.png']


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What became of four files: one of two digits, one that can't be read, one without ink, one of one digit."""
    recognizer = Recognizer()
    two = Drawing.from_json(number(tmp_path_factory.mktemp("files"), "47").read_text())
    return [
        FileReading(NAMES[0], recognizer.read(two)),
        FileReading(NAMES[1], None, PictureError("It's broken.")),
        FileReading(NAMES[2], Reading()),
        FileReading(NAMES[3], recognizer.read(DRAWINGS[5])),
    ]


def write(path, results):
    file = ResultFile(path)
    wanted = list(file.without_known([each.path for each in results]))
    for each in results:
        if each.path in wanted:
            file.add(each)
    file.begin()  # as a run does that ends as it should
    file.close()
    return wanted


@pytest.mark.parametrize("kind", [".csv", ".jsonl"])
def test_it_goes_on_wherever_it_was_cut_off(tmp_path, results, kind):
    """After a cut at any byte the next run makes the file what it would have been, and reads nothing whole again.

    Between two lines of one file nothing is cut: they are written in one go.
    """
    path = tmp_path / f"results{kind}"
    write(path, results)
    whole = path.read_bytes()
    ends = []
    for count in range(len(results) + 1):
        other = tmp_path / f"{count}{kind}"
        write(other, results[:count])
        ends.append(len(other.read_bytes()))
    assert write(path, results) == []
    between = whole.index(b"\na.png,1,2") + 1 if kind == ".csv" else -1
    for cut in range(len(whole)):
        if cut == between:
            continue
        path.write_bytes(whole[:cut])
        again = write(path, results)
        assert path.read_bytes() == whole, cut
        # Where the next file has a name that begins like the last one's, that one may be read again.
        assert len(again) <= len(results) - sum(end <= cut for end in ends[1:]) + (cut - 1 in ends[1:])


def test_every_file_has_its_line(tmp_path, results):
    """Each digit has a line, and so has a file that can't be read or holds nothing; names come back as they are."""
    path = tmp_path / "results.csv"
    write(path, results)
    with open(path, newline="", encoding="utf-8", errors="surrogateescape") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == [NAMES[0], *NAMES]
    assert [row["digit"] for row in rows] == ["4", "7", "", "", "5"]
    assert [row["verdict"] for row in rows] == ["sure", "sure", "error", "blank", "sure"]
    assert rows[2]["error"] == "It's broken."


def test_what_could_not_be_had_is_tried_again(tmp_path, results):
    """A file that wasn't there, or may not be read, is not written down as done."""
    path = tmp_path / "results.csv"
    write(path, [FileReading("x.png", None, PictureError("no such file"), lost=True), results[0]])
    assert write(path, [FileReading("x.png", results[3].reading), results[0]]) == ["x.png"]
    assert path.read_text().splitlines()[-1].startswith("x.png,1,1,5")


def test_a_file_that_comes_twice_has_one_result(tmp_path):
    """Neither two names of one file nor a run that goes on bring a second line."""
    file = ResultFile(tmp_path / "results.csv")
    assert list(file.without_known(["a.png", "./a.png", "b/../a.png", "b.png"])) == ["a.png", "b.png"]
    file.close()


@pytest.mark.parametrize("kind", [".csv", ".jsonl"])
def test_what_comes_on_standard_input_is_always_new(tmp_path, results, kind):
    """It is read in each run, whatever a run before has read there; a file that is called like it is a file."""
    path = tmp_path / f"results{kind}"
    for _ in range(2):
        file = ResultFile(path)
        assert list(file.without_known(["-", "-", "a.png", "./-"])) == ["-", "a.png", "./-"]
        file.add(results[1]._replace(path="-"))
        file.close()


@pytest.mark.parametrize("kind", [".csv", ".jsonl"])
def test_a_run_without_any_result_leaves_no_file(tmp_path, kind):
    """What was there before stays; a run that ends as it should has its header also without results."""
    path = tmp_path / f"results{kind}"
    ResultFile(path).close()
    assert not path.exists()
    path.touch()
    ResultFile(path).close()
    assert path.exists()
    file = ResultFile(path)
    file.begin()
    file.close()
    assert path.read_text() == (csv_text([CSV_HEADER]) if kind == ".csv" else "")


@pytest.mark.parametrize("kind", [".csv", ".jsonl"])
def test_two_runs_cannot_write_one_file(tmp_path, results, kind):
    """The second is told so; when the first has ended the file is free."""
    path = tmp_path / f"results{kind}"
    first = ResultFile(path)
    with pytest.raises(DataError, match=texts.RESULTS_BUSY):
        ResultFile(path)
    first.add(results[0])
    first.close()
    assert len(write(path, results)) == len(results) - 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"name,price\nx,1\n"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\xff\xfe"),
        ("a.csv", ",".join(CSV_HEADER).encode() + b"\nx.png,1\n"),
        ("a.csv", ",".join(CSV_HEADER).encode() + b'\n"x"y.png,1,,,,,,,,,,\n'),
        ("a.jsonl", b'{"no": "file"}\n'),
        ("a.jsonl", b"[1]\n"),
        ("a.jsonl", b"\xff\n"),
        ("a.jsonl", b"null\n"),
        ("a.jsonl", b"my only copy"),
        ("a.jsonl", b'{"files": []}'),
        ("a.jsonl", b"[" * 100_000),
    ],
)
def test_another_file_stays_as_it_is(tmp_path, name, content):
    """What holds something else than results is refused, and no byte of it changes."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError, match=texts.NOT_RESULTS):
        ResultFile(path)
    assert path.read_bytes() == content


def test_columns_of_ones_own_are_kept(tmp_path, results):
    """Columns behind ours stay, and new lines leave them empty; so does the mark that spreadsheets put first."""
    path = tmp_path / "results.csv"
    path.write_text("\ufeff" + ",".join([*CSV_HEADER, "corrected"]) + "\nx.png" + "," * 11 + ",7\n", encoding="utf-8")
    assert write(path, [FileReading("x.png", Reading()), results[3]]) == [NAMES[3]]
    with open(path, newline="", encoding="utf-8-sig") as file:
        assert [row["corrected"] for row in csv.DictReader(file)] == ["7", ""]


@pytest.mark.parametrize("ending", ["", "\n\n"])
def test_corrections_outlive_an_editor(tmp_path, results, ending):
    """A table whose last line end an editor took away, or that got an empty line more, keeps all that it says."""
    path = tmp_path / "results.csv"
    rows = [[*row, said] for row, said in zip(csv_rows(results[0]), ("9", ""), strict=True)]
    path.write_text(csv_text([[*CSV_HEADER, "corrected"], *rows]).rstrip("\n") + ending, encoding="utf-8")
    assert write(path, [results[0], results[3]]) == [NAMES[3]]
    with open(path, newline="", encoding="utf-8") as file:
        assert [(row["digit"], row["corrected"]) for row in csv.DictReader(file)] == [("4", "9"), ("7", ""), ("5", "")]


def test_a_full_disk_leaves_whole_lines(tmp_path, results):
    """What can't be written whole isn't written at all, and one sentence says why."""
    path = tmp_path / "results.csv"
    file = ResultFile(path)
    file.add(results[3])
    before = path.read_bytes()
    file._file = Full(file._file)
    with pytest.raises(DataError, match="no space left"):
        file.add(results[0])
    file.close()
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path):
    """A folder that isn't there, and a folder in the file's place."""
    with pytest.raises(DataError, match="can't be written"):
        ResultFile(tmp_path / "nowhere" / "results.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DataError, match=texts.NOT_RESULTS):
        ResultFile(tmp_path / "folder.csv")
