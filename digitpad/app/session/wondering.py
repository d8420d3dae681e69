"""What if the digit were another one? Its picture, changed by handles, and the smallest change that turns the answer.

All answers are worked out in the worker's thread, a little at a time, so that questions from the pad never wait long.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.followed import followed
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change, nobody
from digitpad.reading.what_if import HANDLES, Handle, Settings, along, changed, stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.counterfactual import Counterfactual, Grain
    from digitpad.reading.prediction import Prediction

# So long a smallest change is looked for, and so much of that at a time, in seconds.
SECONDS = 2.0
AT_A_TIME = 0.1
# At so many places of a handle the answer is worked out; 0 is one of them.
PLACES = 25

Stretches = list[tuple[int | None, int, int]]


@dataclass(eq=False)
class _Hunt:
    """A search for the smallest change; ``stopped`` is looked at in the worker's thread."""

    digit: int
    grain: "Grain"
    picture: "NDArray[np.float32]"
    begun: float
    stopped: bool = False
    results: "Iterator[Counterfactual] | None" = None


class Wondering:
    """Follows the digit that the answer is about; of several the one that is chosen, or that was drawn last.

    Attributes:
        image: what the network saw of it, (28, 28); None while there is none.
        picture: the same, as the handles change it.
        settings: where the handles are.
        prediction: the answer to the picture; None until it is known.
        along: for each handle the answers from its least value to its greatest, as far as they are known.
        result: of the search for the smallest change, so far.
        words: what is said while there is no picture.

    Args:
        session: whose answers are followed.
        tell: is called when there is something else to be shown.
        clock: tells the time, in seconds.
    """

    def __init__(self, session: Session, tell: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self.image: NDArray[np.float32] | None = None
        self.picture: NDArray[np.float32] | None = None
        self.settings = Settings()
        self.prediction: Prediction | None = None
        self.along: dict[str, Stretches] = {}
        self.result: Counterfactual | None = None
        self.words = texts.WHAT_IF_EMPTY
        self._session, self._tell, self._clock = session, tell, clock
        self._hunt: _Hunt | None = None
        # What the answers along each handle are about: the picture, and the other handles.
        self._known: dict[str, tuple[Any, Settings]] = {}
        self._sweeping = self._closed = False
        self._leave = session.subscribe(self._hear)

    @property
    def seeking(self) -> int | None:
        """The digit that a change is looked for to, at the moment."""
        return None if self._hunt is None else self._hunt.digit

    @property
    def progress(self) -> float:
        """How much of its time a search has used, 0..1."""
        return 0.0 if self._hunt is None else min((self._clock() - self._hunt.begun) / SECONDS, 1.0)

    def close(self) -> None:
        """Follow no more; what is still being worked out is dropped."""
        if not self._closed:
            self.stop()
            self._closed = True
            self._tell = nobody
            self._leave()

    def follow(self, change: Change = "answer") -> None:
        """Take the digit that is there now; a picture stays while the next answer is awaited."""
        found = followed(self._session, change)
        if found is not None:
            self._take_image(found.image)

    def move(self, name: str, value: float) -> None:
        """Move a handle; it stays between its ends."""
        handle = next(handle for handle in HANDLES if handle.name == name)
        settings = self.settings._replace(**{name: min(max(float(value), handle.low), handle.high)})
        if settings != self.settings:
            self.settings = settings
            self._change()

    def reset(self) -> None:
        """Put all handles to where they change nothing, and forget the search."""
        self.settings = Settings()
        self._change()

    def seek(self, digit: int, grain: "Grain" = "pen") -> None:
        """Look for the smallest change of the picture that makes it this digit."""
        self.stop()
        if self.picture is not None:
            self.result = None
            self._hunt = _Hunt(digit, grain, self.picture, self._clock())
            self._go_on(self._hunt)
            self._tell()

    def stop(self) -> bool:
        """End the search with what was found; return whether there was one."""
        if self._hunt is None:
            return False
        self._hunt.stopped = True
        self._hunt = None
        self._tell()
        return True

    def _take_image(self, image: "NDArray[np.float32] | None") -> None:
        if image is not None and self.image is not None and np.array_equal(image, self.image):
            self._sweep()
            return
        self.image, self.words = image, texts.WHAT_IF_EMPTY
        self._change()

    def _change(self) -> None:
        self.stop()
        self.prediction = self.result = None
        self.picture = None if self.image is None else changed(self.image, self.settings)
        if self.picture is not None:
            self._ask()
        self._tell()

    def _do(self, kind: str, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        def heard(result: Any) -> None:
            if self._closed:
                return
            if isinstance(result, Exception):
                self.stop()
                self._sweeping = False
                self.image = self.picture = self.prediction = self.result = None
                self.words = sentence(result)
                self._tell()
            else:
                done(result)

        self._session.work(kind, work, heard)

    def _ask(self) -> None:
        picture = self.picture

        def take(prediction: "Prediction") -> None:
            if picture is self.picture:
                self.prediction = prediction
                self._tell()
                self._sweep()

        self._do("what if", lambda reader: reader.predict_many([picture])[0], take)

    def _sweep(self) -> None:
        """Ask for the answers along the next handle of which they aren't known; one at a time."""
        if self._sweeping or self._hunt is not None or self.image is None or self._session.interim.drawing:
            return
        image, settings = self.image, self.settings
        for handle in HANDLES:
            about = image, settings._replace(**{handle.name: 0.0})
            known = self._known.get(handle.name)
            if known is None or known[0] is not image or known[1] != about[1]:
                self._sweep_along(handle, image, settings)
                return

    def _sweep_along(self, handle: Handle, image: "NDArray[np.float32]", settings: Settings) -> None:
        def work(reader: Any) -> Stretches:
            pictures = [changed(image, each) for each in along(handle, settings, PLACES)]
            predictions = reader.predict_many(pictures)
            return stretches([prediction.digit if prediction.is_digit else None for prediction in predictions])

        def take(found: Stretches) -> None:
            self._sweeping = False
            self._known[handle.name] = image, settings._replace(**{handle.name: 0.0})
            self.along[handle.name] = found
            self._tell()
            self._sweep()

        self._sweeping = True
        self._do("what if along", work, take)

    def _go_on(self, hunt: _Hunt) -> None:
        clock = self._clock

        def work(reader: Any) -> "tuple[Counterfactual | None, bool]":
            from digitpad.reading.counterfactual import search

            if hunt.results is None:
                hunt.results = search(reader.predict_many, hunt.picture, hunt.digit, hunt.grain)
            best, until = None, clock() + AT_A_TIME
            while not hunt.stopped and (best is None or clock() < until):
                better = next(hunt.results, None)
                if better is None:
                    return best, True
                best = better
            return best, False

        def take(found: "tuple[Counterfactual | None, bool]") -> None:
            if hunt is not self._hunt:
                return
            best, at_end = found
            self.result = best or self.result
            if at_end or clock() - hunt.begun >= SECONDS:
                self.stop()
                self._sweep()
            else:
                self._tell()
                self._go_on(hunt)

        self._do("what would make", work, take)

    def _hear(self, change: Change) -> None:
        if change == "model":
            # Its jobs were forgotten with the model before.
            self._known.clear()
            self.along.clear()
            self._sweeping, self.image = False, None
        self.follow(change)
