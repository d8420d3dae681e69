"""The root window on this screen: sharp where pixels are small."""

import sys
import tkinter as tk

from digitpad import texts
from digitpad.errors import UserError

# Tk's scaling is pixels in a point (1/72 inch); 100 % is 96 pixels in an inch.
WHOLE = 96 / 72
# Screens between 100 % and 400 % exist; what an X server or a projector says beyond that is not to be believed.
MOST_FACTOR = 4.0


def make_root() -> tuple[tk.Tk, float]:
    """Make the root window, still hidden and without a theme.

    Returns:
        The window, and how many pixels this screen has for a pixel at 100 %: 1, 1.25, ... 4.

    Raises:
        UserError: where there is no display.
    """
    _be_dpi_aware()
    try:
        root = tk.Tk(className=texts.PROGRAM)
    except tk.TclError as error:
        cause = str(error)
        known = "display" in cause
        raise UserError(texts.NO_DISPLAY if known else texts.NO_WINDOW.format(cause=cause)) from error
    root.withdraw()
    root.title(texts.PROGRAM)
    factor = _clamped(float(root.tk.call("tk", "scaling")))
    root.tk.call("tk", "scaling", factor * WHOLE)
    return root, factor


def _be_dpi_aware() -> None:
    """Tell Windows not to enlarge the window itself, which blurs it; it must hear that before Tk starts."""
    if sys.platform != "win32":
        return
    import ctypes

    try:
        ctypes.windll.shcore.SetProcessDpiAwareness(1)
    except (AttributeError, OSError):  # before Windows 8.1; or somebody has set it already
        return


def _clamped(scaling: float) -> float:
    """Return Tk's scaling as a multiple of 100 %, in quarters, within what screens have."""
    return min(max(round(scaling / WHOLE * 4) / 4, 1.0), MOST_FACTOR)
