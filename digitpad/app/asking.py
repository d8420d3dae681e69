"""What the window asks its worker, and what it does with the reports that come back."""

from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.reports import Answer, DigitSeen, Failed, Heated, ImagingReady, Report, Source
from digitpad.app.session.worker import Worker
from digitpad.errors import UserError

if TYPE_CHECKING:
    from digitpad.app.window import App

# How often the window looks for a report of the worker, in ms, and only while one is to come: 100 times a second
# can't be felt, neither as a delay nor as a load.
POLL = 10


class Asking:
    """One question at a time: of several the newest is awaited.

    Args:
        app: the window.
    """

    def __init__(self, app: "App") -> None:
        self._app = app
        self._worker = Worker(app.models.load)
        self._awaited: int | None = None
        self.polling = False
        # Whether Pillow is there.
        self.imaging = False
        # What the status line says while nothing else is to be said, and whether that is a problem.
        self.state = (texts.LOADING, False)

    @property
    def pending(self) -> bool:
        """Whether an answer, or the model, is still to come."""
        return self._worker.pending

    @property
    def awaiting(self) -> bool:
        """Whether there is a question about what is on the pad now, answered or not."""
        return self._awaited is not None

    def start(self) -> None:
        """Begin to load the model."""
        self._worker.start()
        self._poll_soon()

    def start_anew(self) -> None:
        """Let another model answer from now on."""
        self._worker.retire()
        self._worker = Worker(self._app.models.load)
        self.state = (texts.LOADING, False)
        self._awaited = None
        self.start()

    def close(self) -> None:
        """End the worker after the window was closed."""
        self._worker.close()

    def ask(self, source: Source | DigitSeen) -> None:
        """Ask about a drawing or a picture, or which ink spoke for one of its digits."""
        self._awaited = self._worker.ask(source, self._app.heat.wanted)
        if self.state[0] == texts.LOADING:
            self._app.view.tell(texts.ANSWER_FOLLOWS)
        self._poll_soon()

    def forget(self) -> None:
        """Await no answer any more: it would not be about what is on the pad now."""
        self._awaited = None

    def _poll_soon(self) -> None:
        if not self.polling and self._worker.pending:
            self.polling = True
            self._app.root.after(POLL, self._poll)

    def _poll(self) -> None:
        self.polling = False
        reports = self._worker.take()
        self._poll_soon()  # first, so that a report that can't be shown doesn't keep the next ones back
        for report in reports:
            self._hear(report)

    def _hear(self, report: Report) -> None:
        app = self._app
        if isinstance(report, ImagingReady):
            self.imaging = True
            app.view.pad.sharpen()
            from digitpad.app.views.icon import set_icon  # it waits for Pillow, and so it can wait to be loaded

            set_icon(app.root)
        elif isinstance(report, Answer):
            if report.number == self._awaited:
                app.view.tell(*self.state)
                app.digits.show(report)
                app.root.event_generate("<<Answered>>")
        elif isinstance(report, Heated):
            if report.number == self._awaited:
                app.heat.show(report.heat)
        elif isinstance(report, Failed):
            self._show_failure(report)
        else:
            self.state = (texts.READY, False)
            app.models.loaded()
            # A problem that somebody may still be reading stays, and so does what is said to an early question.
            if app.view.status.cget("text") == texts.LOADING:
                app.view.tell(*self.state)

    def _show_failure(self, failure: Failed) -> None:
        if failure.number is not None and failure.number != self._awaited:
            return
        words = sentence(failure.error)
        if failure.number is None and self._app.models.failed():
            self._app.view.tell(words, problem=True)
            return
        if failure.number is None:
            self.state = (words, True)
        self._app.show_no_answer(texts.SEE_BELOW)
        self._app.view.tell(words, problem=True)


def sentence(error: BaseException) -> str:
    """Return what a person is told about an error; a bug's whole story goes to the log file."""
    if isinstance(error, UserError):
        return str(error)
    from digitpad.log import log_exception

    return texts.unexpected(error, log_exception(error))
