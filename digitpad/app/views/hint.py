"""What stands on the empty pad: what can be drawn there, and what else can be brought."""

import sys
import tkinter as tk
from typing import Literal

from digitpad import texts
from digitpad.app.views.action import shown
from digitpad.app.views.lines import broken_for
from digitpad.app.views.palette import Palette

TAG = "hint"
# The words take this share of the pad's width at most.
SHARE = 0.86
# Of the sentence above the middle, and of the one below it.
FONTS: "tuple[tuple[str, Literal['s', 'n']], ...]" = ("SunValleyBodyLargeFont", "s"), ("SunValleyBodyFont", "n")


class Hint:
    """Two sentences in the middle of a canvas.

    Args:
        canvas: to write on.
        palette: the colours.
    """

    def __init__(self, canvas: tk.Canvas, palette: Palette) -> None:
        self._canvas = canvas
        self._first, self._second = (
            canvas.create_text(0, 0, font=font, anchor=anchor, fill=palette.hint, justify=tk.CENTER, tags=TAG)
            for font, anchor in FONTS
        )
        self._words = "", ""
        self._wide = False
        self._shown = True
        self._room, self._height = 0, 0

    def place(self, width: int, height: int) -> None:
        """Stand in the middle of so many pixels."""
        self._room, self._height = round(width * SHARE), height
        for item, below in ((self._first, 0), (self._second, 0.3)):
            line = int(self._canvas.tk.call("font", "metrics", "SunValleyBodyFont", "-linespace"))
            self._canvas.coords(item, width / 2, height / 2 + below * line)
            self._canvas.itemconfigure(item, width=self._room)
        self._fit()

    def say(self, wide: bool) -> None:
        """Say what a wide pad is for, or a square one."""
        self._wide = wide
        first, second = (texts.WIDE_HINT, texts.WIDE_HINT_MORE) if wide else (texts.PAD_HINT, texts.PAD_HINT_MORE)
        aqua = sys.platform == "darwin"
        keys = {"open": shown("Mod-o", aqua), "paste": shown("Mod-v", aqua)}
        self._words = first, second.format(**keys)
        self._fit()

    def say_instead(self, words: str) -> None:
        """Say something else for a while, until there are no words."""
        if words:
            self._words = words, ""
            self._fit()
        else:
            self.say(self._wide)

    def show(self, visible: bool) -> None:
        """Show both, or none."""
        self._shown = visible
        self._fit()

    def _fit(self) -> None:
        """Show both sentences as large as they are wanted, or what there is room for."""
        canvas, state = self._canvas, tk.NORMAL if self._shown else tk.HIDDEN
        canvas.itemconfigure(TAG, state=state)
        for font in (FONTS[0][0], FONTS[1][0]):
            self._write(self._first, self._words[0], font)
            box = canvas.bbox(self._first)
            if box is None or box[1] >= 0:
                break
        self._write(self._second, self._words[1], FONTS[1][0])
        box = canvas.bbox(self._second)
        if box is not None and box[3] > self._height > 0:
            canvas.itemconfigure(self._second, state=tk.HIDDEN)

    def _write(self, item: int, words: str, font: str) -> None:
        self._canvas.itemconfigure(item, text=broken_for(self._canvas, words, self._room, font), font=font)

    def lift(self) -> None:
        """Stand above all else."""
        self._canvas.tag_raise(TAG)
