"""Files of labelled digits of either kind, a labelled set or a library, as pairs of what was drawn and its digit."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad import texts
from digitpad.errors import DataError
from digitpad.examples.labelled import load_labelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.drawing import Drawing

# Of a library's examples so many of each digit are adapted to, the newest: more take longer to load than they bring.
NEWEST = 200
# An .npz is a zip archive; no line of JSON begins like one.
ZIP = b"PK"


def labelled_pairs(path: Path, each: int = NEWEST) -> "list[tuple[Drawing | NDArray[Any], int]]":
    """Read labelled digits.

    Args:
        path: of a labelled set (.npz) or a library (.jsonl); the content decides which it is.
        each: of a library, at most so many of each digit, the newest.

    Raises:
        DataError: if it can't be read, or no labelled digit is in it.
    """
    from digitpad.examples.library import Library

    try:
        with open(path, "rb") as file:
            start = file.read(len(ZIP))
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    if start == ZIP:
        labelled = load_labelled(path)
        return list(zip(labelled.images, labelled.labels.tolist(), strict=True))
    if start[:1] not in (b"{", b""):
        raise DataError(texts.about_file(path, texts.NOT_EXAMPLES))
    found = [(example.source(), example.label) for example in Library(path).newest(each)]
    sound = [(source, label) for source, label in found if source is not None]
    if not sound:
        raise DataError(texts.about_file(path, texts.NO_EXAMPLES))
    return sound
