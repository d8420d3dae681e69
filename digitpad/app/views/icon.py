"""The window's icon: a 7 on paper, as the packaged program's icon has it."""

import tkinter as tk
from typing import TYPE_CHECKING

from digitpad.app.views.palette import LIGHT
from digitpad.ink.drawing import Stroke
from digitpad.ink.smoothing import smooth

if TYPE_CHECKING:
    from PIL import Image

# What window frames, task bars and switchers use at 100 to 200 %.
SIDES = (16, 32, 48, 64, 128)
# In a square of 100.
SEVEN = ((27.0, 30.0), (50.0, 28.0), (72.0, 27.0), (60.0, 52.0), (46.0, 78.0))
PEN = 14.0
CORNER = 22.0


def set_icon(root: tk.Tk) -> None:
    """Draw the icon in all sizes and give it to the window; Pillow must have been imported."""
    from PIL import ImageTk

    photos = [ImageTk.PhotoImage(icon(side), master=root) for side in SIDES]
    root.tk.call("wm", "iconphoto", str(root), "-default", *map(str, photos))


def icon(side: int) -> "Image.Image":
    """Draw the icon, an "RGBA" image of so many pixels square."""
    from PIL import Image, ImageDraw

    from digitpad.ink.raster import pad_image

    fine = 4  # for smooth corners
    plate = Image.new("L", (side * fine, side * fine))
    last = side * fine - 1
    outline = (0, 0, last, last), CORNER / 100 * side * fine
    ImageDraw.Draw(plate).rounded_rectangle(*outline, fill=255)
    edge = Image.new("L", plate.size)
    ImageDraw.Draw(edge).rounded_rectangle(*outline, outline=255, width=fine)
    picture = Image.new("RGBA", (side, side), LIGHT.paper)
    ink = pad_image([Stroke(tuple(smooth(SEVEN, 2)))], (side, side), side / 100, PEN * side / 100)
    picture.paste(LIGHT.accent, mask=ink)
    picture.paste(LIGHT.border, mask=edge.reduce(fine))
    picture.putalpha(plate.reduce(fine))
    return picture
