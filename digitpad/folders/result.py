"""What becomes of one of many files."""

from typing import TYPE_CHECKING, NamedTuple

from digitpad import texts
from digitpad.errors import PictureError, UserError
from digitpad.folders.sources import in_file_pixels, read_source, shown_name
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.reading.prediction import Reading
    from digitpad.reading.recognizer import Recognizer


class FileReading(NamedTuple):
    """What became of one file.

    Attributes:
        path: of the file, as it was given, or as it was found in a folder that was given.
        reading: what it reads, boxes in the file's own pixels; None where it can't be read.
        error: what is wrong with it, or None. A picture without ink has both.
        lost: whether the file couldn't be had at all (it isn't there, or may not be read): another time it may be.
    """

    path: str
    reading: "Reading | None"
    error: UserError | None = None
    lost: bool = False


def lost(path: str, error: OSError) -> FileReading:
    """Return what becomes of a file or folder that can't be had."""
    return FileReading(path, None, UserError(texts.cannot_read(shown_name(path), error)), True)


def read_file(recognizer: "Recognizer", path: str, content: bytes | None = None) -> FileReading:
    """Read a file, whose content may be known already; whatever is wrong with it, others can still be read."""
    return read_shown(recognizer, path, content).result


class Shown(NamedTuple):
    """A file with all that is known of it.

    Attributes:
        result: what became of it.
        source: what was read; None where that can't be.
        reading: in the source's pixels: a very large picture comes reduced.
    """

    result: FileReading
    source: "Drawing | Image.Image | None" = None
    reading: "Reading | None" = None


def read_shown(recognizer: "Recognizer", path: str, content: bytes | None = None) -> Shown:
    """Read a file, and keep what was read."""
    shown: Drawing | Image.Image | None = None
    try:
        source = read_source(path, content)
        shown = source if isinstance(source, Drawing) else source.image
        reading = recognizer.read(shown)
    except UserError as error:
        # A picture that is cut off has such a cause, too; but it was there.
        return Shown(FileReading(path, None, error, type(error) is UserError and isinstance(error.__cause__, OSError)))
    except Exception as error:  # noqa: BLE001 -- a bug: the whole story goes to the log file, and the others are read
        from digitpad.log import log_exception

        sentence = texts.about_file(shown_name(path), texts.unexpected(error, log_exception(error)))
        return Shown(FileReading(path, None, UserError(sentence)))
    if isinstance(source, Drawing):
        return Shown(FileReading(path, reading), shown, reading)  # a blank pad is an answer
    # A picture without ink is most likely the wrong picture.
    empty = None if reading.rows else PictureError(texts.about_file(shown_name(path), texts.NO_INK))
    return Shown(FileReading(path, in_file_pixels(reading, source), empty), shown, reading)
