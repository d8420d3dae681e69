"""Where lines end in scripts without spaces, and how Devanagari is drawn where Tk joins no letters."""

import pytest

from digitpad.app.views.lines import CLOSING, OPENING, FlowLabel, broken
from digitpad.app.views.vowels import as_drawn, draw_rightly

ENGLISH = "Draw a digit here, or open a picture."
CHINESE = "也可以写一个多位数；或打开图片（Ctrl+O），或粘贴图片（Ctrl+V），28 × 28 也行。"


def squares(words):
    """How wide words are where letters have half an ideograph's width."""
    return sum(1 if char < "\u2e80" else 2 for char in words)


@pytest.mark.parametrize("room", range(16, 60))
def test_lines_end_between_ideographs_and_around_words(room):
    """Each is as long as there is room for, no word is cut, and no sign stands on the wrong side."""
    lines = broken(CHINESE, room, squares).split("\n")
    assert "".join(lines).replace(" ", "") == CHINESE.replace(" ", "")
    assert all(squares(line) <= room for line in lines)
    assert not any(line.startswith((*CLOSING, " ")) or line.endswith((*OPENING, " ")) for line in lines)
    assert sum(line.count(word) for line in lines for word in ("Ctrl+O", "Ctrl+V")) == 2
    longest = max(len(words) for words in ("（Ctrl+O），", "（Ctrl+V），")) * 2
    assert all(squares(line) > room - longest for line in lines[:-1])


def test_what_tk_breaks_rightly_is_left_to_it():
    """Words of other scripts, words that have all room that they want, and breaks that are there."""
    assert broken(ENGLISH, 5, squares) == ENGLISH
    assert broken(CHINESE, 0, squares) == broken(CHINESE, 200, squares) == CHINESE
    assert broken("网络\n看到的", 8, squares) == "网络\n看到的"


def test_a_label_breaks_its_words_for_its_font(open_app):
    """Also when the words, the room or the font change; what it says stays whole."""
    app, _hand = open_app()
    label = FlowLabel(app.root, font="SunValleyCaptionFont")
    label.configure(wraplength=100)
    label.configure(text=CHINESE)
    small = label.cget("text")
    assert "\n" in small
    label.configure(font="SunValleyTitleFont")
    assert label.cget("text").count("\n") > small.count("\n")
    assert label.words == CHINESE
    label.configure(wraplength=0)
    assert label.cget("text") == CHINESE


@pytest.mark.parametrize(
    ("stored", "drawn"),
    [("लिखें", "िलखें"), ("चित्र", "िचत्र"), ("क्लिक", "क्िलक"), ("पढ़िए", "पिढ़ए"), ("कि यह", "िक यह"), ("इ 4 ि", "इ 4 ि")],
)
def test_the_sign_i_is_drawn_before_its_consonant(stored, drawn):
    """With its dot, and behind those that keep their virama; without a consonant it stays."""
    assert as_drawn(stored) == drawn


def test_only_hindi_is_drawn_otherwise(open_app):
    """And once more is as good as once."""
    app, _hand = open_app()
    plain = app.root.tk
    for _ in range(2):
        draw_rightly(app.root, "hi")
        assert app.root.tk is not plain
    draw_rightly(app.root, "zh_CN")
    assert app.root.tk is plain
