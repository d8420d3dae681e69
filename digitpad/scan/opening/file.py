"""Opens picture files that anyone may have sent: the content decides, not the name, and nothing is run."""

import io
import os
import struct
import warnings
from typing import BinaryIO, NamedTuple

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from digitpad import texts
from digitpad.errors import PictureError

# Pillow knows many more formats and hands some (EPS) to interpreters: only these are tried, whatever the file's name
# says. Phones' JPEG files with a second picture inside (MPO) come through the JPEG reader.
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
# Several frames of these move: which of them is meant, nobody can tell. Those of TIFF are pages, those of MPO lenses.
MOVING_FORMATS = ("PNG", "WEBP", "GIF")
# Such a picture needs 0.6 GB once decoded; scanners and phones stay below, decompression bombs don't.
MAX_PIXELS = 150_000_000
# JPEG decodes to a half, a quarter or an eighth at once: this many pixels a side are enough to find a digit in.
DRAFT_SIDE = 2048
# The EXIF orientations of pictures that were held upright and are stored lying.
LYING = (5, 6, 7, 8)
# What Pillow's readers raise for damaged content, found by cutting and garbling files of every format.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error)


class Opened(NamedTuple):
    """A picture file that was opened.

    Attributes:
        image: the decoded picture, upright as its EXIF data say; a very large JPEG comes reduced.
        reduction: how many of the file's pixels a side made one of the image's.
        size: the file's own (width, height), upright.
    """

    image: Image.Image
    reduction: int
    size: tuple[int, int]


def open_picture(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Image.Image:
    """Return the image of :func:`open_file`, which has the arguments and the errors."""
    return open_file(source, name).image


def open_file(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Opened:
    """Read a picture file: PNG, JPEG, WebP, BMP, GIF or TIFF; of a TIFF's pages the first.

    Args:
        source: a path, or the content of a file.
        name: what messages call the picture; by default its path.

    Raises:
        PictureError: names the file and the cause.
    """
    if isinstance(source, bytes):
        return _decoded(io.BytesIO(source), name or texts.NAMELESS_PICTURE)
    name = name or os.fspath(source)
    try:
        file = open(source, "rb")  # noqa: SIM115 - only opening may blame the file system
    except OSError as error:
        raise PictureError(texts.cannot_read(name, error)) from error
    with file:
        return _decoded(file, name)


def _decoded(file: BinaryIO, name: str) -> Opened:
    try:
        # Pillow warns from 89 megapixels on and refuses from 179 on: digitpad has its own limit.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(file, formats=FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise PictureError(_too_large(name))
            if image.format in MOVING_FORMATS and getattr(image, "is_animated", False):
                raise PictureError(texts.about_file(name, texts.MOVING_PICTURE))
            stored = image.size
            image.draft(None, (DRAFT_SIDE, DRAFT_SIDE))
            image.load()
            return _opened(image, stored)
    except UnidentifiedImageError:
        raise PictureError(texts.about_file(name, texts.NOT_A_PICTURE)) from None
    except Image.DecompressionBombError:
        raise PictureError(_too_large(name)) from None
    except MemoryError:
        raise PictureError(_too_large(name)) from None
    except DAMAGE as error:
        raise PictureError(texts.about_file(name, texts.DAMAGED_PICTURE)) from error


def _too_large(name: str) -> str:
    return texts.about_file(name, texts.HUGE_PICTURE.format(megapixels=MAX_PIXELS // 1_000_000))


def _opened(image: Image.Image, stored: tuple[int, int]) -> Opened:
    """Turn a picture upright that has so many pixels in its file."""
    upright, turned = _upright(image)
    reduction = round(max(stored) / max(1, *image.size))
    if reduction <= 1:
        return Opened(upright, 1, upright.size)
    return Opened(upright, reduction, stored[::-1] if turned else stored)


def _upright(image: Image.Image) -> tuple[Image.Image, bool]:
    """Return a picture as its EXIF data say it is held, and whether width and height have changed places."""
    try:
        turned = image.getexif().get(ExifTags.Base.Orientation, 1) in LYING
        return ImageOps.exif_transpose(image), turned
    except DAMAGE:
        return image, False  # damaged EXIF data say nothing about the pixels, which are there
