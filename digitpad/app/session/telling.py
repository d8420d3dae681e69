"""Who is told when something changes, and what the status line says."""

from collections.abc import Callable
from typing import Literal, NamedTuple

# What listeners are told: that the document, the answer, its heat, the message, the pen, the examples, how many of them
# are known, or the model is another one; that an answer has just come, or Pillow, or what is read in between, while
# somebody draws; that something is to come; and, before the document changes, to bring to an end what they are at.
Change = Literal[
    "settle",
    "document",
    "answer",
    "answered",
    "interim",
    "heat",
    "message",
    "pen",
    "labels",
    "lessons",
    "model",
    "imaging",
    "pending",
]
Listener = Callable[[Change], None]


def nobody() -> None:
    """Tell nobody: whoever was told is gone, and is not to be held by what a thread still works out for it."""


class Message(NamedTuple):
    """What is said in the status line, or in a bar over the pad.

    Attributes:
        words: one sentence.
        problem: whether something went wrong.
        remedy: the name of the action that helps, if there is one.
    """

    words: str
    problem: bool = False
    remedy: str = ""

    @property
    def stands_out(self) -> bool:
        """Whether it is said in a bar, until the person does something or has had time to read it."""
        return self.problem or bool(self.remedy)


class Telling:
    """Tells listeners of changes.

    Attributes:
        message: what the status line says.

    Args:
        words: to begin with.
    """

    def __init__(self, words: str) -> None:
        self.message = Message(words)
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of all changes, until the function that is returned is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, change: Change) -> None:
        """Tell all listeners of a change."""
        for listener in [*self._listeners]:
            listener(change)

    def say(self, words: str, problem: bool = False, remedy: str = "") -> None:
        """Say something, as in :class:`Message`."""
        self.message = Message(words, problem, remedy)
        self.tell("message")
