"""The window "Inside the network": the tiles of its layers light up while digits are drawn."""

import tkinter as tk
from collections.abc import Callable
from tkinter import font as tkfont
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.looking import Look, Looking, View
from digitpad.app.views.companions import Desk, beside, put_last
from digitpad.app.views.inside_pointer import Hover, Mark, hover_at, marks_at
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.scenes import SceneView
from digitpad.insight.card import card_of
from digitpad.insight.scene import layout_of, scene_of

if TYPE_CHECKING:
    from digitpad.reading.explanation import Network

FONT = "SunValleyBodyFont"
# Pixels at 100 %.
SIZE = (1024, 640)
GAP = 8
# Words are as large as in the pad's window, and grow with this one: at this width they are half as large again.
WIDE, HIGH = 1370, 860
# A still is as large as a slide: (width, height), and pixels for one at 100 %.
STILL = (1920, 1080, 2.1)
# From the pointer to what is said about what is there, in pixels at 100 %.
AWAY = 18


class InsideWindow:
    """A window of its own beside the pad; Escape closes it.

    Args:
        desk: the pad's window and its session.
        closed: is told when the window is closed.
        left: the network that the window before this one showed, and the class asked about; or None.
    """

    def __init__(
        self, desk: Desk, closed: Callable[[], None], left: "tuple[Network, int | None] | None" = None
    ) -> None:
        _, palette, factor, session = desk
        self._palette, self._factor, self._session, self._closed = palette, factor, session, closed
        self.window = beside(desk, texts.INSIDE_TITLE, SIZE, background=palette.paper)
        network, about = left or ("picture", None)
        self._network = tk.StringVar(self.window, network)
        self._make_bar()
        self._make_canvas()
        family = str(tkfont.Font(root=self.window, name=FONT, exists=True).actual("family"))
        self._scene, self._card = (SceneView(self.canvas, tag, family) for tag in ("scene", "card"))
        self._hover: Hover | None = None
        self._pointer: tuple[float, float] | None = None  # on the picture
        self.looking = Looking(
            session,
            palette,
            View(round(SIZE[0] * factor), round(SIZE[1] * factor), factor, network, about),
            self._show,
        )
        self.looking.follow()
        for key in ("<Escape>", "<i>", "<I>"):
            self.window.bind(key, lambda _event: self.close())
        self.window.bind("<Control-s>", lambda _event: self.save())
        self.window.protocol("WM_DELETE_WINDOW", self.close)
        self.window.focus_set()

    def close(self) -> None:
        """Close the window, whatever is being worked out."""
        self.leave()
        self._closed()

    def leave(self) -> "tuple[Network, int | None]":
        """Take the window away; return the network that it shows, and the class asked about."""
        self.looking.close()
        self.window.destroy()
        return self.looking.view.network, self.looking.view.about

    def save(self) -> None:
        """Save what is shown as a picture for a slide, where the person says."""
        from digitpad.app.views import dialogs
        from digitpad.ink.export import write_whole
        from digitpad.insight.stills import png_of, svg_of

        if self.looking.look is None:
            return
        explanation = self.looking.look.explanation
        types = [(texts.PNG_FILES, ".png"), (texts.SVG_FILES, ".svg")]
        path = dialogs.ask_save(self.window, texts.INSIDE_SAVE, texts.INSIDE_FILE, types)
        if path is None:
            return
        scene = scene_of(explanation, layout_of(explanation, *STILL), self._palette, self.looking.view.about)
        write_whole(path, svg_of(scene).encode() if path.suffix.lower() == ".svg" else png_of(scene))
        self._session.say(texts.SAVED.format(path=path))

    def _make_bar(self) -> None:
        gap = round(GAP * self._factor)
        bar = ttk.Frame(self.window, padding=gap)
        bar.pack(side=tk.BOTTOM, fill=tk.X)
        self.networks = {
            name: ttk.Radiobutton(
                bar, text=words, value=name, variable=self._network, style="Toggle.TButton", command=self._choose
            )
            for name, words in (("picture", texts.PICTURE_NETWORK), ("strokes", texts.STROKES_NETWORK))
        }
        for button in self.networks.values():
            button.pack(side=tk.LEFT, padx=(0, gap))
        self.save_button = ttk.Button(bar, text=texts.INSIDE_SAVE, command=self.save)
        others = [*self.networks.values()]
        bar.bind(
            "<Configure>", lambda event: put_last(self.save_button, others, event.width - 2 * gap, 2 * gap, "right")
        )
        room = ttk.Frame(bar)
        room.pack(side=tk.LEFT, fill=tk.BOTH, expand=True, padx=gap)
        room.bind("<Configure>", lambda event: self._show_hint(event.width, event.height))
        self._hint = FlowLabel(room, font="SunValleyCaptionFont", foreground=self._palette.muted)

    def _show_hint(self, width: int, height: int) -> None:
        """Say what there is to be seen, where all of it can be read in so many pixels."""
        self._hint.configure(text=texts.INSIDE_HINT, wraplength=width)
        if self._hint.winfo_reqheight() > height + self._factor * GAP:
            self._hint.place_forget()
        else:
            self._hint.place(x=0, rely=0.5, anchor=tk.W)

    def _make_canvas(self) -> None:
        self.canvas = tk.Canvas(self.window, background=self._palette.paper, highlightthickness=0)
        self._slider = ttk.Scrollbar(self.window, orient=tk.HORIZONTAL, command=self.canvas.xview)
        self.canvas.configure(xscrollcommand=self._slider.set)
        self.canvas.pack(side=tk.TOP, fill=tk.BOTH, expand=True)
        self.canvas.bind("<Configure>", self._resized)
        self.canvas.bind("<Motion>", self._moved)
        self.canvas.bind("<Leave>", self._left)
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):
            self.canvas.bind(wheel, self._scroll)

    def _scroll(self, event: "tk.Event[tk.Misc]") -> None:
        """Move the picture where it is wider than the window: up is left."""
        back = event.delta > 0 or event.num == 4
        self.canvas.xview_scroll(-1 if back else 1, tk.UNITS)

    def _choose(self) -> None:
        network: Network = "strokes" if self._network.get() == "strokes" else "picture"
        self.looking.show(network=network, about=None)

    def _resized(self, event: "tk.Event[tk.Misc]") -> None:
        scale = min(event.width / (WIDE * self._factor), event.height / (HIGH * self._factor))
        unit = self._factor * max(1.0, 1.5 * scale)
        self.looking.show(width=event.width, height=event.height, unit=unit)
        if self.looking.look is None:
            self._show()

    def _show(self) -> None:
        """Show what there is now."""
        look = self.looking.look
        self.canvas.delete("words")
        self._enable(look)
        if look is None:
            self._point(None)
            self._scene.clear()
            self._say(self.looking.words)
            return
        if self._network.get() != look.explanation.network:
            self._network.set(look.explanation.network)
        self._scene.show(look.scene, at_once=not self._session.drawing)
        self._fit(look)
        # The pointer may be at something else now, or at the same with other numbers.
        self._hover = None
        self._point(None if self._pointer is None else hover_at(look, *self._pointer))

    def _enable(self, look: Look | None) -> None:
        """Enable what is possible now; told the state that it has, a button would be drawn anew all the same."""
        possible = {
            self.save_button: look is not None,
            self.networks["picture"]: True,
            self.networks["strokes"]: look is not None and look.has_strokes,
        }
        for button, is_possible in possible.items():
            state = "!disabled" if is_possible else "disabled"
            if not button.instate([state]):
                button.state([state])

    def _say(self, words: str) -> None:
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        self.canvas.create_text(
            width / 2,
            height / 2,
            text=words,
            width=width * 0.8,
            justify=tk.CENTER,
            fill=self._palette.hint,
            font=FONT,
            tags="words",
        )

    def _fit(self, look: Look) -> None:
        """Let the picture be moved where it is wider than the window."""
        self.canvas.configure(scrollregion=(0, 0, look.layout.width, look.layout.height))
        if look.layout.width > self.canvas.winfo_width():
            self._slider.pack(side=tk.BOTTOM, fill=tk.X, before=self.canvas)
        else:
            self._slider.pack_forget()

    def _moved(self, event: "tk.Event[tk.Misc]") -> None:
        look, self._pointer = self.looking.look, (self.canvas.canvasx(event.x), self.canvas.canvasy(event.y))
        if look is not None:
            self._point(hover_at(look, *self._pointer))

    def _left(self, _event: "tk.Event[tk.Misc]") -> None:
        self._pointer = None
        self._point(None)

    def _point(self, hover: Hover | None) -> None:
        """Show what is said about the thing at the pointer."""
        look = self.looking.look
        if hover is not None and hover == self._hover:
            return
        self._hover = hover
        self.canvas.delete("marks")
        self._card.clear()
        self.looking.show(about=hover.place if hover is not None and hover.kind == "class" else None)
        if look is None or hover is None:
            return
        self._mark(marks_at(look, hover))
        if hover.kind == "cell":
            layer = look.explanation.layers[hover.layer]
            card = card_of(layer, hover.place, hover.row, hover.column, self._palette, look.layout.unit)
            self._card.show(card, *self._beside(look, hover, card.width, card.height), border=self._palette.border)

    def _mark(self, marks: list[Mark]) -> None:
        """Draw boxes, and lines from the tiles that gave most to the cell that got it: for and against have colours."""
        palette, line = self._palette, max(1, round(2 * self._factor))
        for mark in reversed(marks):
            left, top, right, bottom = mark.box
            colour = (
                palette.text if mark.gave is None else palette.spoke_for if mark.gave > 0 else palette.spoke_against
            )
            if mark.gave is not None:
                end = marks[0].box
                ends = (left + right) / 2, (top + bottom) / 2, (end.left + end.right) / 2, (end.top + end.bottom) / 2
                self.canvas.create_line(*ends, fill=colour, width=line, tags="marks")
            corners = left - line, top - line, right + line - 1, bottom + line - 1
            self.canvas.create_rectangle(*corners, outline=colour, width=line, tags="marks")

    def _beside(self, look: Look, hover: Hover, width: int, height: int) -> tuple[int, int]:
        """Return where a card goes: beside its tile, where there is more room, and all of it in the window."""
        tile, away = look.layout.columns[hover.layer].tile(hover.place), round(AWAY * self._factor)
        shown = round(self.canvas.canvasx(0)), round(self.canvas.canvasx(self.canvas.winfo_width()))
        on_right = tile.right + away + width <= shown[1]
        left = tile.right + away if on_right else max(tile.left - away - width, shown[0])
        return left, min(max(tile.top - height // 3, 0), max(self.canvas.winfo_height() - height - 1, 0))
