"""Several models on the same drawing, side by side: the one that answers, the tutorials' and one of the person's."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.session import Session
from digitpad.app.session.squeezing import squeezed
from digitpad.app.session.telling import Change, nobody
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.reading.prediction import Prediction, Reading

KIND = "side by side"
# The tutorials' networks that ship, from the simplest on: their files are named as their recipes.
TUTORIALS = ("nn-100-lbfgs", "cnn-larger")


class Rival(NamedTuple):
    """A model.

    Attributes:
        path: its file; None for the model that answers on the pad.
        is_tutorial: whether it is one that ships.
    """

    path: Path | None
    is_tutorial: bool = False


class Verdict(NamedTuple):
    """What a model says.

    Attributes:
        image: (28, 28) float32, what it saw; None for a number, of which each digit has its own.
        prediction: of one digit.
        text: what it reads.
        problem: why it says nothing.
    """

    image: "NDArray[np.float32] | None" = None
    prediction: "Prediction | None" = None
    text: str = ""
    problem: str = ""


class SideBySide:
    """Lets all of them say what they read, as somebody draws.

    Attributes:
        rivals: the models, from the left.
        verdicts: what each of them says; none while nothing is drawn.
        squeezing: whether each but the one that answers gets its tutorial's picture, the whole pad, and not digitpad's.
        tell: is called when there is something else to be shown.

    Args:
        session: whose drawing they read.
        tell: the first to be told.
    """

    def __init__(self, session: Session, tell: Callable[[], None]) -> None:
        from digitpad.bundled import models_folder

        folder = models_folder()
        self.rivals = [Rival(None), *(Rival(folder / f"{name}.tflite", True) for name in TUTORIALS)]
        self.verdicts: list[Verdict] = []
        self.squeezing = True
        self._session, self.tell = session, tell
        # The models that were loaded, or why they couldn't be; only the worker's thread uses it.
        self._loaded: dict[Path, Any] = {}
        self._source: Drawing | Image.Image | None = None
        # What the model that answers has read there.
        self._reading: Reading | None = None
        self._closed = False
        self._leave = session.subscribe(self._hear)

    def close(self) -> None:
        """Follow no more, and let the models go."""
        if not self._closed:
            self._closed = True
            self.tell = nobody
            self._leave()
            self._loaded = {}

    def squeeze(self, squeezing: bool) -> None:
        """Give the others their tutorial's picture, or digitpad's."""
        self.squeezing = squeezing
        self._ask()

    def add(self, path: Path) -> None:
        """Let a model of the person's take part, in place of the one before it."""
        ours = [rival for rival in self.rivals if rival.path is None or rival.is_tutorial]
        self.rivals = [*ours, Rival(path)]
        self._ask()

    def follow(self) -> None:
        """Let them read what is on the pad now; what they said stays until they have."""
        interim, answered = self._session.interim, self._session.answers.current
        if self._session.document.is_blank and not interim.drawing:
            self._source, self.verdicts = None, []
            self.tell()
        elif interim.drawing and interim.moments:
            glimpse = interim.moments[-1].glimpse
            self._source, self._reading = glimpse.drawing, glimpse.reading
            self._ask()
        elif answered is not None:
            self._source, self._reading = answered.answer.source, answered.answer.reading
            self._ask()

    def _ask(self) -> None:
        source, squeezing, pen = self._source, self.squeezing, self._session.answers.pen
        rivals, loaded, reading = [*self.rivals], self._loaded, self._reading
        if source is None or reading is None:
            self.tell()
            return

        def work(_reader: Any) -> list[Verdict]:
            return [verdict_of(rival, reading, loaded, source, pen if squeezing else None) for rival in rivals]

        self._session.work(KIND, work, lambda result: self._take(rivals, result))

    def _take(self, rivals: list[Rival], result: list[Verdict] | Exception) -> None:
        if self._closed or self._source is None or rivals != self.rivals:
            return
        self.verdicts = [Verdict(problem=sentence(result))] * len(rivals) if isinstance(result, Exception) else result
        self.tell()

    def _hear(self, change: Change) -> None:
        if change in ("interim", "answer", "document", "model"):
            self.follow()


def verdict_of(
    rival: Rival, reading: "Reading", loaded: dict[Path, Any], source: "Drawing | Image.Image", pen: float | None
) -> Verdict:
    """Return what a model reads.

    Args:
        rival: the model.
        reading: of the one that answers.
        loaded: those that were loaded before; this one is added.
        source: what is on the pad.
        pen: its width, for a tutorial's way to the picture; None for digitpad's.
    """
    if rival.path is None:
        if len(reading.digits) != 1 or any(reading.signs):
            return Verdict(text=texts.one_line(reading.text) or texts.NO_DIGIT)
        return _of_one(reading.digits[0], reading.digits[0].image)
    if rival.path not in loaded:
        from digitpad.reading.recognizer import Recognizer

        try:
            loaded[rival.path] = Recognizer(rival.path)
        except Exception as error:  # noqa: BLE001 -- one that can't be loaded mustn't keep the others back
            loaded[rival.path] = error
    model = loaded[rival.path]
    if isinstance(model, Exception):
        return Verdict(problem=sentence(model))
    (prediction,) = model.predict_many([source if pen is None else squeezed(source, pen)])
    return _of_one(prediction, prediction.image)


def _of_one(prediction: "Prediction", image: "NDArray[np.float32] | None") -> Verdict:
    return Verdict(image, prediction, texts.verdict_words(prediction))


def facts_words(rival: Rival) -> str:
    """Return what is known of a tutorial's network, for people; "" for others."""
    if rival.path is None or not rival.is_tutorial:
        return ""
    from digitpad.reading.facts import facts_beside

    facts = facts_beside(rival.path)
    document = {} if facts is None else dict(facts.document)
    accuracy = document.get("mnist_test", {}).get("accuracy")
    parameters = document.get("parameters")
    if accuracy is None or parameters is None:
        return ""
    return texts.RIVAL_FACTS.format(parameters=parameters, accuracy=accuracy)
