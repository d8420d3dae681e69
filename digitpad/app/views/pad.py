"""What is drawn on, and what is shown of it: ink, a picture, and the boxes of digits."""

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.pads import PAD_UNITS, on_pad
from digitpad.app.views.geometry import BORDER, ERASER
from digitpad.app.views.heat import on_pad as on_pad_tint
from digitpad.app.views.marks import Mark, Marks, Placement
from digitpad.app.views.palette import Palette
from digitpad.app.views.pictures import PictureView
from digitpad.app.views.pointer import Listener, Pointer
from digitpad.app.views.surface import LineSurface, Surface, TileSurface
from digitpad.ink.drawing import Drawing, Point
from digitpad.ink.erasing import erased

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.ink.layout import Box
    from digitpad.reading.heatmap import Field

# Pixels at 100 %: boxes stay so far away from ink.
MARK_GAP = 3
# What canvas items are tagged with that are a line around a picture.
FRAME = "frame"
PEN_CURSOR, ERASER_CURSOR = "pencil", "dotbox"


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
        self._pen = pen
        self.drawing = Drawing(PAD_UNITS, PAD_UNITS)
        self._size = (1, 1)
        self._heat: tuple[Image.Image, Field] | None = None
        self.frame = tk.Frame(parent, background=palette.border)
        self.canvas = tk.Canvas(
            self.frame, background=palette.paper, highlightthickness=0, borderwidth=0, cursor=PEN_CURSOR
        )
        self.canvas.pack(fill=tk.BOTH, expand=True, padx=BORDER, pady=BORDER)
        self.surface: Surface = LineSurface(self.canvas, palette)
        self._picture = PictureView(self.canvas, palette)
        self.marks = Marks(self.canvas, factor)
        self._hint = self.canvas.create_text(
            0, 0, text=texts.PAD_HINT, fill=palette.hint, font="SunValleyBodyLargeFont"
        )
        self.pointer = Pointer(self, listener, factor)

    def resize(self, width: int, height: int) -> None:
        """Fit the drawing to a pad of so many pixels, its border included."""
        self._size = max(1, width - 2 * BORDER), max(1, height - 2 * BORDER)
        self.canvas.coords(self._hint, self._size[0] / 2, self._size[1] / 2)
        self.redraw()

    def show(self, drawing: Drawing) -> None:
        """Show this drawing and nothing else."""
        self.drawing = drawing
        self._picture.picture = None
        self.canvas.itemconfigure(self._hint, text=texts.PAD_HINT if drawing.width == PAD_UNITS else texts.WIDE_HINT)
        self.redraw()

    def show_picture(self, picture: "Image.Image", box: "Box | None") -> None:
        """Show a picture in place of a drawing, as large as it fits, with a box around what was read."""
        if picture is not self._picture.picture or box != self._picture.box:
            self._picture.picture, self._picture.box = picture, box
            self.redraw()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show boxes around digits, each with its answer, and no others; a click chooses one."""
        if marks or self.marks.marks:
            self.marks.marks = marks
            self._draw_marks()

    def use_pen(self, pen: float) -> None:
        """Draw with a pen of this width, in pad units: what is on the pad, too."""
        self._pen = pen
        self.redraw()

    def use_eraser(self, erasing: bool) -> None:
        """Let the first button erase, or draw again."""
        self.finish()
        self.pointer.erasing = erasing
        self.canvas.configure(cursor=ERASER_CURSOR if erasing else PEN_CURSOR)

    def show_heat(self, heat: "Image.Image | None", field: "Field | None") -> None:
        """Colour the ink: heat has 28 × 28 pixels and lies at the field (left, top, side), in pad units."""
        shown = self._heat is not None
        self._heat = None if heat is None or field is None else (heat, field)
        if shown or self._heat is not None:
            self.redraw()

    def sharpen(self) -> None:
        """Draw with anti-aliasing from now on; Pillow must have been imported."""
        self.surface.discard()
        self.surface = TileSurface(self.canvas, self._palette)
        self.canvas.tag_raise(self._hint)
        self.redraw()

    def finish(self) -> None:
        """End the stroke that is being drawn or erased with, if there is one."""
        self.pointer.finish()

    def point(self, x: int, y: int) -> Point:
        """Return the place in pad units of a pixel of the canvas."""
        return on_pad(x, y, self._scale, self.drawing.width)

    def takes_clicks(self, x: int, y: int) -> bool:
        """Return whether a click on a pixel chooses: on a number's boxes, and anywhere on a picture of a number."""
        return bool(self.marks.marks) and (self._picture.picture is not None or self.marks.at(x, y) is not None)

    def erase(self, start: Point, end: Point) -> None:
        """Take off the drawing what the eraser touches on a straight way, in pad units."""
        # So far that the round ends of what is left don't reach into what was erased.
        self.drawing = erased(self.drawing, start, end, ERASER + self._pen / 2)

    def draw_stroke(self) -> None:
        """Draw the beginning of a stroke."""
        self.canvas.itemconfigure(self._hint, state=tk.HIDDEN)
        points = self.pointer.points
        for start, end in zip(points, points[1:] or points, strict=False):
            self.surface.extend(start, end)

    def redraw(self) -> None:
        """Draw everything anew."""
        if self._size == (1, 1):  # Tk has not given it a size yet
            return
        self.surface.show(self.drawing.strokes, self._size, self._pen, self._tint())
        empty = self.drawing.is_blank and not self.pointer.points and self._picture.picture is None
        self.draw_stroke()
        self.canvas.itemconfigure(self._hint, state=tk.NORMAL if empty else tk.HIDDEN)
        self._picture.draw(self._size)
        self._frame_picture()
        self._draw_marks()

    @property
    def _scale(self) -> float:
        """Pixels in a pad unit."""
        return self._size[1] / PAD_UNITS

    def _frame_picture(self) -> None:
        """Draw a line around a picture, which may be as white as the paper."""
        self.canvas.delete(FRAME)
        picture = self._picture.picture
        if picture is not None:
            left, top, right, bottom = self._picture.placement(self._size, 0).box((0, 0, *picture.size))
            corners = left - BORDER, top - BORDER, round(right), round(bottom)
            self.canvas.create_rectangle(*corners, outline=self._palette.border, width=BORDER, tags=FRAME)

    def _draw_marks(self) -> None:
        if self._size == (1, 1):
            return
        gap = MARK_GAP * self._factor
        if self._picture.picture is None:
            # Boxes are around the pen's middle line.
            placement = Placement(self._scale, 0, 0, self._pen / 2 * self._scale + gap)
            self.marks.draw(placement, self._size, self._palette)
        else:
            self.marks.draw(self._picture.placement(self._size, gap), self._size, self._picture.contrast)

    def _tint(self) -> "Image.Image | None":
        if self._heat is None:
            return None
        heat, field = self._heat
        return on_pad_tint(heat, field, self._size, self._scale, self._palette)
