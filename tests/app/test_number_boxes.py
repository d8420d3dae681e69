"""The boxes around a number's digits on the pad, and what stands beside them."""

import pytest

from digitpad.app.views.marks import free_places
from tests.app.hand import until
from tests.app.numbers import BOXES, ONE, beside, frames, reader
from tests.app.readers import Numbers, answer
from tests.app.state import chosen, several


def test_boxes_are_around_ink(write):
    """Each box is a little outside of its digit's ink, the pen's width included."""
    app, _hand = write()
    pen = app.choices.pen_width / 2
    for (around, _, _), box in zip(frames(app), BOXES, strict=True):
        assert all(pen < low - outer < pen + 8 for low, outer in zip(box[:2], around[:2], strict=True))
        assert all(pen < outer - high < pen + 8 for high, outer in zip(box[2:], around[2:], strict=True))


def test_doubts_show_without_colour(write):
    """A sure digit's line is whole, an unsure one's is dashed, and what is no digit has dots."""
    app, _hand = write(lambda: reader(answer(4), answer(7, 0.5, "unsure", second=1), answer(1, 0.1, "no digit")))
    dashes = [dash for _, dash, _ in frames(app)]
    assert dashes[0] == ""
    assert len({*dashes}) == 3


def test_boxes_go_when_the_drawing_changes(write):
    """While the pen is down elsewhere, and after undo and Clear, there are no boxes and no number."""
    app, hand = write()
    hand.move(30, 350)
    hand.press()
    assert not frames(app)
    assert app.root.title() == "digitpad"
    hand.release()
    for key in ("ctrl+z", "Delete"):
        hand.key("Return")
        until(app, lambda: several(app), "the number is read again")
        assert len(frames(app)) == 3
        hand.key(key)
        assert not frames(app)


def test_answers_beside_boxes_hide_no_ink(open_app):
    """In two tight rows each answer stands on no digit's box, as long as there is room; and all are on the pad."""
    boxes = [(10.0 + 60 * (n % 6), 2.0 + 120 * (n // 6), 50.0 + 60 * (n % 6), 60.0 + 120 * (n // 6)) for n in range(12)]
    row = [answer(n % 10, box=box) for n, box in enumerate(boxes)]
    app, hand = open_app(lambda: Numbers([row]))
    hand.draw(ONE[0])
    hand.key("Return")
    until(app, lambda: several(app), "the number is read")
    canvas = app.looks.view.pad.canvas
    items = canvas.find_withtag("marks")
    around = [canvas.coords(item) for item in items if canvas.type(item) == "rectangle"]
    letters = [canvas.bbox(item) for item in items if canvas.type(item) == "text"]
    for left, top, right, bottom in letters:
        assert left >= 0
        assert top >= 0
        assert bottom <= canvas.winfo_height()
        # A font's box has some room above and below its digits.
        middle = (top + bottom) / 2
        assert not any(box[0] < right and left < box[2] and box[1] < middle < box[3] for box in around)


def test_on_a_crowded_page_only_doubts_are_said(open_app):
    """Where there is no room beside the boxes, only what needs a look has its answer on the pad."""
    boxes = [
        (10.0 + 15 * (n % 20), 50.0 + 20 * (n // 20), 24.0 + 15 * (n % 20), 70.0 + 20 * (n // 20)) for n in range(60)
    ]
    row = [answer(n % 10, box=box) for n, box in enumerate(boxes)]
    row[45] = answer(5, 0.5, "unsure", second=6, box=boxes[45])
    app, hand = open_app(lambda: Numbers([row]))
    hand.draw(ONE[0])
    hand.key("Return")
    until(app, lambda: several(app), "the page is read")
    assert len(frames(app)) == 60
    assert "5?" in beside(app)
    assert len(beside(app)) == 21  # the first row has room above
    hand.key("Left")
    assert chosen(app).digit == 9
    assert len(beside(app)) == 22


@pytest.mark.parametrize(
    ("boxes", "place"),
    [
        ([(50, 50, 80, 90)], (50, 42.5)),  # above
        ([(50, 5, 80, 90)], (82, 11.5)),  # to the right, where the pad ends above
        ([(380, 5, 396, 90)], (380, 97.5)),  # below, where it ends there, too
        ([(50, 50, 80, 90), (45, 30, 60, 48), (84, 50, 99, 90), (45, 92, 60, 110)], (73, 42.5)),  # above the right end
        ([(50, 50, 80, 90), (45, 30, 85, 48), (84, 50, 99, 90), (45, 92, 85, 110)], None),
    ],
)
def test_places_beside_boxes(boxes, place):
    """An answer stands where there is room: above its box's left end at best."""
    found = free_places([tuple(map(float, box)) for box in boxes], ["7"] * len(boxes), 10, (400, 400))
    assert found[0] == (None if place is None else pytest.approx(place))


def test_on_a_page_all_answers_are_on_one_side():
    """Where more of a page's boxes have room to the right than above, all answers are to the right, or nowhere."""
    boxes = [(20.0 + 60 * (n % 6), 10.0 + 21 * (n // 6), 40.0 + 60 * (n % 6), 28.0 + 21 * (n // 6)) for n in range(48)]
    boxes[3] = (200.0, 10.0, 258.0, 28.0)
    found = free_places(boxes, ["7"] * 48, 10, (400, 400))
    assert found[3] is None
    assert found[:2] == [pytest.approx((42, 16.5)), pytest.approx((102, 16.5))]
    assert all(x > box[2] for (x, _), box in zip(found[4:], boxes[4:], strict=True))
