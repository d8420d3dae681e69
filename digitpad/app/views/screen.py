"""The root window on this screen: sharp where pixels are small, and in the theme's fonts."""

import sys
import tkinter as tk
from tkinter import ttk

import sv_ttk

from digitpad import texts
from digitpad.app.views.palette import Palette
from digitpad.errors import UserError

# Tk's scaling is pixels in a point (1/72 inch); 100 % is 96 pixels in an inch.
WHOLE = 96 / 72
# Screens between 100 % and 400 % exist; what an X server or a projector says beyond that is not to be believed.
MOST_FACTOR = 4.0
# The fonts that sv-ttk makes: size in pixels at 100 %, and whether it is bold where its own family is missing.
FONTS = {
    "SunValleyCaptionFont": (12, False),
    "SunValleyBodyFont": (14, False),
    "SunValleyBodyStrongFont": (14, True),
    "SunValleyBodyLargeFont": (18, False),
    "SunValleySubtitleFont": (20, True),
    "SunValleyTitleFont": (28, True),
    "SunValleyTitleLargeFont": (40, True),
    "SunValleyDisplayFont": (68, True),
}

# As sv-ttk has it: left, top, right, bottom, in pixels at 100 %.
BUTTON_PADDING = (8, 2, 8, 3)


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


def dress(root: tk.Tk, palette: Palette, factor: float) -> None:
    """Give the window its theme, with fonts of the right size.

    Args:
        root: the window.
        palette: names the theme.
        factor: pixels for a pixel at 100 %.
    """
    sv_ttk.set_theme(palette.theme, root)
    _fit_fonts(root, factor)
    for button in ("TButton", "Accent.TButton"):
        ttk.Style(root).configure(button, padding=[round(size * factor) for size in BUTTON_PADDING])


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


def _fit_fonts(root: tk.Tk, factor: float) -> None:
    # Segoe UI is a part of Windows: elsewhere Tk would fall back to whatever comes first, and lose the bold.
    family = None if sys.platform == "win32" else str(root.tk.call("font", "actual", "TkDefaultFont", "-family"))
    for name, (size, bold) in FONTS.items():
        root.tk.call("font", "configure", name, "-size", -round(size * factor))
        if family:
            root.tk.call("font", "configure", name, "-family", family, "-weight", "bold" if bold else "normal")
