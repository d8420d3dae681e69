"""The boxes around the digits of a number, each with its answer beside it; where they go is reckoned without Tk."""

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from digitpad.app.views.palette import LIGHT, Palette

if TYPE_CHECKING:
    from digitpad.ink.layout import Box

Kind = Literal["sure", "unsure", "no digit", "corrected"]
TAG = "marks"
# Pixels at 100 %: lines, the chosen digit's line, and the answers' letters.
LINE, CHOSEN_LINE = 1, 3
LETTERS, LETTERS_LEAST = 13, 8
# Letters are at most this share of their digit's height, so that a page of small ones can be read; and at least that,
# so that large ones can be read from afar.
LETTERS_SHARE, LETTERS_LEAST_SHARE = 0.5, 0.08
# A line of letters is so many times as high as they are, and a letter at most so wide.
LINE_HEIGHT, LETTER_WIDTH = 1.3, 0.7
# More digits than this are a page.
CROWD = 40
# Tk's dash patterns, in pixels: what the network isn't sure of, and what it takes for no digit.
DASHES: dict[Kind, tuple[int, ...]] = {"sure": (), "corrected": (), "unsure": (5, 4), "no digit": (1, 4)}


class Mark(NamedTuple):
    """What is shown of one digit.

    Attributes:
        box: around it, in the pixels of what was read.
        text: the answer.
        kind: how its box looks.
        chosen: whether it is the one that the panel is about.
    """

    box: "Box"
    text: str
    kind: Kind
    chosen: bool


class Placement(NamedTuple):
    """Where on the canvas that lies which was read.

    Attributes:
        scale: canvas pixels in one of its pixels.
        left: of its left edge, on the canvas.
        top: likewise.
        outset: how far boxes stay away from what they are around, in canvas pixels.
    """

    scale: float
    left: float
    top: float
    outset: float

    def box(self, box: "Box") -> "Box":
        """Return a box on the canvas."""
        left, top = self.left - self.outset, self.top - self.outset
        right, bottom = self.left + self.outset, self.top + self.outset
        scale = self.scale
        return box[0] * scale + left, box[1] * scale + top, box[2] * scale + right, box[3] * scale + bottom


class Marks:
    """Draws marks on a canvas, above all else that is on it.

    Args:
        canvas: to draw on.
        factor: pixels on this screen for a pixel at 100 %.
    """

    def __init__(self, canvas: tk.Canvas, factor: float) -> None:
        self._canvas = canvas
        self._palette = LIGHT
        self._factor = factor
        self._boxes: list[Box] = []
        self.marks: Sequence[Mark] = ()

    def draw(self, placement: Placement, size: tuple[int, int], palette: Palette) -> None:
        """Draw all marks anew, on a canvas of this (width, height), in colours that stand out from what is there."""
        self._canvas.delete(TAG)
        self._palette = palette
        self._boxes = [placement.box(mark.box) for mark in self.marks]
        if not self.marks:
            return
        for mark, box in zip(self.marks, self._boxes, strict=True):
            self._frame(mark, box)
        letters = self._letters()
        places = free_places(self._boxes, [mark.text for mark in self.marks], letters, size)
        for mark, box, place in zip(self.marks, self._boxes, places, strict=True):
            if place is not None:
                self._say(mark, place, letters)
            elif mark.chosen or mark.kind != "sure":
                # What needs a look is told even so, in the box's own corner.
                self._say(mark, (box[0] + 2, box[1] + letters * LINE_HEIGHT / 2), letters)

    def at(self, x: float, y: float) -> int | None:
        """Return which mark's box is at a place on the canvas; of several, the one with the nearest middle."""
        hits = [i for i, box in enumerate(self._boxes) if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
        return min(hits, key=lambda i: _from_middle(self._boxes[i], x, y)) if hits else None

    @property
    def below_chosen(self) -> tuple[float, float] | None:
        """The place on the canvas below the chosen mark's box; None if none is chosen."""
        return next(((box[0], box[3]) for mark, box in zip(self.marks, self._boxes, strict=True) if mark.chosen), None)

    def _frame(self, mark: Mark, box: "Box") -> None:
        width = round((CHOSEN_LINE if mark.chosen else LINE) * self._factor)
        self._canvas.create_rectangle(*box, outline=self._colour(mark), width=width, dash=DASHES[mark.kind], tags=TAG)

    def _colour(self, mark: Mark) -> str:
        if mark.kind == "no digit":
            return self._palette.muted
        return self._palette.accent if mark.kind != "unsure" or mark.chosen else self._palette.text

    def _letters(self) -> int:
        """Return how high letters are, in pixels: alike for all digits."""
        heights = sorted(box[3] - box[1] for box in self._boxes)
        height = heights[len(heights) // 2]
        most = max(LETTERS * self._factor, height * LETTERS_LEAST_SHARE)
        return round(min(max(height * LETTERS_SHARE, LETTERS_LEAST * self._factor), most))

    def _say(self, mark: Mark, place: tuple[float, float], letters: int) -> None:
        font = ("TkDefaultFont", -letters, "bold")
        self._canvas.create_text(*place, text=mark.text, anchor=tk.W, fill=self._colour(mark), font=font, tags=TAG)


def free_places(
    boxes: "Sequence[Box]", texts: Sequence[str], letters: float, size: tuple[int, int]
) -> list[tuple[float, float] | None]:
    """Return where texts can stand beside boxes, on the pad and on no box; None where there is no room.

    Args:
        boxes: on the canvas.
        texts: one for each box.
        letters: their height, in pixels.
        size: (width, height) of the canvas.

    Returns:
        For each the middle of its left edge.
    """
    import numpy as np  # it is there, since there is an answer

    all_boxes = np.array(boxes)
    high = letters * LINE_HEIGHT

    def is_free(x: float, y: float, wide: float) -> bool:
        on_pad = x + wide <= size[0] and high / 2 <= y <= size[1] - high / 2
        beside = (all_boxes[:, 0] >= x + wide) | (all_boxes[:, 2] <= x)
        return on_pad and bool((beside | (all_boxes[:, 1] >= y + high / 2) | (all_boxes[:, 3] <= y - high / 2)).all())

    found: list[list[tuple[float, float] | None]] = []
    for (left, top, right, bottom), text in zip(boxes, texts, strict=True):
        wide = len(text) * letters * LETTER_WIDTH
        above, below = top - high / 2 - 1, bottom + high / 2 + 1
        start, end = (min(max(x, 2), size[0] - wide) for x in (left, right - wide))
        corners = [(start, above), (right + 2, top + high / 2), (start, below), (end, above), (end, below)]
        tried = corners[:2] if len(boxes) > CROWD else corners
        found.append([place if is_free(*place, wide) else None for place in tried])
    if len(boxes) <= CROWD:
        return [next(filter(None, places), None) for places in found]
    # On a page it must be plain which digit a text belongs to: all are above their boxes, or all to the right.
    sides = zip(*found, strict=True)
    return [*max(sides, key=lambda places: sum(place is not None for place in places))]


def _from_middle(box: "Box", x: float, y: float) -> float:
    return abs(box[0] + box[2] - 2 * x) + abs(box[1] + box[3] - 2 * y)
