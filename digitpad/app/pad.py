"""The square that is drawn on: pointer events in, strokes out."""

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.geometry import PAD_UNITS, on_pad
from digitpad.app.palette import Palette
from digitpad.app.surface import LineSurface, Surface, TileSurface
from digitpad.drawing import Drawing, Point, Stroke

if TYPE_CHECKING:
    from PIL import Image, ImageTk

BORDER = 1
# Bit 8 of an event's state is set while the first button is held.
FIRST_BUTTON = 0x100


class Pad:
    """A canvas with a drawing on it, and perhaps a stroke that is being drawn.

    Args:
        parent: where the pad goes; its place and size are up to the caller (:meth:`resize`).
        palette: the colours.
        on_begin: called when the pen touches the pad.
        on_stroke: called with the points, in pad units, when the pen leaves.
    """

    def __init__(
        self,
        parent: tk.Misc,
        palette: Palette,
        on_begin: Callable[[], None],
        on_stroke: Callable[[tuple[Point, ...]], None],
    ) -> None:
        self._palette = palette
        self._on_begin = on_begin
        self._on_stroke = on_stroke
        self._drawing = Drawing(PAD_UNITS, PAD_UNITS)
        self._points: list[Point] = []
        self._side = 1
        self._picture: Image.Image | None = None
        self._picture_photo: ImageTk.PhotoImage | None = None
        self.frame = tk.Frame(parent, background=palette.border)
        self.canvas = tk.Canvas(
            self.frame, background=palette.paper, highlightthickness=0, borderwidth=0, cursor="pencil"
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

    def show_picture(self, picture: "Image.Image") -> None:
        """Show a picture in place of a drawing, as large as it fits."""
        self._picture = picture
        self._redraw()

    def sharpen(self) -> None:
        """Draw with anti-aliasing from now on; Pillow must have been imported."""
        self._surface.discard()
        self._surface = TileSurface(self.canvas, self._palette)
        self.canvas.tag_raise(self._hint)
        self._redraw()

    def finish(self) -> None:
        """End the stroke that is being drawn, if there is one."""
        if not self._points:
            return
        points = tuple(self._points)
        self._points.clear()
        self._drawing = self._drawing.with_stroke(points)
        self._on_stroke(points)

    def _bind(self) -> None:
        self.canvas.bind("<ButtonPress-1>", self._press)
        self.canvas.bind("<Motion>", self._move)
        self.canvas.bind("<ButtonRelease-1>", self._release)

    def _press(self, event: "tk.Event[tk.Misc]") -> None:
        self.finish()  # a release can get lost, when another program takes the pointer
        self._on_begin()
        point = self._point(event)
        self._points.append(point)
        self.canvas.itemconfigure(self._hint, state=tk.HIDDEN)
        self._surface.extend(point, point)

    def _move(self, event: "tk.Event[tk.Misc]") -> None:
        if not self._points:
            return
        if not int(event.state) & FIRST_BUTTON:
            self.finish()
            return
        point = self._point(event)
        if point != self._points[-1]:
            self._surface.extend(self._points[-1], point)
            self._points.append(point)

    def _release(self, event: "tk.Event[tk.Misc]") -> None:
        # Of several waiting motion events Tk keeps the last: the release says where the stroke really ended.
        self._move(event)
        self.finish()

    def _point(self, event: "tk.Event[tk.Misc]") -> Point:
        return on_pad(event.x, event.y, self._side / PAD_UNITS)

    def _redraw(self) -> None:
        running = (Stroke(tuple(self._points)),) if self._points else ()
        strokes = (*self._drawing.strokes, *running)
        self._surface.show(strokes, self._side)
        self.canvas.delete("picture")
        if self._picture is not None:
            self._put_picture(self._picture)
        empty = not strokes and self._picture is None
        self.canvas.itemconfigure(self._hint, state=tk.NORMAL if empty else tk.HIDDEN)

    def _put_picture(self, picture: "Image.Image") -> None:
        from PIL import ImageOps, ImageTk

        visible = ImageOps.contain(picture.convert("RGBA"), (self._side, self._side))
        self._picture_photo = ImageTk.PhotoImage(visible)
        centre = self._side // 2
        self.canvas.create_image(centre, centre, image=str(self._picture_photo), tags="picture")
