"""Drawings as files for others: PNG, SVG, and digitpad's own drawing files. Each is written whole or not at all."""

import io
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from digitpad import texts
from digitpad.errors import WriteError
from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.smoothing import curve

# Curves are straight pieces of so many pixels.
CURVE_PIECE = 3.0


def png_of(drawing: Drawing, side: int, pen: float, ink: str, paper: str | None) -> bytes:
    """Draw a picture of the whole pad.

    Args:
        drawing: strokes in pad units.
        side: of the picture's longer side, in pixels.
        pen: its width, in pad units.
        ink: its colour, as #rrggbb.
        paper: likewise; None for a transparent picture.

    Returns:
        The content of a PNG file.
    """
    from PIL import Image, ImageColor

    from digitpad.ink.raster import pad_image

    scale = side / max(drawing.width, drawing.height)
    size = (max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)))
    curves = [Stroke(tuple(curve(stroke.points, CURVE_PIECE / scale))) for stroke in drawing.strokes]
    mask = pad_image(curves, size, scale, pen * scale)
    if paper is None:
        picture = Image.new("RGBA", size, (*ImageColor.getrgb(ink)[:3], 0))
        picture.putalpha(mask)
    else:
        picture = Image.new("RGB", size, paper)
        picture.paste(ink, mask=mask)
    content = io.BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def svg_of(drawing: Drawing, pen: float, ink: str) -> str:
    """Return an SVG file's text: a path for each stroke, through its smoothed points.

    Args:
        drawing: strokes in pad units.
        pen: its width, in pad units.
        ink: its colour, as #rrggbb.
    """
    width, height = (f"{size:g}" for size in (drawing.width, drawing.height))
    size = f'width="{width}" height="{height}"'
    paths = [f'  <path d="{_path(stroke)}"/>' for stroke in drawing.strokes]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">',
            f' <g fill="none" stroke="{ink}" stroke-width="{pen:g}" stroke-linecap="round" stroke-linejoin="round">',
            *paths,
            " </g>",
            "</svg>",
            "",
        ]
    )


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file beside its place and move it there, so that nobody ever finds half of it.

    Args:
        path: of the file; where it is a link, the file that it leads to is meant.
        content: all of it, or its parts.

    Raises:
        WriteError: if it can't be written; an older file stays as it was.
    """
    name = None
    try:
        path = Path(os.path.realpath(path))
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
        # Files made for one person alone are not what a person expects to have saved.
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        if name is not None:
            Path(name).unlink(missing_ok=True)
        raise WriteError(texts.cannot_write(path, error)) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _path(stroke: Stroke) -> str:
    points = curve(stroke.points, CURVE_PIECE)
    first, *others = [f"{x:.2f} {y:.2f}" for x, y in points]
    # A line of no length has round ends: a dot.
    return f"M {first} L {' L '.join(others or [first])}"
