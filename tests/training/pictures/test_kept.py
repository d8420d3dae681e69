"""Epochs in files: drawn once by other processes, and read as the source would have made them."""

import numpy as np
import pytest

from digitpad.training.pictures.ahead import Pooled
from digitpad.training.pictures.kept import Kept, awaited, draw_all, epoch_file
from tests.training.learning.student import Stripes


def test_epochs_in_files_are_the_source_s(tmp_path):
    """Each is drawn once, whole, under its own name; a pool's epoch comes again; nothing else is left behind."""
    pooled = Pooled(Stripes(), 2)
    draw_all(pooled, [0, 1], tmp_path / "pool", makers=2)
    kept = Kept(pooled, tmp_path / "pool")
    for number in range(3):
        for read, made in zip(kept.epoch(number), Stripes().epoch(number % 2), strict=True):
            np.testing.assert_array_equal(read, made)
    assert sorted(path.name for path in (tmp_path / "pool").iterdir()) == ["epoch-0.npz", "epoch-1.npz"]


def test_what_is_there_already_is_left(tmp_path):
    """A run that is begun again draws only what is missing."""
    np.savez(epoch_file(tmp_path, 0), images=np.zeros((1, 28, 28), np.uint8), labels=np.array([7]))
    draw_all(Pooled(Stripes(), 2), [0, 1], tmp_path, makers=1)
    kept = Kept(Pooled(Stripes(), 2), tmp_path)
    assert kept.epoch(0)[1].tolist() == [7]
    assert len(kept.epoch(1)[1]) == len(Stripes().epoch(1)[1])


def test_a_file_is_waited_for(tmp_path, monkeypatch):
    """Who needs an epoch first waits until another process has put it there."""
    path, looks = tmp_path / "epoch-0.npz", []

    def look(_seconds):
        looks.append(1)
        if len(looks) == 3:
            path.touch()

    monkeypatch.setattr("digitpad.training.pictures.kept.time.sleep", look)
    assert awaited(path) == path
    assert len(looks) == 3


def test_nobody_waits_for_a_process_that_has_ended(tmp_path, monkeypatch):
    """When the process that started all others is gone, no file will come any more."""

    class Gone:
        def is_alive(self):
            return False

    monkeypatch.setattr("digitpad.training.pictures.kept.parent_process", Gone)
    with pytest.raises(SystemExit):
        awaited(tmp_path / "never.npz")
