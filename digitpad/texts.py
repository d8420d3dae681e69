"""Every sentence that a person reads, in one place: to keep one voice, and to translate one day."""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digitpad.recognizer import Prediction


def short(value: Any, most: int = 40) -> str:
    """Return ``repr(value)``, cut so that it fits in a sentence."""
    shown = repr(value)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def about_file(name: str | os.PathLike[str], sentence: str) -> str:
    """Return the sentence with the file's name before it."""
    return f"{os.fspath(name)}: {sentence}"


def cannot_read(name: str | os.PathLike[str], error: OSError) -> str:
    """Say why a file can't be read, in the operating system's own words."""
    return about_file(name, f"can't be read ({(error.strerror or str(error)).lower()}).")


def cannot_write(name: str | os.PathLike[str], error: OSError) -> str:
    """Say why a file can't be written, in the operating system's own words."""
    return about_file(name, f"can't be written ({(error.strerror or str(error)).lower()}).")


def percent(probability: float) -> str:
    """Return a probability in whole per cent, rounded down and never 100: nobody is that sure."""
    # The small addend keeps 0.29 from becoming 28 because of float noise (0.29 * 100 = 28.999999999999996).
    return f"{min(99, int(probability * 100 + 1e-6))} %"


def verdict_words(prediction: "Prediction") -> str:
    """Say a prediction in a few words: "7 (99 %)", "not sure: 4 or 9", "no digit", "nothing drawn"."""
    if prediction.verdict == "blank":
        return NOTHING_DRAWN
    if prediction.verdict == "no digit":
        return NO_DIGIT
    if prediction.verdict == "unsure":
        first, second = (digit for digit, _ in prediction.candidates[:2])
        return NOT_SURE.format(first=first, second=second)
    return SURE.format(digit=prediction.digit, percent=percent(prediction.confidence))


def window_title(prediction: "Prediction | None") -> str:
    """Return the window's title, which screen readers read: the answer, if there is one, and the program's name."""
    return PROGRAM if prediction is None else f"{verdict_words(prediction)} - {PROGRAM}"


def unexpected(error: BaseException, log: str | os.PathLike[str] | None) -> str:
    """Say in one line that digitpad itself is at fault, and where the whole story is, if it could be written."""
    place = UNEXPECTED_NO_LOG if log is None else UNEXPECTED_LOG.format(log=os.fspath(log))
    return UNEXPECTED.format(kind=type(error).__name__, place=place)


PROGRAM = "digitpad"

# What the recogniser found
SURE = "{digit} ({percent})"
NOT_SURE = "not sure: {first} or {second}"
NO_DIGIT = "no digit"
NOTHING_DRAWN = "nothing drawn"

# Bugs
UNEXPECTED = "Something went wrong inside digitpad ({kind}); {place}"
UNEXPECTED_LOG = "the whole story is in {log}"
UNEXPECTED_NO_LOG = "the log file could not be written."

# Drawings and drawing files
EMPTY_STROKE = "A stroke needs at least one point."
TOO_MANY_POINTS = "This drawing has more than {limit} points, which is more than a person draws."
NOT_STROKES = "Strokes must be lists of (x, y) points."
NOT_A_PAIR = "Each point of a stroke must be a pair (x, y)."
NOT_A_NUMBER = "{value} is no usable number for a drawing."
NOT_POSITIVE = "{value} is no usable size: it must be above 0."
NOT_JSON = "This is not a drawing file (it isn't JSON text)."
NOT_A_DRAWING = "This is not a digitpad drawing file."
DRAWING_VERSION = "This drawing file has version {found}, and this digitpad reads version {known}."
DRAWING_LACKS = "This drawing file is damaged: it has no “{key}”."

# The recogniser
NOT_PREDICTABLE = "digitpad reads drawings, pictures and 28 × 28 arrays, and this is of type {kind}."
WRONG_ARRAY_SHAPE = "A digit image must have the shape (28, 28), and this array has {shape}."
WRONG_ARRAY_TYPE = "A digit image must be float (0 to 1) or uint8, and this array is {dtype}."
WRONG_ARRAY_RANGE = "A digit image of floats must lie between 0 (paper) and 1 (ink)."

# Training data
INCLUDES_TOO_DEEP = "The UNIPEN file's inclusions are nested too deep; do two files include each other?"
NOT_UNIPEN = "This is not a readable UNIPEN file ({cause})."
BAD_COMPONENTS = "The UNIPEN file has a segment “{components}” that points outside its pen data."
BROKEN_ARCHIVE = "The archive can't be read ({cause})."

# Where the training data come from
NO_DATA_FOLDER = "There is no such data folder."
FILE_MISSING = "The data folder lacks {file}."
NOT_IDX = "This is not an IDX file of bytes, as MNIST's files are."
WRONG_LENGTH = "This file is damaged: it has {found} bytes where its header promises {expected}."
NOT_MNIST = "This is not MNIST: 28 × 28 images of bytes with as many labels from 0 to 9, for training and for test."
UNKNOWN_WRITER = "{writer} is a writer of neither Pendigits nor UniPen, so no split holds them."

# Models
NO_MODEL = "There is no such model file."
UNKNOWN_MODEL_TYPE = "This is not a model file that digitpad knows (.tflite, .keras or .h5)."
DAMAGED_MODEL = "This model file is damaged, or not a model at all."
TAMPERED_MODEL = "This model file is not the one that its facts file names (SHA-256 differs); please install it again."
BAD_FACTS = "This facts file is damaged."
WRONG_INPUT = "This model doesn't take one 28 × 28 picture (its input is {shape})."
WRONG_OUTPUT = "This model doesn't answer with ten digits (its output is {shape})."
NOT_FLOAT_MODEL = "This model is quantised: digitpad runs models with float32 input."
KERAS_MISSING = "This model needs Keras, which is not installed here: pip install “digitpad[train]” brings it."
