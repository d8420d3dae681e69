"""The buttons under the pad."""

import sys
import tkinter as tk
from tkinter import ttk

from digitpad import texts
from digitpad.app.views.action import Actions, shown
from digitpad.app.views.choices import Choices
from digitpad.app.views.palette import Palette
from digitpad.app.views.tooltip import Tooltip
from digitpad.settings import PEN_LEAST, PEN_MOST

# Pixels at 100 %.
GAP = 6
SLIDER = 60  # at least; it takes what room there is
SLIDER_BESIDE = 200  # in one row with all the rest
# In one row there are at least so many gaps between buttons and tools.
GROUPS = 4


class Toolbar:
    """Predict, Clear, Undo and Redo, and below or beside them the pen's width, the eraser and the live switch.

    Args:
        parent: where it goes; ``frame`` is to be placed by the caller.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        actions: what the buttons do.
        choices: what the tools choose.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, actions: Actions, choices: Choices) -> None:
        self._palette = palette
        self._actions = actions
        self._gap = round(GAP * factor)
        self.frame = ttk.Frame(parent)
        self.frame.columnconfigure(0, weight=1)
        self.buttons: dict[str, ttk.Button] = {}
        self._add_buttons()
        self._add_tools(choices, round(SLIDER * factor))
        self._slider_growth = round((SLIDER_BESIDE - SLIDER) * factor)
        self._one_row = False

    def least(self, one_row: bool) -> tuple[int, int]:
        """Return the (width, height) in pixels that it needs, in one row or in two."""
        widths = self._buttons.winfo_reqwidth(), self._tools.winfo_reqwidth()
        heights = self._buttons.winfo_reqheight(), self._tools.winfo_reqheight()
        if one_row:
            return sum(widths) + self._slider_growth + GROUPS * self._gap, max(heights)
        return max(widths), sum(heights) + self._gap

    def use_rows(self, one_row: bool) -> None:
        """Stand in one row, the buttons on the left and the tools on the right, or in two that fill the width."""
        if one_row == self._one_row:
            return
        self._one_row = one_row
        self._buttons.grid(sticky=tk.W if one_row else tk.EW)
        self._tools.grid(row=0 if one_row else 1, column=1 if one_row else 0, pady=(0 if one_row else self._gap, 0))
        # The slider takes what is beyond the least.
        tools = self._tools.winfo_reqwidth() + self._slider_growth if one_row else 0
        self.frame.columnconfigure(1, minsize=tools)

    def refresh(self) -> None:
        """Enable what is possible now."""
        for name in ("undo", "redo"):
            self.buttons[name].state(["disabled" if self._actions[name].obstacle() is not None else "!disabled"])

    def _add_buttons(self) -> None:
        row = self._buttons = ttk.Frame(self.frame)
        row.grid(sticky=tk.EW)
        row.columnconfigure(2, weight=1)
        for name, column in (("predict", 0), ("clear", 1), ("undo", 3), ("redo", 4)):
            action = self._actions[name]
            button = ttk.Button(row, text=action.text, width=0, command=action.run)
            button.grid(row=0, column=column, padx=(0, 0 if name == "redo" else self._gap))
            self._explain(button, name)
            self.buttons[name] = button
        self.buttons["predict"].configure(style="Accent.TButton")

    def _add_tools(self, choices: Choices, slider: int) -> None:
        row = self._tools = ttk.Frame(self.frame)
        row.grid(sticky=tk.EW, pady=(self._gap, 0))
        row.columnconfigure(1, weight=1)
        ttk.Label(row, text=texts.PEN, foreground=self._palette.muted).grid(row=0, column=0, padx=(0, self._gap))
        self.pen = ttk.Scale(row, from_=PEN_LEAST, to=PEN_MOST, length=slider, variable=choices.pen)
        self.pen.grid(row=0, column=1, padx=(0, self._gap), sticky=tk.EW)
        Tooltip(self.pen, f"{texts.PEN_TIP} ([ ])", self._palette)
        self.eraser = ttk.Checkbutton(row, text=texts.ERASER, style="Toggle.TButton", variable=choices.erasing)
        self.eraser.grid(row=0, column=2)
        self._explain(self.eraser, "eraser")
        self.live = ttk.Checkbutton(row, text=texts.LIVE, style="Toggle.TButton", variable=choices.live)
        self.live.grid(row=0, column=3, padx=(self._gap, 0))
        self._explain(self.live, "live")

    def _explain(self, widget: tk.Misc, name: str) -> None:
        action = self._actions[name]
        Tooltip(widget, f"{action.tip} ({shown(action.keys[0], sys.platform == 'darwin')})", self._palette)
