"""What the window and its worker thread say to each other."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from digitpad.app.session.document import Correction, Picture
from digitpad.app.session.inked import Inked
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.reading.heatmap import Heat
    from digitpad.reading.prediction import Prediction, Reading


class Reader(Protocol):
    """What the window needs of a recogniser."""

    def predict_many(self, sources: "list[Any]") -> "list[Prediction]":
        """Say which digit each of these digit images is."""

    def read(self, source: "Drawing | Image.Image") -> "Reading":
        """Read all digits of a drawing or a picture."""


class ImagingReady(NamedTuple):
    """Pillow is there: ink can be drawn smoothly."""


class ModelReady(NamedTuple):
    """The model is loaded and warm."""


class Answer(NamedTuple):
    """What the recogniser says to a request.

    Attributes:
        number: of the request.
        source: what it was about: the drawing, or the picture, with the ink on it.
        reading: the digits that were found.
        digit_image: (28, 28) float32, what the network got, where there is one digit; for more, each has its own.
        heat_follows: whether a Heated report of the same number is to come.
    """

    number: int
    source: "Drawing | Image.Image"
    reading: "Reading"
    digit_image: "NDArray[np.float32] | None"
    heat_follows: bool = False


class Heated(NamedTuple):
    """Which ink spoke for an answer.

    Attributes:
        number: of the request.
        heat: None where there is no ink.
    """

    number: int
    heat: "Heat | None"


class Failed(NamedTuple):
    """Something went wrong.

    Attributes:
        number: of the request, or None if the model couldn't be loaded.
        error: a UserError is meant for the person, anything else is a bug.
    """

    number: int | None
    error: Exception


class DigitSeen(NamedTuple):
    """One of several digits that were read, to be explained.

    Attributes:
        image: (28, 28) float32, what the network got.
        drawing: its strokes alone, or None if it stands in a picture.
    """

    image: "NDArray[np.float32]"
    drawing: Drawing | None


class ToOpen(NamedTuple):
    """A picture to be opened.

    Attributes:
        content: a file, or the content of one.
        ink: what is to be on it, in its pixels.
        corrections: what was said of its digits when it was here before.
    """

    content: Path | bytes
    ink: Drawing | None
    corrections: tuple[Correction, ...] = ()


class PictureOpened(NamedTuple):
    """A picture that was wanted is there."""

    wanted: ToOpen
    picture: Picture


class NotOpened(NamedTuple):
    """A picture that was wanted can't be opened; the error is as in Failed."""

    wanted: ToOpen
    error: Exception


class Job(NamedTuple):
    """Something else to be done with the recogniser, after the questions that wait.

    Attributes:
        kind: of several of a kind that wait only the newest is done.
        work: is handed the recogniser, in the worker's thread.
        done: is handed the result, or the exception, in the window's thread.
    """

    kind: str
    work: "Callable[[Any], Any]"
    done: "Callable[[Any], object]"


class JobDone(NamedTuple):
    """A job's result, or the exception that it raised."""

    job: Job
    result: Any


# A drawing, a picture, or a picture with ink on it.
Source: TypeAlias = "Drawing | Inked | Image.Image"
Report = ImagingReady | ModelReady | Answer | Heated | Failed | PictureOpened | NotOpened | JobDone
