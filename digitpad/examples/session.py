"""The guided session, without its window: cards that each ask for a digit, in shuffled order, drawn one after another.

What is drawn is kept at once, so that whoever leaves, or whose power fails, keeps what is there.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from digitpad.examples.library import Library
from digitpad.examples.records import SESSION
from digitpad.ink.drawing import Drawing

# Says of each of some drawings, given their labels, whether it is read rightly without and with examples.
Judge = Callable[[Sequence[Drawing], Sequence[int]], Sequence[tuple[bool, bool]]]
# Three of each digit take away most of what can be taken away, and two or three minutes.
EACH = 3


@dataclass
class Card:
    """One thing to draw.

    Attributes:
        digit: that is asked for.
        drawing: that was drawn; None so far.
        key: of the example that it became.
    """

    digit: int
    drawing: Drawing | None = None
    key: str | None = field(default=None, repr=False)


class Difference(NamedTuple):
    """How many of a session's drawings are read rightly.

    Attributes:
        drawings: how many.
        before: read rightly without examples.
        after: read rightly with all the others as examples, so that none is judged by itself.
        by_digit: (count, before, after) of each digit, for a chart.
    """

    drawings: int
    before: int
    after: int
    by_digit: tuple[tuple[int, int, int], ...]


class Session:
    """One pass through the cards.

    Args:
        library: that keeps what is drawn.
        each: how often each digit is asked for.
        seed: of the order; None for another one each time.
    """

    def __init__(self, library: Library, each: int = EACH, seed: int | None = None) -> None:
        self._library = library
        self.cards = [Card(digit) for digit in shuffled(each, random.Random(seed))]
        self._place = 0

    @property
    def place(self) -> int:
        """The index of the card that is asked now; the number of cards at the end."""
        return self._place

    @property
    def card(self) -> Card | None:
        """The card that is asked now; None when all are drawn."""
        return self.cards[self._place] if self._place < len(self.cards) else None

    @property
    def drawn(self) -> int:
        """How many cards have a drawing."""
        return sum(card.drawing is not None for card in self.cards)

    def draw(self, drawing: Drawing) -> None:
        """Keep what was drawn for this card, in place of what was drawn before, and go on to the next undrawn one.

        Raises:
            DataError: for a blank, or where it can't be kept: the card stays.
        """
        card = self.card
        if card is None:
            return
        before = () if card.key is None else (card.key,)
        (example,) = self._library.add([(drawing, card.digit)], SESSION, instead_of=before)
        card.drawing, card.key = drawing, example.key
        self._place = self._next_undrawn()

    def go_on(self) -> None:
        """Leave this card as it is, and ask for the next undrawn one."""
        self._place = self._next_undrawn()

    def go_to(self, place: int) -> None:
        """Ask for a card again; what is drawn next takes the place of what was drawn before."""
        self._place = min(max(place, 0), len(self.cards))

    def back(self) -> None:
        """Ask for the card before this one again."""
        self.go_to(self._place - 1)

    def leave(self) -> list[str]:
        """End before the end; return the keys of what is kept."""
        self._place = len(self.cards)
        return [card.key for card in self.cards if card.key is not None]

    def difference(
        self, judge: "Callable[[Sequence[Drawing], Sequence[int]], Sequence[tuple[bool, bool]]]"
    ) -> Difference:
        """Say what the session brings.

        Args:
            judge: says of each drawing, given all and their labels, whether it is read rightly without examples, and
                with all the others as examples: ``Recognizer.judged_by_the_others``.
        """
        done = [(card.digit, card.drawing) for card in self.cards if card.drawing is not None]
        if not done:
            return Difference(0, 0, 0, ((0, 0, 0),) * 10)
        judged = judge([drawing for _, drawing in done], [digit for digit, _ in done])
        counts = [[0, 0, 0] for _ in range(10)]
        for (digit, _), (without, with_others) in zip(done, judged, strict=True):
            for column, said in enumerate((True, without, with_others)):
                counts[digit][column] += said
        by_digit = tuple((count, before, after) for count, before, after in counts)
        total, before, after = (sum(row[column] for row in by_digit) for column in range(3))
        return Difference(total, before, after, by_digit)

    def _next_undrawn(self) -> int:
        order = [*range(self._place + 1, len(self.cards)), *range(self._place)]
        return next((place for place in order if self.cards[place].drawing is None), len(self.cards))


def shuffled(each: int, chance: random.Random) -> list[int]:
    """Return every digit so many times: each ten cards hold every digit once, and none comes twice in a row."""
    order: list[int] = []
    for _ in range(each):
        digits = list(range(10))
        chance.shuffle(digits)
        if order and order[-1] == digits[0]:
            digits.append(digits.pop(0))
        order += digits
    return order
