"""Several workers that read files side by side; results come in the files' order, and never many at once wait."""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, Any

from digitpad import texts
from digitpad.errors import UserError
from digitpad.folders.finding import Found
from digitpad.folders.result import FileReading
from digitpad.folders.sources import STANDARD_INPUT, content_of
from digitpad.folders.worker import Job, command

# So many files for each worker are under way or done and waiting for their turn: enough that a slow one holds none up.
LOOK_AHEAD = 16
# Windows would open a console window for each worker of a pad.
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# What comes of a pipe whose other end is gone, or was cut off in the middle of a word.
ENDED = (EOFError, OSError, pickle.UnpicklingError)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform != "win32" and sys.platform != "darwin":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(files: Iterable[Found], job: Job, workers: int) -> Iterator[FileReading]:
    """Yield what becomes of each file; what has become of it already passes in its place.

    Args:
        files: any number; they are taken only shortly before their turn.
        job: what the workers must know.
        workers: how many read.

    Raises:
        UserError: if the model or the examples can't be used.
    """
    team = _Team(job)
    threads = ThreadPoolExecutor(workers, "digitpad-folder")
    under_way: deque[Future[FileReading]] = deque()
    try:
        for file in files:
            while file == STANDARD_INPUT and under_way:  # it may be long in coming
                yield under_way.popleft().result()
            under_way.append(threads.submit(team.read, *_with_content(file)))
            if len(under_way) >= LOOK_AHEAD * workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
        team.end()
        threads.shutdown()
        team.close()


def _with_content(file: Found) -> tuple[Found, bytes | None]:
    """Return a file with what comes on standard input, which is this process's, or what became of it.

    It is waited for here: no Ctrl+C would reach another thread.
    """
    if file != STANDARD_INPUT:
        return file, None
    try:
        return file, content_of(file)
    except UserError as error:
        return FileReading(file, None, error, True), None


class _Team:
    """Each thread that asks it has a worker of its own."""

    def __init__(self, job: Job) -> None:
        try:
            self._job = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            raise UserError(texts.NO_WORKER) from error
        self._own = threading.local()
        self._all: list[_Worker] = []
        self._lock = threading.Lock()
        self._ended = False

    def read(self, file: Found, content: bytes | None) -> FileReading:
        if isinstance(file, FileReading):
            return file
        worker: _Worker = getattr(self._own, "worker", None) or self._new()
        try:
            return worker.read(file, content)
        except ENDED:
            # One picture in a million may crash a library or find no memory: the others are read by a new worker.
            self._own.worker = None
            worker.end()
            return FileReading(file, None, UserError(texts.about_file(file, texts.WORKER_ENDED)))

    def _new(self) -> "_Worker":
        with self._lock:
            if self._ended:
                raise UserError(texts.WORKER_ENDED)  # nobody waits for this any more
            self._own.worker = worker = _Worker()
            self._all.append(worker)
        worker.begin(self._job)
        return worker

    def end(self) -> None:
        with self._lock:
            self._ended = True
        for worker in self._all:
            worker.end()

    def close(self) -> None:
        for worker in self._all:
            worker.close()


class _Worker:
    """A process and the pipes to it."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # Ctrl+C is for the process that has asked.
                start_new_session=True,
                creationflags=NO_WINDOW,
            )
        except OSError as error:
            raise UserError(texts.NO_WORKER) from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._names: IO[bytes] = self._process.stdin
        self._results: IO[bytes] = self._process.stdout

    def begin(self, job: bytes) -> None:
        try:
            refused = self._answer(job)
        except ENDED as error:
            raise UserError(texts.NO_WORKER) from error
        if refused is not None:
            raise refused

    def read(self, file: str, content: bytes | None) -> FileReading:
        result: FileReading = self._answer(pickle.dumps((file, content), pickle.HIGHEST_PROTOCOL))
        return result

    def _answer(self, what: bytes) -> Any:
        self._names.write(what)
        self._names.flush()
        return pickle.load(self._results)

    def end(self) -> None:
        """End the process, whatever it does; the thread that waits for it finds its pipe closed."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close the pipes, which no thread uses any more."""
        for pipe in (self._names, self._results):
            with contextlib.suppress(OSError):
                pipe.close()
