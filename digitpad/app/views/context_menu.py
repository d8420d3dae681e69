"""The menu of the pad: what can be done to what is on it, and to the digit below the pointer."""

import tkinter as tk

from digitpad.app.session import speaking
from digitpad.app.session.session import Session
from digitpad.app.views.action import Actions
from digitpad.app.views.choices import Choices
from digitpad.app.views.entries import Entries
from digitpad.app.views.pad import Pad
from digitpad.app.views.palette import Palette

# The names of actions, as in the menu bar; the first ones are about one digit.
DIGIT = ("label", "heat", "inside", None)
PAD = (
    *("undo", "redo", "clear", "eraser"),
    None,
    *("copy answer", "copy picture", "paste"),
    None,
    *("open", "save"),
)


class ContextMenu:
    """Shows the menu, made anew each time.

    Args:
        pad: whose menu it is.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        session: what it is about.
        actions: what the entries do.
        choices: what they choose.
    """

    def __init__(
        self, pad: Pad, palette: Palette, factor: float, session: Session, actions: Actions, choices: Choices
    ) -> None:
        self._pad, self._session = pad, session
        self._entries = Entries(pad.canvas, palette, factor, actions, choices)
        self.menu: tk.Menu | None = None

    def show_at(self, x: int, y: int) -> None:
        """Show the menu at a pixel of the canvas; of several digits the one that is there is chosen."""
        index = self._pad.marks.at(x, y)
        if index is not None:
            speaking.choose(self._session, index)
        self._post(x, y)

    def show(self) -> None:
        """Show the menu for who has asked for it by a key: at the digit that is chosen, or in the middle."""
        self._session.settle()
        canvas = self._pad.canvas
        x, y = self._pad.marks.below_chosen or (canvas.winfo_width() / 2, canvas.winfo_height() / 2)
        self._post(round(x), round(y), by_key=True)

    def _post(self, x: int, y: int, by_key: bool = False) -> None:
        if self.menu is not None:
            self.menu.destroy()
        menu = self.menu = self._entries.menu(self._pad.canvas)
        answered = self._session.answers.current
        about_one = (
            answered is not None and bool(answered.digits) and not (answered.several and answered.chosen is None)
        )
        names = (*(DIGIT if about_one else ()), *PAD)
        self._entries.fill(menu, names)
        self._entries.refresh(menu, names)
        place = self._pad.canvas.winfo_rootx() + x, self._pad.canvas.winfo_rooty() + y
        menu.tk_popup(*place)
        if by_key:
            # The first entry that can be chosen, so that arrows and Enter go on from there.
            menu.activate(next(i for i in range(len(names)) if _is_possible(menu, i)))
        else:
            menu.activate("none")


def _is_possible(menu: tk.Menu, index: int) -> bool:
    return menu.type(index) != "separator" and menu.entrycget(index, "state") != tk.DISABLED
