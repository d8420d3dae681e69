"""Keeps native libraries from talking on standard error where no setting of theirs would."""

import contextlib
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def quiet_standard_error() -> Iterator[None]:
    """Point file descriptor 2 at nothing for a moment; Python's own exceptions still get through."""
    try:
        saved = os.dup(2)
    except OSError:  # a windowed program may have no standard error at all
        yield
        return
    if sys.stderr is not None:
        sys.stderr.flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
