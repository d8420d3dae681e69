"""digitpad: draw a digit, and a small neural network says which one it is.

The public API is resolved on first use, so that ``import digitpad`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digitpad.errors import UserError as UserError
    from digitpad.folders.reading import read_files as read_files
    from digitpad.folders.result import FileReading as FileReading
    from digitpad.ink.drawing import Drawing as Drawing
    from digitpad.ink.drawing import Stroke as Stroke
    from digitpad.reading.counterfactual import Counterfactual as Counterfactual
    from digitpad.reading.digit_image import digit_image as digit_image
    from digitpad.reading.explanation import Explanation as Explanation
    from digitpad.reading.explanation import Layer as Layer
    from digitpad.reading.prediction import Prediction as Prediction
    from digitpad.reading.prediction import Reading as Reading
    from digitpad.reading.recognizer import Recognizer as Recognizer

__version__ = "0.3.0"

_HOMES = {
    "Drawing": "digitpad.ink.drawing",
    "Stroke": "digitpad.ink.drawing",
    "UserError": "digitpad.errors",
    "Counterfactual": "digitpad.reading.counterfactual",
    "FileReading": "digitpad.folders.result",
    "read_files": "digitpad.folders.reading",
    "Explanation": "digitpad.reading.explanation",
    "Layer": "digitpad.reading.explanation",
    "Prediction": "digitpad.reading.prediction",
    "Reading": "digitpad.reading.prediction",
    "Recognizer": "digitpad.reading.recognizer",
    "digit_image": "digitpad.reading.digit_image",
}

__all__ = [
    "Counterfactual",
    "Drawing",
    "Explanation",
    "FileReading",
    "Layer",
    "Prediction",
    "Reading",
    "Recognizer",
    "Stroke",
    "UserError",
    "__version__",
    "digit_image",
    "read_files",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'digitpad' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value  # the next look-up finds it without coming here
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
