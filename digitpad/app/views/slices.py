"""Draws in slices: whoever draws on the pad never waits for more than one of them."""

import tkinter as tk
from collections.abc import Callable, Sequence

# In ms: between two slices whatever the pointer did is heard.
BETWEEN = 1


class Slices:
    """The parts of a picture that is drawn again and again, each time by as many functions.

    While one picture is being drawn the next one may come: it is gone on with where the one before was left, so that
    no part is always the last.

    Args:
        widget: has the clock; it may be gone at any time.
    """

    def __init__(self, widget: tk.Misc) -> None:
        self._widget = widget
        self._parts: Sequence[Callable[[], object]] = ()
        self._next = self._left = 0
        self._timer = ""
        widget.bind("<Destroy>", lambda _event: self.stop(), add=True)

    @property
    def waiting(self) -> int:
        """How many parts are still to be drawn."""
        return self._left

    def draw(self, parts: Sequence[Callable[[], object]], at_once: bool = False) -> None:
        """Draw a picture's parts, in slices or at once."""
        self._parts, self._left = parts, len(parts)
        if at_once:
            self.stop()
            for part in parts:
                part()
        elif not self._timer and parts:
            self._draw_next()

    def stop(self) -> None:
        """Draw no more of it."""
        self._next = self._left = 0
        if self._timer:
            self._widget.after_cancel(self._timer)
            self._timer = ""

    def _draw_next(self) -> None:
        self._timer = ""
        part = self._parts[self._next % len(self._parts)]
        self._next += 1
        self._left -= 1
        if self._left:
            self._timer = self._widget.after(BETWEEN, self._draw_next)
        part()
