"""What drawings really were, as the person at the pad said: the library's drawings, one at a time."""

from pathlib import Path
from typing import NamedTuple

from digitpad.examples.library import Library, keep
from digitpad.ink.drawing import Drawing

FILE_NAME = "labelled.jsonl"


class Labelled(NamedTuple):
    """One drawing with what it really is.

    Attributes:
        label: 0..9.
        date: when it was said, in ISO 8601.
        drawing: must not be blank.
        key: tells it from all others; "" before it has one.
    """

    label: int
    date: str
    drawing: Drawing
    key: str = ""


def corrections_file() -> Path:
    """Return where labelled drawings are kept; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("digitpad", appauthor=False) / FILE_NAME


def load_corrections(path: Path) -> list[Labelled]:
    """Read labelled drawings; lines that were cut off or damaged are left out.

    Raises:
        DataError: if the file is there and can't be read.
    """
    found = ((example, example.source()) for example in Library(path))
    return [Labelled(each.label, each.date, drawing) for each, drawing in found if isinstance(drawing, Drawing)]


def add_correction(path: Path, labelled: Labelled) -> None:
    """Write one more labelled drawing.

    Raises:
        DataError: if the file can't be written.
    """
    keep(path, labelled.drawing, labelled.label, labelled.date)


def drop_last_correction(path: Path) -> None:
    """Delete the last labelled drawing.

    Raises:
        DataError: if the file can't be read or written.
    """
    library = Library(path)
    drawings = [example.key for example in library if example.is_drawing]
    library.delete(drawings[-1:])


def export_corrections(corrections: list[Labelled], path: Path) -> None:
    """Write labelled drawings as a labelled set that ``digitpad evaluate`` and training read.

    Raises:
        DataError: if the file can't be written.
    """
    from digitpad.examples.labelled import save_strokes

    save_strokes(path, [labelled.drawing for labelled in corrections], [labelled.label for labelled in corrections])
