"""A pad in a process of its own, seen and moved from outside only: by pointer, keys and the window's title."""

import os
import subprocess
import time
from itertools import pairwise

PATIENCE = 60  # seconds; far beyond what anything here takes

TITLE = "digitpad$"
# A place on the pad's paper that none of the drawings below covers: row and column on a screen without window manager.
PAPER = 530, 40
# Corners of lines in pixels of the window, well inside of its pad.
SEVEN = [(160, 120), (420, 118), (270, 460)]
ONE = [(220, 200), (300, 110), (294, 470)]
TWO = [(190, 170), (240, 120), (330, 120), (380, 180), (350, 260), (180, 460), (410, 460)]
ZERO = [(290, 110), (200, 170), (170, 290), (205, 420), (300, 470), (390, 410), (420, 290), (385, 170), (290, 110)]


class OpenPad:
    """The window of a process, until it is closed."""

    def __init__(self, command, environment, screen):
        self._screen = screen
        self._tool_environment = {**os.environ, "DISPLAY": screen.display}
        self.process = subprocess.Popen(
            command, env=environment, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self):
        return self

    def __exit__(self, *_unused):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def wait_for_title(self, pattern):
        """Wait until the window is on the screen with a title that matches, and return the number of the window."""
        return self.tool("search", "--sync", "--onlyvisible", "--name", pattern).split()[-1]

    def wait_until_ready(self):
        """Wait until the pad is painted and has the keyboard, and return the number of its window."""
        window = self.wait_for_title(TITLE)
        deadline = time.monotonic() + PATIENCE
        while (self._screen.pixels[PAPER][:3] != 255).any():
            assert time.monotonic() < deadline, "the pad's paper doesn't appear"
            time.sleep(0.01)
        self.tool("windowfocus", "--sync", window)
        return window

    def draw(self, corners):
        """Draw lines from corner to corner with the pointer, each with a press and a release of its own.

        Of several movements in a row Tk may see the last one only, but it never misses a press or a release.
        """
        window = self.wait_until_ready()
        commands = []
        for start, end in pairwise(corners):
            commands += ["mousemove", "--window", window, *map(str, start), "mousedown", "1"]
            commands += ["mousemove", "--window", window, *map(str, end), "mouseup", "1"]
        self.tool(*commands)

    def press(self, *keys):
        """Press keys, one after the other."""
        self.tool("key", *keys)

    def close(self):
        """Leave as a person does, and return the exit status with what the program has written."""
        self.press("ctrl+q")
        written = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, *written

    def tool(self, *command):
        """Run one xdotool command and return what it printed."""
        done = subprocess.run(
            ["xdotool", *command], env=self._tool_environment, stdout=subprocess.PIPE, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, f"xdotool {command[0]} failed"
        return done.stdout
