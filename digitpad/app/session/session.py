"""What is behind the window: one document in its history, the answer to it, and who is told of changes.

What a person can do to it stands beside it: ``editing`` changes the document, ``speaking`` says what digits really are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from digitpad.app.session.answers import Answers
from digitpad.app.session.asking import Asking
from digitpad.app.session.document import Document, same_ink
from digitpad.app.session.history import History
from digitpad.app.session.telling import Telling
from digitpad.ink.pads import PAD_UNITS
from digitpad.settings import PEN

if TYPE_CHECKING:
    from digitpad.app.session.aside import Aside
    from digitpad.app.session.interim import Interim
    from digitpad.app.session.labels import Labels
    from digitpad.app.session.reports import Report
    from digitpad.examples.corrections import Labelled

T = TypeVar("T")
# The thread in which the file of labelled digits is read and written by windows: what it was given is done before the
# process ends.
MY_DIGITS = "my digits"


class Session(Telling):
    """Every change of the pad goes through :meth:`do`: so it can be undone, and nothing is forgotten.

    Attributes:
        history: the document, and those before and after it.
        answers: the answer to it.
        saved: the document as it was opened or saved the last time.
        pad_width: of the pad, in its units.

    Args:
        asking: who answers.
        document: what the pad starts with.
        live: whether each change is answered by itself.
        pen: its width, in pad units.
        pad_width: of the pad.
    """

    def __init__(
        self,
        asking: Asking,
        document: Document = Document(),  # noqa: B008 -- it never changes
        live: bool = True,
        pen: float = PEN,
        pad_width: float = PAD_UNITS,
    ) -> None:
        super().__init__(asking.state[0])
        self.history = History(document)
        self.answers = Answers(asking, lambda: self.document, self, live, pen)
        self.saved = document
        self.pad_width = pad_width
        self._labels: Labels | None = None
        self._interim: Interim | None = None
        self._aside: Aside | None = None

    @property
    def document(self) -> Document:
        """What is on the pad."""
        return self.history.current

    @property
    def pending(self) -> bool:
        """Whether an answer, a picture or the model is still to come, or what is done beside them."""
        return self.answers.asking.pending or (self._aside is not None and self._aside.pending)

    @property
    def unsaved(self) -> bool:
        """Whether there is what is in no file: ink, a picture that was pasted, or words on a picture's digits."""
        document, picture = self.document, self.document.picture
        if same_ink(document, self.saved):
            return picture is not None and document.corrections != self.saved.corrections
        pasted = picture is not None and isinstance(picture.content, bytes)
        return not document.drawing.is_blank or pasted or bool(document.corrections)

    @property
    def drawing(self) -> bool:
        """Whether somebody draws or erases just now, and it is read."""
        return self._interim is not None and self._interim.drawing

    @property
    def interim(self) -> "Interim":
        """What is read while somebody draws; it is made when that first happens."""
        if self._interim is None:
            from digitpad.app.session.interim import Interim

            self._interim = Interim(self.answers, lambda: self.document, self)
        return self._interim

    @property
    def labels(self) -> "Labels":
        """The examples of this computer."""
        if self._labels is None:
            from digitpad.app.session.labels import Labels

            self._labels = Labels(self.answers.asking.lessons)
        return self._labels

    def calm(self) -> None:
        """Say again what is said while there is nothing else: a message that stood out was read."""
        self.answers.say_status()

    def settle(self) -> None:
        """Let whoever is drawing come to an end."""
        self.tell("settle")

    def do(self, document: Document) -> bool:
        """Put another document on the pad; return whether it differs from the one that was there.

        Raises:
            DataError: if its examples can't be written; then nothing has changed.
        """
        with self._step():
            if document.labelled != self.document.labelled:
                self.labels.bring(document.labelled)
            return self.history.change(document)

    def work(self, kind: str, work: "Callable[[Any], T]", done: "Callable[[T | Exception], object]") -> None:
        """Let the worker do something beside answering, and hear of it: as :meth:`Asking.do`."""
        self.answers.asking.do(kind, work, done)
        self.tell("pending")

    def work_aside(self, kind: str, work: "Callable[[], T]", done: "Callable[[T | Exception], object]") -> None:
        """Let something be done without the worker, that takes long and needs no model.

        Args:
            kind: those of a kind are done one after the other.
            work: runs in a thread of its own.
            done: is handed what that returns, or the exception that it raises, in the window's thread.
        """
        from digitpad.app.session.reports import Job

        if self._aside is None:
            from digitpad.app.session.aside import Aside

            self._aside = Aside()
        self._aside.do(Job(kind, lambda _reader: work(), done))
        self.tell("pending")

    def take(self) -> "Iterator[Report]":
        """Take what has been reported since the last time, to be heard in this order."""
        return chain(self.answers.asking.take(), [] if self._aside is None else self._aside.take())

    def close(self) -> None:
        """End the worker, and wait until the labelled digits are on the disk."""
        self.answers.asking.close()
        if self._aside is not None:
            self._aside.finish(MY_DIGITS)

    def go_on_with(self, labelled: "tuple[Labelled, ...]") -> None:
        """Let examples that were said the last time be said anew, in place of what is there."""
        self.history.current = self.document._replace(labelled=labelled)
        self.labels.go_on_with(labelled)

    def mark_saved(self, document: Document, path: Path) -> None:
        """Remember that what is on the pad is in a file; it is the same document, and no step."""
        self.saved = self.history.current = document._replace(file=path)
        self.tell("document")

    def undo(self) -> bool:
        """Go one document back; return whether there was one. The errors are those of :meth:`do`."""
        with self._step():
            return self._walk(self.history.undo, self.history.redo)

    def redo(self) -> bool:
        """Take one step back again; return whether there was one. The errors are those of :meth:`do`."""
        with self._step():
            return self._walk(self.history.redo, self.history.undo)

    def _walk(self, step: Callable[[], bool], back: Callable[[], bool]) -> bool:
        before = self.document
        if not step():
            return False
        if self.document.labelled != before.labelled:
            try:
                self.labels.bring(self.document.labelled)
            except Exception:
                back()
                raise
        return True

    @contextmanager
    def _step(self) -> Iterator[None]:
        """Tell of whatever changes; an answer stays only as long as it is about what is on the pad."""
        before = self.document
        yield
        after = self.document
        if after is before:
            return
        same = same_ink(before, after)
        if same:
            self.answers.renew()
        else:
            self.answers.drop()
        self.tell("document")
        if after.labelled != before.labelled:
            self.tell("labels")
        if not same:
            self.answers.ask_live()
