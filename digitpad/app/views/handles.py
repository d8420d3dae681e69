"""Sliders that change a digit's picture, each with a strip below it that says what the answer is where."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.views.palette import Palette
from digitpad.reading.what_if import HANDLES, Handle, Settings

if TYPE_CHECKING:
    from digitpad.app.session.wondering import Stretches

FONT = "SunValleyCaptionFont"
# Pixels at 100 %; letters need so many across, and down.
STRIP, GAP, END, LETTER, LINE = 14, 3, 10, 9, 12


class Handles:
    """Seven sliders below each other.

    Args:
        parent: where they go; ``frame`` is to be placed by the caller.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        move: is handed a handle's name and its value when the person moves it.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, move: Callable[[str, float], None]) -> None:
        self._palette, self._factor, self._move = palette, factor, move
        self.frame = ttk.Frame(parent)
        self.frame.columnconfigure(1, weight=1)
        self.sliders: dict[str, ttk.Scale] = {}
        self.strips: dict[str, tk.Canvas] = {}
        self._values: dict[str, ttk.Label] = {}
        self._along: dict[str, Stretches] = {}
        self._answer: int | None = None
        self._placing = False
        for row, handle in enumerate(HANDLES):
            self._make(2 * row, handle)
            self.frame.rowconfigure(2 * row + 1, weight=1)

    def show(self, settings: Settings, along: "dict[str, Stretches]", answer: int | None) -> None:
        """Show where the handles are, and the answers along them; those that are another one stand out."""
        self._placing = True
        for handle in HANDLES:
            value = getattr(settings, handle.name)
            if float(self.sliders[handle.name].get()) != value:
                self.sliders[handle.name].set(value)
            words = value_words(handle.name, value)
            if self._values[handle.name].cget("text") != words:
                self._values[handle.name].configure(text=words)
        self._placing = False
        if along != self._along or answer != self._answer:
            self._along, self._answer = {**along}, answer
            for name in self.strips:
                self._paint(name)

    def _make(self, row: int, handle: Handle) -> None:
        gap = round(GAP * self._factor)
        name = ttk.Label(self.frame, text=texts.HANDLE_NAMES[handle.name], font=FONT)
        slider = ttk.Scale(
            self.frame,
            from_=handle.low,
            to=handle.high,
            command=lambda value: None if self._placing else self._move(handle.name, float(value)),
        )
        value = ttk.Label(self.frame, font=FONT, anchor=tk.E, width=6)
        strip = tk.Canvas(
            self.frame,
            height=round(STRIP * self._factor),
            width=1,
            highlightthickness=0,
            background=self._palette.window,
        )
        name.grid(row=row, column=0, sticky=tk.W, padx=(0, 2 * gap))
        slider.grid(row=row, column=1, sticky=tk.EW)
        value.grid(row=row, column=2)
        strip.grid(row=row + 1, column=1, sticky=tk.NSEW, pady=(0, gap))
        strip.bind("<Configure>", lambda _event: self._paint(handle.name))
        for keys, step in ((("Left", "Down"), -handle.step), (("Right", "Up"), handle.step)):
            for key in keys:
                slider.bind(f"<{key}>", partial(self._step, handle, step))
        self.sliders[handle.name], self.strips[handle.name], self._values[handle.name] = slider, strip, value

    def _step(self, handle: Handle, step: float, _event: "tk.Event[tk.Misc]") -> str:
        """Move a handle to the next of its steps; Tk's own step is 1 for all."""
        value = float(self.sliders[handle.name].get()) + step
        self._move(handle.name, round(value / handle.step) * handle.step)
        return "break"

    def _paint(self, name: str) -> None:
        strip, palette = self.strips[name], self._palette
        strip.delete("all")
        found = self._along.get(name)
        width, height = strip.winfo_width(), min(strip.winfo_height(), round(1.5 * STRIP * self._factor))
        if not found or width <= 1:
            return
        end, count = END * self._factor, found[-1][2] + 1
        unit = (width - 2 * end) / max(count - 1, 1)
        for answer, first, last in found:
            left = 0 if first == 0 else end + (first - 0.5) * unit
            right = width if last == count - 1 else end + (last + 0.5) * unit
            same = answer is not None and answer == self._answer
            colour = palette.track if answer is None else palette.accent if same else palette.spoke_against
            strip.create_rectangle(left, 0, right, height, fill=colour, outline=palette.window)
            if right - left > LETTER * self._factor and height >= LINE * self._factor:
                strip.create_text(
                    (left + right) / 2,
                    height / 2,
                    text="?" if answer is None else str(answer),
                    fill=palette.text if answer is None else palette.on_accent if same else palette.paper,
                    font=FONT,
                )


def value_words(name: str, value: float) -> str:
    """Return a handle's value with its unit."""
    if name in ("turn", "slant"):
        return texts.DEGREES.format(value=round(value))
    if name == "noise":
        return texts.SHARE_OF_INK.format(value=round(100 * value))
    return texts.PIXELS.format(value=f"{value:.1f}")
