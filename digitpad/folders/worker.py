"""A process that reads files for another: names come in on standard input, results go out on standard output."""

import os
import pickle
import sys
from typing import Any, NamedTuple

# So is a packaged program started as a worker; a Python runs ``serve`` at once.
FLAG = "--worker"


class Job(NamedTuple):
    """What a worker must know before the first file.

    Attributes:
        model: as :class:`digitpad.Recognizer` takes it.
        examples: likewise.
        language: that sentences are to be in.
    """

    model: Any
    examples: Any
    language: str


def command() -> list[str]:
    """Return the command that starts a worker, which finds the modules where this process finds them."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    code = f"import sys; sys.path[:] = {sys.path!r}; from digitpad.folders.worker import serve; serve()"
    return [sys.executable, "-c", code]


def serve() -> None:
    """Read files until there are no more.

    What comes and goes is pickled: a job comes in, and None or its error goes out; then names come, and results go.
    Nobody is left behind: when the other process has ended, however it was, the next name or result finds that out.
    """
    # Whatever a library prints must not get among the results.
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # All cores have a worker of their own: threads of one would only be in the others' way.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    try:
        _serve(results)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nothing is open that must be written


def _serve(results: Any) -> None:
    def say(what: Any) -> None:
        pickle.dump(what, results, pickle.HIGHEST_PROTOCOL)
        results.flush()

    names = sys.stdin.buffer
    job: Job = pickle.load(names)

    from digitpad import languages
    from digitpad.errors import UserError
    from digitpad.folders.result import read_file
    from digitpad.reading.engines import litert
    from digitpad.reading.recognizer import Recognizer

    languages.use(job.language)
    litert.most_threads = 1
    try:
        recognizer = Recognizer(job.model, job.examples)
    except UserError as error:
        say(error)
        return
    say(None)
    while True:
        path, content = pickle.load(names)
        say(read_file(recognizer, path, content))
