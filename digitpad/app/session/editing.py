"""What a person can do to what is on the pad."""

from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.document import (
    Correction,
    Document,
    cleared,
    same_ink,
    with_drawing,
    with_ink,
    with_stroke,
)
from digitpad.app.session.session import Session
from digitpad.ink.drawing import FILE_SUFFIX, Drawing, Point
from digitpad.settings import PEN_LEAST, PEN_MOST

if TYPE_CHECKING:
    from digitpad.examples.corrections import Labelled


def begin(session: Session) -> None:
    """Take the answer away: the pen, or the eraser, has changed what it is about; what it makes is read meanwhile."""
    if session.answers.live and session.document.picture is None:
        session.interim.begin(session.pad_width)
    session.answers.drop()


def add_stroke(session: Session, points: tuple[Point, ...]) -> None:
    """Add a stroke, in the document's units."""
    session.do(with_stroke(session.document, points, session.pad_width))
    session.interim.end()


def erase(session: Session, drawing: Drawing) -> None:
    """Take what the eraser has left."""
    document = session.document
    if drawing.strokes != document.drawing.strokes:
        session.do(with_ink(document, drawing))
    elif document.picture is not None:
        session.say(texts.ONLY_INK_ERASED)
    session.interim.end()


def clear(session: Session) -> None:
    """Take everything off the pad."""
    session.settle()
    session.do(cleared(session.document))


def undo(session: Session) -> None:
    """Take the last change back."""
    session.settle()
    before = session.document
    if session.undo():
        _say_what_was_said(session, before)
        if _without(before.labelled, session.document.labelled):
            from digitpad.app.session.learning import learn

            learn(session, again=True)  # what is shown may have been learned from what is gone


def redo(session: Session) -> None:
    """Make the change again that was taken back."""
    session.settle()
    before = session.document
    if session.redo():
        _say_what_was_said(session, before)


def _say_what_was_said(session: Session, before: Document) -> None:
    """Say what a step back or forth makes of the person's words: what was said before it is true no more."""
    document = session.document
    if not same_ink(before, document):
        return
    new = [correction for correction in document.corrections if correction not in before.corrections]
    kept, gone = (
        _without(*pair) for pair in ((document.labelled, before.labelled), (before.labelled, document.labelled))
    )
    if new:
        _say_noted(session, new[-1])
    elif document.corrections != before.corrections:
        session.say(texts.LABEL_TAKEN_BACK)
    elif gone:
        session.say(texts.PLAY_TAKEN_BACK.format(len(gone)))
    elif kept:
        session.say(texts.PLAY_KEPT.format(len(kept)))


def _say_noted(session: Session, word: Correction) -> None:
    """Say that a word is kept, if it is: elsewhere its example may have been deleted or changed meanwhile."""
    from digitpad.app.session.speaking import noted

    if session.document.picture is not None or (word.labelled is not None and session.labels.says_still(word.labelled)):
        session.say(noted(word))
    else:
        session.answers.say_status()


def _without(labelled: "tuple[Labelled, ...]", others: "tuple[Labelled, ...]") -> "list[Labelled]":
    return [each for each in labelled if not any(each is other for other in others)]


def open_file(session: Session, path: Path) -> None:
    """Open a drawing to go on with, or a picture to read; until it could be opened, nothing changes.

    Raises:
        DrawingError: if a drawing can't be read. What is wrong with a picture is said later.
    """
    if path.suffix.lower() == FILE_SUFFIX:
        show_drawing(session, Drawing.load(path), path)
    else:
        open_picture(session, path)


def open_picture(
    session: Session, content: Path | bytes, ink: Drawing | None = None, corrections: tuple[Correction, ...] = ()
) -> None:
    """Open a picture, a file or the content of one, perhaps with ink in its pixels, and with what was said of it."""
    from digitpad.app.session.reports import ToOpen

    session.answers.asking.open(ToOpen(content, ink, corrections))
    session.tell("pending")


def show_drawing(
    session: Session, drawing: Drawing, file: Path | None = None, corrections: tuple[Correction, ...] = ()
) -> None:
    """Put a drawing on the pad, perhaps with what was said of it; one that comes from a file is saved there."""
    session.settle()
    document = with_drawing(session.document, drawing, session.pad_width, file)
    before = session.document
    session.do(document._replace(corrections=corrections))
    if same_ink(before, session.document):
        session.answers.say_status()  # what was said before it may be about words that aren't there
    take_pen(session, drawing)
    if file is not None:
        session.saved = session.document


def take_pen(session: Session, drawing: Drawing) -> None:
    """Go on with the pen that a drawing was drawn with, if that is known, within the limits."""
    if drawing.pen is not None:
        session.answers.pen = min(max(drawing.pen, PEN_LEAST), PEN_MOST)
        session.tell("pen")
