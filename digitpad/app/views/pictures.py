"""A picture in place of a drawing, as large as it fits on the pad."""

import tkinter as tk
from typing import TYPE_CHECKING

from digitpad.app.views.marks import Placement
from digitpad.app.views.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from PIL import Image, ImageTk

    from digitpad.ink.layout import Box

TAG = "picture"
BOX_GAP, BOX_LINE = 4, 3  # pixels
MIDDLE = 127  # half way from black, 0, to white, 255


class PictureView:
    """Shows a picture, and a box around what was read in it if that is one digit.

    Args:
        canvas: to draw on.
        palette: the colours.
    """

    def __init__(self, canvas: tk.Canvas, palette: Palette) -> None:
        self._canvas = canvas
        self._photo: ImageTk.PhotoImage | None = None
        self._photo_of: tuple[Image.Image, tuple[int, int]] | None = None
        # The colours that stand out from the picture, whatever theme the window has.
        self.contrast = palette
        self.picture: Image.Image | None = None
        self.box: Box | None = None

    def draw(self, size: tuple[int, int]) -> None:
        """Draw everything anew, on a pad of so many pixels."""
        self._canvas.delete(TAG)
        if self.picture is None:
            self._photo = self._photo_of = None
            return
        self._scale_to(size)
        self._canvas.create_image(size[0] // 2, size[1] // 2, image=str(self._photo), tags=TAG)
        if self.box is not None:
            # A little outside, so that the line hides no ink.
            corners = self.placement(size, BOX_GAP).box(self.box)
            self._canvas.create_rectangle(*corners, outline=self.contrast.accent, width=BOX_LINE, tags=(TAG, "box"))

    def placement(self, size: tuple[int, int], outset: float) -> Placement:
        """Return where the picture's pixels lie on a pad of so many; it must have been drawn there."""
        assert self.picture is not None
        assert self._photo is not None
        width, height = self._photo.width(), self._photo.height()
        left, top = size[0] // 2 - width // 2, size[1] // 2 - height // 2
        return Placement(width / self.picture.width, left, top, outset)

    def _scale_to(self, size: tuple[int, int]) -> None:
        from PIL import ImageTk

        assert self.picture is not None
        # To scale a photo takes long enough to be felt: not again for the same size.
        if self._photo_of is None or self._photo_of[0] is not self.picture or self._photo_of[1] != size:
            visible = _scaled(self.picture, size)
            self._photo = ImageTk.PhotoImage(visible)
            self._photo_of = (self.picture, size)
            self.contrast = LIGHT if _brightness(visible) > MIDDLE else DARK


def _scaled(picture: "Image.Image", size: tuple[int, int]) -> "Image.Image":
    """Return a picture as large as it fits into this size, in mode "RGB"."""
    from digitpad.scan.opening.visible import visible

    scale = min(size[0] / picture.width, size[1] / picture.height)
    fit = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    # A large photo becomes small first: in other modes it would take its memory again.
    if picture.mode in ("L", "RGB") and not picture.has_transparency_data:
        return picture.resize(fit, reducing_gap=2.0).convert("RGB")
    return visible(picture, max(1, int(1 / (2 * scale)))).resize(fit, reducing_gap=2.0)


def _brightness(picture: "Image.Image") -> float:
    from PIL import ImageStat

    mean: float = ImageStat.Stat(picture.convert("L")).mean[0]
    return mean
