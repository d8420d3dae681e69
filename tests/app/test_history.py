"""Undo and redo."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from digitpad import Drawing
from digitpad.app.session.history import MOST_STEPS, History
from digitpad.ink.erasing import erased
from tests.strategies import pad_points

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


class Pad(RuleBasedStateMachine):
    """A history beside the plainest one that could be: a list of all drawings and a place in it."""

    def __init__(self):
        super().__init__()
        self.history = History(Drawing(400, 400))
        self.line, self.place = [self.history.current], 0

    def change(self, drawing):
        if self.history.change(drawing):
            self.line, self.place = [*self.line[: self.place + 1], drawing], self.place + 1
        else:
            assert drawing == self.line[self.place]

    @rule(stroke=st.lists(pad_points, min_size=1, max_size=4))
    def draw(self, stroke):
        self.change(self.history.current.with_stroke(stroke))

    @rule(start=pad_points, end=pad_points, radius=st.integers(5, 60))
    def erase(self, start, end, radius):
        self.change(erased(self.history.current, start, end, radius))

    @rule()
    def clear(self):
        self.change(self.history.current.cleared())

    @rule()
    def undo(self):
        assert self.history.undo() == (self.place > 0)
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self):
        assert self.history.redo() == (self.place < len(self.line) - 1)
        self.place = min(self.place + 1, len(self.line) - 1)

    @invariant()
    def same(self):
        assert self.history.current == self.line[self.place]
        assert self.history.can_undo == (self.place > 0)
        assert self.history.can_redo == (self.place < len(self.line) - 1)


TestPad = Pad.TestCase
TestPad.settings = settings(max_examples=30, stateful_step_count=25)
