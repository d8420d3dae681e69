"""The answer panel: the answer large, how sure it is, a bar for each digit, and what the network got."""

import tkinter as tk
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.steady import chances
from digitpad.app.views.palette import Palette
from digitpad.app.views.panel_parts import PanelParts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.app.session.moments import Moment
    from digitpad.reading.prediction import Prediction, Reading

# Of longer numbers the bars show the digits that are least sure.
LISTED = 12


class Panel(PanelParts):
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
        super().__init__(parent, palette, factor, self._clicked)
        self._on_look = on_look
        self._on_label, self._on_choose = on_label, on_choose
        # Whether nothing is to move.
        self.still = False
        # What the preview is about, while no heat map is explained there.
        self._about = texts.PREVIEW

    def show_strip(self, moments: "Collection[Moment]") -> None:
        """Show what was thought in the last seconds of drawing, oldest first."""
        if self._strip is None:
            if not moments:
                return
            from digitpad.app.views.strip import Strip

            self._strip = Strip(self.frame, self._palette, self._on_look)
            # Tab comes here before it comes to the bars, as the eye does.
            tk.Misc.lower(self._strip.canvas, self._bars.canvas)
            self._place_strip()
        self._strip.show([*moments])

    @property
    def past_obstacle(self) -> str | None:
        """Why the last seconds of drawing can't be looked at now; None if they can."""
        if self._strip is None or not self._strip.has_past:
            return texts.NO_REASON
        return None if self._strip_place[2] else texts.LOOK_BACK_NO_ROOM

    def look_back(self) -> bool:
        """Go back to the moment before the present one, or return to it; tell whether the past is looked at."""
        return self._strip is not None and self._strip.look_back()

    def show_heat(self, heat: "Image.Image | None", legend: str) -> None:
        """Show a heat map of 28 × 28 pixels in the preview, and say what its colours mean."""
        self._preview.show_heat(heat)
        self._preview_title.show(text=self._about if heat is None else legend)
        self._fit_title()

    def say(self, sentence: str) -> None:
        """Show a sentence and no answer."""
        self._headline.show_nothing(texts.NO_HEADLINE)
        self._caption.show(text=sentence, font="SunValleyBodyFont")
        self._others.show(text="")
        self._bars.show(None)
        self._list(None)
        self._preview_of(None)

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
        self._caption.show(text=texts.answer_caption(prediction), font="SunValleySubtitleFont")
        self._show_shares(prediction, None if prediction.verdict == "no digit" else prediction.digit)
        self._preview_of(digit_image)

    def show_corrected(
        self, prediction: "Prediction", digit_image: "NDArray[np.float32] | None", corrected: int
    ) -> None:
        """Show one digit that the person says is another one than was read; the arguments are as around."""
        self._headline.show_number(str(corrected))
        if digit_image is not None:
            self.show_chosen(prediction, digit_image, corrected)

    def show_number(self, reading: "Reading", corrected: int, least: "tuple[int, NDArray[np.float32]] | None") -> None:
        """Show several digits: the number, how sure each of them is, and what the network got of the least sure one.

        Args:
            reading: with what the person said in place of what was read.
            corrected: how many digits the person said.
            least: the place of the digit that is least sure, counted from 0, and (28, 28) what the network got.
        """
        text = reading.text
        if text:
            self._headline.show_number(texts.number_headline(reading), sure=reading.verdict == "sure")
        else:
            self._headline.show_words(texts.NO_DIGIT_FOUND)
        self._caption.show(text=texts.percent(reading.confidence) if text else "", font="SunValleySubtitleFont")
        self._others.show(text=texts.number_notes(reading, corrected))
        digits = reading.digits
        listed = sorted(sorted(range(len(digits)), key=lambda index: digits[index].confidence)[:LISTED])
        names = [texts.beside_box(digits[index].digit, digits[index].verdict) for index in listed]
        if len(listed) < len(digits):
            names = [
                texts.LISTED_DIGIT.format(place=index + 1, digit=name)
                for index, name in zip(listed, names, strict=True)
            ]
        doubtful = least is not None and digits[least[0]].verdict != "sure"
        self._bars.show(
            [digits[index].confidence for index in listed],
            listed.index(least[0]) if least is not None and doubtful and least[0] in listed else None,
            names,
            self.still,
        )
        self._list(listed)
        if least is None:
            self._preview_of(None)
        else:
            about = texts.LEAST_SURE.format(place=least[0] + 1, count=len(digits))
            self._preview_of(least[1], about)

    def show_chosen(self, prediction: "Prediction", digit_image: "NDArray[np.float32]", corrected: int | None) -> None:
        """Show one of several digits below the number.

        Args:
            prediction: what was read.
            digit_image: (28, 28), what the network got.
            corrected: what the person said that it is.
        """
        self._caption.show(text=texts.chosen_caption(prediction, corrected), font="SunValleySubtitleFont")
        named = prediction.digit if corrected is None and prediction.verdict != "no digit" else corrected
        self._show_shares(prediction, named)
        if corrected is not None:
            self._others.show(text=texts.CHOSEN_READ.format(words=texts.verdict_words(prediction)))
        self._preview_of(digit_image)

    @property
    def text(self) -> str:
        """All that the panel says in words."""
        return "\n".join(filter(None, (self._headline.text, self._caption.text, self._others.text)))

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
        else:
            self._headline.show_number(text)
        shares = [] if prediction is None else chances(prediction)
        sure = "" if best is None or not shares else texts.percent(shares[best])
        if len(text) > 1 and sure:
            sure = texts.DIGIT_SHARE.format(digit=best, percent=sure)
        self._caption.show(text=sure, font="SunValleySubtitleFont")
        # Runners-up come and go, and the answer would change its size with them: the bars say enough.
        if prediction is None:
            self._others.show(text=note)
        else:
            self._show_shares(prediction, best, note, at_once=True)
        self._preview_of(digit_image)

    def _show_shares(
        self, prediction: "Prediction", best: int | None, note: str | None = None, at_once: bool = False
    ) -> None:
        shares = chances(prediction)
        self._others.show(text=_others(prediction, shares) if note is None else note)
        self._bars.show(shares or None, best, at_once=at_once or self.still)
        self._list(None)

    def _preview_of(self, image: "NDArray[np.float32] | None", about: str = "") -> None:
        """Show what the network got, and say what that is; the words around are known by now."""
        self._about = about or texts.PREVIEW
        self._preview.show(image)
        self._preview_title.show(text=self._about)
        self._fit_title()
        self._arrange_words()

    def _list(self, listed: list[int] | None) -> None:
        """Note what the bars, which show it already, are about."""
        self._listed = listed
        self._bars.tooltip.text = texts.LABEL_BAR_TIP if listed is None else texts.LIST_BAR_TIP
        arranged = (self._bars.count, listed is None)
        if arranged != self._arranged:
            self._arranged = arranged
            self.resize(*self._size)

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
