"""What was read of a folder, and what a person said of it: on the disk as soon as it is known, safe from any kill.

A file of our CSV. Each scan's lines are written in one go, with an empty line behind them; where those come again, as
after a correction, the last ones count. What has no empty line behind it was cut off.
"""

import csv
import io
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from digitpad import texts
from digitpad.errors import DataError
from digitpad.examples.appending import let_go, taken
from digitpad.folders.appended import append_whole
from digitpad.folders.records import CSV_HEADER, csv_text
from digitpad.folders.recovering import NAMES, fields_in, records_in

# The column of what a person said, behind all others of ours.
CORRECTED = "corrected"
COLUMNS = (*CSV_HEADER, CORRECTED)
# Lines with no name: what stands before them is all that the journal was begun with.
MARK = b""
LOCKED_BYTE = 2**30
Rows = Sequence[Sequence[str]]
# Where a scan's lines are in the file; or the lines themselves where the disk doesn't take them.
Place = tuple[int, int] | str


class Journal:
    """The file, which no other process can open meanwhile. It may be used by several threads.

    Args:
        path: of the file, which need not exist, nor its folder; None for the memory alone.

    Attributes:
        columns: of the table that it belongs to: ours, and perhaps others behind them.
        trouble: why nothing more can be kept on the disk; None while all is.
        is_marked: whether all that it was begun with is in it.

    Raises:
        DataError: if another process has opened it.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.columns: Sequence[str] = COLUMNS
        self.trouble: OSError | None = None
        self.is_marked = False
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = open(path, "ab+", buffering=0)  # noqa: SIM115 -- open until it is closed
            is_mine = taken(self._file, LOCKED_BYTE)
        except OSError as error:
            self.trouble = error
            return
        if not is_mine:
            self._file.close()
            raise DataError(texts.SCANS_BUSY)

    def load(self) -> list[Place]:
        """Return where the lines of each scan are that was kept before; what was cut off is taken away."""
        if self._file is None or self.path is None:
            return []
        with self._lock:
            columns, found, end = _kept_in(self.path)
            self.columns = columns or COLUMNS
            self._file.truncate(end)
        self.is_marked = found.pop(MARK, None) is not None
        return [*found.values()]

    def begin(self, columns: Sequence[str] = COLUMNS) -> None:
        """Begin anew, for a table with these columns; :meth:`mark` says that all that it begins with is there."""
        with self._lock:
            self.columns, self.is_marked = columns, False
            if self._file is not None:
                self._file.truncate(0)

    def add(self, rows: Rows) -> Place:
        """Keep a scan's lines; return what brings them back."""
        text = csv_text(rows)
        with self._lock:
            if self._file is None or self.trouble is not None:
                return text
            try:
                if not self._file.seek(0, os.SEEK_END):
                    append_whole(self._file, csv_text([self.columns]).encode(**NAMES))
                content = text.encode(**NAMES)
                start = append_whole(self._file, content + b"\n")
            except OSError as error:
                self.trouble = error
                return text
            return start, len(content)

    def mark(self) -> None:
        """Say that all that it was begun with is in it."""
        self.add([[""] * len(self.columns)])
        self.is_marked = True

    def text(self, place: Place) -> str:
        """Return a scan's lines as they stand in a table."""
        if isinstance(place, str):
            return place
        assert self._file is not None, "it was kept there"
        with self._lock:
            self._file.seek(place[0])
            return self._file.read(place[1]).decode(**NAMES)

    def rows(self, place: Place) -> list[list[str]]:
        """Return what a scan's lines say."""
        return [*csv.reader(io.StringIO(self.text(place), newline=""))]

    def close(self, forget: bool) -> None:
        """Let others open it, and take it off the disk if nobody needs it any more."""
        if self._file is None or self.path is None:
            return
        if forget:
            with suppress(OSError):
                self._file.truncate(0)
                self.path.unlink()
        let_go(self._file, LOCKED_BYTE)
        self._file.close()
        self._file = None


def kept_count(path: Path) -> int:
    """Return how many scans are kept in a file; 0 where there is none, or not all that it was begun with."""
    try:
        found = _kept_in(path)[1]
    except (OSError, DataError):
        return 0
    return len(found) - 1 if MARK in found else 0


def _kept_in(path: Path) -> tuple[Sequence[str], dict[bytes, Place], int]:
    """Return the columns, where each scan's lines are, by its name, and where what is whole ends."""
    columns: Sequence[str] = ()
    found: dict[bytes, Place] = {}
    start = end = place = 0
    first = b""
    with open(path, "rb") as file:
        for record, is_whole in records_in(file):
            place += len(record)
            if not is_whole:
                break
            if not columns:
                columns = fields_in(record)
                start = end = place
            elif record == b"\n":
                name = (fields_in(first) or [""])[0].encode(**NAMES)
                found[name] = (start, place - 1 - start)
                start = end = place
                first = b""
            else:
                first = first or record
    return columns, found, end
