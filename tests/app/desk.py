"""A session whose worker has a model, without a window: what stands beside it is handed answers as they come."""

import time

from digitpad import Recognizer
from digitpad.app.session import editing
from digitpad.app.session.asking import Asking
from digitpad.app.session.hearing import hear
from digitpad.app.session.session import Session
from tests.app.handwriting import written
from tests.patience import PATIENCE


def poll(session):
    """Let a session hear what its worker has reported since the last time."""
    for report in session.take():
        hear(session, report)


class Desk:
    """A session, and what is to be tried beside it.

    Args:
        load: makes the recogniser.
    """

    def __init__(self, load=Recognizer):
        self.session = Session(Asking(load, None))
        self.session.answers.asking.start()

    def settle(self, until=lambda: False):
        """Let the worker do all that is to be done, or until something is so."""
        deadline = time.monotonic() + PATIENCE
        while self.session.pending and not until():
            assert time.monotonic() < deadline
            time.sleep(0.001)
            poll(self.session)

    def write(self, text, left=100, step=110, width=200):
        """Write digits, and let each stroke be answered."""
        for stroke in written(text, left, 100, width, step):
            editing.begin(self.session)
            editing.add_stroke(self.session, stroke.points)
            self.settle()

    def close(self):
        """End the worker."""
        self.session.answers.asking.close()
