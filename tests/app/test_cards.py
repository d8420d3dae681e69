"""The guided session in its window."""

from digitpad import Drawing, Recognizer, texts
from digitpad.examples.corrections import corrections_file
from digitpad.examples.library import Library
from digitpad.examples.session import Difference
from tests.app.hand import until
from tests.app.handwriting import written


def open_cards(open_app):
    app, hand = open_app(Recognizer)
    app.looks.companions.show("cards")
    window = app.looks.companions.open["cards"]
    window.window.geometry("470x560+0+0")
    until(app, lambda: window.canvas.winfo_width() > 100, "the small pad is there")
    return app, hand, window


def draw(app, window, digit):
    window.drawing = Drawing(400, 400, tuple(written(str(digit), 130, 80, 240)))
    window._next()


def test_a_card_is_drawn_and_kept_and_can_be_redone(open_app):
    """With the pointer; Enter keeps it, a click on its field asks again, Escape leaves and keeps what is there."""
    app, hand, window = open_cards(open_app)
    first = window.session.card.digit
    canvas = window.canvas
    hand.key("Return")
    assert window.note.cget("text") == texts.CARDS_DRAW_FIRST
    corner = canvas.winfo_rootx(), canvas.winfo_rooty()
    hand.move_to_pixel(corner[0] + 60, corner[1] + 60)
    hand.press()
    hand.move_to_pixel(corner[0] + 90, corner[1] + 150)
    hand.release()
    hand.key("Return")
    assert [example.label for example in Library(corrections_file())] == [first]
    assert window.session.place == 1
    hand.move_to_pixel(window.dots.winfo_rootx() + 4, window.dots.winfo_rooty() + 8)
    hand.press()
    hand.release()
    assert window.session.place == 0
    draw(app, window, first)
    assert len(Library(corrections_file())) == 1
    hand.key("Escape")
    assert "cards" not in app.looks.companions.open
    assert [(each.label, each.whence) for each in Library(corrections_file())] == [(first, "session")]
    until(app, lambda: app.session.answers.asking.lessons.count == 1, "it is learned")


def test_space_at_a_button_is_the_buttons(open_app):
    """Back by the space bar keeps nothing and asks for no other card; elsewhere space keeps what is drawn."""
    app, hand, window = open_cards(open_app)
    draw(app, window, window.session.card.digit)
    window.drawing = Drawing(400, 400, tuple(written("3", 130, 80, 240)))
    window.back.focus_force()
    until(app, lambda: app.root.focus_get() is window.back, "Back has the focus")
    hand.key("space")
    assert window.session.place == 0
    assert len(Library(corrections_file())) == 1
    window.window.focus_force()
    until(app, lambda: app.root.focus_get() is window.window, "the window has the focus")
    hand.key("space")
    assert window.session.place == 1


def test_enter_at_a_button_does_what_the_button_says(open_app):
    """Back by Enter goes back and keeps nothing more; elsewhere Enter asks for the next card."""
    app, hand, window = open_cards(open_app)
    draw(app, window, window.session.card.digit)
    window.window.focus_force()
    until(app, lambda: app.root.focus_get() is window.window, "the window has the focus")
    hand.key("Return")
    assert window.session.place == 1
    window.back.focus_force()
    until(app, lambda: app.root.focus_get() is window.back, "Back has the focus")
    hand.key("Return")
    assert window.session.place == 0
    assert len(Library(corrections_file())) == 1


def test_another_theme_asks_for_the_same_card(open_app):
    """With what is drawn on it and not kept yet; at the end it says the same."""
    app, _, window = open_cards(open_app)
    draw(app, window, window.session.card.digit)
    window.drawing = Drawing(400, 400, tuple(written("3", 130, 80, 240)))
    cards, drawing = window.session, window.drawing
    app.choices.theme.set("dark")
    window = app.looks.companions.open["cards"]
    assert (window.session, window.session.place, window.drawing) == (cards, 1, drawing)
    while (card := window.session.card) is not None:
        draw(app, window, card.digit)
    until(app, lambda: window.difference is not None, "it is measured")
    words = window.words.cget("text")
    app.choices.theme.set("light")
    again = app.looks.companions.open["cards"]
    assert again is not window
    assert again.words.cget("text") == words
    assert again.next.cget("text") == texts.CLOSE


def test_the_end_says_what_the_session_brings(open_app):
    """In a sentence, with a chart; the numbers are those of all cards."""
    app, _, window = open_cards(open_app)
    while (card := window.session.card) is not None:
        draw(app, window, card.digit)
    until(app, lambda: window.difference is not None, "it is measured")
    assert window.words.cget("text") == texts.CARDS_ALL.format(count=30)
    assert window.difference.drawings == 30
    assert window.difference.after >= window.difference.before
    window._say(Difference(30, 20, 28, ((3, 2, 2),) * 10))
    words = texts.CARDS_DIFFERENCE.format(count=30, before=20, after=28)
    assert window.words.cget("text") == words
    assert window.clear.instate(["disabled"])
    window.back.invoke()
    assert window.session.card is not None
    assert window.clear.instate(["!disabled"])


def test_undo_takes_the_last_stroke_back(open_app):
    """Delete takes all of them; from the first card there is no way back."""
    _app, hand, window = open_cards(open_app)
    assert window.back.instate(["disabled"])
    window.drawing = Drawing(400, 400, tuple(written("4", 130, 80, 240)))
    window.window.focus_force()
    hand.key("ctrl+z")
    assert window.drawing.strokes == tuple(written("4", 130, 80, 240))[:1]
    hand.key("Delete")
    hand.key("ctrl+z")
    assert window.drawing.is_blank
