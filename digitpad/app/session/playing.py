"""A round of play: digits that are asked, one after the other, and tricks to play on the network."""

import random
import time
from collections.abc import Callable
from typing import Literal, NamedTuple

from digitpad import texts
from digitpad.app.session import editing
from digitpad.app.session.document import with_drawing
from digitpad.app.session.labels import example_of
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change, nobody
from digitpad.app.session.tricks import TRICKS, stock
from digitpad.examples.corrections import Labelled
from digitpad.ink.drawing import Drawing

State = Literal["ready", "asked", "right", "done", "trick", "tricked"]


class Card(NamedTuple):
    """A digit that was asked; one that was passed over has neither drawing nor seconds."""

    digit: int
    drawing: Drawing | None = None
    seconds: float = 0.0


class Play:
    """Asks for ten digits in shuffled order, and takes the time; then for tricks.

    A digit is drawn as asked once the answer is sure that it is that one. In a row are those between which neither
    Clear was needed nor one passed over.

    Attributes:
        state: what it is at.
        order: the digits of the round.
        cards: those that were drawn, or passed over.
        in_row: how many right ones in a row there are now.
        longest: how many there were at most.
        trick: (what the digit is, what it is to be taken for).
        seconds: that the last digit, or the trick, took.
        tell: is called when something else is to be said.

    Args:
        session: with the pad that is drawn on.
        tell: the first to be told.
        clock: in seconds.
        seed: of the order; None for another one each time.
    """

    def __init__(
        self,
        session: Session,
        tell: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
        seed: int | None = None,
    ) -> None:
        self.state: State = "ready"
        self.order: list[int] = []
        self.cards: list[Card] = []
        self.in_row = self.longest = 0
        self.trick = TRICKS[0]
        self.seconds = 0.0
        self._kept: tuple[Labelled, ...] = ()
        self._session, self.tell, self._clock = session, tell, clock
        self._random = random.Random(seed)
        self._begun, self._tricks, self._own = 0.0, 0, False
        self._leave = session.subscribe(self._hear)
        self._closed = False

    def close(self) -> None:
        """Hear of nothing any more."""
        if not self._closed:
            self._closed = True
            self.tell = nobody
            self._leave()

    @property
    def asked(self) -> int | None:
        """The digit that is to be drawn."""
        return self.order[len(self.cards)] if self.state == "asked" else None

    @property
    def drawn(self) -> list[Card]:
        """The cards with a drawing."""
        return [card for card in self.cards if card.drawing is not None]

    @property
    def kept(self) -> bool:
        """Whether the round's drawings are kept: Undo takes that back."""
        labelled = self._session.document.labelled
        return bool(self._kept) and any(example is self._kept[0] for example in labelled)

    def start(self) -> None:
        """Begin a round."""
        self.order = self._random.sample(range(10), 10)
        self.cards, self.in_row, self.longest, self._kept = [], 0, 0, ()
        self._ask()

    def pass_over(self) -> None:
        """Go on with the next digit."""
        if self.state == "asked":
            self.cards.append(Card(self.order[len(self.cards)]))
            self.in_row = 0
            self._ask()

    def go_on(self) -> None:
        """Ask for the next digit, after one was right."""
        if self.state == "right":
            self._ask()

    def keep(self) -> int:
        """Keep what was drawn in the round as examples, each with the digit that was asked; return how many.

        Raises:
            DataError: if they can't be written; then none is kept.
        """
        if self.kept or not self.drawn:
            return 0
        self._session.settle()
        document = self._session.document
        kept = tuple(example_of(card.digit, card.drawing) for card in self.drawn if card.drawing is not None)
        self._kept = kept
        self._session.do(document._replace(labelled=(*document.labelled, *kept)))
        self._session.say(texts.PLAY_KEPT.format(len(kept)))
        self.tell()
        return len(kept)

    def play_trick(self) -> None:
        """Put a digit on the pad that is to be taken for another one: the person's own, where one was drawn."""
        self.trick = digit, _other = TRICKS[self._tricks % len(TRICKS)]
        self._tricks += 1
        own = [card.drawing for card in self.drawn if card.digit == digit]
        drawing = own[-1] if own and own[-1] is not None else stock(digit)
        self._session.settle()
        self.state = "trick"
        self._session.do(with_drawing(self._session.document, drawing, self._session.pad_width))
        self._begun = self._clock()
        self.tell()

    def _ask(self) -> None:
        self._clear()
        self.state = "asked" if len(self.cards) < len(self.order) else "done"
        self._begun = self._clock()
        self.tell()

    def _clear(self) -> None:
        self._own = True
        editing.clear(self._session)
        self._own = False

    def _hear(self, change: Change) -> None:
        document, answered = self._session.document, self._session.answers.current
        if change == "document" and self.state == "asked" and document.is_blank and not self._own:
            self.in_row = 0
        if change == "labels" and self.state == "done":
            self.tell()
        if change != "answered" or answered is None or answered.several or self.state not in ("asked", "trick"):
            return
        wanted = self.asked if self.state == "asked" else self.trick[1]
        if answered.only.digit != wanted or answered.only.verdict != "sure" or document.picture is not None:
            return
        self.seconds = self._clock() - self._begun
        if self.state == "trick":
            self.state = "tricked"
        else:
            self.state = "right"
            self.cards.append(Card(self.order[len(self.cards)], document.drawing, self.seconds))
            self.in_row += 1
            self.longest = max(self.longest, self.in_row)
        self.tell()
