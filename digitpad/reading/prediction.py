"""What the recogniser says: about one digit, and about all the digits of a drawing or a page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digitpad.ink.layout import Box

Verdict = Literal["sure", "unsure", "no digit", "blank"]
# What stands in a text for ink that is no digit: to leave it out would turn 20?6 into 206.
UNREADABLE = "?"


@dataclass(frozen=True, eq=False)
class Prediction:
    """What the recogniser says about one drawing or picture.

    Attributes:
        digit: the likeliest digit under every verdict; None only for "blank".
        confidence: 0..1, the calibrated chance that this is a digit, and this one. It may be below
            ``max(probabilities)``, which takes for granted that it is a digit.
        probabilities: (10,) float32, of each digit; they sum to 1.
        verdict: "sure", "unsure", "no digit", or "blank" for no ink at all.
        box: (left, top, right, bottom) in the source's pixels, where it is known.
        image: (28, 28) float32, 0.0 = paper, 1.0 = ink: what the network saw. None for "blank".
    """

    digit: int | None
    confidence: float
    probabilities: "NDArray[np.float32]"
    verdict: Verdict
    box: "Box | None" = None
    image: "NDArray[np.float32] | None" = None

    @property
    def is_digit(self) -> bool:
        """Whether it is taken for a digit, surely or not."""
        return self.verdict in ("sure", "unsure")

    @property
    def candidates(self) -> tuple[tuple[int, float], ...]:
        """All ten (digit, probability), likeliest first."""
        order = np.argsort(-self.probabilities, kind="stable")
        return tuple((int(digit), float(self.probabilities[digit])) for digit in order)

    @property
    def runner_up(self) -> int | None:
        """The likeliest other answer: a digit, or None where it is likelier to be no digit at all."""
        (_, best), (digit, second) = self.candidates[:2]
        is_digit = self.confidence / best  # the chance that it is any digit
        return digit if second * is_digit >= 1 - is_digit else None


BLANK = Prediction(None, 0.0, np.full(10, 0.1, np.float32), "blank")
BLANK.probabilities.flags.writeable = False


@dataclass(frozen=True, eq=False)
class Reading:
    """All digits of a drawing or a picture, as they stand there.

    Attributes:
        rows: from top to bottom; in each its predictions, from left to right. Every prediction has its box. Ink that
            is no digit has the verdict "no digit". Blank sources have no rows.
        confidence: 0..1, the chance that all of the text is right: that its ink was split into digits as it was meant,
            and each was read right. 0 where there is no digit.
        scale: how many of the source's pixels made one of those that were read; above 1 for very large pictures.
    """

    rows: tuple[tuple[Prediction, ...], ...] = ()
    confidence: float = 0.0
    scale: int = 1

    @property
    def digits(self) -> tuple[Prediction, ...]:
        """The predictions of all rows, in reading order."""
        return tuple(prediction for row in self.rows for prediction in row)

    @property
    def numbers(self) -> tuple[tuple[Prediction, ...], ...]:
        """The rows that say something: those that are not mostly no digits, as words of letters are."""
        return tuple(row for row in self.rows if is_number(row))

    @property
    def verdict(self) -> Verdict:
        """What holds for all of the text: the least certain verdict of the numbers' members; "no digit" without any."""
        verdicts = {prediction.verdict for row in self.numbers for prediction in row}
        if not verdicts:
            return "no digit" if self.rows else "blank"
        return "sure" if verdicts == {"sure"} else "unsure"

    @property
    def text(self) -> str:
        """The digits, rows on lines of their own; "?" for what is no digit. Rows that are mostly none are left out."""
        return "\n".join("".join(str(p.digit) if p.is_digit else UNREADABLE for p in row) for row in self.numbers)


def is_number(row: "Sequence[Prediction]") -> bool:
    """Tell whether at least half of a row is digits."""
    return 2 * sum(prediction.is_digit for prediction in row) >= len(row)
