"""A reading with what the person said in it."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digitpad.ink.layout import Box
    from digitpad.reading.prediction import Reading


def corrected(reading: "Reading", corrections: "Mapping[Box | None, int]") -> "Reading":
    """Return a reading with what the person said in place of what was read; the confidence is that of the others."""
    from dataclasses import replace

    if not any(prediction.box in corrections for prediction in reading.digits):
        return reading
    rows = tuple(
        tuple(
            replace(prediction, digit=corrections[prediction.box], verdict="sure")
            if prediction.box in corrections
            else prediction
            for prediction in row
        )
        for row in reading.rows
    )
    said = replace(reading, rows=rows)
    return replace(said, confidence=min(_split(reading) * _chance(said, without=corrections), 1.0))


def _split(reading: "Reading") -> float:
    """Return the chance that the text's ink was split as it was meant: what the digits leave of the confidence."""
    read = _chance(reading, without={})
    # Where nothing was read, nothing is known of it: whoever says a digit agrees with its box.
    return reading.confidence / read if reading.text and read else 1.0


def _chance(reading: "Reading", without: "Mapping[Box | None, int]") -> float:
    """Return the chance that all digits of a reading's text are right, but for some."""
    digits = (prediction for row in reading.numbers for prediction in row if prediction.is_digit)
    return math.prod(prediction.confidence for prediction in digits if prediction.box not in without)
