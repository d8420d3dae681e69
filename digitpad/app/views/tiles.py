"""Small drawings in rows that scroll: of thousands only those are drawn that can be seen."""

import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad.app.session.choosing import Choosing
from digitpad.app.views.lines import BODY, broken_for
from digitpad.app.views.palette import Palette

if TYPE_CHECKING:
    from PIL import Image, ImageTk

    from digitpad.examples.records import Example

# Pixels at 100 %: a tile's side, and the room between two.
SIDE, GAP = 56, 8
# So many pictures of tiles are kept.
KEPT = 600
# Bits of an event's state; the last one is Alt elsewhere than on a Mac.
SHIFT, CONTROL, COMMAND = 0x1, 0x4, 0x8 if sys.platform == "darwin" else 0


class Tiles:
    """A canvas with a scrollbar.

    Args:
        parent: where ``frame`` goes.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        choose: is told which are to be chosen.
        turns: whether each is chosen or not by itself, as with ticks.
    """

    def __init__(
        self,
        parent: tk.Misc,
        palette: Palette,
        factor: float,
        choose: Callable[[set[str]], None],
        turns: bool = False,
    ) -> None:
        self._palette, self.choosing, self._ticks = palette, Choosing(choose, turns), turns
        self._side, self._gap = round(SIDE * factor), round(GAP * factor)
        self.frame = tk.Frame(parent, background=palette.paper)
        self.canvas = tk.Canvas(
            self.frame, background=palette.paper, highlightthickness=0, borderwidth=0, takefocus=True
        )
        self._bar = ttk.Scrollbar(self.frame, command=self._scroll)
        self.canvas.configure(yscrollcommand=self._bar.set, yscrollincrement=1)
        self._bar.pack(side=tk.RIGHT, fill=tk.Y)
        self.canvas.pack(side=tk.LEFT, fill=tk.BOTH, expand=True)
        self._examples: Sequence[Example] = ()
        self.words = ""
        self._drawn: dict[int, str] = {}
        self._photos: dict[str, ImageTk.PhotoImage] = {}
        self.canvas.bind("<Configure>", lambda _event: self._anew())
        self.canvas.bind("<Button-1>", self._click)
        self._bind_keys()
        for sequence, step in (("<Button-4>", -1), ("<Button-5>", 1)):
            self.canvas.bind(sequence, lambda _event, step=step: self.scroll(step))  # type: ignore[misc]
        self.canvas.bind("<MouseWheel>", lambda event: self.scroll(-1 if event.delta > 0 else 1))

    def show(self, examples: "Sequence[Example]", keys: Sequence[str], chosen: set[str], words: str = "") -> None:
        """Show these, whose keys these are, with those chosen; or, where there are none, words."""
        self.words = words
        # Others are in another sequence: it would take long to compare many.
        before, same = self.choosing.chosen, examples is self._examples
        self._examples = examples
        self.choosing.show(keys, chosen)
        if not same:
            self._anew()
        elif before != chosen:
            self.canvas.delete("tile")
            self._drawn.clear()
            self._draw()
        self._draw_ring()
        self._draw_words()

    def forget(self) -> None:
        """Let go of the examples: what Tk knows of may live on for a while."""
        self._examples, self.choosing.keys = (), ()

    def scroll(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.canvas.yview_scroll(rows * (self._side + self._gap), "units")
        self._draw()

    @property
    def drawn(self) -> int:
        """How many tiles are on the canvas."""
        return len(self._drawn)

    @property
    def here(self) -> str | None:
        """The key of the example that the keyboard is at."""
        return self._examples[self.choosing.at].key if self._examples else None

    def place(self, index: int) -> tuple[int, int]:
        """Return the upper left corner of a tile, in pixels of all that can be scrolled through."""
        row, column = divmod(index, self._columns)
        step = self._side + self._gap
        return self._gap + column * step, self._gap + row * step

    @property
    def _columns(self) -> int:
        return max(1, (self.canvas.winfo_width() - self._gap) // (self._side + self._gap))

    def _anew(self) -> None:
        rows = -(-len(self._examples) // self._columns)
        height = self._gap + rows * (self._side + self._gap)
        self.canvas.configure(scrollregion=(0, 0, self.canvas.winfo_width(), max(height, self.canvas.winfo_height())))
        self.canvas.delete("tile")
        self._drawn.clear()
        self._draw()
        self._draw_ring()
        self._draw_words()

    def _draw_words(self) -> None:
        """Say in the middle what is said where there is nothing."""
        self.canvas.delete("words")
        if self.words and not self._examples:
            width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
            room = width * 2 // 3
            self.canvas.create_text(
                width / 2, height / 2, text=broken_for(self.canvas, self.words, room, BODY), width=room,
                justify=tk.CENTER, font=BODY, fill=self._palette.hint, tags="words",
            )  # fmt: skip

    def _scroll(self, *where: str) -> None:
        self.canvas.yview(*where)
        self._draw()

    def _draw(self) -> None:
        """Draw what has come into sight, and take off what has gone."""
        top, step = self.canvas.canvasy(0), self._side + self._gap
        first = max(int((top - self._gap) // step), 0) * self._columns
        last = (int((top + self.canvas.winfo_height()) // step) + 1) * self._columns
        seen = range(first, min(last, len(self._examples)))
        for index in [index for index in self._drawn if index not in seen]:
            self.canvas.delete(self._drawn.pop(index))
        for index in seen:
            if index not in self._drawn:
                self._drawn[index] = self._tile(index)

    def _tile(self, index: int) -> str:
        example, tag = self._examples[index], f"tile-{index}"
        x, y = self.place(index)
        side, tags = self._side, ("tile", tag)
        self.canvas.create_image(x, y, image=str(self._photo(example)), anchor=tk.NW, tags=tags)
        chosen = example.key in self.choosing.chosen
        outline = self._palette.accent if chosen else self._palette.border
        width = max(side // 19 if chosen else side // SIDE, 1)
        self.canvas.create_rectangle(x, y, x + side, y + side, outline=outline, width=width, tags=tags)
        self.canvas.create_text(
            x + 4, y + 2, text=str(example.label), anchor=tk.NW, font="SunValleyCaptionFont",
            fill=self._palette.muted, tags=tags,
        )  # fmt: skip
        if self._ticks and chosen:  # told without colour, too
            self.canvas.create_text(
                x + side - 4, y + 2, text="✓", anchor=tk.NE, font="SunValleyCaptionFont",
                fill=self._palette.accent, tags=tags,
            )  # fmt: skip
        return tag

    def _photo(self, example: "Example") -> "ImageTk.PhotoImage":
        from PIL import ImageTk

        from digitpad.app.views.surface import coloured

        if example.key not in self._photos:
            while len(self._photos) >= KEPT:
                del self._photos[next(iter(self._photos))]
            ink = ink_of(example, self._side)
            self._photos[example.key] = ImageTk.PhotoImage(coloured(ink, self._palette.paper, self._palette.ink))
        return self._photos[example.key]

    def _click(self, event: "tk.Event[tk.Misc]") -> None:
        self.canvas.focus_set()
        step = self._side + self._gap
        column, row = (event.x - self._gap) // step, int(self.canvas.canvasy(event.y) - self._gap) // step
        index = row * self._columns + column
        inside = 0 <= column < self._columns and 0 <= index < len(self._examples)
        self.choosing.click(index if inside else None, *_held(event))

    def _bind_keys(self) -> None:
        """Let the keyboard walk through the tiles, as people know it from folders of files."""
        choosing = self.choosing

        def bind(key: str, do: "Callable[[bool, bool], object]") -> None:
            def pressed(event: "tk.Event[tk.Misc]") -> None:
                do(*_held(event))
                if self._examples:
                    self._see()
                self._draw_ring()

            self.canvas.bind(f"<{key}>", pressed)

        for key, by in (("Left", -1), ("Right", 1)):
            bind(key, partial(choosing.go, by))
        for key, rows in (("Up", -1), ("Down", 1)):
            bind(key, partial(self._go_by_rows, rows))
        for key, pages in (("Prior", -1), ("Next", 1)):
            bind(key, partial(self._go_by_pages, pages))
        for key, at_start in (("Home", True), ("End", False)):
            bind(key, partial(choosing.go_to_end, at_start))
        bind("space", lambda _extend, add: choosing.space(add))
        for modifier in ("Control", "Command"):
            self.canvas.bind(f"<{modifier}-a>", lambda _event: choosing.all())
        for event in ("<FocusIn>", "<FocusOut>"):
            self.canvas.bind(event, lambda _event: self._draw_ring())

    def _go_by_rows(self, rows: int, extend: bool, add: bool) -> None:
        """Go up or down by so many rows, or as far as there are some in this column."""
        at, columns, count = self.choosing.at, self._columns, len(self._examples)
        below, above = (count - 1 - at) // columns, at // columns
        self.choosing.go(max(min(rows, below), -above) * columns, extend, add)

    def _go_by_pages(self, pages: int, extend: bool, add: bool) -> None:
        self._go_by_rows(pages * max(self.canvas.winfo_height() // (self._side + self._gap), 1), extend, add)

    def _see(self) -> None:
        """Scroll until the tile that the keyboard is at can be seen."""
        _, y = self.place(self.choosing.at)
        top, height = self.canvas.canvasy(0), self.canvas.winfo_height()
        if y - self._gap < top:
            self._scroll_by(y - self._gap - top)
        elif y + self._side + self._gap > top + height:
            self._scroll_by(y + self._side + self._gap - top - height)

    def _scroll_by(self, pixels: float) -> None:
        self.canvas.yview_scroll(round(pixels), "units")
        self._draw()

    def _draw_ring(self) -> None:
        """Draw a ring around the tile that the keyboard is at, if it is here; around all of the room for none."""
        self.canvas.delete("ring")
        if self.canvas.focus_displayof() is self.canvas:
            far = max(self._gap // 2, 2)
            box = 1, 1, self.canvas.winfo_width() - 2, self.canvas.winfo_height() - 2
            if self._examples:
                x, y = self.place(self.choosing.at)
                box = x - far, y - far, x + self._side + far, y + self._side + far
            self.canvas.create_rectangle(*box, outline=self._palette.focus, width=max(far // 2, 2), tags="ring")


def _held(event: "tk.Event[tk.Misc]") -> tuple[bool, bool]:
    """Return whether Shift and Ctrl, or a Mac's Command, are held."""
    state = int(event.state)
    return bool(state & SHIFT), bool(state & (CONTROL | COMMAND))


def ink_of(example: "Example", side: int) -> "Image.Image":
    """Return an example's ink, mode "L", in the middle of a square of so many pixels."""
    from PIL import Image

    from digitpad.ink.drawing import Drawing, Stroke
    from digitpad.ink.raster import pad_image

    source = example.source()
    if source is None:
        return Image.new("L", (side, side))
    if not isinstance(source, Drawing):
        return Image.fromarray(source).resize((side, side))
    left, top, right, bottom = source.bounds() or (0.0, 0.0, 1.0, 1.0)
    scale = 0.7 * side / max(right - left, bottom - top, 1.0)
    x, y = side / 2 - scale * (left + right) / 2, side / 2 - scale * (top + bottom) / 2
    strokes = [Stroke(tuple((px * scale + x, py * scale + y) for px, py in stroke.points)) for stroke in source.strokes]
    return pad_image(strokes, (side, side), 1.0, max(2.0, side / 16))
