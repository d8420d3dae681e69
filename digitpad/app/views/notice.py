"""A bar over the pad: what went wrong, or what the person should know, and what can be done about it."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from digitpad import texts
from digitpad.app.session.telling import Message
from digitpad.app.views.action import Actions
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.palette import Palette
from digitpad.app.views.tooltip import Tooltip

# It stays for so long: to look up, and to read at a slow reader's 12 characters a second.
LOOK_UP, READ_CHARACTER = 3000, 85  # ms
# Pixels at 100 %.
STRIPE, MARGIN = 4, 8
# In a narrower bar the button stands below the words.
NARROW = 360
CLOSE_SIGN = "✕"


class Notice:
    """Shows a message that stands out, until it is closed, another is said, or it has been read.

    A pointer that rests on it keeps it.

    Args:
        parent: over which it lies, along the upper edge.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        actions: what helps.
        on_read: called when it goes by itself or is closed.
    """

    def __init__(
        self, parent: tk.Misc, palette: Palette, factor: float, actions: Actions, on_read: Callable[[], None]
    ) -> None:
        self._actions = actions
        self._on_read = on_read
        self._message = Message("")
        self._remedy = ""
        # What was read or closed and is still so: it is not said twice.
        self._read = Message("")
        self._timer = ""
        self._margin, self._stripe_width = margin, _ = round(MARGIN * factor), round(STRIPE * factor)
        self._narrow, self._is_narrow = round(NARROW * factor), False
        self._palette = palette
        self.frame = tk.Frame(parent, background=palette.border)
        body = tk.Frame(self.frame, background=palette.window)
        body.pack(fill=tk.X, pady=(0, 1))
        self._stripe = tk.Frame(body, width=self._stripe_width)
        self._stripe.pack(side=tk.LEFT, fill=tk.Y)
        self.words = FlowLabel(
            body,
            background=palette.window,
            foreground=palette.text,
            font="SunValleyBodyFont",
            justify=tk.LEFT,
            anchor="w",
        )
        # A mark is enough: the bar goes by itself.
        self._close = ttk.Button(body, text=CLOSE_SIGN, width=0, style="Toolbutton", command=self._done)
        self._close.pack(side=tk.RIGHT, anchor=tk.N, padx=(0, margin), pady=margin)
        Tooltip(self._close, texts.CLOSE_NOTICE, palette)
        self.button = ttk.Button(body, width=0, command=self._help)
        self.words.pack(side=tk.LEFT, padx=margin, pady=margin)
        self.frame.bind("<Configure>", lambda _event: self._wrap())
        self.frame.bind("<Destroy>", lambda _event: self._wait(None), add=True)

    @property
    def shown(self) -> bool:
        """Whether the bar is to be seen."""
        return bool(self.frame.winfo_manager())

    def say(self, message: Message) -> None:
        """Show a message that stands out; any other takes the bar away."""
        if message.stands_out and message == self._read:
            return
        self._read = Message("")
        if message == self._message and self.shown:
            return
        self._wait(None)
        self._message = message
        if not message.stands_out:
            self.frame.place_forget()
            return
        self._stripe.configure(background=self._palette.spoke_against if message.problem else self._palette.accent)
        self.words.configure(text=message.words)
        self._offer(message.remedy)
        self.frame.place(x=0, y=0, relwidth=1)
        self.frame.lift()
        self._wait(self._time)

    @property
    def _time(self) -> int:
        return LOOK_UP + READ_CHARACTER * len(self._message.words)

    def _offer(self, name: str) -> None:
        self._remedy = name
        if name in self._actions:
            self.button.configure(text=self._actions[name].text)
            self._place_button()
        else:
            self.button.pack_forget()

    def _place_button(self) -> None:
        margin = self._margin
        if self._is_narrow:
            self.button.pack(side=tk.BOTTOM, anchor=tk.W, padx=margin, pady=(0, margin), before=self.words)
        else:
            self.button.pack(side=tk.RIGHT, anchor=tk.CENTER, padx=(0, margin), pady=0, before=self.words)

    def _help(self) -> None:
        remedy = self._remedy
        self._done()
        self._actions[remedy].run()

    def _done(self) -> None:
        self._read = self._message
        self._message = Message("")
        self._wait(None)
        self.frame.place_forget()
        self._on_read()

    def _wait(self, time: int | None) -> None:
        if self._timer:
            self.frame.after_cancel(self._timer)
            self._timer = ""
        if time is not None and self.shown:
            self._timer = self.frame.after(time, self._go)

    def _go(self) -> None:
        """Go, unless the pointer rests here."""
        self._timer = ""
        x, y = (there - here for there, here in zip(self.frame.winfo_pointerxy(), self._corner, strict=True))
        if 0 <= x < self.frame.winfo_width() and 0 <= y < self.frame.winfo_height():
            self._wait(LOOK_UP)
        else:
            self._done()

    @property
    def _corner(self) -> tuple[int, int]:
        return self.frame.winfo_rootx(), self.frame.winfo_rooty()

    def _wrap(self) -> None:
        width = self.frame.winfo_width()
        if (width < self._narrow) != self._is_narrow:
            self._is_narrow = not self._is_narrow
            if self.button.winfo_manager():
                self._place_button()
        beside = self._close.winfo_reqwidth() + self._stripe_width + 4 * self._margin
        if self.button.winfo_manager() and not self._is_narrow:
            beside += self.button.winfo_reqwidth() + self._margin
        self.words.configure(wraplength=max(width - beside, 80))
