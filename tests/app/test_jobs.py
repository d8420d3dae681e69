"""What the worker does beside answering: jobs, each after the questions that wait."""

import threading

from digitpad import Drawing, UserError
from digitpad.app.session.asking import Asking
from digitpad.app.session.hearing import hear
from digitpad.app.session.session import MY_DIGITS, Session
from digitpad.reading.prediction import Reading
from tests.app.desk import poll
from tests.patience import PATIENCE

SEVEN = Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])


class Desk:
    """A session with a worker whose first job holds it up until it is let go."""

    def __init__(self, load=None):
        self.session = Session(Asking(load or (lambda: self), None))
        self.asking = self.session.answers.asking
        self.order, self.told = [], []
        self.begun, self.go = threading.Event(), threading.Event()
        self.asking.start()

    def read(self, source):
        self.order.append("question")
        return Reading()

    def hold(self):
        def work(reader):
            self.begun.set()
            assert self.go.wait(PATIENCE)

        self.asking.do("hold", work, lambda result: None)
        assert self.begun.wait(PATIENCE)

    def do(self, kind, value):
        def work(reader):
            self.order.append(value)
            return value

        self.asking.do(kind, work, self.told.append)

    def finish(self):
        """Let the worker do all that waits, and hear of it."""
        self.go.set()
        self.asking.close()
        poll(self.session)


def test_of_a_kind_the_newest_job_is_done_and_after_questions():
    """Two looks asked for in a row are one, another kind is its own, and the question goes first."""
    desk = Desk()
    desk.hold()
    desk.do("look", 1)
    desk.do("other", 2)
    desk.do("look", 3)
    desk.asking._worker.ask(SEVEN)
    assert desk.asking.pending
    done = threading.Event()
    desk.asking.do("last", lambda reader: done.set(), lambda result: None)
    desk.go.set()
    assert done.wait(PATIENCE)
    desk.finish()
    assert desk.order == ["question", 3, 2]
    assert desk.told == [3, 2]
    assert not desk.asking.pending


def test_a_job_that_fails_is_told_of():
    """The exception comes instead of a result, and the next job is done all the same."""
    desk = Desk()
    error = UserError("no")

    def fail(reader):
        raise error

    desk.asking.do("a", fail, desk.told.append)
    done = threading.Event()
    desk.asking.do("b", lambda reader: reader is desk, desk.told.append)
    desk.asking.do("c", lambda reader: done.set(), lambda result: None)
    assert done.wait(PATIENCE)
    desk.finish()
    assert desk.told == [error, True]


def test_without_a_model_jobs_fail():
    """A model that can't be loaded does nothing; each job is told why."""
    error = UserError("damaged")

    def load():
        raise error

    desk = Desk(load)
    desk.asking.do("a", lambda reader: None, desk.told.append)
    *_, last = (desk.asking._worker._reports.get(timeout=PATIENCE) for _ in range(3))
    hear(desk.session, last)
    assert desk.told == [error]


def test_beside_the_worker_things_are_done_in_order_and_each_is_told_of():
    """Also one that fails; another kind doesn't wait; and whoever closes waits for what is to be on the disk."""
    session = Session(Asking(lambda: None, None))
    begun, go, done, told = threading.Event(), threading.Event(), [], []
    error = UserError("no")

    def hold():
        begun.set()
        assert go.wait(PATIENCE)
        done.append("first")
        raise error

    session.work_aside(MY_DIGITS, hold, told.append)
    session.work_aside(MY_DIGITS, lambda: done.append("second"), lambda _result: told.append("second"))
    assert begun.wait(PATIENCE)
    other = threading.Event()
    session.work_aside("another", other.set, lambda _result: None)
    assert other.wait(PATIENCE)
    assert session.pending
    assert done == []
    go.set()
    session.close()
    assert done == ["first", "second"]
    while session.pending:
        poll(session)
    assert told == [error, "second"]
