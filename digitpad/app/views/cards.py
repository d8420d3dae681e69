"""The window "Show my hand": cards that each ask for a digit, drawn one after another in a small pad."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk
from typing import NamedTuple

from digitpad import texts
from digitpad.app.views.companions import Desk, beside
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.surface import LineSurface
from digitpad.errors import UserError
from digitpad.examples.session import Difference
from digitpad.examples.session import Session as Cards
from digitpad.ink.drawing import Drawing
from digitpad.ink.pads import PAD_UNITS, on_pad
from digitpad.settings import PEN

# Pixels at 100 %.
SIZE = (470, 560)
LEAST = (400, 390)
GAP = 10
DOTS = 22  # the line of cards
BLANK = Drawing(PAD_UNITS, PAD_UNITS)


class CardsLeft(NamedTuple):
    """What a window showed: the cards, what was drawn and isn't kept yet, and what all bring, if that is known."""

    cards: Cards
    drawing: Drawing
    difference: Difference | None


class CardsWindow:
    """A window of its own beside the pad; what is drawn is kept card by card, and leaving keeps what is there.

    Args:
        desk: the pad's window and its session.
        closed: is told when the window is closed.
        left: what another window had shown, to go on with; None to begin.

    Raises:
        DataError: if the examples can't be read.
    """

    def __init__(self, desk: Desk, closed: Callable[[], None], left: CardsLeft | None = None) -> None:
        _, palette, factor, session = desk
        self._session, self._palette, self._closed = session, palette, closed
        self._gap, self._factor = round(GAP * factor), factor
        self.session = Cards(session.labels.library()) if left is None else left.cards
        self.drawing = BLANK
        self.difference: Difference | None = None
        self._points: list[tuple[float, float]] = []
        self.window = beside(desk, texts.CARDS, SIZE, LEAST)
        self.words = FlowLabel(self.window, font="SunValleySubtitleFont", anchor=tk.CENTER, justify=tk.CENTER)
        self.words.pack(side=tk.TOP, fill=tk.X, padx=self._gap, pady=(self._gap, 0))
        self._make_buttons()
        self.dots = tk.Canvas(
            self.window, height=round(DOTS * factor), background=palette.window, highlightthickness=0, cursor="hand2"
        )
        self.dots.pack(side=tk.BOTTOM, fill=tk.X, padx=self._gap)
        self.note = FlowLabel(self.window, font="SunValleyCaptionFont", foreground=palette.muted, anchor=tk.CENTER)
        self.note.configure(justify=tk.CENTER)
        self.note.pack(side=tk.BOTTOM, fill=tk.X, padx=self._gap, pady=self._gap // 2)
        self.frame = tk.Frame(self.window, background=palette.window)
        self.frame.pack(fill=tk.BOTH, expand=True, padx=self._gap, pady=self._gap)
        self.canvas = tk.Canvas(self.frame, background=palette.paper, highlightthickness=1, cursor="pencil")
        self.canvas.configure(highlightbackground=palette.border, highlightcolor=palette.border)
        self._surface = LineSurface(self.canvas, palette)
        self._bind()
        if left is not None and left.difference is not None:
            self._end()
            self._say(left.difference)
            return
        self._show()
        if left is not None and self.session.card is not None:
            self.drawing = left.drawing

    def close(self) -> None:
        """Leave; what is drawn is kept."""
        self.session.leave()
        self._closed()
        self.window.destroy()

    def leave(self) -> CardsLeft:
        """Take the window away; the cards stay as they are."""
        self.window.destroy()
        return CardsLeft(self.session, self.drawing, self.difference)

    def _make_buttons(self) -> None:
        row = ttk.Frame(self.window)
        row.pack(side=tk.BOTTOM, fill=tk.X, padx=self._gap, pady=self._gap)
        self.back = ttk.Button(row, text=texts.CARDS_BACK, command=self._back)
        self.clear = ttk.Button(row, text=texts.CLEAR, command=self._clear)
        self.next = ttk.Button(row, text=texts.CARDS_NEXT, style="Accent.TButton", command=self._next)
        self.back.pack(side=tk.LEFT)
        self.clear.pack(side=tk.LEFT, padx=self._gap)
        self.next.pack(side=tk.RIGHT)

    def _bind(self) -> None:
        window, canvas = self.window, self.canvas
        self.frame.bind("<Configure>", lambda _event: self._place())
        self.dots.bind("<Configure>", lambda _event: self._show_dots())
        self.dots.bind("<Button-1>", self._pick)
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<B1-Motion>", self._move)
        canvas.bind("<ButtonRelease-1>", self._release)
        for key in ("<Return>", "<KP_Enter>"):
            window.bind(key, self._enter)
        # At a button it is the button's.
        window.bind("<space>", lambda event: None if isinstance(event.widget, ttk.Button) else self._next())
        window.bind("<Delete>", lambda _event: self._clear())
        for key in ("<Control-z>", "<Command-z>"):
            window.bind(key, lambda _event: self._take_back())
        window.bind("<BackSpace>", lambda _event: self._back())
        window.bind("<Left>", lambda _event: self._back())
        window.bind("<Escape>", lambda _event: self.close())
        window.protocol("WM_DELETE_WINDOW", self.close)

    def _enter(self, event: "tk.Event[tk.Misc]") -> None:
        """Do what the button says that has the keyboard; elsewhere ask for the next card."""
        if isinstance(event.widget, ttk.Button):
            event.widget.invoke()
        else:
            self._next()

    def _place(self) -> None:
        side = max(min(self.frame.winfo_width(), self.frame.winfo_height()), 1)
        if self.difference is None:
            left = (self.frame.winfo_width() - side) // 2
            self.canvas.place(x=left, y=0, width=side, height=side)
        else:
            self.canvas.place(x=0, y=0, width=self.frame.winfo_width(), height=self.frame.winfo_height())
        self.words.configure(wraplength=self.window.winfo_width() - 2 * self._gap)
        self.note.configure(wraplength=self.window.winfo_width() - 2 * self._gap)
        self.window.after_idle(self._redraw)

    def _redraw(self) -> None:
        if not self.canvas.winfo_exists():
            return
        if self.difference is not None:
            self._chart(self.difference)
            return
        side = self.canvas.winfo_width()
        self._surface.show(self.drawing.strokes, (side, side), PEN)

    def _press(self, event: "tk.Event[tk.Misc]") -> None:
        if self.session.card is not None:
            self._points = [self._point(event)]

    def _move(self, event: "tk.Event[tk.Misc]") -> None:
        if self._points:
            point = self._point(event)
            self._surface.extend(self._points[-1], point)
            self._points.append(point)

    def _release(self, _event: "tk.Event[tk.Misc]") -> None:
        if self._points:
            self.drawing = self.drawing.with_stroke(tuple(self._points))
            self._points = []
            self._redraw()

    def _point(self, event: "tk.Event[tk.Misc]") -> tuple[float, float]:
        return on_pad(event.x, event.y, self.canvas.winfo_width() / PAD_UNITS)

    def _next(self) -> None:
        """Keep what is drawn, and ask for the next digit."""
        card = self.session.card
        if card is None:
            return
        if self.drawing.is_blank:
            self.note.configure(text=texts.CARDS_DRAW_FIRST)
            return
        if self.drawing is not card.drawing:
            try:
                self.session.draw(self.drawing)
            except UserError as error:  # it stays on the pad, to be tried again
                self.note.configure(text=str(error))
                return
            self._session.tell("labels")
        else:
            self.session.go_on()
        self._show()

    def _clear(self) -> None:
        self.drawing = BLANK
        self._redraw()

    def _take_back(self) -> None:
        """Take the last stroke away."""
        self.drawing = self.drawing._replace(strokes=self.drawing.strokes[:-1])
        self._redraw()

    def _back(self) -> None:
        self._go_to(self.session.place - 1)

    def _pick(self, event: "tk.Event[tk.Misc]") -> None:
        place = event.x * len(self.session.cards) // max(self.dots.winfo_width(), 1)
        self._go_to(min(max(place, 0), len(self.session.cards) - 1))

    def _go_to(self, place: int) -> None:
        if place >= 0:
            self.session.go_to(place)
            self._show()

    def _show(self) -> None:
        """Show the card that is asked for now, or what the session has brought."""
        card = self.session.card
        self.difference = None
        if card is None:
            self._finish()
            return
        self.next.configure(text=texts.CARDS_NEXT, command=self._next)
        self.clear.state(["!disabled"])
        self.back.state(["!disabled" if self.session.place else "disabled"])
        self.drawing = card.drawing or BLANK
        self.words.configure(text=texts.CARDS_ASK.format(digit=card.digit))
        done, count = self.session.drawn, len(self.session.cards)
        self.note.configure(text=texts.CARDS_PROGRESS.format(place=self.session.place + 1, count=count, done=done))
        self._show_dots()
        self._place()

    def _show_dots(self) -> None:
        """Show a field for each card: drawn ones are filled, the one that is asked for is marked."""
        dots, cards, palette = self.dots, self.session.cards, self._palette
        dots.delete("all")
        step, height = dots.winfo_width() / len(cards), dots.winfo_height()
        for place, card in enumerate(cards):
            drawn, here = card.drawing is not None, place == self.session.place
            fill = palette.on if drawn else palette.paper
            outline = palette.accent if here else palette.border
            left = place * step
            dots.create_rectangle(left + 1, 2, left + step - 2, height - 2, fill=fill, outline=outline, width=1 + here)
            if drawn or here:
                dots.create_text(
                    left + step / 2, height / 2, text=str(card.digit), font="SunValleyCaptionFont",
                    fill=palette.on_text if drawn else palette.text,
                )  # fmt: skip

    def _finish(self) -> None:
        self._end()
        self.words.configure(text=texts.CARDS_DONE)
        self.note.configure(text=texts.CARDS_MEASURING)

        def measured(reader: object) -> Difference:
            return self.session.difference(reader.judged_by_the_others)  # type: ignore[attr-defined]

        self._session.work("cards", measured, partial(self._tell, self.session.drawn))

    def _end(self) -> None:
        self.next.configure(text=texts.CLOSE, command=self.close)
        self.clear.state(["disabled"])
        self.back.state(["!disabled"])
        self._show_dots()
        self._clear()

    def _tell(self, drawn: int, found: "Difference | Exception") -> None:
        """Say what the examples bring, if the window is still there and nobody has gone back to a card."""
        if not self.window.winfo_exists() or self.session.card is not None or drawn != self.session.drawn:
            return
        if isinstance(found, Exception):
            self.note.configure(text=texts.CARDS_NOT_MEASURED)
            return
        self._say(found)

    def _say(self, found: Difference) -> None:
        self.difference = found
        words = texts.CARDS_ALL if found.before == found.after == found.drawings else texts.CARDS_DIFFERENCE
        self.words.configure(text=words.format(count=found.drawings, before=found.before, after=found.after))
        self.note.configure(text=texts.CARDS_HONEST)
        self._place()

    def _chart(self, found: Difference) -> None:
        """Draw for each digit how many were read rightly, before and after."""
        canvas, palette = self.canvas, self._palette
        canvas.delete("all")
        width, height = canvas.winfo_width(), canvas.winfo_height()
        line = round(22 * self._factor)
        bottom, room = height - line, height - 3 * line
        most = max((count for count, _, _ in found.by_digit), default=1) or 1
        step = width / 10
        for digit, (_, before, after) in enumerate(found.by_digit):
            left = digit * step
            canvas.create_text(
                left + step / 2, bottom + line / 2, text=str(digit), font="SunValleyBodyFont", fill=palette.text
            )
            for place, (value, colour) in enumerate(((before, palette.bar), (after, palette.accent))):
                x = left + step * (0.2 + 0.32 * place)
                canvas.create_rectangle(x, bottom - room * value / most, x + step * 0.28, bottom, fill=colour, width=0)
        x = self._gap
        for words, colour in ((texts.CARDS_BEFORE, palette.bar), (texts.CARDS_AFTER, palette.accent)):
            canvas.create_rectangle(x, line * 0.3, x + line / 2, line * 0.8, fill=colour, width=0)
            item = canvas.create_text(
                x + line * 0.7, line * 0.55, text=words, anchor=tk.W, font="SunValleyCaptionFont", fill=palette.text
            )
            x = canvas.bbox(item)[2] + 2 * self._gap
