"""Lets the recogniser learn what was said: at once what is new, the rest while nobody asks."""

from digitpad.app.session.session import Session


def learn(session: Session, again: bool = False) -> None:
    """Let the examples be looked at; whoever shows their number is told "lessons".

    Args:
        session: whose recogniser learns.
        again: whether what is on the pad is to be read again afterwards.
    """
    lessons = session.answers.asking.lessons
    lessons.again = lessons.again or again
    session.work("lessons", lessons.teach, lambda _result: _learnt(session))


def adapt(session: Session, wanted: bool) -> None:
    """Let the examples speak, or be silent."""
    session.answers.asking.lessons.enabled = wanted
    learn(session, again=True)


def _learnt(session: Session) -> None:
    lessons = session.answers.asking.lessons
    session.tell("lessons")
    if lessons.problem:
        session.say(lessons.problem, problem=True)
        lessons.problem = ""
    if lessons.left:
        learn(session, again=True)
    elif lessons.again:
        lessons.again = False
        session.answers.ask_anew()
