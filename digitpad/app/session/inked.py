"""A picture with the person's ink on it, as it is seen, read, saved and copied."""

import io
from typing import TYPE_CHECKING, NamedTuple

from digitpad.app.session.document import Document, Picture
from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.pads import PAD_UNITS

if TYPE_CHECKING:
    from PIL import Image

# What ink looks like on light paper and on dark.
DARK_INK, LIGHT_INK = "#1b2333", "#f3f5f8"
MIDDLE = 127  # half way from black, 0, to white, 255
# Ink on pictures of no more pixels is drawn with smooth edges; on larger ones nobody sees them.
FINE_PIXELS = 1_000_000
# Pictures are measured on a copy of about so many pixels a side.
COARSE_SIDE = 200
# Curves are drawn as straight pieces of so many pixels.
CURVE_PIECE = 3.0


class Inked(NamedTuple):
    """A picture to be read with the ink on it.

    Attributes:
        picture: below.
        drawing: in its pixels.
        pen: likewise.
    """

    picture: Picture
    drawing: Drawing
    pen: float


def source_of(document: Document, pen: float) -> "Drawing | Image.Image | Inked":
    """Return what the recogniser gets of a document.

    Args:
        document: what is on the pad.
        pen: its width, in pad units.
    """
    if document.picture is None:
        return document.drawing
    if document.drawing.is_blank:
        return document.picture.image
    return Inked(document.picture, document.drawing, document.pen(pen))


def composed(inked: Inked) -> "Image.Image":
    """Return the picture with the ink drawn on it, an image of its own; light ink on dark pictures."""
    from PIL import Image

    from digitpad.ink.raster import draw_path, pad_image
    from digitpad.ink.smoothing import curve
    from digitpad.scan.opening.visible import visible

    seen = visible(inked.picture.image)
    unit = max(inked.picture.image.size) / PAD_UNITS
    curves = [Stroke(tuple(curve(stroke.points, CURVE_PIECE, unit))) for stroke in inked.drawing.strokes]
    if seen.width * seen.height <= FINE_PIXELS:
        mask = pad_image(curves, seen.size, 1.0, inked.pen)
    else:
        mask = Image.new("L", seen.size)
        for stroke in curves:
            draw_path(mask, stroke.points, inked.pen)
    seen.paste(DARK_INK if is_light(seen) else LIGHT_INK, mask=mask)
    return seen


def is_light(picture: "Image.Image") -> bool:
    """Return whether a picture is light, on the whole; in mode "L" or "RGB"."""
    from PIL import ImageStat

    coarse = picture.reduce(max(1, max(picture.size) // COARSE_SIDE))
    mean: float = ImageStat.Stat(coarse.convert("L")).mean[0]
    return mean > MIDDLE


def png_of_picture(inked: Inked, side: int | None = None) -> bytes:
    """Return a picture with its ink as the content of a PNG file, in its own size or with this longer side."""
    seen = composed(inked)
    if side is not None:
        scale = side / max(seen.size)
        seen = seen.resize((max(1, round(seen.width * scale)), max(1, round(seen.height * scale))))
    content = io.BytesIO()
    seen.save(content, "PNG")
    return content.getvalue()
