"""``digitpad predict``: says which digits picture files and drawing files show."""

import argparse
import codecs
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad import texts
from digitpad.drawing import FILE_SUFFIX, Drawing
from digitpad.errors import UserError

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.prediction import Prediction
    from digitpad.recognizer import Recognizer

STANDARD_INPUT = "-"
# The largest phone photos have 50 MB as TIFF: this keeps an endless stream out of the memory.
MAX_FILE_BYTES = 256_000_000


def add_predict_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=texts.PREDICT_FILES_HELP)
    parser.add_argument("--json", action="store_true", help=texts.PREDICT_JSON_HELP)
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)


@dataclass(frozen=True, eq=False)
class Result:
    """What became of one file: a prediction, a sentence about what is wrong with it, or both for an empty picture."""

    name: str
    prediction: "Prediction | None"
    error: str | None


def run_predict(arguments: argparse.Namespace) -> int:
    """Print a line or a JSON object for each file; a bad file doesn't keep the others from being read."""
    from digitpad.recognizer import Recognizer

    recognizer = Recognizer(arguments.model)
    results = (_result(recognizer, name) for name in arguments.files)
    errors = _print_json(results) if arguments.json else _print_lines(results)
    return 1 if errors else 0


def _result(recognizer: "Recognizer", name: str) -> Result:
    try:
        source = read_source(name)
        prediction = recognizer.predict(source)
    except UserError as error:
        return Result(name, None, str(error))
    # A blank pad is an answer; a picture without ink is most likely the wrong picture.
    empty = prediction.verdict == "blank" and not isinstance(source, Drawing)
    return Result(name, prediction, texts.about_file(_shown(name), texts.NO_INK) if empty else None)


def read_source(name: str) -> "Drawing | Image.Image":
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
    from digitpad.scan import open_picture

    return open_picture(content, shown)


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
        if result.error is not None:
            print(result.error, file=sys.stderr)
            errors += 1
        elif result.prediction is not None:
            print(texts.about_file(result.name, texts.verdict_words(result.prediction)), flush=True)
    return errors


def _print_json(results: Iterable[Result]) -> int:
    objects = [_as_json(result) for result in results]
    print(json.dumps(objects, indent=2))
    return sum("error" in found for found in objects)


def _as_json(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = {"file": result.name}
    if result.prediction is not None:
        found["digit"] = result.prediction.digit
        found["confidence"] = result.prediction.confidence
        found["probabilities"] = result.prediction.probabilities.tolist()
        found["verdict"] = result.prediction.verdict
    if result.error is not None:
        found["error"] = result.error
    return found
