"""How well drawings that are no digit are refused: shapes taught, shapes never taught, and several digits at once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from digitpad import texts
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.strokes import StrokeSet, as_drawing
from digitpad.training.pictures.augmentation import as_unit, varied_strokes
from digitpad.training.pictures.nondigits import HELD_OUT, TAUGHT, several_digits
from digitpad.training.pictures.spacing import Shape

EACH = 100  # drawings of each kind
# Far from the seeds of any training: no drawing here was trained on, though its kind may have been.
SEED = 20_000


@dataclass(frozen=True)
class Refusal:
    """What a kind of drawing was called.

    Attributes:
        name: of the kind.
        taught: whether the network was trained on drawings of this kind.
        wanted: the verdict that a person would give.
        share: of the drawings with that verdict, 0..1.
        verdicts: how often each verdict was given.
    """

    name: str
    taught: bool
    wanted: str
    share: float
    verdicts: dict[str, int]

    def as_text(self) -> str:
        """Return a line for people."""
        known = texts.TAUGHT if self.taught else texts.NEVER_TAUGHT
        return texts.REFUSAL_LINE.format(name=self.name, known=known, wanted=self.wanted, share=self.share)


def refusals(recognizer: Recognizer, digits: StrokeSet) -> Iterator[Refusal]:
    """Yield what each kind of non-digit is called.

    Args:
        recognizer: to measure.
        digits: of writers whom its model has never seen, to write several into one drawing.
    """
    rng = np.random.default_rng(SEED)
    for name, maker in (*TAUGHT.items(), *HELD_OUT.items()):
        yield _refusal(recognizer, name, name in TAUGHT, [maker(rng) for _ in range(EACH)], rng)
    for count in (2, 3, 4):
        chosen = rng.integers(len(digits), size=(EACH, count)).tolist()
        drawings = [several_digits(rng, [as_unit(digits.strokes(i)) for i in row]) for row in chosen]
        yield _refusal(recognizer, texts.SEVERAL_DIGITS.format(count=count), count < 4, drawings, rng)


def _refusal(recognizer: Recognizer, name: str, taught: bool, shapes: list[Shape], rng: np.random.Generator) -> Refusal:
    drawings = [as_drawing([part.astype(np.float32) for part in varied_strokes(shape, rng)]) for shape in shapes]
    verdicts: Counter[str] = Counter(prediction.verdict for prediction in recognizer.predict_many(drawings))
    return Refusal(name, taught, "no digit", verdicts["no digit"] / len(shapes), dict(verdicts))
