"""How numbers, pages and forms are read: what ``digitpad evaluate --numbers`` prints, and the model card has."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.mnist import Mnist
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.forms import FormScores, form_scores
from digitpad.training.pictures.numbers import NumberRate, Singles, number_rates, singles
from digitpad.training.pictures.pages import PageScores, page_scores
from digitpad.training.pictures.written import WrittenRate, written_rates

# Pages that are made for evaluation alone.
PAGES, PAGES_SEED = 40, 40_000
# Likewise forms, so many of each kind and look.
FORMS, FORMS_SEED = 15, 50_000


@dataclass(frozen=True)
class SeveralDigits:
    """What was measured where digits stand together.

    Attributes:
        numbers: digits of held-out writers, put together with gaps of several kinds.
        written: numbers with spaces and signs, in rows that rise, fall and bend.
        single: digits alone, read as if they might be several.
        pages: MNIST's test digits on pages.
        forms: and in forms, those that are read rightly alone.
    """

    numbers: list[NumberRate]
    written: list[WrittenRate]
    single: Singles
    pages: PageScores
    forms: list[FormScores]

    def as_text(self) -> str:
        """Return lines for people."""
        lines = [rate.as_text() for rate in self.numbers]
        lines += [rate.as_text() for rate in self.written]
        lines += [self.single.as_text(), self.pages.as_text()]
        return "\n".join([*lines, *(form.as_text() for form in self.forms)])

    def as_json(self) -> dict[str, Any]:
        """Return the same for programs."""
        return asdict(self)


def several_digits_read(recognizer: Recognizer, digits: StrokeSet, mnist: Mnist) -> SeveralDigits:
    """Measure how numbers, pages and forms are read.

    Args:
        recognizer: to measure.
        digits: of writers whom its model has never seen.
        mnist: whose test images are put on pages and into forms.
    """
    images, labels = mnist.test_images, mnist.test_labels
    right = np.array([found.digit for found in recognizer.predict_many(list(images))]) == labels
    return SeveralDigits(
        list(number_rates(recognizer, digits)),
        list(written_rates(recognizer, digits)),
        singles(recognizer, digits),
        page_scores(recognizer.read, images, labels, PAGES, PAGES_SEED),
        form_scores(recognizer.read, images[right], labels[right], FORMS, FORMS_SEED),
    )
