"""What is behind the gallery: the user's examples, looked through by digit, chosen, relabelled and deleted.

The file is read and written in a thread of its own, one thing after the other: with 200,000 examples, too, the window
never stands still.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.session import MY_DIGITS, Session
from digitpad.errors import UserError
from digitpad.examples.library import Library
from digitpad.examples.records import Example

WHENCE = ("pad", "session", "sheet", "import")
T = TypeVar("T")


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


class Seen(NamedTuple):
    """The examples at some time.

    Attributes:
        found: by their keys.
        by_digit: of each digit, newest first.
        all: digit by digit.
        can_undo: whether something can be taken back.
    """

    found: dict[str, Example] = {}  # noqa: RUF012 -- it never changes
    by_digit: tuple[tuple[Example, ...], ...] = ((),) * 10
    all: tuple[Example, ...] = ()


class StoppedError(UserError):
    """The person has had enough of it."""


class Task:
    """Something that takes long.

    Attributes:
        words: say what it is, with how far it is.
        stopped: whether the person has had enough of it.
    """

    def __init__(self, words: str) -> None:
        self._words = words
        self.done = self.count = 0
        self.stopped = False

    def __call__(self, done: int, count: int) -> None:
        """Note how far it is; called in the thread that does it, where it ends if it is to be stopped."""
        if self.stopped:
            raise StoppedError(texts.GALLERY_STOPPED)
        self.done, self.count = done, count

    @property
    def words(self) -> str:
        """Say what is done, and how far it is."""
        return self._words.format(done=self.done, count=self.count)


class Gallery:
    """The examples as they are looked through.

    Attributes:
        digit: whose examples are shown; None for all.
        chosen: the keys of those that are chosen.
        task: what takes long at the moment.
        changed: is called when there is something else to be shown.

    Args:
        session: of the pad, which learns what is changed here.
        changed: the first to be told.
    """

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        self._session = session
        self.digit: int | None = None
        self.chosen: set[str] = set()
        self.task: Task | None = None
        self._seen, self._is_read = Seen(), False
        self._path = session.labels.path
        self._library: Library | None = None  # used in its thread alone
        # What is said until the person does something else.
        self._said, self._is_problem = "", False
        self._doubts: list[Doubt] = []
        self._asked: set[str] = set()
        self._is_refreshing = self._closed = False
        self._unsubscribe = session.subscribe(lambda change: self.refresh() if change == "lessons" else None)
        self.changed: Callable[[], None] = lambda: None
        self.refresh()
        self.changed = changed

    def __len__(self) -> int:
        return len(self._seen.all)

    @property
    def shown(self) -> tuple[Example, ...]:
        """What is shown: digit by digit, newest first."""
        return self._seen.all if self.digit is None else self._seen.by_digit[self.digit]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many examples there are of each digit."""
        return tuple(map(len, self._seen.by_digit))

    @property
    def is_problem(self) -> bool:
        """Whether what is said is that something went wrong."""
        return self._is_problem and bool(self._said) and self.task is None

    @property
    def doubts(self) -> list[Doubt]:
        """Those that ten others speak against, as far as that was asked, and the person was not."""
        found = self._seen.found
        return [
            doubt
            for doubt in self._doubts
            if doubt.key not in self._asked and doubt.key in found and found[doubt.key].label == doubt.label
        ]

    def show(self, digit: int | None) -> None:
        """Show the examples of one digit, or all."""
        self.digit = digit
        self.choose(set())

    def choose(self, keys: set[str]) -> None:
        """Choose these, and no others."""
        if self._is_read:
            self._said = ""
        self.chosen = {key for key in keys if key in self._seen.found}
        self.changed()

    def ask_which(self, key: str | None) -> None:
        """Ask what the chosen ones really are, or, where none is chosen, the one that the keyboard is at."""
        if not self.chosen and key is not None:
            self.choose({key})
        if self.chosen:
            self._said = texts.GALLERY_WHICH
            self.changed()

    def relabel(self, digit: int) -> None:
        """Say what the chosen ones really are."""
        chosen = {*self.chosen}
        self._change(lambda library: library.relabel(chosen, digit))

    def delete(self) -> None:
        """Delete the chosen ones."""
        chosen = {*self.chosen}
        self._change(lambda library: library.delete(chosen))

    def delete_all(self) -> None:
        """Delete all that there are; undo brings them back until the gallery is closed."""

        def delete(library: Library) -> None:
            library.refresh()
            library.delete([example.key for example in library])

        self._change(delete)

    def undo(self) -> None:
        """Take back what was done here last."""
        self._change(lambda library: library.undo())

    def take_in(self, path: Path) -> None:
        """Add the digits of a labelled set."""
        task = self._begin(texts.GALLERY_IMPORTING)

        def added(count: int) -> None:
            self._said = texts.GALLERY_IMPORTED.format(count=count)
            self._learn()

        self._do(lambda library: len(library.import_set(path, task)), added)

    def export(self, path: Path) -> None:
        """Write all as a labelled set."""
        task = self._begin(texts.GALLERY_EXPORTING)

        def written(_count: int) -> None:
            self._said = texts.SAVED.format(path=path)

        self._do(lambda library: library.export_set(path, progress=task), written)

    def stop(self) -> bool:
        """Stop what takes long; nothing will have changed. Return whether there was something."""
        if self.task is None or self.task.stopped:
            return False
        self.task.stopped = True
        return True

    def refresh(self) -> None:
        """See what others have written."""
        if self._is_refreshing:
            return

        def look(library: Library) -> None:
            self._is_refreshing = False
            library.refresh()

        self._is_refreshing = True
        self._do(look, lambda _result: None)

    def close(self) -> None:
        """Take off the disk what was deleted, once all that was begun is done."""
        self._closed, self._said = True, ""
        self._unsubscribe()
        if self._is_read:
            self._do(lambda library: library.tidy(), lambda _result: None)

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
        if not is_right:
            self._change(lambda library: library.relabel([doubt.key], doubt.otherwise))
        self.changed()

    @property
    def instead(self) -> str:
        """What is said in the place of examples, where none are shown."""
        if not self._is_read:
            return "" if self._said else texts.GALLERY_READING
        return texts.GALLERY_EMPTY if not len(self) else texts.GALLERY_NONE.format(digit=self.digit)

    def words(self) -> str:
        """Say what is done, or was; else what is chosen, and what can be done with it."""
        if self.task is not None:
            return self.task.words
        if self._said:
            return self._said
        if not len(self):
            return ""
        if len(self.chosen) == 1:
            example = self._seen.found[next(iter(self.chosen))]
            date = example.date.replace("T", " ")[:16]
            known = dict(zip(WHENCE, texts.GALLERY_WHENCE, strict=True))
            return texts.GALLERY_ONE.format(
                digit=example.label, date=date, whence=known.get(example.whence, example.whence)
            )
        return texts.GALLERY_CHOSEN.format(count=len(self.chosen)) if self.chosen else texts.GALLERY_HOW

    def _begin(self, words: str) -> Task:
        self.task = Task(words)
        return self.task

    def _change(self, change: Callable[[Library], object]) -> None:
        self._said = ""
        self._do(change, lambda _result: self._learn())

    def _learn(self) -> None:
        self._session.tell("labels")

    def _do(self, work: Callable[[Library], T], done: Callable[[T], None]) -> None:
        """Do something with the library, in its thread, and see what it comes to."""
        task = self.task

        def worked() -> tuple[T, Seen]:
            if self._library is None:
                self._library = Library(self._path)
            return work(self._library), seen_of(self._library)

        def heard(result: "tuple[T, Seen] | Exception") -> None:
            if task is self.task:
                self.task = None
            if isinstance(result, Exception):
                self._said, self._is_problem, self._is_refreshing = sentence(result), True, False
            else:
                (found, self._seen), self._is_read, self._is_problem = result, True, False
                done(found)
            self._tell()

        self._session.work_aside(MY_DIGITS, worked, heard)
        if not self._closed:
            self.changed()

    def _heard(self, found: "list[Doubt] | Exception") -> None:
        if isinstance(found, list) and not self._closed:
            self._doubts = found
            self.changed()

    def _tell(self) -> None:
        """Show what has come of something; when nobody looks through the examples any more, on the pad."""
        self.chosen = {key for key in self.chosen if key in self._seen.found}
        if not self._closed:
            self.changed()
        elif self._said:
            self._session.say(self._said, problem=self.is_problem)
            self._said = ""


def seen_of(library: Library) -> Seen:
    """Return the examples of a library as they are now."""
    by_digit: list[list[Example]] = [[] for _ in range(10)]
    for example in reversed([*library]):
        by_digit[example.label].append(example)
    every = [example for examples in by_digit for example in examples]
    return Seen({example.key: example for example in every}, tuple(map(tuple, by_digit)), tuple(every))
