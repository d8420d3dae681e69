"""Where X11 has put a window: Tk doesn't know it of one that was placed by the window manager and never moved."""

import ctypes


def corner(display: str, window: int) -> tuple[int, int] | None:
    """Return the upper left corner of a window that lies on the screen itself; None where that can't be told.

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
    x11.XGetGeometry.argtypes = [pointer, number, *[pointer] * 7]
    connection = x11.XOpenDisplay(display.encode())
    if not connection:
        return None
    # By itself Xlib ends the process if the window is gone.
    ignore = ctypes.CFUNCTYPE(ctypes.c_int, pointer, pointer)(lambda _display, _error: 0)
    before = x11.XSetErrorHandler(ctypes.cast(ignore, pointer))
    root, x, y = number(), ctypes.c_int(), ctypes.c_int()
    rest = [ctypes.c_uint() for _ in range(4)]
    try:
        known = x11.XGetGeometry(connection, window, *map(ctypes.byref, (root, x, y, *rest)))
    finally:
        x11.XSetErrorHandler(before)
        x11.XCloseDisplay(connection)
    return (x.value, y.value) if known else None
