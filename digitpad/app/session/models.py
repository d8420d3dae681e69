"""Another model than the one that ships with digitpad, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad.app.session.session import Session

if TYPE_CHECKING:
    from digitpad.app.session.reports import Reader


def use_model(session: Session, path: Path | None) -> None:
    """Let a model file answer from now on, or digitpad's own; if it can't be loaded, the one before goes on."""
    session.settle()
    session.answers.asking.use_model(_loader(path), path)
    session.answers.drop()
    ask_again(session)
    session.tell("pending")


def ask_again(session: Session) -> None:
    """Ask the model that answers now about what is on the pad, as if it had just come there."""
    if session.document.picture is not None:
        session.answers.ask()
    else:
        session.answers.ask_live()


def _loader(path: Path | None) -> "Callable[[], Reader]":
    def load() -> "Reader":
        from digitpad.reading.recognizer import Recognizer

        return Recognizer(path)

    return load
