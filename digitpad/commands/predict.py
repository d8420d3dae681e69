"""``digitpad predict``: says which digits picture files and drawing files show."""

import argparse
import codecs
import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from digitpad import texts
from digitpad.errors import UserError
from digitpad.ink.drawing import FILE_SUFFIX, Drawing

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.ink.layout import Cell
    from digitpad.reading.prediction import Prediction, Reading, Token
    from digitpad.reading.recognizer import Recognizer
    from digitpad.scan import Opened

    T = TypeVar("T", Prediction, Token)

STANDARD_INPUT = "-"
# The largest phone photos have 50 MB as TIFF: this keeps an endless stream out of the memory.
MAX_FILE_BYTES = 256_000_000
CSV_HEADER = ("file", "row", "place", "digit", "confidence", "verdict", "left", "top", "right", "bottom", "number")


def add_predict_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=texts.PREDICT_FILES_HELP)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=texts.PREDICT_JSON_HELP)
    shape.add_argument("--csv", action="store_true", help=texts.PREDICT_CSV_HELP)
    parser.add_argument("--digits-only", action="store_true", help=texts.PREDICT_DIGITS_ONLY_HELP)
    parser.add_argument("--annotate", metavar="PNG", type=Path, help=texts.PREDICT_ANNOTATE_HELP)
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)
    parser.add_argument("--examples", metavar="FILE", type=Path, help=texts.PREDICT_EXAMPLES_HELP)
    parser.set_defaults(refuse=parser.error)


@dataclass(frozen=True, eq=False)
class Result:
    """What became of one file.

    Attributes:
        name: of the file.
        reading: what it reads, boxes in the file's own pixels; None where it can't be read.
        error: a sentence about what is wrong with it. An empty picture has both.
        unwritten: a sentence about why the annotated picture, but not the answer, is missing.
    """

    name: str
    reading: "Reading | None"
    error: str | None
    unwritten: str | None = None

    @property
    def complaints(self) -> list[str]:
        """Everything that went wrong."""
        return [sentence for sentence in (self.error, self.unwritten) if sentence is not None]


def run_predict(arguments: argparse.Namespace) -> int:
    """Print a line, a JSON object or CSV rows for each file; a bad file doesn't keep the others from being read."""
    if arguments.annotate is not None:
        if len(arguments.files) > 1:
            arguments.refuse(texts.ANNOTATE_ONE)
        if is_same_file(arguments.files[0], arguments.annotate):
            raise UserError(texts.about_file(arguments.annotate, texts.ANNOTATE_ELSEWHERE))
    from digitpad.reading.recognizer import Recognizer

    recognizer = Recognizer(arguments.model, arguments.examples)
    results = (_result(recognizer, name, arguments.annotate) for name in arguments.files)
    if arguments.digits_only:
        results = (_digits_of(result) for result in results)
    show = _print_json if arguments.json else _print_csv if arguments.csv else _print_lines
    return 1 if show(results) else 0


def is_same_file(name: str, target: Path) -> bool:
    """Tell whether what is read, a file or standard input, is the file that is to be written."""
    try:
        return name != STANDARD_INPUT and os.path.samefile(name, target)
    except OSError:  # one of them isn't there
        return False


def _result(recognizer: "Recognizer", name: str, annotated: Path | None) -> Result:
    try:
        source = read_source(name)
        shown = source if isinstance(source, Drawing) else source.image
        found = recognizer.read(shown)
    except UserError as error:
        return Result(name, None, str(error))
    unwritten = None if annotated is None else _annotate(shown, found, annotated)
    # A blank pad is an answer; a picture without ink is most likely the wrong picture.
    if isinstance(source, Drawing):
        return Result(name, found, None, unwritten)
    reading = in_file_pixels(found, source)
    if reading.scale > 1:
        print(texts.about_file(_shown(name), texts.READ_SMALLER.format(scale=reading.scale)), file=sys.stderr)
    empty = None if reading.rows else texts.about_file(_shown(name), texts.NO_INK)
    return Result(name, reading, empty, unwritten)


def _digits_of(result: Result) -> Result:
    """Return a result without signs and spaces."""
    return result if result.reading is None else replace(result, reading=replace(result.reading, signs=()))


def _annotate(source: "Drawing | Image.Image", reading: "Reading", path: Path) -> str | None:
    """Write the annotated picture; return why that isn't possible."""
    from digitpad.reading.annotation import save_annotated

    try:
        save_annotated(source, reading, path)
    except UserError as error:
        return str(error)
    return None


def in_file_pixels(reading: "Reading", picture: "Opened") -> "Reading":
    """Return a reading of a picture, perhaps a reduced one, with boxes in the pixels of its file."""
    if picture.reduction == 1:
        return reading
    most = picture.size * 2

    def enlarged(found: "T") -> "T":
        if found.box is None:
            return found
        left, top, right, bottom = (
            min(side * picture.reduction, end) for side, end in zip(found.box, most, strict=True)
        )
        return replace(found, box=(left, top, right, bottom), cell=_enlarged_cell(found.cell, picture))

    rows = tuple(tuple(map(enlarged, row)) for row in reading.rows)
    signs = tuple(tuple(map(enlarged, row)) for row in reading.signs)
    return replace(reading, rows=rows, signs=signs, scale=reading.scale * picture.reduction)


def _enlarged_cell(cell: "Cell | None", picture: "Opened") -> "Cell | None":
    if cell is None:
        return None
    left, top, right, bottom = (
        min(side * picture.reduction, end) for side, end in zip(cell.box, picture.size * 2, strict=True)
    )
    return replace(cell, box=(left, top, right, bottom))


def read_source(name: str) -> "Drawing | Opened":
    """Read a drawing or a picture; the content decides which it is, not the name.

    Args:
        name: of a file, or "-" for standard input.

    Raises:
        UserError: names the file and the cause.
    """
    content, shown = _content(name)
    # A drawing file is a JSON object; no picture format begins like one.
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{" or name.endswith(FILE_SUFFIX):
        return Drawing.from_bytes(content, shown)
    from digitpad.scan import open_file

    return open_file(content, shown)


def _content(name: str) -> tuple[bytes, str]:
    shown = _shown(name)
    if name == STANDARD_INPUT:
        content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    elif os.path.isdir(name):
        raise UserError(texts.about_file(shown, texts.FOLDER_NOT_FILE))
    else:
        try:
            with open(name, "rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise UserError(texts.cannot_read(shown, error)) from error
    if len(content) > MAX_FILE_BYTES:
        raise UserError(texts.about_file(shown, texts.FILE_TOO_LARGE.format(limit=MAX_FILE_BYTES // 1_000_000)))
    if not content:
        raise UserError(texts.about_file(shown, texts.EMPTY_FILE))
    return content, shown


def _shown(name: str) -> str:
    return texts.STANDARD_INPUT if name == STANDARD_INPUT else name


def _print_lines(results: Iterable[Result]) -> int:
    errors = 0
    for result in results:
        if result.error is None and result.reading is not None:
            print(texts.about_file(result.name, texts.reading_words(result.reading)), flush=True)
        errors += _complain(result)
    return errors


def _complain(result: Result) -> int:
    """Print what went wrong; return how much that is."""
    for sentence in result.complaints:
        print(sentence, file=sys.stderr)
    return len(result.complaints)


def _print_json(results: Iterable[Result]) -> int:
    objects = [_as_json(result) for result in results]
    print(json.dumps(objects, indent=2))
    return sum("error" in found for found in objects)


def _print_csv(results: Iterable[Result]) -> int:
    errors = 0
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(CSV_HEADER)
    for result in results:
        if result.error is None and result.reading is not None:
            table.writerows(_csv_rows(result.name, result.reading))
        errors += _complain(result)
    return errors


def _csv_rows(name: str, reading: "Reading") -> Iterator[list[object]]:
    numbers = _numbers_of(reading)
    for row_number, row in enumerate(reading.rows, 1):
        for place, prediction in enumerate(row, 1):
            box = ["", "", "", ""] if prediction.box is None else [f"{side:g}" for side in prediction.box]
            digit, confidence = prediction.digit, f"{prediction.confidence:.4f}"
            number = numbers.get(id(prediction), "")
            yield [name, row_number, place, digit, confidence, prediction.verdict, *box, number]


def _numbers_of(reading: "Reading") -> dict[int, str]:
    """Return the number that each prediction, by its identity, is a digit of, as it is written."""
    from digitpad.reading.prediction import text_of

    return {id(token.prediction): text_of(word) for word in reading.words for token in word if token.prediction}


def _as_json(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = {"file": result.name}
    if result.reading is not None:
        found |= _reading_as_json(result.reading)
    if result.complaints:
        found["error"] = " ".join(result.complaints)
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
