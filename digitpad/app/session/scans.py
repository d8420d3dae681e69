"""A folder of scans that is read while it is looked through, with what the person says of its digits, without Tk."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.scan import UNSURE, Scan, kept_scan, scan_of
from digitpad.errors import DataError
from digitpad.folders.journal import Journal, Place
from digitpad.folders.records import csv_text

if TYPE_CHECKING:
    from digitpad.folders.result import FileReading

# So many results may wait for the window, and so many are taken at a time, so that it never stands still.
WAITING, AT_ONCE = 200, 100
# Reads the files of a folder but those that are known; it says first how many there are.
Read = Callable[[Path, Callable[[int], None], Set[str]], "Iterable[FileReading]"]


class Scans:
    """The scans of a folder, which come while others are looked at.

    Attributes:
        folder: that is read.
        found: those that were read, in the order in which they are to be looked at.
        total: how many there are; 0 until that is known.
        table: that was saved last; None before there is one.
        chosen: the one that is looked at, and the place of its digit; None at first.
        is_saved: whether all that the person said is in a table.
        is_whole: whether all that was read is, too.
        known: how many of them had been read before.

    Args:
        folder: to read.
        read: reads files.
        journal: keeps what is read and said; by default the memory does.
        load: returns what was kept before.
        table: that all was saved in.
        is_saved: whether what was kept before stands there.
    """

    def __init__(
        self,
        folder: Path,
        read: Read,
        journal: Journal | None = None,
        load: Callable[[Journal], list[Place]] | None = None,
        table: Path | None = None,
        is_saved: bool = False,
    ) -> None:
        self.folder, self.table = folder, table
        self.journal = Journal(None) if journal is None else journal
        self.found: list[Scan] = []
        self.total = 0
        self.chosen: Scan | None = None
        self.place = 0
        self.is_saved, self.is_whole = True, is_saved
        self.known = 0
        self._is_loaded = False  # whether all that was kept is known
        self._are_kept_saved = is_saved
        self._ends = [0, 0, 0]  # of the ranks, in the list
        self._open: set[Scan] = set()  # with a digit that nobody is sure of
        # What was said: of which digit of which scan, and what had been said of it before.
        self._said: list[tuple[Scan, int, int | None]] = []
        self._results: queue.Queue[Scan | BaseException | None] = queue.Queue(WAITING)
        self._error: BaseException | None = None  # that ended the reading, and that nobody has heard of yet
        self._stopped = threading.Event()
        self.is_reading = True
        threading.Thread(target=self._work, args=(read, load), name="digitpad-scans", daemon=True).start()

    def _work(self, read: Read, load: Callable[[Journal], list[Place]] | None) -> None:
        end: BaseException | None = None
        try:
            known = set[str]()
            for scan in (kept_scan(place, self.journal) for place in (load or Journal.load)(self.journal)):
                known.add(scan.path)
                self.known = len(known)
                if not self._put(scan):
                    return
            self._is_loaded = True
            for result in read(self.folder, self._count, known):
                if not self._put(scan_of(result, self.journal)):
                    return
        except Exception as error:  # noqa: BLE001 -- told in the thread that can tell the person
            end = error
        self._put(end)

    def _count(self, total: int) -> None:
        self.total = total

    def _put(self, result: Scan | BaseException | None) -> bool:
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
            taken.append((self._insert(result), result))
        return taken

    def _insert(self, scan: Scan) -> int:
        place = self._ends[scan.rank]
        self._ends[scan.rank :] = [end + 1 for end in self._ends[scan.rank :]]
        self.found.insert(place, scan)
        if scan.rank == UNSURE:
            self._note(scan)
        if len(self.found) > self.known or not self._are_kept_saved:
            self.is_whole &= scan.is_lost
            self.is_saved &= not scan.corrected
        return place

    @property
    def is_back(self) -> bool:
        """Whether all that was kept before is here: without it nothing is saved, and nothing forgotten."""
        return self._is_loaded and len(self.found) >= self.known

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
        self._said.append((scan, self.place, scan.corrected.get(self.place)))
        self._say(digit)
        if digit is None:
            return False
        following = self._unsure(scan, self.place)
        if following:
            self.place = following[0]
        return not following

    def undo(self) -> bool:
        """Take back what was said last, and look at that digit; tell whether anything was."""
        if not self._said:
            return False
        self.chosen, self.place, before = self._said.pop()
        self._say(before)
        return True

    def _say(self, digit: int | None) -> None:
        """Keep what the digit that is looked at really is, or that nothing is said of it."""
        scan = self.chosen
        assert scan is not None, "one is looked at"
        if digit is None:
            scan.corrected.pop(self.place, None)
        else:
            scan.corrected[self.place] = digit
        scan.keep_corrections()
        self.is_saved = self.is_whole = False
        self._note(scan)

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

    def is_open(self, scan: Scan) -> bool:
        """Tell whether a scan still is to be looked at."""
        return scan in self._open

    def _note(self, scan: Scan) -> None:
        """Take note of whether a scan still is to be looked at."""
        if self._unsure(scan, -1):
            self._open.add(scan)
        else:
            self._open.discard(scan)

    def save(self, path: Path) -> None:
        """Write all that was read, and what the person said, as CSV, in one step.

        Raises:
            UserError: if it can't be written; an older file stays as it was.
        """
        from digitpad.folders.finding import by_name
        from digitpad.folders.recovering import NAMES
        from digitpad.folders.result_file import refuse_busy
        from digitpad.ink.export import write_whole

        if not self.is_back:
            raise DataError(texts.SCANS_NOT_BACK)
        refuse_busy(path)
        scans = sorted((scan for scan in self.found if not scan.is_lost), key=lambda scan: by_name(scan.path))
        header = csv_text([self.journal.columns])
        lines = chain([header], (scan.text for scan in scans))
        write_whole(path, (each.encode(**NAMES) for each in lines))
        self.is_saved = self.is_whole = True
        self.table = path

    def close(self, forget: bool) -> None:
        """Read no more, and let go of what is kept; take it off the disk if nobody needs it any more."""
        self.stop()
        self.journal.close(forget and self.is_back)


def read_folder(
    folder: Path, count: Callable[[int], None], known: Set[str], model: Path | None = None, only: Sequence[Path] = ()
) -> "Iterator[FileReading]":
    """Yield what becomes of each file in a folder and the folders within, but of those that are known.

    First it says how many there are.

    Args:
        folder: that is read.
        count: is told how many files there are.
        known: what needn't be read again.
        model: that reads; None for digitpad's own.
        only: files and folders that are read in its place.
    """
    from digitpad import languages
    from digitpad.folders.finding import found_files
    from digitpad.folders.reading import read_found, without_vanished
    from digitpad.folders.worker import Job

    named = only or [folder]
    files = list(found_files(named, recursive=True))
    new = [file for file in files if not isinstance(file, str) or file not in known]
    count(len(known) + len(new))
    yield from without_vanished(read_found(new, None, Job(model, None, languages.current())), [*map(str, named)])
