"""Several trainings on the same pictures, side by side."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from digitpad.training.pictures.ahead import Pooled
from digitpad.training.studies.several import Heard, places
from tests.training.learning.student import Stripes

ROOT = Path(__file__).parents[3]


def test_each_epoch_of_the_pool_is_drawn_once_in_the_order_of_need():
    """Closing epochs come after the others; a short training draws no more than it shows."""
    pooled = Pooled(Stripes(), 2, closing_from=5)
    assert places(pooled, 9) == [0, 1, 5, 6]
    assert places(pooled, 6) == [0, 1, 5]


def test_answers_are_read_as_they_were_kept(tmp_path):
    """A training hears of an epoch what the teachers said of the pool's epoch."""
    heard = Heard(tmp_path, Pooled(Stripes(), 2))
    answers = np.random.default_rng(0).random((4, 22)).astype(np.float16)
    np.save(heard.path(1), answers)
    read = heard.answers(3, None)
    assert read.dtype == np.float32
    np.testing.assert_array_equal(read, answers)


@pytest.mark.skipif("DIGITPAD_DATA" not in os.environ, reason="needs real data")
def test_trainings_side_by_side_leave_runs_that_can_be_finished(tmp_path):
    """Each starts from weights of its own and notes its seed, the pool and the data."""
    command = [sys.executable, "-m", "digitpad.training.studies.several", "--recipe", "digitpad-strokes"]
    flags = ["--seeds", "1", "2", "--epochs", "2", "--pool", "1", "--batch", "32", "--ema", "0.9", "--limit", "20"]
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run([*command, *flags, "--out", tmp_path], cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    histories = [(tmp_path / f"digitpad-strokes-{seed}.run" / "history.csv").read_text() for seed in (1, 2)]
    assert [len(history.splitlines()) for history in histories] == [3, 3]
    assert histories[0] != histories[1]
    assert (tmp_path / "digitpad-strokes-2.run" / "best.keras").is_file()
    assert '"seed": 2' in (tmp_path / "digitpad-strokes-2.run" / "settings.json").read_text()
