"""The answer, as large as the room for it lets it be."""

import math
import tkinter as tk
from bisect import bisect_right

from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.palette import Palette
from digitpad.app.views.theme import ANSWER_FONT, MEASURED_FONT

LARGE, MEDIUM, SMALL, SMALLEST = ANSWER_FONT, "SunValleyTitleFont", "SunValleySubtitleFont", "SunValleyBodyStrongFont"
# Before a bold digit there is about this share of its font's size.
BEARING = 0.035
# Is measured and never shown: when a font changes that is shown, Tk draws the whole window anew.
MEASURED = MEASURED_FONT
# A digit's height is about three quarters of its font's size.
DIGIT_FONT_SHARE = 0.8
# Several rows take this share of the height, so that what is below them stands apart.
ROWS_SHARE = 0.85
# Pixels at 100 %: a long number's digits are no smaller; what doesn't fit then is cut off.
LEAST = 14
# Of many rows the longest ones are measured.
MEASURED_LINES = 8
# So many measures of letters are remembered.
REMEMBERED = 200


class Headline:
    """A digit, a number of one or several rows, or words.

    Args:
        parent: where it goes.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float) -> None:
        self._palette = palette
        self._least = round(LEAST * factor)
        self._room = (1, 1)
        self._number = ""
        # Whether it stands in the middle of its room, or at the upper left.
        self._centred = True
        # What is shown, and where, while that is known.
        self._shown: tuple[str, bool] | None = None
        self._placed: tuple[int, int, int, int, bool] | None = None
        self._measured = 1
        self._metrics: dict[tuple[int, tuple[str, ...]], int] = {}
        self.label = FlowLabel(parent, foreground=palette.accent, justify=tk.CENTER)

    def place(self, left: int, top: int, width: int, height: int, centred: bool = True) -> None:
        """Take so many pixels, and stand in their middle or at the left."""
        if self._placed == (left, top, width, height, centred):
            return
        self._placed = left, top, width, height, centred
        self._room = (width, height)
        self._centred = centred
        self.label.configure(justify=tk.CENTER if centred else tk.LEFT, anchor=tk.CENTER if centred else tk.W)
        self.label.configure(wraplength=0 if self._number else width)
        if self._shows_words:
            self._fit_words()
        else:
            self._fit()
        # A number's first digit has room before it, which would set it off from the words below.
        shift = 0 if centred or not self._number else round(self.size * BEARING)
        high = height if centred else min(height, max(self.height, 1))
        self.label.place(x=left - shift, y=top, width=width + shift, height=high)

    def show_number(self, text: str, sure: bool = True) -> None:
        """Show digits, row by row; what isn't sure has the colour of words, and not that of an answer."""
        if self._shown == (text, sure):
            return
        self._number, self._shown, self._placed = text, (text, sure), None
        self.label.configure(font=LARGE, foreground=self._palette.accent if sure else self._palette.text, wraplength=0)
        self._fit()

    def show_words(self, words: str) -> None:
        """Show what is no number."""
        self._number, self._shown, self._placed = "", None, None
        self.label.configure(text=words, foreground=self._palette.text, wraplength=self._room[0])
        self._fit_words()

    def show_nothing(self, sign: str) -> None:
        """Show that there is no answer."""
        if self._shown == ("", False):
            return
        self._number, self._shown, self._placed = "", ("", False), None
        self.label.configure(text=sign, font=LARGE, foreground=self._palette.track)
        self._fit()

    @property
    def size(self) -> int:
        """How large a number is written, in pixels."""
        return -int(self.label.tk.call("font", "configure", LARGE, "-size"))

    @property
    def height(self) -> int:
        """How high the words or the number are, in pixels."""
        if self._shows_words:
            return self.label.winfo_reqheight()
        # A label hears that its font has changed only when Tk is idle.
        return (self.text.count("\n") + 1) * self._metric("metrics", "-linespace")

    @property
    def _shows_words(self) -> bool:
        return str(self.label.cget("font")) != LARGE

    def _fit_words(self) -> None:
        """Write words as large as they fit."""
        for font in (MEDIUM, SMALL, SMALLEST):
            self.label.configure(font=font)
            if self.label.winfo_reqheight() <= self._room[1]:
                break

    @property
    def text(self) -> str:
        """What is shown."""
        return self.label.words

    def _fit(self) -> None:
        """Let a number be as large as it fits, and a single digit as large as the room is high."""
        width, height = self._room
        lines = self._number.splitlines() or [""]
        size = most = round(height * DIGIT_FONT_SHARE)
        self._resize(size)
        # A line with more signs is narrower than one with more digits.
        widest = max(sorted(lines, key=len)[-MEASURED_LINES:], key=lambda line: self._metric("measure", line))
        if len(self._number) > 1:
            size = min(size, most * width // max(self._metric("measure", widest), 1))
        # How high a line is for its size differs by a quarter from font to font.
        share = ROWS_SHARE if len(lines) > 1 else 1
        size = min(size, math.floor(most * height * share / (len(lines) * self._metric("metrics", "-linespace"))))
        least = min(self._least, most)
        size = max(size, least)
        self._resize(size)
        # A font has whole pixels: what was fitted may still be a little large.
        while size > least and not self._fits(widest, len(lines)):
            size -= 1
            self._resize(size)
        call = self.label.tk.call
        shown = -max(size, 1)
        if int(call("font", "configure", LARGE, "-size")) != shown:
            call("font", "configure", LARGE, "-size", shown)
        if self._number:
            self.label.configure(text=self._cut(lines))

    def _fits(self, line: str, lines: int) -> bool:
        wide = len(self._number) > 1 and self._metric("measure", line) > self._room[0]
        return not wide and lines * self._metric("metrics", "-linespace") <= self._room[1]

    def _cut(self, lines: list[str]) -> str:
        """Return the lines, and the part of them, for which there is room."""
        width, height = self._room
        most = max(height // self._metric("metrics", "-linespace"), 1)
        shown = [self._shortened(line, width) for line in lines[:most]]
        return "\n".join(shown if len(lines) <= most else [*shown[: most - 1], "…"])

    def _shortened(self, line: str, width: int) -> str:
        """Return a line, or what of it fits into so many pixels."""
        if len(line) < 2 or self._metric("measure", line) <= width:
            return line
        ends = range(1, len(line))
        fitting = bisect_right(ends, width, key=lambda end: self._metric("measure", f"{line[:end]}…"))
        return f"{line[:fitting]}…"

    def _resize(self, size: int) -> None:
        self._measured = max(size, 1)
        self.label.tk.call("font", "configure", MEASURED, "-size", -self._measured)

    def _metric(self, *question: str) -> int:
        """Return what a font of the size that is tried has; Tk opens it each time, so that is remembered."""
        about = (self._measured, question)
        if about not in self._metrics:
            while len(self._metrics) >= REMEMBERED:
                del self._metrics[next(iter(self._metrics))]
            self._metrics[about] = int(self.label.tk.call("font", question[0], MEASURED, *question[1:]))
        return self._metrics[about]
