"""Small drawings in rows that scroll: of thousands only those are drawn that can be seen."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad.app.views.palette import Palette

if TYPE_CHECKING:
    from PIL import Image, ImageTk

    from digitpad.examples.records import Example

# Pixels at 100 %: a tile's side, and the room between two.
SIDE, GAP = 56, 8
# So many pictures of tiles are kept.
KEPT = 600


class Tiles:
    """A canvas with a scrollbar.

    Args:
        parent: where ``frame`` goes.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        choose: is told which are chosen.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, choose: Callable[[set[str]], None]) -> None:
        self._palette, self._choose = palette, choose
        self._side, self._gap = round(SIDE * factor), round(GAP * factor)
        self.frame = tk.Frame(parent, background=palette.paper)
        self.canvas = tk.Canvas(self.frame, background=palette.paper, highlightthickness=0, borderwidth=0)
        self._bar = ttk.Scrollbar(self.frame, command=self._scroll)
        self.canvas.configure(yscrollcommand=self._bar.set, yscrollincrement=1)
        self._bar.pack(side=tk.RIGHT, fill=tk.Y)
        self.canvas.pack(side=tk.LEFT, fill=tk.BOTH, expand=True)
        self._examples: Sequence[Example] = ()
        self._chosen: set[str] = set()
        self._anchor: str | None = None
        self._drawn: dict[int, str] = {}
        self._photos: dict[str, ImageTk.PhotoImage] = {}
        self.canvas.bind("<Configure>", lambda _event: self._anew())
        self.canvas.bind("<Button-1>", self._click)
        for sequence, step in (("<Button-4>", -1), ("<Button-5>", 1)):
            self.canvas.bind(sequence, lambda _event, step=step: self.scroll(step))  # type: ignore[misc]
        self.canvas.bind("<MouseWheel>", lambda event: self.scroll(-1 if event.delta > 0 else 1))

    def show(self, examples: "Sequence[Example]", chosen: set[str]) -> None:
        """Show these, with those chosen."""
        same = [example.key for example in examples] == [example.key for example in self._examples]
        before, self._examples, self._chosen = self._chosen, examples, set(chosen)
        if not same:
            self._anew()
        elif before != chosen:
            self.canvas.delete("tile")
            self._drawn.clear()
            self._draw()

    def scroll(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.canvas.yview_scroll(rows * (self._side + self._gap), "units")
        self._draw()

    @property
    def drawn(self) -> int:
        """How many tiles are on the canvas."""
        return len(self._drawn)

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
        chosen = example.key in self._chosen
        outline, width = (self._palette.accent, 3) if chosen else (self._palette.border, 1)
        self.canvas.create_rectangle(x, y, x + side, y + side, outline=outline, width=width, tags=tags)
        self.canvas.create_text(
            x + 4, y + 2, text=str(example.label), anchor=tk.NW, font="SunValleyCaptionFont",
            fill=self._palette.muted, tags=tags,
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
        chosen = {self._examples[index].key} if inside else set()
        state = int(event.state)
        if inside and state & 0x1 and self._anchor is not None:
            keys = [example.key for example in self._examples]
            ends = sorted((keys.index(self._anchor) if self._anchor in keys else index, index))
            chosen = set(keys[ends[0] : ends[1] + 1])
        elif state & 0x4:
            chosen = self._chosen ^ chosen
        if inside and not state & 0x1:
            self._anchor = self._examples[index].key
        self._choose(chosen)


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
