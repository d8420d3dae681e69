"""What is drawn on, and what is shown of it: ink, the picture below it, and the boxes of digits."""

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING

from digitpad.app.session.document import Document
from digitpad.app.session.session import Session
from digitpad.app.views.geometry import BORDER, ERASER
from digitpad.app.views.heat import on_pad as on_pad_tint
from digitpad.app.views.hint import Hint
from digitpad.app.views.marks import Mark, Marks, Placement
from digitpad.app.views.palette import Palette
from digitpad.app.views.pictures import PictureView
from digitpad.app.views.pointer import Pointer
from digitpad.app.views.surface import LineSurface, Looks, Surface, TileSurface
from digitpad.ink.drawing import Drawing, Point, Stroke
from digitpad.ink.pads import PAD_UNITS, Place, on_pad

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.ink.layout import Box
    from digitpad.reading.heatmap import Field

# Pixels at 100 %: boxes stay so far away from ink.
MARK_GAP = 3
PEN_CURSOR, ERASER_CURSOR = "pencil", "dotbox"


class Pad:
    """A canvas with a document on it, and perhaps a stroke that is being drawn.

    Args:
        parent: where the pad goes; its place and size are up to the caller (:meth:`resize`).
        palette: the colours.
        session: whose document it is.
        factor: pixels on this screen for a pixel at 100 %.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, session: Session, factor: float) -> None:
        self._palette = palette
        self._factor = factor
        self._session = session
        self._document = session.document
        # The ink, in the document's units; while something is being erased, what is left of it.
        self.drawing = self._document.drawing
        self._place = Place()
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
        self.hint = Hint(self.canvas, palette)
        self.pointer = Pointer(self, session, factor)
        self.show(self._document)

    def resize(self, width: int, height: int) -> None:
        """Fit the document to a pad of so many pixels, its border included."""
        self._size = max(1, width - 2 * BORDER), max(1, height - 2 * BORDER)
        self.hint.place(*self._size)
        self.redraw()

    def show(self, document: Document) -> None:
        """Show what is on the pad."""
        before, place = self._document, document.place(self._session.pad_width)
        same_ink = document.drawing.strokes == self.drawing.strokes and document.picture is before.picture
        same = same_ink and place == self._place
        self._document, self.drawing, self._place = document, document.drawing, place
        self._picture.picture = None if document.picture is None else document.picture.image
        self.hint.say(wide=self._session.pad_width != PAD_UNITS)
        if not same:
            self.redraw()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture."""
        return self._picture.picture is not None

    def show_marks(self, marks: Sequence[Mark], box: "Box | None" = None) -> None:
        """Show boxes around digits, each with its answer, and no others; a click chooses one.

        Args:
            marks: of several digits.
            box: around the one digit in a picture.
        """
        if marks or self.marks.marks:
            self.marks.marks = marks
            self._draw_marks()
        if box != self._picture.box:
            self._picture.box = box
            self._picture.draw_lines(self._size)

    def use_eraser(self, erasing: bool) -> None:
        """Let the first button erase, or draw again."""
        self.finish()
        self.pointer.erasing = erasing
        self.canvas.configure(cursor=ERASER_CURSOR if erasing else PEN_CURSOR)

    def show_heat(self, heat: "Image.Image | None", field: "Field | None") -> None:
        """Colour the ink: heat has 28 × 28 pixels and lies at the field (left, top, side), in the document's units."""
        shown = self._heat is not None
        self._heat = None if heat is None or field is None else (heat, field)
        if shown or self._heat is not None:
            self.redraw()

    def show_past(self, drawing: Drawing) -> None:
        """Show other ink for a while, in the document's units, until the next :meth:`redraw`."""
        strokes = [Stroke(self._place.on_pad(stroke.points)) for stroke in drawing.strokes]
        self.surface.show(strokes, self._size, self._pen)

    def sharpen(self) -> None:
        """Draw with anti-aliasing from now on; Pillow must have been imported."""
        self.surface.discard()
        self.surface = TileSurface(self.canvas, self._palette)
        self.hint.lift()
        self.redraw()

    def finish(self) -> None:
        """End the stroke that is being drawn or erased with, if there is one."""
        self.pointer.finish()

    def point(self, x: int, y: int) -> Point:
        """Return the place in pad units of a pixel of the canvas, held at the edge of the pad or of the picture."""
        point = on_pad(x, y, self._scale, self._session.pad_width)
        return point if self._document.picture is None else self._held(point)

    def is_beside(self, x: int, y: int) -> bool:
        """Return whether a pixel is beside the picture, where nothing can be drawn."""
        point = on_pad(x, y, self._scale, self._session.pad_width)
        return self._document.picture is not None and self._held(point) != point

    def takes_clicks(self, x: int, y: int) -> bool:
        """Return whether a click on a pixel chooses: on a number's boxes, and anywhere on a picture of a number."""
        return bool(self.marks.marks) and (self.has_picture or self.marks.at(x, y) is not None)

    def add(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Take a stroke, in pad units, and return it in the document's."""
        own = self._place.from_pad(points)
        self.drawing = self.drawing.with_stroke(own)
        return own

    def erase(self, start: Point, end: Point) -> bool:
        """Take off the ink what the eraser touches on a straight way, in pad units; return whether that is any."""
        from digitpad.ink.erasing import erased

        # So far that the round ends of what is left don't reach into what was erased.
        radius = (ERASER + self._pen / 2) / self._place.scale
        before = self.drawing
        own_start, own_end = self._place.from_pad((start, end))
        self.drawing = erased(before, own_start, own_end, radius)
        return self.drawing is not before

    def draw_stroke(self) -> None:
        """Draw the beginning of a stroke."""
        self.hint.show(False)
        points = self.pointer.points
        for start, end in zip(points, points[1:] or points, strict=False):
            self.surface.extend(start, end)

    def redraw(self) -> None:
        """Draw everything anew."""
        if self._size == (1, 1):  # Tk has not given it a size yet
            return
        ground = self._picture.ground(self._size)
        ink = None if ground is None else self._picture.contrast.ink
        self.surface.show(self._strokes(), self._size, self._pen, Looks(ground, ink, self._tint()))
        empty = self.drawing.is_blank and not self.pointer.points and not self.has_picture
        self.draw_stroke()
        self.hint.show(empty)
        self._picture.draw_lines(self._size)
        self._draw_marks()

    @property
    def _scale(self) -> float:
        """Pixels in a pad unit."""
        return self._size[1] / PAD_UNITS

    @property
    def _pen(self) -> float:
        """The pen's width, in pad units, as it is to be seen."""
        return self._document.pen(self._session.answers.pen) * self._place.scale

    def _strokes(self) -> Sequence[Stroke]:
        if self._place == Place():
            return self.drawing.strokes
        return [Stroke(self._place.on_pad(stroke.points)) for stroke in self.drawing.strokes]

    def _held(self, point: Point) -> Point:
        (left, top), (right, bottom) = self._place.on_pad(((0.0, 0.0), (self.drawing.width, self.drawing.height)))
        return min(max(point[0], left), right), min(max(point[1], top), bottom)

    def _draw_marks(self) -> None:
        if self._size == (1, 1):
            return
        gap = MARK_GAP * self._factor
        if self.has_picture:
            self._picture.ground(self._size)
            self.marks.draw(self._picture.placement(self._size, gap), self._size, self._picture.contrast)
            return
        place, scale = self._place, self._scale
        # Boxes are around the pen's middle line.
        outset = self._pen / 2 * scale + gap
        placement = Placement(scale * place.scale, place.left * scale, place.top * scale, outset)
        self.marks.draw(placement, self._size, self._palette)

    def _tint(self) -> "Image.Image | None":
        if self._heat is None:
            return None
        heat, (left, top, side) = self._heat
        ((x, y),) = self._place.on_pad(((left, top),))
        return on_pad_tint(heat, (x, y, side * self._place.scale), self._size, self._scale, self._palette)
