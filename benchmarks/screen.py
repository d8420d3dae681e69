"""A virtual screen whose picture can be read from outside while a program paints on it."""

import mmap
import os
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np


class Screen:
    """An X display and what is on it.

    Attributes:
        display: its name.
        pixels: (height, width, 4) uint8, always as the screen is now.
    """

    def __init__(self, display: str, file: Path):
        self.display = display
        with file.open("rb") as opened:
            memory = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        # Xvfb keeps its picture in the X window dump format, whose header is 25 numbers of 32 bits.
        header = struct.unpack(">25I", memory[:100])
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        start = size + 12 * colours
        rows = np.frombuffer(memory, np.uint8, height * line, start).reshape(height, line)
        self.pixels = rows[:, : 4 * width].reshape(height, width, 4)

    def likeness(self, picture: "np.ndarray") -> float:
        """Return the share of pixels that are as in an earlier copy of ``pixels``."""
        return float((self.pixels.view(np.uint32) == picture.view(np.uint32)).mean())


@contextmanager
def readable_screen() -> Iterator[Screen]:
    """Give a screen of one's own, as large as the pad's window."""
    reading, writing = os.pipe()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "880x668x24",
            "-nolisten",
            "tcp",
            "-fbdir",
            folder,
        ]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        try:
            with os.fdopen(reading) as ready:
                number = ready.readline().strip()
            yield Screen(f":{number}", Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()
