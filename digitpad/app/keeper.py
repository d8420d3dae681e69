"""Has what is on the pad kept for the next time, soon after each change and when the window closes."""

import tkinter as tk

from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change

# It is written to disk so many ms after a change: when the answer is on its way.
DELAY = 40


class Keeper:
    """Keeps the document of a session.

    Args:
        root: the window, which has the clock.
        session: whose document it is.
    """

    def __init__(self, root: tk.Tk, session: Session) -> None:
        self._root = root
        self._session = session
        self._timer = ""
        # Whether there may be something on the disk.
        self._kept = True
        session.subscribe(self._hear)

    @property
    def pending(self) -> bool:
        """Whether a change is still to be written."""
        return bool(self._timer)

    def keep_now(self) -> None:
        """Write what is on the pad."""
        from digitpad.app.session.keeping import keep

        if self._timer:
            self._root.after_cancel(self._timer)
            self._timer = ""
        keep(self._session)
        self._kept = self._session.unsaved

    def _hear(self, change: Change) -> None:
        if change != "document":
            return
        if self._session.unsaved and not self._timer:
            self._timer = self._root.after(DELAY, self.keep_now)
        elif self._kept and not self._session.unsaved:
            self.keep_now()
