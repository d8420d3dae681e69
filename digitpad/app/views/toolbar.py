"""The buttons below the pad: what is done to it, what the pen is, and what is shown of the answer."""

import sys
import tkinter as tk
from itertools import zip_longest
from tkinter import ttk
from typing import Literal

from digitpad import texts
from digitpad.app.views.action import Actions, shown
from digitpad.app.views.choices import Choices
from digitpad.app.views.heat import OFF
from digitpad.app.views.palette import Palette
from digitpad.app.views.theme import FOCUS
from digitpad.app.views.tooltip import Tooltip
from digitpad.settings import PEN_LEAST, PEN_MOST

# With all tools in one row, without the pen's width, or in several rows without it: what is possible goes first.
Form = Literal["whole", "short", "two rows", "three rows"]
FORMS: tuple[Form, ...] = "whole", "short", "two rows", "three rows"
# The names of actions, in both halves from left to right.
BUTTONS = ("predict", "clear", "undo", "redo")
SWITCHES = ("eraser", "heat", "wide", "live")
# Opens a window of its own, and stands last.
INSIDE = "inside"
ROWS: dict[Form, tuple[tuple[str, ...], ...]] = {
    "two rows": (BUTTONS, (*SWITCHES, INSIDE)),
    # For languages with long words.
    "three rows": (BUTTONS[:3], (BUTTONS[3], *SWITCHES[:2]), (*SWITCHES[2:], INSIDE)),
}
# Pixels at 100 %: between groups, before the pen's name, and its slider.
GROUP, PEN_GAP, SLIDER = 10, 4, 84


class Toolbar:
    """What is done to the pad, and the pen, on the left; what is shown of the answer, and the inside, on the right.

    Args:
        parent: where it goes; ``frame`` is to be placed by the caller.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        actions: what the buttons do.
        choices: what the tools choose.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, actions: Actions, choices: Choices) -> None:
        self._palette, self._actions, self._choices = palette, actions, choices
        self._group, self._pen_gap = round(GROUP * factor), round(PEN_GAP * factor)
        # So far the buttons' plates are from their edges.
        self.overhang = round(FOCUS * factor)
        self.frame = ttk.Frame(parent)
        self.buttons: dict[str, ttk.Button | ttk.Checkbutton] = {}
        for name in BUTTONS:
            self.buttons[name] = ttk.Button(self.frame, text=actions[name].text, width=0, command=actions[name].run)
        self.buttons["predict"].configure(style="Accent.TButton")
        self.eraser = self.buttons["eraser"] = self._switch("eraser", choices.erasing)
        self._pen_name = ttk.Label(self.frame, text=texts.PEN, foreground=palette.muted)
        self.pen = ttk.Scale(
            self.frame, from_=PEN_LEAST, to=PEN_MOST, length=round(SLIDER * factor), variable=choices.pen
        )
        Tooltip(self.pen, f"{texts.PEN_TIP} ([ ])", palette)
        # It has more than two states, so that it is told by hand.
        self.buttons["heat"] = ttk.Button(
            self.frame, text=actions["heat"].text, width=0, command=actions["heat"].run, style="Toggle.TButton"
        )
        self.buttons["wide"] = self._switch("wide", choices.wide)
        self.live = self.buttons["live"] = self._switch("live", choices.live)
        self.buttons[INSIDE] = ttk.Button(self.frame, text=texts.INSIDE_BUTTON, width=0, command=actions[INSIDE].run)
        for name, button in self.buttons.items():
            action = actions[name]
            Tooltip(button, f"{action.tip} ({shown(action.keys[0], sys.platform == 'darwin')})", palette)
        self._form: Form | None = None

    def least(self, form: Form) -> tuple[int, int]:
        """Return the (width, height) in pixels that it needs in one of its forms."""
        heights = max(button.winfo_reqheight() for button in self.buttons.values())
        if form in ROWS:
            # All rows have the same columns.
            columns = zip_longest(*ROWS[form], fillvalue="")
            return sum(self._widest(names) for names in columns), len(ROWS[form]) * heights
        pen = self._pen_name.winfo_reqwidth() + self.pen.winfo_reqwidth() + 3 * self._pen_gap
        width = self._width((*BUTTONS, *SWITCHES, INSIDE)) + 4 * self._group
        return width + (pen if form == "whole" else 0), heights

    def use(self, form: Form) -> None:
        """Stand in one of the forms."""
        if form == self._form:
            return
        self._form = form
        for widget in self.frame.winfo_children():
            if isinstance(widget, ttk.Widget):
                widget.grid_forget()
        for column in range(len(BUTTONS) + len(SWITCHES) + 7):
            self.frame.columnconfigure(column, weight=0, minsize=0, uniform="")
        if form in ROWS:
            for row, names in enumerate(ROWS[form]):
                for column, name in enumerate(names):
                    self.frame.columnconfigure(column, weight=1)
                    self.buttons[name].grid(row=row, column=column, sticky=tk.EW)
        else:
            self._use_row(with_pen=form == "whole")

    def refresh(self) -> None:
        """Enable what is possible now, and show whether there is a heat map."""
        for name in ("undo", "redo"):
            self.buttons[name].state(["disabled" if self._actions[name].obstacle() is not None else "!disabled"])
        self.buttons["heat"].state(["!selected" if self._choices.heat.get() == OFF else "selected"])

    def _use_row(self, with_pen: bool) -> None:
        left: list[tk.Widget | None] = [*(self.buttons[name] for name in BUTTONS), None, self.buttons["eraser"]]
        if with_pen:
            left += [self._pen_name, self.pen]
        left.insert(2, None)
        for column, widget in enumerate(left):
            if widget is None:
                self.frame.columnconfigure(column, minsize=self._group)
            else:
                inside = self._pen_gap if widget in (self._pen_name, self.pen) else 0
                widget.grid(row=0, column=column, padx=(inside, 0))
        self.frame.columnconfigure(len(left), weight=1, minsize=self._group)
        for column, name in enumerate(SWITCHES[1:], len(left) + 1):
            self.buttons[name].grid(row=0, column=column)
        self.frame.columnconfigure(len(left) + len(SWITCHES), minsize=self._group)
        self.buttons[INSIDE].grid(row=0, column=len(left) + len(SWITCHES) + 1)

    def _switch(self, name: str, variable: tk.BooleanVar) -> ttk.Checkbutton:
        return ttk.Checkbutton(
            self.frame, text=self._actions[name].text, style="Toggle.TButton", variable=variable, width=0
        )

    def _widest(self, names: tuple[str, ...]) -> int:
        return max(self.buttons[name].winfo_reqwidth() for name in names if name)

    def _width(self, names: tuple[str, ...]) -> int:
        return sum(self.buttons[name].winfo_reqwidth() for name in names)
