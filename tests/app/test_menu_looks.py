"""Menus as Tk draws them on X11: marks, arrows and lines in the window's look, as large as the screen needs them."""

from PIL import ImageGrab

from digitpad.app.views.entries import CHECK, DOT
from digitpad.app.views.menu_looks import dress
from digitpad.app.views.palette import LIGHT
from tests.app.hand import SEVEN, until


def arrows(app, menu):
    """The windows of a menu's arrows."""
    return [
        child for child in app.root.tk.splitlist(app.root.tk.call("winfo", "children", menu)) if "digitpad_" in child
    ]


def place(app, window):
    call = app.root.tk.call
    x, y, width, height = (int(call("winfo", what, window)) for what in ("rootx", "rooty", "width", "height"))
    return x + width // 2, y + height // 2


def test_a_submenu_opens_where_its_arrow_is(open_app):
    """The arrow is a window of its own, and yet a part of its entry: below the pointer it has its colours."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    hand.move(200, 200)
    hand.press(3)
    hand.release(3)
    menu = app.looks.view.context_menu.menu
    until(app, menu.winfo_ismapped, "the menu is there")
    first, second = arrows(app, menu)[:2]
    assert app.root.tk.call(first, "cget", "-background") == LIGHT.raised
    hand.move_to_pixel(*place(app, first))
    labels = menu.nametowidget(menu.entrycget(0, "menu"))
    until(app, labels.winfo_ismapped, "the digits are there")
    assert app.root.tk.call(first, "cget", "-background") == LIGHT.accent
    hand.move_to_pixel(*place(app, second))
    until(app, lambda: not labels.winfo_ismapped(), "the other menu takes their place")
    assert app.root.tk.call(first, "cget", "-background") == LIGHT.raised


def test_menus_of_the_bar_have_arrows_and_a_line_around(open_app):
    """They are copies that Tk makes, and are dressed like all others."""
    app, _hand = open_app()
    menu = app.looks.menu_bar.menus["View"]
    menu.post(300, 300)
    app.root.update()
    kinds = [app.root.tk.call("winfo", "class", window) for window in arrows(app, menu)]
    assert (kinds.count("Canvas"), kinds.count("Frame")) == (3, 4)
    display = app.root.winfo_screen().rpartition(".")[0]
    corner = ImageGrab.grab(xdisplay=display).getpixel((menu.winfo_rootx(), menu.winfo_rooty() + 20))
    assert "#{:02x}{:02x}{:02x}".format(*corner[:3]) == LIGHT.border


def test_marks_are_as_large_as_the_screen_needs(open_app):
    """At 200 % they have twice as many pixels, and the whole mark is in them."""
    app, _hand = open_app()
    for factor in (1.0, 2.0):
        dress(app.root, LIGHT, factor)
        for name in (CHECK, DOT):
            side = round(16 * factor)
            call = app.root.tk.call
            high = call("image", "height", name)
            assert call("image", "width", name) == side
            assert high >= side
            seen = [call(name, "transparency", "get", x, y) == 0 for x in range(side) for y in range(high)]
            assert 0.02 < sum(seen) / len(seen) < 0.4
