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
    if len(digits) > 1 or any(reading.signs):
        text = reading.text
    else:
        text = _of_one(before.text, digits[0]) if digits else ""
    if len(text) > 1 or len(before.text) > 1:
        return Said(text) if text in before else Said(before.text, text)
    return Said(text)


def chances(prediction: "Prediction") -> list[float]:
    """Return each digit's chance, 0..1, given that there may be no digit at all; nothing for a blank."""
    if prediction.verdict == "blank":
        return []
    share = prediction.confidence / float(prediction.probabilities.max())
    return [float(probability) * share for probability in prediction.probabilities]


def _of_one(before: str, prediction: "Prediction") -> str:
    shares = chances(prediction)
    if prediction.verdict == "blank" or (prediction.verdict == "no digit" and not before.isdigit()):
        return ""
    if not before.isdigit() or len(before) > 1:
        return str(prediction.digit)
    if prediction.verdict == "no digit":
        return before if sum(shares) >= NO_DIGIT else ""
    return str(prediction.digit) if shares[prediction.digit] - shares[int(before)] >= MARGIN else before
