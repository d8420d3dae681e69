"""The stroke data, Pendigits and UniPen in one set, parsed once and kept in the cache folder."""

import contextlib
import hashlib
import zipfile
import zlib
from pathlib import Path

import numpy as np

from digitpad import texts
from digitpad.errors import DataError
from digitpad.examples.labelled import write_npz
from digitpad.training.data.sources import cache_folder, first_file, own_folder, sha256_of
from digitpad.training.data.strokes import StrokeSet, read_pendigits, read_unipen

# Part of the cache's key: count it up whenever the readers give something else for the same files.
READER_VERSION = 1
PENDIGITS_PATTERNS = tuple(
    sub + name
    for sub in ("pendigits/", "")
    for name in ("pendigits-orig.tra", "pendigits-orig.tra.gz", "pendigits-orig.tra.Z", "pen*based*.zip")
)
UNIPEN_PATTERNS = ("unipen/*.tgz", "unipen/*.tar*", "unipen*.tgz", "unipen*.tar*")


def load_strokes(folder: Path | None = None) -> StrokeSet:
    """Return Pendigits and UniPen (digits and letters) as one set, Pendigits first.

    They come from a folder, else from ``DIGITPAD_DATA``, else from the cache, downloaded if need be. What was parsed is
    kept in the cache folder under a hash of the files, so that the next time takes a fraction of a second.

    Raises:
        DataError: says which file is missing, damaged, or can't be downloaded.
    """
    pendigits, unipen = stroke_files(folder)
    cached = cache_folder() / f"strokes-{_key(pendigits, unipen)}.npz"
    data = _read_cache(cached)
    if data is None:
        data = read_pendigits(pendigits) + read_unipen(unipen)
        _write_cache(cached, data)
    return data


def stroke_files(folder: Path | None = None) -> tuple[Path, Path]:
    """Return the files of Pendigits and of UniPen.

    Raises:
        DataError: says which is missing or can't be downloaded.
    """
    place = own_folder(folder)
    if place is None:
        from digitpad.training.data.publishers import fetch_pendigits, fetch_unipen

        return fetch_pendigits(), fetch_unipen()
    pendigits, unipen = first_file(place, PENDIGITS_PATTERNS), first_file(place, UNIPEN_PATTERNS)
    if pendigits is None:
        raise DataError(texts.about_file(place, texts.FILE_MISSING.format(file="pendigits/pendigits-orig.tra.gz")))
    if unipen is None:
        raise DataError(texts.about_file(place, texts.FILE_MISSING.format(file="unipen/unipen-train_r01_v07*.tar.xz")))
    return pendigits, unipen


def _key(*files: Path) -> str:
    parts = [f"version {READER_VERSION}", *(sha256_of(path) for path in files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _read_cache(path: Path) -> StrokeSet | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return StrokeSet(**{name: arrays[name] for name in StrokeSet.__dataclass_fields__})
    # A cache that isn't there or was cut off is parsed again.
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def _write_cache(path: Path, data: StrokeSet) -> None:
    # A cache that can't be written costs seconds the next time, and is no reason to stop.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_npz(path, vars(data))
