"""The guided session, without a window."""

import contextlib
import random
from itertools import pairwise

import pytest

from digitpad import Drawing, Recognizer
from digitpad.errors import DataError
from digitpad.examples import appending
from digitpad.examples.library import Library
from digitpad.examples.session import Session, shuffled


def _drawing(number):
    return Drawing.from_strokes([[(10 + number, 10), (90, 100)]])


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "labelled.jsonl")


@pytest.mark.parametrize("seed", range(40))
def test_cards_come_in_mixed_order(seed):
    """Every digit as often as it should, no digit twice in a row, and early leavers have as many of each."""
    cards = shuffled(3, random.Random(seed))
    assert sorted(cards) == sorted(list(range(10)) * 3)
    assert all(one != other for one, other in pairwise(cards))
    assert all(sorted(cards[start : start + 10]) == list(range(10)) for start in (0, 10, 20))


def test_thirty_cards_make_thirty_examples(library):
    """Card after card, each kept at once under its digit, with progress on the way."""
    session = Session(library, seed=1)
    while (card := session.card) is not None:
        before = session.drawn
        session.draw(_drawing(session.place))
        assert session.drawn == before + 1
        assert list(library)[-1].label == card.digit
    assert session.drawn == 30
    assert library.counts == (3,) * 10
    assert {each.whence for each in library} == {"session"}
    session.draw(_drawing(0))
    assert len(library) == 30


def test_any_card_can_be_drawn_again(library):
    """The new drawing takes the old one's place, and the session goes on where it was."""
    session = Session(library, seed=2)
    for number in range(5):
        session.draw(_drawing(number))
    session.go_to(1)
    digit = session.card.digit
    session.draw(_drawing(50))
    assert session.place == 5
    assert len(library) == 5
    assert (list(library)[-1].label, list(library)[-1].source()) == (digit, _drawing(50))
    session.back()
    assert session.place == 4
    session.go_to(-3)
    assert session.place == 0


def test_whoever_leaves_keeps_what_is_there(library):
    """The keys of the drawings that were made are returned, and another pad finds them."""
    session = Session(library, seed=3)
    for number in range(4):
        session.draw(_drawing(number))
    assert session.leave() == [each.key for each in Library(library.path)]
    assert session.card is None
    assert session.drawn == 4


def test_what_can_not_be_kept_is_asked_again(library):
    """A blank leaves the card where it is."""
    session = Session(library, seed=4)
    with pytest.raises(DataError):
        session.draw(Drawing(100, 100))
    assert (session.place, session.drawn, len(library)) == (0, 0, 0)


def test_a_card_that_can_not_be_kept_again_keeps_the_old_drawing(library, monkeypatch):
    """On a full disk neither of both goes: the card stays as it is, and a second try takes the old one's place."""
    session = Session(library, seed=6)
    session.draw(_drawing(1))
    session.go_to(0)
    write, calls = appending.os.fsync, []

    def full_at(count):
        def sync(descriptor):
            calls.append(descriptor)
            if len(calls) == count:
                raise OSError(28, "No space left on device")
            write(descriptor)

        return sync

    for count in (1, 2):
        calls.clear()
        monkeypatch.setattr(appending.os, "fsync", full_at(count))
        with contextlib.suppress(DataError):
            session.draw(_drawing(count + 1))
        assert [each.source() for each in Library(library.path)] == [session.cards[0].drawing]
    assert session.cards[0].drawing == _drawing(3)
    assert session.place == 1


def test_the_difference_is_counted_by_digit(library):
    """As judged: so many rightly before, so many after, and of each digit."""
    session = Session(library, seed=5)
    assert session.difference(lambda drawings, labels: []).drawings == 0
    for number in range(12):
        session.draw(_drawing(number))
    found = session.difference(lambda drawings, labels: [(label == 3, label != 4) for label in labels])
    assert found.drawings == 12
    threes, fours = (sum(card.digit == digit for card in session.cards[:12]) for digit in (3, 4))
    assert (found.before, found.after) == (threes, 12 - fours)
    assert found.by_digit[3] == (threes, threes, threes)


def test_no_sample_is_judged_by_itself():
    """An odd sign that was drawn once is no better off; drawn three times, each helps the others."""
    signs = [Drawing.from_strokes([[(60, y + d), (140, y - d)] for y in (60, 100, 140)], 200, 200) for d in (0, 2, 4)]
    recognizer = Recognizer()
    assert recognizer.judged_by_the_others(signs[:1], [7]) == [(False, False)]
    assert recognizer.judged_by_the_others(signs, [7] * 3) == [(False, True)] * 3
    recognizer.examples.add_many([(sign, 7) for sign in signs])
    assert recognizer.judged_by_the_others(signs[:1], [7]) == [(False, False)]
