"""What drawings really were, as the person at the pad said, and the file where that is kept."""

from pathlib import Path
from typing import NamedTuple

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
