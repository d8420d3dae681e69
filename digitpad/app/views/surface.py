"""Ink on the screen, behind one small interface: Tk's own lines until Pillow is there, then anti-aliased tiles."""

import math
import tkinter as tk
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from digitpad.app.views.palette import Palette
from digitpad.ink.drawing import Point, Stroke
from digitpad.ink.pads import PAD_UNITS

if TYPE_CHECKING:
    from PIL import Image

# A long piece of a stroke is drawn in parts of about this many pixels: small images cost little.
PART = 64
# Pieces of the pad that are no larger than so many pixels a side are the small ones.
TILE = 160
# Curves are drawn as straight pieces of this many pixels.
CURVE_PIECE = 5

Size = tuple[int, int]


class Looks(NamedTuple):
    """What ink and paper look like where it isn't as the palette has it.

    Attributes:
        ground: a picture below the ink, as large as the pad.
        ink: the ink's colour.
        tint: the ink's colours, as large as the pad.
    """

    ground: "Image.Image | None" = None
    ink: str | None = None
    tint: "Image.Image | None" = None


PLAIN = Looks()


class Surface(Protocol):
    """Shows strokes in pad units on a canvas."""

    def show(self, strokes: Sequence[Stroke], size: Size, pen: float, looks: Looks = PLAIN) -> None:
        """Show these strokes and no others.

        Args:
            strokes: in pad units.
            size: (width, height) of the pad, in pixels.
            pen: its width, in pad units.
            looks: of ink and paper; by default the palette's.
        """

    def extend(self, start: Point, end: Point) -> None:
        """Add a straight piece of a stroke to what is shown; start = end makes a dot."""

    def settle(self, points: Sequence[Point]) -> None:
        """Put a whole stroke in place of the straight pieces that were added since the last one was settled."""

    def erase(self, start: Point, end: Point, radius: float) -> None:
        """Make paper of what an eraser touches on a straight way; all in pad units."""

    def discard(self) -> None:
        """Take everything off the canvas."""


class LineSurface:
    """Tk's canvas lines: there from the first moment, but not anti-aliased."""

    def __init__(self, canvas: tk.Canvas, palette: Palette) -> None:
        self._canvas = canvas
        self._palette = palette
        self._scale = 1.0
        self._pen = 1.0

    def show(self, strokes: Sequence[Stroke], size: Size, pen: float, looks: Looks = PLAIN) -> None:  # noqa: ARG002
        """Draw each stroke as a line; before Pillow is there, nothing looks otherwise."""
        self.discard()
        self._scale = size[1] / PAD_UNITS
        self._pen = pen
        for stroke in strokes:
            self.settle(stroke.points)

    def extend(self, start: Point, end: Point) -> None:
        """Draw the piece as a line of its own: round ends join it to the one before."""
        self._line([start, end], self._pen, self._palette.ink, "ink", "running")

    def settle(self, points: Sequence[Point]) -> None:
        """Draw a curve and take the pieces away."""
        from digitpad.ink.smoothing import curve

        self._canvas.delete("running")
        self._line([*curve(points, CURVE_PIECE / self._scale), points[-1]], self._pen, self._palette.ink, "ink")

    def erase(self, start: Point, end: Point, radius: float) -> None:
        """Draw with the paper's colour."""
        self._line([start, end], 2 * radius, self._palette.paper, "ink")

    def discard(self) -> None:
        """Take all lines off the canvas."""
        self._canvas.delete("ink")

    def _line(self, points: Sequence[Point], pen: float, colour: str, *tags: str) -> None:
        pixels = [coordinate * self._scale for point in points for coordinate in point]
        self._canvas.create_line(
            *pixels, width=pen * self._scale, fill=colour, capstyle=tk.ROUND, joinstyle=tk.ROUND, tags=tags
        )


class TileSurface:
    """One image as large as the pad, of which only the part is renewed that a new piece of ink touches."""

    def __init__(self, canvas: tk.Canvas, palette: Palette) -> None:
        from PIL import Image, ImageTk

        self._canvas = canvas
        self._palette = palette
        self._scale = 1.0
        self._pen = 1.0
        self._looks = PLAIN
        self._ink = Image.new("L", (1, 1))
        # The ink without the stroke that is being drawn.
        self._settled = self._ink
        self._photo = ImageTk.PhotoImage("RGB", (1, 1))
        # Small pieces go through it: to make an image for each and delete it would be two more calls of Tk, and after
        # each of them the pen may have to wait for another thread.
        self._tile = ImageTk.PhotoImage("RGB", (TILE, TILE))
        self._item = canvas.create_image(0, 0, anchor=tk.NW)

    def show(self, strokes: Sequence[Stroke], size: Size, pen: float, looks: Looks = PLAIN) -> None:
        """Draw everything anew."""
        from PIL import ImageTk

        from digitpad.ink.raster import pad_image

        self._scale = size[1] / PAD_UNITS
        self._pen = pen
        self._looks = looks
        curves = [self._curve(stroke.points) for stroke in strokes]
        self._ink = pad_image(curves, size, self._scale, pen * self._scale)
        self._settled = self._ink.copy()
        photo = ImageTk.PhotoImage(self._coloured(self._ink, (0, 0, *size), looks.tint))
        self._canvas.itemconfigure(self._item, image=str(photo))
        self._photo = photo  # only now may the one before go

    def extend(self, start: Point, end: Point) -> None:
        """Draw the piece, in parts if it is long."""
        from PIL import ImageChops

        for first, second in _parts(start, end, PART / self._scale):
            box = self._touched((first, second), self._pen / 2)
            self._put(ImageChops.lighter(self._ink.crop(box), self._piece((first, second), self._pen, box)), box)

    def settle(self, points: Sequence[Point]) -> None:
        """Draw the stroke's curve over the ink that was there before it."""
        from PIL import ImageChops

        box = self._touched(points, self._pen / 2)
        ink = self._piece(self._curve(points).points, self._pen, box)
        self._put(ImageChops.lighter(self._settled.crop(box), ink), box)
        self._settled.paste(self._ink.crop(box), box)

    def erase(self, start: Point, end: Point, radius: float) -> None:
        """Take the ink away on the eraser's way, in parts if it is long."""
        from PIL import ImageChops

        for first, second in _parts(start, end, PART / self._scale):
            box = self._touched((first, second), radius)
            wiped = ImageChops.invert(self._piece((first, second), 2 * radius, box))
            self._put(ImageChops.darker(self._ink.crop(box), wiped), box)

    def discard(self) -> None:
        """Take the image off the canvas."""
        self._canvas.delete(self._item)

    def _curve(self, points: Sequence[Point]) -> Stroke:
        from digitpad.ink.smoothing import curve

        return Stroke(tuple(curve(points, CURVE_PIECE / self._scale)))

    def _piece(self, points: Sequence[Point], pen: float, box: tuple[int, int, int, int]) -> "Image.Image":
        """Draw a line into an image of a part of the pad."""
        from digitpad.ink.raster import pad_image

        left, top, right, bottom = box
        # The part's corner lies on a whole pixel, so its ink falls on the same grid as the whole image's.
        shifted = Stroke(tuple((x - left / self._scale, y - top / self._scale) for x, y in points))
        return pad_image([shifted], (right - left, bottom - top), self._scale, pen * self._scale)

    def _put(self, tile: "Image.Image", box: tuple[int, int, int, int]) -> None:
        from PIL import ImageTk

        self._ink.paste(tile, box)
        shown = self._coloured(tile, box)
        if max(tile.size) > TILE:
            photo = ImageTk.PhotoImage(shown)
        else:
            photo = self._tile
            photo.paste(shown)
        self._canvas.tk.call(str(self._photo), "copy", str(photo), "-from", 0, 0, *tile.size, "-to", box[0], box[1])

    def _coloured(
        self, ink: "Image.Image", box: tuple[int, int, int, int], tint: "Image.Image | None" = None
    ) -> "Image.Image":
        """Return ink on what is below it on a part of the pad."""
        ground = self._looks.ground
        paper = self._palette.paper if ground is None else ground.crop(box)
        return coloured(ink, paper, tint or self._looks.ink or self._palette.ink)

    def _touched(self, points: Sequence[Point], radius: float) -> tuple[int, int, int, int]:
        """Return the pixels (left, top, right, bottom) that a line can touch, on the pad."""
        # A curve may swing out a little beyond its points.
        xs, ys = zip(*self._curve(points).points, strict=True)
        reach = radius * self._scale + 2
        low = [math.floor(min(values) * self._scale - reach) for values in (xs, ys)]
        high = [math.ceil(max(values) * self._scale + reach) for values in (xs, ys)]
        return max(low[0], 0), max(low[1], 0), min(high[0], self._ink.width), min(high[1], self._ink.height)


def _parts(start: Point, end: Point, longest: float) -> list[tuple[Point, Point]]:
    """Cut a straight way into parts of equal length."""
    parts = math.ceil(math.dist(start, end) / longest) or 1
    stops = [
        (start[0] + (end[0] - start[0]) * part / parts, start[1] + (end[1] - start[1]) * part / parts)
        for part in range(parts + 1)
    ]
    return [*pairwise(stops)]


def coloured(ink: "Image.Image", paper: "str | Image.Image", colour: "str | Image.Image") -> "Image.Image":
    """Return an "RGB" image of ink (mode "L", 0 = paper, 255 = ink) on paper; both are colours, or images as large."""
    from PIL import Image

    picture = Image.new("RGB", ink.size, paper) if isinstance(paper, str) else paper
    picture.paste(colour, mask=ink)
    return picture
