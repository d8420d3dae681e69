"""A file of results that grows as they come, and can be gone on with after whatever has ended the program.

What a file gave is written in one go. Where that was cut off, by a power cut or a full disk, all of it is taken away
when the file of results is opened the next time, and the file is read anew.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from digitpad import texts
from digitpad.errors import DataError
from digitpad.examples.appending import let_go, taken
from digitpad.folders.appended import append_whole
from digitpad.folders.finding import Found
from digitpad.folders.records import CSV_HEADER, as_json, csv_rows, csv_text
from digitpad.folders.recovering import NAMES, recovered_csv, recovered_lines
from digitpad.folders.result import FileReading
from digitpad.folders.sources import STANDARD_INPUT

CSV, JSON_LINES = ".csv", ".jsonl"
KINDS = (CSV, JSON_LINES)
# Windows lets nobody read a byte that is locked: one that hardly any file has.
LOCKED_BYTE = 2**30


class ResultFile:
    """The file; no other process can write it meanwhile.

    Args:
        path: of a ``.csv`` or ``.jsonl`` file, which need not exist.

    Attributes:
        before: of how many files results were in it.

    Raises:
        DataError: if it can't be written, is being written by another process, or holds something else.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_csv = path.suffix.lower() == CSV
        if path.exists() and not path.is_file():
            raise DataError(texts.about_file(path, texts.NOT_RESULTS))
        self._is_unused = not path.exists()
        try:
            self._file = open(path, "ab+", buffering=0)  # noqa: SIM115 -- open until it is closed
        except OSError as error:
            raise DataError(texts.cannot_write(path, error)) from error
        try:
            self._begin()
        except OSError as error:
            self._file.close()
            raise DataError(texts.cannot_write(path, error)) from error
        except DataError as error:
            self._file.close()
            raise DataError(texts.about_file(path, str(error))) from error

    def _begin(self) -> None:
        if not taken(self._file, LOCKED_BYTE):
            raise DataError(texts.RESULTS_BUSY)
        with open(self.path, "rb") as file:
            found = (recovered_csv if self._is_csv else recovered_lines)(file)
        self._file.truncate(found.end)
        if found.lacks_end:
            append_whole(self._file, b"\n")
        self._more = [""] * found.more
        # Another time something else comes on standard input.
        self._known = {os.path.normpath(name) for name in found.names if name != STANDARD_INPUT}
        self.before = len(self._known)
        self._begun = found.end > 0 or not self._is_csv

    def without_known(self, files: Iterable[Found]) -> Iterator[Found]:
        """Yield the files whose results aren't in it; a file that comes twice is yielded once."""
        for file in files:
            if isinstance(file, FileReading):
                yield file
                continue
            name = "" if file == STANDARD_INPUT else os.path.normpath(file)
            if name not in self._known:
                self._known.add(name)
                yield file

    def add(self, result: FileReading) -> None:
        """Write what became of a file; nothing of one that couldn't be had, which may be there another time.

        Raises:
            DataError: if it can't be written; then nothing of it is.
        """
        if result.lost:
            return
        if self._is_csv:
            text = csv_text([[*row, *self._more] for row in csv_rows(result)])
        else:
            text = json.dumps(as_json(result)) + "\n"
        self.begin()
        try:
            append_whole(self._file, text.encode(**NAMES))
        except OSError as error:
            raise DataError(texts.cannot_write(self.path, error)) from error

    def begin(self) -> None:
        """Write what stands before all results, unless it is there; the first result does that, too.

        Raises:
            DataError: if it can't be written.
        """
        self._is_unused = False
        if self._begun:
            return
        try:
            append_whole(self._file, csv_text([CSV_HEADER]).encode())
        except OSError as error:
            raise DataError(texts.cannot_write(self.path, error)) from error
        self._begun = True

    def close(self) -> None:
        """See to it that all is on the disk, and let others write it; a new file that nothing came into goes."""
        try:
            if self._is_unused:
                with contextlib.suppress(OSError):  # Windows keeps what is open
                    self.path.unlink()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise DataError(texts.cannot_write(self.path, error)) from error
        finally:
            let_go(self._file, LOCKED_BYTE)
            self._file.close()


def refuse_busy(path: Path) -> None:
    """See to it that no run is writing a file that is to be replaced: its results would be lost.

    Raises:
        DataError: if one is.
    """
    try:
        with open(path, "rb+") as file:
            if not taken(file, LOCKED_BYTE):
                raise DataError(texts.about_file(path, texts.RESULTS_BUSY))
            let_go(file, LOCKED_BYTE)
    except OSError:
        return  # it isn't there, or whoever writes it will say why it can't be written
