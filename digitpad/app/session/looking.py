"""The look inside the network: what it shows is worked out in the worker's thread, and follows pen and answers."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digitpad.insight.layout import Layout
    from digitpad.insight.parts import Scene
    from digitpad.insight.shades import Colours
    from digitpad.reading.explanation import Explanation, Network
    from digitpad.reading.prediction import Reading

KIND = "inside"
# A drawing that isn't finished is looked at so often, in seconds.
BETWEEN = 0.04


class Look(NamedTuple):
    """What is shown.

    Attributes:
        explanation: of the digit.
        layout: where its parts lie.
        scene: the picture.
        about: the class whose contributions are shown.
        has_strokes: whether the other network could be shown.
    """

    explanation: "Explanation"
    layout: "Layout"
    scene: "Scene"
    about: int
    has_strokes: bool


class View(NamedTuple):
    """How it is shown: (width, height) in pixels, pixels for one at 100 %, the network, and the class asked about."""

    width: int
    height: int
    unit: float
    network: "Network" = "picture"
    about: int | None = None


class Looking:
    """Looks at the digit that is being drawn, or that the answer is about.

    Of several it is the one that is chosen, or the one that was drawn last; in a picture the first.

    Attributes:
        look: what is shown; None while there is nothing.
        words: what is said in its place.
        view: how it is shown.

    Args:
        session: whose answers are followed.
        colours: of the theme.
        view: how it is shown.
        tell: is called when there is something else to be shown.
    """

    def __init__(self, session: Session, colours: "Colours", view: View, tell: Callable[[], None]) -> None:
        self.look: Look | None = None
        self.words = texts.INSIDE_EMPTY
        self.view = view
        self._session, self._colours, self._tell = session, colours, tell
        self._source: Drawing | NDArray[np.float32] | None = None
        # What the explanation that is shown is of: (the digit, the network).
        self._known: tuple[Any, Network] | None = None
        self._leave = session.subscribe(self._hear)
        self._closed = False
        # When a drawing that isn't finished was looked at the last time, and whether it is one now.
        self._passed, self._unfinished = 0.0, False

    def close(self) -> None:
        """Follow no more; what is still being worked out is dropped."""
        if not self._closed:
            self._closed = True
            self._leave()

    def show(self, **changes: Any) -> None:
        """Show it in another way: the names are those of :class:`View`."""
        view = self.view._replace(**changes)
        if view != self.view:
            self.view = view
            self._ask()

    def follow(self) -> None:
        """Look at the digit that is there now; a picture stays while the next answer is awaited."""
        answered = self._session.answers.current
        if self._session.document.is_blank or (answered is not None and not answered.digits):
            self._source, self.look, self.words = None, None, texts.INSIDE_EMPTY
            self._tell()
        elif answered is not None:
            index = answered.chosen
            if index is None:
                index = last_drawn(answered.answer.reading, answered.answer.source)
            seen = answered._replace(chosen=index).seen()
            assert seen is not None, "a digit is chosen"
            alone = answered.answer.source if not answered.several else seen.drawing
            self._source = alone if isinstance(alone, Drawing) else seen.image
            self._unfinished = False
            self._ask()

    def pass_by(self, drawing: Drawing) -> None:
        """Look at a drawing whose last stroke isn't finished, where answers come by themselves; not at each of many."""
        now = time.monotonic()
        if self._session.answers.live and now - self._passed >= BETWEEN:
            self._passed = now
            self._source, self._unfinished = drawing, True
            self._ask()

    def _ask(self) -> None:
        source, view, colours, unfinished = self._source, self.view, self._colours, self._unfinished
        if source is None:
            return
        same = self._known is not None and self._known[0] is source and self._known[1] == view.network
        known = self.look.explanation if same and self.look is not None else None

        def work(reader: Any) -> tuple[Any, View, Look]:
            seen = last_digit(reader, source) if unfinished and isinstance(source, Drawing) else source
            return source, view, looked(reader, seen, view, colours, known)

        self._session.answers.asking.do(KIND, work, self._take)
        self._session.tell("pending")

    def _take(self, result: "tuple[Any, View, Look] | Exception") -> None:
        if self._closed:
            return
        if isinstance(result, Exception):
            self._source, self.look, self.words = None, None, sentence(result)
        elif self._source is None:
            return  # the pad was cleared meanwhile
        else:
            source, view, self.look = result
            self._known = source, view.network
        self._tell()

    def _hear(self, change: Change) -> None:
        if change in ("answer", "document", "model"):
            if change == "model":
                self._known = None
                self.view = self.view._replace(about=None)
            self.follow()


def last_drawn(reading: "Reading", source: object) -> int:
    """Return which digit of a drawing the last stroke belongs to; in a picture, the first."""
    if not isinstance(source, Drawing) or len(reading.digits) < 2:
        return 0
    xs, ys = zip(*source.strokes[-1].points, strict=True)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

    def distance(index: int) -> float:
        left, top, right, bottom = reading.digits[index].box or (0.0, 0.0, 0.0, 0.0)
        return float(abs((left + right) / 2 - x) + abs((top + bottom) / 2 - y))

    return min(range(len(reading.digits)), key=distance)


def last_digit(reader: Any, drawing: Drawing) -> Drawing:
    """Return the strokes of the digit that was drawn last, where there are several."""
    from digitpad.app.session.parts import part_of

    reading = reader.read(drawing)
    boxes = [digit.box for digit in reading.digits if digit.box is not None]
    return part_of(drawing, boxes, last_drawn(reading, drawing)) if len(boxes) > 1 else drawing


def looked(reader: Any, source: Any, view: View, colours: "Colours", explanation: "Explanation | None" = None) -> Look:
    """Work out what is shown.

    Args:
        reader: the recogniser.
        source: the digit, as strokes or as what the network saw of it.
        view: how it is shown.
        colours: of the theme.
        explanation: where it is known already.
    """
    from digitpad.insight.scene import layout_of, scene_of

    has_strokes = isinstance(source, Drawing) and getattr(reader, "strokes", None) is not None
    if explanation is None:
        explanation = reader.explain(source, view.network if has_strokes else "picture")
    layout = layout_of(explanation, view.width, view.height, view.unit)
    about = int(explanation.scores.argmax()) if view.about is None else min(view.about, len(explanation.scores) - 1)
    return Look(explanation, layout, scene_of(explanation, layout, colours, about), about, has_strokes)
