"""The window: where its parts are put together."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from digitpad.app.keeper import Keeper
from digitpad.app.looks import Looks
from digitpad.app.poller import Poller
from digitpad.app.session.asking import Asking, remedy, sentence
from digitpad.app.session.document import Document, with_drawing
from digitpad.app.session.reports import Reader
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change
from digitpad.app.ties import tie
from digitpad.app.views.choices import Choices
from digitpad.app.views.placing import put_window, when_painted
from digitpad.app.views.screen import make_root
from digitpad.ink.drawing import Drawing
from digitpad.settings import Settings, save_settings

if TYPE_CHECKING:
    from digitpad.app.views.demo import Demo

# A newcomer is shown what can be done so many ms after the first paint.
WELCOME = 600
# Files can be dropped so many ms after it: the first answer comes before that.
DROPS = 400


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
        self.choices = choices = Choices(self.root, settings)
        put_window(self.root, factor, settings.window)
        document = Document()
        if drawing is not None:
            document = with_drawing(document, drawing, choices.pad_width)
        self.session = Session(Asking(load, model), document, settings.live, choices.pen_width, choices.pad_width)
        self.session.answers.asking.lessons.enabled = settings.adapt
        self.session.answers.asking.chosen = Path(settings.model) if settings.model else None
        self.looks = Looks(self.root, factor, self.session, choices, self.quit)
        self.keeper = Keeper(self.root, self.session)
        self.poller = Poller(self.root, self.session)
        tie(choices, self.session, lambda: self.looks.view)
        self.session.subscribe(self._hear)
        when_painted(self.looks.view.pad.canvas, self.root, self._start)
        self._first_picture = picture
        self._closed = False
        self._demo: Demo | None = None
        self._drops_timer = ""
        # Whether files can be dropped here.
        self.takes_drops = False

    def run(self) -> None:
        """Show the window and return when it has been closed."""
        self.open()
        self.root.mainloop()
        self.close()

    def open(self) -> None:
        """Show the window, for a caller with an event loop of its own."""
        self.root.deiconify()

    def quit(self) -> None:
        """Close the window; what is in no file yet is there again the next time, or is asked about."""
        if not self.looks.may_close():
            return
        self._closed = True
        self.session.settle()
        self.keeper.keep_now()
        save_settings(self.choices.settings._replace(window=self.looks.place, model=self._model))
        self.looks.companions.close()
        self.poller.end()
        if self._drops_timer:
            self.root.after_cancel(self._drops_timer)
        self.root.destroy()

    def close(self) -> None:
        """End what works beside the window after it was closed."""
        self.session.close()

    def _start(self) -> None:
        """Begin to load the model, now that the window is on the screen."""
        self.root.event_generate("<<Painted>>")
        if self._closed:  # by whoever was waiting for that
            return
        self.session.answers.asking.start()
        self._use_model()
        self.poller.poll_soon()
        self.looks.menu_bar.fill()
        self.looks.follow_system()
        self.root.after_idle(self.session.tell, "labels")
        self._drops_timer = self.root.after(DROPS, self._take_drops)
        self._begin()
        if self.choices.settings.newcomer:
            # By then the system has told its theme.
            self.root.after(WELCOME, self._welcome)

    def _use_model(self) -> None:
        """Go on with the model of the last time, if none was given for this time."""
        asking = self.session.answers.asking
        if asking.model is None and asking.chosen is not None:
            from digitpad.app.session.models import use_chosen_before

            use_chosen_before(self.session)

    @property
    def _model(self) -> str:
        """The chosen model as the settings have it; a line of text can't hold every path."""
        chosen = self.session.answers.asking.chosen
        path = "" if chosen is None else str(chosen.absolute())
        return path if path.isprintable() and path == path.strip() else ""

    def _begin(self) -> None:
        """Show what the pad starts with, now that it can be read."""
        if self._first_picture is not None:
            from digitpad.app.session.editing import open_picture

            open_picture(self.session, self._first_picture)
        elif self.session.document.is_blank:
            from digitpad.app.session.keeping import recover

            recover(self.session)

    def _take_drops(self) -> None:
        from digitpad.app.views.dropping import take_drops

        self.takes_drops = take_drops(self.root, lambda paths: self.looks.take(paths))

    def _welcome(self) -> None:
        """Show a newcomer what can be done, this once."""
        from digitpad.app.views.demo import Demo

        self.choices.newcomer = False
        save_settings(self.choices.settings)
        if self.session.document.is_blank and self._first_picture is None:
            pad = self.looks.view.pad
            self._demo = Demo(pad.canvas, pad.hint, self.looks.palette, moving=not self.session.interim.calm)

    def _hear(self, change: Change) -> None:
        if change == "document" and self._demo is not None:
            self._demo.end()
        if change in ("labels", "model"):
            from digitpad.app.session.learning import learn

            learn(self.session)
            if change == "model":
                self.root.after_idle(_make_ready)
        elif change == "answered":
            self.root.event_generate("<<Answered>>")
        elif change == "imaging":
            from digitpad.app.views.icon import set_icon  # it waits for Pillow, and so it can wait to be loaded

            set_icon(self.root)

    def _report_exception(
        self, _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
    ) -> None:
        self.session.say(sentence(error), problem=True, remedy=remedy(error))


def _make_ready() -> None:
    """Load what a first stroke and its answer need, before somebody waits for it."""
    from PIL import ImageChops  # noqa: F401

    from digitpad.app.views import answer, strip  # noqa: F401
