"""Folders of files on the command line: stopped and killed in the middle, gone on with, watched, and broken."""

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digitpad import cli, texts
from digitpad.folders.records import CSV_HEADER
from tests.commands.running import command, digitpad, picture, save_drawing
from tests.patience import PATIENCE, until


@pytest.fixture
def scans(folder):
    """A folder of forty pictures, "page 0.png" to "page 39.png"."""
    scans = folder / "scans"
    scans.mkdir()
    for number in range(40):
        picture(number % 10).save(scans / f"page {number}.png")
    return scans


def names_in(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [Path(row["file"]).name for row in csv.DictReader(file)]


@contextlib.contextmanager
def held_up(path):
    """A file that is not yet all there: whoever reads it waits for the rest, until whatever is done here is done."""
    content = path.read_bytes()
    path.unlink()
    os.mkfifo(path)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # unless nobody is left who waits
            os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        path.unlink()
        path.write_bytes(content)


def stopped(arguments, table, lines, how):
    """Run a command, and stop it when its table has so many lines; return its status and what it said."""
    said = table.with_name("said.txt")  # no pipe: a worker that waits would hold it open
    with open(said, "wb") as err, subprocess.Popen(arguments, stderr=err, start_new_session=True) as process:
        until(lambda: table.exists() and table.read_bytes().count(b"\n") == lines)
        os.killpg(process.pid, how)
        process.wait(PATIENCE)
    return process.returncode, said.read_text()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="nothing can be held up there")
@pytest.mark.parametrize(("how", "workers"), [(signal.SIGKILL, 1), (signal.SIGKILL, 2), (signal.SIGINT, 2)])
def test_a_run_that_is_stopped_again_and_again_ends_as_any_other(scans, folder, how, workers):
    """Whether by kill -9 or Ctrl+C: the same command goes on, reads nothing twice, and the table is the same."""
    (scans / "page 3.png").write_text("no picture")
    files = [scans / f"page {number}.png" for number in range(40)]
    undisturbed, path = folder / "undisturbed.csv", folder / "results.csv"
    assert digitpad("predict", *files, "--workers", "1", "--resume", undisturbed)[0] == 1
    arguments = command("predict", *files, "--workers", workers, "--resume", path)
    for number in (2, 3, 33):
        with held_up(files[number]):
            status, err = stopped(arguments, path, number + 1, how)
        if how == signal.SIGINT:
            assert status == 130
            assert err.splitlines()[-1] == texts.STOPPED_RESULTS.format(file=path)
    status, out, err = digitpad("predict", *files, "--workers", workers, "--resume", path)
    assert (status, out) == (0, "")
    assert texts.FILES_KNOWN.format(33) in err
    assert texts.FILES_READ.format(7) in err
    assert path.read_bytes() == undisturbed.read_bytes()


def test_a_folder_gives_lines_and_sentences(scans, capsys):
    """Results stand on standard output in order, sentences on standard error, and the status tells that one failed."""
    (scans / "page 3b.png").write_text("no picture")
    (scans / "page 4b.digitpad").write_text(save_drawing(scans.parent, 8).read_text())
    assert cli.main(["predict", str(scans), str(scans / "no*.png"), "--workers", "1"]) == 1
    out, err = capsys.readouterr()
    digits = [*"01234", "8", *"56789"] + list("0123456789") * 3
    assert [line.rpartition(": ")[2][0] for line in out.splitlines()] == digits
    assert err.splitlines() == [
        f"{scans / 'page 3b.png'}: {texts.NOT_A_PICTURE}",
        f"{scans / 'no*.png'}: {texts.NO_MATCH}",
    ]


def test_json_lines_and_csv_have_every_file(folder, capsys):
    """An object a line, or rows; a file that can't be read stands among the others."""
    good, bad = save_drawing(folder, 2), folder / "bad.png"
    bad.write_text("no picture")
    assert cli.main(["predict", "--jsonl", str(bad), str(good)]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["file"], second["file"], second["digit"]) == (str(bad), str(good), 2)
    assert "error" in first
    assert cli.main(["predict", "--csv", str(bad), str(good)]) == 1
    header, first, second = csv.reader(capsys.readouterr().out.splitlines())
    assert tuple(header) == CSV_HEADER
    assert (first[0], first[5], second[3]) == (str(bad), "error", "2")
    assert cli.main(["predict", "--json", str(folder / "x*")]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"file": str(folder / "x*"), "error": f"{folder / 'x*'}: {texts.NO_MATCH}"}
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--resume", "results.txt"], texts.RESULTS_KINDS),
        (["--resume", "results.csv", "--annotate", "x.png"], texts.ANNOTATE_PRINTS),
        (["--workers", "0"], texts.NO_WORKERS),
    ],
)
def test_wrong_usage_is_a_sentence(folder, capsys, arguments, sentence):
    """What doesn't go together, or makes no sense, is said before anything is read."""
    assert cli.main(["predict", str(save_drawing(folder, 7)), *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_new_file_replaces_none(folder, capsys):
    """--out begins a file, and one that is there stays as it is."""
    path, drawing = folder / "results.jsonl", str(save_drawing(folder, 7))
    assert cli.main(["predict", drawing, "--out", str(path)]) == 0
    before = path.read_bytes()
    assert json.loads(before)["digit"] == 7
    assert cli.main(["predict", drawing, "--out", str(path)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == f"{path}: {texts.RESULTS_THERE}"
    assert path.read_bytes() == before


def test_a_model_that_cannot_be_used_leaves_no_file(folder, capsys):
    """The next try with another model isn't told that the file is there; a run without results has a header."""
    path, drawing = folder / "results.csv", str(save_drawing(folder, 7))
    assert cli.main(["predict", drawing, "--out", str(path), "--model", str(folder / "gone.tflite")]) == 1
    assert texts.NO_MODEL in capsys.readouterr().err
    assert not path.exists()
    assert cli.main(["predict", str(folder / "gone.png"), "--out", str(path)]) == 1
    assert path.read_text() == ",".join(CSV_HEADER) + "\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_disk_that_is_full_ends_with_a_sentence(scans, folder):
    """What fits is whole, and the run can go on later."""
    path = folder / "results.csv"
    limited = ["sh", "-c", 'ulimit -f 1; exec "$0" "$@"', *command("predict", scans, "--resume", path)]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == texts.about_file(path, texts.CANT_WRITE.format(reason="file too large")) + "\n"
    assert path.read_bytes().endswith(b"\n")
    assert digitpad("predict", scans, "--resume", path)[0] == 0
    assert names_in(path) == [f"page {number}.png" for number in range(40)]


def test_a_terminal_shows_how_far_it_is(scans, folder):
    """A bar on a terminal only: with the share that is done, on standard error, and away at the end."""
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    arguments = command("predict", scans, "--workers", "1")
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        lines = process.stdout.read().decode().splitlines()
        shown = b""
        while part := _read(ours):
            shown += part
        process.wait(PATIENCE)
    os.close(ours)
    assert len(lines) == 40
    assert "0/40" in shown.decode()
    assert " % " in shown.decode()
    status, _, err = digitpad("predict", scans, "--workers", "1")
    assert (status, err) == (0, "")


def _read(terminal):
    try:
        return os.read(terminal, 10_000)
    except OSError:  # the other end is closed
        return b""


def test_a_picture_among_many_may_come_on_standard_input(scans):
    """A dash is read by the process whose input it is, also where others read the files."""
    content = save_drawing(scans.parent, 8).read_bytes()
    status, out, _ = digitpad("predict", scans / "page 1.png", "-", "--workers", "2", content=content)
    assert (status, [line.rpartition(": ")[2][0] for line in out.splitlines()]) == (0, ["1", "8"])


def test_a_vanished_folder_is_said_once(tmp_path, capsys, monkeypatch):
    """The sentence names the folder, and the status is 1."""
    from digitpad.commands import predict

    folder = tmp_path / "scans"
    folder.mkdir()
    files = [str(save_drawing(folder, digit)) for digit in (1, 2)]

    def found(names, recursive, folders):
        folders.append(str(folder))
        for file in files:
            os.remove(file)
        folder.rmdir()
        return files

    monkeypatch.setattr(predict, "found_files", found)
    assert cli.main(["predict", str(folder)]) == 1
    assert capsys.readouterr().err == f"{folder}: {texts.FOLDER_GONE}\n"
