"""A round of play, without its window and with it."""

import pytest

from digitpad import Recognizer, texts
from digitpad.app.session import editing, speaking
from digitpad.app.session.playing import Play
from digitpad.app.session.tricks import STROKES, TRICKS, stock
from digitpad.app.views import play as play_view
from digitpad.examples.corrections import corrections_file
from digitpad.settings import Settings
from tests.app.hand import until
from tests.app.readers import OneDigit, answer
from tests.app.state import ink_of
from tests.app.stepped import Desk
from tests.examples.kept import load_corrections


class ByPlace(OneDigit):
    """Reads a drawing as the digit of the place where its last stroke begins."""

    def predict_many(self, sources):
        return [answer(int(source.strokes[-1].points[0][0] // 20) % 10) for source in sources]


class Watch:
    """A clock that is turned by hand."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def round_of(monkeypatch):
    """A round of play with a hand on its pad."""
    desk = Desk()
    desk.worker._reader = ByPlace()
    watch, told = Watch(), []
    play = Play(desk.session, lambda: told.append(1), watch, seed=3)

    def draw(digit, seconds=1.0):
        watch.now += seconds
        editing.begin(desk.session)
        editing.add_stroke(desk.session, ((digit * 20 + 5.0, 100.0), (digit * 20 + 9.0, 200.0)))
        desk.work()

    yield play, desk, draw
    play.close()
    desk.session.interim.end()


def labels():
    return [labelled.label for labelled in load_corrections(corrections_file())]


def test_a_round_asks_for_each_digit_once(round_of):
    """Each digit that is drawn as asked is timed; after ten the round is over, with an empty pad."""
    play, desk, draw = round_of
    play.start()
    for place in range(10):
        draw(play.asked, seconds=place + 1)
        assert play.state == "right"
        play.go_on()
    assert play.state == "done"
    assert sorted(card.digit for card in play.cards) == list(range(10))
    assert [card.seconds for card in play.cards] == list(range(1, 11))
    assert (play.in_row, play.longest) == (10, 10)
    assert desk.session.document.is_blank


def test_another_digit_is_not_the_one_that_was_asked(round_of):
    """The round waits, and more ink may still make it right; what was cleared or passed over ends the row."""
    play, desk, draw = round_of
    play.start()
    draw(play.asked)
    play.go_on()
    draw((play.asked + 1) % 10)
    assert play.state == "asked"
    draw(play.asked)
    assert play.in_row == 2
    play.go_on()
    draw((play.asked + 1) % 10)
    editing.clear(desk.session)
    assert play.in_row == 0
    draw(play.asked)
    play.go_on()
    play.pass_over()
    assert (play.in_row, play.longest, len(play.drawn), len(play.cards)) == (0, 2, 3, 4)


def test_a_round_is_kept_as_examples(round_of):
    """All that was drawn is labelled with what was asked, once; one Undo takes all of it back."""
    play, desk, draw = round_of
    play.start()
    asked = []
    for _ in range(2):
        asked.append(play.asked)
        draw(play.asked)
        play.go_on()
    while play.state == "asked":
        play.pass_over()
    assert labels() == []
    assert (play.keep(), play.keep()) == (2, 0)
    assert labels() == asked
    editing.undo(desk.session)
    assert labels() == []


def test_what_was_kept_is_taken_back_and_kept_again(round_of):
    """Undo and Redo say what became of all of the round, and it can be kept for as long as it isn't."""
    play, desk, draw = round_of
    play.start()
    for _ in range(2):
        draw(play.asked)
        play.go_on()
    while play.state == "asked":
        play.pass_over()
    play.keep()
    kept, words = labels(), desk.session.message.words
    editing.undo(desk.session)
    assert not play.kept
    assert desk.session.message.words == texts.PLAY_TAKEN_BACK.format(2)
    editing.redo(desk.session)
    assert play.kept
    assert (labels(), desk.session.message.words) == (kept, words)
    editing.undo(desk.session)
    assert play.keep() == 2
    assert labels() == kept


def test_a_trick_is_played_once_the_network_believes_it(round_of):
    """A 7 is put on the pad, and more ink makes it a 1 to the network; what it really is can be said as ever."""
    play, desk, draw = round_of
    play.play_trick()
    assert (play.state, play.trick) == ("trick", (7, 1))
    assert desk.session.document.drawing.strokes == stock(7).strokes
    draw(7)
    assert play.state == "trick"
    draw(1)
    assert play.state == "tricked"
    speaking.label(desk.session, 7)
    assert labels() == [7]


def test_the_tricks_digits_are_read_as_they_are():
    """What is put on the pad is surely what the trick says that it is."""
    reader = Recognizer()
    assert {digit for digit, _ in TRICKS} == set(STROKES)
    for digit in STROKES:
        prediction = reader.predict(stock(digit))
        assert (prediction.digit, prediction.verdict) == (digit, "sure")


def test_play_in_the_window(open_app, monkeypatch):
    """F7 opens it; a digit drawn with the pointer is right, then the next one is asked; Escape ends it."""
    monkeypatch.setattr(play_view, "PAUSE", 1)
    app, hand = open_app(lambda: ByPlace(), settings=Settings(theme="light"))
    until(app, lambda: not app.session.pending, "the model is there")
    hand.key("F7")
    window = app.looks.companions.open["play"]
    window.play.start()
    app.root.lift()
    window.window.geometry("+700+600")
    app.root.update()
    asked = window.play.asked
    assert window.large.cget("text") == str(asked)
    hand.draw([(asked * 20 + 8, 100), (asked * 20 + 8, 160), (asked * 20 + 8, 240)])
    until(app, lambda: len(window.play.cards) == 1 and window.play.state == "asked", "the next digit is asked")
    assert window.play.cards[0].digit == asked
    assert window.large.cget("text") == str(window.play.asked)
    app.choices.theme.set("dark")
    assert app.looks.companions.open["play"].play is window.play
    window = app.looks.companions.open["play"]
    assert window.large.cget("text") == str(window.play.asked)
    window.close()
    assert "play" not in app.looks.companions.open


def test_the_pads_steps_are_taken_back_from_the_window_of_play(open_app):
    """Its buttons have the keyboard once they are pressed; Ctrl+Z there is that of the pad."""
    app, hand = open_app(lambda: ByPlace(), settings=Settings(theme="light"))
    hand.draw([(100, 100), (100, 200)])
    until(app, lambda: not app.session.pending, "it is read")
    app.looks.companions.show("play")
    window = app.looks.companions.open["play"].window
    window.focus_force()
    until(app, lambda: app.root.focus_get() is window, "the window has the keyboard")
    hand.key("ctrl+z")
    assert ink_of(app).is_blank
    hand.key("ctrl+y")
    assert len(ink_of(app).strokes) == 1
    hand.key("Delete")
    assert ink_of(app).is_blank
