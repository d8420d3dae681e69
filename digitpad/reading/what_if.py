"""What if this digit were turned, bolder, blurred? Pictures of 28 × 28 pixels, changed by handles.

The ink is enlarged, changed, moved, and made small again; blur and noise come last, as they do in a scanner.
"""

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

from digitpad.ink.normalising import SIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# A pixel becomes so many in each direction while ink is changed and moved.
FINENESS = 4


class Handle(NamedTuple):
    """One thing that can be changed.

    Attributes:
        name: a field of :class:`Settings`.
        low: its least value.
        high: its greatest value.
        step: from one value to the next, for keys.
    """

    name: str
    low: float
    high: float
    step: float


class Settings(NamedTuple):
    """Where the handles are; at 0 a picture stays as it is.

    Attributes:
        turn: degrees, clockwise.
        slant: degrees by which upright lines lean to the right.
        thickness: pixels that are added to each side of a line, or taken from it.
        across: pixels to the right.
        down: pixels downwards.
        blur: standard deviation, in pixels.
        noise: standard deviation, in parts of full ink.
    """

    turn: float = 0.0
    slant: float = 0.0
    thickness: float = 0.0
    across: float = 0.0
    down: float = 0.0
    blur: float = 0.0
    noise: float = 0.0

    @property
    def in_place(self) -> bool:
        """Whether ink stays where it is, and as it is, but for blur and noise."""
        return not any(self[:5])


HANDLES = (
    Handle("turn", -180, 180, 5),
    Handle("slant", -45, 45, 3),
    Handle("thickness", -1, 2, 0.25),
    Handle("across", -8, 8, 1),
    Handle("down", -8, 8, 1),
    Handle("blur", 0, 3, 0.25),
    Handle("noise", 0, 0.6, 0.05),
)


def changed(image: "NDArray[np.float32]", settings: Settings) -> "NDArray[np.float32]":
    """Change a digit image.

    Args:
        image: (28, 28), 0 = paper, 1 = ink.
        settings: by how much. The same noise comes with every value, more or less of it.

    Returns:
        (28, 28) float32, 0..1; the picture itself, bit by bit, where all handles are at 0.
    """
    result = image.astype(np.float32)
    if not settings.in_place:
        result = _moved(result, settings)
    if settings.blur:
        result = _blurred(result, settings.blur)
    if settings.noise:
        result = result + np.float32(settings.noise) * _noise()
    return result.clip(0, 1)


def along(handle: Handle, settings: Settings, count: int) -> "list[Settings]":
    """Return settings with one handle at so many places, from its least value to its greatest, and the others as is."""
    return [settings._replace(**{handle.name: float(value)}) for value in np.linspace(handle.low, handle.high, count)]


def stretches(answers: "Sequence[int | None]") -> list[tuple[int | None, int, int]]:
    """Return where answers along a handle stay the same: (answer, first place, last place)."""
    found: list[tuple[int | None, int, int]] = []
    for place, answer in enumerate(answers):
        if found and found[-1][0] == answer:
            found[-1] = (answer, found[-1][1], place)
        else:
            found.append((answer, place, place))
    return found


def _moved(image: "NDArray[np.float32]", settings: Settings) -> "NDArray[np.float32]":
    side = SIDE * FINENESS
    large = np.asarray(Image.fromarray(image).resize((side, side), Image.Resampling.BICUBIC)).clip(0, 1)
    if settings.thickness:
        large = _thicker(large, settings.thickness * FINENESS)
    # Pillow asks from where each pixel comes: the way back, by the inverse of slant first and turn then.
    angle, lean = math.radians(settings.turn), math.tan(math.radians(settings.slant))
    cosine, sine = math.cos(angle), math.sin(angle)
    a, b = cosine - lean * sine, sine + lean * cosine
    d, e = -sine, cosine
    x, y = side / 2 + settings.across * FINENESS, side / 2 + settings.down * FINENESS
    back = (a, b, side / 2 - a * x - b * y, d, e, side / 2 - d * x - e * y)
    turned = Image.fromarray(large).transform((side, side), Image.Transform.AFFINE, back, Image.Resampling.BICUBIC)
    return np.asarray(turned.resize((SIDE, SIDE), Image.Resampling.BOX))


def _thicker(ink: "NDArray[np.float32]", radius: float) -> "NDArray[np.float32]":
    """Let ink grow by a radius in pixels, or shrink where it is below 0: the highest or lowest value in a disc."""
    reach = math.ceil(abs(radius))
    places = range(-reach, reach + 1)
    disc = [(down, across) for down in places for across in places if math.hypot(down, across) <= abs(radius)]
    padded = np.pad(ink, reach)
    height, width = ink.shape
    pick = np.maximum if radius > 0 else np.minimum
    result = ink
    for down, across in disc:
        result = pick(result, padded[reach + down :, reach + across :][:height, :width])
    return result


def _blurred(image: "NDArray[np.float32]", deviation: float) -> "NDArray[np.float32]":
    """Blur by a Gaussian; around the picture is paper."""
    places = np.arange(SIDE, dtype=np.float32)
    kernel = np.exp(-((places[:, None] - places) ** 2) / np.float32(2 * deviation**2))
    whole = np.exp(-(np.arange(-SIDE, SIDE + 1, dtype=np.float32) ** 2) / np.float32(2 * deviation**2)).sum()
    kernel /= whole
    result: NDArray[np.float32] = kernel @ image @ kernel
    return result


@cache
def _noise() -> "NDArray[np.float32]":
    noise: NDArray[np.float32] = np.random.default_rng(0).standard_normal((SIDE, SIDE)).astype(np.float32)
    return noise
