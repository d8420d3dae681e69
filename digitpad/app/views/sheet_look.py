"""The window that shows what was found on a written sheet, for a last look before it is kept."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.views.companions import Desk, beside
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.tiles import Tiles
from digitpad.errors import UserError

if TYPE_CHECKING:
    from digitpad.examples.records import Example

# Pixels at 100 %.
SIZE = (560, 640)
GAP = 8


class SheetWindow:
    """A window of its own beside the pad; Escape keeps nothing.

    Args:
        desk: the pad's window and its session.
        found: the digits of the sheet.
        closed: is told when the window is closed.
        left: the keys of those to be kept, as another window had them; None for all.
    """

    def __init__(
        self, desk: Desk, found: "Sequence[Example]", closed: Callable[[], None], left: set[str] | None = None
    ) -> None:
        _, palette, factor, session = desk
        self._session, self._closed, self._found = session, closed, found
        gap = round(GAP * factor)
        self.kept = {example.key for example in found} if left is None else left
        self.window = beside(desk, texts.SHEET_LOOK, SIZE)
        self.words = FlowLabel(self.window)
        self.words.pack(side=tk.TOP, fill=tk.X, padx=gap, pady=gap)
        self.words.bind("<Configure>", lambda event: self.words.configure(wraplength=event.width))
        row = ttk.Frame(self.window)
        row.pack(side=tk.BOTTOM, fill=tk.X, padx=gap, pady=gap)
        self.keep = ttk.Button(row, text=texts.SHEET_KEEP, style="Accent.TButton", command=self._keep)
        self.keep.pack(side=tk.RIGHT)
        self.none = ttk.Button(row, text=texts.SHEET_LEAVE, command=self.close)
        self.none.pack(side=tk.RIGHT, padx=gap)
        self.tiles = Tiles(self.window, palette, factor, self._choose, turns=True)
        self.tiles.frame.pack(fill=tk.BOTH, expand=True, padx=gap)
        row.lift()  # so Tab comes to the buttons after the tiles
        self.window.bind("<Escape>", lambda _event: self.close())
        for key in ("<Return>", "<KP_Enter>"):
            self.window.bind(key, lambda _event: self._enter())
        self.window.bind("<FocusIn>", self._come)
        self.window.protocol("WM_DELETE_WINDOW", self.close)
        self._show()

    def close(self) -> None:
        """Close the window; what was not kept is forgotten."""
        self._closed()
        self.window.destroy()

    def leave(self) -> set[str]:
        """Take the window away; return the keys of those that are to be kept."""
        self.window.destroy()
        return self.kept

    def _come(self, event: "tk.Event[tk.Misc]") -> None:
        """Let the keyboard work on the digits."""
        if event.widget is self.window:
            self.tiles.canvas.focus_set()

    def _enter(self) -> None:
        """Do what the button says that has the keyboard, and keep them if none has."""
        button = self.window.focus_get()
        (button if isinstance(button, ttk.Button) else self.keep).invoke()

    def _choose(self, keys: set[str]) -> None:
        self.kept = keys
        self._show()

    def _show(self) -> None:
        self.words.configure(text=texts.SHEET_FOUND.format(count=len(self._found), kept=len(self.kept)))
        self.tiles.show(self._found, [example.key for example in self._found], self.kept)

    def _keep(self) -> None:
        chosen = [example for example in self._found if example.key in self.kept]
        try:
            self._session.labels.keep(chosen)
        except UserError as error:
            self.words.configure(text=str(error))
            return
        self._session.tell("labels")
        self.close()
        self._session.say(texts.SHEET_KEPT.format(count=len(chosen)))
