"""What is said while somebody draws: it follows the drawing, and doesn't flicker between two answers."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from digitpad.reading.prediction import Prediction, Reading

# Another digit is said once its chance is greater by so much than that of the digit that is said.
MARGIN = 0.15
# A digit that is said is taken back only where all digits together have less than this chance.
NO_DIGIT = 0.4


class Said(NamedTuple):
    """What is said of a drawing that isn't finished.

    Attributes:
        text: a digit, a number, or "" for no digit.
        heard: what was read the last time, when that is something else.
    """

    text: str = ""
    heard: str = ""


def steady(before: Said, reading: "Reading") -> Said:
    """Return what is to be said now.

    Between single digits a margin decides; a number is said when it was read twice in a row.

    Args:
        before: what was said of the drawing as it was a moment ago.
        reading: of the drawing as it is now.
    """
    digits = reading.digits
    text = _of_one(before.text, digits[0]) if len(digits) == 1 and not any(reading.signs) else said_of(reading).text
    if len(text) > 1 or len(before.text) > 1:
        return Said(text) if text in before else Said(before.text, text)
    return Said(text)


def said_of(reading: "Reading") -> Said:
    """Return what is said of a drawing that is finished."""
    digits = reading.digits
    if len(digits) != 1 or any(reading.signs):
        return Said(reading.text)
    return Said(str(digits[0].digit) if digits[0].is_digit else "")


def chances(prediction: "Prediction") -> list[float]:
    """Return each digit's chance, 0..1, given that there may be no digit at all; nothing for a blank."""
    if prediction.verdict == "blank":
        return []
    share = prediction.confidence / float(prediction.probabilities.max())
    return [float(probability) * share for probability in prediction.probabilities]


def _of_one(before: str, prediction: "Prediction") -> str:
    digit, shares = prediction.digit, chances(prediction)
    if digit is None:
        return ""
    if len(before) != 1 or not before.isdigit():
        return "" if prediction.verdict == "no digit" else str(digit)
    if prediction.verdict == "no digit":
        return before if sum(shares) >= NO_DIGIT else ""
    return str(digit) if shares[digit] - shares[int(before)] >= MARGIN else before
