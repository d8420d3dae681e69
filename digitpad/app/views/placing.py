"""Where the window is on the screen: put there, remembered, and brought back after it has filled the screen."""

import tkinter as tk
from collections.abc import Callable

from digitpad.app.views.geometry import DEFAULT_SIZE, LEAST_SIZE, clamped
from digitpad.settings import place


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
    """Return where the window is, so that :meth:`put_window` puts it there again: "WIDTHxHEIGHT+X+Y".

    Tk's own word on it is about the place that was asked for: of a window that the window manager has put somewhere,
    and nobody has moved, it says +0+0. What counts is where the window really is, less its frame: a frame as thick as
    the distance from the frame's corner to the window's.
    """
    root.update_idletasks()
    size = f"{root.winfo_width()}x{root.winfo_height()}"
    x, y = frame_corner(root)
    return f"{size}+{x}+{y}"


def frame_corner(root: tk.Tk) -> tuple[int, int]:
    """Return where the upper left corner of the window's frame is on the screen."""
    if root.tk.call("tk", "windowingsystem") != "x11":
        return root.winfo_x(), root.winfo_y()
    left, top = root.winfo_rootx(), root.winfo_rooty()
    return left, top


def when_painted(canvas: tk.Canvas, root: tk.Tk, call: Callable[[], None]) -> None:
    """Call once, when the canvas is on the screen."""

    def exposed(_event: "tk.Event[tk.Misc]") -> None:
        canvas.unbind("<Expose>")
        # The widgets paint themselves when Tk is idle, and have been waiting for that longer than this.
        root.after_idle(call)

    canvas.bind("<Expose>", exposed)
