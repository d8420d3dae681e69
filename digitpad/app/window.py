"""The window's behaviour: what a person does, what the worker answers, and what is shown of it."""

import gc
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from digitpad import texts
from digitpad.app.asking import Asking, sentence
from digitpad.app.digits import Digits
from digitpad.app.files import Files
from digitpad.app.keeper import Keeper
from digitpad.app.labelling import Labelling
from digitpad.app.looks import Looks
from digitpad.app.models import Models
from digitpad.app.session.history import History
from digitpad.app.session.pads import PAD_UNITS, fitted
from digitpad.app.session.reports import Reader
from digitpad.app.views.choices import Choices, on_change
from digitpad.app.views.heat import HeatView
from digitpad.app.views.screen import make_root
from digitpad.app.views.view import bind_keys, put_window, when_painted
from digitpad.ink.drawing import Drawing, Point
from digitpad.settings import Settings, save_settings


class App:
    """The whole window.

    Two virtual events of ``root`` tell how far it is: ``<<Painted>>`` once it is on the screen, and ``<<Answered>>``
    with every answer shown.

    Args:
        load: makes the recogniser; called in the worker's thread, after the first paint.
        drawing: what the pad starts with.
        picture: an image file to read first.
        model: the model file that is loaded; None for the one that ships with digitpad.
        settings: what is remembered from the last time.

    Raises:
        UserError: where there is no display.
    """

    def __init__(
        self,
        load: Callable[[], Reader],
        drawing: Drawing | None = None,
        picture: Path | None = None,
        model: Path | None = None,
        settings: Settings = Settings(),  # noqa: B008 -- it never changes
    ) -> None:
        self.root, factor = make_root()
        self.root.report_callback_exception = self._report_exception
        self.root.protocol("WM_DELETE_WINDOW", self.quit)
        self.choices: Choices = Choices(self.root, settings)
        put_window(self.root, factor, settings.window)
        self.heat: HeatView = HeatView(self)
        self.labelling: Labelling = Labelling(self)
        self.files: Files = Files(self)
        self.keeper = Keeper(self)
        self.models: Models = Models(self, load, model)
        self.asking: Asking = Asking(self)
        self.digits: Digits = Digits(self)
        self.looks: Looks = Looks(self, self.root, factor)
        self.view, self.menu_bar = self.looks.make()
        bind_keys(self.root, self)
        when_painted(self.view, self._start)
        on_change(self.choices.pen, lambda: self.view.pad.use_pen(self.choices.pen_width))
        on_change(self.choices.theme, self.looks.theme_chosen)
        on_change(self.choices.presenter, self.looks.presenter_chosen)
        on_change(self.choices.live, self._answer_live)
        on_change(self.choices.heat, self.heat.chosen)
        on_change(self.choices.erasing, lambda: self.view.pad.use_eraser(self.choices.erasing.get()))
        on_change(self.choices.wide, self._shape_chosen)
        self.history = History(Drawing(PAD_UNITS, PAD_UNITS) if drawing is None else drawing)
        self._first_picture = picture
        self._picture: Path | bytes | None = None
        self._closed = False
        self.view.tell(*self.asking.state)
        self.view.pad.show(self.shown)
        self.refresh_buttons()

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
        self.asking.close()

    # What a person can do

    def predict(self) -> None:
        """Ask which digit is on the pad."""
        self.view.pad.finish()
        self.asking.ask(self._picture or self.shown)

    def explain(self) -> None:
        """Ask which ink spoke for the answer; of several digits, for the one that is chosen."""
        digit = self.digits.seen()
        if digit is not None:
            self.asking.ask(digit)
        elif not self.digits.several:
            self.predict()

    def choose(self, index: int | None) -> None:
        """Make the panel be about one of several digits, counted from 0, or about all again."""
        self.view.pad.finish()
        self.digits.choose(index)

    def step(self, by: int) -> None:
        """Choose the next of several digits (1), or the one before (-1)."""
        self.view.pad.finish()
        self.digits.step(by)

    def clear(self) -> None:
        """Take everything off the pad."""
        self.view.pad.finish()
        if self.history.change(self.history.current.cleared()) or self._picture is not None:
            self._show_drawing()

    def undo(self) -> None:
        """Take the last stroke, or the last Clear, back."""
        self.view.pad.finish()
        if self.labelling.can_undo:
            self.labelling.undo()
        elif self.history.undo():
            self._show_drawing()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self.view.pad.finish()
        if self.labelling.can_redo:
            self.labelling.redo()
        elif self.history.redo():
            self._show_drawing()

    def show_keys(self) -> None:
        """Show which key does what."""
        from digitpad.app.views.sheets import show_keys

        show_keys(self)

    def show_about(self) -> None:
        """Show what digitpad is made of."""
        from digitpad.app.views.sheets import show_about

        show_about(self)

    def quit(self) -> None:
        """Close the window."""
        self._closed = True
        self.keeper.forget()
        save_settings(self.choices.settings._replace(window=self.looks.place))
        self.root.destroy()

    def dress_anew(self) -> None:
        """Make all widgets anew, in other colours or another size, with what they showed."""
        self.view.pad.finish()
        said = str(self.view.status.cget("text")), self.asking.state[1]
        self.view.destroy()
        self.menu_bar.destroy()
        self.view, self.menu_bar = self.looks.make()
        # What is left of the old ones must not be collected in the worker's thread, which may not touch Tk.
        gc.collect()
        self.menu_bar.fill()
        self.view.pad.show(self.shown)
        self.view.pad.use_eraser(self.choices.erasing.get())
        if self.asking.imaging:
            self.view.pad.sharpen()
        self.digits.refresh()
        self.heat.refresh()
        self.labelling.refresh()
        self.models.show_name()
        self.view.tell(*said)
        self.refresh_buttons()

    # The drawing changes (digitpad.app.views.pointer.Listener)

    def begin_stroke(self) -> None:
        """Take the answer away: it is not about what is drawn now."""
        self._changed()

    def add_stroke(self, points: tuple[Point, ...]) -> None:
        """Remember a stroke."""
        self.history.change(self.shown.with_stroke(points))
        self._drawn()

    def erase(self, drawing: Drawing) -> None:
        """Remember what the eraser has left."""
        if drawing != self.shown:
            self.history.change(drawing)
        self._drawn()

    @property
    def drawing(self) -> Drawing:
        """What is on the pad, with the stroke that is being drawn."""
        self.view.pad.finish()
        return self.shown

    @property
    def shown(self) -> Drawing:
        """What is on the pad, as it fits there: history keeps it as it was drawn."""
        return fitted(self.history.current, self.choices.pad_width)

    def show_drawing(self, drawing: Drawing) -> None:
        """Put another drawing on the pad, which can be undone."""
        self.view.pad.finish()
        self.history.change(drawing._replace(pen=None))
        if drawing.pen is not None:
            self.choices.use_pen(drawing.pen)
        self._show_drawing()

    def show_picture(self, picture: Path | bytes) -> None:
        """Read a picture, and show it in place of the drawing.

        Args:
            picture: a file's path, or the content of one.
        """
        self.view.pad.finish()
        self._changed()
        self._picture = picture
        self.asking.ask(picture)

    def _show_drawing(self) -> None:
        self._changed()
        self.view.pad.show(self.shown)
        self._drawn()

    def _shape_chosen(self) -> None:
        self.view.pad.finish()
        picture = self._picture
        self._changed()
        self.view.pad.show(self.shown)
        self.view.arrange()
        if picture is not None:
            self.show_picture(picture)
        else:
            self._answer_live()

    def _drawn(self) -> None:
        self.refresh_buttons()
        self._answer_live()
        self.keeper.soon()

    def _answer_live(self) -> None:
        if self.choices.live.get() and not self.asking.awaiting and not self.history.current.is_blank:
            self.asking.ask(self.shown)

    def _changed(self) -> None:
        """Take an answer away that is not about what is on the pad now, and expect none any more."""
        self.asking.forget()
        self.labelling.forget()
        if self._picture is not None:
            self._picture = None
            self.view.pad.show(self.shown)
        self.show_no_answer(texts.NO_ANSWER_YET)
        self.view.tell(*self.asking.state)

    def show_no_answer(self, words: str) -> None:
        """Take any answer away, and say why there is none."""
        self.digits.forget()
        self.view.show_no_answer(words)
        self.heat.forget()

    @property
    def busy(self) -> bool:
        """Whether an answer, or the model, is still to come."""
        return self.asking.pending

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.history.can_undo or self.labelling.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self.history.can_redo or self.labelling.can_redo

    def labelled_drawing(self) -> Drawing | None:
        """Return what a label would be about: the drawing on the pad, if there is one."""
        self.view.pad.finish()
        return None if self.history.current.is_blank or self._picture is not None else self.shown

    def refresh_buttons(self) -> None:
        """Enable what is possible now."""
        self.view.toolbar.enable("undo", self.can_undo)
        self.view.toolbar.enable("redo", self.can_redo)

    # The worker answers

    def _start(self) -> None:
        """Begin to load the model, now that the window is on the screen."""
        self.root.event_generate("<<Painted>>")
        if self._closed:  # by whoever was waiting for that
            return
        self.asking.start()
        self.menu_bar.fill()
        self.looks.follow_system()
        self.root.after_idle(self.labelling.load)
        if self._first_picture is not None:
            self.show_picture(self._first_picture)
        elif self.history.current.is_blank:
            self.keeper.recover()

    def start_worker(self) -> None:
        """Let another model answer from now on."""
        self.show_no_answer(texts.NO_ANSWER_YET)
        self.asking.start_anew()
        self.view.tell(*self.asking.state)
        if self._picture is not None:
            self.asking.ask(self._picture)
        self._answer_live()

    def _report_exception(
        self, _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
    ) -> None:
        self.view.tell(sentence(error), problem=True)
