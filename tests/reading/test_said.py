"""What a reading says: text, verdict and words."""

import numpy as np
import pytest

from digitpad.reading.prediction import BLANK, Prediction, Reading
from digitpad.texts import number_words, verdict_words


def prediction(digit: int | None, verdict: str) -> Prediction:
    """Return a prediction of which only digit and verdict count."""
    return Prediction(digit, 0.9, BLANK.probabilities, verdict)


@pytest.mark.parametrize(
    ("four", "nine", "none", "runner_up", "words"),
    [(0.7, 0.2, 0.1, 9, "not sure: 4 or 9"), (0.8, 0.05, 0.15, None, "not sure: 4 or no digit")],
)
def test_the_likeliest_other_answer_is_named(four, nine, none, runner_up, words):
    """What is not sure names what it may be instead: the second digit, or no digit where that is likelier."""
    shares = np.zeros(10, np.float32)
    shares[[4, 9]] = np.array([four, nine]) / (1 - none)
    unsure = Prediction(4, four, shares, "unsure")
    assert (unsure.runner_up, verdict_words(unsure)) == (runner_up, words)
    seven = Prediction(7, 0.99, np.eye(10, dtype=np.float32)[7], "sure")
    other = "49"[runner_up == 9].replace("4", "?")
    assert number_words(Reading(((seven, unsure),), 0.7)) == f"not sure: 74 or 7{other}"


def test_text_shows_what_is_no_digit():
    """What can't be read is a question mark in a number; rows that are mostly none are left out of the text."""
    two, none, maybe = prediction(2, "sure"), prediction(4, "no digit"), prediction(6, "unsure")
    reading = Reading(((two, none, maybe), (none, none, two), (maybe,)), 0.5)
    assert reading.text == "2?6\n6"
    assert reading.verdict == "unsure"
    assert len(reading.digits) == 7


def test_half_a_row_of_digits_is_text():
    """A row is left out once more than half of it is no digit, and then it has no say in the verdict either."""
    one, two, none, maybe = (
        prediction(1, "sure"),
        prediction(2, "sure"),
        prediction(4, "no digit"),
        prediction(6, "unsure"),
    )
    half = Reading(((one, two, none, none),), 0.5)
    assert (half.text, half.verdict) == ("12??", "unsure")
    words = Reading(((none, maybe, none), (one, two), (none,)), 0.5)
    assert (words.text, words.verdict) == ("12", "sure")
    assert Reading(((none, maybe, none),), 0.5).verdict == "no digit"
    assert number_words(words) == "12 (50 %)"


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        ([], "blank"),
        (["sure", "sure"], "sure"),
        (["sure", "unsure"], "unsure"),
        (["sure", "no digit"], "unsure"),
        (["no digit", "no digit"], "no digit"),
    ],
)
def test_the_verdict_of_all_is_the_least_certain(verdicts, verdict):
    """A number is sure if each of its digits is, and no digit only if none of them is one."""
    row = tuple(prediction(1, each) for each in verdicts)
    assert Reading((row,) if row else ()).verdict == verdict
