"""The examples that were said at this pad since the start, and their lines in the file."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad.examples.appending import PATIENCE_OF_WINDOWS, append_lines
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
        # Those that were taken back here, as they stood in the file by then; None where somebody had deleted them.
        self._taken_back: dict[str, Example | None] = {}

    def bring(self, labelled: tuple[Labelled, ...]) -> None:
        """Make these the examples that were said since the start; what was changed elsewhere stays as it is.

        Raises:
            DataError: if the file can't be read or written.
        """
        from digitpad.examples.library import standing

        gone = [example for example in self._since if not any(example is other for other in labelled)]
        new = [example for example in labelled if not any(example is other for other in self._since)]
        there = standing(self.path, [example.key for example in gone]) if gone else {}
        back = [self._taken_back.get(each.key, _example(each)) for each in new]
        lines = [example.line() for example in back if example is not None]
        if there or lines:
            append_lines(self.path, [*map(deletion, there), *lines], PATIENCE_OF_WINDOWS)
        self._taken_back.update((each.key, there.get(each.key)) for each in gone)
        self._since = labelled
        self._lessons.count = max(self._lessons.count + len(lines) - len(there), 0)

    def go_on_with(self, labelled: tuple[Labelled, ...]) -> None:
        """Take examples that are in the file from the last time for some that were said now."""
        self._since = labelled

    def says_still(self, labelled: Labelled) -> bool:
        """Return whether an example that was brought back is what was said: nobody had deleted or changed it."""
        back = self._taken_back.get(labelled.key, _example(labelled))
        return back is not None and back.label == labelled.label

    def keep(self, examples: "Iterable[Example]") -> None:
        """Keep examples of elsewhere.

        Raises:
            DataError: if they can't be written.
        """
        lines = [example.line() for example in examples]
        append_lines(self.path, lines, PATIENCE_OF_WINDOWS)
        self._lessons.count += len(lines)

    def library(self) -> "Library":
        """Return the examples from now on, to be added to without a look at the many that there may be.

        Raises:
            DataError: if the file can't be read.
        """
        from digitpad.examples.library import Library

        return Library(self.path, tail=0, patience=PATIENCE_OF_WINDOWS)

    @property
    def are_there(self) -> bool:
        """Whether there are any, as far as can be told at once."""
        try:
            return self.path.stat().st_size > 0
        except OSError:
            return False

    def export(self, path: Path) -> None:
        """Write all examples as a labelled set; of many that takes long.

        Raises:
            DataError: if it can't be written, or there is none.
        """
        from digitpad.examples.library import Library

        Library(self.path).export_set(path)


def example_of(digit: int, drawing: "Drawing") -> Labelled:
    """Return what is kept of a digit: said now, and drawn in the middle of a square pad."""
    from digitpad.reading.parts import squared

    date = datetime.now().astimezone().isoformat(timespec="seconds")
    return Labelled(digit, date, squared(drawing), new_key())


def _example(labelled: Labelled) -> Example:
    return Example(labelled.key, labelled.label, labelled.date, PAD, labelled.drawing.to_json())
