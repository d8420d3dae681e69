"""What was thought at a moment of drawing."""

import math
from typing import TYPE_CHECKING, NamedTuple

from digitpad.app.session.steady import Said, chances
from digitpad.ink.drawing import Drawing
from digitpad.reading.parts import digit_image_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digitpad.ink.layout import Box
    from digitpad.reading.prediction import Prediction, Reading


class Glimpse(NamedTuple):
    """What is read of a drawing that isn't finished.

    Attributes:
        drawing: the ink that was there, in the document's units.
        reading: what was read.
        place: which of its digits was being drawn; None without any.
        image: (28, 28) float32, what the network saw of that digit.
    """

    drawing: Drawing
    reading: "Reading"
    place: int | None
    image: "NDArray[np.float32] | None"


class Moment(NamedTuple):
    """A glimpse, and when it was.

    Attributes:
        at: seconds of drawing since the pad was blank, without the pauses.
        glimpse: what was read.
        said: what was said of it, without flicker.
        final: whether it is the answer after a stroke.
        chance: how likely the digit is that is pointed out, 0..1.
    """

    at: float
    glimpse: Glimpse
    said: Said
    final: bool
    chance: float = 0.0

    @property
    def prediction(self) -> "Prediction | None":
        """The digit that was being drawn, as it was read."""
        place = self.glimpse.place
        return None if place is None else self.glimpse.reading.digits[place]

    @property
    def digit(self) -> int | None:
        """The digit that is pointed out: of one digit alone the one that was said."""
        if len(self.said.text) == 1 and self.said.text.isdigit():
            return int(self.said.text)
        prediction = self.prediction
        return prediction.digit if prediction is not None and prediction.is_digit else None


def moment_of(at: float, glimpse: Glimpse, said: Said, final: bool) -> Moment:
    """Return a moment; the arguments are as in :class:`Moment`."""
    moment = Moment(at, glimpse, said, final)
    prediction, digit = moment.prediction, moment.digit
    shares = [] if prediction is None else chances(prediction)
    return moment._replace(chance=shares[digit]) if shares and digit is not None else moment


def glimpse_of(drawing: Drawing, reading: "Reading") -> Glimpse:
    """Return what was read of a drawing, and which digit was being drawn: that where the last stroke ended."""
    place = drawn_last(drawing, [prediction.box for prediction in reading.digits])
    return Glimpse(drawing, reading, place, None if place is None else digit_image_of(drawing, reading, place))


def drawn_last(drawing: Drawing, boxes: "list[Box | None]") -> int | None:
    """Return which of a drawing's digits was drawn last, by their boxes: that where the last stroke ended."""
    if not boxes or drawing.is_blank:
        return None
    x, y = drawing.strokes[-1].points[-1]

    def distance(index: int) -> float:
        box = boxes[index]
        if box is None:
            return math.inf
        left, top, right, bottom = box
        return math.hypot(max(left - x, x - right, 0.0), max(top - y, y - bottom, 0.0))

    return min(range(len(boxes)), key=distance)
