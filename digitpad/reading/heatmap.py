"""Which ink spoke for an answer: hide a little of the digit image at a time, and see how the answer changes.

Occlusion asks any model, whatever is inside (Zeiler, Fergus, "Visualizing and understanding convolutional networks",
ECCV 2014, section 4.2).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE, centre_of_mass
from digitpad.ink.raster import DIGIT_SIZE, FINENESS, PEN, SMALLEST_DIGIT, digit_ink, without_stray_taps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.prediction import Prediction

# Hidden squares are so wide, in the network's pixels: twice the pen, so that a square hides a piece of stroke whole.
HIDDEN = 5
# They lie so far apart: a quarter of the questions that every place would take, and the map is as smooth.
STRIDE = 2
# Chances are held this far from 0 and 1: beyond it a model's numbers say nothing any more.
LEAST_CHANCE = 1e-6

Field = tuple[float, float, float]


class Heat(NamedTuple):
    """What each pixel of a digit image meant to the answer.

    Attributes:
        answer: the digit that the recogniser named first.
        runner_up: the one that it named second.
        spoke_for: (28, 28) float32, -1..1: above 0 where ink spoke for the answer, below where against it.
        spoke_between: likewise, for the answer and against the runner-up.
        field: (left, top, side) of the digit image on the pad, in pad units; None for a picture.
    """

    answer: int
    runner_up: int
    spoke_for: "NDArray[np.float32]"
    spoke_between: "NDArray[np.float32]"
    field: Field | None


def heat_of(
    predict_many: "Callable[[list[Any]], list[Prediction]]", image: "NDArray[np.float32]", field: Field | None = None
) -> Heat | None:
    """Ask a recogniser about a digit image with one part after the other hidden, in one batch.

    Args:
        predict_many: the recogniser's.
        image: (28, 28), 0 = paper, 1 = ink.
        field: where the digit image is on the pad.

    Returns:
        The heat, or None for an image without ink.
    """
    if not image.any():
        return None
    corners = [
        (top, left)
        for top in range(1 - HIDDEN, SIDE, STRIDE)
        for left in range(1 - HIDDEN, SIDE, STRIDE)
        if image[max(top, 0) : top + HIDDEN, max(left, 0) : left + HIDDEN].any()
    ]
    whole, *others = predict_many([image, *(_hidden(image, *corner) for corner in corners)])
    first, second = (digit for digit, _ in whole.candidates[:2])
    odds = [_log_odds(prediction, first) for prediction in (whole, *others)]
    margins = [_margin(prediction, first, second) for prediction in (whole, *others)]
    return Heat(
        first,
        second,
        _spread(image, corners, odds[0] - np.array(odds[1:])),
        _spread(image, corners, margins[0] - np.array(margins[1:])),
        field,
    )


def field_on_pad(drawing: Drawing, image: "NDArray[np.float32]") -> Field:
    """Return where on the pad the digit image of a drawing with ink lies: (left, top, side), in pad units.

    Args:
        drawing: must not be blank.
        image: its digit image.
    """
    drawing = without_stray_taps(drawing)
    bounds = drawing.bounds()
    assert bounds is not None, "a blank drawing has no ink"
    left, top, right, bottom = bounds
    extent = max(right - left, bottom - top, SMALLEST_DIGIT * max(drawing.width, drawing.height))
    unit = extent / (DIGIT_SIZE - PEN)  # pad units in a pixel of the network
    ink = digit_ink(drawing)
    box = ink.getbbox()
    assert box is not None, "strokes have ink"
    # The same ink has one centre of mass: that says what lies on what.
    x, y = centre_of_mass(ink)
    pad_x = (left + right) / 2 + (x - (box[0] + box[2]) / 2) * unit / FINENESS
    pad_y = (top + bottom) / 2 + (y - (box[1] + box[3]) / 2) * unit / FINENESS
    image_x, image_y = centre_of_mass(Image.fromarray((image * 255).round().astype(np.uint8)))
    return pad_x - image_x * unit, pad_y - image_y * unit, SIDE * unit


def _hidden(image: "NDArray[np.float32]", top: int, left: int) -> "NDArray[np.float32]":
    copy = image.copy()
    copy[max(top, 0) : top + HIDDEN, max(left, 0) : left + HIDDEN] = 0
    return copy


def _chance(prediction: "Prediction", digit: int) -> float:
    # That it is a digit at all counts, too.
    chance = float(prediction.probabilities[digit]) * prediction.confidence / float(prediction.probabilities.max())
    return min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)


def _log_odds(prediction: "Prediction", digit: int) -> float:
    chance = _chance(prediction, digit)
    return float(np.log(chance / (1 - chance)))


def _margin(prediction: "Prediction", first: int, second: int) -> float:
    shares = np.maximum(prediction.probabilities[[first, second]].astype(np.float64), LEAST_CHANCE)
    return float(np.log(shares[0] / shares[1]))


def _spread(
    image: "NDArray[np.float32]", corners: list[tuple[int, int]], effects: "NDArray[np.float64]"
) -> "NDArray[np.float32]":
    """Give each pixel with ink the mean effect of the squares that hid it, scaled so that the largest is 1 or -1."""
    around = SIDE + 2 * (HIDDEN - 1)
    sums, counts = np.zeros((around, around)), np.zeros((around, around))
    for (top, left), effect in zip(corners, effects, strict=True):
        sums[top + HIDDEN - 1 :, left + HIDDEN - 1 :][:HIDDEN, :HIDDEN] += effect
        counts[top + HIDDEN - 1 :, left + HIDDEN - 1 :][:HIDDEN, :HIDDEN] += 1
    inner = slice(HIDDEN - 1, HIDDEN - 1 + SIDE)
    means = np.divide(sums, counts, out=np.zeros_like(sums), where=counts > 0)[inner, inner]
    largest = np.abs(means[image > 0]).max()
    return (_grown(means, image) / (largest or 1.0)).clip(-1, 1).astype(np.float32)


def _grown(means: "NDArray[np.float64]", image: "NDArray[np.float32]") -> "NDArray[np.float64]":
    """Let pixels without ink take the strongest effect beside them: so colour reaches the edge of bolder ink."""
    inked = np.where(image > 0, means, 0)
    windows = sliding_window_view(np.pad(inked, 1), (3, 3)).reshape(SIDE, SIDE, 9)
    strongest = np.take_along_axis(windows, np.abs(windows).argmax(axis=2)[..., None], axis=2)[..., 0]
    return np.where(image > 0, means, strongest)
