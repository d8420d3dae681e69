"""Whatever a person does, in any order, and whenever the answers come: everything is about one document."""

import json

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from digitpad import Drawing, UserError
from digitpad.app.session import editing, speaking
from digitpad.app.session.document import Document, same_ink
from digitpad.app.session.keeping import PICTURE, keep, recover
from digitpad.examples.corrections import corrections_file
from digitpad.examples.kept_drawing import kept_file, recovered
from digitpad.ink.erasing import erased
from digitpad.ink.pads import PAD_UNITS, WIDE_UNITS
from tests.app.stepped import Desk, EachStroke, png
from tests.examples.kept import load_corrections
from tests.strategies import pad_points

PICTURES = {"sheet": png(), "board": png(120, 400, 20)}


def bad_model():
    raise UserError("no model")


class Steps(RuleBasedStateMachine):
    """A session in the hands of chance."""

    @initialize(live=st.booleans(), loaded=st.booleans())
    def begin(self, live, loaded):
        corrections_file().unlink(missing_ok=True)
        kept_file().unlink(missing_ok=True)
        self.loaded = loaded
        self.desk = Desk(loaded=loaded, live=live)
        self.session = self.desk.session
        # What each document held that the history may come back to, and a place among them.
        self.line, self.place = [self.session.document], 0

    def changed(self):
        """Write down a new document, after whatever may have made one."""
        document = self.session.document
        if document is not self.line[self.place]:
            self.line, self.place = [*self.line[: self.place + 1], document], self.place + 1

    @rule(points=st.lists(pad_points, min_size=1, max_size=4))
    def draw(self, points):
        editing.begin(self.session)
        editing.add_stroke(self.session, tuple((float(x), float(y)) for x, y in points))
        self.changed()

    @rule(start=pad_points, end=pad_points)
    def erase(self, start, end):
        left = erased(self.session.document.drawing, start, end, 30)
        if left is not self.session.document.drawing:
            editing.begin(self.session)
        editing.erase(self.session, left)
        self.changed()

    @rule()
    def clear(self):
        editing.clear(self.session)
        self.changed()

    @rule()
    def undo(self):
        editing.undo(self.session)
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self):
        editing.redo(self.session)
        self.place = min(self.place + 1, len(self.line) - 1)

    @rule(name=st.sampled_from(sorted(PICTURES)))
    def open_picture(self, name):
        editing.open_picture(self.session, PICTURES[name])

    @rule()
    def open_what_is_no_picture(self):
        editing.open_picture(self.session, b"no picture")

    @rule(points=st.lists(pad_points, min_size=1, max_size=3), wide=st.booleans())
    def open_drawing(self, points, wide):
        editing.show_drawing(self.session, Drawing.from_strokes([points], WIDE_UNITS if wide else 700, PAD_UNITS))
        self.changed()

    @rule(fails=st.booleans())
    @precondition(lambda self: self.loaded)
    def work(self, fails):
        before = self.session.document
        self.desk.work(fails)
        self.changed()
        assert self.session.document is before or self.session.document.picture is not None

    @rule()
    @precondition(lambda self: not self.loaded)
    def load(self):
        self.desk.load()
        self.loaded = True

    @rule(good=st.booleans())
    @precondition(lambda self: self.loaded)
    def another_model(self, good):
        self.desk.use_model(EachStroke if good else bad_model)
        self.session.answers.drop()
        self.desk.load()

    @rule(digit=st.integers(0, 9))
    def correct(self, digit):
        speaking.label(self.session, digit)
        self.changed()

    @rule(by=st.sampled_from([1, -1]))
    def step(self, by):
        speaking.step(self.session, by)

    @rule()
    def leave(self):
        speaking.choose(self.session, None)

    @rule()
    def ask(self):
        speaking.ask(self.session)

    @rule(wide=st.booleans())
    def reshape(self, wide):
        self.session.pad_width = WIDE_UNITS if wide else PAD_UNITS

    @rule(live=st.booleans())
    def switch_live(self, live):
        self.session.answers.live = live

    @rule(wanted=st.booleans())
    def switch_heat(self, wanted):
        self.session.answers.heat_wanted = wanted

    @rule(pen=st.sampled_from([6.0, 17.0, 40.0]))
    def take_pen(self, pen):
        self.session.answers.pen = pen

    @rule()
    @precondition(lambda self: not self.session.document.is_blank)
    def save(self):
        self.session.mark_saved(self.session.document, corrections_file().with_name("saved.digitpad"))
        self.line[self.place] = self.session.document

    @invariant()
    def the_document_is_the_one_that_history_says(self):
        assert self.session.document == self.line[self.place]
        assert self.desk.shown == self.session.document

    @invariant()
    def the_answer_is_about_what_is_on_the_pad(self):
        current, document = self.session.answers.current, self.session.document
        assert self.desk.answered is current
        if current is None:
            return
        assert same_ink(current.document, document)
        assert current.document.corrections == document.corrections
        source = current.answer.source
        if document.picture is None:
            assert source.strokes == document.drawing.strokes
        else:
            assert source.size == document.picture.image.size
            assert (source is document.picture.image) == document.drawing.is_blank
        if current.chosen is not None:
            assert current.several
            assert current.chosen < len(current.digits)

    @invariant()
    def words_are_about_ink_that_stands(self):
        document = self.session.document
        strokes = frozenset(document.drawing.strokes)
        assert all(correction.ink.strokes <= strokes for correction in document.corrections)
        kept = [(labelled.label, labelled.drawing) for labelled in load_corrections(corrections_file())]
        assert kept == [(labelled.label, labelled.drawing) for labelled in document.labelled]

    @invariant()
    def what_is_kept_is_on_the_pad(self):
        keep(self.session)
        document = self.session.document
        assert kept_file().exists() == self.session.unsaved
        if self.session.unsaved:
            assert recovered(kept_file()).strokes == document.drawing.strokes
            noted = json.loads(kept_file().read_text()).get(PICTURE)
            assert (noted is None) == (document.picture is None)
            again = Desk()
            recover(again.session)
            again.work()
            assert again.session.document.drawing.strokes == document.drawing.strokes
            assert (again.session.document.picture is None) == (document.picture is None)
            words = {(correction.digit, correction.ink) for correction in document.corrections}
            assert {(correction.digit, correction.ink) for correction in again.session.document.corrections} == words

    def teardown(self):
        if not hasattr(self, "desk"):
            return
        while self.session.undo():
            assert same_ink(self.desk.shown, self.session.document)
        assert self.session.document._replace(file=None) == Document()
        assert load_corrections(corrections_file()) == []


TestSteps = Steps.TestCase
TestSteps.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
