"""What the session does with the reports of its worker."""

from pathlib import Path

from digitpad import texts
from digitpad.app.session.asking import remedy, sentence
from digitpad.app.session.document import with_picture
from digitpad.app.session.editing import take_pen
from digitpad.app.session.models import ask_again
from digitpad.app.session.reports import Answer, Failed, Heated, ImagingReady, JobDone, NotOpened, PictureOpened, Report
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Message


def hear(session: Session, report: Report) -> None:
    """Take one report."""
    if isinstance(report, ImagingReady):
        session.tell("imaging")
    elif isinstance(report, Answer):
        session.answers.show(report)
    elif isinstance(report, Heated):
        session.answers.heat = report.heat
        session.tell("heat")
    elif isinstance(report, PictureOpened):
        _put(session, report)
    elif isinstance(report, NotOpened):
        session.say(sentence(report.error), problem=True, remedy=remedy(report.error))
    elif isinstance(report, JobDone):
        report.job.done(report.result)
    elif isinstance(report, Failed):
        _fail(session, report)
    else:
        session.tell("model")
        # A problem that somebody may still be reading stays, and so does what is said to an early question.
        if session.message == Message(texts.LOADING):
            session.say(*session.answers.asking.state)
        else:
            session.tell("message")  # below a bar the status line says that it is loading


def _put(session: Session, opened: PictureOpened) -> None:
    """Put a picture on the pad, now that it could be opened, and ask about it."""
    session.settle()
    ink = opened.wanted.ink
    if ink is not None:
        take_pen(session, ink)
    document = with_picture(session.document, opened.picture, ink)
    session.do(document._replace(corrections=opened.wanted.corrections))
    if ink is None and isinstance(opened.picture.content, Path):
        session.saved = session.document
    if not session.answers.asking.awaiting:
        session.answers.ask()


def _fail(session: Session, failure: Failed) -> None:
    words = sentence(failure.error)
    if failure.number is None and session.answers.asking.went_back():
        session.tell("model")
        ask_again(session)
        session.tell("pending")  # it may still be loading
    else:
        session.answers.drop(texts.NO_ANSWER)
    session.say(words, problem=True, remedy=remedy(failure.error))
