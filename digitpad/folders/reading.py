"""Reads many files, on as many cores as it pays."""

import functools
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from digitpad import languages, texts
from digitpad.errors import UserError
from digitpad.folders.finding import Found, found_files
from digitpad.folders.result import FileReading, read_file
from digitpad.folders.worker import Job

if TYPE_CHECKING:
    from digitpad.reading.recognizer import Recognizer

# A process of its own is there after half a second or so, in which this many pages are read.
FEW = 16


def read_files(
    paths: "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]",
    workers: int | None = None,
    *,
    recursive: bool = False,
    model: str | os.PathLike[str] | None = None,
    examples: Any = None,
) -> Iterator[FileReading]:
    """Read many files, and yield (path, reading, error, lost) of each as it comes, in order.

    Files are read by other processes, each with a Recognizer; never more than a few dozen results wait for their turn,
    however many files there are. In one process the Recognizer stays for the next call, so that this may be called
    with a few files at a time by whatever shares work out among machines.

    Args:
        paths: of pictures, drawing files and folders, in any number; a pattern like ``scans/*.png`` will do, too. A
            folder stands for all pictures and drawing files in it.
        workers: how many processes read; 1 reads in this one. By default as many as there are cores, or 1 for a few
            files.
        recursive: whether folders within folders are looked into.
        model: as :class:`digitpad.Recognizer` takes it.
        examples: likewise.

    Raises:
        UserError: if the model or the examples can't be used. What is wrong with a file stands in its result.
    """
    if workers is not None and workers < 1:
        raise UserError(texts.NO_WORKERS)
    folders: list[str] = []
    files = found_files([paths] if isinstance(paths, str | os.PathLike) else paths, recursive, folders)
    return without_vanished(read_found(files, workers, Job(model, examples, languages.current())), folders)


def read_found(files: Iterable[Found], workers: int | None, job: Job) -> Iterator[FileReading]:
    """Yield what becomes of each of these files; the arguments are as above."""
    upcoming = iter(files)
    if workers is None:
        first = list(islice(upcoming, FEW + 1))
        upcoming = chain(first, upcoming)
        from digitpad.folders.team import usable_cores  # only many files need processes

        workers = usable_cores() if len(first) > FEW else 1
    if workers > 1:
        from digitpad.folders.team import in_order

        yield from in_order(upcoming, job, workers)
        return
    recognizer = _recognizer(job)
    for file in upcoming:
        yield file if isinstance(file, FileReading) else read_file(recognizer, file)


def _recognizer(job: Job) -> "Recognizer":
    from digitpad.reading.recognizer import Recognizer

    return _own() if job.model is None and job.examples is None else Recognizer(job.model, job.examples)


@functools.cache
def _own() -> "Recognizer":
    """Return the recogniser that ships, which is loaded once in a process."""
    from digitpad.reading.recognizer import Recognizer

    return Recognizer()


def without_vanished(results: Iterable[FileReading], folders: Sequence[str]) -> Iterator[FileReading]:
    """Yield results, and in place of all files of a folder that has vanished one sentence about the folder."""
    vanished = set[str]()
    for result in results:
        gone = next((folder for folder in folders if result.lost and _is_in(result.path, folder)), None)
        if gone is None or os.path.isdir(gone):
            yield result
        elif gone not in vanished:
            vanished.add(gone)
            yield FileReading(gone, None, UserError(texts.about_file(gone, texts.FOLDER_GONE)), True)


def _is_in(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))
