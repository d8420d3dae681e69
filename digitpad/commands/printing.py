"""How ``digitpad predict`` prints results: as lines, as JSON, as JSON Lines or as CSV, each as it comes."""

import json
import sys
from collections.abc import Sequence
from typing import Protocol

from digitpad import texts
from digitpad.folders.records import CSV_HEADER, as_json, csv_rows, csv_text
from digitpad.folders.result import FileReading
from digitpad.folders.result_file import ResultFile


class Printer(Protocol):
    """Shows results."""

    def begin(self) -> None:
        """Print what stands before all results."""

    def add(self, result: FileReading, also: Sequence[str]) -> None:
        """Print a result; also given are sentences about what else went wrong."""

    def end(self) -> None:
        """Print what stands after all results."""


class Lines:
    """A line for each file."""

    def begin(self) -> None:
        """Print nothing."""

    def add(self, result: FileReading, also: Sequence[str]) -> None:
        """Print the answer, or what is wrong."""
        if result.error is None and result.reading is not None:
            print(texts.about_file(result.path, texts.reading_words(result.reading)), flush=True)
        complain(result, also)

    def end(self) -> None:
        """Print nothing."""


class Csv:
    """A header, and a line for each digit."""

    def begin(self) -> None:
        """Print the header."""
        print(csv_text([CSV_HEADER]), end="")

    def add(self, result: FileReading, also: Sequence[str]) -> None:
        """Print a file's lines."""
        print(csv_text(list(csv_rows(result))), end="", flush=True)
        complain(result, also)

    def end(self) -> None:
        """Print nothing."""


class JsonLines:
    """An object on each line."""

    def begin(self) -> None:
        """Print nothing."""

    def add(self, result: FileReading, also: Sequence[str]) -> None:
        """Print a file's object, in which everything stands."""
        print(json.dumps(as_json(result, *also)), flush=True)

    def end(self) -> None:
        """Print nothing."""


class JsonArray:
    """One array of objects."""

    def __init__(self) -> None:
        self._before = "["

    def begin(self) -> None:
        """Print nothing: an array without members has no lines."""

    def add(self, result: FileReading, also: Sequence[str]) -> None:
        """Print a file's object, in which everything stands."""
        lines = json.dumps(as_json(result, *also), indent=2).splitlines()
        print(self._before, *(f"  {line}" for line in lines), sep="\n", end="")
        self._before = ","

    def end(self) -> None:
        """Close the array."""
        print("[]" if self._before == "[" else "\n]")


class IntoFile:
    """A file of results, and sentences about what is wrong."""

    def __init__(self, file: ResultFile) -> None:
        self._file = file
        self._read = self._unsure = self._bad = 0

    def begin(self) -> None:
        """Print nothing."""

    def add(self, result: FileReading, also: Sequence[str]) -> None:
        """Write a result."""
        self._file.add(result)
        self._read += result.reading is not None
        self._bad += result.error is not None
        self._unsure += result.reading is not None and result.reading.verdict == "unsure"
        complain(result, also)

    def end(self) -> None:
        """Say how many files there were."""
        self._file.begin()
        counts = {texts.FILES_KNOWN: self._file.before, texts.FILES_UNSURE: self._unsure, texts.FILES_BAD: self._bad}
        notes = [texts.FILES_READ.format(self._read), *(note.format(count) for note, count in counts.items() if count)]
        print(texts.about_file(self._file.path, ", ".join(notes)), file=sys.stderr)


def complain(result: FileReading, also: Sequence[str] = ()) -> None:
    """Print what went wrong."""
    for sentence in [*([] if result.error is None else [str(result.error)]), *also]:
        print(sentence, file=sys.stderr)
