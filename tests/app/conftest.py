"""A real window on a virtual screen, and a hand that moves the real pointer."""

import contextlib
import gc
import shutil
import tkinter as tk

import pytest

from digitpad.app.window import App
from digitpad.reading.recognizer import Recognizer
from digitpad.settings import Settings
from tests.app.hand import Hand, until
from tests.app.numbers import DIGITS, reader
from tests.app.state import several

NO_XDOTOOL = "The window's tests move the pointer with xdotool, which is not here: please install xdotool."

# Most tests want to know when an answer comes: only when they ask for it.
ASKED = Settings(theme="light", live=False)


@pytest.fixture
def screen(display, monkeypatch):
    """Put new windows on the tests' own display."""
    if shutil.which("xdotool") is None:
        pytest.fail(NO_XDOTOOL, pytrace=False)
    monkeypatch.setenv("DISPLAY", display)


@pytest.fixture
def open_app(screen):
    """Open windows, painted and with the keyboard's focus, and shut them down after the test."""
    opened = []

    def open_one(load=Recognizer, settings=ASKED, **given):
        app = App(load, settings=settings, **given)
        painted = []
        app.root.bind("<<Painted>>", painted.append)
        app.root.geometry("+20+20")
        app.open()
        hand = Hand(app)
        opened.append((app, hand))
        until(app, lambda: painted, "the window is painted")
        app.root.focus_force()
        until(app, lambda: app.root.focus_get() is not None, "the window has the focus")
        return app, hand

    yield open_one
    for app, hand in opened:
        hand.close()
        with contextlib.suppress(tk.TclError):  # the test has closed it
            app.quit()
        app.close()
    opened.clear()
    # What is left of a window must not be collected in the next one's worker thread: Tcl ends the process for that.
    gc.collect()


@pytest.fixture
def write(open_app):
    """Open a window, write 471 with the pointer, and wait for its answer."""

    def written(load=reader, **given):
        app, hand = open_app(load, **given)
        for stroke in [stroke for digit in DIGITS for stroke in digit]:
            hand.draw(stroke)
        hand.key("Return")
        until(app, lambda: several(app), "the number is read")
        return app, hand

    return written
