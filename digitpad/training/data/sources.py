"""Where the training data come from: a folder of one's own, else the cache folder, else their publishers."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from digitpad import texts
from digitpad.errors import DataError

FOLDER_VARIABLE = "DIGITPAD_DATA"
GZIP_MAGIC = b"\x1f\x8b"


def own_folder(folder: Path | None) -> Path | None:
    """Return the folder that a person named, or else ``DIGITPAD_DATA``; None where neither is given.

    Raises:
        DataError: if it is no folder.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    chosen = folder if folder is not None else Path(named) if named else None
    if chosen is not None and not chosen.is_dir():
        raise DataError(texts.about_file(chosen, texts.DATA_FILE if chosen.is_file() else texts.NO_DATA_FOLDER))
    return chosen


def cache_folder() -> Path:
    """Return the folder for what can be fetched or computed again; it need not exist yet."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("digitpad", appauthor=False))


def first_file(folder: Path, patterns: Iterable[str]) -> Path | None:
    """Return the first file in a folder that matches one of the glob patterns, tried in order."""
    return next(_matches(folder, patterns), None)


def _matches(folder: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(path for path in folder.glob(pattern) if path.is_file())


def contents(path: Path) -> bytes:
    """Return what a file holds, unpacked if it is gzipped.

    Raises:
        DataError: if it can't be read, or its gzip data are damaged.
    """
    try:
        raw = path.read_bytes()
        return gzip.decompress(raw) if raw[:2] == GZIP_MAGIC else raw
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DataError(texts.about_file(path, texts.BROKEN_ARCHIVE.format(cause=str(error).rstrip(".")))) from error
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file as it lies on the disk.

    Raises:
        DataError: if it can't be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
