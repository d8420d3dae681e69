"""The answer panel: the answer large, how sure it is, a bar for each digit, and what the network got."""

import tkinter as tk
from collections.abc import Callable, Collection, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.steady import chances
from digitpad.app.views.bars import Bars
from digitpad.app.views.headline import Headline
from digitpad.app.views.palette import Palette
from digitpad.app.views.preview import Preview

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.app.session.moments import Moment
    from digitpad.app.views.strip import Strip
    from digitpad.reading.prediction import Prediction, Reading

# Pixels at 100 %.
HEADLINE_LEAST = 92
CAPTION_HEIGHT = 30
OTHERS_HEIGHT = 20
GAP = 12
# In a lower panel the bars need the strip's room.
STRIP_HEIGHT, STRIP_LEAST = 18, 400
# The preview takes this share of the panel's height at most, and the bars keep the rest.
PREVIEW_SHARE = 0.27
# The answer is to be read from the other end of a room where the window is large.
HEADLINE_SHARE = 0.17
# Below a wide pad the answer, the bars and the preview stand side by side; they take these shares of the width.
BESIDE = 1.6  # a panel that is so many times as wide as it is high
ANSWER_SHARE, BESIDE_PREVIEW_SHARE = 0.4, 0.25
# There the answer is at most this share of its width high, so that the words below it stay with it.
HEADLINE_LOW = 0.5
# Of longer numbers the bars show the digits that are least sure.
LISTED = 12


class Panel:
    """Shows an answer, a sentence, or nothing yet.

    Args:
        parent: where the panel goes; its place and size are up to the caller (:meth:`resize`).
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        on_label: called with a digit from 0 to 9 when its bar is clicked.
        on_choose: called with the place of one of several digits, counted from 0, when its bar is clicked.
        on_look: called with a moment of drawing when that is looked at again, and the seconds since then, and without
            one at the end.
    """

    def __init__(
        self,
        parent: tk.Misc,
        palette: Palette,
        factor: float,
        on_label: Callable[[int], None],
        on_choose: Callable[[int], None],
        on_look: "Callable[[Moment | None, float], None]",
    ) -> None:
        self._factor, self._palette = factor, palette
        self._on_look = on_look
        self._strip: Strip | None = None
        self._on_label, self._on_choose = on_label, on_choose
        # Which of several digits the bars are about, from the top; None if they are about the digits from 0 to 9.
        self._listed: list[int] | None = None
        # Its upper edge, width and height.
        self._strip_place = 0, 1, 0
        self.frame = ttk.Frame(parent)
        self._headline = Headline(self.frame, palette, factor)
        self._caption = ttk.Label(self.frame, foreground=palette.muted, anchor=tk.NW)
        self._others = ttk.Label(self.frame, foreground=palette.muted, anchor=tk.NW, font="SunValleyCaptionFont")
        self._bars = Bars(self.frame, palette, factor, self._clicked)
        self._preview_title = ttk.Label(
            self.frame, text=texts.PREVIEW, foreground=palette.muted, font="SunValleyCaptionFont"
        )
        self._preview = Preview(self.frame, palette)

    def resize(self, width: int, height: int) -> None:
        """Arrange everything in so many pixels: from the top down, or side by side if they are wide and low."""
        if width > BESIDE * height:
            self._arrange_beside(width, height)
        else:
            self._arrange_below(width, height)

    def _arrange_below(self, width: int, height: int) -> None:
        least, caption, others, gap = self._heights()
        headline = max(least, round(height * HEADLINE_SHARE))
        self._preview.resize(min(width, round(height * PREVIEW_SHARE)))
        self._preview_title.configure(wraplength=width)
        preview, title = self._preview.side, self._preview_title.winfo_reqheight()
        strip = round(STRIP_HEIGHT * self._factor) if height >= STRIP_LEAST * self._factor else 0
        bars_top = headline + caption + others + strip + gap
        bars = max(height - bars_top - 2 * gap - title - preview, 1)
        self._place_words(width, headline, strip)
        self._bars.canvas.place(x=0, y=bars_top, width=width, height=bars)
        self._preview_title.place(x=0, y=height - preview - gap // 2 - title)
        self._preview.frame.place(x=0, y=height - preview, width=preview, height=preview)

    def _arrange_beside(self, width: int, height: int) -> None:
        least, caption, others, gap = self._heights()
        words, room = round(width * ANSWER_SHARE), round(width * BESIDE_PREVIEW_SHARE)
        headline = max(min(height - caption - others, round(words * HEADLINE_LOW)), least // 2)
        strip = round(STRIP_HEIGHT * self._factor)
        strip = strip if headline + caption + others + strip <= height else 0
        self._preview_title.configure(wraplength=room)
        title = self._preview_title.winfo_reqheight()
        self._preview.resize(min(room, height - title - gap // 2))
        left, preview = words + gap, self._preview.side
        right = width - max(preview, min(room, self._preview_title.winfo_reqwidth()))
        self._place_words(words - gap, headline, strip)
        self._bars.canvas.place(x=left, y=0, width=max(right - 2 * gap - left, 1), height=height)
        self._preview_title.place(x=right, y=0)
        self._preview.frame.place(x=right, y=title + gap // 2, width=preview, height=preview)

    def _heights(self) -> list[int]:
        return [round(size * self._factor) for size in (HEADLINE_LEAST, CAPTION_HEIGHT, OTHERS_HEIGHT, GAP)]

    def _place_words(self, width: int, headline: int, strip: int) -> None:
        _, caption, others, _ = self._heights()
        self._caption.configure(wraplength=width)
        self._headline.place(0, 0, width, headline)
        self._caption.place(x=0, y=headline, width=width, height=caption)
        self._others.place(x=0, y=headline + caption, width=width, height=others)
        self._strip_place = headline + caption + others, width, strip
        self._place_strip()

    def _place_strip(self) -> None:
        if self._strip is not None:
            y, width, height = self._strip_place
            if height:
                self._strip.canvas.place(x=0, y=y, width=width, height=height)
            else:
                self._strip.canvas.place_forget()

    def show_strip(self, moments: "Collection[Moment]") -> None:
        """Show what was thought in the last seconds of drawing, oldest first."""
        if self._strip is None:
            if not moments:
                return
            from digitpad.app.views.strip import Strip

            self._strip = Strip(self.frame, self._palette, self._on_look)
            self._place_strip()
        self._strip.show([*moments])

    def show_heat(self, heat: "Image.Image | None", legend: str) -> None:
        """Show a heat map of 28 × 28 pixels in the preview, and say what its colours mean."""
        self._preview.show_heat(heat)
        if legend != self._preview_title.cget("text"):
            self._preview_title.configure(text=legend)
            self.resize(self.frame.winfo_width(), self.frame.winfo_height())

    def say(self, sentence: str) -> None:
        """Show a sentence and no answer."""
        self._headline.show_nothing(texts.NO_HEADLINE)
        self._caption.configure(text=sentence, font="SunValleyBodyFont")
        self._others.configure(text="")
        self._list(None)
        self._bars.show(None)
        self._preview.show(None)

    def show(self, prediction: "Prediction", digit_image: "NDArray[np.float32] | None", words: str) -> None:
        """Show the answer to one digit, or to none.

        Args:
            prediction: with the verdict "blank" if there is no ink.
            digit_image: (28, 28), what the network got, if anything.
            words: for the verdict "blank".
        """
        headline = words if prediction.verdict == "blank" else texts.answer_headline(prediction)
        if headline.isdigit():
            self._headline.show_number(headline)
        else:
            self._headline.show_words(headline)
        self._caption.configure(text=texts.answer_caption(prediction), font="SunValleySubtitleFont")
        self._show_shares(prediction, None if prediction.verdict == "no digit" else prediction.digit)
        self._preview.show(digit_image)

    def show_corrected(
        self, prediction: "Prediction", digit_image: "NDArray[np.float32] | None", corrected: int
    ) -> None:
        """Show one digit that the person says is another one than was read; the arguments are as around."""
        self._headline.show_number(str(corrected))
        if digit_image is not None:
            self.show_chosen(prediction, digit_image, corrected)

    def show_number(self, reading: "Reading", corrected: int) -> None:
        """Show several digits: the number, and how sure each of them is.

        Args:
            reading: with what the person said in place of what was read.
            corrected: how many digits the person said.
        """
        text = reading.text
        if text:
            shown = text if reading.value is None else texts.SUM.format(sum=text, value=reading.value)
            self._headline.show_number(shown, sure=reading.verdict == "sure")
        else:
            self._headline.show_words(texts.NO_DIGIT_FOUND)
        self._caption.configure(text=texts.percent(reading.confidence) if text else "", font="SunValleySubtitleFont")
        self._others.configure(text=texts.number_notes(reading, corrected))
        digits = reading.digits
        listed = sorted(sorted(range(len(digits)), key=lambda index: digits[index].confidence)[:LISTED])
        self._list(listed)
        names = [texts.beside_box(digits[index].digit, digits[index].verdict) for index in listed]
        self._bars.show([digits[index].confidence for index in listed], names=names)
        self._preview.show(None, texts.CHOOSE_DIGIT)

    def show_chosen(self, prediction: "Prediction", digit_image: "NDArray[np.float32]", corrected: int | None) -> None:
        """Show one of several digits below the number.

        Args:
            prediction: what was read.
            digit_image: (28, 28), what the network got.
            corrected: what the person said that it is.
        """
        self._caption.configure(text=texts.chosen_caption(prediction, corrected), font="SunValleySubtitleFont")
        named = prediction.digit if corrected is None and prediction.verdict != "no digit" else corrected
        self._show_shares(prediction, named)
        if corrected is not None:
            self._others.configure(text=texts.CHOSEN_READ.format(words=texts.verdict_words(prediction)))
        self._preview.show(digit_image)

    @property
    def text(self) -> str:
        """All that the panel says in words."""
        labels = (self._headline.label, self._caption, self._others)
        return "\n".join(filter(None, (str(label.cget("text")) for label in labels)))

    def show_interim(
        self,
        text: str,
        prediction: "Prediction | None",
        digit_image: "NDArray[np.float32] | None",
        best: int | None,
        note: str = "",
    ) -> None:
        """Show what is read while somebody draws.

        Args:
            text: a digit or a number; "" for none.
            prediction: of the digit that is being drawn.
            digit_image: (28, 28), what the network sees of it.
            best: the digit to point out.
            note: what is said in the place of the runners-up.
        """
        if not text:
            self._headline.show_nothing(texts.NO_HEADLINE)
        elif text != self._headline.text:
            self._headline.show_number(text)
        shares = [] if prediction is None else chances(prediction)
        sure = "" if best is None or not shares else texts.percent(shares[best])
        if len(text) > 1 and sure:
            sure = texts.DIGIT_SHARE.format(digit=best, percent=sure)
        self._caption.configure(text=sure, font="SunValleySubtitleFont")
        if prediction is not None:
            self._show_shares(prediction, best, at_once=True)
        if note:
            self._others.configure(text=note)
        self._preview.show(digit_image)

    def _show_shares(self, prediction: "Prediction", best: int | None, at_once: bool = False) -> None:
        shares = chances(prediction)
        self._others.configure(text=_others(prediction, shares))
        self._list(None)
        self._bars.show(shares or None, best, at_once=at_once)

    def _list(self, listed: list[int] | None) -> None:
        self._listed = listed
        self._bars.tooltip.text = texts.LABEL_BAR_TIP if listed is None else texts.LIST_BAR_TIP

    def _clicked(self, row: int) -> None:
        if self._listed is None:
            self._on_label(row)
        else:
            self._on_choose(self._listed[row])


def _others(prediction: "Prediction", shares: Sequence[float]) -> str:
    if not shares:
        return ""
    likeliest = [(digit, shares[digit]) for digit, _ in prediction.candidates[:3]]
    return texts.runners_up(likeliest, 0 if prediction.verdict == "no digit" else 1)
