"""Folders that are looked through again: nothing that was read or said is lost, whatever ended the window before."""

import csv
import os
import subprocess
import sys

import pytest

from digitpad import Drawing, texts
from digitpad.app import scanning
from digitpad.app.scanning import chosen_folder, chosen_table, scans_of
from digitpad.app.session.scan import NOTHING, SURE, UNSURE
from digitpad.app.views import dialogs
from digitpad.errors import DataError
from digitpad.folders.result_file import ResultFile
from tests.commands.running import number, on_paper, picture
from tests.docs.test_commands import UNCLEAR
from tests.patience import until

# Corrects the first scan, says so, and then waits to be killed.
CORRECTING = """
import sys, time
from pathlib import Path
from digitpad.app.scanning import scans_of
scans = scans_of(Path(sys.argv[1]), None)
while not scans.found:
    scans.take()
    time.sleep(0.001)
scans.choose(scans.found[0])
scans.correct(9)
print(scans.chosen.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of pictures, one of them broken, and a number."""
    folder = tmp_path / "scans"
    (folder / "more").mkdir(parents=True)
    for digit in (1, 2, 3):
        picture(digit).save(folder / f"{digit}.png")
    on_paper(Drawing.from_strokes(UNCLEAR)).save(folder / "unclear.png")
    (folder / "more" / "broken.png").write_text("no picture")
    number(folder, "2026")
    return folder


def whole(scans):
    """The scans when all are read."""
    until(lambda: scans.take() is None or not scans.is_reading)
    return scans


def saved(scans, path):
    scans.save(path)
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def answers(monkeypatch):
    """What the person answers to each dialogue."""
    given = {}
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: given["folder"])
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: given["table"])
    monkeypatch.setattr(dialogs, "ask_whether", lambda *asked: given.setdefault("asked", asked) and given["whether"])
    return given


def test_a_kill_loses_nothing_that_was_said(folder, tmp_path):
    """After kill -9, wherever the reading was, the table is that of a window that nobody has killed."""
    scans = whole(scans_of(folder, None))
    expected = saved(scans, tmp_path / "expected.csv")
    scans.close(forget=True)
    code = [sys.executable, "-c", CORRECTING, str(folder)]
    with subprocess.Popen(code, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        corrected = process.stdout.readline().rstrip("\n")
        process.kill()
    scans = whole(scans_of(folder, None))
    assert not scans.is_saved
    found = saved(scans, tmp_path / "found.csv")
    scans.close(forget=True)
    said = [row["file"] for row in found if row.pop("corrected") == "9"]
    assert said == [corrected]
    assert found == [{name: row[name] for name in row if name != "corrected"} for row in expected]


def test_what_was_read_before_is_not_read_again(folder, monkeypatch):
    """It looks as it did; files that are new are read, and one that couldn't be had is tried again."""
    (folder / "gone.png").symlink_to(folder / "nowhere.png")
    scans = whole(scans_of(folder, None))
    before = {scan.path: (scan.rank, scan.digits) for scan in scans.found if not scan.is_lost}
    scans.close(forget=False)
    (folder / "gone.png").unlink()
    picture(7).save(folder / "gone.png")
    read = []
    real = scanning.read_folder

    def noted(*given, **how):
        for each in real(*given, **how):
            read.append(each.path)
            yield each

    monkeypatch.setattr(scanning, "read_folder", noted)
    after = whole(scans_of(folder, None))
    assert read == [str(folder / "gone.png")]
    assert (after.total, len(after.found), after.known) == (7, 7, 6)
    shown = {scan.path: (scan.rank, scan.digits) for scan in after.found}
    assert len(before) == 6
    assert [shown[path] for path in before] == [*before.values()]
    words = {os.path.basename(scan.path): (scan.rank, scan.words) for scan in after.found}
    assert words["broken.png"] == (NOTHING, texts.NOT_A_PICTURE)
    assert words["2026.digitpad"] == (SURE, "2026")
    assert words["1.png"][1].startswith("1 (")
    assert words["unclear.png"][0] == UNSURE
    after.close(forget=True)


def test_the_person_is_asked_whether_to_go_on(folder, answers):
    """Going on keeps what was said, beginning anew doesn't, and thinking better of it changes nothing."""
    answers["folder"] = folder
    scans = whole(chosen_folder(None, None))
    assert "asked" not in answers
    scans.choose(scans.found[0])
    scans.correct(9)
    scans.close(forget=False)
    answers["whether"] = None
    assert chosen_folder(None, None) is None
    assert answers["asked"][2] == texts.SCANS_GO_ON.format(6)
    for whether, said in ((True, {0: 9}), (False, {})):
        answers["whether"] = whether
        scans = whole(chosen_folder(None, None))
        assert scans.found[0].corrected == said
        scans.close(forget=False)


def test_nothing_is_lost_before_it_is_back(folder, answers, tmp_path):
    """Whoever closes or saves before what was kept is here neither forgets it nor replaces a table by a part."""
    scans = whole(scans_of(folder, None))
    path = answers["table"] = tmp_path / "table.csv"
    scans.save(path)
    before = path.read_bytes()
    scans.choose(scans.found[0])
    scans.correct(9)
    scans.close(forget=False)
    scans = scans_of(folder, None)
    assert not scans.is_whole
    with pytest.raises(DataError, match=texts.SCANS_NOT_BACK):
        scans.save(path)
    assert path.read_bytes() == before
    scans.close(forget=True)
    scans = whole(scans_of(folder, None))
    assert scans.found[0].corrected == {0: 9}
    scans.close(forget=True)
    scans = chosen_table(None, None)
    with pytest.raises(DataError, match=texts.SCANS_NOT_BACK):
        scans.save(path)
    assert path.read_bytes() == before
    whole(scans).save(path)
    scans.close(forget=True)


def test_two_windows_cannot_look_through_one_folder(folder):
    """The second is told so, by whatever name it comes to the folder."""
    scans = scans_of(folder, None)
    (folder.parent / "link").symlink_to(folder)
    with pytest.raises(DataError, match=texts.SCANS_BUSY):
        scans_of(folder.parent / "link", None)
    whole(scans).close(forget=True)


def test_a_table_is_gone_on_with(folder, answers, tmp_path):
    """Corrections are there, the rest of the folder is read, and the next table has all, and one's own columns."""
    scans = whole(scans_of(folder, None))
    scans.choose(scans.found[0])
    scans.correct(9)
    path = tmp_path / "table.csv"
    rows = saved(scans, path)
    assert scans.is_whole
    scans.close(forget=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*rows[0], "note"])
        writer.writerows([*row.values(), "mine"] for row in rows if not row["file"].endswith("2.png"))
    answers["table"] = path
    scans = whole(chosen_table(None, None))
    assert (scans.folder, scans.table, scans.known, len(scans.found)) == (folder, path, 5, 6)
    assert scans.is_saved
    assert not scans.is_whole
    assert [(row.pop("note"), row) for row in saved(scans, path)] == [
        ("" if row["file"].endswith("2.png") else "mine", row) for row in rows
    ]
    scans.close(forget=True)


def test_a_table_whose_scans_have_moved(folder, answers, tmp_path):
    """The person says where they are now; a table that came along is understood by itself."""
    scans = whole(scans_of(folder, None))
    path = tmp_path / "table.csv"
    rows = saved(scans, path)
    scans.close(forget=True)
    answers["table"], answers["folder"] = path, tmp_path / "elsewhere"
    os.rename(folder, tmp_path / "elsewhere")
    scans = whole(chosen_table(None, None))
    now = [row["file"] for row in saved(scans, tmp_path / "other.csv")]
    assert now == [row["file"].replace(str(folder), str(tmp_path / "elsewhere")) for row in rows]
    assert scans.known == len(scans.found) == 6
    scans.close(forget=True)
    path.write_text(path.read_text().replace(f"{folder}{os.sep}", f"elsewhere{os.sep}"))
    answers["folder"] = None
    scans = whole(chosen_table(None, None))
    assert scans.known == len(scans.found) == 6
    scans.close(forget=True)
    os.rename(tmp_path / "elsewhere", tmp_path / "nowhere")
    assert chosen_table(None, None) is None


def test_a_kill_after_a_table_was_opened_loses_nothing(folder, answers, tmp_path):
    """What was said since then is gone on with; whoever doesn't want it has the table as it was saved."""
    scans = whole(scans_of(folder, None))
    answers["table"] = tmp_path / "table.csv"
    scans.save(answers["table"])
    scans.close(forget=True)
    scans = whole(chosen_table(None, None))
    scans.choose(scans.found[0])
    scans.correct(9)
    scans.close(forget=False)  # as a kill leaves it
    for whether, said in ((True, {0: 9}), (False, {})):
        answers["whether"] = whether
        scans = whole(chosen_table(None, None))
        assert scans.found[0].corrected == said
        assert scans.is_saved == (not said)
        scans.close(forget=False)


def test_a_table_that_a_run_is_writing_stays(folder, tmp_path):
    """What that run still has to write would be lost; the window's own is kept."""
    scans = whole(scans_of(folder, None))
    path = tmp_path / "results.csv"
    run = ResultFile(path)
    run.begin()
    before = path.read_bytes()
    with pytest.raises(DataError, match=texts.RESULTS_BUSY):
        scans.save(path)
    assert path.read_bytes() == before
    run.close()
    scans.save(path)
    scans.close(forget=True)


def test_old_folders_are_forgotten(tmp_path, monkeypatch):
    """Only the last ones that are in no table are kept."""
    monkeypatch.setattr(scanning, "MOST", 3)
    folders = [tmp_path / str(number) for number in range(5)]
    files = [scanning._journal_file(folder) for folder in folders]
    for age, (folder, file) in enumerate(zip(folders, files, strict=True)):
        folder.mkdir()
        whole(scans_of(folder, None)).close(forget=False)
        os.utime(file, (age, age))
    assert [file.exists() for file in files] == [False, False, True, True, True]
