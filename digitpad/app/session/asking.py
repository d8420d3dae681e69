"""What the session asks its worker: one question at a time, of several the newest; and which model answers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from digitpad import texts
from digitpad.app.session.lessons import Lessons
from digitpad.errors import DrawingError, ModelError, PictureError, UserError, WriteError

if TYPE_CHECKING:
    from digitpad.app.session.reports import DigitSeen, Reader, Report, Source, ToOpen
    from digitpad.app.session.worker import Worker

T = TypeVar("T")
Load: TypeAlias = "Callable[[], Reader]"


class Asking:
    """The worker of a session, and the one before it while another model is being loaded.

    Args:
        load: makes the recogniser; called in the worker's thread.
        model: its file; None for the one that ships with digitpad.

    Attributes:
        model: the file of the model that answers, or that is being loaded.
        chosen: that of the one that the person has chosen, this time or before; None for digitpad's own.
    """

    def __init__(self, load: Load, model: Path | None) -> None:
        self.model = model
        self.chosen: Path | None = None
        self.lessons = Lessons()
        self._load = load
        self._made: Worker | None = None
        # What to go back to if the model that was just chosen can't be loaded.
        self._former: tuple[Worker, Path | None, tuple[str, bool]] | None = None
        self._awaited: int | None = None
        # Whether Pillow is there.
        self.imaging = False
        # What the status line says while nothing else is to be said, and whether that is a problem.
        self.state = (texts.LOADING, False)

    @property
    def pending(self) -> bool:
        """Whether an answer, a picture or the model is still to come."""
        return self._made is not None and self._made.pending

    @property
    def _worker(self) -> "Worker":
        """The worker; it is made when it is first needed, after the first paint."""
        if self._made is None:
            from digitpad.app.session.worker import Worker

            self._made = Worker(self.lessons.before(self._load), self.lessons.teach)
        return self._made

    @property
    def awaiting(self) -> bool:
        """Whether there is a question about what is on the pad now, answered or not."""
        return self._awaited is not None

    @property
    def loading(self) -> bool:
        """Whether the model is still to come."""
        return self.state[0] == texts.LOADING

    def start(self) -> None:
        """Begin to load the model."""
        self._worker.start()

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def use_model(self, load: Load, model: Path | None) -> None:
        """Let another model answer as soon as it is loaded; if it can't be, the one before goes on."""
        if self._former is not None:
            self._worker.retire()  # one that was still being loaded
        else:
            self._former = (self._worker, self.model, self.state)
        opening = self._worker.opening
        self._made, self._load, self.model, self.state = None, load, model, (texts.LOADING, False)
        self._awaited = None
        self._worker.start()
        if opening is not None:
            self._worker.open(opening)

    def ask(self, source: "Source | DigitSeen", heat: bool) -> None:
        """Ask about what is on the pad, or which ink spoke for one of its digits."""
        self._awaited = self._worker.ask(source, heat)

    def do(self, kind: str, work: "Callable[[Any], T]", done: "Callable[[T | Exception], object]") -> None:
        """Let something else be done with the recogniser, after the questions that wait.

        Whoever calls this tells the session that something is "pending". When another model comes, jobs of the one
        before are forgotten.

        Args:
            kind: of several of a kind that wait only the newest is done; each that was begun is told of.
            work: is handed the recogniser, in the worker's thread.
            done: is handed what that returns, or the exception that it raises, in the window's thread.
        """
        from digitpad.app.session.reports import Job

        self._worker.do(Job(kind, work, done))

    def open(self, wanted: "ToOpen") -> None:
        """Let a picture be opened."""
        self._worker.open(wanted)

    def forget(self) -> None:
        """Await no answer any more: it would not be about what is on the pad now."""
        self._awaited = None

    def take(self) -> "Iterator[Report]":
        """Take what has been reported; of that, what is still wanted when its turn comes is to be heard."""
        return self._still_wanted(self._worker, self._worker.take())

    def _still_wanted(self, worker: "Worker", reports: "list[Report]") -> "Iterator[Report]":
        for report in reports:
            if worker is self._worker and self._wanted(report):
                self._note(report)
                yield report

    def _note(self, report: "Report") -> None:
        from digitpad.app.session.reports import Failed, ImagingReady, ModelReady

        if isinstance(report, ImagingReady):
            self.imaging = True
        elif isinstance(report, ModelReady):
            self.state = (texts.READY, False)
            if self._former is not None:
                self.chosen = self.model
                self._former[0].retire()
                self._former = None
        elif isinstance(report, Failed) and report.number is None and self._former is None:
            self.state = (sentence(report.error), True)

    def went_back(self) -> bool:
        """Go back to the model before, if the one that was chosen can't be loaded; return whether there was one."""
        if self._former is None:
            return False
        opening = self._worker.opening
        self._worker.retire()
        (self._made, self.model, self.state), self._former = self._former, None
        self._awaited = None
        if opening is not None:
            self._worker.open(opening)
        return True

    def _wanted(self, report: "Report") -> bool:
        from digitpad.app.session.reports import Answer, Failed, Heated

        if isinstance(report, Failed) and report.number is None:
            return True
        return not isinstance(report, Answer | Heated | Failed) or report.number == self._awaited


def sentence(error: BaseException) -> str:
    """Return what a person is told about an error; a bug's whole story goes to the log file."""
    if isinstance(error, UserError):
        return str(error)
    from digitpad.log import log_exception

    return texts.unexpected(error, log_exception(error))


def remedy(error: BaseException) -> str:
    """Return the name of the action that helps a person on after an error; "" where none is known."""
    if isinstance(error, ModelError):
        return "model"
    if isinstance(error, WriteError):
        return ""
    return "open" if isinstance(error, DrawingError | PictureError) else ""
