"""The one way to the 28 × 28 picture."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

import digitpad
from digitpad import Drawing, UserError, digit_image
from digitpad.ink.normalising import CENTRE, SIDE, centre_of_mass, normalised
from digitpad.ink.raster import DIGIT_SIZE, FINENESS, PEN, SMALLEST_DIGIT, digit_ink
from tests.strategies import digits, strokes, tapped_digits

AWKWARD = {
    "one point": [[(200, 200)]],
    "two equal points": [[(200, 200), (200, 200)]],
    "duplicates": [[(10, 10)] * 5 + [(90, 90)] * 5],
    "a vertical line": [[(5, 0), (5, 300)]],
    "a horizontal line": [[(0, 5), (300, 5)]],
    "points alone": [[(1, 1)], [(2, 2)], [(3, 3)]],
    "huge coordinates": [[(-1e9, -1e9), (1e9, 1e9)]],
    "a huge place": [[(1e9, 1e9), (1e9 - 50, 1e9 - 90)]],
    "tiny coordinates": [[(1e-9, 1e-9), (2e-9, 3e-9)]],
    "a tiny and a huge stroke": [[(0, 0), (1e-9, 1e-9)], [(0, 0), (1e8, 1e9)]],
    "outside the pad": [[(-500, -500), (-400, -300)]],
    "many strokes": [[(i, 0), (i, 100)] for i in range(0, 100, 2)],
}

# Ink is drawn on whole fine pixels, so either edge of a stroke may lie one of them farther on.
ROUNDING = 2 / (FINENESS * PEN)


def is_digit_image(image):
    return (
        image.shape == (SIDE, SIDE)
        and image.dtype == np.float32
        and bool(np.isfinite(image).all())
        and image.min() >= 0
        and image.max() <= 1
    )


def ink_box(image):
    """(left, top, right, bottom) of what is darker than a faint edge."""
    rows, columns = np.nonzero(image > 0.1)
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def balance(image):
    """(x, y) of the centre of mass."""
    grid = np.arange(SIDE) + 0.5
    return (image.sum(axis=0) @ grid) / image.sum(), (image.sum(axis=1) @ grid) / image.sum()


def apart(first, second):
    """The mean difference of two digit images over the ink of the first."""
    return float(np.abs(first - second).sum() / first.sum())


@pytest.mark.parametrize("drawn", AWKWARD.values(), ids=AWKWARD)
def test_awkward_drawings_have_a_digit_image(drawn):
    """Whatever is drawn gives a picture of the right shape and range, with ink in it."""
    image = digit_image(Drawing.from_strokes(drawn))
    assert is_digit_image(image)
    assert image.max() > 0.3


@given(strokes)
def test_every_drawing_has_a_digit_image(drawn):
    """Strokes of any size at any place give a picture of the right shape and range, with ink in it."""
    image = digit_image(Drawing.from_strokes(drawn))
    assert is_digit_image(image)
    assert image.any()


def test_a_blank_drawing_is_paper():
    """No stroke, no ink."""
    image = digit_image(Drawing())
    assert is_digit_image(image)
    assert not image.any()


@given(tapped_digits, st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_place_does_not_matter(drawn, right, down):
    """The same strokes elsewhere on the pad give nearly the same picture."""
    moved = [[(x + right, y + down) for x, y in stroke] for stroke in drawn]
    assert apart(digit_image(Drawing.from_strokes(drawn)), digit_image(Drawing.from_strokes(moved))) < ROUNDING


@given(tapped_digits, st.floats(0.5, 30))
def test_size_does_not_matter(drawn, factor):
    """The same strokes drawn smaller or larger give nearly the same picture."""
    scaled = [[(x * factor, y * factor) for x, y in stroke] for stroke in drawn]
    assert apart(digit_image(Drawing.from_strokes(drawn)), digit_image(Drawing.from_strokes(scaled))) < ROUNDING


@given(digits)
@example([[(0, 0), (0, 399), (248, 79)]])
def test_nothing_jumps_where_a_slip_begins(drawn):
    """A digit just above the smallest size and the same just below it give the same picture, but for rounding."""
    smallest = SMALLEST_DIGIT * 400 / max(np.ptp([point for stroke in drawn for point in stroke], axis=0))
    below, above = (
        digit_image(Drawing.from_strokes([[(x * scale, y * scale) for x, y in stroke] for stroke in drawn], 400, 400))
        for scale in (0.999 * smallest, 1.001 * smallest)
    )
    assert apart(below, above) < ROUNDING


@given(tapped_digits, st.integers(100, 1500), st.integers(100, 1500), st.floats(1, 60))
def test_the_pad_does_not_matter(drawn, width, height, pen):
    """Neither the pad's size nor its pen changes the picture."""
    expected = digit_image(Drawing.from_strokes(drawn))
    assert np.array_equal(digit_image(Drawing.from_strokes(drawn, width, height, pen)), expected)


@given(tapped_digits)
@example([[(0, 76), (0, 104)], [(85, 0), (157, 0)]])
def test_the_centre_of_mass_is_the_centre(drawn):
    """Ink is balanced about the centre, or a very lopsided drawing lies at the edge, with all of its ink inside."""
    drawing = Drawing.from_strokes(drawn)
    image = digit_image(drawing)
    left, top, right, bottom = ink_box(image)
    x, y = balance(image)
    # An eighth of a pixel is what grey levels in whole numbers leave open.
    assert abs(x - CENTRE) < 0.125 or left <= 1 or right >= SIDE - 1
    assert abs(y - CENTRE) < 0.125 or top <= 1 or bottom >= SIDE - 1
    ink = digit_ink(drawing)
    # Area is kept by the fitting, so nothing was cut off.
    unit = max(ink.crop(ink.getbbox()).size) / DIGIT_SIZE
    assert image.sum() == pytest.approx(np.asarray(ink).sum() / 255 / unit**2, rel=0.03)


@pytest.mark.parametrize("turns", range(4))
def test_lopsided_ink_is_not_cut_off(turns):
    """A heavy head on a long tail would lose the tail's end if its centre of mass were put into the centre."""
    ink = Image.new("L", (60, 200))
    ink.paste(255, (0, 0, 60, 60))
    ink.paste(255, (28, 60, 32, 200))
    left, top, right, bottom = ink_box(normalised(ink.rotate(90 * turns, expand=True)))
    assert max(right - left, bottom - top) == DIGIT_SIZE
    assert SIDE in (right, bottom) or 0 in (left, top)


@given(tapped_digits)
def test_the_digit_fits_the_box_of_twenty(drawn):
    """The longer side of the digit takes 20 of the 28 pixels, as in MNIST."""
    left, top, right, bottom = ink_box(digit_image(Drawing.from_strokes(drawn)))
    # A digit that lies between pixels touches one more of them.
    assert DIGIT_SIZE - 1 <= max(right - left, bottom - top) <= DIGIT_SIZE + 1


def test_aspect_is_kept():
    """A drawing twice as high as wide stays so."""
    outline = [(0, 0), (100, 0), (100, 200), (0, 200), (0, 0)]
    image = digit_image(Drawing.from_strokes([outline]))
    # The darkest of each row and column adds up to height and width, edges that cover half a pixel counting half.
    assert image.max(axis=1).sum() == pytest.approx(20, abs=0.5)
    assert image.max(axis=0).sum() == pytest.approx(11.15, abs=0.5)  # half of what the pen leaves of 20, and the pen


def test_mnists_own_digits_keep_size_and_place(mnist_sample):
    """What MNIST has normalised already is neither scaled nor moved by more than half a pixel: the rule is the same.

    MNIST moved by whole pixels, so its centres of mass lie up to half a pixel off the centre.
    """
    images, _ = mnist_sample
    for image in images:
        ours = normalised(Image.fromarray(image))
        assert np.abs(np.subtract(balance(image / 255), balance(ours))).max() <= 0.6
        assert ours.sum() == pytest.approx(image.sum() / 255, rel=0.02)


def test_a_digit_image_passes_unchanged():
    """A (28, 28) array is taken as it is: uint8 is scaled by 255, floats are only given the right type."""
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (SIDE, SIDE), np.uint8)
    assert np.allclose(digit_image(pixels), pixels / 255)
    floats = rng.random((SIDE, SIDE))
    for kind in (np.float16, np.float32, np.float64):
        image = digit_image(floats.astype(kind))
        assert is_digit_image(image)
        assert np.array_equal(image, floats.astype(kind).astype(np.float32))


def test_a_digit_image_is_a_copy():
    """Changing the result leaves the source as it was."""
    source = np.full((SIDE, SIDE), 0.5, np.float32)
    digit_image(source)[:] = 0
    assert (source == 0.5).all()


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((SIDE, SIDE, 1), np.float32),
        np.zeros(SIDE * SIDE, np.float32),
        np.zeros((56, 56), np.uint8),
        np.zeros((0, 0), np.float32),
        np.zeros((SIDE, SIDE), np.int64),
        np.zeros((SIDE, SIDE), bool),
        np.zeros((SIDE, SIDE), complex),
        np.full((SIDE, SIDE), "7"),
        np.full((SIDE, SIDE), 255.0),
        np.full((SIDE, SIDE), -0.1),
        np.full((SIDE, SIDE), np.nan),
        np.full((SIDE, SIDE), np.inf),
    ],
    ids=lambda array: f"{array.dtype} {array.shape} {array.flat[0] if array.size else ''}",
)
def test_other_arrays_are_refused(array):
    """An array of another shape, type or range is a UserError, never guessed at."""
    with pytest.raises(UserError, match="A digit image"):
        digit_image(array)


@pytest.mark.parametrize("source", [None, 7, "seven.png", b"", [[0.0] * SIDE] * SIDE, object(), [], [(1, 2)]])
def test_other_things_are_refused(source):
    """What is neither drawing nor image nor array is a UserError that names its type."""
    with pytest.raises(UserError, match=type(source).__name__):
        digit_image(source)


def test_a_picture_is_always_read_as_a_picture():
    """A 28 × 28 PIL image is ink on paper of either polarity, not a ready digit image."""
    drawn = digit_image(Drawing.from_strokes([[(100, 100), (300, 100), (180, 300)]]))
    dark_on_light = Image.fromarray(255 - (drawn * 255).astype(np.uint8)).resize((200, 200), Image.Resampling.BICUBIC)
    light_on_dark = Image.fromarray((drawn * 255).astype(np.uint8)).resize((200, 200), Image.Resampling.BICUBIC)
    assert apart(drawn, digitpad.digit_image(dark_on_light)) < 0.4
    assert apart(drawn, digitpad.digit_image(light_on_dark)) < 0.4


def test_the_centre_of_mass_of_a_block():
    """A block of ink is balanced at its own centre."""
    image = Image.new("L", (20, 10))
    image.paste(255, (4, 2, 8, 8))
    assert centre_of_mass(image) == (6.0, 5.0)
