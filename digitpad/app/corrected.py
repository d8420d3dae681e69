"""A reading with what the person said in it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digitpad.layout import Box
    from digitpad.prediction import Reading


def corrected(reading: "Reading", corrections: "Mapping[Box | None, int]") -> "Reading":
    """Return a reading with what the person said in place of what was read; the confidence is that of the others."""
    from dataclasses import replace

    said = [prediction for prediction in reading.digits if prediction.box in corrections]
    if not said:
        return reading
    confidence = reading.confidence
    for prediction in said:
        confidence /= max(prediction.confidence, confidence, 1e-9)
    rows = tuple(
        tuple(
            replace(prediction, digit=corrections[prediction.box], verdict="sure")
            if prediction.box in corrections
            else prediction
            for prediction in row
        )
        for row in reading.rows
    )
    return replace(reading, rows=rows, confidence=confidence)
