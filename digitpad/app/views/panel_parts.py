"""What the answer panel is made of, and where each part stands: from the top down, or side by side."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.views.bars import DIGITS, Bars
from digitpad.app.views.geometry import COLUMNS
from digitpad.app.views.headline import Headline
from digitpad.app.views.palette import Palette
from digitpad.app.views.preview import Preview
from digitpad.app.views.quiet_label import QuietLabel

if TYPE_CHECKING:
    from digitpad.app.views.strip import Strip

# Pixels at 100 %.
HEADLINE_LEAST, HEADLINE_LOW = 64, 40
CAPTION_HEIGHT, OTHERS_HEIGHT = 30, 20
GAP = 12
# In a lower panel the bars need the strip's room.
STRIP_HEIGHT, STRIP_LEAST = 18, 400
# Rows of bars: at least so high if that can be had, and at most, where there are ten and where there are others.
ROW_LEAST, ROW_MOST, LISTED_ROW_MOST = 20, 56, 42
# Above the preview its title has so many lines: what the colours of a heat map mean needs three.
TITLE_LINES = 3
# Beside the preview its title needs so much.
TITLE_WIDTH = 96
# It stands there if the preview is so large even so, and at least this share of what it could be.
PREVIEW_LEAST, SMALL = 84, 0.65
# The preview takes this share of the panel's height, where the bars leave no more.
PREVIEW_SHARE = 0.25
# The answer is to be read from the other end of a room where the window is large.
HEADLINE_SHARE = 0.2
# Side by side the answer, the bars and the preview take these shares of the width.
ANSWER_SHARE, BESIDE_PREVIEW_SHARE = 0.36, 0.26
# There the answer is at most this share of its width high, so that the words below it stay with it.
HEADLINE_OF_WIDTH = 0.5


class PanelParts:
    """The parts, and their places.

    Args:
        parent: where the panel goes; its place and size are up to the caller (:meth:`resize`).
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        clicked: called with the place of a bar, from the top, when it is clicked.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, clicked: Callable[[int], None]) -> None:
        self._factor, self._palette = factor, palette
        self._strip: Strip | None = None
        # Which of several digits the bars are about, from the top; None if they are about the digits from 0 to 9.
        self._listed: list[int] | None = None
        # Its upper edge, width and height.
        self._strip_place = 0, 1, 0
        self._size = (1, 1)
        # For how many bars, and whether they are those of 0 to 9, the places were found.
        self._arranged = (len(DIGITS), True)
        self.frame = ttk.Frame(parent)
        self._headline = Headline(self.frame, palette, factor)
        self._caption = QuietLabel(self.frame, foreground=palette.muted)
        self._others = QuietLabel(self.frame, foreground=palette.muted, font="SunValleyCaptionFont")
        self._bars = Bars(self.frame, palette, factor, clicked)
        self._preview_title = QuietLabel(
            self.frame, text=texts.PREVIEW, foreground=palette.muted, font="SunValleyCaptionFont", anchor=tk.NW
        )
        self._preview = Preview(self.frame, palette)
        self._title_room = (0, 0, 1, 0)
        # Where the words are: left, top, width, the answer's height, and whether they stand in the middle.
        self._words = (0, 0, 1, 1, True)

    def resize(self, width: int, height: int) -> None:
        """Arrange everything in so many pixels: from the top down, or side by side if they are wide and low."""
        self._size = (width, height)
        if width > COLUMNS * height:
            self._arrange_columns(width, height)
        else:
            self._arrange_rows(width, height)

    def _arrange_rows(self, width: int, height: int) -> None:
        gap, caption = self._scaled(GAP), self._scaled(CAPTION_HEIGHT)
        headline = max(self._scaled(HEADLINE_LEAST), round(height * HEADLINE_SHARE))
        strip = self._scaled(STRIP_HEIGHT) if height >= self._scaled(STRIP_LEAST) else 0
        listed, rows = self._listed is not None, self._bars.count
        most = rows * self._scaled(LISTED_ROW_MOST if listed else ROW_MOST)
        rest = height - headline - caption - strip - gap
        preview, beside = self._preview_in(width, round(height * PREVIEW_SHARE))
        block = preview + gap + (0 if beside else TITLE_LINES * self._title_height)
        with_preview = rest - block >= rows * self._scaled(ROW_LEAST)
        if with_preview:
            bars = min(rest - block, most)
            # What the bars leave is the preview's.
            room = rest - bars - gap
            preview, beside = self._preview_in(width, room)
            if not beside:
                preview, _ = self._preview_in(width, room - TITLE_LINES * self._title_height)
        else:
            missing = max(rows * self._scaled(ROW_LEAST) - rest, 0)
            headline = max(headline - missing, self._scaled(HEADLINE_LOW))
            bars = min(height - headline - caption - strip - gap, most)
        self._place_words(0, 0, width, headline, centred=True)
        top = headline + caption
        self._strip_place = top, width, strip
        self._place_strip()
        top += strip + gap
        self._bars.canvas.place(x=0, y=top, width=width, height=max(bars, 1))
        top += bars + gap
        if not with_preview:
            self._place_no_preview()
        elif beside:
            self._place_preview(0, height - preview, preview)
            left = preview + gap
            self._place_title(left, height - preview, width - left, preview)
        else:
            # Below the answer, which stands in the middle, too.
            self._place_title(0, top, width, TITLE_LINES * self._title_height, centred=True)
            self._place_preview((width - preview) // 2, height - preview, preview)

    def _preview_in(self, width: int, room: int) -> tuple[int, bool]:
        """Return how large the preview is in a room of so many pixels, and whether its title stands beside it."""
        side = self._preview.fitting(min(width, room))
        beside = self._preview.fitting(min(width - self._scaled(GAP + TITLE_WIDTH), room))
        return (beside, True) if beside >= max(SMALL * side, self._scaled(PREVIEW_LEAST)) else (side, False)

    def _arrange_columns(self, width: int, height: int) -> None:
        gap, lines = self._scaled(GAP), self._scaled(CAPTION_HEIGHT) + self._scaled(OTHERS_HEIGHT)
        words, room = round(width * ANSWER_SHARE), round(width * BESIDE_PREVIEW_SHARE)
        strip = self._scaled(STRIP_HEIGHT)
        headline = max(min(height - lines - strip, round(words * HEADLINE_OF_WIDTH)), self._scaled(HEADLINE_LOW))
        preview = self._preview.fitting(min(room, height - TITLE_LINES * self._title_height))
        right = width - max(preview, self._scaled(TITLE_WIDTH))
        # In a narrow window the bars need the preview's place.
        with_preview = right - words - 3 * gap >= self._scaled(TITLE_WIDTH)
        self._place_words(0, 0, words - gap, headline, centred=False)
        self._strip_place = headline + lines, words - gap, strip if headline + lines + strip <= height else 0
        self._place_strip()
        left, end = words + gap, right - 2 * gap if with_preview else width
        self._bars.canvas.place(x=left, y=0, width=max(end - left, 1), height=height)
        if with_preview:
            self._place_preview(right, 0, preview)
            self._place_title(right, preview + gap // 2, width - right, height - preview - gap // 2)
        else:
            self._place_no_preview()

    def _place_preview(self, left: int, top: int, side: int) -> None:
        self._preview.resize(side)
        self._preview.frame.place(x=left, y=top, width=side, height=side)

    def _place_no_preview(self) -> None:
        self._preview.frame.place_forget()
        self._place_title(0, 0, 1, 0)

    def _place_title(self, left: int, top: int, width: int, height: int, centred: bool = False) -> None:
        self._title_room = (left, top, width, height)
        anchor, justify = (tk.N, tk.CENTER) if centred else (tk.NW, tk.LEFT)
        self._preview_title.show(wraplength=width, anchor=anchor, justify=justify)
        self._fit_title()

    def _fit_title(self) -> None:
        """Show the preview's title where all of it can be read."""
        left, top, width, height = self._title_room
        if self._preview_title.wanted[1] > height:
            self._preview_title.hide()
        else:
            self._preview_title.put(x=left, y=top, width=width, height=height)

    def _place_strip(self) -> None:
        if self._strip is not None:
            y, width, height = self._strip_place
            if height:
                self._strip.canvas.place(x=0, y=y, width=width, height=height)
            else:
                self._strip.canvas.place_forget()

    def _place_words(self, left: int, top: int, width: int, headline: int, centred: bool) -> None:
        self._words = (left, top, width, headline, centred)
        self._caption.show(wraplength=width)
        self._others.show(wraplength=width)
        self._arrange_words()

    def _arrange_words(self) -> None:
        """Put caption and notes below the answer, side by side if they fit; what moves is the answer alone."""
        left, top, width, headline, centred = self._words
        gap, caption, others = (self._scaled(size) for size in (GAP, CAPTION_HEIGHT, OTHERS_HEIGHT))
        captioned, noted = bool(self._caption.text), bool(self._others.text)
        wide, notes = self._caption.wanted[0], self._others.wanted[0]
        together = captioned and noted and wide + gap + notes <= width
        second = others if noted and not together else 0
        # A sentence may need two lines.
        more = max(self._caption.wanted[1] - caption, 0) if captioned and not together else 0
        caption += more
        high = headline - second - more if centred else headline
        self._headline.place(left, top, width, high, centred)
        below = top + (high if centred else min(self._headline.height, high))
        start = left + (max(width - wide - (gap + notes) * together, 0) // 2 if centred else 0)
        self._caption.show(anchor=tk.W if together else tk.CENTER if centred else tk.W)
        self._caption.put(x=start if together else left, y=below, width=wide if together else width, height=caption)
        if not noted:
            self._others.hide()
        elif together:
            self._others.show(anchor=tk.W)
            self._others.put(x=start + wide + gap, y=below, width=notes, height=caption)
        else:
            self._others.show(anchor=tk.N if centred else tk.NW)
            self._others.put(x=left, y=below + (caption if captioned else 0), width=width, height=second)

    @property
    def _title_height(self) -> int:
        return int(self.frame.tk.call("font", "metrics", "SunValleyCaptionFont", "-linespace")) + self._scaled(2)

    def _scaled(self, size: float) -> int:
        return round(size * self._factor)
