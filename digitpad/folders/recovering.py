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
    names: list[str] = []
    start = end = 0  # of the last file's lines
    more = -1
    for record, is_whole in _records(file):
        if more < 0:
            header = csv_text([CSV_HEADER]).encode()
            if not is_whole and header.startswith(record):
                return Recovered(0, [])
            columns = _fields(record.removeprefix(BOM)) if is_whole else []
            if tuple(columns[: len(CSV_HEADER)]) != CSV_HEADER:
                raise DataError(texts.NOT_RESULTS)
            more, start, end = len(columns) - len(CSV_HEADER), len(record), len(record)
            continue
        if not is_whole:
            return Recovered(*((end, names) if not _is_of(record, names) else (start, names[:-1])), more)
        fields = _fields(record)
        if len(fields) < len(CSV_HEADER):
            raise DataError(texts.NOT_RESULTS)
        if not names or fields[0] != names[-1]:
            names.append(fields[0])
            start = end
        end += len(record)
    return Recovered(end, names, max(more, 0))


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


def _records(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
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


def _fields(record: bytes) -> list[str]:
    try:
        return next(csv.reader([record.decode(**NAMES)], strict=True), [])
    except (ValueError, csv.Error) as error:
        raise DataError(texts.NOT_RESULTS) from error


def _is_of(torn: bytes, names: list[str]) -> bool:
    """Tell whether a record that was cut off may be one more line of the last file."""
    if not names:
        return False
    return _begins_alike(torn, csv_text([[names[-1], ""]]).encode(**NAMES).rstrip(b"\n"))


def _begins_alike(torn: bytes, whole: bytes) -> bool:
    return torn.startswith(whole) or whole.startswith(torn)
