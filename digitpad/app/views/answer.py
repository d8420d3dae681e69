"""How an answer is shown: beside the pad, as boxes on it, and in the window's title."""

import tkinter as tk

from digitpad import texts
from digitpad.app.session.answered import Answered
from digitpad.app.session.answers import Answers
from digitpad.app.session.moments import Moment
from digitpad.app.views.marks import Mark
from digitpad.app.views.pad import Pad
from digitpad.app.views.panel import Panel


def show_answer(answers: Answers, pad: Pad, panel: Panel, root: tk.Tk, held: bool = False) -> None:
    """Show the answer to what is on the pad, or that there is none.

    Args:
        answers: has it.
        pad: shows its boxes.
        panel: shows the rest.
        root: has the title.
        held: whether the panel keeps what it shows while there is none.
    """
    answered = answers.current
    root.title(texts.window_title("" if answered is None else answered.words))
    if answered is None:
        pad.show_marks([])
        if not held:
            panel.say(answers.instead)
    elif answered.several:
        _show_number(answered, pad, panel)
    else:
        pad.show_marks([], answered.only.box if pad.has_picture and answered.digits else None)
        image, corrected = answered.answer.digit_image, answered.corrected_only
        if corrected is None:
            panel.show(answered.only, image, answered.words_of_one)
        else:
            panel.show_corrected(answered.only, image, corrected)


def show_moment(moment: Moment, panel: Panel, ago: float = 0.0) -> None:
    """Show what was thought at a moment of drawing, so many seconds ago."""
    note = texts.STRIP_AGO.format(seconds=ago) if ago else ""
    panel.show_interim(moment.said.text, moment.prediction, moment.glimpse.image, moment.digit, note)


def _show_number(answered: Answered, pad: Pad, panel: Panel) -> None:
    reading = answered.reading
    pad.show_marks([_mark(answered, index) for index in range(len(reading.digits))])
    seen, digit = answered.seen(), answered.digit
    least = None if digit is not None else answered.least_sure
    shown = None if least is None else (least, answered.image_of(least))
    panel.show_number(reading, len(answered.said), shown)
    if digit is not None and seen is not None:
        panel.show_chosen(digit, seen.image, answered.said.get(digit.box))


def _mark(answered: Answered, index: int) -> Mark:
    prediction = answered.reading.digits[index]
    assert prediction.box is not None, "each of several digits has its box"
    kind = answered.kind(index)
    return Mark(prediction.box, texts.beside_box(prediction.digit, kind), kind, index == answered.chosen)
