"""The window "Map of digits": 2,000 digits as points, and yours among them, moving as you draw."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageTk

from digitpad import texts
from digitpad.app.session.mapping import Mapping
from digitpad.app.views.companions import Desk, beside
from digitpad.app.views.dots import dots_picture
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.preview import Preview
from digitpad.app.views.slices import Slices
from digitpad.insight.shades import rgb

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pixels at 100 %.
SIZE = (900, 640)
GAP = 8
DOT, MINE, OWN, MARGIN = 2.4, 11, 6, 28
LEGEND = 26
# The panel's part of the window's width.
PANEL = 0.24
# Shares no factor with a number of digits, and so leaves none out.
SHUFFLE = 7919
# A click chooses what is no further away, in pixels at 100 %.
REACH = 16
STEPS = {"Right": (1, 0), "Left": (-1, 0), "Up": (0, 1), "Down": (0, -1)}


class MapWindow:
    """A window of its own beside the pad; Escape closes it.

    Args:
        desk: the pad's window and its session.
        closed: is told when the window is closed.
        left: the kind of digit that the window before this one showed in its colour, or None.
    """

    def __init__(self, desk: Desk, closed: Callable[[], None], left: int | None = None) -> None:
        _, palette, factor, session = desk
        self._palette, self._factor, self._closed = palette, factor, closed
        self._gap = round(GAP * factor)
        self.window = beside(desk, texts.MAP_TITLE, SIZE)
        self._session, self._slices = session, Slices(self.window)
        self.mapping = Mapping(session, self._show)
        # The one kind of digit that is shown in its colour; None for all.
        self.kind = left
        # What the points were drawn for: the map, the canvas' size and the kind.
        self._points = np.zeros((0, 2), np.float32)
        self._dots: ImageTk.PhotoImage | None = None
        self._drawn: tuple[object, int, int, int | None] | None = None
        self._make()
        self._bind()
        self.window.focus_set()
        self.mapping.open()
        self._show()

    def close(self) -> None:
        """Close the window, whatever is being worked out."""
        self.leave()
        self._closed()

    def leave(self) -> int | None:
        """Take the window away; return the kind of digit that is shown in its colour."""
        self.mapping.close()
        self.window.destroy()
        return self.kind

    def show_kind(self, kind: int, _event: "tk.Event[tk.Misc] | None" = None) -> None:
        """Show digits of one kind in their colour, and the others pale; the same one again, all."""
        self.kind = None if kind == self.kind else kind
        self._show()

    def _make(self) -> None:
        window, palette = self.window, self._palette
        self.canvas = tk.Canvas(
            window, background=palette.paper, highlightthickness=1, highlightbackground=palette.border
        )
        self.legend = tk.Canvas(window, background=palette.window, highlightthickness=0, cursor="hand2")
        self.chosen, self.yours = Preview(window, palette), Preview(window, palette)
        self.caption, self._yours = (
            FlowLabel(window, justify=tk.CENTER, anchor=tk.N, font="SunValleyCaptionFont") for _ in range(2)
        )
        self.words = FlowLabel(window, font="SunValleyCaptionFont", foreground=palette.muted)

    def _bind(self) -> None:
        window = self.window
        window.bind("<Configure>", self._arrange)
        for key in ("<Escape>", "<m>", "<M>"):
            window.bind(key, lambda _event: self.close())
        for digit in range(10):
            for key in (f"<Key-{digit}>", f"<KP_{digit}>"):
                window.bind(key, partial(self.show_kind, digit))
        for key, step in STEPS.items():
            window.bind(f"<{key}>", lambda _event, step=step: self.mapping.walk(step))  # type: ignore[misc]
        self.canvas.bind("<ButtonPress-1>", self._click)
        self.legend.bind("<ButtonPress-1>", lambda event: self.show_kind(min(event.x * 10 // self._legend_width, 9)))
        window.protocol("WM_DELETE_WINDOW", self.close)

    @property
    def _legend_width(self) -> int:
        return max(self.legend.winfo_width(), 1)

    def _arrange(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is not self.window:
            return
        gap, width, height = self._gap, event.width, event.height
        panel = round(width * PANEL)
        inner = width - panel - 3 * gap
        legend = round(LEGEND * self._factor)
        self.words.configure(wraplength=inner)
        words = 2 * self.words.winfo_reqheight() if self.words.winfo_reqheight() < legend else legend * 2
        self.legend.place(x=gap, y=gap, width=inner, height=legend)
        self.canvas.place(x=gap, y=2 * gap + legend, width=inner, height=height - 3 * gap - legend - words)
        self.words.place(x=gap, y=height - words, width=width - 2 * gap, height=words)
        self.words.configure(wraplength=width - 4 * gap)
        x, y = inner + 2 * gap, 2 * gap + legend
        caption = self._caption_height(panel)
        side = min(panel, (height - y - words) // 2 - caption)
        for preview, label in ((self.chosen, self.caption), (self.yours, self._yours)):
            preview.resize(side)
            preview.frame.place(x=x + (panel - preview.side) // 2, y=y)
            label.configure(wraplength=panel)
            label.place(x=x, y=y + preview.side, width=panel, height=caption)
            y += preview.side + caption
        self.canvas.update_idletasks()
        self._drawn = None
        self._show()

    def _caption_height(self, width: int) -> int:
        """Return how high the highest of all captions is."""
        heights = [round(2 * LEGEND * self._factor)]
        for words in (texts.MAP_DIGIT, texts.MAP_NEAREST, texts.MAP_YOURS):
            self.caption.configure(text=words.format(digit=8), wraplength=width)
            heights.append(self.caption.winfo_reqheight())
        return max(heights)

    def _show(self) -> None:
        """Show what there is now."""
        now = self.mapping
        size = self.canvas.winfo_width(), self.canvas.winfo_height()
        if min(size) <= 1:
            return  # Tk has not given it a size yet
        state = (now.map, *size, self.kind)
        if state != self._drawn:
            self._drawn = state
            self._paint()
        self._slices.draw([self._paint_moving, self._show_yours, self._show_chosen], not self._session.drawing)

    def _show_yours(self) -> None:
        now = self.mapping
        self.yours.show(now.image, texts.MAP_EMPTY)
        self._yours.configure(text=texts.MAP_YOURS if now.image is not None else "")

    def _show_chosen(self) -> None:
        """Show the digit that is chosen, or the one that lies nearest to yours."""
        now = self.mapping
        words, shown = texts.MAP_DIGIT, now.chosen
        if shown is None and now.map is not None and now.mine is not None:
            words, shown = texts.MAP_NEAREST, now.map.nearest(now.mine)
        if now.map is None or shown is None:
            self.chosen.show(None, texts.MAP_CLICK)
            self.caption.configure(text="")
        else:
            self.chosen.show(now.map.pictures[shown])
            self.caption.configure(text=words.format(digit=now.map.labels[shown]))
        own = texts.MAP_OWN if len(now.own[1]) else ""
        self.words.configure(text=texts.sentences(now.words, own, texts.MAP_LEGEND))

    def _at(self, places: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return where places of the map, (n, 2), are on the canvas; what lies far outside is at the edge."""
        assert self.mapping.map is not None, "a place is one of a map"
        low, high = self.mapping.map.places.min(0), self.mapping.map.places.max(0)
        shares = ((places - low) / np.maximum(high - low, 1e-9)).clip(-0.03, 1.03)
        margin = MARGIN * self._factor
        size = np.array([self.canvas.winfo_width(), self.canvas.winfo_height()]) - 2 * margin
        shares[:, 1] = 1 - shares[:, 1]
        points: NDArray[np.float32] = (margin + shares * size).astype(np.float32)
        return points

    def _paint(self) -> None:
        """Draw the points, the kinds' names amid them, and the legend."""
        canvas, palette, known = self.canvas, self._palette, self.mapping.map
        canvas.delete("all")
        self._paint_legend()
        if known is None:
            middle = canvas.winfo_width() / 2, canvas.winfo_height() / 2
            canvas.create_text(*middle, text=self.mapping.words, fill=palette.hint, font="SunValleyBodyFont")
            return
        scale = min(canvas.winfo_width(), canvas.winfo_height()) / 500
        dot = max(DOT * self._factor * min(scale / self._factor, 2), 1)
        self._points, labels = self._at(known.places), known.labels.tolist()
        # Those that stand out come last, above the others; else no kind lies above another.
        order = sorted(
            range(len(labels)), key=lambda index: (labels[index] == self.kind, index * SHUFFLE % len(labels))
        )
        size = canvas.winfo_width(), canvas.winfo_height()
        shades = [rgb(self._colour(labels[index])) for index in order]
        picture = dots_picture(self._points[order], shades, size, dot, rgb(palette.paper))
        self._dots = ImageTk.PhotoImage(Image.fromarray(picture), master=canvas)
        canvas.create_image(0, 0, image=str(self._dots), anchor=tk.NW)
        for kind in range(10):
            points = self._points[known.labels == kind]
            if len(points) and self.kind in (None, kind):
                middle = np.median(points, axis=0).tolist()
                for font, colour in (("SunValleyTitleFont", palette.paper), ("SunValleySubtitleFont", palette.text)):
                    canvas.create_text(*middle, text=str(kind), fill=colour, font=font)

    def _paint_legend(self) -> None:
        self.legend.delete("all")
        part, middle = self._legend_width / 10, self.legend.winfo_height() / 2
        radius = 5 * self._factor
        for kind in range(10):
            x = (kind + 0.5) * part
            colour = self._colour(kind)
            self.legend.create_oval(
                x - 2.4 * radius, middle - radius, x - 0.4 * radius, middle + radius, fill=colour, width=0
            )
            font = "SunValleyBodyStrongFont" if kind == self.kind else "SunValleyBodyFont"
            self.legend.create_text(x + radius, middle, text=str(kind), fill=self._palette.text, font=font)

    def _colour(self, kind: int) -> str:
        return self._palette.kinds[kind] if self.kind in (None, kind) else self._palette.track

    def _paint_moving(self) -> None:
        """Draw the ring around the digit that is chosen, and yours with the way that it has come."""
        canvas, palette, now = self.canvas, self._palette, self.mapping
        canvas.delete("moving")
        if now.map is None:
            return
        radius, line = MINE * self._factor, max(2, round(2 * self._factor))
        self._paint_own()
        if now.chosen is not None:
            x, y = self._points[now.chosen].tolist()
            near = radius * 0.6
            canvas.create_oval(x - near, y - near, x + near, y + near, outline=palette.text, width=line, tags="moving")
        if now.mine is None:
            return
        way = self._at(np.stack([*now.trail, now.mine])).tolist()
        if len(way) > 1:
            canvas.create_line(way, fill=palette.accent, width=line, tags="moving")
        x, y = way[-1]
        canvas.create_oval(
            x - radius,
            y - radius,
            x + radius,
            y + radius,
            fill=palette.accent,
            outline=palette.text,
            width=line,
            tags="moving",
        )

    def _paint_own(self) -> None:
        """Draw the examples of one's own hand, as squares on their corner."""
        places, labels = self.mapping.own
        far, line = OWN * self._factor, max(1, round(self._factor))
        for (x, y), label in zip(self._at(places).tolist(), labels.tolist(), strict=True):
            corners = x, y - far, x + far, y, x, y + far, x - far, y
            fill, outline = self._colour(label), self._palette.text
            self.canvas.create_polygon(corners, width=line, fill=fill, outline=outline, tags="moving")

    def _click(self, event: "tk.Event[tk.Misc]") -> None:
        """Choose the digit that was clicked on."""
        known = self.mapping.map
        if known is None:
            return
        distances = np.hypot(self._points[:, 0] - event.x, self._points[:, 1] - event.y)
        if self.kind is not None:
            distances[known.labels != self.kind] = np.inf
        index = int(distances.argmin())
        self.mapping.choose(index if distances[index] <= REACH * self._factor else None)
