"""Labelled bars: how likely each digit is. A bar's length, and the number beside it, always say the same."""

import time
import tkinter as tk
from collections.abc import Callable, Sequence
from typing import NamedTuple

from digitpad import texts
from digitpad.app.views.items import Items
from digitpad.app.views.palette import Palette
from digitpad.app.views.theme import BAR_FONT, BEST_BAR_FONT, sized_font
from digitpad.app.views.tooltip import Tooltip

DIGITS = tuple("0123456789")
# Pixels at 100 %: a row at most, and below which there are rather two columns.
ROW_MOST, ROW_LEAST = 56, 17
BAR_MOST = 16
GAP, COLUMN_GAP = 8, 20
# The line around the row that the keyboard works on.
RING = 2
# A column with less than this for its bars is none.
BAR_SHORTEST = 24
# Letters in pixels at 100 %: as in all of the window, or this share of a row that is much higher or lower.
LETTERS, LETTERS_LEAST, HIGH_SHARE, LOW_SHARE = 14, 8, 0.36, 0.7
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
        self._letters = 0
        # Of all rows, and of the one that is pointed out.
        self._fonts = BAR_FONT, BEST_BAR_FONT
        # Where the bars are, and what that depends on: the canvas' size and the names.
        self._arranged: tuple[tuple[int, int, tuple[str, ...]], Grid] | None = None
        # The size that letters are measured in.
        self._body = round(LETTERS * factor)
        self.canvas = tk.Canvas(
            parent, background=palette.window, highlightthickness=0, width=1, height=1, cursor="hand2"
        )
        self._items = Items(self.canvas)
        # It is never seen: when nothing has a font any more, Tk forgets it, and needs 8 ms to load it for the next row.
        self._keeps_font: tk.Label | None = None
        # The row that the keyboard works on, while it works on any.
        self._at: int | None = None
        self._bind_keys()
        self.canvas.bind("<Configure>", lambda _event: self._redraw())
        self.canvas.bind("<ButtonRelease-1>", lambda event: self._choose(event.x, event.y))
        self.tooltip = Tooltip(self.canvas, texts.LABEL_BAR_TIP, palette)
        self.canvas.bind("<Destroy>", lambda _event: self._stop(), add=True)

    @property
    def at_rest(self) -> bool:
        """Whether the bars have the lengths that they are to have."""
        return self._lengths == self._after

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._names)

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
        if best is not None and self._keeps_font is None:
            self._keeps_font = tk.Label(self.canvas, font=self._fonts[1])
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

    def _bind_keys(self) -> None:
        """Let arrows go from row to row, and Enter and Space choose one, as a click does."""
        self.canvas.configure(takefocus=True)
        self.canvas.bind("<FocusIn>", lambda _event: self._go_to(self._best or 0))
        self.canvas.bind("<FocusOut>", lambda _event: self._go_to(None))
        for key, by in (("<Up>", -1), ("<Down>", 1)):
            self.canvas.bind(key, lambda _event, by=by: self._go_to(((self._at or 0) + by) % self.count))  # type: ignore[misc]
        for key in ("<Return>", "<KP_Enter>", "<space>"):
            self.canvas.bind(key, self._choose_by_key)

    def _go_to(self, row: int | None) -> None:
        self._at = row
        self._redraw()

    def _choose_by_key(self, _event: "tk.Event[tk.Misc]") -> str:
        if self._at is not None and self._at < self.count:
            self._on_choose(self._at)
        return "break"  # elsewhere Enter asks

    def _choose(self, x: int, y: int) -> None:
        grid = self._grid()
        row = int(y // grid.high) + grid.rows * min(int(x // grid.pitch), grid.columns - 1)
        if y < grid.rows * grid.high and 0 <= row < len(self._names):
            self._on_choose(row)

    def _grid(self) -> "Grid":
        """Return where the bars are: while somebody draws, where they were a moment ago."""
        about = self.canvas.winfo_width(), self.canvas.winfo_height(), (*self._names,)
        if self._arranged is None or self._arranged[0] != about:
            self._arranged = about, self._arrange(*about[:2])
        return self._arranged[1]

    def _arrange(self, width: int, height: int) -> "Grid":
        """Arrange them in so many pixels: in two columns where rows would be too low and that finds room."""
        factor = self._factor
        gap = COLUMN_GAP * factor
        letters = self._letters_in(height / len(self._names))
        label, percent = (self._measure(words, letters) for words in (max(self._names, key=len), texts.percent(0.99)))
        needed = 2 * (label + percent + BAR_SHORTEST * factor + 2 * GAP * factor) + gap
        columns = 2 if height < ROW_LEAST * factor * len(self._names) and width >= needed else 1
        rows = -(-len(self._names) // columns)
        high = min(height / rows, ROW_MOST * factor)
        letters = self._letters_in(high)
        label, percent = (self._measure(words, letters) for words in (max(self._names, key=len), texts.percent(0.99)))
        pitch = (width + gap * (columns - 1)) / columns
        return Grid(
            columns, rows, high, pitch, pitch - gap * (columns - 1), label + GAP * factor, percent + GAP * factor
        )

    def _measure(self, words: str, letters: int) -> float:
        """Return how wide words are in letters of so many pixels, without changing the font that is shown."""
        return int(self.canvas.tk.call("font", "measure", "SunValleyBodyStrongFont", words)) * letters / self._body

    def _letters_in(self, row: float) -> int:
        size = max(min(LETTERS * self._factor, row * LOW_SHARE), row * HIGH_SHARE, LETTERS_LEAST * self._factor)
        return round(size)

    def _use_letters(self, letters: int) -> None:
        if letters != self._letters:
            self._letters = letters
            self._fonts = sized_font(self.canvas, BAR_FONT, letters), sized_font(self.canvas, BEST_BAR_FONT, letters)
            if self._keeps_font is not None:
                self._keeps_font.configure(font=self._fonts[1])

    def _redraw(self) -> None:
        if self.canvas.winfo_width() <= 1:  # Tk has not given it a size yet
            return
        grid = self._grid()
        self._use_letters(self._letters_in(grid.high))
        self._items.begin()
        for place, length in enumerate(self._lengths):
            column, row = divmod(place, grid.rows)
            self._row(grid, place, column * grid.pitch, (row + 0.5) * grid.high, length)
        if self._at is not None:
            self._ring(grid, min(self._at, self.count - 1))
        self._items.end()

    def _ring(self, grid: "Grid", place: int) -> None:
        """Show which row the keyboard works on."""
        line = max(round(RING * self._factor), 1)
        column, row = divmod(place, grid.rows)
        left, top = column * grid.pitch + line / 2, row * grid.high + line / 2
        corners = left, top, left + grid.width - line, top + grid.high - line
        self._items.put("focus", "rectangle", *corners, outline=self._palette.focus, width=line)

    def _row(self, grid: "Grid", place: int, left: float, middle: float, length: float) -> None:
        put, palette, best = self._items.put, self._palette, place == self._best
        right = left + grid.width
        start, end = left + grid.label, max(right - grid.percent, left + grid.label)
        half = min(grid.high * 0.4, BAR_MOST * self._factor) / 2
        colour = palette.accent if best else palette.muted
        font = self._fonts[best]
        put((place, "name"), "text", left, middle, text=self._names[place], anchor=tk.W, fill=colour, font=font)
        shown = (end, palette.track), (start + (end - start) * length, palette.accent if best else palette.bar)
        for name, (stop, fill) in zip(("track", "bar"), shown, strict=True):
            corners = start, middle - half, stop, middle + half
            if round(stop) > round(start):  # Tk would draw an empty rectangle one pixel wide
                put((place, name), "rectangle", *corners, fill=fill, width=0)
        percent = texts.percent(length) if self._answered else ""
        put((place, "percent"), "text", right - 1, middle, text=percent, anchor=tk.E, fill=colour, font=font)


class Grid(NamedTuple):
    """Where bars are, in pixels.

    Attributes:
        columns: how many there are, 1 or 2.
        rows: how many there are in each.
        high: of a row.
        pitch: from one column to the next.
        width: of a column.
        label: of what stands before a bar, and the gap.
        percent: of what stands behind it, and the gap.
    """

    columns: int
    rows: int
    high: float
    pitch: float
    width: float
    label: float
    percent: float
