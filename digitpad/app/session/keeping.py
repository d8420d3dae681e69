"""Keeps what is on the pad for the next time, should it be in no file when this time ends."""

import json
from pathlib import Path
from typing import Any

from digitpad import texts
from digitpad.app.session.editing import open_picture, show_drawing
from digitpad.app.session.session import Session

# In the kept file: which picture the ink is on. Readers of drawing files ignore the key.
PICTURE = "picture"


def keep(session: Session) -> None:
    """Write what is on the pad to disk, or forget what was there if that is saved, or nothing."""
    from digitpad.examples.kept_drawing import forget, kept_file
    from digitpad.examples.kept_drawing import keep as keep_drawing

    path, document = kept_file(), session.document
    if not session.unsaved:
        forget(path)
        return
    keep_drawing(document.drawing._replace(pen=session.answers.pen), path)
    if document.picture is not None:
        _note_picture(path, document.picture.content)


def recover(session: Session) -> None:
    """Show what the last time left behind."""
    from digitpad.examples.kept_drawing import kept_file, recovered

    path = kept_file()
    drawing = recovered(path)
    if drawing is None:
        return
    picture = _noted_picture(path)
    if picture is None:
        show_drawing(session, drawing)
    else:
        open_picture(session, picture, drawing)
    session.say(texts.RECOVERED, problem=True)  # so that it stays when the answer comes


def _note_picture(path: Path, content: Path | bytes) -> None:
    """Write which picture the kept ink is on; one that was pasted is kept beside it."""
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, bytes):
            beside = path.with_suffix(".picture")
            if not beside.is_file() or beside.read_bytes() != content:
                beside.write_bytes(content)
            content = beside
        path.write_text(json.dumps({**document, PICTURE: str(content.resolve())}), encoding="utf-8")
    except (OSError, ValueError):
        return  # as for drawings: where that is not allowed, nothing is kept


def _noted_picture(path: Path) -> Path | bytes | None:
    try:
        name = json.loads(path.read_text(encoding="utf-8")).get(PICTURE)
        if not isinstance(name, str) or not Path(name).is_file():
            return None
        beside = path.with_suffix(".picture")
        return beside.read_bytes() if Path(name) == beside.resolve() else Path(name)
    except (OSError, ValueError):
        return None
