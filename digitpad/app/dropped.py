"""What becomes of files that are dropped on the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from digitpad.app.files import MODEL_SUFFIXES
from digitpad.app.session.editing import open_file
from digitpad.app.session.models import use_model
from digitpad.app.session.session import Session


def take(paths: Sequence[Path], session: Session, read_scans: Callable[[Sequence[Path]], None]) -> None:
    """Open a drawing or a picture, let a model answer, or read a folder, or several files.

    Args:
        paths: of the files and folders.
        session: in which they are opened.
        read_scans: reads folders and several files, in a window of their own.

    Raises:
        DrawingError: if a drawing can't be read. What is wrong with anything else is said later.
    """
    if len(paths) != 1 or paths[0].is_dir():
        read_scans(paths)
    elif paths[0].suffix.lower() in MODEL_SUFFIXES:
        use_model(session, paths[0])
    else:
        open_file(session, paths[0])
