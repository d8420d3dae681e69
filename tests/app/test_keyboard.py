"""Everything by keyboard: Tab comes to every control, in the order of reading, and each shows that it is there."""

import pytest
from PIL import ImageChops, ImageGrab

from digitpad.app.session import editing, speaking
from digitpad.settings import Settings
from tests.app.hand import SEVEN, until
from tests.app.state import do, ink_of

COMPANIONS = ("inside", "what if", "map", "side by side", "play", "gallery", "cards")


def controls(widget):
    """All controls in a widget that can have the keyboard, whether Tab comes to them or not."""
    found = []
    for child in widget.winfo_children():
        if child.winfo_toplevel() is widget.winfo_toplevel():
            found += [child] * bool(child.tk.call("tk::FocusOK", child)) + controls(child)
    return found


def by_tab(app, window):
    """The controls of a window, as Tab goes through them."""
    first = at = window.nametowidget(window.tk.call("tk_focusNext", window))
    seen = []
    while at not in seen:
        seen.append(at)
        at = window.nametowidget(window.tk.call("tk_focusNext", at))
    assert at is first
    return [widget for widget in seen if widget is not window]  # where it has no controls, its keys are its own


def picture(app, widget):
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    box = left, top, left + widget.winfo_width(), top + widget.winfo_height()
    return ImageGrab.grab(box, xdisplay=app.root.winfo_screen().rpartition(".")[0]).convert("RGB")


def shows_focus(app, window, widget):
    """Whether a control looks otherwise while it has the keyboard."""
    window.focus_force()
    until(app, lambda: app.root.focus_displayof() is window, "no control has the keyboard")
    before = picture(app, widget)
    widget.focus_force()
    until(app, lambda: app.root.focus_displayof() is widget, "the control has the keyboard")
    app.root.update()
    return ImageChops.difference(before, picture(app, widget)).getbbox() is not None


def test_every_control_of_the_window_is_reached_and_shows_it(open_app):
    """Buttons, slider, strip and bars; the strip stands above the bars, and comes before them."""
    app, hand = open_app(settings=Settings(theme="light"))
    until(app, lambda: not app.session.pending, "the model is there")
    hand.begin(SEVEN)
    until(app, lambda: app.session.interim.moments, "what is drawn is read meanwhile")
    hand.release()
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    until(app, lambda: app.looks.view.panel._bars.at_rest and not app.session.pending, "nothing moves")
    hand.move_to_pixel(2, 2)
    view = app.looks.view
    reached = by_tab(app, app.root)
    assert set(reached) == set(controls(app.root))
    assert set(view.toolbar.buttons.values()) - set(reached) == {view.toolbar.buttons["redo"]}
    assert reached[-2:] == [view.panel._strip.canvas, view.panel._bars.canvas]
    assert [widget for widget in reached if not shows_focus(app, app.root, widget)] == []


def test_a_problem_comes_first(open_app):
    """What helps, and what closes the bar over the pad, are the first that Tab comes to."""
    app, _hand = open_app()
    app.session.say("It failed.", problem=True, remedy="open")
    app.root.update()
    notice = app.looks.view.notice
    reached = by_tab(app, app.root)
    assert notice.button in reached[:2]
    assert [widget for widget in reached if not shows_focus(app, app.root, widget)] == []


def test_a_digit_of_the_gallery_shows_the_keyboard(open_app):
    """Its ring is around the one that the arrows start from."""
    app, _hand = open_app()
    editing.add_stroke(app.session, tuple(SEVEN))
    speaking.label(app.session, 7)
    app.looks.companions.show("gallery")
    gallery = app.looks.companions.open["gallery"]
    until(app, lambda: not app.session.pending, "it is filled")
    assert shows_focus(app, gallery.window, gallery.tiles.canvas)


@pytest.mark.parametrize("name", COMPANIONS)
def test_every_control_of_the_other_windows_is_reached_and_shows_it(open_app, name):
    """As in the pad's window."""
    app, hand = open_app(settings=Settings(theme="light"))
    hand.draw(SEVEN)
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    app.looks.companions.show(name)
    until(app, lambda: not app.session.pending, "it is filled")
    window = app.looks.companions.open[name].window
    hand.move_to_pixel(2, 2)
    reached = by_tab(app, window)
    assert set(reached) == set(controls(window))
    assert [widget for widget in reached if not shows_focus(app, window, widget)] == []


def test_arrows_go_through_the_bars_and_enter_says_what_it_is(open_app):
    """From the likeliest digit on, round and round; what is said is a step of Undo like a click's."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    app.looks.view.panel._bars.canvas.focus_force()
    app.root.update()
    for _ in range(4):
        hand.key("Down")
    hand._send("key Return")  # nothing else is to hear of it
    until(app, lambda: app.root.title().startswith("1 ("), "it is a 1")
    hand.key("Up")
    hand._send("key space")
    until(app, lambda: app.root.title().startswith("0 ("), "it is a 0")
    do(app, "undo")
    until(app, lambda: app.root.title().startswith("1 ("), "it is a 1 again")
    assert len(ink_of(app).strokes) == 1
