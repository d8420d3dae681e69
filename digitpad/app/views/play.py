"""The window "Play": it asks for digits, which are drawn on the pad, and for tricks."""

import sys
import tkinter as tk
from collections.abc import Callable
from functools import partial
from itertools import chain
from tkinter import ttk

from digitpad import texts
from digitpad.app.session import editing
from digitpad.app.session.asking import sentence
from digitpad.app.session.playing import Play
from digitpad.app.session.speaking import label
from digitpad.app.views.companions import Desk, beside
from digitpad.app.views.keys import sequences
from digitpad.app.views.lines import FlowLabel
from digitpad.errors import UserError

# Pixels at 100 %.
SIZE, LEAST = (340, 400), (300, 320)
GAP = 12
# In ms: so long it says that a digit was right, before the next one is asked.
PAUSE = 700
BODY, LARGE = "SunValleyBodyFont", "SunValleyDisplayFont"


class PlayWindow:
    """A window of its own beside the pad; Escape closes it.

    Args:
        desk: the pad's window and its session.
        closed: is told when the window is closed.
        left: what another window had shown, to go on with; None to begin.
    """

    def __init__(self, desk: Desk, closed: Callable[[], None], left: Play | None = None) -> None:
        root, palette, factor, session = desk
        self._palette, self._session, self._closed = palette, session, closed
        self._gap = round(GAP * factor)
        self.window = beside(desk, texts.PLAY, SIZE, LEAST)
        self.window.transient(root)
        self._put(root, round(SIZE[0] * factor))
        self._timer = ""
        self._make()
        self.play = left or Play(session, self._show)
        self.play.tell = self._show
        self._show()
        for key in ("<Escape>", "<F7>"):
            self.window.bind(key, lambda _event: self.close())
        self._bind_pad()
        self.window.protocol("WM_DELETE_WINDOW", self.close)

    def _bind_pad(self) -> None:
        """Let the keys that a player needs for the pad work here, too: a button that was pressed has the keyboard."""
        aqua = sys.platform == "darwin"
        for do, keys in (
            (editing.undo, ("Mod-z",)),
            (editing.redo, ("Mod-Shift-z", "Mod-y")),
            (editing.clear, ("Delete", "KP_Delete")),
        ):
            for sequence in chain.from_iterable(sequences(key, aqua) for key in keys):
                self.window.bind(sequence, lambda _event, do=do: self._try(partial(do, self._session)))  # type: ignore[misc]

    def close(self) -> None:
        """Close the window; the round is over."""
        self.leave().close()
        self._closed()

    def leave(self) -> Play:
        """Take the window away; the round goes on."""
        if self._timer:
            self.window.after_cancel(self._timer)
        self.window.destroy()
        return self.play

    def _put(self, root: tk.Tk, width: int) -> None:
        """Stand to the right of the pad's window, where there is room, and at the screen's edge otherwise."""
        x = min(root.winfo_rootx() + root.winfo_width() + self._gap, root.winfo_screenwidth() - width)
        self.window.geometry(f"+{max(x, 0)}+{max(root.winfo_rooty(), 0)}")

    def _make(self) -> None:
        frame = ttk.Frame(self.window, padding=self._gap)
        frame.pack(fill=tk.BOTH, expand=True)
        self.place = ttk.Label(frame, font=BODY, foreground=self._palette.muted)
        self.large = ttk.Label(frame, font=LARGE, foreground=self._palette.accent, anchor=tk.CENTER)
        self.words = FlowLabel(frame, font=BODY, anchor=tk.N, justify=tk.CENTER)
        self._buttons = ttk.Frame(frame)
        self.place.pack(anchor=tk.W)
        self._buttons.pack(side=tk.BOTTOM, fill=tk.X)
        self.large.pack(fill=tk.X, pady=self._gap)
        self.words.pack(fill=tk.BOTH, expand=True)
        frame.bind("<Configure>", lambda event: self.words.configure(wraplength=event.width - 3 * self._gap))

    def _show(self) -> None:
        play = self.play
        if play.state == "right" and not self._timer:
            self._timer = self.window.after(PAUSE, self._go_on)
        digit, other = play.trick
        asked, count = play.asked, len(play.order)
        place = texts.PLAY_PLACE.format(place=len(play.cards) + (asked is not None), count=count)
        if play.in_row > 1:
            place = f"{place} · {texts.PLAY_ROW.format(count=play.in_row)}"
        self.place.configure(text=place if play.state in ("asked", "right") else "")
        shown = {
            "ready": ("", texts.PLAY_READY),
            "asked": (str(asked), texts.PLAY_ASKED.format(digit=asked)),
            "right": ("✓", texts.PLAY_RIGHT.format(seconds=play.seconds)),
            "done": (f"{len(play.drawn)}/{count}", self._summary()),
            "trick": (f"{digit} → {other}", texts.TRICK_ASKED.format(digit=digit, other=other)),
            "tricked": (f"{digit} → {other} ✓", texts.TRICK_DONE.format(other=other, seconds=play.seconds)),
        }
        large, words = shown[play.state]
        self.large.configure(text=large)
        self.words.configure(text=words)
        self._offer(digit, other)

    def _summary(self) -> str:
        drawn = self.play.drawn
        if not drawn:
            return texts.PLAY_NONE
        fastest = min(drawn, key=lambda card: card.seconds)
        return texts.PLAY_DONE.format(
            count=len(drawn),
            seconds=sum(card.seconds for card in drawn),
            digit=fastest.digit,
            fastest=fastest.seconds,
            row=self.play.longest,
        )

    def _offer(self, digit: int, other: int) -> None:
        """Offer what can be done now."""
        play = self.play
        offers: list[tuple[str, Callable[[], object]]] = []
        if play.state in ("asked", "right"):
            offers.append((texts.PLAY_PASS, play.pass_over))
        else:
            offers.append((texts.PLAY_START if not play.order else texts.PLAY_AGAIN, play.start))
        if play.state == "tricked":
            offers += [(texts.TRICK_REALLY.format(digit=each), partial(self._keep_as, each)) for each in (digit, other)]
        if play.state == "done" and play.drawn and not play.kept:
            offers.append((texts.PLAY_KEEP, self._keep))
        if play.state not in ("asked", "right"):
            offers.append((texts.TRICK_AGAIN if play.state in ("trick", "tricked") else texts.TRICK, play.play_trick))
        for button in self._buttons.winfo_children():
            button.destroy()
        for words, do in offers:
            ttk.Button(self._buttons, text=words, command=do).pack(fill=tk.X, pady=(self._gap // 2, 0))
        self._buttons.update_idletasks()
        least, high = self.window.minsize()
        self.window.minsize(max(least, self._buttons.winfo_reqwidth() + 2 * self._gap), high)

    def _keep(self) -> None:
        self._try(self.play.keep)

    def _keep_as(self, digit: int) -> None:
        self._try(partial(label, self._session, digit))

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except UserError as error:
            self._session.say(sentence(error), problem=True)

    def _go_on(self) -> None:
        self._timer = ""
        self.play.go_on()
