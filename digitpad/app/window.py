"""The window: pad, toolbar, answer panel and status line, and what passes between them and the worker."""

import sys
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from types import TracebackType

from digitpad import texts
from digitpad.app.actions import ACTIONS, sequences
from digitpad.app.geometry import MARGIN, PAD_UNITS, arrange, fitted
from digitpad.app.history import History
from digitpad.app.pad import Pad
from digitpad.app.palette import LIGHT, Palette
from digitpad.app.panel import Panel
from digitpad.app.screen import make_root
from digitpad.app.toolbar import Toolbar
from digitpad.app.worker import Answer, Failed, ImagingReady, Reader, Report, Source, Worker
from digitpad.drawing import Drawing, Point
from digitpad.errors import UserError

# Pixels at 100 %.
DEFAULT_SIZE = (880, 668)
LEAST_SIZE = (480, 400)
# How often the window looks for a report of the worker, in ms, and only while one is to come: 100 times a second
# can't be felt, neither as a delay nor as a load.
POLL = 10


class App:
    """The whole window.

    Two virtual events of ``root`` tell how far it is: ``<<Painted>>`` once it is on the screen, and ``<<Answered>>``
    with every answer shown.

    Args:
        load: makes the recogniser; called in the worker's thread, after the first paint.
        drawing: what the pad starts with.
        picture: an image file to read first.
        palette: the colours.

    Raises:
        UserError: where there is no display.
    """

    def __init__(
        self,
        load: Callable[[], Reader],
        drawing: Drawing | None = None,
        picture: Path | None = None,
        palette: Palette = LIGHT,
    ) -> None:
        self.root, self._factor = make_root(palette)
        self.root.report_callback_exception = self._report_exception
        self.history = History(Drawing(PAD_UNITS, PAD_UNITS) if drawing is None else fitted(drawing))
        self._first_picture = picture
        self._worker = Worker(load)
        self._awaited: int | None = None
        self._picture: Path | None = None
        self._polling = False
        self._closed = False
        self._model_sentence = texts.LOADING
        self._body = ttk.Frame(self.root)
        self.pad = Pad(self._body, palette, self._changed, self._add_stroke)
        self.toolbar = Toolbar(self._body, palette, self._factor, self)
        self.panel = Panel(self._body, palette, self._factor)
        self.status = ttk.Label(
            self.root, text=texts.LOADING, foreground=palette.muted, font="SunValleyCaptionFont", anchor=tk.W
        )
        self._arrange()
        self._bind()
        self.pad.show(self.history.current)
        self._refresh_buttons()

    def run(self) -> None:
        """Show the window and return when it has been closed."""
        self.open()
        self.root.mainloop()
        self.close()

    def open(self) -> None:
        """Show the window, for a caller with an event loop of its own."""
        self.root.deiconify()

    def close(self) -> None:
        """End the worker after the window was closed."""
        self._worker.close()

    # What a person can do (digitpad.app.actions.Commands)

    def predict(self) -> None:
        """Ask which digit is on the pad."""
        self.pad.finish()
        self._ask(self._picture or self.history.current)

    def clear(self) -> None:
        """Take everything off the pad."""
        self.pad.finish()
        if self.history.change(self.history.current.cleared()) or self._picture is not None:
            self._show_drawing()

    def undo(self) -> None:
        """Take the last stroke, or the last Clear, back."""
        self.pad.finish()
        if self.history.undo():
            self._show_drawing()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self.pad.finish()
        if self.history.redo():
            self._show_drawing()

    def quit(self) -> None:
        """Close the window."""
        self._closed = True
        self.root.destroy()

    # The drawing changes

    def _add_stroke(self, points: tuple[Point, ...]) -> None:
        self.history.change(self.history.current.with_stroke(points))
        self._refresh_buttons()

    def _show_drawing(self) -> None:
        self._changed()
        self.pad.show(self.history.current)
        self._refresh_buttons()

    def _changed(self) -> None:
        """Take an answer away that is not about what is on the pad now, and expect none any more."""
        self._awaited = None
        if self._picture is not None:
            self._picture = None
            self.pad.show(self.history.current)
        self.root.title(texts.window_title(None))
        self.panel.say(texts.NO_ANSWER_YET)
        self.status.configure(text=self._model_sentence)

    def _refresh_buttons(self) -> None:
        self.toolbar.enable("undo", self.history.can_undo)
        self.toolbar.enable("redo", self.history.can_redo)

    # The worker answers

    def _start(self) -> None:
        """Begin to load the model, now that the window is on the screen."""
        self.root.event_generate("<<Painted>>")
        if self._closed:  # by whoever was waiting for that
            return
        self._worker.start()
        if self._first_picture is not None:
            self._picture = self._first_picture
            self._ask(self._first_picture)
        self._poll_soon()

    def _ask(self, source: Source) -> None:
        self._awaited = self._worker.ask(source)
        if self._model_sentence == texts.LOADING:
            self.status.configure(text=texts.ANSWER_FOLLOWS)
        self._poll_soon()

    def _poll_soon(self) -> None:
        if not self._polling and self._worker.pending:
            self._polling = True
            self.root.after(POLL, self._poll)

    def _poll(self) -> None:
        self._polling = False
        reports = self._worker.take()
        self._poll_soon()  # first, so that a report that can't be shown doesn't keep the next ones back
        for report in reports:
            self._hear(report)

    def _hear(self, report: Report) -> None:
        if isinstance(report, ImagingReady):
            self.pad.sharpen()
        elif isinstance(report, Answer):
            if report.number == self._awaited:
                self._show_answer(report)
        elif isinstance(report, Failed):
            self._show_failure(report)
        else:
            self._model_sentence = texts.READY
            if self.status.cget("text") == texts.LOADING:
                self.status.configure(text=texts.READY)

    def _show_answer(self, answer: Answer) -> None:
        if answer.picture is not None:
            self.pad.show_picture(answer.picture)
        self.panel.show(answer.predictions, answer.digit_image)
        self.root.title(texts.window_title(answer.predictions[0]))
        self.status.configure(text=texts.READY)
        self.root.event_generate("<<Answered>>")

    def _show_failure(self, failure: Failed) -> None:
        if failure.number is not None and failure.number != self._awaited:
            return
        sentence = _sentence(failure.error)
        if failure.number is None:
            self._model_sentence = sentence
        self.root.title(texts.window_title(None))
        self.panel.say(texts.SEE_BELOW)
        self.status.configure(text=sentence)

    def _report_exception(
        self, _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
    ) -> None:
        self.status.configure(text=_sentence(error))

    # Tk

    def _arrange(self) -> None:
        width, height = (round(size * self._factor) for size in DEFAULT_SIZE)
        width, height = min(width, self.root.winfo_screenwidth()), min(height, self.root.winfo_screenheight())
        self.root.geometry(f"{width}x{height}")
        self.root.minsize(*(round(size * self._factor) for size in LEAST_SIZE))
        margin = round(MARGIN * self._factor)
        self.status.pack(side=tk.BOTTOM, fill=tk.X, padx=margin, pady=margin // 2)
        self._body.pack(side=tk.TOP, fill=tk.BOTH, expand=True)
        self._body.bind("<Configure>", lambda event: self._resize(event.width, event.height))

    def _resize(self, width: int, height: int) -> None:
        toolbar = self.toolbar.frame
        place = arrange(width, height, toolbar.winfo_reqheight(), self._factor)
        self.pad.frame.place(x=place.left, y=place.top, width=place.side, height=place.side)
        toolbar.place(x=place.left, y=place.toolbar_top, width=place.side)
        self.panel.frame.place(x=place.panel_left, y=place.top, width=place.panel_width, height=place.panel_height)
        self.pad.resize(place.side)
        self.panel.resize(place.panel_width, place.panel_height)
        self.status.configure(wraplength=width - 2 * place.top)

    def _bind(self) -> None:
        aqua = sys.platform == "darwin"
        for action in ACTIONS.values():
            for key in action.keys:
                for sequence in sequences(key, aqua):
                    self.root.bind(sequence, lambda _event, run=action.run: run(self))  # type: ignore[misc]
        self.root.protocol("WM_DELETE_WINDOW", self.quit)
        self.pad.canvas.bind("<Expose>", self._exposed)

    def _exposed(self, _event: "tk.Event[tk.Misc]") -> None:
        self.pad.canvas.unbind("<Expose>")
        # The widgets paint themselves when Tk is idle, and have been waiting for that longer than this.
        self.root.after_idle(self._start)


def _sentence(error: BaseException) -> str:
    """Return what a person is told about an error; a bug's whole story goes to the log file."""
    if isinstance(error, UserError):
        return str(error)
    from digitpad.log import log_exception

    return texts.unexpected(error, log_exception(error))
