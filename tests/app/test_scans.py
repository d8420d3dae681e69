"""A folder of scans, without its window: what comes first, corrections, stopping, and the table that is saved."""

import csv
import itertools
from dataclasses import replace

import numpy as np
import pytest

from digitpad.app.session.scan import NOTHING, SURE, UNSURE
from digitpad.app.session.scans import Scans, read_folder
from digitpad.errors import DrawingError, PictureError
from digitpad.folders.result import FileReading
from digitpad.reading.prediction import Prediction, Reading
from tests.commands.running import picture
from tests.patience import until


def reading(*digits):
    """A reading of one row; a negative digit is one that isn't sure."""
    row = []
    for place, digit in enumerate(digits):
        shares = [0.0] * 10
        shares[abs(digit)] = 1.0
        verdict = "sure" if digit >= 0 else "unsure"
        box = (10.0 * place, 0, 10.0 * place + 8, 12)
        row.append(Prediction(abs(digit), 0.9, np.array(shares, np.float32), verdict, box))
    return Reading((tuple(row),), 0.9)


FOUND = [
    FileReading("b/p1.png", reading(1)),
    FileReading("b/p10.png", reading(4, -9, 2, -7)),
    FileReading("b/p2.png", None, PictureError("b/p2.png: It's broken.")),
    FileReading("b/p3.png", reading(-5)),
]


def scans_of(tmp_path, results=FOUND):
    def read(folder, count, known):
        count(len(results))
        yield from results

    scans = Scans(tmp_path, read)
    until(lambda: scans.take() is None or not scans.is_reading)
    return scans


def test_what_is_not_sure_comes_first(tmp_path):
    """Then what can't be read, then what is sure; within each as it came."""
    scans = scans_of(tmp_path)
    assert [(scan.path, scan.rank) for scan in scans.found] == [
        ("b/p10.png", UNSURE),
        ("b/p3.png", UNSURE),
        ("b/p2.png", NOTHING),
        ("b/p1.png", SURE),
    ]
    assert (scans.total, scans.unsure, scans.found[2].words) == (4, 2, "It's broken.")


def test_digits_are_corrected_one_after_the_other(tmp_path):
    """The first that isn't sure is looked at, then the next; when none is left the next scan's turn has come."""
    scans = scans_of(tmp_path)
    first = scans.found[0]
    scans.choose(first)
    assert scans.place == 1
    assert not scans.correct(4)
    assert scans.place == 3
    assert scans.correct(1)
    assert first.corrected == {1: 4, 3: 1}
    assert scans.unsure == 1
    scans.choose_digit(99)
    assert scans.place == 3
    scans.choose_digit(1)
    assert not scans.correct(None)
    assert first.corrected == {3: 1}
    assert scans.unsure == 2
    scans.choose(scans.found[2])
    assert not scans.correct(5)


def test_what_was_said_is_taken_back_step_by_step(tmp_path):
    """Undo goes back to the digit that was spoken of, and to what had been said of it before."""
    scans = scans_of(tmp_path)
    assert not scans.undo()
    first, second = scans.found[:2]
    scans.choose(first)
    scans.correct(4)
    scans.choose_digit(1)
    scans.correct(5)
    scans.choose(second)
    assert scans.correct(6)
    assert not scans.is_open(second)
    assert scans.undo()
    assert (scans.chosen, scans.place, second.corrected, scans.is_open(second)) == (second, 0, {}, True)
    for said in ({1: 4}, {}):
        assert scans.undo()
        assert (scans.chosen, scans.place, first.corrected) == (first, 1, said)
    assert not scans.undo()
    assert [line[-1] for line in first.lines()] == [""] * 4


def test_the_table_has_a_column_for_what_was_said(tmp_path):
    """In the files' order, a line for each digit, and one for a file without any."""
    scans = scans_of(tmp_path)
    scans.choose(scans.found[0])
    scans.correct(4)
    assert not scans.is_saved
    scans.save(tmp_path / "table.csv")
    assert scans.is_saved
    with open(tmp_path / "table.csv", newline="", encoding="utf-8") as file:
        rows = [(row["file"], row["digit"], row["corrected"]) for row in csv.DictReader(file)]
    assert rows == [
        ("b/p1.png", "1", ""),
        ("b/p2.png", "", ""),
        ("b/p3.png", "5", ""),
        *[("b/p10.png", digit, said) for digit, said in (("4", ""), ("9", "4"), ("2", ""), ("7", ""))],
    ]
    scans.correct(2)
    with pytest.raises(DrawingError):
        scans.save(tmp_path / "nowhere" / "table.csv")
    assert not scans.is_saved


@pytest.mark.parametrize("sign", ["\r", "\n", "\x0b", "\x1c", "\x85", "\u2028", '"', ",", "人", "व्यक्ति", "\u202e"])
def test_names_hold_any_sign(tmp_path, sign):
    """Also such as end a line somewhere: digits are shown and corrected, and the table has the name as it is."""
    name = f"a{sign}b.png"
    scans = scans_of(tmp_path, [FileReading(name, reading(-1, -2))])
    scans.choose(scans.found[0])
    assert [digit.digit for digit in scans.chosen.digits] == [1, 2]
    scans.correct(7)
    scans.save(tmp_path / "table.csv")
    with open(tmp_path / "table.csv", newline="", encoding="utf-8") as file:
        rows = [(row["file"], row["digit"], row["corrected"]) for row in csv.DictReader(file)]
    assert rows == [(name, "1", "7"), (name, "2", "")]


def test_reading_can_be_stopped(tmp_path):
    """Nothing is read any more, and what was read stays."""
    ended = []

    def read(folder, count, known):
        try:
            yield from itertools.repeat(FOUND[0])
        finally:
            ended.append(True)

    scans = Scans(tmp_path, read)
    until(scans.take)
    assert scans.stop()
    assert not scans.stop()
    until(lambda: ended)
    assert scans.found


def test_what_ends_the_reading_is_told(tmp_path):
    """An error that isn't of one file reaches whoever takes results, after all that was read before."""

    def read(folder, count, known):
        yield replace_path(FOUND[0])
        raise PictureError("the model is gone")

    scans, taken = Scans(tmp_path, read), []
    with pytest.raises(PictureError, match="the model is gone"):
        until(lambda: taken.extend(scans.take()))
    assert [place for place, _ in taken] == [0]
    assert not scans.is_reading
    assert scans.take() == []


def replace_path(result):
    return result._replace(reading=replace(result.reading, confidence=0.5))


def test_a_real_folder_is_read(tmp_path):
    """With the folders within it, on as many cores as it pays."""
    (tmp_path / "more").mkdir()
    picture(7).save(tmp_path / "more" / "7.png")
    picture(3).save(tmp_path / "3.png")
    counts = []
    assert [each.reading.text for each in read_folder(tmp_path, counts.append, set())] == ["3", "7"]
    assert counts == [2]
