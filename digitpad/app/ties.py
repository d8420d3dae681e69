"""Ties what a person has chosen to the session and to the widgets that show it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.learning import adapt
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change
from digitpad.app.views.choices import Choices
from digitpad.app.views.heat import OFF

if TYPE_CHECKING:
    from digitpad.app.views.view import View


def tie(choices: Choices, session: Session, view: "Callable[[], View]") -> None:
    """Let choices take effect.

    Args:
        choices: of the person.
        session: what they are about.
        view: returns the widgets that there are at the moment.
    """

    def pen_chosen() -> None:
        session.answers.pen = choices.pen_width
        view().pad.redraw()

    def live_chosen() -> None:
        session.answers.live = choices.live.get()

    def heat_chosen() -> None:
        session.answers.heat_wanted = choices.heat.get() != OFF
        view().show_heat()

    def wide_chosen() -> None:
        session.settle()
        session.pad_width = choices.pad_width
        session.tell("document")
        view().arrange()

    def erasing_chosen() -> None:
        erasing = choices.erasing.get()
        session.settle()
        if erasing and session.document.is_blank:
            choices.erasing.set(False)
            session.say(texts.NOTHING_TO_ERASE)
        else:
            view().pad.use_eraser(erasing)

    def hear(change: Change) -> None:
        if change == "pen":
            choices.use_pen(session.answers.pen)
        elif change == "document" and session.document.is_blank:
            choices.erasing.set(False)

    choices.on_change(choices.adapting, lambda: adapt(session, choices.adapting.get()))
    choices.on_change(choices.pen, pen_chosen)
    choices.on_change(choices.live, live_chosen)
    choices.on_change(choices.heat, heat_chosen)
    choices.on_change(choices.wide, wide_chosen)
    choices.on_change(choices.erasing, erasing_chosen)
    session.subscribe(hear)
