"""The window inside the network: tiles that light up, and what is said where the pointer is."""

import numpy as np
from PIL import Image

from digitpad import texts
from digitpad.app.views.palette import DARK, LIGHT
from digitpad.insight.shades import rgb
from digitpad.settings import Settings
from tests.app.hand import SEVEN, until

LIVE = Settings(theme="light")


def opened(open_app, **given):
    """Open the pad and, beside it, the window inside the network."""
    app, hand = open_app(**{"settings": LIVE, **given})
    hand.key("i")
    app.root.geometry("480x560+20+20")
    window = app.looks.companions.open["inside"]
    window.window.geometry("700x600+540+20")
    until(app, lambda: window.canvas.winfo_width() == 700, "the window has its size")
    return app, hand, window


def seven(app, hand, window):
    hand.draw(SEVEN)
    look = lambda: window.looking.look  # noqa: E731
    until(app, lambda: look() is not None and not app.session.pending, "the tiles are there")
    return look()


def go_to(hand, window, box):
    hand.move_to_pixel(
        window.canvas.winfo_rootx() + (box.left + box.right) // 2,
        window.canvas.winfo_rooty() + (box.top + box.bottom) // 2,
    )
    hand.app.root.update()


def texts_on(canvas):
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"]


def test_tiles_light_up_while_digits_are_drawn(open_app):
    """Before, words say what to do; with the answer each layer's tiles are on the canvas, pixel by pixel."""
    app, hand, window = opened(open_app)
    assert texts_on(window.canvas) == [texts.INSIDE_EMPTY]
    look = seven(app, hand, window)
    assert texts.INSIDE_EMPTY not in texts_on(window.canvas)
    grid = look.layout.columns[0]
    photo, item = window._scene._photos[1]
    assert window.canvas.coords(item) == [grid.left, grid.top]
    pixels = look.scene.pictures[1].pixels
    for x, y in ((0, 0), (grid.scale * 9, grid.scale * 7), (pixels.shape[1] - 1, pixels.shape[0] - 1)):
        assert tuple(map(int, app.root.tk.call(str(photo), "get", x, y))) == tuple(pixels[y, x].tolist())
    hand.key("Delete")
    assert texts_on(window.canvas) == [texts.INSIDE_EMPTY]


def test_tiles_follow_the_pen(open_app, monkeypatch):
    """While a stroke is being drawn there are tiles already, in slices, and other ones as it grows."""
    app, hand, window = opened(open_app)
    slices, sliced = window._scene.slices, []
    draw = slices.draw
    monkeypatch.setattr(slices, "draw", lambda parts, at_once: sliced.append(not at_once) or draw(parts, at_once))
    hand.move(*SEVEN[0])
    hand.press()
    hand.move(*SEVEN[2])
    until(app, lambda: window.looking.look is not None, "the first piece is shown")
    first = window.looking.look.explanation.image
    for point in SEVEN[3:]:
        hand.move(*point)
        until(app, lambda: not app.session.pending, "it is shown")
    assert app.session.document.is_blank
    until(app, lambda: not np.array_equal(window.looking.look.explanation.image, first), "more of it is shown")
    assert all(sliced)
    until(app, lambda: not slices.waiting, "all parts are drawn")
    assert len(texts_on(window.canvas)) == len(window.looking.look.scene.words)
    hand.release()
    until(app, lambda: app.session.answers.current is not None and not app.session.pending, "it is answered")
    assert not sliced[-1]


def test_what_the_pointer_is_at_is_explained(open_app):
    """A cell's card and marks on digit and tiles; an output's contributions; a unit's tile; and no more beside them."""
    app, hand, window = opened(open_app)
    look = seven(app, hand, window)
    go_to(hand, window, look.layout.columns[1].tile(9))
    until(app, lambda: window._hover is not None, "the cell is known")
    assert (window._hover.kind, window._hover.layer, window._hover.place) == ("cell", 1, 9)
    assert f"{look.explanation.layers[1].name} · 9" in texts_on(window.canvas)
    marks = [window.canvas.coords(item) for item in window.canvas.find_withtag("marks")]
    assert (
        len(marks) == 8
    )  # the cell, its field on the digit, the three channels that it gets most from, and lines there
    go_to(hand, window, look.layout.outputs[1])
    until(app, lambda: texts.SPOKE_FOR.format(name=1) in texts_on(window.canvas), "it is about the 1")
    assert not window.canvas.find_withtag("marks")
    go_to(hand, window, look.layout.speakers[0])
    until(app, lambda: window._hover is not None and window._hover.kind == "unit", "the unit is known")
    go_to(hand, window, look.layout.speakers_title)
    until(app, lambda: texts.SPOKE_FOR.format(name=7) in texts_on(window.canvas), "it is about the answer again")
    assert window._hover is None


def test_what_changes_is_drawn_anew_and_nothing_else(open_app):
    """From one scene to the next, words and bars take the place of those that were there, before pictures."""
    app, hand, window = opened(open_app)
    look = seven(app, hand, window)
    canvas = window.canvas
    before = {item: canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"}
    go_to(hand, window, look.layout.outputs[1])
    until(app, lambda: window.looking.look.about == 1 and not app.session.pending, "it is about the 1")
    after = {item: canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"}
    scene = window.looking.look.scene
    assert sorted(after.values()) == sorted(words.text for words in scene.words)
    assert before.keys() == after.keys()
    assert before != after
    # In another size the pictures are new ones, below all else as before.
    hand.move(200, 380)
    until(app, lambda: window._hover is None and not app.session.pending, "it is about the answer again")
    window.window.geometry("900x640")
    until(app, lambda: canvas.winfo_width() == 900 and not app.session.pending, "it is larger")
    scene = window.looking.look.scene
    assert scene.width == 900
    kinds = [canvas.type(item) for item in canvas.find_all()]
    assert kinds == ["image"] * len(scene.pictures) + ["rectangle"] * len(scene.blocks) + ["text"] * len(scene.words)


def test_the_strokes_network_can_be_chosen(open_app):
    """The button shows the other network of a drawing, which has fewer layers, wherever the pointer is."""
    app, hand, window = opened(open_app)
    look = seven(app, hand, window)
    go_to(hand, window, look.layout.columns[-1].tile(3))
    until(app, lambda: window._hover is not None and window._hover.layer == 5, "the last layer's cell is known")
    window.networks["strokes"].invoke()
    until(app, lambda: window.looking.look.explanation.network == "strokes", "the strokes network is shown")
    assert texts.STROKES_NETWORK in texts_on(window.canvas)
    assert window._hover is None or window._hover.layer < 5


def test_it_is_saved_for_a_slide(open_app, monkeypatch, tmp_path):
    """PNG or SVG by the name, as large as a slide; giving the dialogue up writes nothing."""
    app, hand, window = opened(open_app)
    seven(app, hand, window)
    for name in ("slide.png", "slide.svg"):
        monkeypatch.setattr("digitpad.app.views.dialogs.ask_save", lambda *_, path=tmp_path / name: path)
        window.save_button.invoke()
    assert np.asarray(Image.open(tmp_path / "slide.png")).shape == (1080, 1920, 3)
    assert (tmp_path / "slide.svg").read_text(encoding="utf-8").startswith("<svg")
    monkeypatch.setattr("digitpad.app.views.dialogs.ask_save", lambda *_: None)
    window.save_button.invoke()
    assert len([*tmp_path.iterdir()]) == 2


def test_escape_closes_it_even_while_it_computes(open_app):
    """Closed in the middle of its work it is gone, the pad goes on, and it can be opened again."""
    app, hand, window = opened(open_app)
    seven(app, hand, window)
    window.looking.show(network="strokes")
    assert app.session.pending
    window.window.focus_force()
    until(
        app, lambda: app.root.focus_get() is window.canvas or app.root.focus_get() is window.window, "it has the focus"
    )
    hand.key("Escape")
    assert not app.looks.companions.open
    until(app, lambda: not app.session.pending, "the work is done")
    assert not app.session.message.problem
    app.looks.companions.show("inside")
    app.looks.companions.show("inside")
    again = app.looks.companions.open["inside"]
    until(app, lambda: again.looking.look is not None, "the tiles are there again")


def test_it_takes_another_theme_and_the_pads_end(open_app):
    """Dark it is made anew with what it showed; idle nothing polls; closing the pad closes it."""
    app, hand, window = opened(open_app)
    seven(app, hand, window)
    window.networks["strokes"].invoke()
    app.choices.theme.set("dark")
    renewed = app.looks.companions.open["inside"]
    assert renewed is not window
    until(app, lambda: renewed.looking.look is not None and not app.session.pending, "the tiles are there")
    assert renewed.looking.view.network == renewed._network.get() == "strokes"
    assert renewed.looking.look.scene.paper == DARK.paper != LIGHT.paper
    assert rgb(renewed.canvas.cget("background")) == rgb(DARK.paper)
    until(app, lambda: not app.poller.polling, "nothing is waited for")
    app.quit()
