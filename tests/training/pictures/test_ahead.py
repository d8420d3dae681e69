"""Pictures are made ahead in another process, which lives no longer than the one that it works for."""

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np

from digitpad.training.pictures.ahead import epochs
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]


class Numbered:
    """A source whose epochs show their number."""

    takes_long = True

    def epoch(self, number):
        """Return one picture and the number as its label."""
        return np.zeros((1, 28, 28), np.uint8), np.array([number])

    def validation(self):
        """Nothing is set aside."""


def test_every_epoch_comes_once_and_in_order():
    """From the first to before the end; none at all when there is none left."""
    assert [labels.tolist() for _, labels in epochs(Numbered(), 2, 5)] == [[2], [3], [4]]
    assert list(epochs(Numbered(), 5, 5)) == []


def test_the_maker_ends_with_a_killed_training():
    """After SIGKILL nothing of the training is left: standard output is closed, which the maker held open as well."""
    code = (
        "from tests.training.pictures.test_ahead import Numbered, epochs\n"
        "for _ in epochs(Numbered(), 0, 3): print('made', flush=True); import time; time.sleep(600)"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "made\n"
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate(timeout=PATIENCE)
    assert said == ""
