"""Reader for the UNIPEN text format, in which both stroke sets (Pendigits and UniPen) are written.

The format: Guyon, Schomaker, Plamondon, Liberman, Janet, "UNIPEN project of on-line data exchange and recognizer
benchmarks", ICPR 1994, doi 10.1109/ICPR.1994.576870. What a reader must know beyond the format's own text:

* A segment names pen *components*, counted from 0 over all included files in order. Every ``.PEN_DOWN`` and
  ``.PEN_UP`` section with at least one coordinate is a component; only pen-down components are ink.
* ``.INCLUDE`` is relative to the collection's include folder and nests.
* y grows upwards in all these files: it is negated here.
* Files are latin-1, with any line ending. Coordinates stand only under ``.PEN_*`` lines.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import DataError

Points = NDArray[np.float32]

# A line that starts with a keyword, and whatever stands between it and the next such line.
_STATEMENT = re.compile(r"^\.([A-Z_]+)[ \t]*([^\n]*)\n?((?:(?!\.[A-Z_])[^\n]*\n?)*)", re.MULTILINE)
_SEGMENT = re.compile(r'(\w+)\s+([\d:,\-]+)\s+\S+\s+"(.*)"')
# One range of a component list: a, a-b, a:i-b:j, a-b:j or a:i-b.
_RANGE = re.compile(r"(\d+)(?::(\d+))?(?:-(\d+)(?::(\d+))?)?")
MAX_INCLUDE_DEPTH = 16


@dataclass(frozen=True)
class Sample:
    """One labelled piece of writing.

    Attributes:
        label: the text that was written, such as "7" or "g".
        writer: as the file names its writer; unique within one provider only.
        strokes: (n, 2) float32 arrays of (x, y) in the digitiser's units, y down.
    """

    label: str
    writer: str
    strokes: tuple[Points, ...]


class Component(NamedTuple):
    """One pen section: its points (y up, as in the file), whether it is ink, and its writer."""

    points: Points
    is_ink: bool
    writer: str


class Segment(NamedTuple):
    """One ``.SEGMENT`` line, and the ``.COMMENT`` right after it."""

    level: str
    components: str
    label: str
    comment: str


class _Reader:
    def __init__(self, include: Callable[[str], str]) -> None:
        self.include = include
        self.components: list[Component] = []
        self.segments: list[Segment] = []
        self.writer = ""
        self.columns = ["X", "Y"]

    def read(self, text: str, depth: int = 0) -> None:
        if depth > MAX_INCLUDE_DEPTH:
            raise DataError(texts.INCLUDES_TOO_DEEP)
        for match in _STATEMENT.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
            keyword, arguments, body = match.groups()
            if keyword in ("PEN_DOWN", "PEN_UP"):
                self.add_component(f"{arguments} {body}", keyword == "PEN_DOWN")
            elif keyword == "SEGMENT":
                self.add_segment(arguments)
            elif keyword == "COMMENT" and self.segments and not self.segments[-1].comment:
                self.segments[-1] = self.segments[-1]._replace(comment=arguments.strip() or " ")
            elif keyword == "COORD":
                self.columns = arguments.upper().split()
            elif keyword == "WRITER_ID":
                self.writer = arguments.strip()
            elif keyword == "INCLUDE":
                self.read(self.include(arguments.strip()), depth + 1)

    def add_component(self, numbers: str, is_ink: bool) -> None:
        values = np.array(numbers.split(), np.float32)
        width = len(self.columns)
        if values.size < width:
            return  # sections without a point are not counted
        if not np.isfinite(values).all():
            raise ValueError("a coordinate that is no number")
        rows = values[: values.size // width * width].reshape(-1, width)
        points = rows[:, [self.columns.index("X"), self.columns.index("Y")]]
        self.components.append(Component(points, is_ink, self.writer))

    def add_segment(self, arguments: str) -> None:
        match = _SEGMENT.match(arguments)
        if match:
            self.segments.append(Segment(match[1], match[2], match[3], ""))


def _no_includes(_name: str) -> str:
    return ""


def parse(text: str, include: Callable[[str], str] = _no_includes) -> tuple[list[Component], list[Segment]]:
    """Read a UNIPEN text with all that it includes.

    Args:
        text: of the outermost file.
        include: returns the text of an included file; by default inclusions are left out.

    Returns:
        All components in order, and all segments in order.

    Raises:
        DataError: for numbers that are none, and for files that include each other without end.
    """
    reader = _Reader(include)
    try:
        reader.read(text)
    except ValueError as error:
        raise DataError(texts.NOT_UNIPEN.format(cause=error)) from None
    return reader.components, reader.segments


def samples(text: str, level: str, include: Callable[[str], str] = _no_includes) -> Iterator[Sample]:
    """Yield the labelled pieces of writing of one level ("CHARACTER", "DIGIT") in a UNIPEN text.

    The writer is the ``.WRITER_ID`` in force at the first component or, as Pendigits has it, the second word of the
    ``.COMMENT`` after the segment.

    Raises:
        DataError: where a segment names components that are not there.
    """
    components, segments = parse(text, include)
    for segment in segments:
        if segment.level != level:
            continue
        ink, writer = _select(components, segment.components)
        comment = segment.comment.split()
        yield Sample(segment.label, writer or (comment[1] if len(comment) > 1 else ""), ink)


def _select(components: list[Component], wanted: str) -> tuple[tuple[Points, ...], str]:
    strokes: list[Points] = []
    writer = ""
    for part in wanted.split(","):
        match = _RANGE.fullmatch(part)
        if not match:
            raise DataError(texts.BAD_COMPONENTS.format(components=wanted))
        first, last = int(match[1]), int(match[3] or match[1])
        if last >= len(components):
            raise DataError(texts.BAD_COMPONENTS.format(components=wanted))
        for index in range(first, last + 1):
            points, is_ink, component_writer = components[index]
            # Point indices count from 0 and both ends are included.
            end = int(match[4]) + 1 if match[4] and index == last else len(points)
            start = int(match[2]) if match[2] and index == first else 0
            writer = writer or component_writer
            if is_ink and end > start:
                strokes.append(points[start:end] * np.array([1, -1], np.float32))
    return tuple(strokes), writer
