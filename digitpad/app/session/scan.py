"""One scan of a folder: what its lines of the table say."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from digitpad import texts
from digitpad.folders.journal import CORRECTED, Journal, Place, Rows
from digitpad.folders.records import CSV_HEADER, csv_rows

if TYPE_CHECKING:
    from digitpad.folders.result import FileReading

FILE, ROW, _, DIGIT, CONFIDENCE, VERDICT, LEFT, _, _, BOTTOM, NUMBER, TROUBLE = range(len(CSV_HEADER))
# What a person looks at first: what isn't sure, then what can't be read or holds nothing, and what is sure.
UNSURE, NOTHING, SURE = range(3)
# A page has many digits; a line of the list shows so many signs.
MOST = 200


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
    """One file. Its lines are kept by the journal, for there may be many thousands.

    Attributes:
        path: of the file.
        words: what was read, or what is wrong.
        rank: UNSURE, NOTHING or SURE.
        corrected: what digits really are, by their places among the file's digits.
        is_lost: whether the file couldn't be had: then it has no line.
    """

    __slots__ = ("_journal", "_place", "corrected", "is_lost", "path", "rank", "words")

    def __init__(self, journal: Journal, path: str, words: str, rank: int, place: Place | None = None) -> None:
        self.path, self.words, self.rank, self.is_lost = path, words[:MOST], rank, place is None
        self.corrected: dict[int, int] = {}
        self._journal = journal
        self._place = "" if place is None else place

    @property
    def digits(self) -> list[Digit]:
        """Its digits, in reading order."""
        return [_digit(row) for row in self.lines() if row[DIGIT]]

    @property
    def text(self) -> str:
        """Its lines, as they stand in the table."""
        return self._journal.text(self._place)

    def lines(self) -> list[list[str]]:
        """Return what its lines say."""
        return self._journal.rows(self._place)

    def keep_corrections(self) -> None:
        """Keep what the person says of its digits now."""
        column = self._journal.columns.index(CORRECTED)
        rows, place = self.lines(), 0
        for row in rows:
            if row[DIGIT]:
                row[column] = str(self.corrected.get(place, ""))
                place += 1
        self._place = self._journal.add(rows)


def scan_of(result: "FileReading", journal: Journal) -> Scan:
    """Return the scan of what was read now."""
    reading, place = result.reading, None
    if not result.lost:
        more = [""] * (len(journal.columns) - len(CSV_HEADER))
        place = journal.add([[*map(str, row), *more] for row in csv_rows(result)])
    if result.error is not None or reading is None:
        return Scan(journal, result.path, str(result.error).removeprefix(f"{result.path}: "), NOTHING, place)
    rank = {"unsure": UNSURE, "sure": SURE}.get(reading.verdict, NOTHING)
    return Scan(journal, result.path, texts.reading_words(reading), rank, place)


def kept_scan(place: Place, journal: Journal) -> Scan:
    """Return a scan whose lines were kept before."""
    rows = journal.rows(place)
    scan = Scan(journal, rows[0][FILE], _words(rows), _rank(rows), place)
    column = journal.columns.index(CORRECTED)
    for number, row in enumerate(row for row in rows if row[DIGIT]):
        if is_digit(row[column]):
            scan.corrected[number] = int(row[column])
    return scan


def is_digit(text: str) -> bool:
    """Tell whether a text is one of the ten digits."""
    return len(text) == 1 and text in "0123456789"


def _digit(row: Sequence[str]) -> Digit:
    sides = row[LEFT : BOTTOM + 1]
    left, top, right, bottom = (float(side) if side else -1.0 for side in sides)
    return Digit(int(row[DIGIT]), row[VERDICT] == "sure", (left, top, right, bottom) if all(sides) else None)


def _rank(rows: Rows) -> int:
    verdicts = {row[VERDICT] for row in rows}
    if "unsure" in verdicts:
        return UNSURE
    return SURE if "sure" in verdicts else NOTHING


def _words(rows: Rows) -> str:
    """Say lines in a few words, as they were said when the file was read."""
    first = rows[0]
    if not first[DIGIT]:
        return first[TROUBLE].removeprefix(f"{first[FILE]}: ") or texts.NOTHING_DRAWN
    lines = (" ".join(_numbers(row)) for _, row in groupby(rows, itemgetter(ROW)))
    text = texts.ROW_BREAK.join(filter(None, lines))
    if not text:
        return texts.NO_DIGIT
    if _rank(rows) == UNSURE:
        return texts.NOT_SURE_NUMBER.format(text=text)
    return texts.SURE.format(digit=text, percent=texts.percent(float(first[CONFIDENCE]))) if len(rows) == 1 else text


def _numbers(row: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the numbers of a row; each stands at each of its digits."""
    left = 0
    for digit in row:
        if not left and digit[NUMBER]:
            yield digit[NUMBER]
            left = sum(sign.isdigit() or sign == "?" for sign in digit[NUMBER])
        left = max(left - 1, 0)
