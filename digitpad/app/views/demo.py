"""What a newcomer sees once, on the empty pad: three things that can be done, in ten seconds."""

import tkinter as tk
from collections.abc import Sequence
from typing import NamedTuple

from digitpad import texts
from digitpad.app.views.hint import Hint
from digitpad.app.views.palette import Palette
from digitpad.ink.drawing import Point

TAG = "demo"
# Each thing is shown for so long, of which the pen moves for a part.
SCENE, PEN_MOVES = 3300, 1400  # ms
FRAME = 30  # ms
# Shares of the pad's height: how high a digit is, where its upper edge is, and the pen.
HIGH, TOP, PEN = 0.26, 0.14, 0.028

SEVEN = ((0.1, 0.1), (0.45, 0.06), (0.9, 0.05), (0.62, 0.5), (0.4, 1.0))
FOUR = (((0.55, 0.0), (0.1, 0.65), (0.95, 0.65)), ((0.7, 0.35), (0.68, 1.0)))
TWO = ((0.12, 0.25), (0.3, 0.02), (0.72, 0.06), (0.82, 0.3), (0.5, 0.66), (0.08, 0.98), (0.9, 0.96))
# A sheet with a corner turned down, and the arrow that brings it.
SHEET = ((0.15, 0.2), (0.15, 1.0), (0.85, 1.0), (0.85, 0.4), (0.65, 0.2), (0.15, 0.2))
ARROW = (((0.5, 0.32), (0.5, 0.8)), ((0.32, 0.62), (0.5, 0.8), (0.68, 0.62)))

Line = Sequence[Point]


class Scene(NamedTuple):
    """One thing that can be done.

    Attributes:
        words: that say it.
        lines: that draw it, in units of a digit's height.
        width: of all lines, in these units.
        smooth: whether a pen drew them.
    """

    words: str
    lines: tuple[Line, ...]
    width: float
    smooth: bool = True


def scenes() -> list[Scene]:
    """Return all of them, in the words of now."""
    number = (*FOUR, tuple((x + 1.15, y) for x, y in TWO))
    return [
        Scene(texts.DEMO_DIGIT, (SEVEN,), 1.0),
        Scene(texts.DEMO_NUMBER, number, 2.15),
        Scene(texts.DEMO_PICTURE, (SHEET, *ARROW), 1.0, smooth=False),
    ]


class Demo:
    """Draws the scenes in the hint's colour above its words; the first thing that the person does ends it.

    Args:
        canvas: the pad's.
        hint: whose place the words take meanwhile.
        palette: the colours.
        moving: whether the pen is seen to move.
    """

    def __init__(self, canvas: tk.Canvas, hint: Hint, palette: Palette, moving: bool) -> None:
        self._canvas, self._hint, self._palette = canvas, hint, palette
        self._moving = moving
        self._scenes = scenes()
        self._timer = ""
        for name in ("<ButtonPress>", "<Key>"):
            canvas.winfo_toplevel().bind(name, lambda _event: self.end(), add=True)
        canvas.bind("<Destroy>", lambda _event: self._stop(), add=True)
        self._show(0, 0)

    def _show(self, number: int, time: int) -> None:
        """Show a scene, so many ms after it has begun."""
        if number == len(self._scenes):
            self.end()
            return
        scene = self._scenes[number]
        share = min(time / PEN_MOVES, 1.0) if self._moving else 1.0
        self._draw(scene, share)
        self._hint.say_instead(scene.words)
        wait = FRAME if share < 1 else SCENE - time
        after = (number, time + wait) if share < 1 else (number + 1, 0)
        self._timer = self._canvas.after(wait, self._show, *after)

    def _draw(self, scene: Scene, share: float) -> None:
        canvas = self._canvas
        canvas.delete(TAG)
        unit = canvas.winfo_height() * HIGH
        left = (canvas.winfo_width() - scene.width * unit) / 2
        top = canvas.winfo_height() * TOP
        pen = max(canvas.winfo_height() * PEN, 2)
        for line in until(scene.lines, share):
            points = [coordinate for x, y in line for coordinate in (left + x * unit, top + y * unit)]
            canvas.create_line(
                *points,
                width=pen if scene.smooth else pen / 2,
                fill=self._palette.border,
                capstyle=tk.ROUND,
                joinstyle=tk.ROUND,
                smooth=scene.smooth and len(line) > 2 and line not in FOUR,
                tags=TAG,
            )

    def _stop(self) -> None:
        if self._timer:
            self._canvas.after_cancel(self._timer)
            self._timer = ""

    def end(self) -> None:
        """Show no more of it."""
        if self._timer:
            self._stop()
            self._canvas.delete(TAG)
            self._hint.say_instead("")


def until(lines: Sequence[Line], share: float) -> list[Line]:
    """Return what is drawn of some lines after a share, 0..1, of all their way."""
    left = share * sum(len(line) - 1 for line in lines)
    drawn: list[Line] = []
    for line in lines:
        if left <= 0:
            break
        whole = min(int(left), len(line) - 1)
        part = left - whole
        points = list(line[: whole + 1])
        if whole < len(line) - 1:
            (x0, y0), (x1, y1) = line[whole], line[whole + 1]
            points.append((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part))
        if len(points) > 1:
            drawn.append(points)
        left -= len(line) - 1
    return drawn
