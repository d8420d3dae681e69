"""A session without a display, whose worker works only when it is told to."""

import io

from PIL import Image

from digitpad import Drawing, UserError
from digitpad.app.session import worker as worker_module
from digitpad.app.session.aside import Aside
from digitpad.app.session.asking import Asking
from digitpad.app.session.document import Document
from digitpad.app.session.reports import Failed, ImagingReady, Job, JobDone, ModelReady
from digitpad.app.session.session import Session
from digitpad.app.session.worker import Request, Worker, _opened, _result
from digitpad.reading.prediction import Reading
from tests.app.desk import poll
from tests.app.readers import answer


def png(width=300, height=200, shade=230):
    """A picture's file content."""
    content = io.BytesIO()
    Image.new("L", (width, height), shade).save(content, "PNG")
    return content.getvalue()


def digit_of(stroke):
    """What the reader below takes a stroke for."""
    return int(stroke.points[0][0] // 20) % 10


class EachStroke:
    """Reads each stroke of a drawing as a digit of its own, and three digits in each picture."""

    def read(self, source):
        if isinstance(source, Drawing):
            found = [(digit_of(stroke), box_of(stroke)) for stroke in source.strokes]
        else:
            # In a picture of 300 × 200: from 20 to 60, from 100 to 140, and from 180 to 220.
            across, down = source.width / 300, source.height / 200
            lefts = enumerate((20, 100, 180))
            found = [(n, (left * across, 20 * down, (left + 40) * across, 90 * down)) for n, left in lefts]
        row = tuple(answer(digit, 0.9, box=box) for digit, box in found)
        return Reading((row,) if row else (), 0.9 if row else 0.0)

    def predict_many(self, sources):
        return [answer(3, 0.9) for _ in sources]


def box_of(stroke):
    xs, ys = zip(*stroke.points, strict=True)
    return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))


class Stepped(Worker):
    """A worker without a thread."""

    def start(self):
        self._loading = True

    def load(self):
        """Load the model."""
        self._reports.put(ImagingReady())
        try:
            self._reader = self._load()
            self._reports.put(ModelReady())
        except UserError as error:
            self._reports.put(Failed(None, error))

    def work(self, fails=False):
        """Do what waits: open pictures, answer the newest question, do the jobs."""
        question, jobs = None, {}
        while not self._requests.empty():
            request = self._requests.get()
            if isinstance(request, Request):
                question = request
            elif isinstance(request, Job):
                jobs[request.kind] = request
            elif request is not None and request is self._opening:
                self._reports.put(_opened(request))
        if question is not None and fails:
            self._reports.put(Failed(question.number, UserError("it failed")))
        elif question is not None:
            self._answer(self._reader, question)
        for job in jobs.values():
            self._reports.put(JobDone(job, _result(job, self._reader)))


class AtOnce(Aside):
    """What is done beside the worker, without a thread: it is done at once, and heard of when the worker is."""

    def do(self, job):
        self._left += 1
        self._reports.put(JobDone(job, _result(job, None)))


class Desk:
    """A session, and a hand on its worker.

    Attributes:
        shown: the document that a view was told of last.
        answered: the answer, likewise.
    """

    def __init__(self, loaded=True, **given):
        asking = Asking(EachStroke, None)
        self.session = Session(asking, Document(), **given)
        self.session._aside = AtOnce()
        self.shown, self.answered = self.session.document, None
        self.session.subscribe(self._hear)
        self._start(asking.start)
        if loaded:
            self.load()

    def _hear(self, change):
        if change == "document":
            self.shown = self.session.document
        elif change == "answer":
            self.answered = self.session.answers.current

    @property
    def worker(self):
        return self.session.answers.asking._worker

    def load(self):
        self.worker.load()
        poll(self.session)

    def work(self, fails=False):
        """Let the worker do what waits, and hear of it."""
        self.worker.work(fails)
        poll(self.session)

    def use_model(self, load):
        self._start(lambda: self.session.answers.asking.use_model(load, None))

    def _start(self, start):
        """Let a worker be made that has no thread."""
        worker_module.Worker = Stepped
        try:
            start()
        finally:
            worker_module.Worker = Worker

    @property
    def text(self):
        """The answer; "" without one."""
        current = self.session.answers.current
        return "" if current is None else current.text
