"""What is to be seen on the screen."""

from PIL import ImageGrab

from digitpad.app.views.palette import LIGHT
from digitpad.ink.pads import PAD_UNITS
from tests.app.hand import until


def pixel(app, x, y):
    """The colour on the screen at a place in pad units."""
    app.root.update()
    canvas = app.looks.view.pad.canvas
    scale = canvas.winfo_height() / PAD_UNITS
    place = canvas.winfo_rootx() + round(x * scale), canvas.winfo_rooty() + round(y * scale)
    colour = ImageGrab.grab(xdisplay=app.root.winfo_screen().rpartition(".")[0]).getpixel(place)
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def wait_for_ink(app, x, y):
    until(app, lambda: pixel(app, x, y) == LIGHT.ink, f"there is ink at {x}, {y}")


def wait_for_paper(app, x, y):
    until(app, lambda: pixel(app, x, y) == LIGHT.paper, f"there is paper at {x}, {y}")
