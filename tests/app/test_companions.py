"""Windows beside the pad's: opened, made anew and closed together."""

import gc
import weakref
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest

from digitpad import UserError
from digitpad.app.views.companions import Companions
from tests.app.hand import SEVEN, until


class Beside:
    """A window beside the pad's, without a window."""

    def __init__(self, closed):
        self._closed = closed
        self.window = SimpleNamespace(geometry=lambda *_place: "9x9+1+2", lift=lambda: None, focus_set=lambda: None)

    def close(self):
        self._closed()


def test_one_that_can_not_be_made_anew_keeps_none_back():
    """It is closed, and said why; the others are made."""
    told, fails, cleaned = [], [], MagicMock()

    def make(closed, _left):
        if fails:
            raise fails[0]
        return Beside(closed)

    companions = Companions({"a": make, "b": lambda closed, _left: Beside(closed)}, told.append, cleaned)
    companions.show("a")
    companions.show("b")
    before = companions.open["b"]
    fails.append(UserError("no"))
    companions.renew()
    assert [*companions.open] == ["b"]
    assert companions.open["b"] is not before
    assert told == fails
    companions.close()
    assert not companions.open
    assert cleaned.called


@pytest.mark.parametrize("name", ["inside", "what if", "map", "gallery", "cards", "side by side", "play"])
def test_nothing_is_left_of_one_that_is_closed(open_app, name):
    """All of it goes in the window's own thread: in another one Tk's part of it could not be taken away."""
    app, hand = open_app()
    hand.draw(SEVEN)
    gc.disable()
    try:
        app.looks.companions.show(name)
        until(app, lambda: not app.session.pending, "it has shown all")
        left = weakref.ref(app.looks.companions.open[name])
        app.looks.companions.open[name].close()
        until(app, lambda: left() is None, "it is gone")
    finally:
        gc.enable()
