"""The menu bar, made from the table of actions."""

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial

from digitpad import texts
from digitpad.app.views.action import Actions
from digitpad.app.views.choices import Choices
from digitpad.app.views.entries import ENTRY, Entries
from digitpad.app.views.palette import Palette

# The names of actions; a line for None. "label", "png", "heat", "theme" and "language" are menus of their own.
FILE = (
    "open",
    "read folder",
    "open table",
    "save",
    "png",
    "save svg",
    None,
    "model",
    "own model",
    None,
    "print sheet",
    "read sheet",
    "export labelled",
    None,
    "quit",
)
DIGITS = ("next digit", "previous digit", "leave digit")
CLIPBOARD = ("copy answer", "copy picture", "paste")
EDIT = ("undo", "redo", None, *CLIPBOARD, None, "clear", "eraser", "thinner", "thicker", None, "label")
VIEW = (
    "predict",
    "live",
    None,
    *DIGITS,
    None,
    "heat",
    "look back",
    "inside",
    "what if",
    "map",
    "side by side",
    "play",
    None,
    "wide",
    "theme",
    "language",
    "presenter",
)
HAND = ("cards", "gallery", None, "adapt")
HELP = ("keys", "about")


def _menus() -> tuple[tuple[str, tuple[str | None, ...]], ...]:
    """Return the menus' titles and entries, in the words of now."""
    return (
        (texts.MENU_FILE, FILE),
        (texts.MENU_EDIT, EDIT),
        (texts.MENU_VIEW, VIEW),
        (texts.MENU_HAND, HAND),
        (texts.MENU_HELP, HELP),
    )


class MenuBar:
    """File, Edit, View, My hand and Help; empty until :meth:`fill`, so that they don't keep the first paint waiting.

    Args:
        root: the window.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        actions: what the entries do.
        choices: what they choose.
        pictures: for each size of a saved picture the words of its entry, and what saves it.
    """

    def __init__(
        self,
        root: tk.Tk,
        palette: Palette,
        factor: float,
        actions: Actions,
        choices: Choices,
        pictures: Sequence[tuple[str, Callable[[], None]]],
    ) -> None:
        self._entries = Entries(root, palette, factor, actions, choices, pictures)
        self._palette, self._factor = palette, factor
        self._drawn = self._entries.drawn
        self.bar = self._entries.menu(root)
        if self._drawn:
            self.bar.configure(background=palette.window, borderwidth=round(ENTRY * factor))
        self.menus: dict[str, tk.Menu] = {}
        for title, _ in _menus():
            # Alt and a title's first letter open a menu, where the keyboard has that letter.
            self.bar.add_cascade(label=title, underline=0 if title.isascii() else -1)
        root.configure(menu=self.bar)

    @property
    def height(self) -> int:
        """How high the bar is, in pixels: on X11 Tk leaves it out of the window's height."""
        shown = f".#{str(self.bar).removeprefix('.')}"  # the copy that Tk puts into the window
        self.bar.update_idletasks()
        return int(self.bar.tk.call("winfo", "reqheight", shown)) if self._drawn else 0

    def destroy(self) -> None:
        """Take the menus away."""
        self.bar.destroy()

    def fill(self) -> None:
        """Make the menus and their entries."""
        if self._drawn:
            from digitpad.app.views.menu_looks import dress

            dress(self.bar, self._palette, self._factor)
        for index, (title, names) in enumerate(_menus()):
            menu = self.menus[title] = self._entries.menu(self.bar)
            menu.configure(postcommand=partial(self._entries.refresh, menu, names))
            self.bar.entryconfigure(index, menu=menu)
            self._entries.fill(menu, names)
