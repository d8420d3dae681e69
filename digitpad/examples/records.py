"""Examples and the lines that say them: each line of JSON adds, relabels or deletes one.

{"id", "label", "date", "whence", and "drawing" or "image"} adds an example or says all of it anew; {"id", "label"}
relabels; {"id", "deleted": true} deletes. Lines of before there were ids have none: theirs is a digest of the line.
"""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, overload

from digitpad import texts
from digitpad.errors import DataError, DrawingError
from digitpad.ink.drawing import FILE_VERSION, Drawing
from digitpad.ink.normalising import SIDE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEYS = {"id", "label", "date", "whence", "drawing", "image", "deleted"}
# A line as it is written here. It is known by its looks what it says: of 200,000 not each is to be taken to pieces.
_TEXT, _NUMBER = rb'"([ !#-\[\]-~]*)"', rb"[-+.\de]+"
_DRAWING = (
    rb'\{"format": "[\w-]*", "version": 1, "width": %(number)s, "height": %(number)s, '
    rb'"strokes": \[\[[-+.\de, \[\]]*\]\](?:, "pen": %(number)s)?\}' % {b"number": _NUMBER}
)
_IMAGE = rb'"([A-Za-z\d+/]{1046}==)"'
PLAIN = re.compile(
    rb'\{"id": %(text)s, "label": (\d), "date": %(text)s, "whence": %(text)s, '
    rb'(?:"drawing": (%(drawing)s)|"image": %(image)s)\}' % {b"text": _TEXT, b"drawing": _DRAWING, b"image": _IMAGE}
)
# Where examples come from. Others may be in the file: they are shown as they are.
PAD, SESSION, SHEET, IMPORT = "pad", "session", "sheet", "import"


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled digit.

    Attributes:
        key: tells it from all others.
        label: 0..9.
        date: when it was said, in ISO 8601.
        whence: "pad", "session", "sheet" or "import".
        content: the JSON of its drawing, or base64 of a (28, 28) uint8 picture: what it was made from takes long to
            make, and a library may have 200,000.
        is_drawing: which of the two it is.
        more: the JSON of what a newer digitpad said of it; "" for nothing.
    """

    key: str
    label: int
    date: str
    whence: str
    content: str
    is_drawing: bool = True
    more: str = ""

    def source(self) -> "Drawing | NDArray[np.uint8] | None":
        """Return what :func:`digitpad.digit_image` takes; None where the file is damaged in this place."""
        if not self.is_drawing:
            import numpy as np

            picture = np.frombuffer(base64.b64decode(self.content), np.uint8).reshape(SIDE, SIDE)
            return picture if picture.any() else None
        try:
            drawing = Drawing.from_json(self.content)
        except DrawingError:
            return None
        return None if drawing.is_blank else drawing

    def line(self) -> bytes:
        """Return the line that says all of it; older versions of digitpad read those of drawings, too."""
        said = {"id": self.key, "label": self.label, "date": self.date, "whence": self.whence}
        held = f'"drawing": {self.content}' if self.is_drawing else f'"image": "{self.content}"'
        more = f", {self.more[1:-1]}" if self.more else ""
        return f"{json.dumps(said)[:-1]}, {held}{more}}}".encode()


class Said(Sequence[Example]):
    """Examples as the lines that say them; each is made when it is asked for.

    Of lines Python's search for objects that nobody needs any more knows nothing. Of 200,000 examples it would look at
    each one again and again, and keep the window waiting meanwhile.

    Args:
        lines: as :meth:`Example.line` writes them.
    """

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        self.lines = [*lines]

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> Example: ...
    @overload
    def __getitem__(self, place: slice) -> "Said": ...
    def __getitem__(self, place: int | slice) -> "Example | Said":
        return Said(self.lines[place]) if isinstance(place, slice) else _example_of(self.lines[place])


class Found(Mapping[str, Example]):
    """Examples by their keys, oldest first; kept as :class:`Said` keeps them.

    Attributes:
        labels: what each was said to be.
        lines: that say each of them.
    """

    def __init__(self) -> None:
        self.labels: dict[str, int] = {}
        self.lines: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __contains__(self, key: object) -> bool:
        return key in self.lines

    def __getitem__(self, key: str) -> Example:
        return _example_of(self.lines[key])

    def put(self, key: str, label: int, line: bytes) -> None:
        """Take an example in, or what is said of it anew."""
        self.labels[key], self.lines[key] = label, line

    def take_away(self, key: str) -> bool:
        """Take an example away; return whether it was there."""
        self.labels.pop(key, None)
        return self.lines.pop(key, None) is not None

    def copy(self) -> "Found":
        """Return the examples as they are now."""
        other = Found()
        other.labels, other.lines = self.labels.copy(), self.lines.copy()
        return other

    def forget(self) -> None:
        """Forget all, one after the other: Python frees many at once without letting others have a turn."""
        for kept in (self.labels, self.lines):
            while kept:
                kept.popitem()


class Records:
    """What lines, read in order, come to.

    Attributes:
        found: the examples by their keys, oldest first.
        of_newer: keys of examples whose drawings only a newer digitpad understands.
        newer: lines that only a newer digitpad understands, each with the key of the example that it is about.
        dead: how many lines nobody needs any more: of what was deleted, relabelled or is damaged.
    """

    def __init__(self) -> None:
        self.found = Found()
        self.of_newer: set[str] = set()
        self.newer: list[tuple[str, bytes]] = []
        self.dead = 0

    def take(self, line: bytes) -> None:
        """Take in one more line; what can't be meant by anybody is left out."""
        plain = _plain(line)
        if plain is not None:
            key = plain[1].decode()
            self.dead += key in self.found
            self.found.put(key, int(plain[2]), line)
            self.of_newer.discard(key)
            return
        entry = _json_of(line)
        if not _is_sound(entry):
            self._leave(entry, line)
            return
        if "id" not in entry:
            entry["id"] = self._key_of(line)
        key = entry["id"]
        if "drawing" in entry or "image" in entry:
            self.dead += key in self.found
            self.found.put(key, entry["label"], _kept(entry).line())
            if _is_of_newer(entry):
                self.of_newer.add(key)
        elif entry.get("deleted") is True:
            self._delete(key)
        elif key in self.found:
            self.dead += 1
            self.found.put(key, entry["label"], _relabelled(self.found.lines[key], entry))
        else:
            self._leave(entry, line)

    def _leave(self, entry: dict[str, Any], line: bytes) -> None:
        """Leave out a line that says nothing here, but keep what another version may understand."""
        if _more(entry):
            self.newer.append((str(entry.get("id", "")), line))
        else:
            self.dead += bool(line.strip())

    def _delete(self, key: str) -> None:
        self.of_newer.discard(key)
        known = len(self.newer)
        self.newer = [(about, line) for about, line in self.newer if about != key]
        self.dead += 1 + self.found.take_away(key) + known - len(self.newer)

    def _key_of(self, line: bytes) -> str:
        """Return the key of a line that names none; the same line twice is two examples."""
        digest = hashlib.sha256(line).hexdigest()[:16]
        number = 1
        while (key := digest if number == 1 else f"{digest}-{number}") in self.found:
            number += 1
        return key


def new_key() -> str:
    """Return a key that no other example has."""
    return secrets.token_hex(8)


def new_example(source: "Drawing | NDArray[Any]", label: int, date: str, whence: str) -> Example:
    """Return an example with a key of its own.

    Args:
        source: a drawing, or a (28, 28) picture, float 0..1 or uint8.
        label: 0..9.
        date: when it was said.
        whence: it comes from.

    Raises:
        DataError: for a blank, or a label that is no digit.
    """
    if isinstance(label, bool) or label not in range(10):
        raise DataError(texts.NOT_A_LABEL.format(label=texts.short(label)))
    key = new_key()
    if isinstance(source, Drawing):
        if source.is_blank:
            raise DataError(texts.BLANK_EXAMPLE)
        return Example(key, int(label), date, whence, source.to_json())
    import numpy as np

    picture = source if source.dtype == np.uint8 else np.rint(source * 255).astype(np.uint8)
    if picture.shape != (SIDE, SIDE) or not picture.any():
        raise DataError(texts.BLANK_EXAMPLE)
    return Example(key, int(label), date, whence, base64.b64encode(picture.tobytes()).decode(), False)


def _plain(line: bytes) -> re.Match[bytes] | None:
    """Return key, label, date, whence, and drawing or image, of a line that says all of an example as it is said here.

    Nobody looks into its drawing for that.
    """
    return PLAIN.fullmatch(line)


def _example_of(line: bytes) -> Example:
    """Return the example that a line says all of."""
    plain = _plain(line)
    if plain is None:
        return _kept(_json_of(line))
    key, label, date, whence, drawing, image = plain.groups()
    content = drawing or image
    return Example(key.decode(), int(label), date.decode(), whence.decode(), content.decode(), drawing is not None)


def _relabelled(line: bytes, entry: dict[str, Any]) -> bytes:
    """Return the line that says all of an example, when an entry says what it really is."""
    said, plain = _more(entry), _plain(line)
    if plain is not None and not said:
        return b"%b%d%b" % (line[: plain.start(2)], entry["label"], line[plain.end(2) :])
    example = _example_of(line)
    more = json.loads(example.more or "{}") | said
    return replace(example, label=entry["label"], more=json.dumps(more) if more else "").line()


def _json_of(line: bytes) -> dict[str, Any]:
    """Return the object that stands in a line; an empty one where there is none."""
    try:
        entry: Any = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def _is_sound(entry: dict[str, Any]) -> bool:
    """Tell whether an entry says something of an example: what can't be meant by anybody is left out."""
    if not isinstance(entry.get("id", ""), str):
        return False
    if entry.get("deleted") is True:
        return "id" in entry
    label = entry.get("label")
    if not isinstance(label, int) or isinstance(label, bool) or not 0 <= label <= 9:
        return False
    if "drawing" in entry:
        held = entry["drawing"]
        return isinstance(held, dict) and isinstance(held.get("strokes"), list) and bool(held["strokes"])
    return _is_picture(entry["image"]) if "image" in entry else "id" in entry


def _is_picture(content: object) -> bool:
    try:
        return isinstance(content, str) and len(base64.b64decode(content, validate=True)) == SIDE * SIDE
    except ValueError:
        return False


def _kept(entry: dict[str, Any]) -> Example:
    is_drawing = "drawing" in entry
    content = json.dumps(entry["drawing"]) if is_drawing else entry["image"]
    date, whence = str(entry.get("date", "")), str(entry.get("whence", PAD))
    more = _more(entry)
    return Example(entry["id"], entry["label"], date, whence, content, is_drawing, json.dumps(more) if more else "")


def _more(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in KEYS}


def _is_of_newer(entry: dict[str, Any]) -> bool:
    """Tell whether an example's drawing is said as only a newer digitpad understands it."""
    version = entry["drawing"].get("version") if "drawing" in entry else None
    return isinstance(version, int) and version > FILE_VERSION


def deletion(key: str) -> bytes:
    """Return the line that deletes an example."""
    return json.dumps({"id": key, "deleted": True}).encode()


def relabelling(key: str, label: int) -> bytes:
    """Return the line that gives an example another label."""
    return json.dumps({"id": key, "label": label}).encode()
