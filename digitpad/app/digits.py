"""The answer that is shown: its digits, which of them is chosen, and what the person said they are."""

from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.corrected import corrected
from digitpad.app.session.reports import Answer, DigitSeen
from digitpad.app.views.marks import Kind, Mark
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digitpad.app.window import App
    from digitpad.ink.layout import Box
    from digitpad.reading.prediction import Prediction, Reading


class Digits:
    """Shows an answer of any number of digits.

    One digit, or none, is the answer itself. Of several each can be chosen: then the panel is about that one, and the
    digit keys say what it really is.

    Args:
        app: the window.
    """

    def __init__(self, app: "App") -> None:
        self._app = app
        self._answer: Answer | None = None
        self._chosen: int | None = None

    @property
    def answered(self) -> bool:
        """Whether an answer is shown."""
        return self._answer is not None

    @property
    def several(self) -> bool:
        """Whether the answer that is shown has several digits."""
        return len(self._digits) > 1

    @property
    def chosen(self) -> "Prediction | None":
        """The digit that is chosen, as it was read."""
        return None if self._chosen is None else self._digits[self._chosen]

    @property
    def words(self) -> str:
        """The answer as the title has it; "" without one."""
        if self._answer is None:
            return ""
        return texts.number_words(self._reading, self._corrected) if self.several else self._words_of_one(self._answer)

    @property
    def text(self) -> str:
        """What is copied: a number's digits alone, row by row, or the words of the answer."""
        return self._reading.text if self.several else self.words

    def show(self, answer: Answer) -> None:
        """Show another answer."""
        before = self.chosen
        self._answer = answer
        # Asked again about the same ink, it is about the same digit.
        boxes = [prediction.box for prediction in self._digits]
        self._chosen = boxes.index(before.box) if before is not None and before.box in boxes else None
        self.refresh()
        if self.several:
            self._tell()

    def forget(self) -> None:
        """Take the answer away: it is not about what is on the pad now."""
        self._answer = self._chosen = None
        self._app.view.pad.show_marks([])

    def refresh(self) -> None:
        """Show the answer again: the person has said something, or the widgets are new."""
        if self._answer is None:
            return
        view, answer = self._app.view, self._answer
        if not isinstance(answer.source, Drawing):
            view.pad.show_picture(answer.source, self._digits[0].box if len(self._digits) == 1 else None)
        view.entitle(self.words)
        if not self.several:
            view.panel.show(self._prediction_of_one, answer.digit_image, self._words_of_one(answer))
            return
        reading = self._reading
        view.pad.show_marks([self._mark(index, digit) for index, digit in enumerate(reading.digits)])
        view.panel.show_number(reading, self._corrected)
        seen = self.seen()
        if self.chosen is not None and seen is not None:
            view.panel.show_chosen(self.chosen, seen.image, self._corrections.get(self.chosen.box))

    def choose(self, index: int | None) -> None:
        """Make the panel be about one of several digits, counted from 0, or about all again."""
        if self.several:
            self._chosen = index
            self._app.heat.forget()
            self.refresh()
            self._tell()
            self._app.heat.chosen()

    def step(self, by: int) -> None:
        """Choose the next digit (1) or the one before (-1), round and round."""
        if self.several:
            at = self._chosen if self._chosen is not None else min(-by, 0)
            self.choose((at + by) % len(self._digits))

    def leave(self) -> None:
        """Choose no digit any more."""
        if self._chosen is not None:
            self.choose(None)

    def seen(self) -> DigitSeen | None:
        """Return what the network saw of the chosen digit; None if none is."""
        from digitpad.app.session.parts import digit_image_of

        if self._answer is None or self._chosen is None:
            return None
        image = digit_image_of(self._answer.source, self._answer.reading, self._chosen)
        return DigitSeen(image, self.chosen_drawing())

    def chosen_drawing(self) -> Drawing | None:
        """Return the chosen digit's strokes where they are; None in a picture, or if there are none."""
        from digitpad.app.session.parts import part_of

        if self._answer is None or self._chosen is None or not isinstance(self._answer.source, Drawing):
            return None
        boxes = [prediction.box for prediction in self._digits if prediction.box is not None]
        part = part_of(self._answer.source, boxes, self._chosen)
        return None if part.is_blank else part

    def _tell(self) -> None:
        """Say in the status line what there is, and how to go on."""
        if self._chosen is None:
            self._app.view.tell(texts.number_status(self._reading))
        else:
            self._app.view.tell(texts.CHOSEN_STATUS.format(place=self._chosen + 1, count=len(self._digits)))

    @property
    def _digits(self) -> "tuple[Prediction, ...]":
        return () if self._answer is None else self._answer.reading.digits

    @property
    def _corrections(self) -> "Mapping[Box | None, int]":
        return self._app.labelling.corrections

    @property
    def _corrected(self) -> int:
        return sum(prediction.box in self._corrections for prediction in self._digits)

    @property
    def _reading(self) -> "Reading":
        assert self._answer is not None, "there is an answer"
        return corrected(self._answer.reading, self._corrections)

    def _mark(self, index: int, prediction: "Prediction") -> Mark:
        assert prediction.box is not None, "each of several digits has its box"
        kind: Kind = "corrected" if prediction.box in self._corrections else _kind(prediction)
        return Mark(prediction.box, texts.beside_box(prediction.digit, kind), kind, index == self._chosen)

    @property
    def _prediction_of_one(self) -> "Prediction":
        from digitpad.reading.prediction import BLANK

        return self._digits[0] if self._digits else BLANK

    def _words_of_one(self, answer: Answer) -> str:
        if not self._digits and not isinstance(answer.source, Drawing):
            return texts.NOTHING_FOUND
        return texts.verdict_words(self._prediction_of_one)


def _kind(prediction: "Prediction") -> Kind:
    if prediction.verdict == "no digit":
        return "no digit"
    return "sure" if prediction.verdict == "sure" else "unsure"
