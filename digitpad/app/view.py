"""What the window is made of and where it goes: pad, toolbar, answer panel and status line."""

import sys
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.actions import ACTIONS, Commands, sequences
from digitpad.app.geometry import MARGIN, arrange
from digitpad.app.pad import Pad
from digitpad.app.palette import Palette
from digitpad.app.panel import Panel
from digitpad.app.screen import make_root
from digitpad.app.toolbar import Toolbar
from digitpad.drawing import Point

if TYPE_CHECKING:
    from digitpad.app.reports import Answer

# Pixels at 100 %.
DEFAULT_SIZE = (880, 668)
LEAST_SIZE = (480, 400)


class View:
    """The widgets; what happens between them is up to the caller.

    Args:
        palette: the colours.
        commands: what keys and buttons do.
        on_begin: called when the pen touches the pad.
        on_stroke: called with the points, in pad units, when the pen leaves.
        on_painted: called once, when the window is on the screen.

    Raises:
        UserError: where there is no display.
    """

    def __init__(
        self,
        palette: Palette,
        commands: Commands,
        on_begin: Callable[[], None],
        on_stroke: Callable[[tuple[Point, ...]], None],
        on_painted: Callable[[], None],
    ) -> None:
        self.root, self._factor = make_root(palette)
        self._palette = palette
        self._body = ttk.Frame(self.root)
        self.pad = Pad(self._body, palette, on_begin, on_stroke)
        self.toolbar = Toolbar(self._body, palette, self._factor, commands)
        self.panel = Panel(self._body, palette, self._factor)
        self.status = ttk.Label(self.root, font="SunValleyCaptionFont", anchor=tk.W)
        self._on_painted = on_painted
        self._place()
        self._bind(commands)

    def tell(self, sentence: str, problem: bool = False) -> None:
        """Say something in the status line; problems stand out."""
        self.status.configure(text=sentence, foreground=self._palette.text if problem else self._palette.muted)

    def show_answer(self, answer: "Answer") -> None:
        """Show an answer in the panel and in the title."""
        if answer.picture is not None:
            self.pad.show_picture(answer.picture)
        self.panel.show(answer.predictions, answer.digit_image)
        self.root.title(texts.window_title(answer.predictions[0]))

    def show_no_answer(self, sentence: str) -> None:
        """Take any answer away, and say why there is none."""
        self.root.title(texts.window_title(None))
        self.panel.say(sentence)

    def _place(self) -> None:
        width, height = (round(size * self._factor) for size in DEFAULT_SIZE)
        width, height = min(width, self.root.winfo_screenwidth()), min(height, self.root.winfo_screenheight())
        self.root.geometry(f"{width}x{height}")
        self.root.minsize(*(round(size * self._factor) for size in LEAST_SIZE))
        margin = round(MARGIN * self._factor)
        self.status.pack(side=tk.BOTTOM, fill=tk.X, padx=margin, pady=margin // 2)
        self._body.pack(side=tk.TOP, fill=tk.BOTH, expand=True)
        self._body.bind("<Configure>", lambda event: self._resize(event.width, event.height))

    def _resize(self, width: int, height: int) -> None:
        toolbar = self.toolbar.frame
        place = arrange(width, height, toolbar.winfo_reqheight(), self._factor)
        self.pad.frame.place(x=place.left, y=place.top, width=place.side, height=place.side)
        toolbar.place(x=place.left, y=place.toolbar_top, width=place.side)
        self.panel.frame.place(x=place.panel_left, y=place.top, width=place.panel_width, height=place.panel_height)
        self.pad.resize(place.side)
        self.panel.resize(place.panel_width, place.panel_height)
        self.status.configure(wraplength=width - 2 * place.top)

    def _bind(self, commands: Commands) -> None:
        aqua = sys.platform == "darwin"
        for action in ACTIONS.values():
            for key in action.keys:
                for sequence in sequences(key, aqua):
                    self.root.bind(sequence, lambda _event, run=action.run: run(commands))  # type: ignore[misc]
        self.root.protocol("WM_DELETE_WINDOW", commands.quit)
        self.pad.canvas.bind("<Expose>", self._exposed)

    def _exposed(self, _event: "tk.Event[tk.Misc]") -> None:
        self.pad.canvas.unbind("<Expose>")
        # The widgets paint themselves when Tk is idle, and have been waiting for that longer than this.
        self.root.after_idle(self._on_painted)
