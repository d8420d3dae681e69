"""Windows beside the pad's: each is there once, and is made anew with the pad's window."""

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

from digitpad.app.session.session import Session
from digitpad.app.views.geometry import LEAST_SIZE
from digitpad.app.views.palette import Palette
from digitpad.errors import UserError


class Companion(Protocol):
    """A window beside the pad's; it tells when it has been closed."""

    @property
    def window(self) -> tk.Toplevel:
        """Tk's window."""

    def close(self) -> None:
        """Close it, whatever is being worked out for it."""


@runtime_checkable
class Lasting(Companion, Protocol):
    """One whose content outlives it when it is made anew."""

    def leave(self) -> Any:
        """Take the window away, and nothing else; return what it showed, with which another one goes on."""


# Makes a companion as the pad's window looks now; it is handed what the companion calls when it is closed, and what the
# one before it has left, or None.
Make = Callable[[Callable[[], None], Any], Companion]


class Desk(NamedTuple):
    """What those beside the pad have of it.

    Attributes:
        root: the pad's window.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        session: what is on the pad, and the answer to it.
    """

    root: tk.Tk
    palette: Palette
    factor: float
    session: Session


def beside(
    desk: Desk, title: str, size: tuple[int, int], least: tuple[int, int] = LEAST_SIZE, background: str = ""
) -> tk.Toplevel:
    """Return an empty window beside the pad's, as large as is wanted and the screen has room for.

    Args:
        desk: the pad's.
        title: of the window.
        size: width and height at first, in pixels at 100 %.
        least: what they can be made, likewise.
        background: its colour, if it isn't that of the pad's window.
    """
    window = tk.Toplevel(desk.root, background=background or desk.palette.window)
    window.title(title)
    # Below a window there is a task bar, and above its inside a title.
    room = window.winfo_screenwidth(), window.winfo_screenheight() * 9 // 10
    width, height = (min(round(side * desk.factor), most) for side, most in zip(size, room, strict=True))
    window.minsize(*(min(round(side * desk.factor), most) for side, most in zip(least, room, strict=True)))
    window.geometry(f"{width}x{height}")
    return window


def put_last(
    last: tk.Widget, others: Sequence[tk.Widget], width: int, gap: int, side: Literal["left", "right"]
) -> None:
    """Put the last widget of a bar beside the others, or below them where there is no room for all.

    Args:
        last: to be put.
        others: that stand there from left to right.
        width: of the bar, in pixels.
        gap: between them.
        side: where it stands beside them.
    """
    if sum(widget.winfo_reqwidth() + gap for widget in (*others, last)) - gap <= width:
        last.pack(side=side, anchor=tk.CENTER, pady=0, after=others[-1])
    else:
        last.pack(side=tk.BOTTOM, anchor=tk.W, pady=(gap // 2, 0), before=others[0])


class Companions:
    """Opens them.

    Attributes:
        open: those that are open, by their names.

    Args:
        makers: makes each of them, by its name.
        tell: tells the person why one can't be made anew.
        clean: is called when one is closed, to take away what is left of it.
    """

    def __init__(
        self, makers: Mapping[str, Make], tell: Callable[[UserError], object], clean: Callable[[], object]
    ) -> None:
        self._makers, self._tell, self._clean = makers, tell, clean
        self.open: dict[str, Companion] = {}

    def show(self, name: str) -> None:
        """Open one, or bring it to the front."""
        if name not in self.open:
            self._make(name, None)
        self._bring(name)

    def renew(self) -> None:
        """Make those that are open anew, where they are; one that can't be is closed, and the others are made."""
        for name, companion in [*self.open.items()]:
            place, left = companion.window.geometry(), None
            if isinstance(companion, Lasting):
                left = companion.leave()
            else:
                companion.close()
            try:
                self._make(name, left)
            except UserError as error:
                self._forget(name)
                self._tell(error)
                continue
            self._bring(name)
            self.open[name].window.geometry(place)

    def close(self) -> None:
        """Close all that are open."""
        for companion in [*self.open.values()]:
            companion.close()

    def _make(self, name: str, left: Any) -> None:
        self.open[name] = self._makers[name](lambda: self._forget(name), left)

    def _bring(self, name: str) -> None:
        window = self.open[name].window
        window.lift()
        window.focus_set()

    def _forget(self, name: str) -> None:
        self.open.pop(name, None)
        self._clean()
