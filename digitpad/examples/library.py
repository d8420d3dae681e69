"""The user's own labelled digits: kept in a file that only grows, and seen as a library that is looked through."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from digitpad import texts
from digitpad.errors import DataError
from digitpad.examples.appending import (
    PATIENCE,
    Place,
    append_lines,
    lines_with,
    place_before_end,
    read_lines,
    replace_lines,
)
from digitpad.examples.progress import Progress, unwatched
from digitpad.examples.records import IMPORT, PAD, Example, Found, Records, Said, deletion, new_example, relabelling
from digitpad.ink.drawing import Drawing

T = TypeVar("T")

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Library:
    """The examples in one file. What another process does is seen after :meth:`refresh`.

    Attributes:
        is_part: whether there is more in the file than was read.
        changes: how many times something was read that had not been there before.

    Args:
        path: of the file; it need not exist.
        tail: how many bytes at its end are read, and when another file is there; None for all. A part can't be tidied.
        patience: how many seconds others may hold the file up.

    Raises:
        DataError: if it is there and can't be read.
    """

    def __init__(self, path: Path, tail: int | None = None, patience: float = PATIENCE) -> None:
        self.path, self._patience, self._tail = path, patience, tail
        self._place = Place() if tail is None else place_before_end(path, tail)
        self.is_part = self._place.offset > 0
        self._records = Records()
        self.changes = 0
        self._undo: list[list[bytes]] = []
        self.refresh()

    def __len__(self) -> int:
        return len(self._records.found)

    def __iter__(self) -> Iterator[Example]:
        return iter(Said(self._records.found.lines.values()))

    def __getitem__(self, key: str) -> Example:
        return self._records.found[key]

    def __contains__(self, key: str) -> bool:
        return key in self._records.found

    @property
    def counts(self) -> tuple[int, ...]:
        """How many examples there are of each digit."""
        labels = [*self._records.found.labels.values()]
        return tuple(labels.count(digit) for digit in range(10))

    @property
    def found(self) -> Found:
        """The examples by their keys, as they are now, for whoever doesn't want each of them made."""
        return self._records.found.copy()

    def newest(self, each: int) -> list[Example]:
        """Return the newest examples, at most so many of each digit, oldest first."""
        left, chosen = [each] * 10, []
        for key, label in reversed(self._records.found.labels.items()):
            if left[label]:
                left[label] -= 1
                chosen.append(self[key])
        return chosen[::-1]

    def refresh(self) -> bool:
        """Take in what was written since the last time; return whether that was anything.

        Raises:
            DataError: if the file can't be read.
        """
        lines, self._place, anew = read_lines(self.path, self._place, self._patience, self._tail)
        if anew:
            self._records.found.forget()
            self._records = Records()
            self.is_part = self._tail is not None and self._place.offset > self._tail
        for line in lines:
            self._records.take(line)
        self.changes += bool(lines) or anew
        return bool(lines) or anew

    def forget(self) -> None:
        """Forget all that was read and can be taken back; the library is of no use any more."""
        self._records.found.forget()
        while self._undo:
            lines = self._undo.pop()
            while lines:
                lines.pop()

    def add(
        self,
        pairs: "Iterable[tuple[Drawing | NDArray[Any], int]]",
        whence: str = PAD,
        instead_of: Iterable[str] = (),
    ) -> list[Example]:
        """Keep labelled digits, all in one step.

        Args:
            pairs: of a drawing or a digit image, (28, 28) float 0..1 or uint8, and its label.
            whence: they come from.
            instead_of: keys of examples that go in the same step.

        Raises:
            DataError: if they can't be written; for a blank, or a label that is no digit.
        """
        return [*self._add(pairs, whence, instead_of)]

    def _add(
        self,
        pairs: "Iterable[tuple[Drawing | NDArray[Any], int]]",
        whence: str,
        instead_of: Iterable[str] = (),
    ) -> Said:
        date, keys = _now(), [*_once(instead_of)]
        added: list[bytes] = []
        inverse: list[bytes] = []
        for source, label in pairs:
            example = new_example(source, label, date, whence)
            added.append(example.line())
            inverse.append(deletion(example.key))
        self._say([*added, *map(deletion, keys)], inverse + self._chosen(keys).lines)
        return Said(added)

    def relabel(self, keys: Iterable[str], label: int) -> None:
        """Say what examples really are; those that are gone are left out.

        Raises:
            DataError: if that can't be written.
        """
        labels = self._records.found.labels
        chosen = [key for key in keys if labels.get(key, label) != label]
        self._say([relabelling(key, label) for key in chosen], [relabelling(key, labels[key]) for key in chosen])

    def delete(self, keys: Iterable[str]) -> None:
        """Delete examples; undo brings them back until the library is tidied.

        Raises:
            DataError: if that can't be written.
        """
        chosen = [key for key in _once(keys) if key in self]
        self._say([deletion(key) for key in chosen], self._chosen(chosen).lines)

    @property
    def newer(self) -> int:
        """How many lines of the file only a newer digitpad understands; they are kept."""
        return len(self._records.newer) + len(self._records.of_newer)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    def undo(self) -> None:
        """Take back what was last added, relabelled or deleted here.

        Raises:
            DataError: if that can't be written; it can be tried again.
        """
        if self._undo:
            append_lines(self.path, self._undo[-1], self._patience)
            self._undo.pop()
            self.refresh()

    def tidy(self) -> None:
        """Take off the disk what was deleted. Without this it is only marked as such.

        Raises:
            DataError: if the file can't be written; it stays as it was.
        """
        assert self._tail is None, "what was not read would be lost"
        self.refresh()
        if not self._records.dead:
            return
        lines = [*self._records.found.lines.values(), *(line for _, line in self._records.newer)]
        try:
            is_done = replace_lines(self.path, lines, self._place)
        except OSError as error:
            raise DataError(texts.cannot_write(self.path, error)) from error
        if is_done:
            self.refresh()
        else:
            self.tidy()

    def import_set(self, path: str | os.PathLike[str], progress: Progress = unwatched) -> Said:
        """Add the digits of a labelled set (.npz).

        Args:
            path: of the set.
            progress: is told how far it is; if that raises, nothing has changed.

        Raises:
            DataError: if it can't be read, or this library not be written.
        """
        from digitpad.examples.labelled import labelled_sources

        count, pairs = labelled_sources(path)
        return self._add(_watched(pairs, count, progress), IMPORT)

    def export_set(
        self, path: str | os.PathLike[str], keys: Iterable[str] | None = None, progress: Progress = unwatched
    ) -> int:
        """Write examples as a labelled set (.npz): strokes where all are drawings, else pictures.

        Args:
            path: to write.
            keys: of the examples; None for all.
            progress: is told how far it is; if that raises, nothing is written.

        Returns:
            How many were written; damaged ones are left out.

        Raises:
            DataError: if it can't be written, or there is none.
        """
        from digitpad.examples.labelled import Flat, save_pictures

        chosen = self._chosen(self._records.found if keys is None else _once(keys))
        flat = Flat() if all(example.is_drawing for example in chosen) else None
        pictures: list[NDArray[np.uint8]] = []
        labels: list[int] = []
        for place, example in enumerate(chosen, 1):
            source = example.source()
            if source is not None:
                # No drawing is kept: those of thousands would take long to be cleared away.
                if flat is not None and isinstance(source, Drawing):
                    flat.add(source)
                else:
                    pictures.append(_picture(source))
                labels.append(example.label)
            progress(place, len(chosen))
        if not labels:
            raise DataError(texts.NOTHING_TO_EXPORT)
        if flat is None:
            save_pictures(path, pictures, labels)
        else:
            flat.save(path, labels)
        return len(labels)

    def _chosen(self, keys: Iterable[str]) -> Said:
        lines = self._records.found.lines
        return Said(lines[key] for key in keys if key in lines)

    def _say(self, lines: list[bytes], inverse: list[bytes]) -> None:
        if lines:
            append_lines(self.path, lines, self._patience)
            self._undo.append(inverse)
            self.refresh()


def standing(path: Path, keys: Iterable[str]) -> dict[str, Example]:
    """Return what a file says now of some examples, by their keys; those that it doesn't have are left out.

    Raises:
        DataError: if it is there and can't be read.
    """
    found = {}
    for key in keys:
        records = Records()
        for line in lines_with(path, json.dumps(key).encode(), partial(_says_all, key)):
            records.take(line)
        if key in records.found:
            found[key] = records.found[key]
    return found


def _says_all(key: str, line: bytes) -> bool:
    """Tell whether a line says all of an example, whatever was said of it before."""
    records = Records()
    records.take(line)
    return key in records.found


def _picture(source: "Drawing | NDArray[np.uint8]") -> "NDArray[np.uint8]":
    if not isinstance(source, Drawing):
        return source
    import numpy as np

    from digitpad.ink.normalising import normalised
    from digitpad.ink.raster import digit_ink

    picture: NDArray[np.uint8] = np.rint(normalised(digit_ink(source)) * 255).astype(np.uint8)
    return picture


def _once(keys: Iterable[str]) -> Iterator[str]:
    """Yield each key once. ``dict.fromkeys`` would let nobody else have a turn before it has seen all."""
    seen = set()
    for key in keys:
        if key not in seen:
            seen.add(key)
            yield key


def _watched(pairs: Iterable[T], count: int, progress: Progress) -> Iterator[T]:
    for done, pair in enumerate(pairs, 1):
        progress(done, count)
        yield pair


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
