"""Words in pictures: with a font of the system, with Pillow's own, or, without FreeType, with its pixel font.

The packaged program goes without FreeType, which is 3 MB.
"""

import contextlib
import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

    from digitpad.ink.layout import Box

# Where a place is in the words: at their left end, in their middle or at their right end; and at their top (ascender)
# or half way up.
Anchor = Literal["la", "lm", "mm", "rm"]
LATIN_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "segoeui.ttf", "Helvetica.ttc")
# Those that have the letters of the other languages; Pillow's own has those of the Latin ones.
FONTS = ("NotoSansCJK-Regular.ttc", "NotoSansDevanagari-Regular.ttf", "msyh.ttc", "Nirmala.ttc", "PingFang.ttc")
# Pillow's own fonts have no such signs.
PLAIN = str.maketrans({"×": "x", "−": "-", "–": "-", "…": "..."})
# Letters of the pixel font are wide: it is drawn no wider than so much of the size for a letter.
WIDEST_LETTER = 0.58


def ink_box(text: str, size: float, of_system: bool = False) -> "Box":
    """Return where the ink of words is, (left, top, right, bottom), for the place (0, 0) at their left and top.

    Args:
        text: one line.
        size: of the letters, in pixels.
        of_system: whether a font of the system is wanted.
    """
    if _has_freetype():
        shown, font = _font(text, size, of_system)
        left, top, right, bottom = font.getbbox(shown)
        return float(left), float(top), float(right), float(bottom)
    width, height = _pixels(text, size).size
    return 0.0, 0.0, float(width), float(height)


def write(
    canvas: "ImageDraw.ImageDraw",
    place: tuple[float, float],
    text: str,
    size: float,
    colour: "str | tuple[int, int, int]",
    anchor: Anchor = "la",
    of_system: bool = False,
) -> None:
    """Write words; the arguments are those of :func:`ink_box`.

    Args:
        canvas: to write on.
        place: of the words, in pixels.
        text: one line.
        size: of the letters.
        colour: of the words.
        anchor: what of the words is at that place.
        of_system: whether a font of the system is wanted.
    """
    if _has_freetype():
        shown, font = _font(text, size, of_system)
        canvas.text(place, shown, colour, font, anchor)
        return
    letters = _pixels(text, size)
    left = place[0] - {"l": 0.0, "m": 0.5, "r": 1.0}[anchor[0]] * letters.width
    top = place[1] - {"a": 0.0, "m": 0.5}[anchor[1]] * letters.height
    canvas.bitmap((round(left), round(top)), letters, colour)


def _has_freetype() -> bool:
    from PIL import features

    return features.check("freetype2") is True


def _font(text: str, size: float, of_system: bool) -> "tuple[str, ImageFont.FreeTypeFont | ImageFont.ImageFont]":
    from PIL import ImageFont

    if of_system:
        beyond_latin = any(ord(letter) >= 0x0900 and not 0x2000 <= ord(letter) < 0x2300 for letter in text)
        for name in FONTS if beyond_latin else LATIN_FONTS:
            with contextlib.suppress(OSError):
                return text, ImageFont.truetype(name, size)
    return text.translate(PLAIN), ImageFont.load_default(size)


def _pixels(text: str, size: float) -> "Image.Image":
    """Return words in the pixel font, enlarged, in mode "L"."""
    from PIL import Image, ImageFont

    font = ImageFont.load_default_imagefont()
    shown = text.translate(PLAIN).encode("latin-1", "replace").decode("latin-1")
    width, height = (max(1, math.ceil(side)) for side in font.getbbox(shown)[2:])
    letters = Image.new("L", (width, height))
    if shown:
        letters.im.paste(255, (0, 0, width, height), font.getmask(shown, "L"))
    scale = size * 1.2 / height
    wide = min(width * scale, max(len(shown), 1) * size * WIDEST_LETTER)
    return letters.resize((max(1, round(wide)), max(1, round(height * scale))))
