"""The buttons under the pad."""

import sys
import tkinter as tk
from tkinter import ttk

from digitpad.app.actions import ACTIONS, Commands, shown
from digitpad.app.palette import Palette
from digitpad.app.tooltip import Tooltip

GAP = 6  # pixels at 100 %


class Toolbar:
    """Predict and Clear to the left, Undo and Redo to the right.

    Args:
        parent: where it goes; ``frame`` is to be placed by the caller.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        commands: what the buttons do.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, commands: Commands) -> None:
        gap = round(GAP * factor)
        self.frame = ttk.Frame(parent)
        self.frame.columnconfigure(2, weight=1)
        self.buttons: dict[str, ttk.Button] = {}
        for name, column, padding in (
            ("predict", 0, (0, gap)),
            ("clear", 1, (0, gap)),
            ("undo", 3, (0, gap)),
            ("redo", 4, (0, 0)),
        ):
            self._add(name, palette, commands).grid(row=0, column=column, padx=padding, sticky=tk.NSEW)
        self.buttons["predict"].configure(style="Accent.TButton")

    def enable(self, name: str, possible: bool) -> None:
        """Say whether a button can do something now."""
        self.buttons[name].state(["!disabled" if possible else "disabled"])

    def _add(self, name: str, palette: Palette, commands: Commands) -> ttk.Button:
        action = ACTIONS[name]
        button = ttk.Button(self.frame, text=action.text, width=0, command=lambda: action.run(commands))
        aqua = sys.platform == "darwin"
        Tooltip(button, f"{action.tip} ({shown(action.keys[0], aqua)})", palette)
        self.buttons[name] = button
        return button
