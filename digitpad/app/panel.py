"""The answer panel: the answer large, how sure it is, a bar for each digit, and what the network got."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.bars import Bars
from digitpad.app.palette import Palette
from digitpad.app.preview import Preview

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.prediction import Prediction

# Pixels at 100 %.
HEADLINE_LEAST = 92
CAPTION_HEIGHT = 30
OTHERS_HEIGHT = 20
GAP = 12
# The preview takes this share of the panel's height at most, and the bars keep the rest.
PREVIEW_SHARE = 0.27
# The answer is to be read from the other end of a room where the window is large.
HEADLINE_SHARE = 0.17
# A digit's height is about three quarters of its font's size.
DIGIT_FONT_SHARE = 0.8

LARGE, MEDIUM = "DigitpadAnswerFont", "SunValleyTitleFont"


class Panel:
    """Shows a list of predictions, a sentence, or nothing yet.

    Args:
        parent: where the panel goes; its place and size are up to the caller (:meth:`resize`).
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        on_choose: called with a digit when its bar is clicked.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, on_choose: Callable[[int], None]) -> None:
        self._palette = palette
        self._factor = factor
        self.frame = ttk.Frame(parent)
        self._make_large_font()
        self._headline = ttk.Label(self.frame, foreground=palette.accent, anchor=tk.W)
        self._caption = ttk.Label(self.frame, foreground=palette.muted, anchor=tk.NW)
        self._others = ttk.Label(self.frame, foreground=palette.muted, anchor=tk.NW, font="SunValleyCaptionFont")
        self._bars = Bars(self.frame, palette, factor, on_choose)
        self._preview_title = ttk.Label(
            self.frame, text=texts.PREVIEW, foreground=palette.muted, font="SunValleyCaptionFont"
        )
        self._preview = Preview(self.frame, palette)
        self.say(texts.NO_ANSWER_YET)

    def resize(self, width: int, height: int) -> None:
        """Arrange everything in so many pixels, from the top down."""
        least, caption, others, gap = (
            round(size * self._factor) for size in (HEADLINE_LEAST, CAPTION_HEIGHT, OTHERS_HEIGHT, GAP)
        )
        headline = max(least, round(height * HEADLINE_SHARE))
        self.frame.tk.call("font", "configure", LARGE, "-size", -round(headline * DIGIT_FONT_SHARE))
        for label in (self._headline, self._caption, self._preview_title):
            label.configure(wraplength=width)
        self._preview.resize(min(width, round(height * PREVIEW_SHARE)))
        preview, title = self._preview.side, self._preview_title.winfo_reqheight()
        bars_top = headline + caption + others + gap
        bars = max(height - bars_top - 2 * gap - title - preview, 1)
        self._headline.place(x=0, y=0, width=width, height=headline)
        self._caption.place(x=0, y=headline, width=width, height=caption)
        self._others.place(x=0, y=headline + caption, width=width, height=others)
        self._bars.canvas.place(x=0, y=bars_top, width=width, height=bars)
        self._preview_title.place(x=0, y=height - preview - gap // 2 - title)
        self._preview.frame.place(x=0, y=height - preview, width=preview, height=preview)

    def show_heat(self, heat: "Image.Image | None", legend: str) -> None:
        """Show a heat map of 28 × 28 pixels in the preview, and say what its colours mean."""
        self._preview.show_heat(heat)
        if legend != self._preview_title.cget("text"):
            self._preview_title.configure(text=legend)
            self.resize(self.frame.winfo_width(), self.frame.winfo_height())

    def say(self, sentence: str) -> None:
        """Show a sentence and no answer."""
        self._headline.configure(text=texts.NO_HEADLINE, font=LARGE, foreground=self._palette.track)
        self._caption.configure(text=sentence, font="SunValleyBodyFont")
        self._others.configure(text="")
        self._bars.show(None)
        self._preview.show(None)

    def show(self, predictions: "Sequence[Prediction]", digit_image: "NDArray[np.float32]") -> None:
        """Show an answer.

        Args:
            predictions: at least one, in reading order; the bars show the first.
            digit_image: (28, 28), what the network got for the first.
        """
        first = predictions[0]
        headline = texts.answer_headline(predictions)
        numbers = headline.replace(" ", "").isdigit()
        self._headline.configure(
            text=headline,
            font=LARGE if numbers else MEDIUM,
            foreground=self._palette.accent if numbers else self._palette.text,
        )
        self._caption.configure(text=texts.answer_caption(predictions), font="SunValleySubtitleFont")
        shares = calibrated(first)
        self._others.configure(text=_others(first, shares) if len(predictions) == 1 else "")
        self._bars.show(shares or None, None if first.verdict == "no digit" else first.digit)
        self._preview.show(digit_image)

    @property
    def text(self) -> str:
        """All that the panel says in words."""
        labels = (self._headline, self._caption, self._others)
        return "\n".join(filter(None, (str(label.cget("text")) for label in labels)))

    def _make_large_font(self) -> None:
        tk = self.frame.tk
        if LARGE in tk.splitlist(tk.call("font", "names")):  # the window had other looks before
            return
        tk.call("font", "create", LARGE, *tk.splitlist(tk.call("font", "configure", "SunValleyDisplayFont")))


def calibrated(prediction: "Prediction") -> list[float]:
    """Return each digit's chance, 0..1, given that there may be no digit at all; nothing for a blank."""
    if prediction.verdict == "blank":
        return []
    share = prediction.confidence / float(prediction.probabilities.max())
    return [float(probability) * share for probability in prediction.probabilities]


def _others(prediction: "Prediction", shares: Sequence[float]) -> str:
    if not shares:
        return ""
    likeliest = [(digit, shares[digit]) for digit, _ in prediction.candidates[:3]]
    return texts.runners_up(likeliest, 0 if prediction.verdict == "no digit" else 1)
