"""What a network says of writers' drawings, in bulk: scores and embeddings once, then what examples make of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.reading.adapting import Kernel, evidence, with_gains
from digitpad.reading.judging import judged
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.strokes import StrokeSet, build

Indices = NDArray[np.int64]

# Writers of fewer digits have too few of each in half of them.
FEWEST = 20
# Hard hands: how often each writer comes up, and how far all of a writer's digits are turned (radians), slanted and
# stretched at most. The network then reads one in twenty wrongly.
TIMES, TURN, SLANT, STRETCH, SEED = 2, 0.49, 0.6, 0.4, 5


@dataclass(frozen=True, eq=False)
class Hands:
    """What a network says of drawings, before any adapting, in the order in which each writer made them.

    Attributes:
        scores: (n, 10 or 11) float32, raw.
        embeddings: (n, k) float32, of unit length.
        labels: (n,) strings.
        writers: (n,) strings.
    """

    scores: NDArray[np.float32]
    embeddings: NDArray[np.float32]
    labels: NDArray[np.str_]
    writers: NDArray[np.str_]

    @property
    def digits(self) -> NDArray[np.int64]:
        """The labels as numbers."""
        return self.labels.astype(np.int64)

    def halves(self, fewest: int = FEWEST) -> Iterator[tuple[Indices, Indices]]:
        """Yield the first and the second half of each writer's drawings."""
        for writer in np.unique(self.writers):
            own = np.flatnonzero(self.writers == writer)
            if len(own) >= fewest:
                yield own[: len(own) // 2], own[len(own) // 2 :]


@dataclass(frozen=True, eq=False)
class Reader:
    """Judges scores as the recogniser does.

    Attributes:
        recognizer: whose facts count.
        kernel: how much examples say.
    """

    recognizer: Recognizer
    kernel: Kernel

    def hands(self, drawings: StrokeSet) -> Hands:
        """Ask the network, without examples, about strokes as the pad would hold them."""
        found = self.recognizer.outputs(drawings.drawing(index) for index in range(len(drawings)))
        embeddings, _ = self.recognizer.seen_by_all(found)
        return Hands(found.scores, embeddings, drawings.labels, drawings.writers)

    def answers(
        self, hands: Hands, asked: Indices, known: Indices, labels: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
        """Return the digits (n,), which are refused and which are sure, with some drawings as examples.

        Args:
            hands: of which all are.
            asked: the indices of what is asked about.
            known: those of the examples.
            labels: of the examples; by default their own.
        """
        scores, output = hands.scores[asked], self.recognizer.output
        if len(known):
            said = hands.digits[known] if labels is None else labels
            gains = evidence(hands.embeddings[asked], hands.embeddings[known], said, self.kernel)
            scores = with_gains(scores, gains, output)
        found = judged(scores, output, self.recognizer.drawing_facts)
        verdicts = np.array([prediction.verdict for prediction in found])
        return np.array([prediction.digit for prediction in found]), verdicts == "no digit", verdicts == "sure"


def first_of_each(hands: Hands, among: Indices, each: int) -> Indices:
    """Return the first so many of each digit."""
    return np.concatenate([among[hands.digits[among] == digit][:each] for digit in range(10)])


def hard_hands(digits: StrokeSet) -> StrokeSet:
    """Return digits of hands that write more crookedly, each hand in its own way."""
    rng = np.random.default_rng(SEED)
    samples = []
    for time in range(TIMES):
        ways = {}
        for writer in np.unique(digits.writers).tolist():
            angle, slant, stretch = rng.uniform(-1, 1, 3) * (TURN, SLANT, STRETCH)
            cos, sin = math.cos(angle), math.sin(angle)
            way = np.array([[cos, -sin], [sin, cos]]) @ [[math.exp(stretch), slant], [0, math.exp(-stretch)]]
            ways[writer] = way.T.astype(np.float32)
        samples += [
            (
                [stroke @ ways[digits.writers[index]] for stroke in digits.strokes(index)],
                str(digits.labels[index]),
                f"{time}/{digits.writers[index]}",
            )
            for index in range(len(digits))
        ]
    return build(samples)
