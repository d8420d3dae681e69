"""Moves the real pointer and presses real keys, and waits until the window has noticed."""

import subprocess
import time

from digitpad.ink.pads import PAD_UNITS
from tests.patience import PATIENCE

SEVEN = [(110, 90), (200, 86), (290, 82), (260, 150), (225, 230), (190, 330)]
ONE = [(170, 120), (210, 70), (208, 150), (206, 230), (205, 330)]
MODIFIERS = {"Control_L", "Shift_L", "Control_R", "Shift_R"}


def until(app, condition, what):
    """Let the window work until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        app.root.update()
        time.sleep(0.001)
    app.root.update()


class Hand:
    """One xdotool that reads its commands from a pipe."""

    def __init__(self, app):
        self.app = app
        self.seen = 0
        self._tool = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, text=True)
        for sequence in ("<ButtonPress>", "<ButtonRelease>", "<KeyPress>"):
            app.root.bind_all(sequence, self._see, add=True)

    def _see(self, event):
        if event.keysym not in MODIFIERS:
            self.seen += 1

    def do(self, command):
        """Give xdotool a command that makes one event, and wait for the event."""
        before = self.seen
        self._send(command)
        until(self.app, lambda: self.seen > before, f"“{command}” has reached the window")

    def _send(self, command):
        self._tool.stdin.write(command + "\n")
        self._tool.stdin.flush()

    def move_to_pixel(self, x, y):
        self._send(f"mousemove {x} {y}")
        # Once the server says that the pointer is there, the motion event waits in the window's queue.
        until(self.app, lambda: self.app.root.winfo_pointerxy() == (x, y), f"the pointer is at {x}, {y}")

    def move(self, x, y):
        """Move to a place in pad units; it may lie beside the pad."""
        canvas = self.app.looks.view.pad.canvas
        scale = canvas.winfo_height() / PAD_UNITS
        self.move_to_pixel(canvas.winfo_rootx() + round(x * scale), canvas.winfo_rooty() + round(y * scale))

    def press(self, button=1):
        self.do(f"mousedown {button}")

    def release(self, button=1):
        self.do(f"mouseup {button}")

    def draw(self, points):
        """Draw one stroke."""
        self.begin(points)
        self.release()

    def begin(self, points):
        """Draw a stroke that isn't finished: the button stays down."""
        self.move(*points[0])
        self.press()
        for point in points[1:]:
            self.move(*point)

    def click(self, widget):
        """Click on the middle of a widget."""
        middle = widget.winfo_width() // 2, widget.winfo_height() // 2
        self.move_to_pixel(widget.winfo_rootx() + middle[0], widget.winfo_rooty() + middle[1])
        self.press()
        self.release()

    def key(self, name):
        self.do(f"key {name}")

    def close(self):
        self._tool.stdin.close()
        self._tool.wait()
