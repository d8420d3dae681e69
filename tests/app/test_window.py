"""Drawing with a real pointer on a real window, with the model that ships."""

import re

import pytest

from digitpad import Drawing, texts
from digitpad.app.views import tooltip
from digitpad.app.views.palette import DARK, LIGHT
from digitpad.settings import Settings
from tests.app.hand import ONE, SEVEN, until
from tests.app.looks import pixel, wait_for_ink, wait_for_paper
from tests.app.readers import Always, answer
from tests.app.state import ink_of

SURE_SEVEN = re.compile(r"7 \(\d\d? %\) - digitpad")


def strokes(app):
    return len(ink_of(app).strokes)


def wait_for_title(app, title):
    until(app, lambda: re.fullmatch(title, app.root.title()), f"the title is {title}")


def test_draw_predict_clear_and_draw_again(open_app):
    """The whole round: a 7 is read, cleared away, and a 1 read after it."""
    app, hand = open_app()
    assert app.root.title() == "digitpad"
    hand.draw(SEVEN)
    wait_for_ink(app, 200, 86)
    hand.click(app.looks.view.toolbar.buttons["predict"])
    wait_for_title(app, SURE_SEVEN)
    assert app.looks.view.panel.text.startswith("7\n")
    hand.click(app.looks.view.toolbar.buttons["clear"])
    assert app.root.title() == "digitpad"
    wait_for_paper(app, 200, 86)
    hand.draw(ONE)
    hand.key("Return")
    wait_for_title(app, r"1 \(\d\d? %\) - digitpad")


def test_an_empty_pad_is_said_in_words(open_app):
    """Predict on an empty pad names no digit."""
    app, hand = open_app()
    hand.key("Return")
    wait_for_title(app, "nothing drawn - digitpad")
    assert app.looks.view.panel.text == texts.NOTHING_DRAWN


@pytest.mark.parametrize(
    ("prediction", "title", "words"),
    [
        (
            answer(4, 0.5, "unsure", second=9),
            "not sure: 4 or 9 - digitpad",
            "not sure: 4 or 9\n4: 50 %\nor 9 (45 %)",
        ),
        (answer(2, 0.1, "no digit"), "no digit - digitpad", "no digit found\nat best 2 (10 %)"),
        (answer(7, 0.999), "7 (99 %) - digitpad", "7\n99 %"),
    ],
)
def test_verdicts_are_said_in_words(open_app, prediction, title, words):
    """The title and the panel say what the recogniser means; what would be told as 0 % is left out."""
    app, hand = open_app(lambda: Always(prediction))
    hand.draw(SEVEN)
    hand.key("KP_Enter")
    wait_for_title(app, re.escape(title))
    assert app.looks.view.panel.text == words


def test_a_click_makes_a_dot(open_app):
    """A stroke without a movement is one point, and can be seen."""
    app, hand = open_app()
    hand.draw([(200, 200)])
    assert [len(stroke.points) for stroke in ink_of(app).strokes] == [1]
    wait_for_ink(app, 200, 200)
    wait_for_paper(app, 230, 200)


def test_fast_strokes_have_no_gaps(open_app):
    """Two distant points are joined: ink is on the way between them, while the button is still held."""
    app, hand = open_app()
    hand.move(60, 60)
    hand.press()
    hand.move(340, 340)
    for place in (90, 137, 200, 263, 310):
        wait_for_ink(app, place, place)
    hand.release()
    assert strokes(app) == 1


def test_new_ink_leaves_the_ink_beside_it(open_app):
    """What is renewed on the screen for a new stroke keeps what an older one left there."""
    app, hand = open_app()
    until(app, lambda: not app.poller.polling, "ink is drawn smoothly")
    hand.draw([(100, 200), (300, 200)])
    wait_for_ink(app, 191.5, 202)
    hand.draw([(200, 210)])
    wait_for_ink(app, 200, 215)
    assert pixel(app, 191.5, 202) == LIGHT.ink


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_ink_is_smooth_while_it_is_drawn(open_app, palette):
    """A slanted line's edge has colours between ink and paper before the pen leaves, in both themes."""
    app, hand = open_app(settings=Settings(theme=palette.name, live=False))
    until(app, lambda: not app.poller.polling, "Pillow is there")
    hand.move(100, 100)
    hand.press()
    hand.move(300, 170)
    colours = {pixel(app, 200, y) for y in range(110, 160)}
    assert {palette.ink, palette.paper} < colours
    hand.release()


def test_a_resting_pointer_is_told_the_key(open_app, monkeypatch):
    """A button says what it does and its key, and stops when it is pressed."""
    monkeypatch.setattr(tooltip, "DELAY", 1)
    app, hand = open_app()
    button = app.looks.view.toolbar.buttons["predict"]
    hand.move_to_pixel(button.winfo_rootx() + 5, button.winfo_rooty() + 5)
    until(app, button.winfo_children, "the tooltip is there")
    (label,) = button.winfo_children()[0].winfo_children()
    assert label.cget("text") == f"{texts.PREDICT_TIP} (Enter)"
    hand.press()
    assert not button.winfo_children()
    hand.release()


def test_a_stroke_goes_on_after_it_left_the_pad(open_app):
    """Outside, the stroke runs along the edge; back inside it is still the same one."""
    app, hand = open_app()
    hand.draw([(300, 100), (380, 100), (440, 200), (380, 300), (300, 300)])
    assert strokes(app) == 1
    points = ink_of(app).strokes[0].points
    assert max(x for x, _ in points) == 400
    wait_for_ink(app, 320, 300)


def test_other_buttons_leave_a_stroke_alone(open_app):
    """A second button in mid-stroke loses nothing."""
    app, hand = open_app()
    hand.move(100, 100)
    hand.press()
    hand.move(200, 100)
    hand.press(3)
    hand.release(3)
    hand.move(300, 100)
    hand.release()
    assert strokes(app) == 1
    wait_for_ink(app, 280, 100)


def test_undo_and_redo_strokes_and_clear(open_app):
    """Keys and buttons step back and forth through strokes and through Clear."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.draw([(150, 200), (280, 200)])
    assert strokes(app) == 2
    hand.key("ctrl+z")
    assert strokes(app) == 1
    wait_for_paper(app, 160, 200)
    hand.key("ctrl+shift+z")
    assert strokes(app) == 2
    wait_for_ink(app, 160, 200)
    hand.key("Delete")
    assert strokes(app) == 0
    wait_for_paper(app, 160, 200)
    hand.click(app.looks.view.toolbar.buttons["undo"])
    assert strokes(app) == 2
    wait_for_ink(app, 160, 200)
    hand.key("ctrl+z")
    hand.key("ctrl+y")
    assert strokes(app) == 2
    hand.click(app.looks.view.toolbar.buttons["undo"])
    hand.click(app.looks.view.toolbar.buttons["redo"])
    assert strokes(app) == 2


def test_buttons_that_can_do_nothing_are_disabled(open_app):
    """Undo and Redo are only to be had when there is something to undo or redo."""
    app, hand = open_app()
    undo, redo = app.looks.view.toolbar.buttons["undo"], app.looks.view.toolbar.buttons["redo"]
    assert undo.instate(["disabled"])
    hand.draw(SEVEN)
    assert undo.instate(["!disabled"])
    assert redo.instate(["disabled"])
    hand.key("ctrl+z")
    assert undo.instate(["disabled"])
    assert redo.instate(["!disabled"])


def test_any_change_takes_the_answer_away(open_app):
    """The title and the panel never show an answer to another drawing: not for a stroke, undo, redo or Clear."""
    app, hand = open_app(lambda: Always(answer(7)))
    hand.draw(SEVEN)
    changes = [
        lambda: (hand.move(100, 300), hand.press()),
        lambda: hand.key("ctrl+z"),
        lambda: hand.key("ctrl+y"),
        lambda: hand.key("Delete"),
    ]
    for change in changes:
        hand.key("Return")
        wait_for_title(app, SURE_SEVEN)
        change()
        assert app.root.title() == "digitpad"
        assert "7" not in app.looks.view.panel.text
        if change is changes[0]:
            hand.release()


def test_resizing_keeps_the_drawing(open_app):
    """In another size the same strokes are shown in the same places of the pad."""
    app, hand = open_app()
    hand.draw(SEVEN)
    before = ink_of(app)
    width = app.looks.view.pad.canvas.winfo_width()
    for size in ("480x560", "1100x900"):
        app.root.geometry(size)
        until(app, lambda size=size: app.root.geometry().startswith(size), f"the window has {size}")
        assert app.looks.view.pad.canvas.winfo_width() != width
        assert app.looks.view.pad.canvas.winfo_width() == app.looks.view.pad.canvas.winfo_height()
        assert ink_of(app) == before
        wait_for_ink(app, 200, 86)
    hand.draw([(100, 380), (300, 380)])
    wait_for_ink(app, 200, 380)


def test_resizing_in_mid_stroke_loses_nothing(open_app):
    """The stroke that is being drawn is resized too, and goes on."""
    app, hand = open_app()
    hand.move(100, 100)
    hand.press()
    hand.move(300, 100)
    app.root.geometry("700x600")
    until(app, lambda: app.root.geometry().startswith("700x600"), "the window is smaller")
    wait_for_ink(app, 200, 100)
    hand.move(300, 300)
    hand.release()
    assert strokes(app) == 1
    wait_for_ink(app, 300, 200)


def test_a_drawing_file_is_shown(open_app):
    """The pad starts with the drawing that it is given, and goes on with it."""
    app, hand = open_app(drawing=Drawing.from_strokes([[(x * 2, y * 2) for x, y in SEVEN]], 800, 800))
    wait_for_ink(app, 200, 86)
    hand.key("Return")
    wait_for_title(app, SURE_SEVEN)


def test_control_q_closes_the_window(open_app):
    """The window's loop ends."""
    app, hand = open_app()
    closed = []
    app.root.bind("<Destroy>", closed.append)
    hand._send("key ctrl+q")
    app.root.mainloop()
    assert closed


def test_a_bars_length_says_its_probability(open_app):
    """Each bar fills its track in proportion, and no chance at all is no bar."""
    shares = [0, 0, 0, 0.25, 0, 0, 0, 0.75, 0, 0]
    app, _hand = open_app()
    bars = app.looks.view.panel._bars
    bars.show(shares, 7)
    until(app, lambda: bars.at_rest, "the bars have moved")
    boxes = [bars.canvas.coords(item) for item in bars.canvas.find_all() if bars.canvas.type(item) == "rectangle"]
    assert len(boxes) == 12
    widths = sorted((right - left for left, _, right, _ in boxes), reverse=True)
    track = widths[0]
    assert widths[10] / track == pytest.approx(0.75)
    assert widths[11] / track == pytest.approx(0.25)
