"""``digitpad predict``: says which digits picture files and drawing files show."""

import argparse
import codecs
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad import texts
from digitpad.drawing import FILE_SUFFIX, Drawing
from digitpad.errors import UserError

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.recognizer import Prediction, Recognizer

STANDARD_INPUT = "-"
# The largest phone photos have 50 MB as TIFF: this keeps an endless stream out of the memory.
MAX_FILE_BYTES = 256_000_000


def add_predict_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=texts.PREDICT_FILES_HELP)
    parser.add_argument("--json", action="store_true", help=texts.PREDICT_JSON_HELP)
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)


def run_predict(arguments: argparse.Namespace) -> int:
    """Print a line or a JSON object for each file; a bad file doesn't keep the others from being read."""
    from digitpad.recognizer import Recognizer

    recognizer = Recognizer(arguments.model)
    results = _predictions(recognizer, arguments.files)
    return _print_json(results) if arguments.json else _print_lines(results)


def _predictions(recognizer: "Recognizer", names: list[str]) -> "Iterator[tuple[str, Prediction | UserError]]":
    for name in names:
        try:
            yield name, recognizer.predict(read_source(name))
        except UserError as error:
            yield name, error


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
    if name == STANDARD_INPUT:
        shown = texts.STANDARD_INPUT
        content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    else:
        shown = name
        if os.path.isdir(name):
            raise UserError(texts.about_file(name, texts.FOLDER_NOT_FILE))
        try:
            with open(name, "rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise UserError(texts.cannot_read(name, error)) from error
    if len(content) > MAX_FILE_BYTES:
        raise UserError(texts.about_file(shown, texts.FILE_TOO_LARGE.format(limit=MAX_FILE_BYTES // 1_000_000)))
    if not content:
        raise UserError(texts.about_file(shown, texts.EMPTY_FILE))
    return content, shown


def _print_lines(results: "Iterator[tuple[str, Prediction | UserError]]") -> int:
    status = 0
    for name, result in results:
        if isinstance(result, UserError):
            print(result, file=sys.stderr)
            status = 1
        else:
            print(texts.about_file(name, texts.verdict_words(result)), flush=True)
    return status


def _print_json(results: "Iterator[tuple[str, Prediction | UserError]]") -> int:
    objects = [_as_json(name, result) for name, result in results]
    print(json.dumps(objects, indent=2))
    return 1 if any("error" in found for found in objects) else 0


def _as_json(name: str, result: "Prediction | UserError") -> dict[str, Any]:
    if isinstance(result, UserError):
        return {"file": name, "error": str(result)}
    return {
        "file": name,
        "digit": result.digit,
        "confidence": result.confidence,
        "probabilities": result.probabilities.tolist(),
        "verdict": result.verdict,
    }
