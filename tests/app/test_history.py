"""Undo and redo."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from digitpad.app.session.document import Document, cleared, with_ink, with_stroke
from digitpad.app.session.history import MOST_STEPS, History
from digitpad.ink.erasing import erased
from tests.strategies import pad_points

steps = st.lists(st.sampled_from(["stroke", "clear", "undo", "redo"]), max_size=60)


def stroke(document, number):
    return with_stroke(document, ((float(number), 0.0),), 400.0)


def test_undo_brings_back_what_clear_took():
    """Clear is a change like any other."""
    drawn = stroke(Document(), 1)
    history = History(drawn)
    history.change(cleared(drawn))
    assert history.undo()
    assert history.current == drawn
    assert history.redo()
    assert history.current.is_blank


def test_a_change_that_changes_nothing_is_no_step():
    """Clearing an empty pad leaves nothing to undo."""
    history = History(Document())
    assert not history.change(cleared(Document()))
    assert not history.can_undo


def test_drawing_after_undo_gives_up_what_was_taken_back():
    """Redo only follows undo."""
    history = History(Document())
    history.change(stroke(history.current, 1))
    history.undo()
    history.change(stroke(history.current, 2))
    assert not history.can_redo
    assert not history.redo()


def test_memory_of_steps_is_bounded():
    """A day of drawing and clearing doesn't pile up documents."""
    history = History(Document())
    for number in range(3 * MOST_STEPS):
        history.change(stroke(Document(), number))
    assert sum(1 for _ in iter(history.undo, False)) == MOST_STEPS


@given(steps)
def test_undo_and_redo_walk_one_line_of_documents(taken):
    """Whatever a person does, history is a list of documents and a place in it."""
    history = History(Document())
    line, place = [Document()], 0
    for number, step in enumerate(taken):
        if step in ("stroke", "clear"):
            new = stroke(line[place], number) if step == "stroke" else cleared(line[place])
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
    """A history beside the plainest one that could be: a list of all documents and a place in it."""

    def __init__(self):
        super().__init__()
        self.history = History(Document())
        self.line, self.place = [self.history.current], 0

    def change(self, document):
        if self.history.change(document):
            self.line, self.place = [*self.line[: self.place + 1], document], self.place + 1
        else:
            assert document == self.line[self.place]

    @rule(stroke=st.lists(pad_points, min_size=1, max_size=4))
    def draw(self, stroke):
        self.change(with_stroke(self.history.current, tuple(stroke), 400.0))

    @rule(start=pad_points, end=pad_points, radius=st.integers(5, 60))
    def erase(self, start, end, radius):
        document = self.history.current
        self.change(with_ink(document, erased(document.drawing, start, end, radius)))

    @rule()
    def clear(self):
        self.change(cleared(self.history.current))

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
