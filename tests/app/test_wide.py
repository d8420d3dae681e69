"""The wide pad."""

import pytest

from digitpad import Drawing, Recognizer, texts
from digitpad.app.session import editing
from digitpad.ink.pads import PAD_UNITS, WIDE_UNITS
from digitpad.settings import Settings, load_settings
from tests.app.hand import ONE, SEVEN, until
from tests.app.looks import wait_for_ink, wait_for_paper
from tests.app.state import ink_of
from tests.app.test_menus import choose

WIDE = Settings(theme="light", live=False, wide=True)
FAR = [(1100, 120), (1098, 260)]


def shape(app):
    return app.looks.view.pad.canvas.winfo_width() / app.looks.view.pad.canvas.winfo_height()


def shown_bounds(app):
    """(left, top, right, bottom) of the ink, where it is to be seen on the pad."""
    return Drawing(strokes=tuple(app.looks.view.pad._strokes())).bounds()


def test_the_menu_makes_the_pad_wide_and_square_again(open_app):
    """Three times as wide as high; what is drawn keeps its size and its place; the next window knows."""
    app, hand = open_app()
    hand.draw(SEVEN)
    before = ink_of(app)
    assert shape(app) == 1
    choose(app, "View", "wide")
    until(app, lambda: shape(app) == 3, "the pad is wide")
    assert ink_of(app).strokes == before.strokes
    wait_for_ink(app, 200, 86)
    hand.draw(FAR)
    assert ink_of(app).strokes[1].points[0] == pytest.approx(FAR[0], abs=2)
    wait_for_ink(app, 1099, 200)
    hand.key("w")
    until(app, lambda: shape(app) == 1, "the pad is square")
    hand.key("w")
    until(app, lambda: shape(app) == 3, "the pad is wide")
    app.quit()
    assert load_settings().wide


def test_the_pad_starts_as_it_was_left(open_app):
    """A wide pad is wide from the first moment, and says what it is for."""
    app, hand = open_app(settings=WIDE)
    canvas = app.looks.view.pad.canvas
    assert shape(app) == 3
    assert texts.WIDE_HINT in [canvas.itemcget(item, "text") for item in canvas.find_withtag("hint")]
    hand.draw(FAR)
    assert ink_of(app).width == WIDE_UNITS


def test_a_wide_drawing_on_a_square_pad_loses_nothing(open_app):
    """Beyond a square pad's edge ink is shown smaller, or moved; back on the wide pad all is as it was drawn."""
    app, hand = open_app(settings=WIDE)
    hand.draw(ONE)
    hand.draw(FAR)
    before = ink_of(app)
    hand.key("w")
    until(app, lambda: shape(app) == 1, "the pad is square")
    left, _, right, _ = shown_bounds(app)
    assert 0 <= left < right <= PAD_UNITS
    hand.key("w")
    until(app, lambda: shape(app) == 3, "the pad is wide")
    assert shown_bounds(app) == before.bounds()
    assert ink_of(app) == before


def test_a_drawing_that_fits_keeps_its_size(open_app):
    """Far on the right of a wide pad, a digit is only moved to stand on a square one."""
    app, hand = open_app(settings=WIDE)
    hand.draw([(x + 700, y) for x, y in SEVEN])
    before = ink_of(app).bounds()
    hand.key("w")
    until(app, lambda: shape(app) == 1, "the pad is square")
    after = shown_bounds(app)
    assert after[2] - after[0] == pytest.approx(before[2] - before[0])
    assert after[1::2] == pytest.approx(before[1::2])
    assert after[2] <= PAD_UNITS


def test_undo_clear_and_eraser_work_on_both_pads(open_app):
    """Steps of undo go back through drawings of either pad."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("w")
    hand.draw(FAR)
    hand.move(1050, 200)
    hand.press(3)
    hand.move(1150, 200)
    hand.release(3)
    wait_for_paper(app, 1099, 200)
    assert len(ink_of(app).strokes) == 3
    hand.key("ctrl+z")
    wait_for_ink(app, 1099, 200)
    hand.key("Delete")
    assert ink_of(app).is_blank
    hand.key("ctrl+z")
    hand.key("ctrl+z")
    assert len(ink_of(app).strokes) == 1
    wait_for_ink(app, 200, 86)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the 7 is read")


def test_another_shape_leaves_nothing_to_undo(open_app):
    """To change the pad is no change of the drawing; its answer stays."""
    app, hand = open_app(settings=Settings(theme="light"))
    answered = []
    app.root.bind("<<Answered>>", answered.append)
    hand.draw(SEVEN)
    until(app, lambda: len(answered) == 1, "the 7 is read")
    hand.key("w")
    until(app, lambda: shape(app) == 3, "the pad is wide")
    assert app.root.title().startswith("7 (")
    hand.key("ctrl+z")
    assert ink_of(app).is_blank
    assert not app.session.history.can_undo


def test_a_wide_pad_keeps_its_shape_in_every_size(open_app):
    """In the smallest window and in a large one the pad is three times as wide as high, and ink is where it was."""
    app, hand = open_app(settings=WIDE)
    hand.draw(FAR)
    for size in ("480x400", "1100x900", "1270x500"):
        app.root.geometry(size)
        until(app, lambda size=size: app.root.geometry().startswith(size), f"the window has {size}")
        assert shape(app) == 3
        wait_for_ink(app, 1099, 200)
        assert app.looks.view.panel.frame.winfo_height() >= 120


def test_the_toolbar_is_as_wide_as_all_else(open_app):
    """It ends where the answer's panel ends: in one row where there is room, else in two."""
    app, _hand = open_app(settings=WIDE)
    toolbar, panel = app.looks.view.toolbar, app.looks.view.panel.frame

    def ends():
        shown = (widget for widget in (toolbar.live, *toolbar.buttons.values()) if widget.winfo_ismapped())
        return max(widget.winfo_rootx() + widget.winfo_width() for widget in shown)

    for size, rows in (("480x560", 2), ("1200x800", 1), ("480x560", 2)):
        app.root.geometry(size)
        until(app, lambda size=size: app.root.geometry().startswith(size), f"the window has {size}")
        right = panel.winfo_rootx() + panel.winfo_width() + toolbar.overhang
        until(app, lambda right=right: ends() == right, "it ends with the panel")
        in_line = toolbar.live.winfo_rooty() < toolbar.buttons["undo"].winfo_rooty() + 20
        assert in_line == (rows == 1)
        assert toolbar.frame.winfo_rooty() + toolbar.frame.winfo_height() < app.looks.view.panel.frame.winfo_rooty()


def test_a_number_on_the_wide_pad(open_app):
    """Written over the whole width with the pointer, 717 is read with the model that ships, and saved as drawn."""
    app, hand = open_app(Recognizer, settings=WIDE)
    for offset, strokes in ((0, SEVEN), (330, ONE), (760, SEVEN)):
        hand.draw([(x + offset, y) for x, y in strokes])
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("717 ("), "717 is read")
    assert ink_of(app).width == WIDE_UNITS


def test_a_wide_file_opens_on_either_pad(open_app, tmp_path):
    """A drawing file of the wide pad is shown whole on a square one, and as it was on a wide one."""
    path = tmp_path / "wide.digitpad"
    drawing = Drawing.from_strokes([ONE, FAR], WIDE_UNITS, PAD_UNITS)
    path.write_text(drawing.to_json())
    app, hand = open_app()
    editing.open_file(app.session, path)
    assert shown_bounds(app)[2] <= PAD_UNITS
    hand.key("w")
    assert shown_bounds(app) == drawing.bounds()
    assert ink_of(app) == drawing
