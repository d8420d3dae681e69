"""Strokes and drawings: what a person has put on the pad.

Everything here is immutable: a change makes a new drawing that shares its strokes with the old one, so
undo is keeping the old drawing. Coordinates are pad pixels, x to the right and y down. The window needs this module
before its first paint, so it imports next to nothing: named tuples, because data classes would bring ``inspect``, and
``json`` only when a file is read or written.
"""

import math
import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from digitpad import texts
from digitpad.errors import DrawingError

Point = tuple[float, float]

FILE_SUFFIX = ".digitpad"
FILE_FORMAT = "digitpad-drawing"
FILE_VERSION = 1

# A pen gives about 100 points a second: this is more than half an hour of drawing without a pause, and it keeps a
# hostile file from eating the memory.
MAX_POINTS = 200_000
MAX_FILE_BYTES = 64 * MAX_POINTS
# Beyond this, floats lose sub-pixel precision and no screen is meant.
MAX_COORDINATE = 1e9


class Stroke(NamedTuple):
    """One movement of the pen between touching the pad and leaving it.

    Attributes:
        points: at least one (x, y), in pad pixels; one point alone is a dot.
    """

    points: tuple[Point, ...]


class Drawing(NamedTuple):
    """The strokes on a pad of a certain size, oldest first.

    Attributes:
        width: of the pad, in pixels, above 0.
        height: likewise.
        strokes: may be none.
        pen: the width of the pen on the screen, in pad pixels, or None for the pad's own choice. It changes how
            the drawing looks and never what the network sees.
    """

    width: float = 400.0
    height: float = 400.0
    strokes: tuple[Stroke, ...] = ()
    pen: float | None = None

    @classmethod
    def from_strokes(
        cls,
        strokes: Iterable[Iterable[Iterable[float]]],
        width: float = 400,
        height: float = 400,
        pen: float | None = None,
    ) -> "Drawing":
        """Build a drawing from plain numbers.

        Args:
            strokes: for each stroke its (x, y) points, as lists, tuples or an (n, 2) array; strokes without a
                point are left out.
            width: of the pad, in pixels.
            height: likewise.
            pen: the width of the pen on the screen, in pad pixels.

        Raises:
            DrawingError: for anything that is no finite number, no pair, out of range, or too much.
        """
        size = (_positive(width), _positive(height))
        checked: list[Stroke] = []
        room = MAX_POINTS
        try:
            for stroke in strokes:
                points = tuple(_point(point) for point in stroke)
                room -= len(points)
                if room < 0:
                    raise DrawingError(texts.TOO_MANY_POINTS.format(limit=MAX_POINTS))
                if points:
                    checked.append(Stroke(points))
        except TypeError:
            raise DrawingError(texts.NOT_STROKES) from None
        return cls(*size, tuple(checked), None if pen is None else _positive(pen))

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been drawn."""
        return not self.strokes

    def bounds(self) -> tuple[float, float, float, float] | None:
        """Return the smallest (left, top, right, bottom) around all points, or None for a blank drawing."""
        if self.is_blank:
            return None
        xs = [x for stroke in self.strokes for x, _ in stroke.points]
        ys = [y for stroke in self.strokes for _, y in stroke.points]
        return min(xs), min(ys), max(xs), max(ys)

    def with_stroke(self, points: Iterable[Point]) -> "Drawing":
        """Return this drawing with one more stroke on top; without a point there is none."""
        added = tuple(points)
        return self._replace(strokes=(*self.strokes, Stroke(added))) if added else self

    def cleared(self) -> "Drawing":
        """Return the empty pad of the same size."""
        return self._replace(strokes=())

    def to_json(self) -> str:
        """Return the text of a drawing file (format in docs/files.md)."""
        import json

        document: dict[str, Any] = {
            "format": FILE_FORMAT,
            "version": FILE_VERSION,
            "width": self.width,
            "height": self.height,
            "strokes": [[[x, y] for x, y in stroke.points] for stroke in self.strokes],
        }
        if self.pen is not None:
            document["pen"] = self.pen
        return json.dumps(document)

    @classmethod
    def from_json(cls, text: str) -> "Drawing":
        """Read the text of a drawing file; unknown keys are ignored.

        Raises:
            DrawingError: says what is wrong, without the file's name.
        """
        import json

        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise DrawingError(texts.NOT_JSON) from None
        if not isinstance(document, dict) or document.get("format") != FILE_FORMAT:
            raise DrawingError(texts.NOT_A_DRAWING)
        if document.get("version") != FILE_VERSION:
            raise DrawingError(texts.DRAWING_VERSION.format(found=document.get("version"), known=FILE_VERSION))
        missing = [key for key in ("width", "height", "strokes") if key not in document]
        if missing:
            raise DrawingError(texts.DRAWING_LACKS.format(key=missing[0]))
        return cls.from_strokes(document["strokes"], document["width"], document["height"], document.get("pen"))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "Drawing":
        """Read a drawing file.

        Raises:
            DrawingError: names the file and the cause.
        """
        try:
            with open(path, "rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise DrawingError(texts.cannot_read(path, error)) from error
        return cls.from_bytes(content, os.fspath(path))

    @classmethod
    def from_bytes(cls, content: bytes, name: str) -> "Drawing":
        """Read the bytes of a drawing file called ``name``; the rest is as in :meth:`load`."""
        try:
            if len(content) > MAX_FILE_BYTES:
                raise DrawingError(texts.TOO_MANY_POINTS.format(limit=MAX_POINTS))
            # Some editors put a byte order mark at the start.
            return cls.from_json(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise DrawingError(texts.about_file(name, texts.NOT_JSON)) from None
        except DrawingError as error:
            raise DrawingError(texts.about_file(name, str(error))) from None


def _number(value: Any) -> float:
    # bool is an int to Python, and float() would take the string "7": neither is a coordinate.
    if isinstance(value, bool | str | bytes):
        raise DrawingError(texts.NOT_A_NUMBER.format(value=texts.short(value)))
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise DrawingError(texts.NOT_A_NUMBER.format(value=texts.short(value))) from None
    if not math.isfinite(number) or abs(number) > MAX_COORDINATE:
        raise DrawingError(texts.NOT_A_NUMBER.format(value=texts.short(value)))
    return number


def _positive(value: Any) -> float:
    number = _number(value)
    if number <= 0:
        raise DrawingError(texts.NOT_POSITIVE.format(value=texts.short(value)))
    return number


def _point(point: Iterable[float]) -> Point:
    pair = tuple(point)
    if len(pair) != 2:
        raise DrawingError(texts.NOT_A_PAIR)
    return _number(pair[0]), _number(pair[1])
