"""Another model than the one that ships with digitpad, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.session import Session
from digitpad.errors import ModelError

if TYPE_CHECKING:
    from digitpad.app.session.reports import Reader


def use_model(session: Session, path: Path | None) -> None:
    """Let a model file answer from now on, or digitpad's own; if it can't be loaded, the one before goes on."""
    _use(session, _loader(path), path)


def use_chosen_before(session: Session) -> None:
    """Let the model that was chosen the last time answer; if it can't be loaded, digitpad's own does."""
    path = session.answers.asking.chosen
    if path is None:
        return
    load = _loader(path)

    def load_again() -> "Reader":
        try:
            return load()
        except ModelError as error:
            raise ModelError(texts.MODEL_NOT_BACK.format(cause=error)) from error

    _use(session, load_again, path)


def forget_chosen(session: Session) -> None:
    """Let digitpad's own model answer, the next time, too."""
    asking = session.answers.asking
    if asking.model is not None:
        use_model(session, None)
    elif asking.chosen is not None:  # it couldn't be loaded: digitpad's own answers already
        asking.chosen = None
        session.calm()


def _use(session: Session, load: "Callable[[], Reader]", path: Path | None) -> None:
    session.settle()
    session.answers.asking.use_model(load, path)
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
