"""Choosing a digit of a number with the pointer or the keyboard, and what is no choice."""

import pytest

from digitpad import Recognizer, texts
from tests.app.hand import until
from tests.app.numbers import BOXES, INSIDE, choose, frames, strokes
from tests.app.state import chosen, ink_of, status, text


def test_a_click_chooses_a_digit(write):
    """The panel is about the digit that is clicked, which is drawn thicker; nothing is drawn; Escape goes back."""
    app, hand = write()
    before = ink_of(app)
    choose(hand, 1)
    assert ink_of(app) == before
    assert [width for _, _, width in frames(app)] == ["1.0", "3.0", "1.0"]
    assert app.looks.view.panel.text == "471\n7: 90 %\nor 1 (81 %)"
    assert app.looks.view.panel._preview._image.any()
    assert app.looks.view.panel._bars._best == 7
    assert app.root.title() == "471 (97 %) - digitpad"
    assert status(app).startswith("Digit 2 of 3. Press the key of what it really is")
    hand.key("Escape")
    assert status(app).startswith("3 digits.")
    assert app.looks.view.panel.text == "471\n97 %"
    assert [width for _, _, width in frames(app)] == ["1.0"] * 3


def test_a_trembling_click_still_chooses(write):
    """A click may move by a pixel or two."""
    app, hand = write()
    hand.move(*INSIDE[1])
    hand.press()
    hand.move_to_pixel(app.root.winfo_pointerx() + 2, app.root.winfo_pointery() + 1)
    hand.release()
    assert chosen(app).digit == 7
    assert strokes(app) == 5


def test_a_movement_in_a_box_draws(write):
    """A bar across a digit that has been read is a stroke from where the pen touched, seen at once."""
    app, hand = write()
    hand.move(*INSIDE[1])
    hand.press()
    assert frames(app)
    hand.move(INSIDE[1][0] - 40, INSIDE[1][1])
    assert not frames(app)
    hand.release()
    assert strokes(app) == 6
    assert ink_of(app).strokes[-1].points[0] == pytest.approx(INSIDE[1], abs=2)


def test_a_dot_is_drawn_beside_the_boxes(write):
    """A click elsewhere is a dot, as ever."""
    app, hand = write()
    hand.draw([(280, 350)])
    assert [len(stroke.points) for stroke in ink_of(app).strokes[5:]] == [1]


def test_the_eraser_erases_in_a_box(write):
    """The right button doesn't choose."""
    app, hand = write()
    hand.move(320, 180)
    hand.press(3)
    hand.move(320, 200)
    assert not frames(app)
    hand.release(3)
    assert strokes(app) == 6


def test_another_key_ends_a_click(write):
    """Clear while the button is held in a box: the click chooses nothing and leaves no dot."""
    app, hand = write()
    hand.move(*INSIDE[0])
    hand.press()
    hand.key("Delete")
    hand.release()
    assert ink_of(app).is_blank
    assert chosen(app) is None


def test_arrows_walk_through_the_digits(write):
    """From the keyboard alone: forward, backward, and round."""
    app, hand = write()
    seen = []
    for key in ("Right", "Right", "Left", "Left", "Left"):
        hand.key(key)
        seen.append(chosen(app).digit)
    assert seen == [4, 7, 4, 1, 7]
    hand.key("Escape")
    hand.key("Left")
    assert chosen(app).digit == 1


def test_arrows_move_the_slider_that_has_the_focus(write):
    """There they choose no digit."""
    app, hand = write()
    app.looks.view.toolbar.pen.focus_force()
    before = app.choices.pen_width
    hand.key("Right")
    assert app.choices.pen_width != before
    assert chosen(app) is None


def test_a_bar_chooses_its_digit(write):
    """In the list of digits a click on a bar chooses; then the bars mean 0 to 9, and a click corrects."""
    app, hand = write()
    bars = app.looks.view.panel._bars

    def click(row):
        middle = round((row + 0.5) * bars._grid().high)
        hand.move_to_pixel(bars.canvas.winfo_rootx() + 40, bars.canvas.winfo_rooty() + middle)
        hand.press()
        hand.release()

    click(2)
    assert chosen(app).digit == 1
    click(5)
    assert text(app) == "475"


def test_the_chosen_digits_heat(write):
    """With the heat map on, the one that is shown is the chosen digit's, over its own ink."""
    app, hand = write(Recognizer)
    answered = []
    app.root.bind("<<Answered>>", answered.append)
    hand.key("h")
    until(app, lambda: not app.session.pending, "nothing is to come")
    assert not answered  # there is nothing to ask about all of them
    legend = app.looks.view.panel._preview_title
    assert legend.cget("text") == texts.LEAST_SURE.format(place=3, count=3)
    choose(hand, 1)
    until(app, lambda: "spoke for 7" in legend.cget("text"), "the 7's map is there")
    left, top, side = app.looks.view.pad._heat[1]
    assert left < BOXES[1][0] < BOXES[1][2] < left + side
    assert top < BOXES[1][1] < BOXES[1][3] < top + side
    choose(hand, 0)
    until(app, lambda: "spoke for 4" in legend.cget("text"), "the 4's map is there")
    hand.key("Escape")
    assert legend.cget("text") == texts.LEAST_SURE.format(place=3, count=3)
