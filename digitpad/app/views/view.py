"""What the window is made of and where it goes: pad, toolbar, answer panel and status line."""

import sys
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.actions import ACTIONS, sequences
from digitpad.app.views.geometry import MARGIN, Layout, arrange, clamped
from digitpad.app.views.heat import tinted
from digitpad.app.views.pad import Pad
from digitpad.app.views.palette import Palette
from digitpad.app.views.panel import Panel
from digitpad.app.views.toolbar import Toolbar
from digitpad.settings import place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digitpad.app.window import App
    from digitpad.reading.heatmap import Field

# Pixels at 100 %.
DEFAULT_SIZE = (880, 668)
LEAST_SIZE = (480, 400)


class View:
    """The widgets; what happens between them is up to the app.

    Args:
        root: the window.
        factor: pixels on this screen for a pixel at 100 %.
        palette: the colours.
        app: what keys, buttons and the pointer work on.
    """

    def __init__(self, root: tk.Tk, factor: float, palette: Palette, app: "App") -> None:
        self.root = root
        self.factor = factor
        self.palette = palette
        self._body = ttk.Frame(self.root)
        self.pad = Pad(self._body, palette, app, app.choices.pen_width, factor)
        self.toolbar = Toolbar(self._body, palette, factor, app)
        self.panel = Panel(
            self._body, palette, factor, lambda digit: app.labelling.label(digit), lambda index: app.choose(index)
        )
        self._wide: Callable[[], bool] = app.choices.wide.get
        self._foot = ttk.Frame(self.root)
        self.status = ttk.Label(self._foot, font="SunValleyCaptionFont", anchor=tk.W)
        self._count = ttk.Label(self._foot, font="SunValleyCaptionFont", foreground=palette.muted)
        self._model = ttk.Label(self._foot, font="SunValleyCaptionFont", foreground=palette.muted)
        self._place()

    def tell(self, sentence: str, problem: bool = False) -> None:
        """Say something in the status line; problems stand out."""
        self.status.configure(text=sentence, foreground=self.palette.text if problem else self.palette.muted)

    def count(self, sentence: str) -> None:
        """Say how many drawings are labelled."""
        self._count.configure(text=sentence)

    def name_model(self, name: str) -> None:
        """Say which model answers."""
        self._model.configure(text=name)

    def entitle(self, answer: str) -> None:
        """Say the answer in the title, or none."""
        self.root.title(texts.window_title(answer))

    def show_no_answer(self, sentence: str) -> None:
        """Take any answer away, and say why there is none."""
        self.entitle("")
        self.panel.say(sentence)

    def show_heat(self, values: "NDArray[np.float32] | None", field: "Field | None", legend: str) -> None:
        """Show a heat map, (28, 28), over the ink and in the preview, or none.

        Args:
            values: -1..1, or None.
            field: where it lies on the pad, in pad units; None to leave the pad alone.
            legend: what the colours mean.
        """
        heat = None if values is None else tinted(values, self.palette)
        self.pad.show_heat(heat if field else None, field)
        self.panel.show_heat(heat, legend)

    def _place(self) -> None:
        screen = self.root.winfo_screenwidth(), self.root.winfo_screenheight()
        least = tuple(min(round(size * self.factor), most) for size, most in zip(LEAST_SIZE, screen, strict=True))
        self.root.minsize(*least)
        margin = self._left = round(MARGIN * self.factor)
        self._foot.pack(side=tk.BOTTOM, fill=tk.X, padx=margin, pady=margin // 2)
        self._count.pack(side=tk.RIGHT)
        self._model.pack(side=tk.RIGHT, padx=margin)
        self.status.pack(side=tk.LEFT, fill=tk.X, expand=True)
        self._body.pack(side=tk.TOP, fill=tk.BOTH, expand=True)
        self._body.bind("<Configure>", lambda _event: self.arrange())

    def arrange(self) -> None:
        """Put everything where it goes in the room that there is, around a square pad or a wide one."""
        width, height = self._body.winfo_width(), self._body.winfo_height()
        at, one_row = self._layout(width, height)
        self.toolbar.use_rows(one_row)
        self.pad.frame.place(x=at.left, y=at.top, width=at.width, height=at.height)
        self.toolbar.frame.place(x=at.left, y=at.toolbar_top, width=at.width)
        self.panel.frame.place(x=at.panel_left, y=at.panel_top, width=at.panel_width, height=at.panel_height)
        self.pad.resize(at.width, at.height)
        self.panel.resize(at.panel_width, at.panel_height)
        if at.left != self._left:
            self._left = at.left
            self._foot.pack_configure(padx=at.left)
        self.status.configure(wraplength=width - 2 * at.left - self._count.winfo_reqwidth())

    def _layout(self, width: int, height: int) -> tuple[Layout, bool]:
        """Return where everything goes, and whether the toolbar has one row: below a wide pad, if there is room."""
        wide = self._wide()
        if wide:
            least, toolbar = self.toolbar.least(one_row=True)
            at = arrange(width, height, toolbar, self.factor, wide)
            if at.width >= least:
                return at, True
        return arrange(width, height, self.toolbar.least(one_row=False)[1], self.factor, wide), False

    def destroy(self) -> None:
        """Take all widgets away."""
        self._body.destroy()
        self._foot.destroy()


def put_window(root: tk.Tk, factor: float, last: str) -> None:
    """Give the window the place that it had the last time, or a good size.

    Args:
        root: the window.
        factor: pixels on this screen for a pixel at 100 %.
        last: "WIDTHxHEIGHT+X+Y", or "" if it has never been open.
    """
    screen = root.winfo_screenwidth(), root.winfo_screenheight()
    if last:
        width, height = (round(size * factor) for size in LEAST_SIZE)
        root.geometry("{}x{}+{}+{}".format(*clamped(place(last), screen, (width, height))))
        return
    width, height = (min(round(size * factor), most) for size, most in zip(DEFAULT_SIZE, screen, strict=True))
    root.geometry(f"{width}x{height}")


def bind_keys(root: tk.Tk, app: "App") -> None:
    """Let the keys of all actions work everywhere in the window."""
    aqua = sys.platform == "darwin"
    for action in ACTIONS.values():
        for key in action.keys:
            for sequence in sequences(key, aqua):
                root.bind(sequence, lambda event, run=action.run: None if _sliding(event) else run(app))  # type: ignore[misc]


def _sliding(event: "tk.Event[tk.Misc]") -> bool:
    """Return whether a key moves a slider: there the arrows mean nothing else."""
    return event.keysym in ("Left", "Right") and isinstance(event.widget, ttk.Scale)


def when_painted(view: View, call: Callable[[], None]) -> None:
    """Call once, when the window is on the screen."""

    def exposed(_event: "tk.Event[tk.Misc]") -> None:
        view.pad.canvas.unbind("<Expose>")
        # The widgets paint themselves when Tk is idle, and have been waiting for that longer than this.
        view.root.after_idle(call)

    view.pad.canvas.bind("<Expose>", exposed)
