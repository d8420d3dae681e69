"""A picture below the ink, as large as it fits on the pad."""

import tkinter as tk
from typing import TYPE_CHECKING

from digitpad.app.views.geometry import BORDER
from digitpad.app.views.marks import Placement
from digitpad.app.views.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.ink.layout import Box

# What canvas items are tagged with that are a line around the picture, and the box around its one digit.
FRAME, BOX = "frame", "box"
BOX_GAP, BOX_LINE = 4, 3  # pixels


class PictureView:
    """Lays a picture on the paper, and a box around what was read in it if that is one digit.

    Args:
        canvas: to draw on.
        palette: the colours.
    """

    def __init__(self, canvas: tk.Canvas, palette: Palette) -> None:
        self._canvas = canvas
        self._palette = palette
        self._ground: Image.Image | None = None
        self._ground_of: tuple[Image.Image, tuple[int, int]] | None = None
        # The colours that stand out from the picture, whatever theme the window has.
        self.contrast = palette
        self.picture: Image.Image | None = None
        self.box: Box | None = None

    def ground(self, size: tuple[int, int]) -> "Image.Image | None":
        """Return the paper with the picture on it, for a pad of so many pixels; None without a picture."""
        if self.picture is None:
            self._ground = self._ground_of = None
        # To scale a photo takes long enough to be felt: not again for the same size.
        elif self._ground_of is None or self._ground_of[0] is not self.picture or self._ground_of[1] != size:
            from PIL import Image

            from digitpad.app.session.inked import is_light

            visible = _scaled(self.picture, self._fit(size))
            self._ground = Image.new("RGB", size, self._palette.paper)
            self._ground.paste(visible, self._corner(size))
            self._ground_of = (self.picture, size)
            self.contrast = LIGHT if is_light(visible) else DARK
        return self._ground

    def draw_lines(self, size: tuple[int, int]) -> None:
        """Draw a line around the picture, which may be as white as the paper, and the box."""
        self._canvas.delete(FRAME, BOX)
        if self.picture is None:
            return
        left, top, right, bottom = self.placement(size, 0).box((0, 0, *self.picture.size))
        corners = left - BORDER, top - BORDER, round(right), round(bottom)
        self._canvas.create_rectangle(*corners, outline=self._palette.border, width=BORDER, tags=FRAME)
        if self.box is not None:
            # A little outside, so that the line hides no ink.
            around = self.placement(size, BOX_GAP).box(self.box)
            self._canvas.create_rectangle(*around, outline=self.contrast.accent, width=BOX_LINE, tags=BOX)

    def placement(self, size: tuple[int, int], outset: float) -> Placement:
        """Return where the picture's pixels lie on a pad of so many."""
        assert self.picture is not None
        return Placement(self._fit(size)[0] / self.picture.width, *self._corner(size), outset)

    def _fit(self, size: tuple[int, int]) -> tuple[int, int]:
        assert self.picture is not None
        scale = min(size[0] / self.picture.width, size[1] / self.picture.height)
        return max(1, round(self.picture.width * scale)), max(1, round(self.picture.height * scale))

    def _corner(self, size: tuple[int, int]) -> tuple[int, int]:
        width, height = self._fit(size)
        return size[0] // 2 - width // 2, size[1] // 2 - height // 2


def _scaled(picture: "Image.Image", fit: tuple[int, int]) -> "Image.Image":
    """Return a picture in this size, in mode "RGB"."""
    from digitpad.scan.opening.visible import visible

    # A large photo becomes small first: in other modes it would take its memory again.
    if picture.mode in ("L", "RGB") and not picture.has_transparency_data:
        return picture.resize(fit, reducing_gap=2.0).convert("RGB")
    return visible(picture, max(1, picture.width // (2 * fit[0]))).resize(fit, reducing_gap=2.0)
