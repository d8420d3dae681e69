"""Choosing among many things in rows, with pointer and keys."""

import pytest

from digitpad.app.session.choosing import Choosing


@pytest.fixture
def choosing():
    return of("abcdefgh")


def of(keys, turns=False):
    def choose(chosen):
        made.show(made.keys, chosen)

    made = Choosing(choose, turns)
    made.show(keys, set())
    return made


def chosen(choosing):
    return "".join(sorted(choosing.chosen))


def test_arrows_choose_where_they_go(choosing):
    """Past the ends they go nowhere."""
    choosing.go(1)
    assert chosen(choosing) == "b"
    choosing.go(3)
    choosing.go(-9)
    choosing.go(9)
    assert chosen(choosing) == "e"
    choosing.go_to_end(at_start=False)
    assert chosen(choosing) == "h"
    choosing.go_to_end(at_start=True)
    assert chosen(choosing) == "a"


def test_shift_chooses_all_up_to_there(choosing):
    """With keys and pointer alike, from where the last plain choice was, there and back."""
    choosing.click(2)
    choosing.go(3, extend=True)
    assert chosen(choosing) == "cdef"
    choosing.go(-4, extend=True)
    assert chosen(choosing) == "bc"
    choosing.click(4, extend=True)
    assert chosen(choosing) == "cde"
    choosing.click(7, add=True)
    choosing.click(6, extend=True, add=True)
    assert chosen(choosing) == "cdegh"


def test_ctrl_goes_without_choosing_and_adds_one(choosing):
    """Space takes it too, Ctrl+Space not any more, and Ctrl and a click both."""
    choosing.click(0)
    choosing.go(2, add=True)
    assert (chosen(choosing), choosing.at) == ("a", 2)
    choosing.space()
    choosing.space()
    assert chosen(choosing) == "ac"
    choosing.space(turn=True)
    assert chosen(choosing) == "a"
    choosing.click(5, add=True)
    choosing.click(0, add=True)
    assert chosen(choosing) == "f"


def test_a_click_beside_all_chooses_none(choosing):
    """Unless more are being taken."""
    choosing.all()
    choosing.click(None, add=True)
    assert chosen(choosing) == "abcdefgh"
    choosing.click(None)
    assert chosen(choosing) == ""


def test_where_one_has_gone_the_next_one_is_gone_on_from(choosing):
    """And at the end the last one; where there is nothing left, nothing happens."""
    choosing.click(7)
    choosing.show("abcd", set())
    assert choosing.at == 3
    choosing.go(-1)
    assert chosen(choosing) == "c"
    choosing.show("", set())
    choosing.go(1)
    choosing.space()
    choosing.go_to_end(at_start=False)
    choosing.all()
    assert chosen(choosing) == ""


def test_ticks_are_turned_one_by_one():
    """A plain click, Ctrl, or Space turns one and leaves the others; arrows turn none, and Shift makes all alike."""
    ticks = of("abcdef", turns=True)
    ticks.all()
    ticks.click(1)
    assert chosen(ticks) == "acdef"
    ticks.go(2, extend=True)
    assert chosen(ticks) == "aef"
    ticks.go(1)
    ticks.space()
    assert chosen(ticks) == "af"
    ticks.click(None)
    ticks.click(1, add=True)
    ticks.click(3, extend=True)
    assert chosen(ticks) == "abcdf"
