"""A table that was saved, read again: whoever has sorted it, saved it by another program, or added columns."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from digitpad import texts
from digitpad.errors import DataError
from digitpad.folders.journal import CORRECTED, Journal, Place
from digitpad.folders.records import CSV_HEADER
from digitpad.folders.recovering import BOM, fields_in, records_in
from digitpad.folders.sources import STANDARD_INPUT

FILE, ROW, PLACE, DIGIT, CONFIDENCE = range(5)
SIDES = slice(6, 10)


def folder_of(path: Path) -> Path:
    """Return the folder that all files of a table are in, as they are named; the table is looked through.

    Raises:
        DataError: if it can't be read, holds something else than our results, or none.
    """
    folder: str | None = None
    for _, name, _ in _lines_of_files(path):
        above = os.path.dirname(name)
        try:
            folder = above if folder is None or name == STANDARD_INPUT else os.path.commonpath([folder, above])
        except ValueError:  # some names are absolute
            folder = ""
    if folder is None:
        raise DataError(texts.about_file(path, texts.NO_RESULTS))
    return Path(folder)


def take_table(path: Path, journal: Journal, renamed: Callable[[str], str]) -> list[Place]:
    """Put a whole table into an empty journal.

    Args:
        path: of the table.
        journal: that takes it.
        renamed: returns what a file of the table is called now.

    Returns:
        Where each scan's lines are.

    Raises:
        DataError: as above.
    """
    found: dict[str, Place] = {}
    for columns, name, lines in _lines_of_files(path):
        if not found:
            journal.begin(columns)
        now = renamed(name)
        before = journal.rows(found[now]) if now in found else []
        rows = sorted([*before, *([now, *line[1:]] for line in lines)], key=_order)
        found[now] = journal.add(rows)
    journal.mark()
    return [*found.values()]


def _lines_of_files(path: Path) -> Iterator[tuple[Sequence[str], str, list[list[str]]]]:
    """Yield the columns, the name of a file, and its lines; again where the table comes back to it."""
    try:
        with open(path, "rb") as file:
            lines = (fields_in(record) for record, _ in records_in(file))
            header = fields_in(b"") if (first := next(lines, None)) is None else first
            header = [name.removeprefix(BOM.decode()) for name in header]
            if tuple(header[: len(CSV_HEADER)]) != CSV_HEADER:
                raise DataError(texts.NOT_RESULTS)
            columns = header if CORRECTED in header else [*CSV_HEADER, CORRECTED, *header[len(CSV_HEADER) :]]
            sound = (_sound(line, columns, len(columns) - len(header)) for line in lines if line)
            for name, group in groupby(sound, lambda line: line[FILE]):
                yield columns, name, [*group]
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    except DataError as error:
        raise DataError(texts.about_file(path, str(error))) from error


def _sound(line: list[str], columns: Sequence[str], lacks: int) -> list[str]:
    """Return a line with all its columns.

    Raises:
        DataError: if it is none of ours.
    """
    ours, more = line[: len(CSV_HEADER)], line[len(CSV_HEADER) :]
    try:
        if len(ours) < len(CSV_HEADER) or not ours[FILE] or ours[DIGIT] not in ("", *"0123456789"):
            raise ValueError
        for number in (*ours[SIDES], ours[CONFIDENCE]):
            float(number or 0)
        _order(ours)
    except ValueError as error:
        raise DataError(texts.NOT_RESULTS) from error
    whole = [*ours, *[""] * lacks, *more]
    return [*whole, *[""] * (len(columns) - len(whole))][: len(columns)]


def _order(line: Sequence[str]) -> tuple[int, int]:
    return int(line[ROW] or 0), int(line[PLACE] or 0)
