"""What is behind the gallery: the user's examples, looked through by digit, chosen, relabelled and deleted."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from digitpad import texts
from digitpad.app.session.session import Session
from digitpad.examples.library import Library
from digitpad.examples.records import Example

WHENCE = ("pad", "session", "sheet", "import")


class Doubt(NamedTuple):
    """An example that ten others speak against.

    Attributes:
        key: of the example.
        label: what it was said to be.
        otherwise: what the others are.
    """

    key: str
    label: int
    otherwise: int


class Gallery:
    """The examples as they are looked through.

    Attributes:
        digit: whose examples are shown; None for all.
        chosen: the keys of those that are chosen.
        doubts: those that ten others speak against, as far as that was asked.
        changed: is called when there is something else to be shown.

    Args:
        session: of the pad, which learns what is changed here.
        changed: the first to be told.

    Raises:
        DataError: if the examples can't be read.
    """

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        self._session, self.changed = session, changed
        self.library: Library = session.labels.library()
        self.digit: int | None = None
        self.chosen: set[str] = set()
        self.doubts: list[Doubt] = []
        self._asked: set[str] = set()
        self._closed = False
        self._unsubscribe = session.subscribe(lambda change: self.refresh() if change == "lessons" else None)

    @property
    def shown(self) -> list[Example]:
        """What is shown: digit by digit, newest first."""
        newest = [*self.library][::-1]
        if self.digit is not None:
            return [example for example in newest if example.label == self.digit]
        return sorted(newest, key=lambda example: example.label)

    def show(self, digit: int | None) -> None:
        """Show the examples of one digit, or all."""
        self.digit = digit
        self.chosen.clear()
        self.changed()

    def choose(self, keys: set[str]) -> None:
        """Choose these, and no others."""
        self.chosen = {key for key in keys if key in self.library}
        self.changed()

    def relabel(self, digit: int) -> None:
        """Say what the chosen ones really are.

        Raises:
            DataError: if that can't be written, as for all below.
        """
        self.library.relabel(self.chosen, digit)
        self._tell()

    def delete(self) -> None:
        """Delete the chosen ones."""
        self.library.delete(self.chosen)
        self._tell()

    def delete_all(self) -> None:
        """Delete all that there are; undo brings them back until the gallery is closed."""
        self.library.refresh()
        self.library.delete([example.key for example in self.library])
        self._tell()

    def undo(self) -> None:
        """Take back what was done here last."""
        if self.library.can_undo:
            self.library.undo()
            self._tell()

    def take_in(self, path: Path) -> int:
        """Add the digits of a labelled set; return how many."""
        count = len(self.library.import_set(path))
        self._tell()
        return count

    def refresh(self) -> None:
        """See what others have written."""
        if self.library.refresh():
            self._tell(learn=False)

    def close(self) -> None:
        """Take off the disk what was deleted."""
        self._closed = True
        self._unsubscribe()
        self.library.tidy()

    def ask_doubts(self) -> None:
        """Ask which examples ten others speak against."""

        def contradicted(reader: object) -> list[Doubt]:
            examples = getattr(reader, "examples", None)
            found = [] if examples is None else examples.contradictions()
            return [Doubt(each.key[0], each.label, each.otherwise) for each in found]

        self._session.work("doubts", contradicted, self._heard)

    def answer(self, doubt: Doubt, is_right: bool) -> None:
        """Take the person's word on a doubt: the label is right, or it is what the others are."""
        self._asked.add(doubt.key)
        self.doubts = [other for other in self.doubts if other.key != doubt.key]
        if is_right:
            self.changed()
        else:
            self.library.relabel([doubt.key], doubt.otherwise)
            self._tell()

    def words(self) -> str:
        """Say what is chosen, and what can be done with it."""
        if not len(self.library):
            return texts.GALLERY_EMPTY
        if len(self.chosen) == 1:
            example = self.library[next(iter(self.chosen))]
            date = example.date.replace("T", " ")[:16]
            known = dict(zip(WHENCE, texts.GALLERY_WHENCE, strict=True))
            return texts.GALLERY_ONE.format(
                digit=example.label, date=date, whence=known.get(example.whence, example.whence)
            )
        return texts.GALLERY_CHOSEN.format(count=len(self.chosen)) if self.chosen else texts.GALLERY_HOW

    def _heard(self, found: "list[Doubt] | Exception") -> None:
        if isinstance(found, list) and not self._closed:
            self.doubts = [doubt for doubt in found if doubt.key not in self._asked and doubt.key in self.library]
            self.changed()

    def _tell(self, learn: bool = True) -> None:
        self.chosen = {key for key in self.chosen if key in self.library}
        self.doubts = [doubt for doubt in self.doubts if doubt.key in self.library]
        if learn:
            self._session.tell("labels")
        self.changed()
