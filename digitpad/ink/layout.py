"""What a drawing or a page of several digits is made of, before anything is read: rows of parts.

A part is what can't belong to two digits: a stroke, a connected piece of ink, or a slice of one. Neighbours in a row
may make one digit together; which do is decided later, by reading the alternatives.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Cell:
    """A box of a form.

    Attributes:
        kind: "grid" or "comb" of boxes for one digit each, "table" of wider ones, or a single "box".
        form: the number of the form in its picture, from 0.
        row: of the form, from 0.
        column: likewise.
        box: (left, top, right, bottom) in the source's own pixels.
        apart: whether a wide gap lies before it.
    """

    kind: str
    form: int
    row: int
    column: int
    box: Box
    apart: bool = False


@dataclass(frozen=True, eq=False)
class Row:
    """Parts that stand side by side, from left to right.

    Attributes:
        boxes: (n, 4) float64, (left, top, right, bottom) of each part; n is 1 or more, but for a grid's empty rows.
        joins: (n - 1,) float64, 0..1: the chance, by geometry alone, that a part and the next belong to one digit.
        cells: (n,) the box of a form that each part stands in, or None; () where there are none.
        form: where the row is one of a grid's, comb's or table's: all of its boxes, from left to right.
        trust: how much the joins count beside what is read (an exponent).
        doubt: how much "no digit" counts beside the digits where a row is split, of what it did in training.
    """

    boxes: "NDArray[np.float64]"
    joins: "NDArray[np.float64]"
    cells: "tuple[Cell | None, ...]" = ()
    form: tuple[Cell, ...] = ()
    trust: float = 0.56
    doubt: float = 0.25


@dataclass(frozen=True)
class Sign:
    """A sign of a row, or what was struck out there: told by its shape and by where it stands, never read.

    Attributes:
        text: the sign; "" for what was struck out.
        box: (left, top, right, bottom) in the source's own pixels.
        place: how many parts of the row stand before it.
        clear: whether its shape leaves no doubt.
    """

    text: str
    box: Box
    place: int
    clear: bool = True


class Layout(Protocol):
    """Rows of parts, and the ink of any neighbours among them."""

    @property
    def rows(self) -> "Sequence[Row]":
        """The rows, in reading order."""
        ...

    @property
    def signs(self) -> "Sequence[Sequence[Sign]]":
        """What stands among the parts of each row, from left to right; empty where signs aren't looked for."""
        ...

    @property
    def is_form(self) -> bool:
        """Whether there are several boxes of a form."""
        ...

    @property
    def scale(self) -> int:
        """How many of the source's pixels a side made one of those that were read: above 1 for huge pictures."""
        ...

    def ink(self, row: int, first: int, end: int) -> "Image.Image":
        """Return the ink of parts ``first`` to before ``end`` of a row as one digit: mode "L", 0 = paper."""
        ...

    def box(self, row: int, first: int, end: int) -> Box:
        """Return the (left, top, right, bottom) around these parts, in the source's own pixels."""
        ...
