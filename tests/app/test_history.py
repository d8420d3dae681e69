"""Undo and redo."""

from hypothesis import given
from hypothesis import strategies as st

from digitpad import Drawing
from digitpad.app.history import MOST_STEPS, History

steps = st.lists(st.sampled_from(["stroke", "clear", "undo", "redo"]), max_size=60)


def test_undo_brings_back_what_clear_took():
    """Clear is a change like any other."""
    drawn = Drawing().with_stroke([(1, 1)])
    history = History(drawn)
    history.change(drawn.cleared())
    assert history.undo()
    assert history.current == drawn
    assert history.redo()
    assert history.current.is_blank


def test_a_change_that_changes_nothing_is_no_step():
    """Clearing an empty pad leaves nothing to undo."""
    history = History(Drawing())
    assert not history.change(Drawing().cleared())
    assert not history.can_undo


def test_drawing_after_undo_gives_up_what_was_taken_back():
    """Redo only follows undo."""
    history = History(Drawing())
    history.change(history.current.with_stroke([(1, 1)]))
    history.undo()
    history.change(history.current.with_stroke([(2, 2)]))
    assert not history.can_redo
    assert not history.redo()


def test_memory_of_steps_is_bounded():
    """A day of drawing and clearing doesn't pile up drawings."""
    history = History(Drawing())
    for number in range(3 * MOST_STEPS):
        history.change(Drawing().with_stroke([(number, 0)]))
    assert sum(1 for _ in iter(history.undo, False)) == MOST_STEPS


@given(steps)
def test_undo_and_redo_walk_one_line_of_drawings(taken):
    """Whatever a person does, history is a list of drawings and a place in it."""
    history = History(Drawing())
    line, place = [Drawing()], 0
    for number, step in enumerate(taken):
        if step in ("stroke", "clear"):
            new = line[place].with_stroke([(number, 0)]) if step == "stroke" else line[place].cleared()
            if history.change(new):
                line, place = [*line[: place + 1], new], place + 1
        elif step == "undo":
            assert history.undo() == (place > 0)
            place = max(place - 1, 0)
        else:
            assert history.redo() == (place < len(line) - 1)
            place = min(place + 1, len(line) - 1)
        assert history.current == line[place]
        assert history.can_undo == (place > 0)
        assert history.can_redo == (place < len(line) - 1)
