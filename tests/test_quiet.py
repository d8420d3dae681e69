"""Standard error while native libraries are kept from talking on it."""

import os
import threading

import pytest

from digitpad.quiet import quiet_standard_error
from tests.patience import PATIENCE


def where():
    """What file descriptor 2 is: (device, inode)."""
    found = os.fstat(2)
    return found.st_dev, found.st_ino


def nothing():
    found = os.stat(os.devnull)
    return found.st_dev, found.st_ino


def test_standard_error_is_back_afterwards(capfd):
    """What is written to the descriptor inside is gone, what is written afterwards is there."""
    with quiet_standard_error():
        os.write(2, b"inside")
    os.write(2, b"outside")
    assert capfd.readouterr().err == "outside"


def test_threads_may_overlap(capfd):
    """Of two threads inside at once, the first out leaves the other quiet, and the last gives standard error back."""
    before = where()
    entered, leave = threading.Event(), threading.Event()
    seen = []

    def other():
        with quiet_standard_error():
            entered.set()
            leave.wait(PATIENCE)
            seen.append(where())

    thread = threading.Thread(target=other)
    with quiet_standard_error():
        thread.start()
        assert entered.wait(PATIENCE)
    leave.set()
    thread.join(PATIENCE)
    assert seen == [nothing()]
    assert where() == before


def test_an_exception_gives_standard_error_back(capfd):
    """Whatever happens inside, standard error is there again."""
    before = where()
    with pytest.raises(ValueError, match="inside"), quiet_standard_error():
        raise ValueError("inside")
    assert where() == before
