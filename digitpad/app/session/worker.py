"""The thread that loads the model and asks it, so that the window never waits. It never touches Tk."""

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from digitpad import texts
from digitpad.app.session.document import Picture
from digitpad.app.session.inked import Inked, composed
from digitpad.app.session.reports import (
    Answer,
    DigitSeen,
    Failed,
    Heated,
    ImagingReady,
    Job,
    JobDone,
    ModelReady,
    NotOpened,
    PictureOpened,
    Reader,
    Report,
    Source,
    ToOpen,
)
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    from digitpad.reading.heatmap import Heat

# How long the end of the process waits for the thread: the bundled model is loaded long before.
PATIENCE = 3.0


class Request(NamedTuple):
    """A question: its number, what it is about, and whether the heat is wanted, too; of a digit, it is all."""

    number: int
    source: "Source | DigitSeen"
    heat: bool


class Worker:
    """Numbered requests in, reports out; of several waiting requests only the newest is answered.

    Pictures to be opened come before the questions that wait, and of several of them, too, the newest alone is opened.
    Jobs come after the questions, and of those of a kind, too, the newest alone is done. ``ask``, ``open``, ``do``,
    ``take`` and ``pending`` belong to the window's thread.

    Args:
        load: makes the recogniser; runs in the worker's thread.
        prepare: is handed the recogniser before each answer, there.
    """

    def __init__(self, load: Callable[[], Reader], prepare: Callable[[Reader], object] | None = None) -> None:
        self._load, self._prepare = load, prepare
        self._requests: queue.SimpleQueue[Request | ToOpen | Job | None] = queue.SimpleQueue()
        self._reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
        self._asked = 0
        self._settled = 0
        self._loading = False
        self._opening: ToOpen | None = None
        self._jobs: dict[str, Job] = {}  # the newest of each kind that is not done yet
        self._waiting: dict[str, Job] = {}  # those that the thread has seen and not begun
        # A daemon, so that a model that hangs can't keep the process alive.
        self._thread = threading.Thread(target=self._work, name="digitpad-worker", daemon=True)

    @property
    def pending(self) -> bool:
        """Whether a report is still to come."""
        return self._loading or self._settled < self._asked or self._opening is not None or bool(self._jobs)

    @property
    def opening(self) -> ToOpen | None:
        """The picture that is still to be opened."""
        return self._opening

    def start(self) -> None:
        """Begin to load the model."""
        self._loading = True
        self._thread.start()

    def ask(self, source: "Source | DigitSeen", heat: bool = False) -> int:
        """Ask which digits these are.

        Args:
            source: what is to be read; or a digit that was read, of which only the heat is asked.
            heat: whether to tell, after the answer, which ink spoke for it; of several digits it isn't told.

        Returns:
            The request's number; later requests have higher ones.
        """
        self._asked += 1
        self._requests.put(Request(self._asked, source, heat))
        return self._asked

    def open(self, wanted: ToOpen) -> None:
        """Let a picture be opened."""
        self._opening = wanted
        self._requests.put(wanted)

    def do(self, job: Job) -> None:
        """Let a job be done."""
        self._jobs[job.kind] = job
        self._requests.put(job)

    def take(self) -> list[Report]:
        """Return what has been reported since the last time, oldest first, without waiting."""
        reports: list[Report] = []
        while not self._reports.empty():
            report = self._reports.get()
            if isinstance(report, PictureOpened | NotOpened):
                if report.wanted is not self._opening:
                    continue  # another one is wanted by now
                self._opening = None
            elif isinstance(report, Answer | Heated | Failed) and report.number is not None:
                self._settled = report.number - (isinstance(report, Answer) and report.heat_follows)
            elif isinstance(report, JobDone):
                if self._jobs.get(report.job.kind) is report.job:
                    del self._jobs[report.job.kind]
            elif not isinstance(report, ImagingReady):
                self._loading = False
            reports.append(report)
        return reports

    def retire(self) -> None:
        """Let the thread end when it has done what it is doing."""
        self._requests.put(None)

    def close(self) -> None:
        """End the thread, and wait for that a little."""
        self.retire()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _work(self) -> None:
        try:
            # The window uses it, too; imported here, it doesn't keep it waiting.
            import digitpad.ink.raster  # noqa: F401

            self._reports.put(ImagingReady())
            reader = self._load()
            self._reports.put(ModelReady())
        except Exception as error:  # noqa: BLE001 -- nobody else is there to hear of it
            self._reports.put(Failed(None, error))
            self._refuse(error)
            return
        while (request := self._newest()) is not None:
            if isinstance(request, Job):
                self._reports.put(JobDone(request, _result(request, reader)))
                continue
            try:
                self._answer(reader, request)
            except Exception as error:  # noqa: BLE001 -- likewise
                self._reports.put(Failed(request.number, error))

    def _answer(self, reader: Reader, request: Request) -> None:
        if isinstance(request.source, DigitSeen):
            self._reports.put(Heated(request.number, _heat(reader, request.source)))
            return
        if self._prepare is not None:
            self._prepare(reader)
        answer = _read(reader, request.number, request.source, request.heat)
        self._reports.put(answer)
        # Whoever asks again meanwhile doesn't wait for the heat: then it is about an old answer.
        if request.heat:
            wanted = self._requests.empty() and answer.digit_image is not None
            self._reports.put(Heated(request.number, _heat(reader, _seen(answer)) if wanted else None))

    def _refuse(self, error: Exception) -> None:
        while (request := self._newest()) is not None:
            if isinstance(request, Job):
                self._reports.put(JobDone(request, error))
            else:
                self._reports.put(Failed(request.number, error))

    def _newest(self) -> Request | Job | None:
        """Return the next question or job, once the pictures that wait are opened; None at the end."""
        question: Request | None = None
        while not self._requests.empty() or (question is None and not self._waiting):
            request = self._requests.get()
            if request is None:
                return None
            if isinstance(request, Request):
                question = request
            elif isinstance(request, Job):
                self._waiting[request.kind] = request
            elif request is self._opening:
                self._reports.put(_opened(request))
        return question or self._waiting.pop(next(iter(self._waiting)))


def _result(job: Job, reader: Reader) -> object:
    """Return what a job gives, or the exception that it raises."""
    try:
        return job.work(reader)
    except Exception as error:  # noqa: BLE001 -- as for answers
        return error


def _opened(wanted: ToOpen) -> PictureOpened | NotOpened:
    from digitpad.scan import open_picture

    content = wanted.content
    try:
        image = open_picture(content, texts.CLIPBOARD if isinstance(content, bytes) else None)
    except Exception as error:  # noqa: BLE001 -- as for answers
        return NotOpened(wanted, error)
    return PictureOpened(wanted, Picture(content, image))


def _read(reader: Reader, number: int, source: Source, heat: bool) -> Answer:
    from digitpad.reading.parts import digit_image_of

    seen = composed(source) if isinstance(source, Inked) else source
    reading = reader.read(seen)
    image = digit_image_of(seen, reading, 0) if len(reading.digits) == 1 else None
    return Answer(number, seen, reading, image, heat)


def _seen(answer: Answer) -> DigitSeen:
    assert answer.digit_image is not None, "there is one digit"
    return DigitSeen(answer.digit_image, answer.source if isinstance(answer.source, Drawing) else None)


def _heat(reader: Reader, digit: DigitSeen) -> "Heat | None":
    from digitpad.reading.heatmap import field_on_pad, heat_of

    field = None if digit.drawing is None else field_on_pad(digit.drawing, digit.image)
    return heat_of(reader.predict_many, digit.image, field)
