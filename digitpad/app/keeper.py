"""Keeps what is on the pad for the next time, in case that this time ends in a crash or a kill."""

from typing import TYPE_CHECKING

from digitpad import texts

if TYPE_CHECKING:
    from digitpad.app.window import App

# The drawing is written to disk so many ms after a change: when the answer is on its way.
DELAY = 40


class Keeper:
    """Writes the drawing of a window to disk, soon after each change.

    Args:
        app: the window.
    """

    def __init__(self, app: "App") -> None:
        self._app = app
        self._timer = ""

    @property
    def pending(self) -> bool:
        """Whether a change is still to be written."""
        return bool(self._timer)

    def soon(self) -> None:
        """Write the drawing when there is nothing better to do."""
        if not self._timer:
            self._timer = self._app.root.after(DELAY, self._keep)

    def forget(self) -> None:
        """Keep nothing: the drawing is saved, or the window closed on purpose."""
        from digitpad.examples.kept_drawing import forget, kept_file

        if self._timer:
            self._app.root.after_cancel(self._timer)
            self._timer = ""
        forget(kept_file())

    def recover(self) -> None:
        """Show what the last time left behind, if it ended before its time."""
        from digitpad.examples.kept_drawing import kept_file, recovered

        drawing = recovered(kept_file())
        if drawing is not None:
            self._app.show_drawing(drawing)
            self._app.view.tell(texts.RECOVERED)

    def _keep(self) -> None:
        from digitpad.examples.kept_drawing import keep, kept_file

        self._timer = ""
        keep(self._app.history.current._replace(pen=self._app.choices.pen_width), kept_file())
