"""What a person can do with an answer: choose one of its digits, and say what a digit really is."""

from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.session import Session

if TYPE_CHECKING:
    from digitpad.app.session.document import Correction


def ask(session: Session) -> None:
    """Ask which digits are on the pad."""
    session.settle()
    session.answers.ask()


def choose(session: Session, index: int | None) -> None:
    """Make the answer be about one of several digits, counted from 0, or about all again."""
    session.settle()
    session.answers.choose(index)


def step(session: Session, by: int) -> None:
    """Choose the next of several digits (1), or the one before (-1), round and round."""
    session.settle()
    answered = session.answers.current
    if answered is not None and answered.several:
        at = answered.chosen if answered.chosen is not None else min(-by, 0)
        session.answers.choose((at + by) % len(answered.digits))


def label(session: Session, digit: int) -> None:
    """Keep what is on the pad, or its chosen digit, with what it really is; said twice, the later word counts.

    Raises:
        DataError: if it can't be written.
    """
    session.settle()
    answered = session.answers.current
    if answered is not None and answered.several and answered.chosen is None:
        session.say(texts.CHOOSE_FIRST, problem=True, remedy="next digit")
        return
    word = _word(session, digit)
    if word is None:
        session.say(texts.NOTHING_TO_LABEL, problem=True)
        return
    from digitpad.app.session.document import corrected_by

    session.do(corrected_by(session.document, word))
    session.say(noted(word))


def noted(word: "Correction") -> str:
    """Return what is said when a word is kept."""
    return (texts.CORRECTED_PICTURE if word.labelled is None else texts.LABEL_NOTED).format(digit=word.digit)


def _word(session: Session, digit: int) -> "Correction | None":
    """Return the person's word on the chosen digit, or on the only one; None where there is none."""
    document, answered = session.document, session.answers.current
    if document.is_blank or (document.picture is not None and (answered is None or not answered.digits)):
        return None
    from digitpad.app.session.corrections import all_ink, inks_of, strokes_of
    from digitpad.app.session.document import Correction
    from digitpad.app.session.labels import example_of

    if answered is None or not answered.digits:
        return Correction(digit, all_ink(document), example_of(digit, document.drawing))
    index = answered.chosen or 0
    ink = inks_of(document, answered.answer.reading)[index]
    drawing = strokes_of(document, answered.answer.reading, index)
    if drawing is None and ink.box is None:
        return None
    return Correction(digit, ink, None if drawing is None else example_of(digit, drawing))
