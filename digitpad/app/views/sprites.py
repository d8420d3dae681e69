"""Rounded plates as PNG files, from which buttons and knobs are made: sharp on every screen, and quick to draw.

Tk repeats their middle, piece by piece, with a question to the screen for each: so it is a large piece. They are made
before the first paint, so that neither Pillow nor numpy can help.
"""

import math
import zlib
from functools import lru_cache
from typing import NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The middle's (width, height) in pixels at 100 %: most buttons need no second piece.
MIDDLE = (96, 32)
Rgba = tuple[int, int, int, int]


class Shape(NamedTuple):
    """The outline of a plate, in pixels.

    Attributes:
        radius: of its corners.
        edge: how wide the line along its edge is.
        margin: around it, where the ring stands that shows the keyboard's focus.
    """

    radius: int
    edge: int
    margin: int

    @property
    def corner(self) -> int:
        """How many pixels of each side must not be stretched."""
        return self.radius + self.margin


class Colours(NamedTuple):
    """Of a plate, as #rrggbb; none of a ring that isn't there."""

    fill: str
    edge: str
    ring: str | None = None


def plate(shape: Shape, colours: Colours, middle: tuple[int, int] = MIDDLE) -> bytes:
    """Draw a plate: a PNG file whose sides are ``2 * corner`` and the middle's.

    Args:
        shape: its outline.
        colours: its colours.
        middle: (width, height), at least 1, of what stands between the corners.
    """
    fill, edge, ring = (_rgb(colour) for colour in (colours.fill, colours.edge, colours.ring or colours.edge))
    ringed = colours.ring is not None
    mixed: dict[tuple[int, int, int], bytes] = {}
    rows = []
    for row in _quarter(shape):
        pixels = []
        for shares in row:
            if shares not in mixed:
                pixel = _over((0, 0, 0, 0), ring, shares[0] * ringed)
                mixed[shares] = bytes(_over(_over(pixel, edge, shares[1]), fill, shares[2]))
            pixels.append(mixed[shares])
        *left, last = pixels
        rows.append(b"\0" + b"".join(left) + last * middle[0] + b"".join(reversed(left)))
    *upper, last_row = rows
    width, height = (2 * shape.corner + side for side in middle)
    return png(width, height, b"".join(upper) + last_row * middle[1] + b"".join(reversed(upper)))


@lru_cache
def _quarter(shape: Shape) -> list[list[tuple[int, int, int]]]:
    """Return the upper left quarter row by row, middle included: for each pixel what ring, edge, fill cover, 0..255."""
    rows = []
    centre, radius = shape.corner, shape.radius
    # Half of the margin is the ring, so that it stands apart from the plate.
    ring = (shape.margin + 1) // 2
    for y in range(centre + 1):
        row = []
        for x in range(centre + 1):
            distance = math.hypot(max(centre - x - 0.5, 0), max(centre - y - 0.5, 0))
            around = _share(radius + shape.margin - distance) - _share(radius + shape.margin - ring - distance)
            row.append((around, _share(radius - distance), _share(radius - shape.edge - distance)))
        rows.append(row)
    return rows


def _share(inside: float) -> int:
    """Return how much of a pixel is covered, 0..255, whose middle is so far inside an outline."""
    return round(255 * min(max(inside + 0.5, 0.0), 1.0))


def _over(below: Rgba, colour: tuple[int, int, int], share: int) -> Rgba:
    """Lay a colour over a pixel, 0..255 of it."""
    above, rest = share / 255, below[3] / 255 * (1 - share / 255)
    alpha = above + rest
    if not alpha:
        return below
    red, green, blue = (round((new * above + old * rest) / alpha) for new, old in zip(colour, below, strict=False))
    return red, green, blue, round(alpha * 255)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def png(width: int, height: int, rows: bytes) -> bytes:
    """Return a PNG file; each row begins with the byte of its filter, 0, and has four bytes for each pixel."""
    header = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 6, 0, 0, 0))  # eight bits of red, green, blue and alpha
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4) for name, data in chunks
    )
