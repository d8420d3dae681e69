"""Windows beside the pad's: each is there once, and is made anew with the pad's window."""

import tkinter as tk
from collections.abc import Callable, Mapping
from typing import Protocol


class Companion(Protocol):
    """A window beside the pad's; it tells when it has been closed."""

    @property
    def window(self) -> tk.Toplevel:
        """Tk's window."""

    def close(self) -> None:
        """Close it, whatever is being worked out for it."""


# Makes a companion as the pad's window looks now; it is handed what the companion calls when it is closed.
Make = Callable[[Callable[[], None]], Companion]


class Companions:
    """Opens them.

    Attributes:
        open: those that are open, by their names.

    Args:
        makers: makes each of them, by its name.
    """

    def __init__(self, makers: Mapping[str, Make]) -> None:
        self._makers = makers
        self.open: dict[str, Companion] = {}

    def show(self, name: str) -> None:
        """Open one, or bring it to the front."""
        if name not in self.open:
            self.open[name] = self._makers[name](lambda: self._forget(name))
        window = self.open[name].window
        window.lift()
        window.focus_set()

    def renew(self) -> None:
        """Make those that are open anew, where they are."""
        for name, companion in [*self.open.items()]:
            place = companion.window.geometry()
            companion.close()
            self.show(name)
            self.open[name].window.geometry(place)

    def _forget(self, name: str) -> None:
        self.open.pop(name, None)
