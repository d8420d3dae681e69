"""What would make it a 9? The smallest change of pixels that turns an answer, found by asking the network alone.

Such a change is a counterfactual explanation (Wachter, Mittelstadt, Russell, "Counterfactual explanations without
opening the black box", Harvard Journal of Law & Technology 31(2), 2018). The runtime gives no gradients, and none are
needed: a greedy search tries dabs of ink and of paper at every place, some hundred pictures in a batch, takes those
that bring most for the least ink, and then takes back whatever the answer doesn't need.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from digitpad.ink.normalising import SIDE
from digitpad.reading.prediction import Prediction

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Dabs as wide as a pen make changes that look drawn; single pixels need less ink, and look like dust.
Grain = Literal["pen", "pixel"]
PEN_DAB = np.array([[0.5, 0.8, 0.5], [0.8, 1, 0.8], [0.5, 0.8, 0.5]], np.float32)
# MNIST's rule leaves so many pixels around the edge without ink.
EDGE = 2
# So many pictures are asked about at a time: a tenth of a second, after which one can stop.
BATCH = 256
# In one step as many dabs, at most, are made together; and of as many the best number is taken.
TOGETHER, AT_ONCE = 32, 8
# A dab that changes less than so much of a pixel is none.
LEAST_DAB = 0.3
MOST_STEPS = 40
# A round that saves less than so many pixels is the last.
LEAST_SAVING = 0.1
# After a change was found so much of it is kept to look for a smaller one.
KEPT = 0.6
LEAST_CHANCE = 1e-12
STEPS_OF_GREY = 255

_Asking = Generator["Counterfactual", None, "list[tuple[float, bool]]"]


@dataclass(frozen=True, eq=False)
class Counterfactual:
    """The smallest change that was found, or how near one came.

    Attributes:
        digit: what the answer was to become.
        original: (28, 28) float32, 0 = paper, 1 = ink.
        image: the changed picture, likewise, in 256 steps of grey.
        before: what is answered to the original.
        after: what is answered to the changed picture.
        tried: how many pictures were asked about.
    """

    digit: int
    original: "NDArray[np.float32]"
    image: "NDArray[np.float32]"
    before: Prediction
    after: Prediction
    tried: int

    @property
    def found(self) -> bool:
        """Whether the changed picture is taken for the digit, surely or not."""
        return self.after.is_digit and self.after.digit == self.digit

    @property
    def change(self) -> "NDArray[np.float32]":
        """What was added, above 0, and what was taken away, below: (28, 28) float32, -1..1."""
        return self.image - self.original

    @property
    def amount(self) -> float:
        """How much was added and taken away, in pixels full of ink."""
        return float(np.abs(self.change).sum())

    @property
    def pixels(self) -> int:
        """How many pixels were changed by a step of grey or more."""
        return int((np.abs(self.change) > 0.5 / STEPS_OF_GREY).sum())


def search(
    predict_many: "Callable[[list[Any]], list[Prediction]]",
    image: "NDArray[np.float32]",
    digit: int,
    grain: Grain = "pen",
) -> Iterator[Counterfactual]:
    """Look for ever smaller changes that turn an answer; whoever asks for the next result lets it go on.

    The same picture, digit and recogniser give the same results.

    Args:
        predict_many: the recogniser's.
        image: (28, 28), 0 = paper, 1 = ink.
        digit: 0..9, what the answer is to become.
        grain: "pen" for dabs as wide as a pen, "pixel" for single pixels.

    Yields:
        The best result so far, after each batch. It ends when nothing smaller is found, or no way at all.
    """
    return _Search(predict_many, image.astype(np.float32), digit, grain).run()


class _Search:
    def __init__(
        self,
        predict_many: "Callable[[list[Any]], list[Prediction]]",
        image: "NDArray[np.float32]",
        digit: int,
        grain: Grain,
    ) -> None:
        self._predict_many, self._digit = predict_many, digit
        self._original = image
        self._dabs = _dabs(grain)
        (before,) = predict_many([image])
        self.best = Counterfactual(digit, image, image, before, before, 1)
        self._nearest = _margin(before, digit)

    def run(self) -> Iterator[Counterfactual]:
        yield self.best
        image, least = self._original, np.inf
        while not self.best.found or self.best.amount < least - LEAST_SAVING:
            least = self.best.amount if self.best.found else np.inf
            yield from self._turned(image)
            if not self.best.found:
                return
            yield from self._taken_back(self.best.image)
            image = _grey(self._original + np.float32(KEPT) * self.best.change)

    def _turned(self, image: "NDArray[np.float32]") -> Iterator[Counterfactual]:
        """Add dabs until the answer has turned, or none helps."""
        ((margin, turned),) = yield from self._ask(image[None])
        for _ in range(MOST_STEPS):
            if turned:
                return
            pictures = _grey(np.concatenate([np.maximum(image, self._dabs), image * (1 - self._dabs)]))
            costs = np.abs(pictures - image).sum((1, 2))
            worth = np.flatnonzero(costs > LEAST_DAB)
            asked = yield from self._ask(pictures[worth])
            gains = np.array([each for each, _ in asked]) - margin
            order = np.argsort(-gains / costs[worth], kind="stable")[:TOGETHER]
            chosen = worth[order[gains[order] > 0]]
            if not len(chosen):
                return
            together = self._together(image, chosen)
            asked = yield from self._ask(together)
            first = next((place for place, (_, is_turned) in enumerate(asked) if is_turned), None)
            place = first if first is not None else int(np.argmax([each for each, _ in asked[:AT_ONCE]]))
            if asked[place][0] <= margin:
                return
            image, (margin, turned) = together[place], asked[place]

    def _together(self, image: "NDArray[np.float32]", chosen: "NDArray[np.intp]") -> "NDArray[np.float32]":
        """Return pictures with the first of the chosen dabs, with the first two, and so on."""
        made = []
        for index in chosen.tolist():
            is_paper, dab = divmod(index, len(self._dabs))
            image = image * (1 - self._dabs[dab]) if is_paper else np.maximum(image, self._dabs[dab])
            made.append(_grey(image))
        return np.stack(made)

    def _taken_back(self, image: "NDArray[np.float32]") -> Iterator[Counterfactual]:
        """Take dabs of the change back as long as the answer stays turned, and then as much as possible of the rest."""
        while True:
            ((now, _),) = yield from self._ask(image[None])
            pictures = _grey(image + (self._original - image) * self._dabs)
            savings = np.abs(pictures - image).sum((1, 2))
            worth = np.flatnonzero(savings > 0)
            if not len(worth):
                return
            asked = yield from self._ask(pictures[worth])
            # Those first whose loss costs the least of the answer for the ink that they save.
            losses = (now - np.array([margin for margin, _ in asked])) / savings[worth]
            order = worth[np.argsort(losses, kind="stable")]
            made, back = [], image
            for dab in order.tolist():
                back = _grey(back + (self._original - back) * self._dabs[dab])
                made.append(back)
            asked = yield from self._ask(np.stack(made))
            last = max((place for place, (_, turned) in enumerate(asked) if turned), default=None)
            if last is None:
                break
            saved = np.abs(image - self._original).sum() - np.abs(made[last] - self._original).sum()
            image = made[last]
            if saved < LEAST_SAVING:
                break
        shares = np.linspace(0, 1, 33, dtype=np.float32)[1:, None, None]
        yield from self._ask(_grey(self._original + (image - self._original) * shares))

    def _ask(self, pictures: "NDArray[np.float32]") -> _Asking:
        """Ask about (n, 28, 28); return for each how near it is, and whether it is the digit."""
        found = []
        for start in range(0, len(pictures), BATCH):
            batch = pictures[start : start + BATCH]
            predictions = self._predict_many([*batch])
            tried = self.best.tried + len(batch)
            for picture, prediction in zip(batch, predictions, strict=True):
                margin = _margin(prediction, self._digit)
                asked = Counterfactual(self._digit, self._original, picture, self.best.before, prediction, tried)
                found.append((margin, asked.found))
                if self._is_better(asked, margin):
                    self.best, self._nearest = asked, margin
            self.best = Counterfactual(**{**vars(self.best), "tried": tried})
            yield self.best
        return found

    def _is_better(self, asked: Counterfactual, margin: float) -> bool:
        if asked.found:
            return not self.best.found or asked.amount < self.best.amount
        return not self.best.found and margin > self._nearest


def _dabs(grain: Grain) -> "NDArray[np.float32]":
    """Return (n, 28, 28) float32: a dab of ink at each place; as wide as a pen, at every other place."""
    dab = PEN_DAB if grain == "pen" else np.ones((1, 1), np.float32)
    half = len(dab) // 2
    inner = range(EDGE, SIDE - EDGE)
    places = [(y, x) for y in inner for x in inner if grain == "pixel" or (x + y) % 2 == 0]
    made = np.zeros((len(places), SIDE, SIDE), np.float32)
    for picture, (y, x) in zip(made, places, strict=True):
        picture[y - half : y + half + 1, x - half : x + half + 1] = dab
    return made


def _grey(pictures: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Round to what a file can hold: so that the answer is about exactly the picture that is kept."""
    rounded: NDArray[np.float32] = (pictures.clip(0, 1) * STEPS_OF_GREY).round().astype(np.float32)
    return rounded / np.float32(STEPS_OF_GREY)


def _margin(prediction: Prediction, digit: int) -> float:
    """Return by how much the logarithm of a digit's chance is above that of the likeliest other answer."""
    if prediction.digit is None:
        return float(np.log(LEAST_CHANCE))
    is_digit = prediction.confidence / float(prediction.probabilities.max())
    chances = np.append(prediction.probabilities.astype(np.float64) * is_digit, 1 - is_digit)
    logs = np.log(np.maximum(chances, LEAST_CHANCE))
    return float(logs[digit] - np.delete(logs, digit).max())
