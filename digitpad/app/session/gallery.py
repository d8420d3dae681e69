"""What is behind the gallery: the user's examples, looked through by digit, chosen, relabelled and deleted.

The file is read and written in a thread of its own, one thing after the other, and examples are made of its lines only
where they are looked at: with 200,000 of them, too, the window never stands still.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.session import MY_DIGITS, Session
from digitpad.app.session.telling import nobody
from digitpad.errors import UserError
from digitpad.examples.library import Library
from digitpad.examples.records import Found, Said

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


class Shown(Said):
    """Examples in the order in which they are shown.

    Attributes:
        keys: of each.

    Args:
        found: the examples.
        keys: as above.
    """

    def __init__(self, found: Found | None = None, keys: Sequence[str] = ()) -> None:
        super().__init__(() if found is None else (found.lines[key] for key in keys))
        self.keys = keys


class Seen(NamedTuple):
    """The examples at some time.

    Attributes:
        found: by their keys.
        by_digit: of each digit, newest first.
        all: digit by digit.
        newer: how many entries only a newer digitpad understands.
        changes: of the library, by which another time is told from this one.
    """

    found: Found = Found()
    by_digit: "tuple[Shown, ...]" = ()
    all: "Shown" = Shown()
    newer: int = 0
    changes: int = -1


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
    def shown(self) -> Shown:
        """What is shown: digit by digit, newest first."""
        return self._seen.all if self.digit is None else (self._seen.by_digit or (Shown(),) * 10)[self.digit]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many examples there are of each digit."""
        return tuple(map(len, self._seen.by_digit)) or (0,) * 10

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
            if doubt.key not in self._asked and found.labels.get(doubt.key) == doubt.label
        ]

    def show(self, digit: int | None) -> None:
        """Show the examples of one digit, or all."""
        self.digit = digit
        self.choose(set())

    def choose(self, keys: set[str]) -> None:
        """Choose these, and no others."""
        if self._is_read:
            self._said = ""
        self.chosen = keys & self._seen.found.lines.keys()
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
            library.delete(library.found)

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
        """Take off the disk what was deleted, once all that was begun is done, and forget the examples."""
        self._closed, self._said = True, ""
        self.changed = nobody
        self._unsubscribe()
        if self._is_read:
            self._do(lambda library: library.tidy(), lambda _result: None)
        self._seen, self.chosen = Seen(), set()
        self._session.work_aside(MY_DIGITS, self._forget, lambda _result: None)

    def _forget(self) -> None:
        if self._library is not None:
            self._library.forget()

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
        newer = texts.GALLERY_NEWER.format(count=self._seen.newer) if self._seen.newer else ""
        if not len(self):
            return newer
        if len(self.chosen) == 1:
            example = self._seen.found[next(iter(self.chosen))]
            date = example.date.replace("T", " ")[:16]
            known = dict(zip(WHENCE, texts.GALLERY_WHENCE, strict=True))
            return texts.GALLERY_ONE.format(
                digit=example.label, date=date, whence=known.get(example.whence, example.whence)
            )
        return texts.GALLERY_CHOSEN.format(count=len(self.chosen)) if self.chosen else newer or texts.GALLERY_HOW

    def _begin(self, words: str) -> Task:
        self.task = Task(words)
        return self.task

    def _change(self, change: Callable[[Library], object]) -> None:
        self._said = ""

        def changed(_result: object) -> None:
            # The pad may still say that one of them was kept, and as what.
            if not self._session.message.problem:
                self._session.calm()
            self._learn()

        self._do(change, changed)

    def _learn(self) -> None:
        self._session.tell("labels")

    def _do(self, work: Callable[[Library], T], done: Callable[[T], None]) -> None:
        """Do something with the library, in its thread, and see what it comes to."""
        task = self.task

        def worked() -> tuple[T, Seen]:
            if self._library is None:
                self._library = Library(self._path)
            result, seen = work(self._library), self._seen
            if self._closed:
                return result, Seen()
            return result, seen if seen.changes == self._library.changes else seen_of(self._library)

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
        self.chosen &= self._seen.found.lines.keys()
        if not self._closed:
            self.changed()
        elif self._said:
            self._session.say(self._said, problem=self.is_problem)
            self._said = ""


def seen_of(library: Library) -> Seen:
    """Return the examples of a library as they are now."""
    found = library.found
    by_digit: list[list[str]] = [[] for _ in range(10)]
    for key, label in reversed(found.labels.items()):
        by_digit[label].append(key)
    every = [key for keys in by_digit for key in keys]
    return Seen(
        found, tuple(Shown(found, keys) for keys in by_digit), Shown(found, every), library.newer, library.changes
    )
