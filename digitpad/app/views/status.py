"""The line below everything: what is to be said, which model answers, and how many drawings are labelled."""

import tkinter as tk
from tkinter import ttk

from digitpad import texts
from digitpad.app.session.session import Session
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.palette import Palette

FONT = "SunValleyCaptionFont"


class Status:
    """Shows a session's message.

    Args:
        parent: where it goes; ``frame`` is to be placed by the caller.
        palette: the colours.
        session: what it is about.
        margin: around it, in pixels.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, session: Session, margin: int) -> None:
        self._palette = palette
        self._session = session
        self._margin = margin
        self.frame = ttk.Frame(parent)
        self.message = FlowLabel(self.frame, font=FONT, anchor=tk.W)
        self.count = ttk.Label(self.frame, font=FONT, foreground=palette.muted)
        self.model = ttk.Label(self.frame, font=FONT, foreground=palette.muted)
        self.count.pack(side=tk.RIGHT)
        self.model.pack(side=tk.RIGHT, padx=margin)
        self.message.pack(side=tk.LEFT, fill=tk.X, expand=True)
        self._room = 0
        self.say()

    def say(self) -> None:
        """Show the message; for one that stands out there is the bar over the pad."""
        message = self._session.message
        words, problem = self._session.answers.status if message.stands_out else message[:2]
        self.message.configure(text=words, foreground=self._palette.text if problem else self._palette.muted)

    def count_labels(self) -> None:
        """Show how many drawings are labelled."""
        lessons = self._session.answers.asking.lessons
        self.count.configure(text=texts.labelled_count(lessons.count, lessons.are_more))
        self._wrap()

    def name_model(self) -> None:
        """Show the name of a model that is not digitpad's own."""
        model = self._session.answers.asking.model
        self.model.configure(text="" if model is None else model.name)
        self._wrap()

    def wrap(self, width: int) -> None:
        """Break the message where it is wider than so many pixels, what stands beside it included."""
        self._room = width
        self._wrap()

    def _wrap(self) -> None:
        if not self._room:  # a line as narrow as that would be as high as the window, and leave the pad no room
            return
        beside = self.count.winfo_reqwidth() + self.model.winfo_reqwidth() + 2 * self._margin
        self.message.configure(wraplength=max(self._room - beside, 1))
