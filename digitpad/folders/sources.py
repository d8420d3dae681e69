"""Files that can be read, of either kind: drawings and pictures."""

import codecs
import contextlib
import io
import os
import select
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from digitpad import texts
from digitpad.errors import UserError
from digitpad.ink.drawing import FILE_SUFFIX, Drawing

if TYPE_CHECKING:
    from digitpad.ink.layout import Cell
    from digitpad.reading.prediction import Prediction, Reading, Token
    from digitpad.scan import Opened

    T = TypeVar("T", Prediction, Token)

STANDARD_INPUT = "-"
# The largest phone photos have 50 MB as TIFF: this keeps an endless stream out of the memory.
MAX_FILE_BYTES = 256_000_000
CHUNK_BYTES = 1 << 20
# How long Ctrl+C waits at most while standard input is awaited.
SIGNAL_SECONDS = 0.2


def read_source(name: str, content: bytes | None = None) -> "Drawing | Opened":
    """Read a drawing or a picture; the content decides which it is, not the name.

    Args:
        name: of a file, or "-" for standard input.
        content: of the file, if it has been read already.

    Raises:
        UserError: names the file and the cause; its own cause is an OSError where the file couldn't be had at all.
    """
    content, shown = _checked(content_of(name) if content is None else content, name), shown_name(name)
    # A drawing file is a JSON object; no picture format begins like one.
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{" or name.endswith(FILE_SUFFIX):
        return Drawing.from_bytes(content, shown)
    from digitpad.scan import open_file

    return open_file(content, shown)


def content_of(name: str) -> bytes:
    """Return what is in a file, or comes on standard input; of what is far too large only the start.

    Raises:
        UserError: if it can't be had.
    """
    if name == STANDARD_INPUT and sys.stdin is None:
        raise UserError(texts.about_file(shown_name(name), texts.INPUT_CLOSED))
    try:
        if name == STANDARD_INPUT:
            return _all_of(cast("io.BufferedIOBase", sys.stdin.buffer))
        with open(name, "rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:  # a name with a null character is a ValueError
        cause = error if isinstance(error, OSError) else OSError(0, str(error))
        raise UserError(texts.cannot_read(shown_name(name), cause)) from cause


def _all_of(stream: io.BufferedIOBase) -> bytes:
    """Return what comes on a stream until it ends, or is far too large."""
    content = bytearray()
    while len(content) <= MAX_FILE_BYTES:
        _await(stream)
        piece = stream.read1(CHUNK_BYTES)
        if not piece:
            break
        content += piece
    return bytes(content)


def _await(stream: io.BufferedIOBase) -> None:
    """Wait until something comes, or the end.

    A read that is about to begin when Ctrl+C is pressed would wait for the input all the same, as Python looks for a
    signal only between two calls: so the wait is cut into short ones.
    """
    if sys.platform == "win32":  # its select knows only sockets
        return
    with contextlib.suppress(OSError, ValueError):  # no file of the system's, or a closed one, which the read tells
        while not select.select([stream], [], [], SIGNAL_SECONDS)[0]:
            pass


def _checked(content: bytes, name: str) -> bytes:
    if len(content) > MAX_FILE_BYTES:
        limit = texts.FILE_TOO_LARGE.format(limit=MAX_FILE_BYTES // 1_000_000)
        raise UserError(texts.about_file(shown_name(name), limit))
    if not content:
        raise UserError(texts.about_file(shown_name(name), texts.EMPTY_FILE))
    return content


def shown_name(name: str | os.PathLike[str]) -> str:
    """Return what messages call a file."""
    return texts.STANDARD_INPUT if name == STANDARD_INPUT else os.fspath(name)


def is_same_file(name: str, target: str | os.PathLike[str]) -> bool:
    """Tell whether what is read, a file or standard input, is the file that is to be written."""
    try:
        return name != STANDARD_INPUT and os.path.samefile(name, target)
    except OSError:  # one of them isn't there
        return False


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
