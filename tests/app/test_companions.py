"""Windows beside the pad's: opened, made anew and closed together."""

from types import SimpleNamespace

from digitpad import UserError
from digitpad.app.views.companions import Companions


class Beside:
    """A window beside the pad's, without a window."""

    def __init__(self, closed):
        self._closed = closed
        self.window = SimpleNamespace(geometry=lambda *_place: "9x9+1+2", lift=lambda: None, focus_set=lambda: None)

    def close(self):
        self._closed()


def test_one_that_can_not_be_made_anew_keeps_none_back():
    """It is closed, and said why; the others are made."""
    told, fails = [], []

    def make(closed, _left):
        if fails:
            raise fails[0]
        return Beside(closed)

    companions = Companions({"a": make, "b": lambda closed, _left: Beside(closed)}, told.append)
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
