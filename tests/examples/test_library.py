"""The library of labelled digits: looked through, changed by several at once, and whole after anything."""

import gc
import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from digitpad import Drawing, digit_image, texts
from digitpad.errors import DataError
from digitpad.examples import appending, labelled, records
from digitpad.examples.files import labelled_pairs
from digitpad.examples.labelled import load_labelled, save_strokes
from digitpad.examples.library import Library, standing
from digitpad.examples.records import SESSION, SHEET, Records, new_example
from tests.saying import said

SEVEN = Drawing.from_strokes([[(10, 10), (90, 12), (40, 180)]])
ONE = Drawing.from_strokes([[(50, 10), (50, 180)]])
OLD_LINE = json.dumps({"label": 7, "date": "2025-01-02T03:04:05+00:00", "drawing": json.loads(SEVEN.to_json())})
PICTURE = digit_image(SEVEN)

WRITER = """
import sys
from pathlib import Path
from digitpad import Drawing
from digitpad.examples.library import Library, standing
library = Library(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    library.add([(Drawing.from_strokes([[(number, 1), (50, 80)]]), int(sys.argv[3]))])
    print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "labelled.jsonl"


def _writer(path, count, label):
    command = [sys.executable, "-c", WRITER, str(path), str(count), str(label)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_what_is_added_is_there_for_the_next_pad(path):
    """Drawings and pictures come back with label, time and origin, and a key that stays."""
    library = Library(path)
    seven, one = library.add([(SEVEN, 7), (ONE, 1)], SESSION)
    (paper,) = library.add([(PICTURE, 7)], SHEET)
    again = Library(path)
    assert [(each.key, each.label, each.whence) for each in again] == [
        (seven.key, 7, "session"),
        (one.key, 1, "session"),
        (paper.key, 7, "sheet"),
    ]
    assert again[seven.key].source() == SEVEN
    assert np.abs(again[paper.key].source() / 255 - PICTURE).max() <= 0.002
    assert again.counts == (0, 1, 0, 0, 0, 0, 0, 2, 0, 0)
    assert [each.key for each in again.newest(1)] == [one.key, paper.key]


def test_lines_of_before_are_read_and_can_be_changed(path):
    """They have no id: each has a key all the same, also the same line twice, and it stays the same."""
    path.write_text(f"{OLD_LINE}\n{OLD_LINE}\n")
    library = Library(path)
    first, second = list(library)
    assert (first.label, first.whence, first.source()) == (7, "pad", SEVEN)
    library.delete([first.key])
    library.relabel([second.key], 1)
    assert [(each.key, each.label) for each in Library(path)] == [(second.key, 1)]
    library.tidy()
    assert [(each.key, each.label) for each in Library(path)] == [(second.key, 1)]


def test_changes_are_taken_back_one_by_one(path):
    """Undo brings back the label, the deleted ones, and takes away what was added, for other pads, too."""
    library = Library(path)
    keys = [each.key for each in library.add([(SEVEN, 7), (ONE, 1)])]
    library.relabel(keys, 3)
    library.delete(keys)
    assert len(library) == 0
    library.undo()
    assert [each.label for each in Library(path)] == [3, 3]
    library.undo()
    assert [each.label for each in library] == [7, 1]
    library.undo()
    assert len(Library(path)) == 0
    assert not library.can_undo
    library.undo()


def test_one_takes_the_place_of_another_in_one_step(path):
    """Undo brings the old one back and takes the new one away; one that is gone is no obstacle."""
    library = Library(path)
    (seven,) = library.add([(SEVEN, 7)])
    (one,) = library.add([(ONE, 1)], instead_of=[seven.key, "gone"])
    assert [each.key for each in Library(path)] == [one.key]
    library.undo()
    assert [each.key for each in Library(path)] == [seven.key]


def test_tidying_takes_deleted_drawings_off_the_disk(path):
    """What was deleted is in the file no more, undo still brings it back, and the other pad follows."""
    library, other = Library(path), Library(path)
    (seven,) = library.add([(SEVEN, 7)])
    library.add([(ONE, 1)])
    other.refresh()
    library.delete([seven.key])
    assert seven.key in path.read_text()
    library.tidy()
    assert seven.key not in path.read_text()
    other.refresh()
    assert [each.label for each in other] == [1]
    library.undo()
    other.refresh()
    assert [each.label for each in other] == [1, 7]


def test_tidying_keeps_what_a_newer_version_said(path):
    """Its words on an example, and lines that are none here; of what was deleted nothing stays."""
    said = json.loads(OLD_LINE)
    lines = [
        {**said, "id": "a", "tilt": 3},
        {"id": "a", "label": 1, "by": "mum"},
        {"id": "b", "label": 7, "sound": "AAAA"},
        {"hands": ["mum"]},
        {**said, "id": "c", "tilt": 4},
        {"id": "c", "label": "VII", "sound": "BBBB"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    library = Library(path)
    assert [(each.key, each.label) for each in library] == [("a", 1), ("c", 7)]
    library.delete(["c"])
    library.tidy()
    found = [json.loads(line) for line in path.read_text().splitlines()]
    assert found == [{**said, "id": "a", "label": 1, "whence": "pad", "tilt": 3, "by": "mum"}, *lines[2:4]]
    before = path.stat().st_ino
    Library(path).tidy()
    assert path.stat().st_ino == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_tidying_leaves_links_and_rights_as_they_are(path):
    """A library that lies elsewhere, for a group to share, still does so; both names mean one lock."""
    there = path.with_name("shared.jsonl")
    path.symlink_to(there)
    library = Library(path)
    library.add([(SEVEN, 7)])
    there.chmod(0o664)
    library.delete([each.key for each in library])
    library.tidy()
    assert path.is_symlink()
    assert there.stat().st_mode & 0o777 == 0o664
    assert there.read_bytes() == b""
    with appending.locked(path), open(f"{there}.lock", "ab") as file:
        assert not appending.taken(file)


def test_what_is_said_while_another_tidies_stays(path, monkeypatch):
    """Nobody has to wait until the new file is on the disk; and who tidies a file that was replaced begins anew."""
    library = Library(path)
    seven, _ = library.add([(SEVEN, 7), (ONE, 1)])
    library.delete([seven.key])
    write, said = appending._write, []

    def slow(where, mode, content):
        write(where, mode, content)
        if mode == "wb":
            said.append(content)
            Library(path, patience=0.0).add([(SEVEN, len(said) + 1)])
            if len(said) == 1:
                path.write_text(OLD_LINE + "\n" + path.read_text())

    monkeypatch.setattr(appending, "_write", slow)
    library.tidy()
    assert [example.label for example in library] == [7, 1, 2, 3]
    assert seven.key not in path.read_text()
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "labelled.jsonl",
        "labelled.jsonl.lock",
        "labelled.jsonl.new.lock",
    ]


def test_two_pads_lose_nothing(path):
    """Two processes that write at once, while a third tidies and deletes, leave every line of both."""
    writers = [_writer(path, 40, label) for label in (3, 4)]
    library = Library(path)
    (mine,) = library.add([(SEVEN, 7)])
    library.delete([mine.key])
    for _ in range(10):
        library.tidy()
    for writer in writers:
        writer.communicate()
    library.tidy()
    library.refresh()
    assert library.counts == (0, 0, 0, 40, 40, 0, 0, 0, 0, 0)


def test_a_killed_pad_leaves_all_that_it_had_said(path):
    """After kill -9 every example of which the process knew that it was kept is there, and more can be added."""
    writer = _writer(path, 10_000, 3)
    said = [writer.stdout.readline() for _ in range(12)]
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    library = Library(path)
    assert len(library) >= len(said) - 1
    library.add([(ONE, 1)])
    assert Library(path).counts[1] == 1


@pytest.mark.parametrize("cut", range(1, 200, 13))
def test_a_torn_last_line_loses_that_line_only(path, cut):
    """Wherever a power cut ends the file, what stands before is read, and what comes after, too."""
    library = Library(path)
    library.add([(SEVEN, 7)])
    whole = path.read_bytes()
    library.add([(ONE, 1)])
    path.write_bytes(path.read_bytes()[: len(whole) + cut])
    again = Library(path)
    assert [each.label for each in again][:1] == [7]
    before = len(again)
    again.add([(SEVEN, 2)])
    assert [each.label for each in again] == [each.label for each in Library(path)]
    assert len(again) == before + 1


def test_a_full_disk_changes_nothing(path, monkeypatch):
    """Half a batch is never kept: one sentence, and the library is as it was, on disk and in memory."""
    library = Library(path)
    library.add([(SEVEN, 7)])
    before = path.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(appending.os, "fsync", full)
    for change in (
        lambda: library.add([(ONE, 1), (ONE, 1)]),
        lambda: library.delete([each.key for each in library]),
        lambda: library.relabel([each.key for each in library], 3),
        library.undo,
    ):
        with pytest.raises(DataError, match=r"labelled\.jsonl: can't be written \(no space"):
            change()
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [each.label for each in library] == [7]
    assert library.can_undo


def test_a_file_that_can_not_be_written_is_still_read(tmp_path, monkeypatch):
    """Where no lock can be made, as on a read-only disk, examples are read; adding says why it can't be done."""
    path = tmp_path / "labelled.jsonl"
    path.write_text(OLD_LINE + "\n")
    (tmp_path / "labelled.jsonl.lock").mkdir()
    library = Library(path)
    assert len(library) == 1
    with pytest.raises(DataError, match=r"labelled\.jsonl: can't be written"):
        library.add([(ONE, 1)])


@pytest.mark.parametrize(
    "line",
    [
        "\x00\x01",
        "[1]",
        "7",
        '{"label": 7}',
        '{"id": 5, "label": 7}',
        '{"id": "a", "label": true, "image": ""}',
        '{"id": "a", "label": 7, "image": "AAAA"}',
        '{"id": "a", "label": 7, "image": "é"}',
        '{"id": "a", "label": 7, "drawing": {}}',
        '{"deleted": true}',
        '{"id": "unknown", "deleted": true}',
        '{"id": "unknown", "label": 3}',
        "[" * 100_000,
    ],
)
def test_damaged_lines_are_left_out_and_tidied_away(path, line):
    """Whatever stands in the file, the sound lines are read."""
    path.write_text(f"{line}\n{OLD_LINE}\n", encoding="utf-8")
    library = Library(path)
    assert [each.label for each in library] == [7]
    library.tidy()
    assert len(path.read_bytes().splitlines()) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line,
        lambda line: line.replace("pad", r"a \"pad\" é"),
        lambda line: line.replace(', "drawing"', ', "more": {"drawing": {"strokes": [[1]]}}, "drawing"'),
        lambda line: line[:-1] + ', "label": 3}',
        lambda line: line[:-1] + ', "drawing": {"strokes": [[[1, 2]]]}}',
        lambda line: line.replace("400.0}", "400.0, "),
        lambda line: line.replace("strokes", "lines"),
    ],
)
@pytest.mark.parametrize("source", [SEVEN, SEVEN._replace(pen=12.0), PICTURE])
def test_a_line_that_is_written_here_is_read_as_any_other(monkeypatch, change, source):
    """It says the same whether it is known by its looks or taken to pieces, and is written so that it says it again."""
    line = change(new_example(source, 7, "2025-01-02T03:04:05+00:00", "pad").line().decode()).encode()
    quick, whole = Records(), Records()
    quick.take(line)
    known = [*quick.found.values()]
    monkeypatch.setattr(records, "_plain", lambda line: None)
    whole.take(line)
    assert known == [*whole.found.values()]
    assert quick.dead == whole.dead
    again = Records()
    for example in quick.found.values():
        again.take(example.line())
    assert [*again.found.values()] == [*quick.found.values()]


def test_a_drawing_that_is_damaged_within_is_no_example(path):
    """Its line is kept, for a person to see and delete; nothing adapts to it, and the export goes without."""
    spoiled = new_example(SEVEN, 7, "", "pad").line().decode().replace("[[[", "[[")
    path.write_text('{"id": "a", "label": 7, "drawing": {"strokes": [5]}}\n' + OLD_LINE + f"\n{spoiled}\n")
    library = Library(path)
    assert [example.source() for example in library] == [None, SEVEN, None]
    assert library.export_set(path.with_suffix(".npz")) == 1
    assert labelled_pairs(path) == [(SEVEN, 7)]


def test_labels_and_blanks_are_checked(path):
    """Nothing that is no example gets in, and nothing of the same batch."""
    library = Library(path)
    for source, label in ((SEVEN, 10), (SEVEN, True), (Drawing(200, 200), 3), (np.zeros((28, 28)), 3)):
        with pytest.raises(DataError):
            library.add([(ONE, 1), (source, label)])
    assert len(library) == 0
    assert not path.exists()


def test_strokes_go_out_and_come_in(path, tmp_path):
    """A library of drawings is exported as strokes; another takes them in as the same digits."""
    library = Library(path)
    library.add([(SEVEN, 7), (ONE, 1)])
    assert library.export_set(tmp_path / "out.npz") == 2
    other = Library(tmp_path / "other.jsonl")
    other.import_set(tmp_path / "out.npz")
    assert [(each.label, each.whence) for each in other] == [(7, "import"), (1, "import")]
    for one, two in zip(library, other, strict=True):
        assert np.abs(digit_image(one.source()) - digit_image(two.source())).max() < 0.05


def test_pictures_make_the_export_pictures(path, tmp_path):
    """One example from paper makes all of them pictures, of chosen ones only."""
    library = Library(path)
    keys = [each.key for each in library.add([(SEVEN, 7), (PICTURE, 7), (ONE, 1)])]
    assert library.export_set(tmp_path / "out.npz", [*keys[:2], "gone"]) == 2
    loaded = load_labelled(tmp_path / "out.npz")
    assert loaded.labels.tolist() == [7, 7]
    assert np.abs(loaded.images[0] - loaded.images[1]).max() < 0.02
    with pytest.raises(DataError, match=said(texts.NOTHING_TO_EXPORT)):
        library.export_set(tmp_path / "none.npz", [])


def test_a_set_that_is_none_changes_nothing(path, tmp_path):
    """Importing a file of another kind is one sentence."""
    (tmp_path / "bad.npz").write_bytes(b"PK nonsense")
    with pytest.raises(DataError, match=r"bad\.npz"):
        Library(path).import_set(tmp_path / "bad.npz")
    assert not path.exists()


def test_a_large_library_is_opened_and_followed(path):
    """20,000 lines are read, of which adapting takes the newest of each digit; one more is read alone."""
    entry = json.loads(OLD_LINE)
    lines = (json.dumps({**entry, "id": str(number), "label": number % 10}) for number in range(20_000))
    path.write_text("\n".join(lines) + "\n")
    library = Library(path)
    assert library.counts == (2_000,) * 10
    Library(path).add([(ONE, 1)])
    assert library.refresh()
    assert not library.refresh()
    assert library.counts[1] == 2_001
    assert len(labelled_pairs(path, 5)) == 50


def test_a_large_library_is_opened_without_a_look_into_its_drawings(path, monkeypatch):
    """Nor is it tidied with one: each would cost more than all the rest."""
    library = Library(path)
    library.add([(SEVEN, 7), (PICTURE, 7)])
    library.add([(ONE, 1)], instead_of=[next(iter(library)).key])
    looked = []
    monkeypatch.setattr(records.json, "loads", lambda text, loads=json.loads: looked.append(text) or loads(text))
    library = Library(path)
    library.tidy()
    assert [example.label for example in library] == [7, 1]
    assert all(b"deleted" in text for text in looked)


def test_of_many_examples_none_is_an_object_that_python_looks_through(path, tmp_path):
    """Each would be looked at again and again, and the window wait meanwhile; nor is one left when all is forgotten."""
    entry = json.loads(OLD_LINE)
    lines = [json.dumps({**entry, "id": str(number)}) for number in range(3_000)]
    path.write_text("\n".join(lines) + "\n")

    def growth(do):
        gc.collect()
        before = len(gc.get_objects())
        result = do()
        gc.collect()
        return len(gc.get_objects()) - before, result

    grown, library = growth(lambda: Library(path))
    assert grown < 100
    assert growth(lambda: library.relabel([str(number) for number in range(3_000)], 3))[0] < 100
    assert growth(library.undo)[0] < 100
    library.export_set(tmp_path / "set.npz")
    grown, added = growth(lambda: library.import_set(tmp_path / "set.npz"))
    assert grown < 100
    assert [added[0].whence, added[2_999].label, len(added[1:])] == ["import", 7, 2_999]
    library.forget()
    assert len(library) == 0
    assert not library.can_undo


@pytest.mark.parametrize("block", [1, 7, 100, 1_000])
def test_a_file_is_read_and_written_in_blocks_of_any_size(path, monkeypatch, block):
    """A block may end in any place, and a line be longer than many; what comes of it is the same."""
    monkeypatch.setattr(appending, "BLOCK", block)
    monkeypatch.setattr(labelled, "TOGETHER", 2)
    library = Library(path)
    seven, one, paper = library.add([(SEVEN, 7), (ONE, 1), (PICTURE, 7)])
    with path.open("ab") as file:
        file.write(b"\n\r\n" + OLD_LINE.encode() + b'\r\n{"id": "torn')
    (last,) = library.add([(ONE, 1)])
    again = Library(path)
    assert [each.key for each in library][:3] == [seven.key, one.key, paper.key]
    assert [*again] == [*library]
    assert (len(again), [*again][-1]) == (5, last)
    library.delete([one.key])
    library.tidy()
    assert [*Library(path)] == [example for example in again if example != one]
    assert library.export_set(path.with_suffix(".npz"), [seven.key, last.key]) == 2
    assert load_labelled(path.with_suffix(".npz")).labels.tolist() == [7, 1]
    assert library.export_set(path.with_suffix(".npz")) == 4
    assert load_labelled(path.with_suffix(".npz")).labels.tolist() == [7, 7, 7, 1]


@pytest.mark.parametrize("block", [1, 7, 100, 1_000_000])
def test_what_stands_of_an_example_is_found_from_the_end(path, monkeypatch, block):
    """With what was said of it since; what stands before it in a large file is not read."""
    monkeypatch.setattr(appending, "BLOCK", block)
    library = Library(path)
    first, deleted = library.add([(SEVEN, 7), (SEVEN, 7)])
    library.relabel([first.key], 3)
    library.delete([deleted.key])
    (last,) = library.add([(ONE, 1)])
    library.relabel([last.key], 2)
    labels = {key: each.label for key, each in standing(path, [last.key, deleted.key, first.key, "gone"]).items()}
    assert labels == {last.key: 2, first.key: 3}
    read = []
    backwards = appending._backwards

    def watched(file):
        for lines in backwards(file):
            read.append(lines)
            yield lines

    monkeypatch.setattr(appending, "_backwards", watched)
    standing(path, [last.key])
    if block < 1_000:
        assert b"".join(reversed(read)) in path.read_bytes()
        assert first.key.encode() not in b"".join(read)
    path.unlink()
    assert standing(path, [last.key]) == {}


def test_strokes_are_imported_as_they_are(path, tmp_path, monkeypatch):
    """No picture is made of them."""
    save_strokes(tmp_path / "set.npz", [SEVEN, ONE], [7, 1])

    def refuse(source):
        raise AssertionError(source)

    monkeypatch.setattr(labelled, "normalised", refuse)
    told = []
    added = Library(path).import_set(tmp_path / "set.npz", lambda *far: told.append(far))
    assert [example.label for example in added] == [7, 1]
    assert told == [(1, 2), (2, 2)]


def test_who_reads_the_end_alone_reads_the_end_of_another_file_too(path):
    """A large file that was tidied is not read whole; one that takes the place of another needn't be known for that."""
    whole = Library(path)
    (seven,) = whole.add([(SEVEN, 7)])
    part = Library(path, tail=0)
    assert len(part) == 0
    part.add([(SEVEN, 3)])
    whole.refresh()
    whole.add([(ONE, 1)] * 3, instead_of=[seven.key])
    whole.tidy()
    assert part.refresh()
    assert len(part) == 0
    part.add([(SEVEN, 5)], instead_of=[example.key for example in whole if example.label == 3])
    assert [example.label for example in Library(path)] == [1, 1, 1, 5]


def test_a_library_of_nothing_is_empty(path):
    """A file that isn't there is no error; one that can't be read is named."""
    assert Library(path).counts == (0,) * 10
    assert not Library(path).refresh()
    path.mkdir()
    with pytest.raises(DataError, match=r"labelled\.jsonl: can't be read"):
        Library(path)


def test_a_file_that_was_replaced_is_read_anew(path):
    """Whoever puts another file there, as an older digitpad does, is believed."""
    library = Library(path)
    library.add([(SEVEN, 7), (ONE, 1)])
    path.write_text(OLD_LINE + "\n")
    assert library.refresh()
    assert [each.label for each in library] == [7]
    path.unlink()
    assert library.refresh()
    assert len(library) == 0


def test_sets_with_blanks_are_imported_without_them(path, tmp_path):
    """A sample without ink teaches nothing."""
    save_strokes(tmp_path / "set.npz", [SEVEN, Drawing(200, 200)], [7, 3])
    library = Library(path)
    assert [each.label for each in library.import_set(tmp_path / "set.npz")] == [7]
