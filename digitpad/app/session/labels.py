"""The examples that were said at this pad since the start, and their lines in the file."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad.examples.appending import append_lines
from digitpad.examples.corrections import Labelled, corrections_file
from digitpad.examples.records import PAD, Example, deletion, new_key

if TYPE_CHECKING:
    from digitpad.app.session.lessons import Lessons
    from digitpad.examples.library import Library
    from digitpad.ink.drawing import Drawing


class Labels:
    """Each example has its own line, so that those of other windows stay as they are.

    Args:
        lessons: that are learned from them.
    """

    def __init__(self, lessons: "Lessons") -> None:
        self.path = corrections_file()
        self._lessons = lessons
        self._since: tuple[Labelled, ...] = ()

    def bring(self, labelled: tuple[Labelled, ...]) -> None:
        """Make these the examples that were said since the start.

        Raises:
            DataError: if the file can't be written.
        """
        gone = [example for example in self._since if not any(example is other for other in labelled)]
        new = [example for example in labelled if not any(example is other for other in self._since)]
        append_lines(self.path, [*(deletion(example.key) for example in gone), *map(_line, new)])
        self._since = labelled
        self._lessons.count = max(self._lessons.count + len(new) - len(gone), 0)

    def keep(self, examples: "Iterable[Example]") -> None:
        """Keep examples of elsewhere.

        Raises:
            DataError: if they can't be written.
        """
        lines = [example.line() for example in examples]
        append_lines(self.path, lines)
        self._lessons.count += len(lines)

    def library(self) -> "Library":
        """Return all examples, to be looked through.

        Raises:
            DataError: if they can't be read.
        """
        from digitpad.examples.library import Library

        return Library(self.path)

    def export(self, path: Path) -> None:
        """Write all examples as a labelled set.

        Raises:
            DataError: if it can't be written, or there is none.
        """
        self.library().export_set(path)


def example_of(digit: int, drawing: "Drawing") -> Labelled:
    """Return what is kept of a digit: said now, and drawn in the middle of a square pad."""
    from digitpad.app.session.parts import squared

    date = datetime.now().astimezone().isoformat(timespec="seconds")
    return Labelled(digit, date, squared(drawing), new_key())


def _line(labelled: Labelled) -> bytes:
    return Example(labelled.key, labelled.label, labelled.date, PAD, labelled.drawing.to_json()).line()
