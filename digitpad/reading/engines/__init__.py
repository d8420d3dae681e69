"""What runs a model file: one small module for each runtime, imported only when it is needed."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from digitpad import texts
from digitpad.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from digitpad.reading.explanation import Inside


Shapes = tuple[tuple[int, ...], ...]
# What models of digit images take, without the batch; and what those of drawings take: digitpad.ink.planes.
PICTURES: Shapes = ((784,), (28, 28), (28, 28, 1), (1, 28, 28))
PLANES: Shapes = ((28, 28, 9),)


class Outputs(NamedTuple):
    """What a model says about n digit images.

    Attributes:
        scores: (n, 10 or 11) float32, raw.
        embeddings: (n, k) float32, what the last layer makes them from; None where the model file doesn't give it.
        strokes: (n, l) float32, likewise of the strokes network, where that was asked, too; zeros for no drawing.
    """

    scores: "NDArray[np.float32]"
    embeddings: "NDArray[np.float32] | None"
    strokes: "NDArray[np.float32] | None" = None

    def of(self, places: "Sequence[int]") -> "Outputs":
        """Return what is said about some of them."""
        embeddings, strokes = (None if part is None else part[places] for part in self[1:])
        return Outputs(self.scores[places], embeddings, strokes)


class Engine(Protocol):
    """A loaded model. Not safe to call from two threads at once: the recogniser holds a lock."""

    def scores(self, images: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return the model's raw outputs, (n, 10 or 11) float32, for n ≥ 1 digit images or planes, float32."""
        ...

    def outputs(self, images: "NDArray[np.float32]") -> Outputs:
        """Return these scores and, from the same pass, the embeddings."""
        ...

    def inside(self, image: "NDArray[np.float32]") -> "Inside":
        """Return what happens inside for one digit image or its planes; loads what that needs with the first call."""
        ...


def load_engine(path: Path, shapes: Shapes = PICTURES) -> Engine:
    """Load a model file with the runtime that its suffix asks for.

    Args:
        path: of the file.
        shapes: what it may take: ``PICTURES`` or ``PLANES``.

    Raises:
        ModelError: names the file and what is wrong with it.
    """
    if not path.is_file():
        raise ModelError(texts.about_file(path, texts.NO_MODEL))
    if path.suffix == ".tflite":
        from digitpad.reading.engines.litert import LiteRTEngine

        return LiteRTEngine(path, shapes)
    if path.suffix in (".keras", ".h5"):
        from digitpad.reading.engines.keras import KerasEngine

        return KerasEngine(path, shapes)
    raise ModelError(texts.about_file(path, texts.UNKNOWN_MODEL_TYPE))


def input_shape(path: Path, shape: tuple[int | None, ...], shapes: Shapes = PICTURES) -> tuple[int, ...]:
    """Return a model's input shape without the batch, checked to be one that it may have.

    Args:
        path: of the model, for the message.
        shape: with the batch first; None for what may vary.
        shapes: those that it may have.
    """
    inner = shape[1:]
    flexible = tuple(28 if size is None or size < 0 else size for size in inner)
    if flexible not in shapes:
        raise ModelError(texts.about_file(path, texts.WRONG_INPUT.format(shape=shape)))
    return flexible


def check_output(path: Path, shape: tuple[int | None, ...]) -> None:
    """Check that a model answers with 10 digits, or with 10 digits and "no digit"."""
    if len(shape) != 2 or shape[1] not in (10, 11):
        raise ModelError(texts.about_file(path, texts.WRONG_OUTPUT.format(shape=shape)))
