"""Drops files on the window below the pointer, as a file manager does: ``python -m tests.app.drag_source FILE...``.

It speaks XDND, version 5 (https://freedesktop.org/wiki/Specifications/XDND), and prints the action that was taken.
"""

import ctypes
import sys
from ctypes import POINTER, Structure, Union, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from pathlib import Path

# Kinds of events in X11's protocol, and what a property is filled with.
SELECTION_REQUEST, SELECTION_NOTIFY, CLIENT_MESSAGE = 30, 31, 33
REPLACE, ANY_TYPE = 0, 0
VERSION = 5
ACCEPTED = 1  # bit


class Message(Structure):
    _fields_ = (
        *(("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void_p), ("window", c_ulong)),
        *(("kind", c_ulong), ("format", c_int), ("data", c_long * 5)),
    )


class Request(Structure):
    _fields_ = (
        *(("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void_p), ("owner", c_ulong)),
        *((name, c_ulong) for name in ("requestor", "selection", "target", "property", "time")),
    )


class Notify(Structure):
    _fields_ = (
        *(("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void_p)),
        *((name, c_ulong) for name in ("requestor", "selection", "target", "property", "time")),
    )


class Event(Union):
    _fields_ = (("message", Message), ("request", Request), ("notify", Notify), ("room", c_long * 24))


class Source:
    """A window that files are dragged from."""

    def __init__(self, names):
        # As in RFC 2483: a line each, and the names' bytes as %41 and the like.
        self.content = "".join(f"{Path(name).as_uri()}\r\n" for name in names).encode()
        x11 = self.x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = c_void_p
        for name in ("XDefaultRootWindow", "XCreateSimpleWindow", "XInternAtom"):
            getattr(x11, name).restype = c_ulong
        self.display = c_void_p(x11.XOpenDisplay(None))
        self.root = x11.XDefaultRootWindow(self.display)
        place = (c_int(0), c_int(0), c_uint(1), c_uint(1), c_uint(0))
        self.window = x11.XCreateSimpleWindow(self.display, c_ulong(self.root), *place, c_ulong(0), c_ulong(0))

    def atom(self, name):
        return self.x11.XInternAtom(self.display, c_char_p(name.encode()), c_int(0))

    def drop(self):
        """Drop the files; return whether they were taken."""
        selection, copy = self.atom("XdndSelection"), self.atom("XdndActionCopy")
        self.x11.XSetSelectionOwner(self.display, c_ulong(selection), c_ulong(self.window), c_ulong(0))
        target, x, y = self.below_pointer()
        self.send(target, "XdndEnter", VERSION << 24, self.atom("text/uri-list"))
        self.send(target, "XdndPosition", 0, x << 16 | y, 0, copy)
        if not self.wait_for("XdndStatus").data[1] & ACCEPTED:
            return False
        self.send(target, "XdndDrop", 0, 0)
        return self.wait_for("XdndFinished").data[2] == copy

    def below_pointer(self):
        """The window below the pointer that takes drops, and where the pointer is on the screen."""
        window, x, y = self.root, c_int(), c_int()
        while window:
            below, other = c_ulong(), c_ulong()
            inner = (byref(c_int()), byref(c_int()), byref(c_uint()))
            query = self.x11.XQueryPointer
            query(self.display, c_ulong(window), byref(other), byref(below), byref(x), byref(y), *inner)
            window = below.value
            if window and self.is_aware(window):
                return window, x.value, y.value
        raise SystemExit("There is no window that takes drops.")

    def is_aware(self, window):
        kind, form, count, rest, value = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ulong)()
        wanted = (c_ulong(self.atom("XdndAware")), c_long(0), c_long(1), c_int(0), c_ulong(ANY_TYPE))
        found = (byref(kind), byref(form), byref(count), byref(rest), byref(value))
        self.x11.XGetWindowProperty(self.display, c_ulong(window), *wanted, *found)
        return bool(count.value)

    def send(self, target, kind, *data):
        event = Event(message=Message(type=CLIENT_MESSAGE, window=target, kind=self.atom(kind), format=32))
        event.message.data[:] = [self.window, *data, *[0] * (4 - len(data))]
        self.x11.XSendEvent(self.display, c_ulong(target), c_int(0), c_long(0), byref(event))

    def wait_for(self, kind):
        """Return the next message of a kind, and hand the files over to who asks for them meanwhile."""
        event, wanted = Event(), self.atom(kind)
        while True:
            self.x11.XNextEvent(self.display, byref(event))
            if event.message.type == CLIENT_MESSAGE and event.message.kind == wanted:
                return event.message
            if event.message.type == SELECTION_REQUEST:
                self.answer(event.request)

    def answer(self, request):
        where = (c_ulong(request.requestor), c_ulong(request.property), c_ulong(request.target))
        content = (c_int(8), c_int(REPLACE), c_char_p(self.content), c_int(len(self.content)))
        self.x11.XChangeProperty(self.display, *where, *content)
        told = {name: getattr(request, name) for name in ("requestor", "selection", "target", "property", "time")}
        event = Event(notify=Notify(type=SELECTION_NOTIFY, **told))
        self.x11.XSendEvent(self.display, c_ulong(request.requestor), c_int(0), c_long(0), byref(event))


if __name__ == "__main__":
    print("copied" if Source(sys.argv[1:]).drop() else "refused")
