"""The window "Side by side": several models on the same drawing, live, each with its own picture."""

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk

from digitpad import texts
from digitpad.app.session.rivals import Rival, SideBySide, Verdict, facts_words
from digitpad.app.session.steady import chances
from digitpad.app.views.bars import Bars
from digitpad.app.views.companions import Desk, beside, put_last
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.palette import Palette
from digitpad.app.views.preview import Preview
from digitpad.app.views.slices import Slices

# Pixels at 100 %.
SIZE = (860, 560)
GAP = 12
# The picture takes at most this share of the height. In a low window facts are left out, and then bars, so that the
# picture is at least so large, in pixels at 100 %, and bars so high.
PICTURE_SHARE, PICTURE_LEAST, BARS_LEAST = 0.36, 84, 172
# What a column is made of, from the top.
ROWS = ("name", "facts", "picture", "answer", "words", "bars")
CAPTION, BODY, STRONG, LARGE = (f"SunValley{name}Font" for name in ("Caption", "Body", "BodyStrong", "TitleLarge"))


class SideBySideWindow:
    """A window of its own beside the pad; Escape closes it.

    Args:
        desk: the pad's window and its session.
        closed: is told when the window is closed.
        left: what another window had shown, to go on with; None to begin.
    """

    def __init__(self, desk: Desk, closed: Callable[[], None], left: SideBySide | None = None) -> None:
        _, palette, factor, session = desk
        self._palette, self._factor, self._closed = palette, factor, closed
        self._gap = round(GAP * factor)
        self.window = beside(desk, texts.SIDE_BY_SIDE, SIZE)
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
        self._why = FlowLabel(bar, foreground=self._palette.muted, font=CAPTION)
        self._why.pack(side=tk.BOTTOM, fill=tk.X, pady=(self._gap // 2, 0))
        bar.bind("<Configure>", lambda event: self._arrange_bar(event.width))
        self._squeezing = tk.BooleanVar(self.window, self.models.squeezing)
        self.switch = ttk.Checkbutton(
            bar, text=texts.SQUEEZING, variable=self._squeezing, style="Toggle.TButton", command=self._squeeze
        )
        self.switch.pack(side=tk.LEFT)
        self.another = ttk.Button(bar, text=texts.ANOTHER_MODEL, command=self._add)

    def _arrange_bar(self, width: int) -> None:
        self._why.configure(wraplength=width - 3 * self._gap)
        put_last(self.another, [self.switch], width - 2 * self._gap, self._gap, "right")

    def _squeeze(self) -> None:
        self.models.squeeze(self._squeezing.get())
        self._say_why()

    def _say_why(self) -> None:
        why = texts.SQUEEZING_WHY if self.models.squeezing else texts.NOT_SQUEEZING_WHY
        self._why.configure(text=texts.sentences(why, texts.SQUEEZING_FRAME))

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
            partial(column.show, verdict, answering, reference_of(verdicts))
            for column, verdict in zip(self._columns, verdicts, strict=False)
        ]
        self._slices.draw(parts, at_once=not self._session.drawing)

    def _resize(self) -> None:
        width = (self._body.winfo_width() - 2 * self._gap) // max(len(self._columns), 1) - 2 * self._gap
        height = self._body.winfo_height() - 4 * self._gap
        needs = [column.wrap(max(width, 1)) for column in self._columns]
        words, facts = max(each for each, _ in needs), max(each for _, each in needs)
        bars, side = round(BARS_LEAST * self._factor), min(width, round(height * PICTURE_SHARE))
        with_facts = height - words - facts - side >= bars
        if not with_facts:
            side = min(width, height - words - bars)
        with_bars = side >= PICTURE_LEAST * self._factor
        for column in self._columns:
            column.resize(side if with_bars else max(min(width, height - words), 1), with_facts, with_bars)


class _Column:
    """What one model says: its name, its picture, its answer and its bars."""

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, rival: Rival, place: int) -> None:
        self._palette, self.rival = palette, rival
        self._name = FlowLabel(parent, font=STRONG)
        self._facts = FlowLabel(parent, font=CAPTION, foreground=palette.muted, text=facts_words(rival))
        self._preview = Preview(parent, palette, framed=True)
        self._answer = ttk.Label(parent, font=LARGE, foreground=palette.accent)
        self._words = FlowLabel(parent, font=BODY, foreground=palette.muted)
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

    def wrap(self, width: int) -> tuple[int, int]:
        """Break words in so many pixels; return how high the words are that are always there, and the facts."""
        labels = self._name, self._words, self._answer, self._facts
        for label in labels:
            label.configure(wraplength=width)
        *words, facts = (label.winfo_reqheight() for label in labels)
        return sum(words), facts

    def resize(self, side: int, with_facts: bool, with_bars: bool) -> None:
        """Have a picture of so many pixels, and what there is room for."""
        self._preview.resize(side)
        for widget, shown in ((self._facts, with_facts), (self._bars.canvas, with_bars)):
            if shown:
                widget.grid()
            else:
                widget.grid_remove()

    def show(self, verdict: Verdict, answering: "object", reference: int | None) -> None:
        """Show what it says, or that there is nothing yet; another digit than the first one's stands out."""
        rival, prediction = self.rival, verdict.prediction
        if rival.path is None:
            name = texts.PROGRAM if answering is None else texts.RIVAL_ANSWERING
        else:
            name = texts.RIVAL_TUTORIAL[rival.path.stem] if rival.is_tutorial else rival.path.name
        self._name.configure(text=name)
        self._preview.show(verdict.image)
        self._answer.configure(**_answer_of(verdict, self._palette, reference))
        words = verdict.problem
        if prediction is not None:
            words = texts.percent(prediction.confidence) if prediction.verdict == "sure" else verdict.text
        self._words.configure(text=words)
        shares = [] if prediction is None else chances(prediction)
        digit = prediction.digit if prediction is not None and prediction.is_digit else None
        self._bars.show(shares or None, digit, at_once=True)


def reference_of(verdicts: Sequence[Verdict]) -> int | None:
    """Return the digit that the model on the left is sure of."""
    prediction = verdicts[0].prediction if verdicts else None
    return prediction.digit if prediction is not None and prediction.verdict == "sure" else None


def _answer_of(verdict: Verdict, palette: Palette, reference: int | None) -> dict[str, str]:
    """Return the text and the colour of what is read."""
    prediction = verdict.prediction
    if verdict.problem or (prediction is None and not verdict.text):
        return {"text": texts.NO_HEADLINE, "foreground": palette.track}
    digit = prediction.digit if prediction is not None and prediction.is_digit else None
    if prediction is None or (reference is None and digit is not None):
        return {"text": verdict.text if prediction is None else str(digit), "foreground": palette.accent}
    if reference is None:
        return {"text": texts.NO_HEADLINE, "foreground": palette.track}
    if digit == reference:
        return {"text": str(digit), "foreground": palette.accent}
    said = texts.NO_HEADLINE if digit is None else digit
    return {"text": texts.RIVAL_OTHER.format(said=said, digit=reference), "foreground": palette.spoke_against}
