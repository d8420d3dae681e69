"""What the command's tests share."""

import signal

import pytest

PLACE = "folder with spaces and ünïcödé 7"


@pytest.fixture(autouse=True)
def interrupts_are_heard():
    """Programs that are started hear Ctrl+C, also where a shell runs the tests in the background and has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def folder(tmp_path):
    """A folder with a name that careless programs stumble over."""
    path = tmp_path / PLACE
    path.mkdir()
    return path
