"""How ink feels: curves, the pen's width, the eraser, and strokes that something gets in the way of."""

import math

import pytest

from digitpad.app.views.geometry import ERASER
from digitpad.app.views.palette import LIGHT
from digitpad.settings import PEN_LEAST, PEN_MOST, Settings
from tests.app.hand import ONE, SEVEN, until
from tests.app.looks import pixel, wait_for_ink, wait_for_paper
from tests.app.state import ink_of


def points_of(app):
    return [stroke.points for stroke in ink_of(app).strokes]


def test_coarse_points_become_a_curve(open_app):
    """Between the few points of a fast circle there is ink on the circle when the pen leaves, not on the chords."""
    app, hand = open_app()
    until(app, lambda: not app.poller.polling, "ink is drawn smoothly")
    app.choices.pen.set(PEN_LEAST)
    corners = [math.radians(45 * eighth) for eighth in range(8)]
    hand.draw([(200 + 140 * math.cos(angle), 200 + 140 * math.sin(angle)) for angle in corners])
    between = math.radians(67.5)
    wait_for_ink(app, 200 + 139 * math.cos(between), 200 + 139 * math.sin(between))
    chord = 140 * math.cos(math.radians(22.5))
    assert pixel(app, 200 + (chord - 2) * math.cos(between), 200 + (chord - 2) * math.sin(between)) == LIGHT.paper
    assert len(points_of(app)[0]) == 8


def test_the_pen_changes_looks_and_no_answer(open_app):
    """The keys and the slider make ink on the pad thicker or thinner; the answer stays, and so does the drawing."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    title, drawing = app.root.title(), ink_of(app)
    wait_for_paper(app, 200, 70)
    for _ in range(12):
        hand.key("bracketright")
    assert app.choices.pen.get() == PEN_MOST
    wait_for_ink(app, 200, 70)
    for _ in range(20):
        hand.key("bracketleft")
    assert app.choices.pen.get() == PEN_LEAST
    wait_for_paper(app, 200, 79)
    hand.click(app.looks.view.toolbar.pen)
    assert PEN_LEAST < app.choices.pen.get() < PEN_MOST
    assert app.root.title() == title
    assert ink_of(app) == drawing
    hand.key("Return")
    until(app, lambda: not app.session.pending, "the answer has come")
    assert app.root.title() == title


def test_the_right_button_erases_what_it_touches(open_app):
    """A line loses the middle that the eraser crosses and keeps both ends; undo brings the middle back."""
    app, hand = open_app()
    hand.draw([(60, 200), (340, 200)])
    hand.move(200, 120)
    hand.press(3)
    hand.move(200, 280)
    wait_for_paper(app, 200, 200)
    hand.release(3)
    for edge in (200 - ERASER + 2, 200, 200 + ERASER - 2):
        wait_for_paper(app, edge, 200)
    wait_for_ink(app, 100, 200)
    wait_for_ink(app, 300, 200)
    assert len(points_of(app)) == 2
    hand.key("ctrl+z")
    wait_for_ink(app, 200, 200)
    assert len(points_of(app)) == 1


def test_e_takes_the_eraser_and_the_pen_again(open_app):
    """With the eraser chosen the first button erases; an eraser that meets nothing is no step of undo."""
    app, hand = open_app()
    hand.draw(ONE)
    hand.key("e")
    assert app.choices.erasing.get()
    hand.draw([(60, 60), (80, 80)])
    assert len(points_of(app)) == 1
    hand.draw([(203, 150)])
    wait_for_paper(app, 203, 150)
    assert len(points_of(app)) == 2
    hand.click(app.looks.view.toolbar.eraser)
    hand.draw([(60, 60), (80, 80)])
    assert len(points_of(app)) == 3


def test_erasing_takes_the_answer_away(open_app):
    """The eraser is a change of the drawing like any other."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    hand.move(200, 60)
    hand.press(3)
    hand.move(200, 86)
    assert app.root.title() == "digitpad"
    hand.release(3)


@pytest.mark.parametrize("held", [1, 3])
def test_the_other_button_in_mid_stroke_changes_nothing(open_app, held):
    """Pressed and let go while another is held, a button neither draws, nor erases, nor ends the stroke."""
    app, hand = open_app()
    hand.draw([(60, 100), (340, 100)])
    hand.move(100, 200)
    hand.press(held)
    hand.move(200, 200)
    hand.press(4 - held)
    hand.move(200, 100)
    hand.release(4 - held)
    assert app.looks.view.pad.pointer.button == held
    hand.release(held)
    assert len(points_of(app)) == 2


def test_a_change_of_focus_in_mid_stroke_loses_nothing(open_app):
    """The stroke goes on while another part of the window has the keyboard."""
    app, hand = open_app()
    hand.move(100, 100)
    hand.press()
    hand.move(200, 100)
    app.looks.view.toolbar.buttons["clear"].focus_force()
    app.root.update()
    hand.move(300, 100)
    hand.release()
    assert len(points_of(app)) == 1
    wait_for_ink(app, 280, 100)


def test_the_remembered_pen_draws(open_app):
    """The pad starts with the pen of the last time."""
    app, hand = open_app(settings=Settings(theme="light", pen=36.0, live=False))
    hand.draw([(60, 200), (340, 200)])
    wait_for_ink(app, 200, 214)
