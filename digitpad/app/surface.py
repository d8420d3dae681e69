"""Ink on the screen, behind one small interface: Tk's own lines until Pillow is there, then anti-aliased tiles."""

import math
import tkinter as tk
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from digitpad.app.geometry import PAD_UNITS, PEN
from digitpad.app.palette import Palette
from digitpad.drawing import Point, Stroke

if TYPE_CHECKING:
    from PIL import Image

# A long piece of a stroke is drawn in parts of about this many pixels: small images cost little.
PART = 64


class Surface(Protocol):
    """Shows strokes in pad units on a canvas."""

    def show(self, strokes: Sequence[Stroke], side: int) -> None:
        """Show these strokes and no others, on a pad of so many pixels square."""

    def extend(self, start: Point, end: Point) -> None:
        """Add a straight piece of a stroke to what is shown; start = end makes a dot."""

    def discard(self) -> None:
        """Take everything off the canvas."""


class LineSurface:
    """Tk's canvas lines: there from the first moment, but not anti-aliased."""

    def __init__(self, canvas: tk.Canvas, palette: Palette) -> None:
        self._canvas = canvas
        self._ink = palette.ink
        self._scale = 1.0

    def show(self, strokes: Sequence[Stroke], side: int) -> None:
        """Draw each stroke as a line."""
        self.discard()
        self._scale = side / PAD_UNITS
        for stroke in strokes:
            self._line([*stroke.points, stroke.points[-1]])

    def extend(self, start: Point, end: Point) -> None:
        """Draw the piece as a line of its own: round ends join it to the one before."""
        self._line([start, end])

    def discard(self) -> None:
        """Take all lines off the canvas."""
        self._canvas.delete("ink")

    def _line(self, points: Sequence[Point]) -> None:
        pixels = [coordinate * self._scale for point in points for coordinate in point]
        self._canvas.create_line(
            *pixels,
            width=PEN * self._scale,
            fill=self._ink,
            capstyle=tk.ROUND,
            joinstyle=tk.ROUND,
            tags="ink",
        )


class TileSurface:
    """One image as large as the pad, of which only the part is renewed that a new piece of ink touches."""

    def __init__(self, canvas: tk.Canvas, palette: Palette) -> None:
        from PIL import Image, ImageTk

        self._canvas = canvas
        self._palette = palette
        self._scale = 1.0
        self._ink = Image.new("L", (1, 1))
        self._photo = ImageTk.PhotoImage("RGB", (1, 1))
        self._item = canvas.create_image(0, 0, anchor=tk.NW)

    def show(self, strokes: Sequence[Stroke], side: int) -> None:
        """Draw everything anew."""
        from PIL import ImageTk

        from digitpad.ink import pad_image

        self._scale = side / PAD_UNITS
        self._ink = pad_image(strokes, (side, side), self._scale, PEN * self._scale)
        photo = ImageTk.PhotoImage(coloured(self._ink, self._palette))
        self._canvas.itemconfigure(self._item, image=str(photo))
        self._photo = photo  # only now may the one before go

    def extend(self, start: Point, end: Point) -> None:
        """Draw the piece, in parts if it is long."""
        parts = math.ceil(math.dist(start, end) * self._scale / PART) or 1
        stops = [
            (start[0] + (end[0] - start[0]) * part / parts, start[1] + (end[1] - start[1]) * part / parts)
            for part in range(parts + 1)
        ]
        for first, second in pairwise(stops):
            self._tile(first, second)

    def discard(self) -> None:
        """Take the image off the canvas."""
        self._canvas.delete(self._item)

    def _tile(self, start: Point, end: Point) -> None:
        from PIL import ImageChops, ImageTk

        from digitpad.ink import pad_image

        box = self._touched(start, end)
        left, top, right, bottom = box
        # The tile's corner lies on a whole pixel, so its ink falls on the same grid as the whole image's.
        shifted = Stroke(tuple((x - left / self._scale, y - top / self._scale) for x, y in (start, end)))
        piece = pad_image([shifted], (right - left, bottom - top), self._scale, PEN * self._scale)
        tile = ImageChops.lighter(self._ink.crop(box), piece)
        self._ink.paste(tile, box)
        photo = ImageTk.PhotoImage(coloured(tile, self._palette))
        self._canvas.tk.call(str(self._photo), "copy", str(photo), "-to", left, top)

    def _touched(self, start: Point, end: Point) -> tuple[int, int, int, int]:
        """Return the pixels (left, top, right, bottom) that a piece of ink can touch, on the pad."""
        reach = PEN * self._scale / 2 + 2
        side = self._ink.width
        xs, ys = zip(start, end, strict=True)
        low = [math.floor(min(values) * self._scale - reach) for values in (xs, ys)]
        high = [math.ceil(max(values) * self._scale + reach) for values in (xs, ys)]
        return max(low[0], 0), max(low[1], 0), min(high[0], side), min(high[1], side)


def coloured(ink: "Image.Image", palette: Palette) -> "Image.Image":
    """Return an "RGB" image of ink (mode "L", 0 = paper, 255 = ink) in the palette's colours."""
    from PIL import Image

    picture = Image.new("RGB", ink.size, palette.paper)
    picture.paste(palette.ink, mask=ink)
    return picture
