"""Which files are meant: by names of files, of folders, and patterns like ``scans/*.png``."""

import glob
import os
import re
from collections.abc import Iterable, Iterator

from digitpad import texts
from digitpad.errors import UserError
from digitpad.folders.result import FileReading, lost
from digitpad.folders.sources import STANDARD_INPUT
from digitpad.ink.drawing import FILE_SUFFIX

# Of a folder's files those with such names are read; whatever has another name can be named itself.
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", FILE_SUFFIX)
NUMBERS = re.compile(r"([0-9]+)")
# A file to read, or the sentence about a folder or pattern that gives none.
Found = str | FileReading


def found_files(
    names: Iterable[str | os.PathLike[str]], recursive: bool = False, folders: list[str] | None = None
) -> Iterator[Found]:
    """Yield the files that are meant, in order: those of a folder by name, with page 2 before page 10.

    Args:
        names: of files, of folders, and patterns with ``*``, ``?`` and ``[...]`` (``**`` for any depth), which a shell
            may have left alone.
        recursive: whether folders within folders are looked into, except through links.
        folders: gets the name of each folder that is looked into, without those within.
    """
    for name in (os.fspath(given) for given in names):
        matches = _matches(name) if _is_pattern(name) else [name]
        if not matches:
            yield FileReading(name, None, UserError(texts.about_file(name, texts.NO_MATCH)), True)
        for match in matches:
            if _is_folder(match):
                if folders is not None:
                    folders.append(match)
                yield from _in_folder(match, recursive)
            else:
                yield match


def _is_pattern(name: str) -> bool:
    return name != STANDARD_INPUT and glob.has_magic(name) and not os.path.lexists(name)


def _matches(pattern: str) -> list[str]:
    return sorted(glob.iglob(pattern, recursive=True), key=by_name)


def _is_folder(name: str) -> bool:
    return name != STANDARD_INPUT and os.path.isdir(name)


def _in_folder(folder: str, recursive: bool) -> Iterator[Found]:
    found = False
    for each in _walked(folder, recursive):
        found = True
        yield each
    if not found:
        sentence = texts.EMPTY_FOLDER if recursive else texts.EMPTY_FOLDER_FLAT
        yield FileReading(folder, None, UserError(texts.about_file(folder, sentence)), True)


def _walked(folder: str, recursive: bool) -> Iterator[Found]:
    files, folders = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.name.lower().endswith(SUFFIXES) and _is_file(entry):
                    files.append(entry.path)
                elif recursive and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    except OSError as error:
        yield lost(folder, error)
    yield from sorted(files, key=by_name)
    for path in sorted(folders, key=by_name):
        yield from _walked(path, recursive)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Tell files from folders, pipes and devices; a link to nowhere, or to itself, is one that can't be read."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True


def by_name(path: str) -> tuple[list[str | int], str]:
    """Return what sorts paths as people count: "page 2" before "page 10"."""
    parts: list[str | int] = list(NUMBERS.split(path.casefold()))
    # Text and numbers take turns, so that a number never meets a text.
    parts[1::2] = map(_number, parts[1::2])
    return parts, path


def _number(digits: str | int) -> int:
    return int(str(digits)[:4000])  # Python refuses to convert more digits than that
