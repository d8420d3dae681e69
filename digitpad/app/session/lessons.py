"""What the user's examples teach the recogniser: the file of labelled drawings, as the worker's thread follows it.

The file is the one place where examples are: whoever adds, relabels or deletes some, in this window or in another,
writes it, and before the next answer it is looked at again.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from digitpad.errors import DataError, UserError

if TYPE_CHECKING:
    from pathlib import Path

    from digitpad.app.session.reports import Reader
    from digitpad.examples.library import Library
    from digitpad.examples.records import Example

# Of each digit the newest so many are adapted to.
EACH = 200
# Of a larger file the end is read: bytes. That many of each are in it, however dense their points are.
TAIL = 16_000_000
# An answer waits for its examples so many seconds at most; the rest is learned when nobody asks.
AT_ONCE = 0.15
BATCH = 16


class Lessons:
    """Keeps a recogniser's examples as the file has them; only :attr:`enabled` is set from the window's thread.

    Attributes:
        enabled: the switch.
        count: how many examples there are, as far as is known.
        are_more: whether there are more: of a large file the end is read.
        left: whether some are still to be learned.
        again: whether what is on the pad is to be read again when all are.
        problem: why the file can't be read; "" if it can.
    """

    def __init__(self) -> None:
        self.enabled = True
        self.count, self.are_more = 0, False
        self.left = self.again = False
        self.problem = ""
        # Another model's thread may come in while this one's ends.
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._seen: tuple[int, ...] | None = None
        self._taught: Any = None
        self._unusable: set[str] = set()

    def before(self, load: "Callable[[], Reader]") -> "Callable[[], Reader]":
        """Return what loads a recogniser that has had its first lessons."""

        def loaded() -> "Reader":
            reader = load()
            self.teach(reader)
            self.again = self.left
            return reader

        return loaded

    def teach(self, reader: "Reader") -> None:
        """Bring a recogniser's examples to what the file says; if that takes too long, some of them."""
        from digitpad.examples.corrections import corrections_file

        examples = getattr(reader, "examples", None)
        with self._lock:
            if examples is not None:
                examples.enabled = self.enabled
            path = corrections_file()
            seen = _stamp(path)
            if seen == self._seen and examples is self._taught and not self.left:
                return
            self._seen, self._taught, self.left = seen, examples, False
            try:
                library = self._current(path)
            except DataError as error:
                self.problem = str(error)
                return
            self.count, self.are_more = (0, False) if library is None else (len(library), library.is_part)
            if examples is not None:
                self._bring(examples, [] if library is None else library.newest(EACH))

    def _current(self, path: "Path") -> "Library | None":
        """Return the library as the file is now; None while there is no file."""
        if self._library is None:
            if self._seen is None:
                return None
            from digitpad.examples.library import Library

            self._library = Library(path, TAIL)
        else:
            self._library.refresh()
        return self._library

    def _bring(self, examples: Any, newest: "list[Example]") -> None:
        # Relabelled, an example is another lesson.
        wanted = {(example.key, example.label): example for example in newest if example.key not in self._unusable}
        held = set(examples.keys)
        examples.remove(*(key for key in held if key not in wanted))
        missing = [key for key in reversed(wanted) if key not in held]
        end = time.monotonic() + AT_ONCE
        while missing and time.monotonic() < end:
            batch, missing = missing[:BATCH], missing[BATCH:]
            self._add(examples, [wanted[key] for key in batch])
        self.left = bool(missing)

    def _add(self, examples: Any, batch: "list[Example]") -> None:
        sources = [(example, example.source()) for example in batch]
        sound = [(example, source) for example, source in sources if source is not None]
        self._unusable.update(example.key for example, source in sources if source is None)
        try:
            examples.add_many(
                [(source, example.label) for example, source in sound],
                [(example.key, example.label) for example, _ in sound],
            )
        except UserError:
            if len(batch) == 1:
                self._unusable.add(batch[0].key)
            else:
                for example in batch:
                    self._add(examples, [example])


def _stamp(path: "Path") -> tuple[int, ...] | None:
    """Return what differs when a file is written; None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
