"""An X display of one's own, so that windows of tests and benchmarks stay off everybody's screen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

NO_DISPLAY = "The window's tests need a display: there is none here, and no Xvfb to make one; please install Xvfb."


class NoDisplayError(Exception):
    """There is neither a display nor a way to make one."""


@contextmanager
def virtual_display(screen: str = "1280x1024x24", dpi: int = 96) -> Iterator[str | None]:
    """Give the name of an X display without a window manager, or None on systems that need none.

    Where there is no Xvfb, the display is the one that DISPLAY names.

    Args:
        screen: its width, height and depth.
        dpi: how many of its pixels make an inch; 96 is called 100 %.

    Raises:
        NoDisplayError: where there is none of them.
    """
    if not sys.platform.startswith("linux"):
        yield None
        return
    if shutil.which("Xvfb") is None:
        if not os.environ.get("DISPLAY"):
            raise NoDisplayError(NO_DISPLAY)
        yield os.environ["DISPLAY"]
        return
    reading, writing = os.pipe()
    # -displayfd finds a free number and tells it when the server is ready.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-dpi", str(dpi), "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as ready:
            number = ready.readline().strip()
        if not number:
            raise NoDisplayError(NO_DISPLAY)
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
