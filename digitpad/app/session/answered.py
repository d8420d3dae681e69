"""The answer as it is shown: with what the person said in it, and the digit that is chosen."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from digitpad import texts
from digitpad.app.session.corrected import corrected
from digitpad.app.session.corrections import said_in, strokes_of
from digitpad.app.session.document import Document
from digitpad.app.session.reports import Answer, DigitSeen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digitpad.ink.layout import Box
    from digitpad.reading.prediction import Prediction, Reading

Kind = Literal["sure", "unsure", "no digit", "corrected"]


class Answered(NamedTuple):
    """An answer of any number of digits.

    One digit, or none, is the answer itself. Of several each can be chosen: then the panel is about that one, and the
    digit keys say what it really is.

    Attributes:
        document: that was asked about, with the person's word on it.
        answer: what was read.
        said: what the person said of its digits, by their boxes.
        chosen: which of several digits is chosen, counted from 0.
    """

    document: Document
    answer: Answer
    said: "dict[Box | None, int]"
    chosen: int | None = None

    @property
    def digits(self) -> "tuple[Prediction, ...]":
        """All digits, as they were read."""
        return self.answer.reading.digits

    @property
    def several(self) -> bool:
        """Whether there are several, or signs beside the one: then it is a number, and no digit alone."""
        return len(self.digits) > 1 or any(self.answer.reading.signs)

    @property
    def reading(self) -> "Reading":
        """What was read, with what the person said in its place."""
        return corrected(self.answer.reading, self.said)

    @property
    def digit(self) -> "Prediction | None":
        """The digit that is chosen, as it was read."""
        return None if self.chosen is None else self.digits[self.chosen]

    @property
    def only(self) -> "Prediction":
        """The one digit that there is, as it was read; a blank if there is none."""
        from digitpad.reading.prediction import BLANK

        return self.digits[0] if self.digits else BLANK

    @property
    def corrected_only(self) -> int | None:
        """What the one digit is, if the person said that it is another one than was read."""
        said = None if self.several or not self.digits else self.said.get(self.only.box)
        return None if said == self.only.digit and self.only.is_digit else said

    @property
    def words(self) -> str:
        """The answer as the title has it."""
        if self.several:
            return texts.number_words(self.reading, len(self.said))
        if self.corrected_only is not None:
            return texts.SURE.format(digit=self.corrected_only, percent=texts.NUMBER_ALL_CORRECTED)
        return self.words_of_one

    @property
    def words_of_one(self) -> str:
        """What was read, if it isn't several digits."""
        if not self.digits and self.document.picture is not None:
            return texts.NOTHING_FOUND
        return texts.verdict_words(self.only)

    @property
    def text(self) -> str:
        """What is copied: a number's digits alone, row by row, or the words of the answer."""
        return self.reading.text if self.several else self.words

    @property
    def status(self) -> str | None:
        """What there is, and how to go on; None if there is nothing to be said."""
        if not self.several:
            return None
        if self.chosen is None:
            return texts.number_status(self.reading)
        return texts.CHOSEN_STATUS.format(place=self.chosen + 1, count=len(self.digits))

    def kind(self, index: int) -> Kind:
        """Say what is known of a digit."""
        prediction = self.digits[index]
        if prediction.box in self.said:
            return "corrected"
        if prediction.verdict == "no digit":
            return "no digit"
        return "sure" if prediction.verdict == "sure" else "unsure"

    @property
    def least_sure(self) -> int | None:
        """The place of the digit that most needs a look, counted from 0: of those that the person said nothing of."""
        digits = self.reading.digits
        unsaid = [index for index in range(len(digits)) if self.digits[index].box not in self.said]
        return min(unsaid or range(len(digits)), key=lambda index: digits[index].confidence, default=None)

    def image_of(self, index: int) -> "NDArray[np.float32]":
        """Return what the network got of one of several digits, (28, 28)."""
        from digitpad.reading.parts import digit_image_of

        return digit_image_of(self.answer.source, self.answer.reading, index)

    def seen(self) -> DigitSeen | None:
        """Return what the network saw of the chosen digit; None if none is chosen."""
        if self.chosen is None:
            return None
        image = self.image_of(self.chosen)
        return DigitSeen(image, strokes_of(self.document, self.answer.reading, self.chosen))


def answered(document: Document, answer: Answer, chosen: int | None = None) -> Answered:
    """Return an answer about a document as it is to be shown."""
    return Answered(document, answer, said_in(document, answer.reading), chosen)
