"""What is read while somebody draws."""

import sys

import numpy as np
import pytest

from digitpad import texts
from digitpad.app.session import editing, interim, motion
from digitpad.app.session.document import Document
from digitpad.app.session.moments import Glimpse, Moment
from digitpad.app.session.reports import JobDone
from digitpad.app.session.steady import MARGIN, Said, steady
from digitpad.app.session.strip import moment_at, places_of, runs_of
from digitpad.app.session.worker import Job, _result
from digitpad.reading.prediction import Prediction, Reading
from digitpad.settings import Settings
from tests.app.desk import poll
from tests.app.hand import SEVEN, until
from tests.app.readers import answer
from tests.app.stepped import Desk


@pytest.fixture(autouse=True)
def lively(monkeypatch):
    """Let tests be the same on every system."""
    monkeypatch.setattr(motion, "wants_little_motion", lambda: False)


LINE = [(150.0, 100.0), (152.0, 140.0), (155.0, 200.0)]


def reading(*chances, verdict="sure"):
    """One digit; each of the first digits has its chance, and the rest is that of no digit."""
    probabilities = np.array([*chances, *[0.0] * (10 - len(chances))], np.float32)
    best = int(probabilities.argmax())
    prediction = Prediction(best, float(probabilities[best]), probabilities / probabilities.sum(), verdict)
    return Reading(((prediction,),), prediction.confidence)


def said(*readings):
    """What is said of one reading after the other."""
    found, now = [], Said()
    for each in readings:
        now = steady(now, each)
        found.append(now.text)
    return found


def test_two_digits_within_a_margin_do_not_take_turns():
    """The digit that is said stays until another one has a chance that is greater by the margin."""
    near = [reading(0.5 - MARGIN / 3, 0.5 + MARGIN / 3, verdict="unsure"), reading(0.52, 0.48, verdict="unsure")]
    assert said(reading(0.9, 0.1), *near * 5) == ["0"] * 11
    assert said(reading(0.9, 0.1), *near, reading(0.3, 0.7))[-1] == "1"


def test_a_digit_does_not_take_turns_with_none():
    """What is a digit at one moment and barely none at the next stays one; what is clearly none ends it."""
    barely, clearly = reading(0.5, verdict="no digit"), reading(0.2, verdict="no digit")
    assert said(barely) == [""]
    assert said(reading(0.7), barely, reading(0.7), barely) == ["0"] * 4
    assert said(reading(0.7), clearly) == ["0", ""]


def test_a_number_is_said_when_it_was_read_twice():
    """Strokes that are taken apart for one moment make no number."""
    two = Reading(((answer(1, box=(0, 0, 9, 9)), answer(4, box=(20, 0, 29, 9))),), 0.9)
    four = Reading(((answer(4),),), 0.9)
    assert said(four, two, four) == ["4", "4", "4"]
    assert said(four, two, two) == ["4", "4", "14"]
    assert said(two, two, four, two, four, four) == ["", "14", "14", "14", "14", "4"]


@pytest.fixture
def desk(monkeypatch):
    """A session, told of each moment, that doesn't wait between two."""
    monkeypatch.setattr(interim, "PACE", 0.0)
    desk = Desk()
    desk.told = []
    desk.session.subscribe(desk.told.append)
    yield desk
    desk.session.interim.end()


def jobs_of(desk):
    """What waits to be done."""
    requests = desk.worker._requests
    return [job for job in (requests.get() for _ in range(requests.qsize())) if isinstance(job, Job)]


def do(desk, job):
    """Do a job, and report it without hearing of it."""
    desk.worker._reports.put(JobDone(job, _result(job, desk.worker._reader)))


def read_once(desk):
    """Do the jobs that wait, and hear of them; return how many there were."""
    jobs = jobs_of(desk)
    for job in jobs:
        do(desk, job)
    poll(desk.session)
    return len(jobs)


def press(desk, points):
    editing.begin(desk.session)
    desk.session.interim.note(desk.session.document.drawing, points)


def test_only_the_newest_ink_is_read(desk):
    """However often more ink is noted, one reading at a time is asked for, of all that is there when its turn comes."""
    points = LINE[:1]
    press(desk, points)
    for point in LINE[1:]:
        points.append(point)
        desk.session.interim.note(desk.session.document.drawing, points)
    assert read_once(desk) == 1
    (moment,) = desk.session.interim.moments
    assert moment.glimpse.drawing.strokes[0].points == tuple(LINE)
    assert moment.said.text == "7"
    assert read_once(desk) == 0
    points.append((160.0, 300.0))
    desk.session.interim.note(desk.session.document.drawing, points)
    assert read_once(desk) == 1


def test_what_is_read_in_between_is_no_answer(desk):
    """It changes neither the document nor its answer, and nothing can be undone; the answer comes after the stroke."""
    press(desk, LINE)
    read_once(desk)
    session = desk.session
    assert (session.answers.current, session.document.is_blank, session.history.can_undo) == (None, True, False)
    assert session.interim.holds
    editing.add_stroke(session, tuple(LINE))
    assert session.interim.holds
    desk.work()
    assert desk.text == "7 (90 %)"
    assert not session.interim.holds
    assert [moment.final for moment in session.interim.moments] == [False, True]


def test_a_reading_that_comes_after_its_stroke_is_dropped(desk):
    """What was being read when the stroke ended isn't told any more."""
    press(desk, LINE)
    (job,) = jobs_of(desk)
    do(desk, job)
    editing.add_stroke(desk.session, tuple(LINE))
    poll(desk.session)
    assert "interim" not in desk.told


def test_threads_change_places_as_ever_once_nobody_draws(desk):
    """The shorter interval is Python's own again after the stroke."""
    sys.setswitchinterval(0.005)  # as Python starts with: a test before may have closed its window while it drew
    before = sys.getswitchinterval()
    press(desk, LINE)
    assert sys.getswitchinterval() < before
    editing.add_stroke(desk.session, tuple(LINE))
    assert sys.getswitchinterval() == before


def test_nothing_is_read_in_between_where_answers_are_not_live():
    """The switch for live answers is one for those in between, too."""
    desk = Desk(live=False)
    press(desk, LINE)
    assert read_once(desk) == 0
    assert not desk.session.interim.holds


def test_an_empty_pad_forgets_what_was_thought(desk):
    """Clear takes the moments away, and what is held."""
    press(desk, LINE)
    read_once(desk)
    editing.add_stroke(desk.session, tuple(LINE))
    editing.clear(desk.session)
    assert not desk.session.interim.moments
    assert not desk.session.interim.holds


def test_the_panel_moves_with_the_stroke(open_app):
    """While the button is held the panel names the digit and shows its picture; the title waits for the answer."""
    app, hand = open_app(settings=Settings(theme="light"))
    until(app, lambda: not app.session.pending, "the model is there")
    hand.begin(SEVEN)
    panel = app.looks.view.panel
    until(app, lambda: panel._headline.text == "7", "the panel names the digit")
    assert panel._preview._image is not None
    assert panel._bars.at_rest
    assert app.root.title() == "digitpad"
    assert not app.session.history.can_undo
    hand.release()
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")


def test_the_eraser_is_followed(open_app):
    """What is left is read while the eraser moves."""
    app, hand = open_app(settings=Settings(theme="light"))
    hand.draw(SEVEN)
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    whole = app.session.document.drawing.strokes
    hand.move(110, 90)
    hand.press(3)
    hand.move(280, 84)
    moments = app.session.interim.moments
    until(app, lambda: moments and moments[-1].glimpse.drawing.strokes != whole, "what is left is read")
    assert app.session.document.drawing.strokes == whole
    hand.release(3)


def moments_of(*said):
    """Moments a tenth of a second apart, with what was said."""
    glimpse = Glimpse(Document().drawing, reading(0.9), 0, None)
    return [Moment(index / 10, glimpse, Said(text), False) for index, text in enumerate(said)]


def test_the_strip_is_made_of_what_was_said_how_long():
    """Moments with the same words are one stretch, the present is on the right, and each place is a moment's."""
    moments = moments_of("1", "1", "7", "7", "7")
    first, second = runs_of(moments)
    assert (first.text, second.text, second.right) == ("1", "7", 1.0)
    assert first.right == second.left
    assert [moment_at(moments, place + 1e-9) for place in places_of(moments)] == [0, 1, 2, 3, 4]
    assert moment_at(moments, 0.0) is None
    assert moment_at(moments, 1.0) == 4


def test_the_strip_shows_the_past(open_app):
    """Moving along the strip shows ink and bars of that moment, arrow keys go on from there, and leaving ends it."""
    app, hand = open_app(settings=Settings(theme="light"))
    until(app, lambda: not app.session.pending, "the model is there")
    hand.move(*SEVEN[0])
    hand.press()
    moments = app.session.interim.moments
    for point in SEVEN[1:]:
        last = moments[-1] if moments else None
        hand.move(*point)
        until(app, lambda last=last: moments and moments[-1] is not last, "it is read")
    hand.release()
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    panel, strip = app.looks.view.panel, app.looks.view.panel._strip
    until(app, lambda: panel._bars.at_rest, "the bars are at rest")
    present = panel.text
    first = places_of(app.session.interim.moments)[0] * strip.canvas.winfo_width()
    hand.move_to_pixel(strip.canvas.winfo_rootx() + round(first) + 1, strip.canvas.winfo_rooty() + 5)
    until(app, lambda: strip._looked == 0, "the first moment is looked at")
    assert panel.text != present
    strip.canvas.focus_force()
    hand._send("key Right")  # the strip keeps it to itself
    until(app, lambda: strip._looked == 1, "the next moment is looked at")
    assert app.session.answers.current.words in app.root.title()
    hand.move(200, 380)
    until(app, lambda: strip._looked is None, "the pointer has left")
    assert panel.text == present


def test_the_past_is_reached_by_the_menu_and_a_key(open_app):
    """T goes back by a moment and says how to go on, T or Esc returns; without a past, or room for it, neither is."""
    app, hand = open_app(settings=Settings(theme="light"))
    action, panel = app.looks.actions["look back"], app.looks.view.panel
    assert action.obstacle() == texts.NO_REASON
    until(app, lambda: not app.session.pending, "the model is there")
    hand.draw(SEVEN)
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    until(app, lambda: panel._bars.at_rest, "the bars are at rest")
    present, strip = panel.text, panel._strip
    hand.key("t")
    until(app, lambda: strip._looked is not None and app.root.focus_get() is strip.canvas, "the past is looked at")
    assert panel.text != present
    assert app.session.message.words == texts.LOOK_BACK_HOW
    hand._send("key Escape")
    until(app, lambda: strip._looked is None, "the present is back")
    assert panel.text == present
    for _ in range(2):
        app.looks.menu_bar.menus[texts.MENU_VIEW].invoke(texts.LOOK_BACK)
        app.root.update()
    assert strip._looked is None
    app.root.geometry("480x400")
    until(app, lambda: not strip.canvas.winfo_viewable(), "there is no room for the strip")
    assert action.obstacle() == texts.LOOK_BACK_NO_ROOM
    hand._send("key t")
    app.root.update()
    assert strip._looked is None


def test_who_wants_little_motion_sees_none(open_app, monkeypatch):
    """Where the system says so, the panel waits for the answer; what was thought is in the strip nevertheless."""
    monkeypatch.setattr(motion, "wants_little_motion", lambda: True)
    app, hand = open_app(settings=Settings(theme="light"))
    until(app, lambda: not app.session.pending, "the model is there")
    before = app.looks.view.panel.text
    hand.begin(SEVEN)
    until(app, lambda: app.session.interim.moments, "it is read")
    assert app.looks.view.panel.text == before
    hand.release()
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    assert app.looks.view.panel._strip is not None


def test_the_pen_has_its_turn_between_two_reports(open_app, monkeypatch):
    """While somebody draws, what one report brings about is drawn before the next one is heard; else all at once."""
    app, _hand = open_app(settings=Settings(theme="light"))
    until(app, lambda: not app.session.pending, "the model is there")
    heard, reports = [], [[1, 2, 3], [4, 5]]
    with monkeypatch.context() as patch:
        patch.setattr("digitpad.app.session.hearing.hear", lambda _session, report: heard.append(report))
        patch.setattr(app.session, "take", lambda: iter(reports.pop(0)))
        app.poller._poll()
        assert heard == [1, 2, 3]
        editing.begin(app.session)
        app.poller._poll()
        assert heard == [1, 2, 3, 4]
        until(app, lambda: len(heard) == 5, "the other one is heard, too")
    app.session.interim.end()
