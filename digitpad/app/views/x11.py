"""Where X11 has put a window: Tk doesn't know it of one that was placed by the window manager and never moved."""

import ctypes


def corner(display: str, window: int) -> tuple[int, int] | None:
    """Return where a window's upper left corner is on the screen; None where that can't be told.

    Args:
        display: its name.
        window: its number: the window manager's frame, or a window without one.
    """
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    pointer, number = ctypes.c_void_p, ctypes.c_ulong
    x11.XOpenDisplay.restype = pointer
    x11.XSetErrorHandler.restype = pointer
    x11.XSetErrorHandler.argtypes = [pointer]
    x11.XCloseDisplay.argtypes = [pointer]
    x11.XDefaultRootWindow.argtypes, x11.XDefaultRootWindow.restype = [pointer], number
    x11.XTranslateCoordinates.argtypes = [pointer, number, number, ctypes.c_int, ctypes.c_int, *[pointer] * 3]
    connection = x11.XOpenDisplay(display.encode())
    if not connection:
        return None
    # By itself Xlib ends the process if the window is gone.
    ignore = ctypes.CFUNCTYPE(ctypes.c_int, pointer, pointer)(lambda _display, _error: 0)
    before = x11.XSetErrorHandler(ctypes.cast(ignore, pointer))
    x, y, child = ctypes.c_int(), ctypes.c_int(), number()
    try:
        root = x11.XDefaultRootWindow(connection)
        found = map(ctypes.byref, (x, y, child))
        known = x11.XTranslateCoordinates(connection, window, root, 0, 0, *found)
    finally:
        x11.XSetErrorHandler(before)
        x11.XCloseDisplay(connection)
    return (x.value, y.value) if known else None
