"""How the window looks: light or dark, and as large as a room needs it."""

import queue
import threading
import tkinter as tk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.views.menus import MenuBar
from digitpad.app.views.palette import DARK, LIGHT, Palette
from digitpad.app.views.screen import dress
from digitpad.app.views.view import View

if TYPE_CHECKING:
    from digitpad.app.window import App

PALETTES = {"light": LIGHT, "dark": DARK}
# For a projector, everything is so much larger.
PRESENTER = 1.6
# How often the window looks whether the system has told its theme, in ms.
POLL = 50


class Looks:
    """Makes the widgets, and makes them anew when theme or size change.

    Args:
        app: the window.
        root: its Tk root.
        factor: pixels on this screen for a pixel at 100 %.
    """

    def __init__(self, app: "App", root: tk.Tk, factor: float) -> None:
        self._app = app
        self._root = root
        self._factor = factor
        self._place = ""
        self._palette = self._chosen_palette()
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def make(self) -> tuple[View, MenuBar]:
        """Make the widgets as they are to look now."""
        factor = self._factor * (PRESENTER if self._app.choices.presenter.get() else 1)
        self._palette = self._chosen_palette()
        dress(self._root, self._palette, factor)
        return View(self._root, factor, self._palette, self._app), MenuBar(self._root, self._palette, self._app)

    def follow_system(self) -> None:
        """Ask the system for its theme, in a thread of its own, and take it when it is known."""
        if self._app.choices.theme.get() == "system":
            threading.Thread(target=self._ask_system, name="digitpad-theme", daemon=True).start()
            self._root.after(POLL, self._hear_system)

    def theme_chosen(self) -> None:
        """Look as the person wants."""
        self.follow_system()
        if self._chosen_palette() is not self._palette:
            self._app.dress_anew()

    def presenter_chosen(self) -> None:
        """Fill the screen with everything larger, or go back."""
        presenting = self._app.choices.presenter.get()
        if presenting:
            self._place = self._root.geometry()
        self._app.dress_anew()
        height = self._root.winfo_screenheight() - self._app.menu_bar.height
        screen = f"{self._root.winfo_screenwidth()}x{height}+0+0"
        self._root.attributes("-fullscreen", presenting)
        # Not every window manager fills the screen for a window.
        self._root.geometry(screen if presenting else self._place)
        if presenting:
            self._app.view.tell(texts.LEAVE_PRESENTER)

    @property
    def place(self) -> str:
        """Where the window is, or was before it filled the screen."""
        return self._place if self._app.choices.presenter.get() else self._root.geometry()

    def _chosen_palette(self) -> Palette:
        theme = self._app.choices.theme.get()
        return PALETTES[self._app.choices.system_theme if theme == "system" else theme]

    def _ask_system(self) -> None:
        from digitpad.app.views.system_theme import system_theme

        self._answers.put(system_theme())

    def _hear_system(self) -> None:
        if self._answers.empty():
            self._root.after(POLL, self._hear_system)
            return
        theme = self._answers.get()
        if theme is not None:
            self._app.choices.system_theme = theme
        if self._chosen_palette() is not self._palette:
            self._app.dress_anew()
