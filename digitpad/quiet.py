"""Keeps native libraries from talking on standard error where no setting of theirs would."""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator


class _Silence:
    """File descriptor 2, pointed at nothing while anybody wants it so: the descriptor is the whole process's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = 0
        self._saved: int | None = None

    def begin(self) -> None:
        with self._lock:
            if self._wanted == 0:
                self._saved = _redirected()
            self._wanted += 1

    def end(self) -> None:
        with self._lock:
            self._wanted -= 1
            if self._wanted == 0 and self._saved is not None:
                os.dup2(self._saved, 2)
                os.close(self._saved)
                self._saved = None


_SILENCE = _Silence()


@contextlib.contextmanager
def quiet_standard_error() -> Iterator[None]:
    """Point file descriptor 2 at nothing for a moment; Python's own exceptions still get through.

    Threads may be inside at the same time: the last one out gives standard error back.
    """
    _SILENCE.begin()
    try:
        yield
    finally:
        _SILENCE.end()


def _redirected() -> int | None:
    """Point the descriptor at nothing; return a copy of what it was."""
    try:
        saved = os.dup(2)
    except OSError:  # a windowed program may have no standard error at all
        return None
    if sys.stderr is not None:
        sys.stderr.flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
    return saved
