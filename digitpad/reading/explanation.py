"""What a network computes inside for one digit: the cells of its layers, and what its last layer adds up."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from digitpad.reading.prediction import BLANK, Prediction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["convolution", "dense"]
Network = Literal["picture", "strokes"]


class Field(NamedTuple):
    """Where the cells of one grid look on another (their receptive field): each pair is (down, across).

    The cell in row r and column c sees ``size`` cells from (start + r * step) on. What is outside the grid is padding.
    """

    size: tuple[int, int]
    step: tuple[int, int]
    start: tuple[int, int]

    def box(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Return what the cell in a row and a column sees: (left, top, right, bottom), the last two not included."""
        top, left = self.start[0] + row * self.step[0], self.start[1] + column * self.step[1]
        return left, top, left + self.size[1], top + self.size[0]

    def then(self, window: "Field") -> "Field":
        """Return where cells look that see this field's cells through a window."""
        height, width = (n + (m - 1) * s for n, m, s in zip(self.size, window.size, self.step, strict=True))
        down, across = (s * t for s, t in zip(self.step, window.step, strict=True))
        top, left = (a + b * s for a, b, s in zip(self.start, window.start, self.step, strict=True))
        return Field((height, width), (down, across), (top, left))


PIXEL = Field((1, 1), (1, 1), (0, 0))


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a network, and what it made of a digit.

    Attributes:
        name: as the model's file has it.
        kind: "convolution" or "dense".
        inputs: what it was given, float32: (height, width, channels), or (inputs,) for a dense layer.
        activation: what it made of that, after its activation function, float32: (height, width, filters), or (units,).
        filters: its weights, float32: (height, width, channels, filters), or (inputs, units). A filter of one channel
            where there are more channels sees one of them alone. A batch normalisation is multiplied in.
        bias: of each filter or unit, float32.
        window: where its cells look on the inputs; None for a dense layer, which sees all.
        field: where they look on the digit image; None where that is all of it, or can't be told.
    """

    name: str
    kind: Kind
    inputs: "NDArray[np.float32]"
    activation: "NDArray[np.float32]"
    filters: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"
    window: Field | None = None
    field: Field | None = None

    @property
    def tiles(self) -> int:
        """How many filters or units it has."""
        return int(self.activation.shape[-1])


@dataclass(frozen=True, eq=False)
class Inside:
    """What happened in one network.

    Attributes:
        layers: convolutions and dense layers, from the picture on; the last one is left out where it makes the scores.
        scores: (classes,) float32, raw, as the model gives them.
        averages: (units,) float32, what the last dense layer is given: in digitpad's networks the averages of the last
            tiles. None for a model that doesn't end in a dense layer; so are the next three.
        weights: (units, classes) float32, of the last layer.
        bias: (classes,) float32.
        contributions: (units, classes) float32: averages times weights. Their sum over the units, plus the bias, is
            the logits.
        logits: (classes,) float32, of the last layer, before a softmax or a sigmoid.
    """

    layers: tuple[Layer, ...]
    scores: "NDArray[np.float32]"
    averages: "NDArray[np.float32] | None" = None
    weights: "NDArray[np.float32] | None" = None
    bias: "NDArray[np.float32] | None" = None
    contributions: "NDArray[np.float32] | None" = None
    logits: "NDArray[np.float32] | None" = None


@dataclass(frozen=True, eq=False)
class Explanation(Inside):
    """What happened in a network that helped to answer, and the answer.

    Attributes:
        network: which one is shown: "picture", which sees the digit image, or "strokes", which sees how the pen moved.
        image: what it was given, float32: (28, 28), or (28, 28, 9), of which the first plane is the digit image.
        chances: (classes,) float32, what this network alone makes of its scores; they sum to 1.
        share: how much its logits count in the answer, 0..1: a drawing's answer is the weighted mean of two networks.
        prediction: the answer.
    """

    network: Network = "picture"
    image: "NDArray[np.float32]" = field(kw_only=True)
    chances: "NDArray[np.float32]" = field(kw_only=True)
    share: float = 1.0
    prediction: Prediction = BLANK
