"""Many files read side by side: in order, lazily, and whatever becomes of one of them."""

import itertools
import os
import shutil
import sys

import pytest

import digitpad
from digitpad import texts
from digitpad.folders import result, team
from tests.commands.running import DRAWINGS, save_drawing
from tests.models import save_tflite

CRASHING = """
import os, sys
sys.path[:] = {path!r}
from digitpad.folders import result, worker
real = result.read_file
def read_file(recognizer, path, content=None):
    print("noise on standard output", flush=True)
    return os._exit(9) if "5b" in path else real(recognizer, path, content)
result.read_file = read_file
worker.serve()
"""


def texts_of(results):
    return [None if each.reading is None else each.reading.text for each in results]


@pytest.mark.parametrize("workers", [None, 2])
def test_results_come_in_the_order_of_the_files(scans, workers):
    """Each has its path and its reading, or what is wrong, in one process and in several."""
    results = list(digitpad.read_files([scans], workers))
    assert [each.path for each in results] == [
        str(scans / f"page {name}.png") for name in (1, 2, 3, 4, 5, "5b", 6, 7, 8, 9, 10)
    ]
    assert texts_of(results) == ["1", "2", "3", "4", "5", None, "6", "7", "8", "9", "0"]
    assert str(results[5].error) == f"{results[5].path}: {texts.NOT_A_PICTURE}"
    assert results[0].reading.digits[0].box == pytest.approx((70, 70, 116, 233), abs=30)


def test_paths_may_go_on_for_ever(scans):
    """No more of them are taken than are soon needed, and whoever has enough may leave."""
    taken = itertools.count()
    paths = (scans / f"page {next(taken) % 10 + 1}.png" for _ in itertools.repeat(None))
    results = digitpad.read_files(paths, 2)
    assert texts_of(itertools.islice(results, 3)) == ["1", "2", "3"]
    results.close()
    assert next(taken) <= 2 * team.LOOK_AHEAD + 3


def test_a_worker_that_dies_costs_one_file(scans, monkeypatch):
    """A crash, and too little memory, end a process: the file is said to be the cause, and a new process goes on."""
    code = CRASHING.format(path=sys.path)
    monkeypatch.setattr(team, "command", lambda: [sys.executable, "-c", code])
    results = list(digitpad.read_files([scans], 2))
    assert texts_of(results) == ["1", "2", "3", "4", "5", None, "6", "7", "8", "9", "0"]
    assert str(results[5].error) == f"{results[5].path}: {texts.WORKER_ENDED}"


def test_workers_that_cannot_start_are_a_sentence(scans, monkeypatch):
    """Where no process answers at all nothing is said of the files."""
    monkeypatch.setattr(team, "command", lambda: [sys.executable, "-c", ""])
    with pytest.raises(digitpad.UserError, match=texts.NO_WORKER):
        next(digitpad.read_files([scans], 2))
    monkeypatch.setattr(team, "command", lambda: [str(scans / "no program")])
    with pytest.raises(digitpad.UserError, match=texts.NO_WORKER):
        next(digitpad.read_files([scans], 2))


def test_examples_that_no_other_process_can_have_are_a_sentence(scans):
    """What can't be handed over needs one process, as the sentence says."""
    examples = ((DRAWINGS[7], 7) for _ in range(2))
    with pytest.raises(digitpad.UserError, match=texts.NO_WORKER):
        next(digitpad.read_files([scans], 2, examples=examples))
    assert next(digitpad.read_files([scans], 1, examples=examples)).reading.text == "1"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_model_that_cannot_be_used_is_an_error_at_once(scans, workers):
    """It is said once, and not of each file."""
    with pytest.raises(digitpad.UserError, match=r"gone\.tflite"):
        next(digitpad.read_files([scans], workers, model=scans / "gone.tflite"))


def test_workers_take_the_model_and_speak_the_language(scans):
    """Another model answers in other processes as in this one, and what is wrong is said in the language in use."""
    model = save_tflite(scans.parent)
    here, there = ([*digitpad.read_files(scans, workers, model=model)] for workers in (1, 2))
    assert texts_of(here) == texts_of(there) != ["1", "2", "3", "4", "5", None, "6", "7", "8", "9", "0"]
    digitpad.languages.use("de")
    try:
        assert str(next(digitpad.read_files([scans / "page 5b.png"], 2)).error).endswith(texts.NOT_A_PICTURE)
        assert texts.NOT_A_PICTURE.startswith("Das")
    finally:
        digitpad.languages.use("en")


def test_a_folder_that_vanishes_is_one_sentence(scans):
    """What was read is there; of the rest the folder's name is said once; other files are read as ever."""
    results = digitpad.read_files([scans, save_drawing(scans.parent, 8)], 1)
    assert texts_of(itertools.islice(results, 2)) == ["1", "2"]
    shutil.rmtree(scans)
    gone, last = results
    assert (gone.path, str(gone.error)) == (str(scans), f"{scans}: {texts.FOLDER_GONE}")
    assert last.reading.text == "8"


def test_a_bug_costs_one_file(tmp_path, monkeypatch):
    """The others are read, and the story is in the log file."""
    files = [save_drawing(tmp_path, digit) for digit in (3, 4)]
    real = result.read_source

    def read_source(path, content=None):
        if path == str(files[0]):
            raise RuntimeError("the gory details")
        return real(path, content)

    monkeypatch.setattr(result, "read_source", read_source)
    first, second = digitpad.read_files(files)
    assert "RuntimeError" in str(first.error)
    assert "gory" not in str(first.error)
    assert second.reading.text == "4"


def test_one_path_will_do_and_no_worker_will_not(tmp_path):
    """A single path needs no list around it; fewer than one worker is a sentence."""
    (only,) = digitpad.read_files(save_drawing(tmp_path, 6))
    assert only.reading.text == "6"
    with pytest.raises(digitpad.UserError, match=texts.NO_WORKERS):
        digitpad.read_files([], 0)


def test_names_that_are_no_text_reach_the_workers(tmp_path):
    """File names may hold any bytes, and line ends."""
    paths = [os.fsencode(tmp_path) + name for name in (b"/\xff.digitpad", '/व्यक्ति ☃\n,".digitpad'.encode())]
    for path in paths:
        with open(path, "w", encoding="utf-8") as file:
            file.write(DRAWINGS[6].to_json())
    assert texts_of(digitpad.read_files(map(os.fsdecode, paths), 2)) == ["6", "6"]
