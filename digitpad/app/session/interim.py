"""What is read while somebody draws: of the stroke as far as it has come, many times a second, and never an answer.

Only the newest ink is read. Whoever draws just notes that there is more of it; the worker takes what there is when its
turn comes, and so a drawing that takes long to be read is read less often, and the pen never waits.
"""

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from digitpad.app.session import motion
from digitpad.app.session.answers import Answers
from digitpad.app.session.document import Document, with_stroke
from digitpad.app.session.moments import Glimpse, Moment, glimpse_of, moment_of
from digitpad.app.session.steady import Said, said_of, steady
from digitpad.app.session.telling import Change, Telling
from digitpad.ink.drawing import Drawing, Point
from digitpad.ink.pads import PAD_UNITS, Place

KIND = "interim"
# Seconds from one reading to the next, at least: as often as can be seen.
PACE = 1 / 30
# Seconds of drawing that are remembered; a pause counts for no more than this.
KEPT, PAUSE = 3.0, 0.25
# In seconds: so often Python's threads change places while somebody draws. The pen waits so long each time that Tk
# comes back from what it was asked to do, which is several times for a piece of a stroke.
SWITCH = 0.00002


class Interim:
    """Reads a drawing while it is being made; listeners of the session are told "interim" of each moment.

    Attributes:
        moments: of the last seconds, oldest first; the answers after strokes are among them.
        calm: whether the person wants little motion: then moments are kept and not shown; None before that was asked.

    Args:
        answers: to what is drawn, when it is drawn.
        document: says what is on the pad.
        telling: tells of changes.
    """

    def __init__(self, answers: Answers, document: Callable[[], Document], telling: Telling) -> None:
        self.moments: deque[Moment] = deque()
        self.calm: bool | None = None
        self._answers, self._document, self._telling = answers, document, telling
        # Is set when the stroke has ended; every stroke has one of its own.
        self._over: threading.Event | None = None
        self._width, self._place = PAD_UNITS, Place()
        self._ink, self._noted = Drawing(), 0
        self._points: Sequence[Point] = ()
        self._asked = False
        self._begun = self._seen = 0.0
        self._interval = sys.getswitchinterval()
        telling.subscribe(self._hear)

    @property
    def drawing(self) -> bool:
        """Whether somebody draws or erases just now, and it is read."""
        return self._over is not None

    @property
    def holds(self) -> bool:
        """Whether what is shown stays, although there is no answer: a moment, or the answer, follows at once."""
        return self.drawing or (self._answers.asking.awaiting and bool(self.moments) and not self.moments[-1].final)

    def begin(self, width: float) -> None:
        """Read from now on what is being drawn or erased, on a pad of this width."""
        self.end()
        self._over, self._width, self._place = threading.Event(), width, self._document().place(width)
        self._noted, self._asked = 0, False
        sys.setswitchinterval(SWITCH)

    def note(self, ink: Drawing, points: Sequence[Point] = ()) -> None:
        """Note that there is more ink, or less: while the pen moves, nothing else is done.

        Args:
            ink: in the document's units.
            points: of the stroke that is being drawn, in pad units; it may grow.
        """
        self._ink, self._points = ink, points
        self._noted += 1
        if self._over is not None and not self._asked:
            self._ask(self._over)

    def end(self) -> None:
        """Read no more: the stroke has become part of the document, and is answered."""
        if self._over is None:
            return
        self._over.set()
        self._over = None
        sys.setswitchinterval(self._interval)
        if not self._answers.asking.awaiting:
            self._telling.tell("answer")  # there is none, and what was held is held no more

    def _ask(self, over: threading.Event) -> None:
        self._asked, due, taken = True, self._begun + PACE, self._noted

        def work(reader: Any) -> Glimpse | None:
            nonlocal taken
            if over.wait(max(due - time.monotonic(), 0.0)):
                return None
            if self.calm is None:
                self.calm = motion.wants_little_motion()
            self._begun, taken = time.monotonic(), self._noted
            points = self._place.from_pad(tuple(self._points))
            drawing = with_stroke(Document(self._ink), points, self._width).drawing
            return glimpse_of(drawing, reader.read(drawing))

        def done(result: Glimpse | Exception | None) -> None:
            if over is not self._over:
                return
            self._asked = False
            if isinstance(result, Glimpse):  # an error comes again with the answer, and is told then
                self._add(result, final=False)
                self._telling.tell("interim")
            if self._noted > taken and over is self._over:
                self._ask(over)

        self._answers.asking.do(KIND, work, done)
        self._telling.tell("pending")

    def _add(self, glimpse: Glimpse, final: bool) -> None:
        now, before = time.monotonic(), self.moments[-1] if self.moments else None
        at = 0.0 if before is None else before.at + min(now - self._seen, PAUSE)
        known = Said() if before is None else before.said
        said = said_of(glimpse.reading) if final else steady(known, glimpse.reading)
        self._seen = now
        self.moments.append(moment_of(at, glimpse, said, final))
        while self.moments[0].at < at - KEPT:
            self.moments.popleft()

    def _hear(self, change: Change) -> None:
        document, answered = self._document(), self._answers.current
        if change == "model" or (change == "document" and (document.drawing.is_blank or document.picture is not None)):
            self.moments.clear()
        elif change == "answered" and answered is not None and self.moments and not self.moments[-1].final:
            self._add(glimpse_of(document.drawing, answered.answer.reading), final=True)
            self._telling.tell("interim")
