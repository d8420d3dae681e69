"""What scenes are made of: pixels, rectangles and words at their places, whoever draws them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from digitpad.insight.grid import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Letters are about so wide, for their height; those of Chinese are as wide as high.
LETTER, CHINESE_LETTER, FIRST_CHINESE = 0.58, 1.0, 0x2E80
MINUS = "−"


class Picture(NamedTuple):
    """Pixels, (height, width, 3), at a place."""

    left: int
    top: int
    pixels: "NDArray[np.uint8]"


class Words(NamedTuple):
    """One line of text: where its left end, its middle or its right end is, half way up."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    anchor: Literal["left", "middle", "right"] = "left"


class Block(NamedTuple):
    """A rectangle, filled or with a line around it."""

    box: Box
    fill: str | None
    outline: str | None = None
    line: int = 1


@dataclass
class Scene:
    """Everything, from back to front: pictures, then blocks, then words."""

    width: int
    height: int
    paper: str
    pictures: list[Picture] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def width_of(text: str, size: float) -> float:
    """Return about how wide words are, whatever the font."""
    return size * sum(CHINESE_LETTER if ord(letter) >= FIRST_CHINESE else LETTER for letter in text)


def fits(text: str, size: float, room: float) -> bool:
    """Tell whether words find room."""
    return width_of(text, size) <= room


def signed(number: float) -> str:
    """Write a number with its sign."""
    return f"{MINUS if number < 0 else '+'}{abs(number):.2f}"
