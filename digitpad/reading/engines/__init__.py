"""What runs a model file: one small module for each runtime, imported only when it is needed."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from digitpad import texts
from digitpad.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Engine(Protocol):
    """A loaded model. Not safe to call from two threads at once: the recogniser holds a lock."""

    def scores(self, images: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return the model's raw outputs, (n, 10 or 11) float32, for (n, 28, 28) float32 digit images, n ≥ 1."""
        ...


def load_engine(path: Path) -> Engine:
    """Load a model file with the runtime that its suffix asks for.

    Raises:
        ModelError: names the file and what is wrong with it.
    """
    if not path.is_file():
        raise ModelError(texts.about_file(path, texts.NO_MODEL))
    if path.suffix == ".tflite":
        from digitpad.reading.engines.litert import LiteRTEngine

        return LiteRTEngine(path)
    if path.suffix in (".keras", ".h5"):
        from digitpad.reading.engines.keras import KerasEngine

        return KerasEngine(path)
    raise ModelError(texts.about_file(path, texts.UNKNOWN_MODEL_TYPE))


def input_shape(path: Path, shape: tuple[int | None, ...]) -> tuple[int, ...]:
    """Return a model's input shape without the batch, checked to hold 28 × 28 numbers.

    Args:
        path: of the model, for the message.
        shape: with the batch first; None for what may vary.
    """
    inner = shape[1:]
    flexible = tuple(28 if size is None or size < 0 else size for size in inner)
    if flexible not in ((784,), (28, 28), (28, 28, 1), (1, 28, 28)):
        raise ModelError(texts.about_file(path, texts.WRONG_INPUT.format(shape=shape)))
    return flexible


def check_output(path: Path, shape: tuple[int | None, ...]) -> None:
    """Check that a model answers with 10 digits, or with 10 digits and "no digit"."""
    if len(shape) != 2 or shape[1] not in (10, 11):
        raise ModelError(texts.about_file(path, texts.WRONG_OUTPUT.format(shape=shape)))
