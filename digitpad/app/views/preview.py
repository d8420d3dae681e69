"""The 28 × 28 picture that the network gets, enlarged without smoothing."""

import tkinter as tk
from typing import TYPE_CHECKING

from digitpad.app.views.palette import Palette
from digitpad.app.views.surface import coloured

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image, ImageTk

SIDE = 28
# A digit of MNIST fills so many of them: ``digitpad.ink.normalising`` has the rule.
FILLED = 20
BORDER = 1


class Preview:
    """A bordered square of a whole number of screen pixels for each of the network's.

    Args:
        parent: where it goes; ``frame`` is to be placed by the caller.
        palette: the colours.
        framed: whether a dashed line shows the square that digits of the training data fill.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, framed: bool = False) -> None:
        self._palette, self._framed = palette, framed
        self._image: NDArray[np.float32] | None = None
        self._hint = ""
        self._photo: ImageTk.PhotoImage | None = None
        self._heat: Image.Image | None = None
        self._enlargement = 0
        self.frame = tk.Frame(parent, background=palette.border)
        self.canvas = tk.Canvas(self.frame, background=palette.paper, highlightthickness=0, borderwidth=0)
        self.canvas.pack(padx=BORDER, pady=BORDER)
        self.resize(SIDE)

    def fitting(self, room: int) -> int:
        """Return how large it would be in so many pixels square, in pixels a side, border included."""
        return SIDE * max(1, (room - 2 * BORDER) // SIDE) + 2 * BORDER

    def resize(self, room: int) -> None:
        """Be as large as so many pixels square allow."""
        enlargement = max(1, (room - 2 * BORDER) // SIDE)
        if enlargement != self._enlargement:
            self._enlargement = enlargement
            self.canvas.configure(width=SIDE * enlargement, height=SIDE * enlargement)
            self.show(self._image, self._hint)

    @property
    def side(self) -> int:
        """Its width and height, in pixels, border included."""
        return SIDE * self._enlargement + 2 * BORDER

    def show_heat(self, heat: "Image.Image | None") -> None:
        """Colour the ink with a heat map of 28 × 28 pixels, or not."""
        if heat is not self._heat:
            self._heat = heat
            self.show(self._image, self._hint)

    def show(self, image: "NDArray[np.float32] | None", hint: str = "") -> None:
        """Show a digit image, (28, 28) float32, 0 = paper, 1 = ink; or paper with words on it, or none."""
        self._image, self._hint = image, hint
        if image is None:
            self.canvas.delete("all")
            self._photo = None
            if hint:
                self._write(hint)
            return
        from PIL import Image, ImageTk

        ink = Image.fromarray((image * 255).round().astype("uint8"))
        side = SIDE * self._enlargement
        picture = coloured(ink, self._palette.paper, self._heat or self._palette.ink)
        picture = picture.resize((side, side), Image.Resampling.NEAREST)
        if self._photo is not None and self._photo.width() == side:
            self._photo.paste(picture)  # while somebody draws, the picture is another one many times a second
            return
        self.canvas.delete("all")
        self._photo = ImageTk.PhotoImage(picture)
        self.canvas.create_image(0, 0, anchor=tk.NW, image=str(self._photo))
        if self._framed:
            first, last = (self._enlargement * (SIDE - FILLED * sign) / 2 for sign in (1, -1))
            self.canvas.create_rectangle(first, first, last, last, outline=self._palette.accent, dash=(3, 3))

    def _write(self, words: str) -> None:
        side = SIDE * self._enlargement
        self.canvas.create_text(
            side / 2,
            side / 2,
            width=side,
            text=words,
            justify=tk.CENTER,
            fill=self._palette.hint,
            font="SunValleyCaptionFont",
        )
