"""What is in a file of results that some program, perhaps a killed one, has left behind."""

import csv
import json
import sys
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from digitpad import texts
from digitpad.errors import DataError
from digitpad.folders.records import CSV_HEADER, csv_text

# Spreadsheets put it before UTF-8.
BOM = b"\xef\xbb\xbf"
# Names are written as the bytes that they are, so that any can be found again.
LINE = b'{"file": "'  # so each of our JSON Lines begins
NAMES = {"encoding": "utf-8", "errors": sys.getfilesystemencodeerrors()}


class Recovered(NamedTuple):
    """What is whole in a file of results.

    Attributes:
        end: where it ends, in bytes; what follows was cut off.
        names: of the files whose results are there.
        more: how many columns follow ours.
        lacks_end: whether the last line lacks its end alone, as some editors leave it.
    """

    end: int
    names: list[str]
    more: int = 0
    lacks_end: bool = False


def recovered_csv(file: BinaryIO) -> Recovered:
    """Return what is whole in a CSV file: of a file with several lines all or none.

    Raises:
        DataError: if it is something else.
    """
    records = records_in(file)
    first, is_whole = next(records, (b"", False))
    if not is_whole and csv_text([CSV_HEADER]).encode().startswith(first):
        return Recovered(0, [])
    columns = fields_in(first.removeprefix(BOM)) if is_whole else []
    if tuple(columns[: len(CSV_HEADER)]) != CSV_HEADER:
        raise DataError(texts.NOT_RESULTS)
    found = _Found(len(first), len(columns) - len(CSV_HEADER))
    for record, is_whole in records:
        if is_whole:
            found.take(record, fields_in(record))
        elif found.is_needed(fields := _fields_if_all(record, len(columns))):
            found.take(record, fields)
            return found.recovered(lacks_end=True)
        else:
            return found.without_last() if found.goes_on_with(record) else found.recovered()
    return found.recovered()


class _Found:
    """What is whole in a CSV file so far.

    Args:
        end: of the first line.
        more: how many columns follow ours.
    """

    def __init__(self, end: int, more: int) -> None:
        self._names: list[str] = []
        self._start = self._end = end  # of the last file's lines
        self._more = more
        self._is_marked = False  # whether the last file's lines say something behind our columns

    def take(self, record: bytes, fields: list[str]) -> None:
        """Take one more record; an empty line is none."""
        if 0 < len(fields) < len(CSV_HEADER):
            raise DataError(texts.NOT_RESULTS)
        if fields and fields[:1] != self._names[-1:]:
            self._names.append(fields[0])
            self._start, self._is_marked = self._end, False
        self._is_marked |= any(fields[len(CSV_HEADER) :])
        self._end += len(record)

    def is_needed(self, fields: list[str]) -> bool:
        """Tell whether a last record without its line end is kept: what a person has added can't be read again."""
        return any(fields[len(CSV_HEADER) :]) or (self._is_marked and fields[:1] == self._names[-1:])

    def goes_on_with(self, torn: bytes) -> bool:
        """Tell whether a record that was cut off may be one more line of the last file."""
        if not self._names:
            return False
        return _begins_alike(torn, csv_text([[self._names[-1], ""]]).encode(**NAMES).rstrip(b"\n"))

    def recovered(self, lacks_end: bool = False) -> Recovered:
        return Recovered(self._end, self._names, self._more, lacks_end)

    def without_last(self) -> Recovered:
        return Recovered(self._start, self._names[:-1], self._more)


def recovered_lines(file: BinaryIO) -> Recovered:
    """Return what is whole in a file of JSON Lines.

    Raises:
        DataError: if it is something else.
    """
    names, end = [], 0
    lacks_end = False
    for line in file:
        try:
            names.append(str(json.loads(line)["file"]))
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            if not line.endswith(b"\n") and _begins_alike(line, LINE):
                break
            raise DataError(texts.NOT_RESULTS) from error
        end += len(line)
        lacks_end = not line.endswith(b"\n")
    return Recovered(end, names, lacks_end=lacks_end)


def records_in(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield each record's bytes, and whether it is whole: a name in quotes may hold line ends."""
    lines: list[bytes] = []
    quotes = 0
    for line in file:
        lines.append(line)
        quotes += line.count(b'"')
        if quotes % 2 == 0 and line.endswith(b"\n"):
            yield b"".join(lines), True
            lines = []
    if lines:
        yield b"".join(lines), False


def fields_in(record: bytes) -> list[str]:
    """Return what a line of CSV says; nothing for an empty one.

    Raises:
        DataError: if it is none.
    """
    try:
        return next(csv.reader([record.decode(**NAMES)], strict=True), [])
    except (ValueError, csv.Error) as error:
        raise DataError(texts.NOT_RESULTS) from error


def _fields_if_all(record: bytes, columns: int) -> list[str]:
    """Return the fields of a record without its line end; none if any is missing."""
    try:
        fields = fields_in(record)
    except DataError:
        return []
    return fields if len(fields) == columns else []


def _begins_alike(torn: bytes, whole: bytes) -> bool:
    return torn.startswith(whole) or whole.startswith(torn)
