"""The window "Side by side": several models on the same drawing, live, each with its own picture."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from digitpad import texts
from digitpad.app.session.rivals import Rival, SideBySide, Verdict, facts_words
from digitpad.app.session.session import Session
from digitpad.app.session.steady import chances
from digitpad.app.views.bars import Bars
from digitpad.app.views.companions import beside
from digitpad.app.views.palette import Palette
from digitpad.app.views.preview import Preview
from digitpad.app.views.slices import Slices

# Pixels at 100 %.
SIZE, LEAST = (860, 560), (560, 500)
GAP = 12
# The picture takes at most this share of the height, and in a low window, which has no room for facts, this one.
PICTURE_SHARE, LOW_SHARE, LOW = 0.36, 0.24, 400
# What a column is made of, from the top.
ROWS = ("name", "facts", "picture", "answer", "words", "bars")
CAPTION, BODY, STRONG, LARGE = (f"SunValley{name}Font" for name in ("Caption", "Body", "BodyStrong", "TitleLarge"))


class SideBySideWindow:
    """A window of its own beside the pad; Escape closes it.

    Args:
        root: the pad's window.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        session: whose drawing is read.
        closed: is told when the window is closed.
        left: what another window had shown, to go on with; None to begin.
    """

    def __init__(
        self,
        root: tk.Tk,
        palette: Palette,
        factor: float,
        session: Session,
        closed: Callable[[], None],
        left: SideBySide | None = None,
    ) -> None:
        self._palette, self._factor, self._closed = palette, factor, closed
        self._gap = round(GAP * factor)
        self.window = beside(root, palette.window, factor, texts.SIDE_BY_SIDE, SIZE, LEAST)
        self._columns: list[_Column] = []
        self._slices = Slices(self.window)
        self._body = ttk.Frame(self.window, padding=self._gap)
        self.models = left or SideBySide(session, self._show)
        self.models.tell = self._show
        self._make_bar()
        self._body.pack(fill=tk.BOTH, expand=True)
        self._body.bind("<Configure>", lambda _event: self._resize())
        self._session = session
        self._show()
        self.models.follow()
        self.window.bind("<Escape>", lambda _event: self.close())
        self.window.bind("<F6>", lambda _event: self.close())
        self.window.protocol("WM_DELETE_WINDOW", self.close)

    def close(self) -> None:
        """Close the window, and let its models go."""
        self.leave().close()
        self._closed()

    def leave(self) -> SideBySide:
        """Take the window away; its models stay."""
        self.window.destroy()
        return self.models

    def _make_bar(self) -> None:
        bar = ttk.Frame(self.window, padding=(self._gap, 0, self._gap, self._gap))
        bar.pack(side=tk.BOTTOM, fill=tk.X)
        self._why = ttk.Label(bar, foreground=self._palette.muted, font=CAPTION)
        self._why.pack(side=tk.BOTTOM, fill=tk.X, pady=(self._gap // 2, 0))
        bar.bind("<Configure>", lambda event: self._why.configure(wraplength=event.width - 3 * self._gap))
        self._squeezing = tk.BooleanVar(self.window, self.models.squeezing)
        self.switch = ttk.Checkbutton(
            bar, text=texts.SQUEEZING, variable=self._squeezing, style="Toggle.TButton", command=self._squeeze
        )
        self.switch.pack(side=tk.LEFT)
        self.another = ttk.Button(bar, text=texts.ANOTHER_MODEL, command=self._add)
        self.another.pack(side=tk.RIGHT)

    def _squeeze(self) -> None:
        self.models.squeeze(self._squeezing.get())
        self._say_why()

    def _say_why(self) -> None:
        self._why.configure(text=texts.SQUEEZING_WHY if self.models.squeezing else texts.NOT_SQUEEZING_WHY)

    def _add(self) -> None:
        from digitpad.app.views import dialogs

        path = dialogs.ask_open(self.window, texts.ANOTHER_MODEL, [(texts.MODEL_FILES, ".tflite .keras .h5")])
        if path is not None:
            self.models.add(path)
            self._show()

    def _show(self) -> None:
        rivals = self.models.rivals
        if [column.rival for column in self._columns] != rivals:
            for column in self._columns:
                column.destroy()
            self._columns = [
                _Column(self._body, self._palette, self._factor, rival, place) for place, rival in enumerate(rivals)
            ]
            self._body.rowconfigure(len(ROWS) - 1, weight=1)
            self._say_why()
            self._resize()
        verdicts = self.models.verdicts or [Verdict()] * len(rivals)
        answering = self._session.answers.asking.model
        parts = [
            partial(column.show, verdict, answering) for column, verdict in zip(self._columns, verdicts, strict=False)
        ]
        self._slices.draw(parts, at_once=not self._session.interim.drawing)

    def _resize(self) -> None:
        width = (self._body.winfo_width() - 2 * self._gap) // max(len(self._columns), 1) - 2 * self._gap
        height = self._body.winfo_height()
        for column in self._columns:
            column.resize(max(width, 1), height, height < LOW * self._factor)


class _Column:
    """What one model says: its name, its picture, its answer and its bars."""

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, rival: Rival, place: int) -> None:
        self._palette, self.rival = palette, rival
        self._name = ttk.Label(parent, font=STRONG)
        self._facts = ttk.Label(parent, font=CAPTION, foreground=palette.muted, text=facts_words(rival))
        self._preview = Preview(parent, palette)
        self._answer = ttk.Label(parent, font=LARGE, foreground=palette.accent)
        self._words = ttk.Label(parent, font=BODY, foreground=palette.muted)
        self._bars = Bars(parent, palette, factor, lambda _row: None)
        self._bars.canvas.configure(cursor="")
        self._bars.tooltip.text = texts.RIVAL_BARS
        self._widgets = dict(
            zip(
                ROWS,
                (self._name, self._facts, self._preview.frame, self._answer, self._words, self._bars.canvas),
                strict=True,
            )
        )
        gap = round(GAP * factor)
        for row, widget in enumerate(self._widgets.values()):
            sticky = tk.NSEW if row == len(ROWS) - 1 else tk.NW
            widget.grid(row=row, column=place, sticky=sticky, padx=(gap * 2 * (place > 0), 0), pady=(0, gap // 3))
        parent.columnconfigure(place, weight=1, uniform="columns")

    def destroy(self) -> None:
        """Take all of it away."""
        for widget in self._widgets.values():
            widget.destroy()

    def resize(self, width: int, height: int, low: bool) -> None:
        """Take so many pixels; in a low window without what can be spared."""
        for label in (self._name, self._facts, self._words, self._answer):
            label.configure(wraplength=width)
        self._preview.resize(min(width, round(height * (LOW_SHARE if low else PICTURE_SHARE))))
        if low:
            self._facts.grid_remove()
        else:
            self._facts.grid()

    def show(self, verdict: Verdict, answering: "object") -> None:
        """Show what it says, or that there is nothing yet."""
        rival, prediction = self.rival, verdict.prediction
        if rival.path is None:
            name = texts.PROGRAM if answering is None else texts.RIVAL_ANSWERING
        else:
            name = texts.RIVAL_TUTORIAL[rival.path.stem] if rival.is_tutorial else rival.path.name
        self._name.configure(text=name)
        self._preview.show(verdict.image)
        self._answer.configure(**_answer_of(verdict, self._palette))
        words = verdict.problem
        if prediction is not None:
            words = texts.percent(prediction.confidence) if prediction.verdict == "sure" else verdict.text
        self._words.configure(text=words)
        shares = [] if prediction is None else chances(prediction)
        digit = prediction.digit if prediction is not None and prediction.is_digit else None
        self._bars.show(shares or None, digit, at_once=True)


def _answer_of(verdict: Verdict, palette: Palette) -> dict[str, str]:
    """Return the text and the colour of what is read."""
    prediction = verdict.prediction
    if verdict.problem or (prediction is None and not verdict.text) or (prediction and not prediction.is_digit):
        return {"text": texts.NO_HEADLINE, "foreground": palette.track}
    text = verdict.text if prediction is None else str(prediction.digit)
    return {"text": text, "foreground": palette.accent}
