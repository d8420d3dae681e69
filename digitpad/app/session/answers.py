"""The answer to what is on the pad: asked for, taken away when it is about something else, and explained."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.asking import Asking
from digitpad.app.session.document import Document
from digitpad.app.session.telling import Message, Telling

if TYPE_CHECKING:
    from digitpad.app.session.answered import Answered
    from digitpad.app.session.document import Ink
    from digitpad.app.session.reports import Answer
    from digitpad.reading.heatmap import Heat


class Answers:
    """Keeps the answer that is shown.

    Attributes:
        asking: who answers.
        current: the answer to what is on the pad; None while there is none.
        heat: which ink spoke for it, if that is known.

    Args:
        asking: who answers.
        document: says what is on the pad.
        telling: tells of changes.
        live: whether each change is answered by itself.
        pen: its width, in pad units.
    """

    def __init__(
        self, asking: Asking, document: Callable[[], Document], telling: Telling, live: bool, pen: float
    ) -> None:
        self.asking = asking
        self.current: Answered | None = None
        self.heat: Heat | None = None
        # Why there is none, if it isn't that nobody has asked yet.
        self._why = ""
        # What was said when it was asked; None where nobody waits for the answer.
        self._said: Message | None = None
        self._document, self._telling = document, telling
        self._live, self._pen, self._heat_wanted = live, pen, False
        # The digit that is chosen, by its ink: new strokes elsewhere leave it chosen.
        self._chosen_ink: Ink | None = None

    @property
    def instead(self) -> str:
        """What is said while there is no answer: when it will come."""
        if self._why:
            return self._why
        if self._live:
            return texts.COMES_BY_ITSELF
        return texts.DRAW_AND_ASK if self._document().is_blank else texts.NO_ANSWER_YET

    @property
    def live(self) -> bool:
        """Whether each change is answered by itself."""
        return self._live

    @live.setter
    def live(self, live: bool) -> None:
        self._live = live
        self._telling.tell("answer")
        self.ask_live()

    @property
    def pen(self) -> float:
        """The pen's width, in pad units: only on pictures it is a part of what is read."""
        return self._pen

    @pen.setter
    def pen(self, pen: float) -> None:
        changed, self._pen = pen != self._pen, pen
        document = self._document()
        if changed and document.picture is not None and not document.drawing.is_blank:
            self.drop()
            self.ask_live()

    @property
    def heat_wanted(self) -> bool:
        """Whether answers are to come with their heat."""
        return self._heat_wanted

    @heat_wanted.setter
    def heat_wanted(self, wanted: bool) -> None:
        self._heat_wanted = wanted
        if wanted and self.heat is None:
            self.explain()

    def speak(self, language: str) -> None:
        """Speak another language from now on; what is said already is said again in it."""
        from digitpad import languages

        loading, problem = self.asking.loading, self.asking.state[1]
        languages.use(language)
        if self._why:
            self._why = texts.NO_ANSWER
        if not problem:
            self.asking.state = (texts.LOADING if loading else texts.READY, False)
        self.say_status()

    def ask(self) -> None:
        """Ask which digits are on the pad, because the person wants to know."""
        self._telling.say(*((texts.ANSWER_FOLLOWS, False) if self.asking.loading else self.asking.state))
        self._ask()

    def ask_live(self) -> None:
        """Ask by itself, if that is wanted and nothing was asked yet."""
        if not self._live or self.asking.awaiting or self.current is not None or self._document().is_blank:
            return
        if self.asking.loading:
            self._telling.say(texts.ANSWER_FOLLOWS)
        self._ask()

    def _ask(self) -> None:
        from digitpad.app.session.inked import source_of

        self._said = self._telling.message
        self.asking.ask(source_of(self._document(), self._pen), self._heat_wanted)
        self._telling.tell("pending")

    def ask_anew(self) -> None:
        """Ask once more about what an answer is shown to, which stays until then."""
        if self.current is not None:
            self._ask()
            self._said = None

    def drop(self, why: str = "") -> None:
        """Take the answer away, and await none: it is not about what is on the pad now."""
        self.asking.forget()
        self.current, self.heat, self._why = None, None, why
        self._telling.tell("answer")
        self._telling.say(*self.asking.state)

    def show(self, answer: "Answer") -> None:
        """Show an answer that has come; asked again about the same ink, it is about the same digit."""
        from digitpad.app.session.answered import answered
        from digitpad.app.session.corrections import found_again

        document, chosen, before = self._document(), None, Message(*self.status)
        if self._chosen_ink is not None and len(answer.reading.digits) > 1:
            chosen = found_again(document, answer.reading, self._chosen_ink)
        if chosen is None:
            self._chosen_ink = None
        self.current, self.heat = answered(document, answer, chosen), None
        self._telling.tell("answer")
        if self._telling.message.stands_out:
            self._telling.tell("message")  # what it says stays, and below it the status line has news
        elif self._telling.message in (self._said, before):  # else something was said since it was asked
            self.say_status()
        if self._heat_wanted and chosen is not None:
            self.explain()
        self._telling.tell("answered")

    def renew(self) -> None:
        """Show the answer with the person's new word in it."""
        if self.current is not None:
            from digitpad.app.session.answered import answered

            self.current = answered(self._document(), self.current.answer, self.current.chosen)
            self._telling.tell("answer")

    def choose(self, index: int | None) -> None:
        """Make it be about one of several digits, counted from 0, or about all again."""
        if self.current is None or not self.current.several:
            return
        from digitpad.app.session.corrections import inks_of

        inks = inks_of(self._document(), self.current.answer.reading)
        self._chosen_ink = None if index is None else inks[index]
        self.current, self.heat = self.current._replace(chosen=index), None
        self._telling.tell("answer")
        self.say_status()
        if self._heat_wanted:
            self.explain()

    def explain(self) -> None:
        """Ask which ink spoke for the answer; of several digits, for the one that is chosen."""
        if self.current is None:
            return
        from digitpad.app.session.inked import source_of

        digit = self.current.seen()
        if digit is not None:
            self.asking.ask(digit, True)
        elif not self.current.several:
            self.asking.ask(source_of(self._document(), self._pen), True)
        self._telling.tell("pending")

    @property
    def status(self) -> tuple[str, bool]:
        """What there is, and how to go on; and whether that is a problem."""
        status = None if self.current is None else self.current.status
        return self.asking.state if status is None else (status, False)

    def say_status(self) -> None:
        """Say what there is, and how to go on."""
        self._telling.say(*self.status)
