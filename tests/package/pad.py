"""A pad in a process of its own, seen and moved from outside only: by pointer, keys and the window's title."""

import os
import subprocess

PATIENCE = 60  # seconds; far beyond what anything here takes

TITLE = "digitpad$"
# In pixels of the window: well inside of its pad.
SEVEN = [[(160, 120), (290, 116), (420, 118), (370, 220), (310, 340), (270, 460)]]
ONE = [[(300, 110), (298, 220), (296, 340), (294, 470)]]
FOUR = [[(230, 110), (205, 220), (180, 300), (290, 304), (420, 300)], [(350, 110), (346, 250), (342, 380), (338, 480)]]
ZERO = [[(290, 110), (200, 170), (170, 290), (205, 420), (300, 470), (390, 410), (420, 290), (385, 170), (290, 110)]]


class OpenPad:
    """The window of a process, until it is closed."""

    def __init__(self, command, environment):
        self._tool_environment = {**os.environ, "DISPLAY": environment["DISPLAY"]}
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

    def draw(self, strokes):
        """Draw with the pointer."""
        window = self.wait_for_title(TITLE)
        self.tool("windowfocus", "--sync", window)
        commands = []
        for first, *others in strokes:
            commands += ["mousemove", "--sync", "--window", window, *map(str, first), "mousedown", "1"]
            for point in others:
                commands += ["mousemove", "--sync", "--window", window, *map(str, point)]
            commands += ["mouseup", "1"]
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
