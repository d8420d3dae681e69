"""The tutorials' way to the network's picture: the whole canvas squeezed to 28 × 28, wherever the digit is on it."""

from typing import TYPE_CHECKING

from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image


def squeezed(source: "Drawing | Image.Image", pen: float) -> "NDArray[np.float32]":
    """Return what a tutorial's network sees, (28, 28) float32, 0 = paper, 1 = ink.

    Args:
        source: a drawing, or a picture of ink on paper.
        pen: the pen's width on the pad, in the drawing's units: there it is a part of what is read.
    """
    import numpy as np
    from PIL import Image, ImageOps

    if isinstance(source, Drawing):
        from digitpad.ink.raster import pad_image

        canvas = pad_image(source.strokes, (round(source.width), round(source.height)), 1.0, pen)
    else:
        from digitpad.app.session.inked import is_light

        grey = source.convert("L")
        canvas = ImageOps.invert(grey) if is_light(grey) else grey
    small = canvas.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return np.asarray(small, np.float32) / np.float32(255)
