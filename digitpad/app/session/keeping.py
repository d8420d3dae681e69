"""Keeps what is on the pad for the next time, should it be in no file when this time ends."""

import json
from pathlib import Path
from typing import Any

from digitpad import texts
from digitpad.app.session.document import Correction, Document, Ink
from digitpad.app.session.editing import open_picture, show_drawing
from digitpad.app.session.session import Session
from digitpad.ink.drawing import Drawing, Stroke

# In the kept file: which picture the ink is on, and what the person said of its digits. Readers of drawing files ignore
# these keys.
PICTURE = "picture"
CORRECTIONS = "corrections"


def keep(session: Session) -> None:
    """Write what is on the pad to disk, or forget what was there if that is saved, or nothing."""
    from digitpad.examples.kept_drawing import forget, own_file
    from digitpad.examples.kept_drawing import keep as keep_drawing

    path, document = own_file(), session.document
    if not session.unsaved:
        forget(path)
        return
    keep_drawing(document.drawing._replace(pen=session.answers.pen), path, _notes(path, document))


def recover(session: Session) -> None:
    """Show what the last time left behind; of several pads that ended, the last one's."""
    from digitpad.examples.kept_drawing import adopt, left_behind, recovered

    for path in left_behind():
        drawing = recovered(path)
        if drawing is not None and _show(session, path, drawing):
            adopt(path)
            return


def _show(session: Session, path: Path, drawing: Drawing) -> bool:
    """Show a drawing that was kept, with what is noted of it; return whether there was anything to show."""
    noted = _noted(path)
    picture, corrections = _noted_picture(path, noted), _noted_corrections(noted, drawing)
    if picture is None and drawing.is_blank:
        return False  # the picture is gone
    session.go_on_with(tuple(word.labelled for word in corrections if word.labelled is not None))
    if picture is None:
        show_drawing(session, drawing, corrections=corrections)
    else:
        open_picture(session, picture, drawing, corrections)
    session.say(texts.RECOVERED, remedy="clear")
    return True


def _notes(path: Path, document: Document) -> dict[str, Any]:
    """Return which picture the kept ink is on, and the person's word on its digits; a pasted picture is written."""
    from digitpad.examples.kept_drawing import picture_below

    notes: dict[str, Any] = {}
    if document.corrections:
        notes[CORRECTIONS] = [_as_json(correction, document.drawing) for correction in document.corrections]
    if document.picture is None:
        return notes
    content = document.picture.content
    try:
        if isinstance(content, bytes):
            beside = picture_below(path)
            if not beside.is_file() or beside.read_bytes() != content:
                beside.parent.mkdir(parents=True, exist_ok=True)
                beside.write_bytes(content)
            content = beside
        return {**notes, PICTURE: str(content.resolve())}
    except OSError:
        return notes  # as for drawings: where that is not allowed, it isn't kept


def _noted(path: Path) -> dict[str, Any]:
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _noted_picture(path: Path, noted: dict[str, Any]) -> Path | bytes | None:
    from digitpad.examples.kept_drawing import picture_below

    name = noted.get(PICTURE)
    try:
        if not isinstance(name, str) or not Path(name).is_file():
            return None
        beside = picture_below(path)
        return beside.read_bytes() if Path(name) == beside.resolve() else Path(name)
    except (OSError, ValueError):
        return None


def _noted_corrections(noted: dict[str, Any], drawing: Drawing) -> tuple[Correction, ...]:
    """Return what the person said; where the file was changed by another hand, nothing."""
    try:
        return tuple(_from_json(kept, drawing) for kept in noted.get(CORRECTIONS, ()))
    except (TypeError, ValueError, KeyError, IndexError):
        return ()


def _as_json(correction: Correction, drawing: Drawing) -> dict[str, Any]:
    """Return a correction; strokes are named by their places, pieces of strokes by their points."""
    ink = correction.ink
    return {
        "digit": correction.digit,
        "strokes": [drawing.strokes.index(stroke) for stroke in ink.strokes],
        "part": [stroke.points for stroke in ink.part],
        "box": ink.box,
        "example": None if correction.labelled is None else [correction.labelled.key, correction.labelled.date],
    }


def _from_json(kept: dict[str, Any], drawing: Drawing) -> Correction:
    strokes = frozenset(drawing.strokes[place] for place in kept["strokes"])
    part = frozenset(Stroke(tuple((float(x), float(y)) for x, y in points)) for points in kept["part"])
    left, top, right, bottom = kept["box"] or (0, 0, 0, 0)
    if kept["digit"] not in range(10):
        raise ValueError(kept["digit"])
    ink = Ink(strokes, part, (left, top, right, bottom) if kept["box"] else None)
    example = kept.get("example")
    if example is None:
        return Correction(kept["digit"], ink)
    from digitpad.examples.corrections import Labelled

    key, date = map(str, example)
    own = drawing._replace(strokes=tuple(part))
    return Correction(kept["digit"], ink, Labelled(kept["digit"], date, own, key))
