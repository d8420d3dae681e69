"""Any drawing or picture to exactly what the network sees: the one way there, for pad, files and training."""

from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from digitpad import texts
from digitpad.errors import UserError
from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE, normalised
from digitpad.ink.raster import digit_ink

if TYPE_CHECKING:
    from numpy.typing import NDArray


def digit_image(source: "Drawing | Image.Image | NDArray[Any]") -> "NDArray[np.float32]":
    """Return exactly what the network sees.

    Args:
        source: a Drawing; a PIL image of any size and mode, read as a picture of ink on paper; or a (28, 28) array
            that is a digit image already, ink high, float 0..1 or uint8.

    Returns:
        A (28, 28) float32 array, 0.0 = paper, 1.0 = ink; all zeros where there is no ink.

    Raises:
        UserError: for anything else.
    """
    if isinstance(source, Drawing):
        return np.zeros((SIDE, SIDE), np.float32) if source.is_blank else normalised(digit_ink(source))
    if isinstance(source, Image.Image):
        from digitpad.scan import picture_ink  # only pictures need it

        ink = picture_ink(source)
        return np.zeros((SIDE, SIDE), np.float32) if ink is None else normalised(ink)
    if isinstance(source, np.ndarray):
        return _checked(source)
    raise UserError(texts.NOT_PREDICTABLE.format(kind=type(source).__name__))


def _checked(array: "NDArray[Any]") -> "NDArray[np.float32]":
    if array.shape != (SIDE, SIDE):
        raise UserError(texts.WRONG_ARRAY_SHAPE.format(shape=array.shape))
    if array.dtype == np.uint8:
        return array.astype(np.float32) / np.float32(255)
    if not np.issubdtype(array.dtype, np.floating):
        raise UserError(texts.WRONG_ARRAY_TYPE.format(dtype=array.dtype))
    # Not-a-number fails this comparison too.
    if not (array.min() >= 0 and array.max() <= 1):
        raise UserError(texts.WRONG_ARRAY_RANGE)
    return array.astype(np.float32)
