"""The thread that loads the model and asks it, so that the window never waits. It never touches Tk."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digitpad import texts
from digitpad.app.reports import Answer, Failed, Heated, ImagingReady, ModelReady, Reader, Report, Source
from digitpad.drawing import Drawing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.heatmap import Heat
    from digitpad.layout import Box

# How long the end of the process waits for the thread: the bundled model is loaded long before.
PATIENCE = 3.0


class Request(NamedTuple):
    """A question: its number, what it is about, and whether the heat is wanted, too."""

    number: int
    source: Source
    heat: bool


class Worker:
    """Numbered requests in, reports out; of several waiting requests only the newest is answered.

    ``ask``, ``take`` and ``pending`` belong to the window's thread.

    Args:
        load: makes the recogniser; runs in the worker's thread.
    """

    def __init__(self, load: Callable[[], Reader]) -> None:
        self._load = load
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
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

    def ask(self, source: Source, heat: bool = False) -> int:
        """Ask which digit this is.

        Args:
            source: a drawing, an image file's path, or its content.
            heat: whether to tell, after the answer, which ink spoke for it.

        Returns:
            The request's number; later requests have higher ones.
        """
        self._asked += 1
        self._requests.put(Request(self._asked, source, heat))
        return self._asked

    def take(self) -> list[Report]:
        """Return what has been reported since the last time, oldest first, without waiting."""
        reports: list[Report] = []
        while not self._reports.empty():
            report = self._reports.get()
            reports.append(report)
            if isinstance(report, Answer | Heated | Failed) and report.number is not None:
                self._settled = report.number - (isinstance(report, Answer) and report.heat_follows)
            elif not isinstance(report, ImagingReady):
                self._loading = False
        return reports

    def retire(self) -> None:
        """Let the thread end when it has done what it is doing."""
        self._requests.put(None)

    def close(self) -> None:
        """End the thread, and wait for that a little."""
        self.retire()
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
            try:
                answer = _answer(reader, request)
                self._reports.put(answer)
                # Whoever asks again meanwhile doesn't wait for that: then the heat is about an old answer.
                if request.heat:
                    old = not self._requests.empty()
                    self._reports.put(Heated(request.number, None if old else _heat(reader, request, answer)))
            except Exception as error:  # noqa: BLE001 -- likewise
                self._reports.put(Failed(request.number, error))

    def _refuse(self, error: Exception) -> None:
        while (request := self._newest()) is not None:
            self._reports.put(Failed(request.number, error))

    def _newest(self) -> Request | None:
        request = self._requests.get()
        while request is not None and not self._requests.empty():
            request = self._requests.get()
        return request


def _answer(reader: Reader, request: Request) -> Answer:
    from dataclasses import replace

    from digitpad.preprocessing import digit_image

    if isinstance(request.source, Drawing):
        image = digit_image(request.source)
        return Answer(request.number, tuple(reader.predict_many([image])), image, None, request.heat)
    picture, image, box = _picture(request.source)
    predictions = tuple(replace(prediction, box=box) for prediction in reader.predict_many([image]))
    return Answer(request.number, predictions, image, picture, request.heat)


def _picture(source: Path | bytes) -> "tuple[Image.Image, NDArray[np.float32], Box | None]":
    """Return a picture, its digit's image, and the digit's box in the picture's pixels."""
    import numpy as np

    from digitpad.preprocessing import SIDE, normalised
    from digitpad.scan import located_ink, open_picture

    picture = open_picture(source, texts.CLIPBOARD if isinstance(source, bytes) else None)
    found = located_ink(picture)
    if found is None:
        return picture, np.zeros((SIDE, SIDE), np.float32), None
    ink, box = found
    return picture, normalised(ink), box


def _heat(reader: Reader, request: Request, answer: Answer) -> "Heat | None":
    from digitpad.heatmap import field_on_pad, heat_of

    source, image = request.source, answer.digit_image
    field = field_on_pad(source, image) if isinstance(source, Drawing) and not source.is_blank else None
    return heat_of(reader.predict_many, image, field)
