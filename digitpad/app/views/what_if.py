"""The window "What if…": handles on the answer's picture, and the smallest change that turns the answer."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.session import Session
from digitpad.app.session.wondering import Wondering
from digitpad.app.views.bars import Bars
from digitpad.app.views.companions import Desk, beside
from digitpad.app.views.handles import Handles
from digitpad.app.views.heat import tinted
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.preview import Preview

if TYPE_CHECKING:
    from digitpad.reading.counterfactual import Counterfactual
    from digitpad.reading.what_if import Settings

# Pixels at 100 %.
SIZE = (860, 600)
GAP = 8
HEADLINE = 30
HEADLINES = ("SunValleySubtitleFont", "SunValleyBodyStrongFont", "SunValleyCaptionFont")
# Parts of the window: of its width for picture and bars, of its height for what comes below; and of the height above
# for the picture, in low windows and in others.
LEFT, BELOW, PICTURE = 0.42, 0.34, (0.42, 0.52)
# Lower windows go without the row of buttons: keys and bars do the same.
LOW = 470
FRAME = 50  # ms, while a search goes on


class WhatIfWindow:
    """A window of its own beside the pad; Escape ends a search, and closes it.

    Args:
        desk: the pad's window and its session.
        closed: is told when the window is closed.
        left: where the handles were, and whether single pixels were sought, in the window before this one.
        make: makes what is behind it; tests have another clock.
    """

    def __init__(
        self,
        desk: Desk,
        closed: Callable[[], None],
        left: "tuple[Settings, bool] | None" = None,
        make: Callable[[Session, Callable[[], None]], Wondering] = Wondering,
    ) -> None:
        _, palette, factor, session = desk
        self._palette, self._factor, self._closed = palette, factor, closed
        self._gap = round(GAP * factor)
        self.window = beside(desk, texts.WHAT_IF_TITLE, SIZE)
        self.wondering = make(session, self._show)
        self._make_answer()
        self._make_search()
        self._timer = ""
        self._best: int | None = None
        self._progress_place: dict[str, int | str] = {}
        self.window.bind("<Configure>", self._arrange)
        self.window.bind("<Escape>", self._leave)
        for key in ("<f>", "<F>"):
            self.window.bind(key, lambda _event: self.close())
        for digit in range(10):
            for key in (f"<Key-{digit}>", f"<KP_{digit}>"):
                self.window.bind(key, partial(self._seek, digit))
        self.window.protocol("WM_DELETE_WINDOW", self.close)
        self.window.focus_set()
        if left is not None:
            self.wondering.settings = left[0]
            self.single.set(left[1])
        self.wondering.follow()
        self._show()

    def close(self) -> None:
        """Close the window, whatever is being worked out."""
        self.leave()
        self._closed()

    def leave(self) -> "tuple[Settings, bool]":
        """Take the window away; return where its handles are, and whether single pixels are sought."""
        left = self.wondering.settings, self.single.get()
        self.wondering.close()
        if self._timer:
            self.window.after_cancel(self._timer)
        self.window.destroy()
        return left

    def _make_answer(self) -> None:
        window, palette, factor = self.window, self._palette, self._factor
        self.picture = Preview(window, palette)
        self.headline = ttk.Label(window, font=HEADLINES[0], anchor=tk.CENTER, justify=tk.CENTER)
        self.bars = Bars(window, palette, factor, self._seek)
        self.bars.tooltip.text = texts.WHAT_IF_BAR_TIP
        self.handles = Handles(window, palette, factor, self.wondering.move)
        self.reset = ttk.Button(window, text=texts.WHAT_IF_RESET, command=self.wondering.reset)

    def _make_search(self) -> None:
        self._line = tk.Frame(self.window, background=self._palette.border)
        self._question = FlowLabel(self.window, text=texts.WHAT_WOULD_MAKE)
        self.single = tk.BooleanVar(self.window, False)
        self._grain = ttk.Checkbutton(self.window, text=texts.SINGLE_PIXELS, variable=self.single)
        self._row = ttk.Frame(self.window)
        self.buttons = []
        for digit in range(10):
            button = ttk.Button(self._row, text=str(digit), width=2, command=partial(self._seek, digit))
            button.grid(row=0, column=digit, sticky=tk.EW)
            self._row.columnconfigure(digit, weight=1)
            self.buttons.append(button)
        self.results = [Preview(self.window, self._palette) for _ in range(3)]
        self._captions = [
            ttk.Label(self.window, text=words, font="SunValleyCaptionFont", foreground=self._palette.muted)
            for words in (texts.WOULD_ORIGINAL, texts.WOULD_CHANGE, texts.WOULD_RESULT)
        ]
        self.words = FlowLabel(self.window, justify=tk.LEFT)
        self._progress = ttk.Progressbar(self.window, maximum=1.0)

    def _leave(self, _event: "tk.Event[tk.Misc]") -> None:
        if not self.wondering.stop():
            self.close()

    def _seek(self, digit: int, _event: "tk.Event[tk.Misc] | None" = None) -> None:
        self.wondering.seek(digit, "pixel" if self.single.get() else "pen")

    def _arrange(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is not self.window:
            return
        width, height, gap = event.width, event.height, self._gap
        low = height < LOW * self._factor
        row = 0 if low else self.buttons[0].winfo_reqheight()
        asked = width - self.reset.winfo_reqwidth() - 3 * gap
        long = int(self.window.tk.call("font", "measure", "SunValleyBodyFont", texts.WHAT_WOULD_MAKE)) > asked - gap
        self._question.configure(wraplength=asked - gap, font="SunValleyCaptionFont" if long else "SunValleyBodyFont")
        line = max(self._question.winfo_reqheight(), self.reset.winfo_reqheight())
        below = round(height * BELOW)
        top = height - below
        left = round(width * LEFT) - 2 * gap
        headline = round(HEADLINE * self._factor)
        self.picture.resize(min(left, round((top - headline) * PICTURE[0 if low else 1])))
        side = self.picture.side
        self.picture.frame.place(x=gap + (left - side) // 2, y=gap)
        self.headline.place(x=gap, y=gap + side, width=left, height=headline)
        bars = gap + side + headline
        self.bars.canvas.place(x=gap, y=bars, width=left, height=top - bars - gap)
        handles = 3 * gap + left
        self.handles.frame.place(x=handles, y=gap, width=width - handles - gap, height=top - gap)
        self._line.place(x=gap, y=top, width=width - 2 * gap, height=max(1, round(self._factor)))
        self._question.place(x=gap, y=top + gap, width=asked, height=line)
        self.reset.place(x=width - gap, y=top + gap, anchor=tk.NE)
        if low:
            self._row.place_forget()
        else:
            self._row.place(x=gap, y=top + gap + line, width=width - 2 * gap, height=row)
        self._arrange_results(top + 2 * gap + line + row, width, height)

    def _arrange_results(self, top: int, width: int, height: int) -> None:
        gap, x = self._gap, self._gap
        caption = self._captions[0].winfo_reqheight()
        for preview, label in zip(self.results, self._captions, strict=True):
            preview.resize(min(height - top - caption - gap // 2, round(width * 0.2)))
            preview.frame.place(x=x, y=top)
            label.place(x=x, y=top + preview.side)
            x += max(preview.side, label.winfo_reqwidth()) + gap
        low = height < LOW * self._factor
        font = "SunValleyCaptionFont" if low else "SunValleyBodyFont"
        self.words.configure(wraplength=width - x - 3 * gap, font=font)
        self.words.place(x=x, y=top, width=width - x - gap)
        self._grain.place(x=width - gap, y=height - gap, anchor=tk.SE)
        room = width - x - self._grain.winfo_reqwidth() - 3 * gap
        self._grain.lift()
        self._progress_place = {"x": x, "y": height - gap, "width": room, "anchor": tk.SW}

    def _show(self) -> None:
        """Show what there is now."""
        now = self.wondering
        prediction = now.prediction
        self.picture.show(now.picture, now.words)
        if prediction is not None:
            self._best = prediction.digit if prediction.is_digit else None
            words = texts.verdict_words(prediction)
            self.headline.configure(text=words, font=self._fitting(words))
            self.bars.show([float(share) for share in prediction.probabilities], self._best)
        elif now.picture is None:
            self._best = None
            self.headline.configure(text="")
            self.bars.show(None)
        # While an answer is awaited, the one before stays, and the handles are where they are.
        self.handles.show(now.settings, {} if now.picture is None else now.along, self._best)
        self._show_result(now.result)
        if now.seeking is not None and not self._timer:
            self._follow()

    def _fitting(self, words: str) -> str:
        """Return the largest font in which the answer fits above the bars."""
        room = self.bars.canvas.winfo_width()
        fits = (name for name in HEADLINES if self.window.tk.call("font", "measure", name, words) <= room)
        return next(fits, HEADLINES[-1])

    def _follow(self) -> None:
        """Move the progress on while there is a search."""
        seeking = self.wondering.seeking is not None
        if seeking:
            self._progress.configure(value=self.wondering.progress)
            self._progress.place(self._progress_place)
        else:
            self._progress.place_forget()
        self._timer = self.window.after(FRAME, self._follow) if seeking else ""

    def _show_result(self, result: "Counterfactual | None") -> None:
        words = result_words(result, self.wondering.seeking)
        is_high = self.window.winfo_height() >= LOW * self._factor
        if result is not None and result.amount and is_high:
            words = texts.sentences(words, texts.WOULD_COLOURS)
        self.words.configure(text=words)
        original, change, after = self.results
        if result is None:
            for preview in self.results:
                preview.show_heat(None)
                preview.show(None)
            return
        original.show(result.original)
        after.show(result.image)
        heat = tinted(result.change, self._palette)
        change.show_heat(heat)
        change.show(result.original.clip(min=result.image))


def result_words(result: "Counterfactual | None", seeking: int | None) -> str:
    """Say what was found, or that it is being looked for."""
    if seeking is not None:
        return texts.WOULD_SEEK.format(digit=seeking)
    if result is None:
        return texts.WHAT_IF_NOTE
    if result.found and not result.amount:
        return texts.WOULD_ALREADY.format(digit=result.digit)
    answer = texts.verdict_words(result.after)
    if result.found:
        return texts.WOULD_FOUND.format(amount=f"{result.amount:.1f}", answer=answer)
    return texts.WOULD_NONE.format(digit=result.digit, tried=result.tried, answer=answer)
