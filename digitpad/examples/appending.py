"""A file of lines that several processes add to and none loses: appended under a lock, and read from where one was.

A line that a crash has cut off stays alone: the next one begins on a line of its own.
"""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from digitpad import texts
from digitpad.errors import DataError

# Nobody holds the lock for longer than it takes to add to the file; a process that hangs must not hold up the others,
# nor a window, which stands still as long as its own thread waits.
PATIENCE, PATIENCE_OF_WINDOWS, PAUSE = 10.0, 0.5, 0.01
# So many bytes are read or written at a time: over more, Python would keep the window's thread waiting.
BLOCK = 1 << 20
# So many bytes before a place tell whether the file is still the one in which it was.
MARK = 64


class Place(NamedTuple):
    """Where a file has been read to: how many bytes, and what stood just before."""

    offset: int = 0
    before: bytes = b""


def append_lines(path: Path, lines: list[bytes], patience: float = PATIENCE) -> None:
    """Write lines at the end and see them to the disk: all of them or, on a full disk, none.

    Args:
        path: of the file, which need not exist, nor its folder.
        lines: without line ends.
        patience: how many seconds others may hold the file up.

    Raises:
        DataError: if they can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path, patience), open(path, "ab+") as file:
            start = file.seek(0, os.SEEK_END)
            file.seek(max(start - 1, 0))
            torn = file.read(1) not in (b"", b"\n")
            _write_or_undo(file, start, [b""] * torn + lines)
    except OSError as error:
        raise DataError(texts.cannot_write(path, error)) from error


def _write_or_undo(file: IO[bytes], start: int, lines: list[bytes]) -> None:
    try:
        for block in _blocks(lines):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(file.fileno(), start)
        raise


def read_lines(
    path: Path, place: Place, patience: float = PATIENCE, tail: int | None = None
) -> tuple[list[bytes], Place, bool]:
    """Return what was written since a place was left.

    Args:
        path: of the file.
        place: where it has been read to.
        patience: how many seconds others may hold it up.
        tail: of another file so many bytes at its end are read; None for all.

    Returns:
        The lines, the place at the file's end now, and whether the file is another one: then these are all its lines.

    Raises:
        DataError: if the file is there and can't be read.
    """
    try:
        # Where no lock can be made nobody writes either.
        with contextlib.ExitStack() as stack, contextlib.suppress(FileNotFoundError):
            with contextlib.suppress(OSError):
                stack.enter_context(locked(path, patience))
            with open(path, "rb") as file:
                anew = not _is_before(file, place)
                start = place.offset
                if anew:
                    start = 0 if tail is None else max(file.seek(0, os.SEEK_END) - tail, 0)
                file.seek(start)
                lines = _lines_of(file)
                end = file.tell()
                file.seek(max(end - MARK, 0))
                return lines, Place(end, file.read(MARK)), anew
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    return [], Place(), bool(place.offset)


def _lines_of(file: IO[bytes]) -> list[bytes]:
    """Return the lines from here to the end."""
    lines: list[bytes] = []
    begun: list[bytes] = []  # of a line that is longer than a block
    while block := file.read(BLOCK):
        whole, end, rest = block.rpartition(b"\n")
        if end:
            lines += b"".join([*begun, whole]).splitlines()
            begun.clear()
        begun.append(rest)
    return lines + b"".join(begun).splitlines()


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines, each with its end, as blocks to be written."""
    block: list[bytes] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line)
        if size >= BLOCK:
            yield b"\n".join(block) + b"\n"
            block.clear()
            size = 0
    if block:
        yield b"\n".join(block) + b"\n"


def lines_with(path: Path, word: bytes, says_all: Callable[[bytes], bool]) -> list[bytes]:
    """Return the lines that hold a word, in their order, from the last one on that says all of it.

    Of a large file they are looked for from its end, and what stands before that line isn't read.

    Args:
        path: of the file, which need not exist.
        word: without a line end.
        says_all: is asked of a line with the word whether none before it matters.

    Raises:
        DataError: if the file is there and can't be read.
    """
    found: list[bytes] = []
    try:
        with open(path, "rb") as file:
            for lines in _backwards(file):
                at = lines.rfind(word)
                while at >= 0:
                    start, end = lines.rfind(b"\n", 0, at) + 1, lines.find(b"\n", at)
                    found.insert(0, lines[start : end if end >= 0 else None])
                    if says_all(found[0]):
                        return found
                    at = lines.rfind(word, 0, start)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    return found


def _backwards(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file's lines in blocks of whole lines, the last block first."""
    place = file.seek(0, os.SEEK_END)
    begun: list[bytes] = []  # of lines whose beginning is still to come, the last part first
    while place:
        size = min(BLOCK, place)
        place -= size
        file.seek(place)
        first, end, rest = file.read(size).partition(b"\n")
        if end:
            yield b"".join([rest, *reversed(begun)])
            begun.clear()
        begun.append(first + end)
    yield b"".join(reversed(begun))


def place_before_end(path: Path, most: int) -> Place:
    """Return a place in a file, so many bytes before its end at most; the line that it is in is not read whole."""
    try:
        return Place(max(path.stat().st_size - most, 0))
    except OSError:
        return Place()


def _is_before(file: IO[bytes], place: Place) -> bool:
    file.seek(place.offset - len(place.before))
    return file.read(len(place.before)) == place.before


def replace_lines(path: Path, lines: list[bytes], place: Place) -> bool:
    """Put lines in the place of what stands in a file up to a place, in one step; what was written since stays.

    Where a link leads to the file it leads to the new one, which as many people may read and write as the old one. It
    is locked for a moment only, so that nobody who wants to write has to wait until all is on the disk.

    Returns:
        Whether that is done: not if the file is another one by now.

    Raises:
        OSError: if it can't be written; the old one stays.
    """
    path = Path(os.path.realpath(path))
    beside = path.with_name(f"{path.name}.new")
    with locked(beside):  # two who did this at once would write into one file
        try:
            _write(beside, "wb", _blocks(lines))
            with locked(path):
                with open(path, "rb") as old:
                    if not _is_before(old, place):
                        return False
                    old.seek(place.offset)
                    since = old.read()
                _write(beside, "ab", [since])
                os.chmod(beside, path.stat().st_mode & 0o777)
                os.replace(beside, path)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    return True


def _write(path: Path, mode: str, blocks: Iterable[bytes]) -> None:
    with open(path, mode) as file:
        file.writelines(blocks)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other processes, and other threads, from writing the file meanwhile. The system ends it with the process.

    Raises:
        OSError: if no lock can be made, or another process does not let go of it.
    """
    # Whoever comes by a link waits at the same lock.
    path = Path(os.path.realpath(path))
    with open(path.with_name(f"{path.name}.lock"), "ab") as file:
        end = time.monotonic() + patience
        while not taken(file):
            if time.monotonic() > end:
                raise TimeoutError(0, texts.FILE_BUSY)
            time.sleep(PAUSE)
        try:
            yield
        finally:
            let_go(file)


if sys.platform == "win32":
    import msvcrt

    def taken(file: IO[Any], place: int = 0) -> bool:
        """Lock a file for this process if no other has; on Windows it is the byte at a place that is locked."""
        try:
            file.seek(place)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def let_go(file: IO[Any], place: int = 0) -> None:
        """Unlock a file."""
        file.seek(place)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def taken(file: IO[Any], place: int = 0) -> bool:  # noqa: ARG001 -- all of it is locked
        """Lock a file for this process if no other has."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def let_go(file: IO[Any], place: int = 0) -> None:  # noqa: ARG001
        """Unlock a file."""
        fcntl.flock(file, fcntl.LOCK_UN)
