"""The menu of the pad, by the right button and by keys."""

import pytest

from digitpad import texts
from digitpad.app.views.heat import ANSWER
from digitpad.app.views.palette import DARK
from tests.app.hand import SEVEN, until
from tests.app.looks import wait_for_paper
from tests.app.state import chosen, do, ink_of


def menu_of(app):
    return app.looks.view.context_menu.menu


def shown(app):
    """The labels of what is possible in the menu that is shown; a line is None."""
    menu = menu_of(app)
    kinds = [menu.type(index) for index in range(menu.index("end") + 1)]
    return [
        None if kind == "separator" else menu.entrycget(index, "label")
        for index, kind in enumerate(kinds)
        if kind == "separator" or menu.entrycget(index, "state") != "disabled"
    ]


def ask(app, hand, x, y):
    """Click with the right button at a place in pad units."""
    hand.move(x, y)
    hand.press(3)
    hand.release(3)
    until(app, lambda: menu_of(app) is not None and menu_of(app).winfo_ismapped(), "the menu is there")


def test_a_click_with_the_right_button_shows_the_menu(open_app):
    """It says what is possible now, erases nothing, and does what is chosen there."""
    app, hand = open_app()
    ask(app, hand, 200, 200)
    assert shown(app) == ["Clear", "Eraser", None, "Paste", None, "Open…"]
    hand.key("Escape")
    until(app, lambda: not menu_of(app).winfo_ismapped(), "the menu is gone")
    hand.draw(SEVEN)
    ask(app, hand, 200, 86)
    assert len(ink_of(app).strokes) == 1
    assert shown(app)[:3] == ["Undo", "Clear", "Eraser"]
    hand.key("Down")
    hand.key("Return")
    until(app, lambda: ink_of(app).is_blank, "the stroke is taken back")


def test_the_right_button_erases_where_it_is_dragged(open_app):
    """From where it was pressed, without a menu; a hand that trembles still clicks."""
    app, hand = open_app()
    hand.draw([(60, 200), (340, 200)])
    hand.move(200, 199)
    hand.press(3)
    hand.move(201, 201)
    hand.release(3)
    until(app, lambda: menu_of(app) is not None and menu_of(app).winfo_ismapped(), "the menu is there")
    assert len(ink_of(app).strokes) == 1
    hand.key("Escape")
    menu = menu_of(app)
    hand.move(200, 200)
    hand.press(3)
    hand.move(230, 260)
    wait_for_paper(app, 200, 200)
    hand.release(3)
    assert len(ink_of(app).strokes) == 2
    assert menu_of(app) is menu
    assert not menu.winfo_ismapped()


@pytest.mark.parametrize("key", ["Menu", "shift+F10"])
def test_keys_show_the_menu(open_app, key):
    """Its first possible entry is chosen, so that arrows and Enter go on from there."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand._send(f"key {key}")  # nothing else is to hear of it
    until(app, lambda: menu_of(app) is not None and menu_of(app).winfo_ismapped(), "the menu is there")
    hand.key("Return")
    until(app, lambda: ink_of(app).is_blank, "the stroke is taken back")


def test_one_digit_can_be_corrected_and_looked_into(open_app):
    """Whatever is right-clicked there, the digit is what is meant."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    ask(app, hand, 60, 350)
    assert shown(app)[:3] == [texts.LABEL_MENU, "Heat map", texts.INSIDE]
    menu = menu_of(app)
    menu.nametowidget(menu.entrycget(0, "menu")).invoke(1)
    until(app, lambda: app.root.title().startswith("1 ("), "it is a 1")
    menu.nametowidget(menu.entrycget(1, "menu")).invoke(1)
    assert app.choices.heat.get() == ANSWER
    menu.invoke(2)
    assert "inside" in app.looks.companions.open


def test_in_a_number_the_digit_below_the_pointer_is_meant(write):
    """It is chosen; beside all digits the menu is about the pad alone, and a key asks about the chosen one."""
    app, hand = write()
    hand.key("Escape")
    ask(app, hand, 200, 380)
    assert shown(app)[0] == "Undo"
    hand.key("Escape")
    ask(app, hand, 320, 200)
    assert chosen(app).digit == 1
    assert shown(app)[0] == texts.LABEL_MENU
    hand.key("Escape")
    do(app, "previous digit")
    hand._send("key Menu")
    until(app, lambda: menu_of(app).winfo_ismapped(), "the menu is there")
    assert shown(app)[0] == texts.LABEL_MENU
    left = app.looks.view.pad.canvas.winfo_rootx()
    assert menu_of(app).winfo_rootx() - left == pytest.approx(app.looks.view.pad.marks.below_chosen[0], abs=8)


def test_the_menu_looks_like_the_window(open_app):
    """In another theme it is made anew."""
    app, hand = open_app()
    ask(app, hand, 200, 200)
    hand.key("Escape")
    app.choices.theme.set("dark")
    app.root.update()
    ask(app, hand, 200, 200)
    assert str(menu_of(app).cget("background")) == DARK.raised
