"""The square that is drawn on: pointer events in, strokes out."""

import tkinter as tk
from typing import TYPE_CHECKING, Protocol

from digitpad import texts
from digitpad.app.geometry import ERASER, PAD_UNITS, on_pad
from digitpad.app.heat import on_pad as on_pad_tint
from digitpad.app.palette import Palette
from digitpad.app.surface import LineSurface, Surface, TileSurface
from digitpad.drawing import Drawing, Point
from digitpad.erasing import erased

if TYPE_CHECKING:
    from PIL import Image, ImageTk

    from digitpad.heatmap import Field
    from digitpad.layout import Box

BORDER = 1
BOX_GAP, BOX_LINE = 4, 3  # pixels
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


class Pad:
    """A canvas with a drawing on it, and perhaps a stroke that is being drawn.

    Args:
        parent: where the pad goes; its place and size are up to the caller (:meth:`resize`).
        palette: the colours.
        listener: hears of strokes.
        pen: its width, in pad units.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, listener: Listener, pen: float) -> None:
        self._palette = palette
        self._listener = listener
        self._pen = pen
        self._drawing = Drawing(PAD_UNITS, PAD_UNITS)
        self._points: list[Point] = []
        # The button that is held, and the eraser's last place if it is that one that moves.
        self._button = 0
        self._eraser: Point | None = None
        self._erasing = False
        self._side = 1
        self._heat: tuple[Image.Image, Field] | None = None
        self._picture: Image.Image | None = None
        self._box: Box | None = None
        self._picture_photo: ImageTk.PhotoImage | None = None
        self.frame = tk.Frame(parent, background=palette.border)
        self.canvas = tk.Canvas(
            self.frame, background=palette.paper, highlightthickness=0, borderwidth=0, cursor=PEN_CURSOR
        )
        self.canvas.pack(fill=tk.BOTH, expand=True, padx=BORDER, pady=BORDER)
        self._surface: Surface = LineSurface(self.canvas, palette)
        self._hint = self.canvas.create_text(
            0, 0, text=texts.PAD_HINT, fill=palette.hint, font="SunValleyBodyLargeFont"
        )
        self._bind()

    def resize(self, side: int) -> None:
        """Fit the drawing to a pad of so many pixels square, its border included."""
        self._side = max(1, side - 2 * BORDER)
        self.canvas.coords(self._hint, self._side / 2, self._side / 2)
        self._redraw()

    def show(self, drawing: Drawing) -> None:
        """Show this drawing and nothing else."""
        self._drawing = drawing
        self._picture = None
        self._redraw()

    def show_picture(self, picture: "Image.Image", box: "Box | None") -> None:
        """Show a picture in place of a drawing, as large as it fits, with a box around what was read."""
        self._picture = picture
        self._box = box
        self._redraw()

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
        if self._eraser is not None:
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
        self._listener.begin_stroke()
        self._button = int(event.num)
        point = self._point(event)
        if self._erasing or event.num in ERASER_BUTTONS:
            self._erase(point, point)
            return
        self._points.append(point)
        self.canvas.itemconfigure(self._hint, state=tk.HIDDEN)
        self._surface.extend(point, point)

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
            self._surface.extend(self._points[-1], point)
            self._points.append(point)

    def _release(self, event: "tk.Event[tk.Misc]") -> None:
        if event.num != self._button:
            return
        # Of several waiting motion events Tk keeps the last: the release says where the stroke really ended.
        self._move(event)
        self.finish()

    def _erase(self, start: Point, end: Point) -> None:
        self._eraser = end
        self._surface.erase(start, end, ERASER)
        # So far that the round ends of what is left don't reach into what was erased.
        self._drawing = erased(self._drawing, start, end, ERASER + self._pen / 2)

    def _held(self, event: "tk.Event[tk.Misc]") -> bool:
        # Bit 8 of an event's state is set while the first button is held, and so on.
        return bool(int(event.state) & 0x80 << self._button)

    def _point(self, event: "tk.Event[tk.Misc]") -> Point:
        return on_pad(event.x, event.y, self._side / PAD_UNITS)

    def _redraw(self) -> None:
        if self._side == 1:  # Tk has not given it a size yet
            return
        strokes = self._drawing.strokes
        self._surface.show(strokes, self._side, self._pen, self._tint())
        for start, end in zip(self._points, self._points[1:] or self._points, strict=False):
            self._surface.extend(start, end)
        self.canvas.delete("picture")
        if self._picture is not None:
            self._put_picture(self._picture)
        empty = not strokes and not self._points and self._picture is None
        self.canvas.itemconfigure(self._hint, state=tk.NORMAL if empty else tk.HIDDEN)

    def _tint(self) -> "Image.Image | None":
        if self._heat is None:
            return None
        heat, field = self._heat
        return on_pad_tint(heat, field, self._side, self._side / PAD_UNITS, self._palette)

    def _put_picture(self, picture: "Image.Image") -> None:
        from PIL import ImageOps, ImageTk

        visible = ImageOps.contain(picture.convert("RGBA"), (self._side, self._side))
        self._picture_photo = ImageTk.PhotoImage(visible)
        centre = self._side // 2
        self.canvas.create_image(centre, centre, image=str(self._picture_photo), tags="picture")
        if self._box is None:
            return
        scale = visible.width / picture.width
        left, top = centre - visible.width // 2, centre - visible.height // 2
        # A little outside, so that the line hides no ink.
        corners = [value * scale + offset for value, offset in zip(self._box, (left, top) * 2, strict=True)]
        corners = [corner + sign * BOX_GAP for corner, sign in zip(corners, (-1, -1, 1, 1), strict=True)]
        self.canvas.create_rectangle(*corners, outline=self._palette.accent, width=BOX_LINE, tags=("picture", "box"))
