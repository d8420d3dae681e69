"""The log file: where a bug in digitpad leaves its whole story, while the person sees one short line."""

import os
from pathlib import Path

# Old entries are given up beyond this: years of bugs, and still quick to open and to send.
MAX_LOG_BYTES = 1_000_000


def log_file() -> Path:
    """Return the path of the log file, in the place that the operating system has for logs; it need not exist."""
    from platformdirs import user_log_path

    return user_log_path("digitpad", appauthor=False) / "digitpad.log"


def log_exception(error: BaseException) -> Path | None:
    """Append an exception with its traceback to the log file.

    Returns:
        The log file's path, or None where it can't be written: a second failure must not hide the first.
    """
    import time
    import traceback

    from digitpad import __version__

    path = log_file()
    # Where no home folder is to be found out, the path would land in the current folder.
    if not path.is_absolute():
        return None
    story = "".join(traceback.format_exception(error))
    entry = f"{time.strftime('%Y-%m-%d %H:%M:%S %z')} digitpad {__version__}\n{story}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > MAX_LOG_BYTES:
            os.replace(path, path.with_suffix(".old.log"))
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(entry)
    except OSError:
        return None
    return path
