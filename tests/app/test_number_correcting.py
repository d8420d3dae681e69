"""Correcting a digit of a number, and taking it back."""

from digitpad import texts
from tests.app.hand import until
from tests.app.numbers import beside, choose, kept, strokes
from tests.app.state import chosen, ink_of, status, text


def test_a_digit_is_corrected(write):
    """Box, number, title and copied text show the correction, marked; that digit's strokes alone are kept."""
    app, hand = write()
    choose(hand, 1)
    hand.key("2")
    assert beside(app) == ["4", "2 ✓", "1"]
    assert app.root.title() == "421 (99 %, 1 corrected) - digitpad"
    assert app.looks.view.panel.text == "421\n2, corrected\nread as: 7 (90 %)"
    assert app.looks.view.panel._bars._best == 2
    hand.key("ctrl+c")
    assert app.root.clipboard_get() == "421"
    ((label, drawing),) = kept()
    assert label == 2
    assert drawing.strokes == ink_of(app).strokes[2:4]
    hand.key("Escape")
    assert app.looks.view.panel.text == "421\n99 %\n1 corrected"


def test_all_digits_are_corrected(write):
    """Without anything that was read, there is no confidence left to tell."""
    app, hand = write()
    for digit in "471":
        hand.key("Right")
        hand.key(digit)
    assert app.root.title() == "471 (corrected) - digitpad"
    assert [label for label, _ in kept()] == [4, 7, 1]


def test_corrections_are_undone_and_said_again(write):
    """Undo takes them back one by one before any stroke, redo brings them again; a second word for a digit counts."""
    app, hand = write()
    choose(hand, 0)
    hand.key("9")
    choose(hand, 1)
    hand.key("2")
    choose(hand, 0)
    hand.key("8")
    assert text(app) == "821"
    assert [label for label, _ in kept()] == [2, 8]
    hand.key("ctrl+z")
    assert text(app) == "921"
    assert [label for label, _ in kept()] == [2, 9]  # what comes back stands last
    hand.key("ctrl+z")
    assert text(app) == "971"
    hand.key("ctrl+z")
    assert text(app) == "471"
    assert kept() == []
    for _ in range(3):
        hand.key("ctrl+y")
    assert text(app) == "821"
    assert [label for label, _ in kept()] == [2, 8]
    assert strokes(app) == 5


def test_a_number_is_no_example_of_a_digit(write):
    """With no digit chosen, a digit key keeps nothing and says what to do."""
    app, hand = write()
    hand.key("7")
    assert kept() == []
    assert status(app) == texts.CHOOSE_FIRST


def test_theme_and_predict_keep_choice_and_correction(write):
    """New widgets, or the same question again, show the same digit chosen and corrected."""
    app, hand = write()
    choose(hand, 1)
    hand.key("2")
    for act in (lambda: app.choices.theme.set("dark"), lambda: hand.key("Return")):
        act()
        until(app, lambda: not app.session.pending, "all is answered")
        assert beside(app) == ["4", "2 ✓", "1"]
        assert chosen(app).digit == 7
        assert app.looks.view.panel.text.startswith("421\n2, corrected")
