"""A written sheet, found in a photo or a scan beside window and answers, whichever model answers."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.session import Session

if TYPE_CHECKING:
    from digitpad.examples.records import Example


def read_sheet(session: Session, path: Path, found: "Callable[[list[Example]], object]") -> None:
    """Let a sheet be read; several are read one after the other.

    Args:
        session: where what goes wrong is said.
        path: of the picture.
        found: is handed the sheet's digits as examples that are not kept yet.
    """

    def done(result: "list[Example] | Exception") -> None:
        if isinstance(result, Exception):
            session.say(sentence(result), problem=True)
        else:
            session.calm()
            found(result)

    session.say(texts.SHEET_READING)
    session.work_aside("sheet", lambda: digits_of(path), done)


def digits_of(path: Path) -> "list[Example]":
    """Return a sheet's digits as examples, in the order of its boxes.

    Raises:
        PictureError: if it is no whole sheet, or nothing is written on it.
    """
    from PIL import Image

    from digitpad.examples.collecting import collected
    from digitpad.examples.records import SHEET, new_example
    from digitpad.ink.normalising import normalised

    sheet, date = collected(path), datetime.now().astimezone().isoformat(timespec="seconds")
    pictures = [normalised(Image.fromarray(image)) for image in sheet.images]
    return [
        new_example(picture, label, date, SHEET)
        for picture, label in zip(pictures, sheet.labels, strict=True)
        if picture.any()
    ]
