"""The look inside the network: what it shows is worked out in the worker's thread, and follows pen and answers."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.moments import drawn_last
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change, nobody
from digitpad.ink.drawing import Drawing
from digitpad.reading.parts import part_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digitpad.insight.layout import Layout
    from digitpad.insight.parts import Scene
    from digitpad.insight.shades import Colours
    from digitpad.reading.explanation import Explanation, Network

KIND = "inside"
# While somebody draws, seconds from one picture to the next, at least: the pen comes first.
PACE = 1 / 15


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
        clock: tells the time, in seconds.
    """

    def __init__(
        self,
        session: Session,
        colours: "Colours",
        view: View,
        tell: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.look: Look | None = None
        self.words = texts.INSIDE_EMPTY
        self.view = view
        self._session, self._colours, self._tell = session, colours, tell
        self._source: Drawing | NDArray[np.float32] | None = None
        # What the explanation that is shown is of: (the digit, the network).
        self._known: tuple[Any, Network] | None = None
        self._leave = session.subscribe(self._hear)
        self._closed = False
        self._clock, self._next = clock, 0.0

    def close(self) -> None:
        """Follow no more; what is still being worked out is dropped."""
        if not self._closed:
            self._closed = True
            self._tell = nobody
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
            source, index = answered.answer.source, answered.chosen
            if index is None and isinstance(source, Drawing):
                index = drawn_last(source, [digit.box for digit in answered.digits])
            seen = answered._replace(chosen=index or 0).seen()
            assert seen is not None, "a digit is chosen"
            alone = seen.drawing if answered.several else source
            self._source = alone if isinstance(alone, Drawing) else seen.image
            self._ask()

    def _ask(self) -> None:
        source, view, colours = self._source, self.view, self._colours
        if source is None:
            return
        same = self._known is not None and self._known[0] is source and self._known[1] == view.network
        known = self.look.explanation if same and self.look is not None else None

        def work(reader: Any) -> tuple[Any, View, Look]:
            return source, view, looked(reader, source, view, colours, known)

        self._session.work(KIND, work, self._take)

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

    def _pass_by(self) -> None:
        """Look at the digit that is being drawn, as far as it has come."""
        moment = self._session.interim.moments[-1]
        drawing, reading, place, _ = moment.glimpse
        boxes = [digit.box for digit in reading.digits if digit.box is not None]
        if moment.final or place is None:
            return  # an answer is followed as such
        now = self._clock()
        if now < self._next:
            return  # the next moment comes soon
        self._next = now + PACE
        several = len(boxes) == len(reading.digits) > 1
        self._source = part_of(drawing, boxes, place) if several else drawing
        self._ask()

    def _hear(self, change: Change) -> None:
        if change == "interim":
            self._pass_by()
        elif change in ("answer", "document", "model"):
            if change == "model":
                self._known = None
                self.view = self.view._replace(about=None)
            self.follow()


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
