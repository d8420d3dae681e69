"""A reading with what the person said in it."""

import pytest

from digitpad.app.session.corrected import corrected
from digitpad.reading.prediction import Reading
from tests.app.numbers import BOXES, reader
from tests.app.readers import answer


def test_nothing_said_changes_nothing():
    """The reading is the one that it was."""
    reading = reader().reading
    assert corrected(reading, {}) is reading
    assert corrected(reading, {(0.0, 0.0, 1.0, 1.0): 3}) is reading


def test_what_was_said_is_sure_and_the_rest_is_left():
    """The text has the person's digit; the confidence is that of the digits that nobody corrected."""
    reading = reader(answer(4, 0.9), answer(7, 0.5, "unsure"), answer(1, 0.1, "no digit"), confidence=0.4).reading
    said = corrected(reading, {BOXES[1]: 2})
    assert said.text == "42?"
    assert [prediction.verdict for prediction in said.digits] == ["sure", "sure", "no digit"]
    assert said.confidence == pytest.approx(0.8)
    everything = corrected(reading, dict(zip(BOXES, (4, 2, 1), strict=True)))
    assert everything.text == "421"
    assert 0.8 < everything.confidence <= 1
    assert reading.text == "47?"


def test_what_was_no_digit_had_no_part_in_the_confidence():
    """To say what a "?" really is leaves the confidence that the digits around it are right."""
    reading = reader(answer(4, 0.9), answer(7, 0.8), answer(1, 0.1, "no digit"), confidence=0.6).reading
    said = corrected(reading, {BOXES[2]: 1})
    assert said.text == "471"
    assert said.confidence == pytest.approx(0.6)


def test_a_row_that_becomes_text_counts():
    """Digits in a row that was left out count from when the person says enough of it."""
    none = answer(1, 0.1, "no digit")
    reading = reader(answer(4, 0.9), none, none, confidence=0.0).reading
    assert reading.text == ""
    said = corrected(reading, {BOXES[1]: 7})
    assert said.text == "47?"
    assert said.confidence == pytest.approx(0.9)


def test_a_reading_without_confidence_stays_without():
    """Nothing is divided by nothing."""
    reading = Reading(reader().reading.rows, 0.0)
    assert corrected(reading, {BOXES[0]: 3}).confidence == 0
