"""A folder of scans that is read while it is looked through, with what the person says of its digits, without Tk."""

import csv
import io
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digitpad import texts
from digitpad.folders.records import CSV_HEADER, csv_rows, csv_text

if TYPE_CHECKING:
    from digitpad.folders.result import FileReading

# So many results may wait for the window, and so many are taken at a time, so that it never stands still.
WAITING, AT_ONCE = 200, 100
# What a person looks at first: what isn't sure, then what can't be read or holds nothing, and what is sure.
UNSURE, NOTHING, SURE = range(3)
CORRECTED = "corrected"


class Digit(NamedTuple):
    """One digit of a scan, as it was read.

    Attributes:
        digit: the likeliest one.
        is_sure: whether it needn't be looked at.
        box: (left, top, right, bottom) in the file's pixels, if it is known.
    """

    digit: int
    is_sure: bool
    box: tuple[float, float, float, float] | None


class Scan:
    """One file. What was read is kept as the text that is saved, which is small: there may be many thousands.

    Attributes:
        path: of the file.
        words: what was read, or what is wrong.
        rank: UNSURE, NOTHING or SURE.
        corrected: what digits really are, by their places among the file's digits.
    """

    def __init__(self, result: "FileReading") -> None:
        reading = result.reading
        self.path = result.path
        self.rows = csv_text(list(csv_rows(result)))
        if result.error is not None or reading is None:
            self.words, self.rank = str(result.error).removeprefix(f"{result.path}: "), NOTHING
        else:
            self.words = texts.reading_words(reading)
            self.rank = {"unsure": UNSURE, "sure": SURE}.get(reading.verdict, NOTHING)
        self.corrected: dict[int, int] = {}

    @property
    def digits(self) -> list[Digit]:
        """Its digits, in reading order."""
        return [_digit(row) for row in self._records() if row["digit"]]

    def lines(self) -> Iterator[list[str]]:
        """Yield its lines of the table that is saved."""
        place = 0
        for row in self._records():
            said = self.corrected.get(place, "") if row["digit"] else ""
            place += bool(row["digit"])
            yield [*row.values(), str(said)]

    def _records(self) -> list[dict[str, str]]:
        # Names may hold signs that end lines elsewhere.
        return list(csv.DictReader(io.StringIO(self.rows, newline=""), CSV_HEADER))


def _digit(row: dict[str, str]) -> Digit:
    sides = [row[side] for side in ("left", "top", "right", "bottom")]
    left, top, right, bottom = (float(side) if side else -1.0 for side in sides)
    return Digit(int(row["digit"]), row["verdict"] == "sure", (left, top, right, bottom) if all(sides) else None)


class Scans:
    """The scans of a folder, which come while others are looked at.

    Attributes:
        folder: that is read.
        found: those that were read, in the order in which they are to be looked at.
        total: how many there are; 0 until that is known.
        chosen: the one that is looked at, and the place of its digit; None at first.
        is_saved: whether all that the person said is in a file.

    Args:
        folder: to read.
        read: reads files; tests have another. It is handed how to say how many files there are.
    """

    def __init__(self, folder: Path, read: "Callable[[Path, Callable[[int], None]], Iterable[FileReading]]") -> None:
        self.folder = folder
        self.found: list[Scan] = []
        self.total = 0
        self.chosen: Scan | None = None
        self.place = 0
        self.is_saved = True
        self._ends = [0, 0, 0]  # of the ranks, in the list
        self._open: set[Scan] = set()  # with a digit that nobody is sure of
        self._results: queue.Queue[FileReading | BaseException | None] = queue.Queue(WAITING)
        self._error: BaseException | None = None  # that ended the reading, and that nobody has heard of yet
        self._stopped = threading.Event()
        self.is_reading = True
        threading.Thread(target=self._work, args=(read,), name="digitpad-scans", daemon=True).start()

    def _work(self, read: "Callable[[Path, Callable[[int], None]], Iterable[FileReading]]") -> None:
        end: BaseException | None = None
        try:
            for result in read(self.folder, self._count):
                if not self._put(result):
                    break
        except Exception as error:  # noqa: BLE001 -- told in the thread that can tell the person
            end = error
        self._put(end)

    def _count(self, total: int) -> None:
        self.total = total

    def _put(self, result: "FileReading | BaseException | None") -> bool:
        """Hand a result over, unless nobody wants any more."""
        while not self._stopped.is_set() and threading.main_thread().is_alive():
            try:
                self._results.put(result, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def take(self) -> list[tuple[int, Scan]]:
        """Take what was read since the last time; return each with the place in the list where it was put.

        Raises:
            Exception: what has ended the reading, once all that was read before is taken.
        """
        taken: list[tuple[int, Scan]] = []
        if self._error is not None:
            self.is_reading = False
            error, self._error = self._error, None
            raise error
        for _ in range(AT_ONCE):
            try:
                result = self._results.get_nowait()
            except queue.Empty:
                break
            if result is None or isinstance(result, BaseException):
                self._error = result
                self.is_reading = result is not None
                break
            scan = Scan(result)
            place = self._ends[scan.rank]
            self._ends[scan.rank :] = [end + 1 for end in self._ends[scan.rank :]]
            self.found.insert(place, scan)
            if scan.rank == UNSURE:
                self._note(scan)
            taken.append((place, scan))
        return taken

    def stop(self) -> bool:
        """Read no more; return whether anything was being read."""
        was_reading, self.is_reading = self.is_reading, False
        self._stopped.set()
        return was_reading

    def choose(self, scan: Scan) -> None:
        """Look at a scan: at its first digit that isn't sure."""
        self.chosen = scan
        self.place = next(iter(self._unsure(scan, -1)), 0)

    def choose_digit(self, place: int) -> None:
        """Look at another digit of the same scan, if there is such a one."""
        if self.chosen is not None and 0 <= place < len(self.chosen.digits):
            self.place = place

    def correct(self, digit: int | None) -> bool:
        """Say what the digit that is looked at really is, or take that back (None).

        Returns:
            Whether the next scan is to be looked at, because nothing is left to say of this one.
        """
        scan = self.chosen
        if scan is None or not scan.digits:
            return False
        self.is_saved = False
        if digit is None:
            scan.corrected.pop(self.place, None)
            self._note(scan)
            return False
        scan.corrected[self.place] = digit
        self._note(scan)
        following = self._unsure(scan, self.place)
        if following:
            self.place = following[0]
        return not following

    @staticmethod
    def _unsure(scan: Scan, after: int) -> list[int]:
        """Return the places of digits that nobody is sure of, behind a place."""
        return [
            place
            for place, digit in enumerate(scan.digits)
            if place > after and not digit.is_sure and place not in scan.corrected
        ]

    @property
    def unsure(self) -> int:
        """How many scans still are to be looked at."""
        return len(self._open)

    def _note(self, scan: Scan) -> None:
        """Take note of whether a scan still is to be looked at."""
        if self._unsure(scan, -1):
            self._open.add(scan)
        else:
            self._open.discard(scan)

    def save(self, path: Path) -> None:
        """Write all that was read, and what the person said, as CSV, in one step.

        Raises:
            DrawingError: if it can't be written; an older file stays as it was.
        """
        from digitpad.folders.finding import by_name
        from digitpad.folders.recovering import NAMES
        from digitpad.ink.export import write_whole

        scans = sorted(self.found, key=lambda scan: by_name(scan.path))
        lines = [csv_text([[*CSV_HEADER, CORRECTED]]), *(csv_text(list(scan.lines())) for scan in scans)]
        write_whole(path, "".join(lines).encode(**NAMES))
        self.is_saved = True


def read_folder(folder: Path, count: Callable[[int], None], model: Path | None = None) -> "Iterator[FileReading]":
    """Yield what becomes of each file in a folder and the folders within; first say how many there are."""
    from digitpad import languages
    from digitpad.folders.finding import found_files
    from digitpad.folders.reading import read_found, without_vanished
    from digitpad.folders.worker import Job

    files = list(found_files([folder], recursive=True))
    count(len(files))
    yield from without_vanished(read_found(files, None, Job(model, None, languages.current())), [str(folder)])
