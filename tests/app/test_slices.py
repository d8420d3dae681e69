"""Pictures that are drawn in slices while somebody draws."""

import tkinter as tk
from functools import partial

import pytest

from digitpad.app.views.slices import Slices


@pytest.fixture
def root(screen):
    root = tk.Tk()
    yield root
    root.destroy()


def drawn_by(root, slices):
    """Let slices be drawn until none waits; between two of them the window hears of everything else."""
    turns = 0
    while slices.waiting:
        root.update()
        turns += 1
    return turns


def test_other_events_are_heard_between_two_parts(root):
    """The first part is drawn at once, each of the others in a turn of its own."""
    slices, drawn = Slices(root), []
    slices.draw([partial(drawn.append, part) for part in range(5)])
    assert drawn == [0]
    root.after(0, drawn.append, "event")
    drawn_by(root, slices)
    assert drawn[1] == "event"
    assert [part for part in drawn if part != "event"] == [*range(5)]


def test_the_next_picture_goes_on_where_the_one_before_was_left(root):
    """However fast pictures come, each part has its turn, and the last picture is drawn whole."""
    slices, drawn = Slices(root), []
    for picture in range(4):
        before = len(drawn)
        slices.draw([partial(drawn.append, (picture, part)) for part in range(3)])
        while len(drawn) < before + 2:
            root.update()
    drawn_by(root, slices)
    assert [part for _, part in drawn] == [place % 3 for place in range(len(drawn))]
    assert {part for picture, part in drawn if picture == 3} == {0, 1, 2}


def test_at_once_means_at_once(root):
    """All parts are drawn in their order, and nothing of the picture before comes later."""
    slices, drawn = Slices(root), []
    slices.draw([partial(drawn.append, ("before", part)) for part in range(4)])
    slices.draw([partial(drawn.append, part) for part in range(4)], at_once=True)
    root.update()
    assert drawn == [("before", 0), 0, 1, 2, 3]
    assert not slices.waiting


def test_nothing_is_drawn_on_what_is_gone(root):
    """With its widget the clock ends."""
    frame, drawn = tk.Frame(root), []
    slices = Slices(frame)
    slices.draw([partial(drawn.append, part) for part in range(4)])
    frame.destroy()
    root.update()
    assert drawn == [0]
    assert not slices.waiting
