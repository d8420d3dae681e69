"""Opens the pad."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.errors import UserError
from digitpad.ink.drawing import FILE_SUFFIX, Drawing

if TYPE_CHECKING:
    from digitpad.reading.recognizer import Recognizer


def open_pad(model: Path | None = None, file: Path | None = None) -> int:
    """Open the window and return when it is closed.

    Args:
        model: a model file; by default the model that ships with digitpad.
        file: a drawing file to go on with, or an image file to read.

    Returns:
        The exit status.

    Raises:
        UserError: without Tk or a display, or for a drawing file that can't be read.
    """
    try:
        import tkinter  # noqa: F401
    except ImportError as error:
        raise UserError(texts.NO_TKINTER) from error
    # Every other module of the window imports tkinter, so they come after the question whether it is there.
    from digitpad.app.window import App
    from digitpad.settings import load_settings

    drawing, picture = None, None
    if file is not None and file.suffix.lower() == FILE_SUFFIX:
        drawing = Drawing.load(file)
    elif file is not None:
        picture = file
    with _interrupts_end_the_process():
        App(lambda: _load(model), drawing, picture, model, settings=load_settings()).run()
    return 0


def _load(model: Path | None) -> "Recognizer":
    from digitpad.reading.recognizer import Recognizer

    return Recognizer(model)


@contextmanager
def _interrupts_end_the_process() -> Iterator[None]:
    """Let Ctrl+C in the terminal end the pad at once: Python would only hear of it at the window's next event."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
