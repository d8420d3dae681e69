"""Several digits on the pad: their boxes, choosing one, and correcting it."""

import pytest

from digitpad import Recognizer
from digitpad.app.views.bars import Bars
from digitpad.app.views.marks import free_places
from digitpad.examples.corrections import corrections_file, load_corrections
from digitpad.settings import Settings
from tests.app.hand import until
from tests.app.numbers import BOXES, DIGITS, INSIDE, ONE, SEVEN, reader
from tests.app.readers import Numbers, answer
from tests.app.state import chosen, ink_of, several, status, text

WIDE = Settings(theme="light", live=False, wide=True)


def frames(app):
    """The (left, top, right, bottom) of all boxes on the pad, in pad units, and how their lines are."""
    canvas = app.looks.view.pad.canvas
    scale = canvas.winfo_height() / 400
    found = [item for item in canvas.find_withtag("marks") if canvas.type(item) == "rectangle"]
    return [
        (
            [value / scale for value in canvas.coords(item)],
            canvas.itemcget(item, "dash"),
            canvas.itemcget(item, "width"),
        )
        for item in found
    ]


def beside(app):
    """What stands beside the boxes."""
    canvas = app.looks.view.pad.canvas
    return [canvas.itemcget(item, "text") for item in canvas.find_withtag("marks") if canvas.type(item) == "text"]


def kept():
    return [(labelled.label, labelled.drawing) for labelled in load_corrections(corrections_file())]


def strokes(app):
    return len(ink_of(app).strokes)


@pytest.fixture
def write(open_app):
    """Open a window, write 471 with the pointer, and wait for its answer."""

    def written(load=reader, **given):
        app, hand = open_app(load, **given)
        for stroke in [stroke for digit in DIGITS for stroke in digit]:
            hand.draw(stroke)
        hand.key("Return")
        until(app, lambda: several(app), "the number is read")
        return app, hand

    return written


def choose(hand, index):
    hand.draw([INSIDE[index]])


def test_a_number_is_said_everywhere(write):
    """The answer line, the title and the status line say the number; each digit has its confidence and its box."""
    app, _hand = write()
    assert app.root.title() == "471 (97 %) - digitpad"
    assert app.looks.view.panel.text == "471\n97 %"
    assert status(app) == "3 digits. Click on one, or press →, to check or correct it."
    assert beside(app) == ["4", "7", "1"]
    bars = app.looks.view.panel._bars
    until(app, lambda: bars.at_rest, "the bars have moved")
    assert (bars._names, bars._lengths) == (["4", "7", "1"], [0.98, 0.9, 0.97])


def words_in_preview(app):
    canvas = app.looks.view.panel._preview.canvas
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"]


def test_the_preview_of_a_number_asks_for_a_digit(write):
    """While no digit is chosen, and the preview has none to show, it says how to get one; also after a resize."""
    app, hand = write()
    assert words_in_preview(app) == ["Choose a digit"]
    app.looks.view.panel._preview.resize(200)
    assert words_in_preview(app) == ["Choose a digit"]
    choose(hand, 1)
    assert not words_in_preview(app)
    hand.key("Escape")
    assert words_in_preview(app) == ["Choose a digit"]
    hand.key("Delete")
    assert not words_in_preview(app)


def test_a_number_keeps_off_what_is_beside_it(write):
    """Below a wide pad the number, as large as it can be, stands in one line that ends well before the bars' labels."""
    four = answer(4, box=(330.0, 100.0, 380.0, 300.0))
    app, _hand = write(lambda: Numbers([[*reader().reading.rows[0], four]]), settings=WIDE)
    for size in ("480x560", "487x560", "493x560", "880x668"):
        app.root.geometry(size)
        until(app, lambda size=size: app.root.geometry().startswith(size), f"the window has {size}")
        panel = app.looks.view.panel
        number = panel._headline.label
        assert panel._bars.canvas.winfo_x() - number.winfo_x() - number.winfo_width() >= 20
        assert panel._headline._metric("measure", "4714") <= number.winfo_width()
        assert number.winfo_reqheight() <= number.winfo_height()


def test_rows_keep_off_what_is_below_them(write):
    """Several rows end well above the words below."""
    rows = [[answer(1, box=(300.0, top, 310.0, top + 50))] for top in (100.0, 200.0, 300.0)]
    app, _hand = write(lambda: Numbers(rows))
    headline = app.looks.view.panel._headline
    rows = 3 * headline._metric("metrics", "-linespace")
    assert rows <= 0.95 * headline.label.winfo_height()
    assert str(headline.label.cget("anchor")) == "nw"


def test_boxes_are_around_ink(write):
    """Each box is a little outside of its digit's ink, the pen's width included."""
    app, _hand = write()
    pen = app.choices.pen_width / 2
    for (around, _, _), box in zip(frames(app), BOXES, strict=True):
        assert all(pen < low - outer < pen + 8 for low, outer in zip(box[:2], around[:2], strict=True))
        assert all(pen < outer - high < pen + 8 for high, outer in zip(box[2:], around[2:], strict=True))


@pytest.mark.parametrize(
    ("predictions", "title", "words", "marks"),
    [
        (
            (answer(4), answer(7, 0.5, "unsure", second=1), answer(1)),
            "not sure: 471 or 411",
            "471\n97 %\n1 not sure",
            ["4", "7?", "1"],
        ),
        (
            (answer(4, 0.5, "unsure", second=9), answer(7, 0.5, "unsure", second=1), answer(1)),
            "not sure: 471",
            "471\n97 %\n2 not sure",
            ["4?", "7?", "1"],
        ),
        ((answer(4), answer(7, 0.1, "no digit"), answer(1)), "4?1 (97 %)", "4?1\n97 %\n1 no digit", ["4", "?", "1"]),
        (
            (answer(4, 0.1, "no digit"), answer(7, 0.1, "no digit"), answer(1, 0.1, "no digit")),
            "no digit",
            "no digit found\n3 no digit",
            ["?", "?", "?"],
        ),
    ],
)
def test_doubts_are_said_in_words(write, predictions, title, words, marks):
    """An unsure digit and its runner-up, and ink that is no digit, are said in title, panel and beside the boxes."""
    app, _hand = write(lambda: reader(*predictions))
    assert app.root.title() == f"{title} - digitpad"
    assert app.looks.view.panel.text == words
    assert beside(app) == marks


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
    hand.move(320, 200)
    hand.press(3)
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
    assert [label for label, _ in kept()] == [9, 2]
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
    assert status(app) == "Choose a digit first: click on it, or press →."


def test_a_bar_chooses_its_digit(write):
    """In the list of digits a click on a bar chooses; then the bars mean 0 to 9, and a click corrects."""
    app, hand = write()
    bars = app.looks.view.panel._bars

    def click(row):
        middle = round((row + 0.5) * bars._row_height)
        hand.move_to_pixel(bars.canvas.winfo_rootx() + 40, bars.canvas.winfo_rooty() + middle)
        hand.press()
        hand.release()

    click(2)
    assert chosen(app).digit == 1
    click(5)
    assert text(app) == "475"


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


def test_the_chosen_digits_heat(write):
    """With the heat map on, the one that is shown is the chosen digit's, over its own ink."""
    app, hand = write(Recognizer)
    answered = []
    app.root.bind("<<Answered>>", answered.append)
    hand.key("h")
    until(app, lambda: not app.session.pending, "nothing is to come")
    assert not answered  # there is nothing to ask about all of them
    legend = app.looks.view.panel._preview_title
    assert legend.cget("text") == "What the network sees"
    choose(hand, 1)
    until(app, lambda: "spoke for 7" in legend.cget("text"), "the 7's map is there")
    left, top, side = app.looks.view.pad._heat[1]
    assert left < BOXES[1][0] < BOXES[1][2] < left + side
    assert top < BOXES[1][1] < BOXES[1][3] < top + side
    choose(hand, 0)
    until(app, lambda: "spoke for 4" in legend.cget("text"), "the 4's map is there")
    hand.key("Escape")
    assert legend.cget("text") == "What the network sees"


def test_live_answers_read_numbers(open_app):
    """With the model that ships, a number grows stroke by stroke, and a single digit has no box."""
    app, hand = open_app(settings=Settings(theme="light"))
    for stroke in SEVEN:
        hand.draw(stroke)
    until(app, lambda: app.root.title().startswith("7 ("), "the 7 is read")
    assert not frames(app)
    hand.draw(ONE[0])
    until(app, lambda: app.root.title().startswith("71 ("), "71 is read")
    assert len(frames(app)) == 2


def rows_of(*texts):
    """A reader of these rows."""
    return Numbers(
        [
            [answer(int(digit), box=(10.0 + 30 * x, 10.0 + 35 * y, 30.0 + 30 * x, 40.0 + 35 * y)) for x, digit in row]
            for y, row in enumerate(map(list, map(enumerate, texts)))
        ]
    )


@pytest.mark.parametrize("texts", [["123456789012"], ["12", "345"], ["1234567890"] * 3, ["12345678"] * 10])
@pytest.mark.parametrize("size", ["480x560", "880x668"])
def test_numbers_fit_into_the_answer_line(open_app, texts, size):
    """Long numbers and several rows are written smaller; what doesn't fit even so is cut off and said to be."""
    app, hand = open_app(lambda: rows_of(*texts))
    app.root.geometry(size)
    hand.draw(ONE[0])
    hand.key("Return")
    until(app, lambda: several(app), "the number is read")
    label = app.looks.view.panel._headline.label
    until(app, lambda: label.winfo_width() > 1, "it has its place")
    assert label.winfo_reqwidth() <= label.winfo_width() + 4
    assert label.winfo_reqheight() <= label.winfo_height() + 4
    shown = label.cget("text")
    assert shown == "\n".join(texts) or "…" in shown
    assert "…" not in shown or len(texts) > 2
    assert app.root.title().startswith(" / ".join(texts)[:40])
    hand.key("ctrl+c")
    assert app.root.clipboard_get() == "\n".join(texts)


def test_of_many_digits_the_bars_show_the_least_sure(open_app):
    """A page's bars are those of the digits that need a look."""
    doubtful = {3: 0.4, 17: 0.5}
    boxes = [(10.0 + 18 * n, 10.0, 22.0 + 18 * n, 40.0) for n in range(20)]
    row = [answer(n % 10, doubtful.get(n, 0.99), box=box) for n, box in enumerate(boxes)]
    app, hand = open_app(lambda: Numbers([row]))
    hand.draw(ONE[0])
    hand.key("Return")
    until(app, lambda: several(app), "the number is read")
    bars: Bars = app.looks.view.panel._bars
    until(app, lambda: bars.at_rest, "the bars have moved")
    assert len(bars._lengths) == 12
    assert {0.4, 0.5} < {*bars._lengths}


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
