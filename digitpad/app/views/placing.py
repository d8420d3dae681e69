"""Where the window is on the screen: put there, remembered, and brought back after it has filled the screen."""

import tkinter as tk
from collections.abc import Callable

from digitpad.app.views.geometry import DEFAULT_SIZE, LEAST_SIZE, clamped
from digitpad.settings import place

# How often to look whether the window is back where it was, in ms.
BACK = 50


def put_window(root: tk.Tk, factor: float, last: str) -> None:
    """Give the window the place that it had the last time, or a good size.

    Args:
        root: the window.
        factor: pixels on this screen for a pixel at 100 %.
        last: "WIDTHxHEIGHT+X+Y", or "" if it has never been open.
    """
    screen = root.winfo_screenwidth(), root.winfo_screenheight()
    if last:
        width, height = (round(size * factor) for size in LEAST_SIZE)
        root.geometry("{}x{}+{}+{}".format(*clamped(place(last), screen, (width, height))))
        return
    width, height = (min(round(size * factor), most) for size, most in zip(DEFAULT_SIZE, screen, strict=True))
    root.geometry(f"{width}x{height}")


def place_of(root: tk.Tk) -> str:
    """Return where the window is, frame included, as Tk takes it: "WIDTHxHEIGHT+X+Y"."""
    root.update_idletasks()
    frame = int(str(root.tk.call("wm", "frame", str(root))), 16)
    # Without a window manager there is no frame, and Tk knows the place.
    if root.tk.call("tk", "windowingsystem") == "x11" and frame != root.winfo_id():
        from digitpad.app.views.x11 import corner

        found = corner(root.winfo_screen(), frame)
        if found is not None:
            return f"{root.winfo_width()}x{root.winfo_height()}+{found[0]}+{found[1]}"
    return root.geometry()


def bring_back(root: tk.Tk, place: str, still: Callable[[], bool], tries: int = 20) -> None:
    """Give the window its place again after it has filled the screen.

    Some window managers take their time, and then give it the size that it had with larger menus.

    Args:
        root: the window.
        place: as :func:`place_of` has it.
        still: says whether that is still wanted.
        tries: how often to look.
    """
    if still() and (root.attributes("-fullscreen") or place_of(root) != place):
        root.geometry(place)
        if tries:
            root.after(BACK, bring_back, root, place, still, tries - 1)


def when_painted(canvas: tk.Canvas, root: tk.Tk, call: Callable[[], None]) -> None:
    """Call once, when the canvas is on the screen."""

    def exposed(_event: "tk.Event[tk.Misc]") -> None:
        canvas.unbind("<Expose>")
        # The widgets paint themselves when Tk is idle, and have been waiting for that longer than this.
        root.after_idle(call)

    canvas.bind("<Expose>", exposed)
