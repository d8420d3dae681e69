"""The examples of this computer: drawings, and what the person said that they are."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad.examples.corrections import (
    Labelled,
    add_correction,
    corrections_file,
    drop_last_correction,
    export_corrections,
    load_corrections,
)

if TYPE_CHECKING:
    from digitpad.ink.drawing import Drawing


class Labels:
    """The file of examples, and those of them that were said since the start.

    Raises:
        DataError: if the file can't be read.
    """

    def __init__(self) -> None:
        self._path = corrections_file()
        self._before = load_corrections(self._path)
        self._since: tuple[Labelled, ...] = ()

    @property
    def count(self) -> int:
        """How many examples there are."""
        return len(self._before) + len(self._since)

    def bring(self, labelled: tuple[Labelled, ...]) -> None:
        """Make these the examples that were said since the start.

        Raises:
            DataError: if the file can't be written.
        """
        pairs = zip(self._since, labelled, strict=False)
        same = next((index for index, pair in enumerate(pairs) if pair[0] is not pair[1]), None)
        if same is None:
            same = min(len(self._since), len(labelled))
        # The file gives up its lines from the end only.
        while len(self._since) > same:
            drop_last_correction(self._path)
            self._since = self._since[:-1]
        for example in labelled[same:]:
            add_correction(self._path, example)
            self._since = (*self._since, example)

    def export(self, path: Path) -> None:
        """Write all examples as a labelled set.

        Raises:
            DataError: if it can't be written.
        """
        export_corrections([*self._before, *self._since], path)


def example_of(digit: int, drawing: "Drawing") -> Labelled:
    """Return what is kept of a digit: said now, and drawn in the middle of a square pad."""
    from digitpad.app.session.parts import squared

    return Labelled(digit, datetime.now().astimezone().isoformat(timespec="seconds"), squared(drawing))
