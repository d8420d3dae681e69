"""Labelled bars: how likely each digit is. A bar's length, and the number beside it, always say the same."""

import time
import tkinter as tk
from collections.abc import Callable, Sequence

from digitpad import texts
from digitpad.app.views.palette import Palette
from digitpad.app.views.tooltip import Tooltip

DIGITS = tuple("0123456789")
# Pixels at 100 %.
ROW_MOST = 42
BAR_MOST = 12
LABEL_WIDTH = 22
PERCENT_WIDTH = 48
# In lower rows letters are smaller.
LOW_ROW = 15
# Bars take so many seconds to their new lengths, and move every so many ms: seen as a movement, never waited for.
DURATION = 0.15
FRAME = 16


class Bars:
    """A canvas with a row for each digit from 0 to 9, or of a number; empty tracks while there is no answer.

    Args:
        parent: where the bars go; ``canvas`` is to be placed by the caller, and fills what it is given.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        on_choose: called with a row, counted from 0, when it is clicked.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, on_choose: Callable[[int], None]) -> None:
        self._palette = palette
        self._on_choose = on_choose
        self._factor = factor
        self._answered = False
        self._best: int | None = None
        self._names: Sequence[str] = DIGITS
        self._lengths = self._before = self._after = [0.0] * len(DIGITS)
        self._since = 0.0
        self._timer = ""
        self.canvas = tk.Canvas(
            parent, background=palette.window, highlightthickness=0, width=1, height=1, cursor="hand2"
        )
        self.canvas.bind("<Configure>", lambda _event: self._redraw())
        self.canvas.bind("<ButtonRelease-1>", lambda event: self._choose(event.y))
        self.tooltip = Tooltip(self.canvas, texts.LABEL_BAR_TIP, palette)
        self.canvas.bind("<Destroy>", lambda _event: self._stop(), add=True)

    @property
    def at_rest(self) -> bool:
        """Whether the bars have the lengths that they are to have."""
        return self._lengths == self._after

    def show(
        self,
        probabilities: Sequence[float] | None,
        best: int | None = None,
        names: Sequence[str] = DIGITS,
        at_once: bool = False,
    ) -> None:
        """Move to other probabilities, 0..1, or to none.

        Args:
            probabilities: one for each name.
            best: the row to point out, if the answer names one.
            names: what stands before the bars.
            at_once: whether to be there without a movement, as where others follow within a moment.
        """
        self._answered = probabilities is not None
        self._best = best
        # Bars of other digits begin at nothing.
        if len(self._names) != len(names):
            self._lengths = [0.0] * len(names)
        self._names = names
        self._before, self._after = self._lengths, [0.0] * len(names) if probabilities is None else [*probabilities]
        self._since = time.monotonic() - DURATION * at_once
        if not self._timer:
            self._move()

    def _move(self) -> None:
        left = max(1 - (time.monotonic() - self._since) / DURATION, 0.0)
        # Fast at first, and slower towards the end.
        pairs = zip(self._before, self._after, strict=True)
        self._lengths = [after + (before - after) * left**3 for before, after in pairs] if left else self._after
        self._redraw()
        self._timer = "" if self.at_rest else self.canvas.after(FRAME, self._move)

    def _stop(self) -> None:
        if self._timer:
            self.canvas.after_cancel(self._timer)

    @property
    def _row_height(self) -> float:
        return min(self.canvas.winfo_height() / len(self._names), ROW_MOST * self._factor)

    def _choose(self, y: int) -> None:
        row = int(y // self._row_height)
        if 0 <= row < len(self._names):
            self._on_choose(row)

    def _redraw(self) -> None:
        self.canvas.delete("all")
        if self.canvas.winfo_width() <= 1:  # Tk has not given it a size yet
            return
        for row, (name, length) in enumerate(zip(self._names, self._lengths, strict=True)):
            self._row(row, name, length, row == self._best)

    def _row(self, number: int, name: str, length: float, best: bool) -> None:
        canvas, palette = self.canvas, self._palette
        row = self._row_height
        middle = (number + 0.5) * row
        left = LABEL_WIDTH * self._factor
        right = max(canvas.winfo_width() - PERCENT_WIDTH * self._factor, left)
        half = min(row * 0.4, BAR_MOST * self._factor) / 2
        colour = palette.accent if best else palette.muted
        font = "SunValleyBodyStrongFont" if best else "SunValleyBodyFont"
        if row < LOW_ROW * self._factor:
            font = "SunValleyCaptionFont"
        canvas.create_text(0, middle, text=name, anchor=tk.W, fill=colour, font=font)
        _bar(canvas, left, right, middle, half, palette.track)
        end = left + (right - left) * length
        _bar(canvas, left, end, middle, half, palette.accent if best else palette.bar)
        if self._answered:
            share = texts.percent(length)
            canvas.create_text(canvas.winfo_width() - 1, middle, text=share, anchor=tk.E, fill=colour, font=font)


def _bar(canvas: tk.Canvas, left: float, right: float, middle: float, half: float, colour: str) -> None:
    if round(right) > round(left):  # Tk would draw an empty rectangle one pixel wide
        canvas.create_rectangle(left, middle - half, right, middle + half, fill=colour, width=0)
