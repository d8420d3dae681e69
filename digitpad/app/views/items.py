"""The items of a canvas from one picture to the next: what is the same stays, and costs nothing."""

import tkinter as tk
from collections.abc import Hashable
from typing import Any, Literal, NamedTuple

Kind = Literal["line", "rectangle", "oval", "polygon", "text"]


class Items:
    """What is drawn on a canvas, again and again: each thing has a name of its own.

    A change of an item has Tk draw what is there, and is a call of Tk, after which another thread may have its turn.
    What is drawn for the first time lies above all else.

    Args:
        canvas: where they are.
    """

    def __init__(self, canvas: tk.Canvas) -> None:
        self._canvas = canvas
        self._items: dict[Hashable, _Item] = {}
        self._drawn: set[Hashable] = set()

    def begin(self) -> None:
        """Begin a picture."""
        self._drawn.clear()

    def put(self, name: Hashable, kind: Kind, *place: float, **options: Any) -> int:
        """Draw something, which is of the same kind and has the same options each time; return the canvas' item."""
        self._drawn.add(name)
        found = self._items.get(name)
        if found is None:
            item = int(getattr(self._canvas, f"create_{kind}")(*place, **options))
            self._items[name] = _Item(item, place, options)
            return item
        if found.place != place:
            self._canvas.coords(found.item, *place)
        changed = {option: value for option, value in options.items() if found.options[option] != value}
        if changed:
            self._canvas.itemconfigure(found.item, **changed)
        self._items[name] = _Item(found.item, place, options)
        return found.item

    def end(self) -> None:
        """Take away what was not drawn in this picture."""
        gone = [name for name in self._items if name not in self._drawn]
        if gone:
            self._canvas.delete(*(self._items.pop(name).item for name in gone))


class _Item(NamedTuple):
    item: int
    place: tuple[float, ...]
    options: dict[str, Any]
