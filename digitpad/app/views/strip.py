"""A strip of the last seconds: what was thought while the digit was drawn. Who moves along it sees it again."""

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.strip import Run, moment_at, places_of, runs_of
from digitpad.app.views.items import Items
from digitpad.app.views.palette import Palette
from digitpad.app.views.tooltip import Tooltip

if TYPE_CHECKING:
    from digitpad.app.session.moments import Moment

# Runs of less than so many times their text's width have none.
ROOM = 1.3
FONT = "SunValleyCaptionFont"


class Strip:
    """A canvas with a stretch for everything that was said, as high as that was likely; the present is on the right.

    Args:
        parent: where it goes; ``canvas`` is to be placed by the caller.
        palette: the colours.
        on_look: called with the moment that is looked at, and the seconds since then; without one at the end.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, on_look: "Callable[[Moment | None, float], None]") -> None:
        self._palette, self._on_look = palette, on_look
        self._moments: Sequence[Moment] = ()
        self._looked: int | None = None
        self._has_focus = False
        self._widths: dict[str, int] = {}
        self.canvas = tk.Canvas(parent, background=palette.window, highlightthickness=0, width=1, height=1)
        self.canvas.configure(cursor="sb_h_double_arrow")
        self._items = Items(self.canvas)
        Tooltip(self.canvas, texts.STRIP_TIP, palette)
        self.canvas.bind("<Configure>", lambda _event: self._redraw())
        self.canvas.bind("<Motion>", lambda event: self._look_at(event.x))
        self.canvas.bind("<Leave>", lambda _event: self.leave())
        self.canvas.bind("<FocusIn>", lambda _event: self._focus(True))
        self.canvas.bind("<FocusOut>", lambda _event: self._focus(False))
        self.canvas.bind("<ButtonPress-1>", lambda _event: self.canvas.focus_set())
        for key, by in (("<Left>", -1), ("<Right>", 1)):
            self.canvas.bind(key, lambda _event, by=by: self._step(by))  # type: ignore[misc]
        self.canvas.bind("<Escape>", lambda _event: self._back())

    def show(self, moments: "Sequence[Moment]") -> None:
        """Show these moments, oldest first; nothing is looked at any more."""
        if bool(moments) != bool(self._moments):
            self.canvas.configure(takefocus=bool(moments))
        self._moments, self._looked = [*moments], None
        self._redraw()

    @property
    def has_past(self) -> bool:
        """Whether there is a moment to be looked at."""
        return bool(self._moments)

    def look_back(self) -> bool:
        """Take the keyboard and look at the last moment but one, or return; tell whether a moment is looked at."""
        if self._looked is not None or not self._moments:
            self.leave()
            return False
        self.canvas.focus_set()
        self._step(-1)
        return True

    def leave(self) -> None:
        """Return to the present."""
        if self._looked is not None:
            self._look(None)

    def _focus(self, is_here: bool) -> None:
        self._has_focus = is_here
        if not is_here:
            self.leave()
        self._redraw()

    def _look_at(self, x: int) -> None:
        if self._moments:
            self._look(moment_at(self._moments, x / max(self.canvas.winfo_width(), 1)))

    def _step(self, by: int) -> str:
        """Look at the moment before, or the one after; after the last one is the present."""
        if self._moments:
            at = (len(self._moments) - 1 if self._looked is None else self._looked) + by
            self._look(max(at, 0) if at < len(self._moments) else None)
        return "break"  # the arrows' other meaning is for the rest of the window

    def _back(self) -> str | None:
        if self._looked is None:
            return None
        self.leave()
        return "break"

    def _look(self, index: int | None) -> None:
        if index == self._looked:
            return
        self._looked = index
        self._redraw()
        if index is None:
            self._on_look(None, 0.0)
        else:
            moment = self._moments[index]
            self._on_look(moment, self._moments[-1].at - moment.at)

    def _redraw(self) -> None:
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        self._items.begin()
        if width > 1 and self._moments:
            self._items.put("ground", "line", 0, height - 1, width, height - 1, fill=self._palette.track)
            runs = runs_of(self._moments)
            for index, run in enumerate(runs):
                self._draw(index, run, width, height, run is runs[-1])
            if self._looked is not None:
                x = places_of(self._moments)[self._looked] * width
                self._items.put("looked", "line", x, 0, x, height, fill=self._palette.text, width=2)
            if self._has_focus:
                self._items.put("focus", "rectangle", 1, 1, width - 1, height - 1, outline=self._palette.focus, width=2)
        self._items.end()

    def _draw(self, index: int, run: Run, width: int, height: int, last: bool) -> None:
        palette = self._palette
        if not run.text:
            return
        left, right = run.left * width, run.right * width - 1
        points: list[float] = [left, height]
        ends = [*(place for place, _ in run.heights[1:]), run.right]
        for (place, chance), end in zip(run.heights, ends, strict=True):
            top = height * (1 - chance)
            points += [place * width, top, end * width - (end == run.right), top]
        fill = palette.bar if last else palette.track
        self._items.put((index, "run"), "polygon", *points, right, height, fill=fill)
        colour = palette.on_accent if last and palette.name.startswith("light") else palette.text
        if self._wide(run.text) * ROOM <= right - left:
            words = {"text": run.text, "anchor": tk.W, "fill": colour, "font": FONT}
            self._items.put((index, "text"), "text", left + 4, height / 2, **words)

    def _wide(self, text: str) -> int:
        """Return how wide a text is, in pixels."""
        if text not in self._widths:
            self._widths[text] = int(self.canvas.tk.call("font", "measure", FONT, text))
        return self._widths[text]
