"""Results as lines: of CSV, one for each digit, and as objects of JSON."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digitpad.folders.result import FileReading
    from digitpad.ink.layout import Cell
    from digitpad.reading.prediction import Prediction, Reading, Token

CSV_HEADER = (
    "file", "row", "place", "digit", "confidence", "verdict", "left", "top", "right", "bottom", "number", "error",
)  # fmt: skip
# What stands in the place of a verdict on a file that can't be read.
ERROR = "error"


def csv_rows(result: "FileReading") -> Iterator[list[object]]:
    """Yield the rows of a file: one for each digit, or one that says why there is none."""
    reading, error = result.reading, "" if result.error is None else str(result.error)
    if reading is None or not reading.digits:
        verdict = ERROR if reading is None else reading.verdict
        yield [result.path, "", "", "", "", verdict, "", "", "", "", "", error]
        return
    numbers = _numbers_of(reading)
    for row_number, row in enumerate(reading.rows, 1):
        for place, prediction in enumerate(row, 1):
            box = ["", "", "", ""] if prediction.box is None else [f"{side:g}" for side in prediction.box]
            digit, confidence = prediction.digit, f"{prediction.confidence:.4f}"
            number = numbers.get(id(prediction), "")
            yield [result.path, row_number, place, digit, confidence, prediction.verdict, *box, number, error]


def csv_text(rows: "Iterator[list[object]] | Sequence[Sequence[object]]") -> str:
    """Return rows as they stand in a CSV file."""
    return "".join(map(_csv_line, rows))


def _csv_line(row: "Sequence[object]") -> str:
    line = io.StringIO(newline="")
    # What is in the line's end is put in quotes where it stands in a name: so that ends at neither sign.
    csv.writer(line, lineterminator="\r\n").writerow(row)
    return line.getvalue().removesuffix("\r\n") + "\n"


def _numbers_of(reading: "Reading") -> dict[int, str]:
    """Return the number that each prediction, by its identity, is a digit of, as it is written."""
    from digitpad.reading.prediction import text_of

    return {id(token.prediction): text_of(word) for word in reading.words for token in word if token.prediction}


def as_json(result: "FileReading", *also: str) -> dict[str, Any]:
    """Return what became of a file as an object; also given are sentences about what else went wrong."""
    found: dict[str, Any] = {"file": result.path}
    if result.reading is not None:
        found |= _reading_as_json(result.reading)
    complaints = [*([] if result.error is None else [str(result.error)]), *also]
    if complaints:
        found["error"] = " ".join(complaints)
    return found


def _reading_as_json(reading: "Reading") -> dict[str, Any]:
    """Return the fields of one digit as they have always been, and of all digits by rows."""
    from digitpad.reading.prediction import BLANK

    several = len(reading.digits) > 1
    first = reading.digits[0] if reading.digits else BLANK
    return {
        "digit": None if several else first.digit,
        "confidence": reading.confidence if several else first.confidence,
        "probabilities": None if several else first.probabilities.tolist(),
        "verdict": reading.verdict,
        "text": reading.text,
        "value": reading.value,
        "rows": [[_prediction_as_json(prediction) for prediction in row] for row in reading.rows],
        "grids": reading.grids,
        "numbers": [_number_as_json(word) for word in reading.words],
        "tokens": [[_token_as_json(token) for token in row] for row in reading.tokens],
    }


def _number_as_json(word: "Sequence[Token]") -> dict[str, Any]:
    from digitpad.reading.prediction import box_around, text_of

    return {"text": text_of(word), "box": box_around(token.box for token in word)}


def _token_as_json(token: "Token") -> dict[str, Any]:
    return {
        "kind": token.kind,
        "text": token.text,
        "confidence": token.confidence,
        "verdict": token.verdict,
        "box": token.box,
        "cell": _cell_as_json(token.cell),
    }


def _cell_as_json(cell: "Cell | None") -> dict[str, Any] | None:
    if cell is None:
        return None
    return {"kind": cell.kind, "form": cell.form, "row": cell.row, "column": cell.column, "box": cell.box}


def _prediction_as_json(prediction: "Prediction") -> dict[str, Any]:
    return {
        "digit": prediction.digit,
        "confidence": prediction.confidence,
        "probabilities": prediction.probabilities.tolist(),
        "verdict": prediction.verdict,
        "box": prediction.box,
        "cell": _cell_as_json(prediction.cell),
    }
