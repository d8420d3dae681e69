"""Undo and redo: since documents never change, keeping the old ones is all it takes."""

from collections import deque

from digitpad.app.session.document import Document

# A person goes back a handful of steps; each one kept holds on to strokes that may be on no document any more.
MOST_STEPS = 200


class History:
    """The document on the pad, those before it, and those taken back.

    Args:
        document: what the pad starts with.
    """

    def __init__(self, document: Document) -> None:
        self.current = document
        self._past: deque[Document] = deque(maxlen=MOST_STEPS)
        self._future: list[Document] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an older document to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back and nothing was done since."""
        return bool(self._future)

    def change(self, document: Document) -> bool:
        """Put another document on the pad; return whether it differs from the one that was there."""
        if document == self.current:
            return False
        self._past.append(self.current)
        self._future.clear()
        self.current = document
        return True

    def undo(self) -> bool:
        """Go one step back; return whether there was one."""
        if not self._past:
            return False
        self._future.append(self.current)
        self.current = self._past.pop()
        return True

    def redo(self) -> bool:
        """Take one step back again; return whether there was one."""
        if not self._future:
            return False
        self._past.append(self.current)
        self.current = self._future.pop()
        return True
