"""The thread that loads the model and asks it, so that the window never waits. It never touches Tk."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from digitpad.drawing import Drawing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.recognizer import Prediction

# How long the end of the process waits for the thread: the bundled model is loaded long before.
PATIENCE = 3.0


class Reader(Protocol):
    """What the window needs of a recogniser."""

    def predict_many(self, sources: "list[Any]") -> "list[Prediction]":
        """Say which digit each of these digit images is."""


class ImagingReady(NamedTuple):
    """Pillow is there: ink can be drawn smoothly."""


class ModelReady(NamedTuple):
    """The model is loaded and warm."""


class Answer(NamedTuple):
    """What the recogniser says to a request.

    Attributes:
        number: of the request.
        predictions: as many as there were digits; today always one.
        digit_image: (28, 28) float32, what the network got for the first.
        picture: the image that was read, where the request named a file.
    """

    number: int
    predictions: "tuple[Prediction, ...]"
    digit_image: "NDArray[np.float32]"
    picture: "Image.Image | None"


class Failed(NamedTuple):
    """Something went wrong.

    Attributes:
        number: of the request, or None if the model couldn't be loaded.
        error: a UserError is meant for the person, anything else is a bug.
    """

    number: int | None
    error: Exception


Source = Drawing | Path
Report = ImagingReady | ModelReady | Answer | Failed


class Worker:
    """Numbered requests in, reports out; of several waiting requests only the newest is answered.

    ``ask``, ``take`` and ``pending`` belong to the window's thread.

    Args:
        load: makes the recogniser; runs in the worker's thread.
    """

    def __init__(self, load: Callable[[], Reader]) -> None:
        self._load = load
        self._requests: queue.SimpleQueue[tuple[int, Source] | None] = queue.SimpleQueue()
        self._reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
        self._asked = 0
        self._settled = 0
        self._loading = False
        # A daemon, so that a model that hangs can't keep the process alive.
        self._thread = threading.Thread(target=self._work, name="digitpad-worker", daemon=True)

    @property
    def pending(self) -> bool:
        """Whether a report is still to come."""
        return self._loading or self._settled < self._asked

    def start(self) -> None:
        """Begin to load the model."""
        self._loading = True
        self._thread.start()

    def ask(self, source: Source) -> int:
        """Ask which digit this is.

        Args:
            source: a drawing, or the path of an image file.

        Returns:
            The request's number; later requests have higher ones.
        """
        self._asked += 1
        self._requests.put((self._asked, source))
        return self._asked

    def take(self) -> list[Report]:
        """Return what has been reported since the last time, oldest first, without waiting."""
        reports: list[Report] = []
        while not self._reports.empty():
            report = self._reports.get()
            reports.append(report)
            if isinstance(report, Answer | Failed) and report.number is not None:
                self._settled = report.number
            elif not isinstance(report, ImagingReady):
                self._loading = False
        return reports

    def close(self) -> None:
        """End the thread, and wait for that a little."""
        self._requests.put(None)
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _work(self) -> None:
        try:
            # Both are used by the window; imported here, they don't keep it waiting.

            import digitpad.ink  # noqa: F401

            self._reports.put(ImagingReady())
            reader = self._load()
            self._reports.put(ModelReady())
        except Exception as error:  # noqa: BLE001 -- nobody else is there to hear of it
            self._reports.put(Failed(None, error))
            self._refuse(error)
            return
        while (request := self._newest()) is not None:
            number, source = request
            try:
                self._reports.put(_answer(reader, number, source))
            except Exception as error:  # noqa: BLE001 -- likewise
                self._reports.put(Failed(number, error))

    def _refuse(self, error: Exception) -> None:
        while (request := self._newest()) is not None:
            self._reports.put(Failed(request[0], error))

    def _newest(self) -> tuple[int, Source] | None:
        request = self._requests.get()
        while request is not None and not self._requests.empty():
            request = self._requests.get()
        return request


def _answer(reader: Reader, number: int, source: Source) -> Answer:
    from digitpad.preprocessing import digit_image

    if isinstance(source, Drawing):
        picture = None
        image = digit_image(source)
    else:
        from digitpad.scan import open_picture

        picture = open_picture(source)
        image = digit_image(picture)
    return Answer(number, tuple(reader.predict_many([image])), image, picture)
