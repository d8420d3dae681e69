"""Ten labelled bars: how likely each digit is. A bar's length says its probability exactly."""

import tkinter as tk
from collections.abc import Sequence

from digitpad import texts
from digitpad.app.palette import Palette

DIGITS = 10
# Pixels at 100 %.
ROW_MOST = 42
BAR_MOST = 12
LABEL_WIDTH = 22
PERCENT_WIDTH = 48


class Bars:
    """A canvas with a row for each digit; empty tracks while there is no answer.

    Args:
        parent: where the bars go; ``canvas`` is to be placed by the caller, and fills what it is given.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float) -> None:
        self._palette = palette
        self._factor = factor
        self._probabilities: Sequence[float] | None = None
        self._best: int | None = None
        self.canvas = tk.Canvas(parent, highlightthickness=0, borderwidth=0, width=1, height=1)
        self.canvas.bind("<Configure>", lambda _event: self._redraw())

    def show(self, probabilities: Sequence[float] | None, best: int | None = None) -> None:
        """Show ten probabilities, 0..1, or none.

        Args:
            probabilities: of the digits from 0 to 9.
            best: the digit to point out, if the answer names one.
        """
        self._probabilities = probabilities
        self._best = best
        self._redraw()

    def _redraw(self) -> None:
        self.canvas.delete("all")
        if self.canvas.winfo_width() <= 1:  # Tk has not given it a size yet
            return
        for digit in range(DIGITS):
            probability = None if self._probabilities is None else float(self._probabilities[digit])
            self._row(digit, probability, digit == self._best)

    def _row(self, digit: int, probability: float | None, best: bool) -> None:
        canvas, palette = self.canvas, self._palette
        row = min(canvas.winfo_height() / DIGITS, ROW_MOST * self._factor)
        middle = (digit + 0.5) * row
        left = LABEL_WIDTH * self._factor
        right = max(canvas.winfo_width() - PERCENT_WIDTH * self._factor, left)
        half = min(row * 0.4, BAR_MOST * self._factor) / 2
        colour = palette.accent if best else palette.muted
        font = "SunValleyBodyStrongFont" if best else "SunValleyBodyFont"
        canvas.create_text(0, middle, text=str(digit), anchor=tk.W, fill=colour, font=font)
        _bar(canvas, left, right, middle, half, palette.track)
        if probability is None:
            return
        end = left + (right - left) * probability
        _bar(canvas, left, end, middle, half, palette.accent if best else palette.bar)
        share = texts.percent(probability)
        canvas.create_text(canvas.winfo_width() - 1, middle, text=share, anchor=tk.E, fill=colour, font=font)


def _bar(canvas: tk.Canvas, left: float, right: float, middle: float, half: float, colour: str) -> None:
    if round(right) > round(left):  # Tk would draw an empty rectangle one pixel wide
        canvas.create_rectangle(left, middle - half, right, middle + half, fill=colour, width=0)
