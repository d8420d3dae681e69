"""Looks for the worker's reports, and only while one is to come."""

import tkinter as tk
from collections.abc import Iterator
from itertools import chain

from digitpad.app.session.reports import Report
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change

# In ms: 100 times a second can't be felt, neither as a delay nor as a load.
INTERVAL = 10
# While somebody draws, between two reports, so that the pen has its turn: each may have something drawn.
BETWEEN = 1


class Poller:
    """Lets a session hear its worker.

    Args:
        root: the window, which has the clock.
        session: what hears.
    """

    def __init__(self, root: tk.Tk, session: Session) -> None:
        self._root = root
        self._session = session
        self.polling = False
        self._reports: Iterator[Report] = iter(())
        self._hearing = self._ended = False
        self._timers: dict[str, str] = {}
        session.subscribe(self._hear)

    def poll_soon(self) -> None:
        """Look again in a moment, if something is to come."""
        if not self._ended and not self.polling and self._session.pending:
            self.polling = True
            self._timers["poll"] = self._root.after(INTERVAL, self._poll)

    def _poll(self) -> None:
        self.polling = False
        self._reports = chain(self._reports, self._session.take())
        self.poll_soon()  # first, so that a report that can't be shown doesn't keep the next ones back
        if not self._hearing:
            self._hear_on()

    def _hear_on(self) -> None:
        from digitpad.app.session.hearing import hear

        self._hearing = False
        for report in self._reports:
            if self._ended:  # by what the one before brought about
                return
            try:
                hear(self._session, report)
            except Exception as error:  # noqa: BLE001 -- the window tells of it; the other reports are heard all the same
                self._root.report_callback_exception(type(error), error, error.__traceback__)
            if self._session.drawing:
                self._hearing = True
                self._timers["hear"] = self._root.after(BETWEEN, self._hear_on)
                return
        self._reports = iter(())

    def end(self) -> None:
        """Show nothing any more: the window is going, and Tk would complain of what is still to be called."""
        self._ended = True
        for timer in self._timers.values():
            self._root.after_cancel(timer)

    def _hear(self, change: Change) -> None:
        if change == "pending":
            self.poll_soon()
