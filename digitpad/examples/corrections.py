"""What drawings really were, as the person at the pad said: a file in the user's data folder that only grows.

One line of JSON for each: its label, when it was said, and the drawing. Nothing leaves the machine.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from digitpad import texts
from digitpad.errors import DataError, DrawingError
from digitpad.ink.drawing import Drawing

FILE_NAME = "labelled.jsonl"


class Labelled(NamedTuple):
    """One drawing with what it really is.

    Attributes:
        label: 0..9.
        date: when it was said, in ISO 8601.
        drawing: must not be blank.
    """

    label: int
    date: str
    drawing: Drawing


def corrections_file() -> Path:
    """Return where labelled drawings are kept; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("digitpad", appauthor=False) / FILE_NAME


def load_corrections(path: Path) -> list[Labelled]:
    """Read labelled drawings; lines that were cut off or damaged are left out.

    Raises:
        DataError: if the file is there and can't be read.
    """
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    found = (_labelled(line) for line in lines)
    return [labelled for labelled in found if labelled is not None]


def add_correction(path: Path, labelled: Labelled) -> None:
    """Write one more labelled drawing.

    Raises:
        DataError: if the file can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "ab+") as file:
            # A line that a crash has cut off must not spoil this one.
            start = file.seek(0, os.SEEK_END)
            file.seek(max(start - 1, 0))
            newline = b"" if file.read(1) in (b"", b"\n") else b"\n"
            file.write(newline + _line(labelled))
    except OSError as error:
        raise DataError(texts.cannot_write(path, error)) from error


def drop_last_correction(path: Path) -> None:
    """Take the last line off the file, in one step.

    Raises:
        DataError: if the file can't be written.
    """
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        beside.write_bytes(b"".join(lines[:-1]))
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise DataError(texts.cannot_write(path, error)) from error


def export_corrections(corrections: list[Labelled], path: Path) -> None:
    """Write labelled drawings as a labelled set that ``digitpad evaluate`` and training read.

    Raises:
        DataError: if the file can't be written.
    """
    from digitpad.examples.labelled import save_strokes

    save_strokes(path, [labelled.drawing for labelled in corrections], [labelled.label for labelled in corrections])


def _line(labelled: Labelled) -> bytes:
    drawing = json.loads(labelled.drawing.to_json())
    return json.dumps({"label": labelled.label, "date": labelled.date, "drawing": drawing}).encode() + b"\n"


def _labelled(line: str) -> Labelled | None:
    try:
        entry: Any = json.loads(line)
        drawing = Drawing.from_json(json.dumps(entry["drawing"]))
        label, date = entry["label"], str(entry["date"])
    except (ValueError, TypeError, KeyError, RecursionError, DrawingError):
        return None
    sound = isinstance(label, int) and not isinstance(label, bool) and 0 <= label <= 9 and not drawing.is_blank
    return Labelled(label, date, drawing) if sound else None
