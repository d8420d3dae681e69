"""What is drawn on: pointer events in, strokes out."""

import math
import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from digitpad import texts
from digitpad.app.geometry import BORDER, ERASER, PAD_UNITS, on_pad
from digitpad.app.heat import on_pad as on_pad_tint
from digitpad.app.marks import Mark, Marks, Placement
from digitpad.app.palette import Palette
from digitpad.app.pictures import PictureView
from digitpad.app.surface import LineSurface, Surface, TileSurface
from digitpad.drawing import Drawing, Point
from digitpad.erasing import erased

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.heatmap import Field
    from digitpad.layout import Box

# Pixels at 100 %: boxes stay so far away from ink, and a click may tremble so much.
MARK_GAP, CLICK_REACH = 3, 4
PEN_CURSOR, ERASER_CURSOR = "pencil", "dotbox"
# The second button is the right one on most systems; Tk on a Mac calls it the third.
ERASER_BUTTONS = (2, 3)


class Listener(Protocol):
    """Who hears what the pointer does."""

    def begin_stroke(self) -> None:
        """The pen or the eraser touches the pad."""

    def add_stroke(self, points: tuple[Point, ...]) -> None:
        """The pen has left the pad; the points are in pad units."""

    def erase(self, drawing: Drawing) -> None:
        """The eraser has left the pad, and left this drawing there."""

    def choose(self, index: int | None) -> None:
        """A digit's box was clicked, counted from 0; None for a click on a picture, beside all boxes."""


class Pad:
    """A canvas with a drawing on it, and perhaps a stroke that is being drawn.

    Args:
        parent: where the pad goes; its place and size are up to the caller (:meth:`resize`).
        palette: the colours.
        listener: hears of strokes.
        pen: its width, in pad units.
        factor: pixels on this screen for a pixel at 100 %.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, listener: Listener, pen: float, factor: float) -> None:
        self._palette = palette
        self._factor = factor
        self._listener = listener
        self._pen = pen
        self._drawing = Drawing(PAD_UNITS, PAD_UNITS)
        self._points: list[Point] = []
        # The button that is held, and the eraser's last place if it is that one that moves.
        self._button = 0
        self._eraser: Point | None = None
        self._erasing = False
        # Where the button was pressed, in pixels, while that may still become a click on a box.
        self._click: tuple[int, int] | None = None
        self._size = (1, 1)
        self._heat: tuple[Image.Image, Field] | None = None
        self.frame = tk.Frame(parent, background=palette.border)
        self.canvas = tk.Canvas(
            self.frame, background=palette.paper, highlightthickness=0, borderwidth=0, cursor=PEN_CURSOR
        )
        self.canvas.pack(fill=tk.BOTH, expand=True, padx=BORDER, pady=BORDER)
        self._surface: Surface = LineSurface(self.canvas, palette)
        self._picture = PictureView(self.canvas, palette)
        self._marks = Marks(self.canvas, palette, factor)
        self._hint = self.canvas.create_text(
            0, 0, text=texts.PAD_HINT, fill=palette.hint, font="SunValleyBodyLargeFont"
        )
        self._bind()

    def resize(self, width: int, height: int) -> None:
        """Fit the drawing to a pad of so many pixels, its border included."""
        self._size = max(1, width - 2 * BORDER), max(1, height - 2 * BORDER)
        self.canvas.coords(self._hint, self._size[0] / 2, self._size[1] / 2)
        self._redraw()

    def show(self, drawing: Drawing) -> None:
        """Show this drawing and nothing else."""
        self._drawing = drawing
        self._picture.picture = None
        self.canvas.itemconfigure(self._hint, text=texts.PAD_HINT if drawing.width == PAD_UNITS else texts.WIDE_HINT)
        self._redraw()

    def show_picture(self, picture: "Image.Image", box: "Box | None") -> None:
        """Show a picture in place of a drawing, as large as it fits, with a box around what was read."""
        if picture is not self._picture.picture or box != self._picture.box:
            self._picture.picture, self._picture.box = picture, box
            self._redraw()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show boxes around digits, each with its answer, and no others; a click chooses one."""
        if marks or self._marks.marks:
            self._marks.marks = marks
            self._draw_marks()

    def use_pen(self, pen: float) -> None:
        """Draw with a pen of this width, in pad units: what is on the pad, too."""
        self._pen = pen
        self._redraw()

    def use_eraser(self, erasing: bool) -> None:
        """Let the first button erase, or draw again."""
        self.finish()
        self._erasing = erasing
        self.canvas.configure(cursor=ERASER_CURSOR if erasing else PEN_CURSOR)

    def show_heat(self, heat: "Image.Image | None", field: "Field | None") -> None:
        """Colour the ink: heat has 28 × 28 pixels and lies at the field (left, top, side), in pad units."""
        shown = self._heat is not None
        self._heat = None if heat is None or field is None else (heat, field)
        if shown or self._heat is not None:
            self._redraw()

    def sharpen(self) -> None:
        """Draw with anti-aliasing from now on; Pillow must have been imported."""
        self._surface.discard()
        self._surface = TileSurface(self.canvas, self._palette)
        self.canvas.tag_raise(self._hint)
        self._redraw()

    def finish(self) -> None:
        """End the stroke that is being drawn or erased with, if there is one."""
        self._button = 0
        if self._click is not None:
            self._click = None
            self._points.clear()
        elif self._eraser is not None:
            self._eraser = None
            self._redraw()  # cut ends become round
            self._listener.erase(self._drawing)
        elif self._points:
            points = tuple(self._points)
            self._points.clear()
            self._drawing = self._drawing.with_stroke(points)
            self._listener.add_stroke(points)
            # The answer is on its way: looks come after it.
            self._surface.settle(points)

    def _bind(self) -> None:
        for button in (1, *ERASER_BUTTONS):
            self.canvas.bind(f"<ButtonPress-{button}>", self._press)
            self.canvas.bind(f"<ButtonRelease-{button}>", self._release)
        self.canvas.bind("<Motion>", self._move)

    def _press(self, event: "tk.Event[tk.Misc]") -> None:
        if self._button and self._button != event.num and self._held(event):
            return  # another button in mid-stroke
        self.finish()  # a release can get lost, when another program takes the pointer
        self._button = int(event.num)
        point = self._point(event)
        if self._erasing or event.num in ERASER_BUTTONS:
            self._listener.begin_stroke()
            self._erase(point, point)
            return
        self._points.append(point)
        # On a number's boxes a click chooses, and on a picture it doesn't make a dot; only a movement draws there.
        if self._marks.at(event.x, event.y) is not None or (self._marks.marks and self._picture.picture is not None):
            self._click = (event.x, event.y)
        else:
            self._begin()

    def _begin(self) -> None:
        self._click = None
        self._listener.begin_stroke()
        self.canvas.itemconfigure(self._hint, state=tk.HIDDEN)
        self._draw_points()

    def _move(self, event: "tk.Event[tk.Misc]") -> None:
        if not self._button:
            return
        if not self._held(event):
            self.finish()
            return
        point = self._point(event)
        if self._eraser is not None:
            self._erase(self._eraser, point)
        elif point != self._points[-1]:
            self._points.append(point)
            if self._click is None:
                self._surface.extend(*self._points[-2:])
            elif math.dist(self._click, (event.x, event.y)) > CLICK_REACH * self._factor:
                self._begin()

    def _release(self, event: "tk.Event[tk.Misc]") -> None:
        if event.num != self._button:
            return
        # Of several waiting motion events Tk keeps the last: the release says where the stroke really ended.
        self._move(event)
        clicked = self._click
        self.finish()
        if clicked is not None:
            self._listener.choose(self._marks.at(*clicked))

    def _erase(self, start: Point, end: Point) -> None:
        self._eraser = end
        self._surface.erase(start, end, ERASER)
        # So far that the round ends of what is left don't reach into what was erased.
        self._drawing = erased(self._drawing, start, end, ERASER + self._pen / 2)

    def _held(self, event: "tk.Event[tk.Misc]") -> bool:
        # Bit 8 of an event's state is set while the first button is held, and so on.
        return bool(int(event.state) & 0x80 << self._button)

    def _point(self, event: "tk.Event[tk.Misc]") -> Point:
        return on_pad(event.x, event.y, self._scale, self._drawing.width)

    @property
    def _scale(self) -> float:
        """Pixels in a pad unit."""
        return self._size[1] / PAD_UNITS

    def _redraw(self) -> None:
        if self._size == (1, 1):  # Tk has not given it a size yet
            return
        strokes = self._drawing.strokes
        self._surface.show(strokes, self._size, self._pen, self._tint())
        if self._click is None:
            self._draw_points()
        self._picture.draw(self._size)
        self._draw_marks()
        empty = not strokes and not self._points and self._picture.picture is None
        self.canvas.itemconfigure(self._hint, state=tk.NORMAL if empty else tk.HIDDEN)

    def _draw_points(self) -> None:
        for start, end in zip(self._points, self._points[1:] or self._points, strict=False):
            self._surface.extend(start, end)

    def _draw_marks(self) -> None:
        if self._size == (1, 1):
            return
        gap = MARK_GAP * self._factor
        if self._picture.picture is None:
            # Boxes are around the pen's middle line.
            placement = Placement(self._scale, 0, 0, self._pen / 2 * self._scale + gap)
        else:
            placement = self._picture.placement(self._size, gap)
        self._marks.draw(placement, self._size)

    def _tint(self) -> "Image.Image | None":
        if self._heat is None:
            return None
        heat, field = self._heat
        return on_pad_tint(heat, field, self._size, self._scale, self._palette)
