"""A few words about a button, and its key, when the pointer rests on it."""

import tkinter as tk

from digitpad.app.views.palette import Palette

DELAY = 600  # ms; shorter, and it flickers under a pointer that passes by


class Tooltip:
    """Shows a text below a widget after the pointer has rested on it.

    Args:
        widget: what the text is about.
        text: in a few words; may be changed later.
        palette: the colours.
    """

    def __init__(self, widget: tk.Misc, text: str, palette: Palette) -> None:
        self._widget = widget
        self.text = text
        self._palette = palette
        self._timer = ""
        self._window: tk.Toplevel | None = None
        widget.bind("<Enter>", self._wait, add=True)
        for sequence in ("<Leave>", "<ButtonPress>", "<Destroy>"):
            widget.bind(sequence, self._hide, add=True)

    def _wait(self, _event: "tk.Event[tk.Misc]") -> None:
        self._hide(None)
        self._timer = self._widget.after(DELAY, self._show)

    def _show(self) -> None:
        self._timer = ""
        window = self._window = tk.Toplevel(self._widget, background=self._palette.border)
        window.overrideredirect(True)
        label = tk.Label(
            window,
            text=self.text,
            background=self._palette.paper,
            foreground=self._palette.text,
            font="SunValleyCaptionFont",
            padx=8,
            pady=4,
        )
        label.pack(padx=1, pady=1)
        left = min(self._widget.winfo_rootx(), window.winfo_screenwidth() - label.winfo_reqwidth() - 2)
        window.geometry(f"+{left}+{self._widget.winfo_rooty() + self._widget.winfo_height() + 6}")

    def _hide(self, _event: "tk.Event[tk.Misc] | None") -> None:
        if self._timer:
            self._widget.after_cancel(self._timer)
            self._timer = ""
        if self._window is not None:
            self._window.destroy()
            self._window = None
