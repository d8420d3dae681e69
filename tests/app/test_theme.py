"""The widgets' theme and its sprites."""

import io

import pytest
from PIL import Image

from digitpad.app.views.sprites import MIDDLE, Colours, Shape, plate

SHAPE = Shape(radius=5, edge=1, margin=3)


def drawn(colours, shape=SHAPE):
    return Image.open(io.BytesIO(plate(shape, colours, (11, 11)))).convert("RGBA")


def test_a_plate_is_round_and_has_an_edge():
    """Its middle has the colour of the button, its edge another, and its corners are clear."""
    image = drawn(Colours("#123456", "#abcdef"))
    side = 2 * SHAPE.corner + 11
    assert image.size == (side, side)
    assert image.getpixel((side // 2, side // 2)) == (0x12, 0x34, 0x56, 255)
    assert image.getpixel((side // 2, SHAPE.margin)) == (0xAB, 0xCD, 0xEF, 255)
    assert [image.getpixel(corner)[3] for corner in ((3, 3), (side - 4, 3), (3, side - 4))] == [0, 0, 0]
    assert image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) == image


def test_the_focus_is_a_ring_apart_from_the_plate():
    """A ring of its own colour stands around, with clear pixels between."""
    ringed, plain = drawn(Colours("#ffffff", "#000000", "#ff0000")), drawn(Colours("#ffffff", "#000000"))
    middle = ringed.width // 2
    assert ringed.getpixel((middle, 0)) == (255, 0, 0, 255)
    assert ringed.getpixel((middle, 2))[3] == 0
    assert plain.getpixel((middle, 0))[3] == 0


@pytest.mark.parametrize("state", ["focus", "selected", "disabled", "pressed"])
def test_every_state_of_a_button_has_a_look_of_its_own(open_app, state):
    """What is switched on, pressed, not possible, or has the keyboard's focus looks otherwise than at rest."""
    from PIL import ImageGrab

    app, hand = open_app()
    button = app.looks.view.toolbar.eraser
    hand.move(5, 5)

    def look():
        app.root.update()
        left, top = button.winfo_rootx(), button.winfo_rooty()
        box = left, top, left + button.winfo_width(), top + button.winfo_height()
        return ImageGrab.grab(box, xdisplay=app.root.winfo_screen().rpartition(".")[0]).tobytes()

    before = look()
    button.state([state])
    assert look() != before


def test_buttons_are_painted_in_few_pieces(open_app):
    """Tk asks the screen about each piece of a plate: a plate's middle is as large as a button's."""
    app, _hand = open_app()
    for button in app.looks.view.toolbar.buttons.values():
        assert button.winfo_width() - 2 * SHAPE.corner <= MIDDLE[0]
        assert button.winfo_height() - 2 * SHAPE.corner <= MIDDLE[1]
