"""A number on the pad: how it is said in the title, the panel and the bars."""

from types import SimpleNamespace

import pytest

from digitpad import texts as messages
from digitpad.app.views.bars import Bars
from digitpad.settings import Settings
from tests.app.hand import until
from tests.app.numbers import ONE, SEVEN, beside, choose, frames, reader, rows_of
from tests.app.readers import Numbers, answer
from tests.app.state import several, status

WIDE = Settings(theme="light", live=False, wide=True)


def test_a_number_is_said_everywhere(write):
    """The answer line, the title and the status line say the number; each digit has its confidence and its box."""
    app, _hand = write()
    assert app.root.title() == "471 (97 %) - digitpad"
    assert app.looks.view.panel.text == "471\n97 %"
    assert status(app) == messages.NUMBER_STATUS.format(found=messages.NUMBER_COUNT.format(3))
    assert beside(app) == ["4", "7", "1"]
    bars = app.looks.view.panel._bars
    until(app, lambda: bars.at_rest, "the bars have moved")
    assert (bars._names, bars._lengths) == (["4", "7", "1"], [0.98, 0.9, 0.97])


def test_the_preview_of_a_number_shows_the_least_sure_digit(write):
    """While no digit is chosen, it is the one that most needs a look, and the words beside it say so."""
    app, hand = write()
    panel = app.looks.view.panel
    least = panel._preview._image
    assert panel._preview_title.cget("text") == messages.LEAST_SURE.format(place=2, count=3)
    choose(hand, 0)
    assert panel._preview_title.cget("text") == messages.PREVIEW
    assert (panel._preview._image != least).any()
    choose(hand, 1)
    assert (panel._preview._image == least).all()
    hand.key("Delete")
    assert panel._preview._image is None


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


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [("7+5=", "12", "7+5= 12"), ("7+5=12", "12", "7+5=12"), ("7+5=13", "12", "7+5=13 → 12"), ("471", None, "471")],
)
def test_a_sum_is_shown_with_its_value_once(text, value, shown):
    """It follows the equals sign; where it is written there already it isn't said again, and where it isn't, it is."""
    assert messages.number_headline(SimpleNamespace(text=text, value=value)) == shown


@pytest.mark.parametrize("text", ["9-4= 5", "10:45", "-1.1,1", "(3+4)×2= 14", "1:1\n888"])
def test_signs_are_no_reason_to_cut_a_number(open_app, text):
    """Signs are narrower than digits: what fits is shown whole."""
    app, _hand = open_app(settings=Settings(theme="light", wide=True))
    until(app, lambda: app.looks.view.panel._headline.label.winfo_width() > 1, "it has its place")
    app.looks.view.panel._headline.show_number(text)
    assert app.looks.view.panel._headline.text == text


@pytest.mark.parametrize("texts", [["123456789012"], ["12", "345"], ["1234567890"] * 3, ["12345678"] * 10])
@pytest.mark.parametrize("size", ["480x560", "880x668"])
def test_numbers_fit_into_the_answer_line(open_app, texts, size):
    """Long numbers and several rows are written smaller; what doesn't fit even so is cut off and said to be."""
    app, hand = open_app(lambda: rows_of(*texts))
    app.root.geometry(size)
    until(app, lambda: app.root.geometry().startswith(f"{size}+"), "the window has its size")
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
