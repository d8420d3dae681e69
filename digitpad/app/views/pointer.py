"""What a pointer does on the pad: it draws, erases, clicks on a digit's box, or asks for the menu."""

import math
import sys
import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session import editing, speaking
from digitpad.app.session.session import Session
from digitpad.app.views.geometry import ERASER
from digitpad.ink.drawing import Point

if TYPE_CHECKING:
    from digitpad.app.views.pad import Pad

# The right button is the third on most systems; Tk on a Mac calls it the second. Its click asks for the menu, as
# everywhere, and what it is dragged over is erased; the middle one erases at once.
MENU_BUTTON = 2 if sys.platform == "darwin" else 3
ERASER_BUTTONS = (2, 3)
# Pixels at 100 %: a click may tremble so much.
CLICK_REACH = 4


class Pointer:
    """Turns the events of a pad's canvas into strokes, what the eraser does, and clicks.

    Args:
        pad: what it moves on.
        session: what it draws for.
        factor: pixels on this screen for a pixel at 100 %.

    Attributes:
        button: that is held; 0 for none.
        erasing: whether the first one erases.
        on_menu: is called with a pixel of the canvas where the menu is asked for.
    """

    def __init__(self, pad: "Pad", session: Session, factor: float) -> None:
        self.on_menu: Callable[[int, int], object] = lambda _x, _y: None
        self._pad = pad
        self._session = session
        self._reach = CLICK_REACH * factor
        self._points: list[Point] = []
        # The eraser's last place, if it is that which moves.
        self._eraser: Point | None = None
        # Whether it has met ink since the button was pressed.
        self._erased = False
        # Where the button was pressed, in pixels, while that may still become a click.
        self._click: tuple[int, int] | None = None
        # Likewise, while it may still be a click for the menu.
        self._menu: tuple[int, int] | None = None
        self.button = 0
        self.erasing = False
        for button in (1, *ERASER_BUTTONS):
            pad.canvas.bind(f"<ButtonPress-{button}>", self._press)
            pad.canvas.bind(f"<ButtonRelease-{button}>", self._release)
        pad.canvas.bind("<Motion>", self._move)

    @property
    def points(self) -> list[Point]:
        """The stroke that is being drawn; none while it may still become a click."""
        return self._points if self._click is None else []

    def finish(self) -> None:
        """End the stroke that is being drawn or erased with, if there is one; a click is none then."""
        pad = self._pad
        self.button = 0
        self._menu = None
        if self._click is not None:
            self._click = None
            self._points.clear()
        elif self._eraser is not None:
            self._eraser = None
            if self._erased:
                pad.redraw()  # cut ends become round
            editing.erase(self._session, pad.drawing)
        elif self._points:
            points = tuple(self._points)
            self._points.clear()
            editing.add_stroke(self._session, pad.add(points))
            # The answer is on its way: looks come after it.
            pad.surface.settle(points)

    def _press(self, event: "tk.Event[tk.Misc]") -> None:
        if self.button and self.button != event.num and self._held(event):
            return  # another button in mid-stroke
        self.finish()  # a release can get lost, when another program takes the pointer
        self.button = int(event.num)
        point = self._pad.point(event.x, event.y)
        if event.num == MENU_BUTTON:
            self._menu = (event.x, event.y)  # only a movement erases
            return
        if self.erasing or event.num in ERASER_BUTTONS:
            self._begin_erasing(point)
            return
        if self._pad.is_beside(event.x, event.y):
            self._refuse()
            return
        self._points.append(point)
        if self._pad.takes_clicks(event.x, event.y):
            self._click = (event.x, event.y)  # only a movement draws here
        else:
            self._begin()

    def _begin(self) -> None:
        self._click = None
        editing.begin(self._session)
        self._pad.draw_stroke()
        self._note()

    def _note(self) -> None:
        """Let what is drawn be read as far as it has come."""
        self._session.interim.note(self._pad.drawing, self._points)

    def _move(self, event: "tk.Event[tk.Misc]") -> None:
        if not self.button:
            return
        if not self._held(event):
            self.finish()
            return
        point = self._pad.point(event.x, event.y)
        if self._menu is not None:
            if math.dist(self._menu, (event.x, event.y)) <= self._reach:
                return
            start, self._menu = self._menu, None
            self._begin_erasing(self._pad.point(*start))
        if self._eraser is not None:
            self._erase(self._eraser, point)
        elif point != self._points[-1]:
            self._points.append(point)
            if self._click is None:
                self._pad.surface.extend(*self._points[-2:])
                self._note()
            elif math.dist(self._click, (event.x, event.y)) > self._reach:
                self._begin()

    def _release(self, event: "tk.Event[tk.Misc]") -> None:
        if event.num != self.button:
            return
        # Of several waiting motion events Tk keeps the last: the release says where the stroke really ended.
        self._move(event)
        clicked, asked = self._click, self._menu
        self.finish()
        if asked is not None:
            self.on_menu(*asked)
        elif clicked is not None:
            speaking.choose(self._session, self._pad.marks.at(*clicked))

    def _begin_erasing(self, point: Point) -> None:
        self._erased = False
        self._erase(point, point)

    def _erase(self, start: Point, end: Point) -> None:
        self._eraser = end
        self._pad.surface.erase(start, end, ERASER)
        if not self._pad.erase(start, end):
            return
        if not self._erased:
            self._erased = True
            editing.begin(self._session)
        self._note()

    def _refuse(self) -> None:
        """Draw nothing beside a picture; beside all boxes a click chooses none."""
        self.button = 0
        if self._pad.marks.marks:
            speaking.choose(self._session, None)
        else:
            self._session.say(texts.ONLY_ON_PICTURE)

    def _held(self, event: "tk.Event[tk.Misc]") -> bool:
        # Bit 8 of an event's state is set while the first button is held, and so on.
        return bool(int(event.state) & 0x80 << self.button)
