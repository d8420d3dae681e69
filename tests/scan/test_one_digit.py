"""Pictures to ink: any mode, pen, light and place, and nothing where there is nothing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from digitpad.reading.digit_image import digit_image
from digitpad.reading.recognizer import Recognizer
from digitpad.scan import is_cut_out, located_ink, picture_ink
from digitpad.scan.one_digit.cut_out import CutOut
from digitpad.scan.one_digit.paper import Ink
from digitpad.scan.one_digit.pieces import pieces_of
from digitpad.scan.opening.pixels import unenlarged
from tests.photos import Scene, as_jpeg, ink_mask, photo, plain_digit, random_photo

# Cosines between the digit image of a picture and the one of the strokes: another digit is below 0.75, the same digit
# drawn with the pens at both ends of the trained range above 0.85.
ALIKE, SIMILAR = 0.9, 0.8
CLEAN = Scene(size=(300, 260), digit_height=180, pen=18)


def likeness(picture, digit):
    found, wanted = digit_image(picture), digit_image(plain_digit(digit))
    return float((found * wanted).sum() / max(np.linalg.norm(found) * np.linalg.norm(wanted), 1e-9))


def mask(digit=5, scene=CLEAN):
    return ink_mask(plain_digit(digit), scene)


def black_on_white(digit=5, scene=CLEAN):
    return Image.eval(mask(digit, scene), lambda value: 255 - value)


@pytest.mark.parametrize(
    "mode", ["1", "L", "P", "PA", "RGB", "RGBA", "LA", "RGBa", "RGBX", "CMYK", "YCbCr", "HSV", "I", "F", "I;16"]
)
@pytest.mark.parametrize("inverted", [False, True])
def test_reads_every_mode_dark_on_light_and_light_on_dark(mode, inverted):
    """How pixels are stored, and which of ink and paper is dark, makes no difference."""
    picture = mask() if inverted else black_on_white()
    picture = picture.convert("P").convert("PA") if mode == "PA" else picture
    picture = picture.convert("RGBA").convert("RGBa") if mode == "RGBa" else picture
    assert likeness(picture.convert(mode), 5) > ALIKE


@pytest.mark.parametrize("colour", ["black", "white", (200, 30, 30)])
def test_reads_ink_that_is_only_opaque(colour):
    """On transparent paper opacity is the ink, whatever its colour, and whatever colour hides under transparency."""
    picture = Image.new("RGBA", CLEAN.size, colour)
    picture.putalpha(mask())
    assert likeness(picture, 5) > ALIKE
    on_nothing = Image.new("RGBA", CLEAN.size)
    on_nothing.paste(picture, mask=mask())
    assert likeness(on_nothing, 5) > ALIKE


def test_reads_a_sheet_in_a_transparent_frame():
    """Transparency around an opaque sheet is no paper."""
    picture = Image.new("RGBA", (340, 300))
    picture.paste(black_on_white().convert("RGBA"), (20, 20))
    assert likeness(picture, 5) > ALIKE


@pytest.mark.parametrize(
    "values",
    [
        lambda ink: ink.astype(np.uint16) * 257,
        lambda ink: 4095 - ink.astype(np.uint16) * 16,
        lambda ink: ink.astype(np.int32) * 100_000,
        lambda ink: 1 - ink.astype(np.float32) / 255,
        lambda ink: ink.astype(np.float32) * -3,
        lambda ink: np.where(ink == 255, np.float32(np.nan), np.float32(1)),
    ],
    ids=["16 bit", "12 bit", "32 bit", "0 to 1", "negative", "not a number"],
)
def test_reads_deep_pictures_over_their_own_range(values):
    """Scanners' and scientists' pixels are not clipped at 255."""
    assert likeness(Image.fromarray(values(np.asarray(mask()))), 5) > ALIKE


def test_tells_ink_from_paper_of_the_same_brightness():
    """Red ink on green paper of the same luminance is ink."""
    picture = Image.new("RGB", CLEAN.size, (40, 125, 60))
    picture.paste((200, 60, 60), mask=mask())
    low, high = picture.convert("L").getextrema()
    assert high - low < 12
    assert likeness(picture, 5) > ALIKE


@pytest.mark.parametrize("pen", [2, 4, 10, 20, 40, 60])
@pytest.mark.parametrize("digit", [2, 5, 7])
def test_brings_every_pen_to_the_trained_width(pen, digit):
    """A stroke of half a per cent to a fifth of the digit's height gives the same picture to the network."""
    scene = Scene(size=(400, 400), digit_height=300, pen=pen)
    assert likeness(black_on_white(digit, scene), digit) > SIMILAR


@pytest.mark.parametrize("pen", [3, 12, 40])
def test_reads_faint_and_blurred_ink(pen):
    """Ink with a tenth of the full contrast, out of focus by four pixels, is as good as fresh ink."""
    faint = Image.eval(mask(3, Scene(size=(400, 400), digit_height=280, pen=pen)), lambda value: 245 - value // 10)
    assert likeness(faint.filter(ImageFilter.GaussianBlur(4)), 3) > SIMILAR


@pytest.mark.parametrize("side", [20, 28, 56])
@pytest.mark.parametrize("inverted", [False, True])
def test_keeps_the_grey_levels_of_tiny_pictures(side, inverted):
    """A picture of MNIST's own size goes through nearly unchanged, in a JPEG file, too."""
    small = mask(5, Scene(size=(280, 280), digit_height=200, pen=26)).resize((side, side), Image.Resampling.BOX)
    small = small if inverted else Image.eval(small, lambda value: 255 - value)
    assert likeness(small, 5) > ALIKE
    assert likeness(as_jpeg(small.convert("RGB"), 75), 5) > SIMILAR


@pytest.fixture(scope="module")
def recognizer():
    return Recognizer()


@pytest.fixture(scope="module")
def cut_out():
    """Return 40 of MNIST's digits, cut out along their ink, and their labels."""
    sample = np.load(Path(__file__).parents[1] / "data" / "mnist_sample.npz")
    images = [Image.fromarray(image) for image in sample["images"][:40]]
    return [image.crop(image.getbbox()) for image in images], sample["labels"][:40].tolist()


def _shares_right(recognizer, pictures, labels):
    digits = [prediction.digit for prediction in recognizer.predict_many(pictures)]
    return np.mean([digit == label for digit, label in zip(digits, labels, strict=True)])


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("side", [12, 16, 24])
def test_reads_tiny_digits_without_a_margin(recognizer, cut_out, side, inverted):
    """A scan of 12 to 24 pixels that the digit fills, all edges and hardly any paper, is no blank picture."""
    images, labels = cut_out
    tiny = [ImageOps.contain(image, (side, side), Image.Resampling.BOX) for image in images]
    assert _shares_right(recognizer, [ImageOps.invert(image) for image in tiny] if inverted else tiny, labels) > 0.9


@pytest.mark.parametrize("way", ["NEAREST", "BILINEAR", "BICUBIC", "LANCZOS"])
@pytest.mark.parametrize("quality", [None, 70])
@pytest.mark.parametrize("inverted", [False, True])
def test_reads_digits_without_a_margin_enlarged(recognizer, cut_out, way, quality, inverted):
    """A digit that fills its tiny picture is read after it was enlarged in any way, and as a JPEG file, too."""
    images, labels = cut_out
    pictures = []
    for image in images:
        tiny = ImageOps.contain(image, (20, 20), Image.Resampling.BOX)
        large = tiny.resize((tiny.width * 7, tiny.height * 7), Image.Resampling[way])
        large = large if inverted else ImageOps.invert(large)
        pictures.append(large if quality is None else as_jpeg(large, quality))
    assert _shares_right(recognizer, pictures, labels) > 0.9


@pytest.mark.parametrize("side", [8, 12])
@pytest.mark.parametrize("way", ["NEAREST", "BICUBIC", "LANCZOS"])
def test_reads_digits_of_few_pixels_enlarged_and_saved_as_jpeg(recognizer, cut_out, way, side):
    """Scans of 8 and 12 pixels are read after they were made ten times as large and saved as JPEG."""
    images, labels = cut_out
    pictures = []
    for image in images:
        tiny = ImageOps.invert(ImageOps.contain(image, (side, side), Image.Resampling.BOX))
        large = tiny.resize((tiny.width * 10, tiny.height * 10), Image.Resampling[way])
        pictures.append(as_jpeg(large, 70))
    assert _shares_right(recognizer, pictures, labels) > 0.85


def test_squares_that_jpeg_has_shaken_are_told_from_all_else(cut_out):
    """A picture of squares becomes tiny again; a photo's own blocks of JPEG, and digits made smooth, are no squares."""
    images, _ = cut_out
    tiny = ImageOps.invert(ImageOps.contain(images[3], (16, 16), Image.Resampling.BOX))
    size = (tiny.width * 6, tiny.height * 6)
    found, side = unenlarged(as_jpeg(tiny.resize(size, Image.Resampling.NEAREST), 75))
    assert (found.size, side) == (tiny.size, 6)
    assert np.abs(np.asarray(found.convert("L"), float) - np.asarray(tiny, float)).mean() < 4
    for other in (tiny.resize(size, Image.Resampling.BICUBIC), random_photo(plain_digit(4), 34)):
        assert unenlarged(as_jpeg(other, 30))[1] == 1


def test_a_box_on_a_sheet_is_no_picture_of_squares():
    """A form's lines stand as far from each other and from the edges as squares would; what is in it isn't even."""
    page = Image.new("L", (138, 138), 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((45, 45, 91, 91), outline=0)
    pen.rectangle((69, 54, 70, 82), fill=0)
    pen.rectangle((58, 69, 80, 70), fill=0)
    assert unenlarged(page) == (page, 1)


def test_a_picture_that_is_one_square_wide_is_none_of_squares():
    """A slim digit cut out along its ink is 24 pixels wide: nothing is measured between squares that aren't there."""
    picture = as_jpeg(Image.linear_gradient("L").resize((24, 144)), 75)
    assert unenlarged(picture) == (picture, 1)


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("side", [14, 200])
def test_a_ring_along_the_edges_is_ink(recognizer, side, inverted):
    """A zero whose ring touches all four edges is no paper, and where it is is the whole picture."""
    ring = Image.new("L", (side * 2, side * 3), 255)
    ImageDraw.Draw(ring).ellipse((0, 0, side * 2 - 1, side * 3 - 1), outline=0, width=side // 2)
    ring = ring.resize((ring.width // 2, ring.height // 2), Image.Resampling.BOX)
    ring = ImageOps.invert(ring) if inverted else ring
    assert is_cut_out(ring)
    assert located_ink(ring)[1] == (0, 0, *ring.size)
    reading = recognizer.read(ring)
    assert (reading.text, reading.digits[0].is_digit) == ("0", True)


def test_only_one_digit_is_taken_for_cut_out():
    """Two digits, a grid, a frame, a shadow, plain paper and a digit with a margin are no single digit cut out."""
    two = Image.new("L", (170, 160), 255)
    draw = ImageDraw.Draw(two)
    draw.line((8, 0, 8, 160), fill=0, width=16)
    draw.ellipse((50, 0, 169, 159), outline=0, width=14)
    grid = Image.new("L", (200, 200), 255)
    for place in range(0, 200, 25):
        ImageDraw.Draw(grid).line((place, 0, place, 200), fill=90, width=4)
        ImageDraw.Draw(grid).line((0, place, 200, place), fill=90, width=4)
    frame = Image.new("L", (200, 200), 0)
    frame.paste(255, (10, 10, 190, 190))
    shadow = Image.fromarray(np.where(np.add.outer(np.arange(200), np.arange(200)) > 190, 80, 240).astype(np.uint8))
    for picture in (two, grid, frame, shadow, Image.new("L", (90, 90), 200), black_on_white(), Image.new("L", (0, 5))):
        assert not is_cut_out(picture)


def test_light_that_fades_over_a_page_is_no_digit_cut_out():
    """A page that is darker in one corner has ink on all four sides for who looks from afar, and no edge in between."""
    y, x = np.mgrid[0:32, 0:24]
    light = np.clip(0.45 + 0.54 * (x / 23 - 0.5) + 0.37 * (y / 31 - 0.5), 0, 1)
    light[:2, 3:6] = 1  # ink of a digit at the page's edge
    paper = np.zeros(1, np.float32)
    assert not CutOut(paper, light.astype(np.float32), small=False).is_one_digit
    assert CutOut(paper, (light > 0.5).astype(np.float32), small=False).is_one_digit


def test_tiny_noise_is_no_ink():
    """Paper of 8 to 64 pixels a side with grain of any strength is blank."""
    rng = np.random.default_rng(1)
    found = [
        picture_ink(
            Image.fromarray(np.clip(np.rint(rng.normal(200, deviation, (side, side))), 0, 255).astype(np.uint8))
        )
        for side in (8, 12, 20, 40, 64)
        for deviation in (0.5, 1, 2, 4, 8)
        for _ in range(4)
    ]
    assert sum(ink is not None for ink in found) <= 2  # five standard deviations come up, of so many pixels


@pytest.mark.parametrize("mode", ["L", "1", "RGB", "P"])
def test_reads_pixels_enlarged_to_squares(recognizer, cut_out, mode):
    """A tiny digit that was enlarged pixel by pixel is read as the tiny one is, and its box is the large picture's."""
    image = ImageOps.expand(ImageOps.contain(cut_out[0][0], (8, 8), Image.Resampling.BOX), 1).convert(mode)
    large = image.resize((image.width * 30, image.height * 30), Image.Resampling.NEAREST)
    (ink, box), (wanted, small_box) = located_ink(large), located_ink(image)
    assert ink.tobytes() == wanted.tobytes()
    assert box == tuple(side * 30 for side in small_box)
    ragged = large.crop((0, 0, large.width - 1, large.height))  # no whole squares: a picture like any other
    assert located_ink(ragged)[0].tobytes() != wanted.tobytes()


def test_keeps_digits_that_fill_the_picture():
    """Ink that reaches every edge of the picture is still ink, and the rest paper."""
    box = mask(2, replace(CLEAN, pen=30)).getbbox()
    assert likeness(black_on_white(2, replace(CLEAN, pen=30)).crop(box), 2) > SIMILAR


def test_keeps_detached_pieces_and_drops_specks():
    """The bar of a 5 that doesn't touch it stays; dust near and far, and a blot in the corner, go."""
    picture = Image.new("L", (400, 400), 250)
    draw = ImageDraw.Draw(picture)
    draw.line([(170, 130), (160, 200), (230, 195), (250, 250), (200, 290), (150, 280)], 20, 12, "curve")
    draw.line([(190, 105), (260, 100)], 20, 12)
    wanted = digit_image(picture.copy())
    assert wanted[:8, 17:].max() > 0.9  # the bar
    for x, y in [(300, 200), (140, 330), (20, 390), (380, 20)]:
        draw.ellipse((x, y, x + 3, y + 3), 20)
    draw.ellipse((370, 370, 390, 390), 20)
    assert np.abs(digit_image(picture) - wanted).max() < 0.1


def test_gives_only_ink_and_paper():
    """The answer is grayscale with exact zeros as paper, and at full strength however faint the picture."""
    ink = picture_ink(Image.eval(mask(), lambda value: 200 - value // 12))
    assert ink is not None
    assert (ink.mode, ink.getextrema()) == ("L", (0, 255))
    assert np.count_nonzero(np.asarray(ink) == 0) > 0.4 * ink.width * ink.height


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("L", (0, 0)),
        Image.new("L", (1, 1), 7),
        Image.new("RGB", (1, 5000), "red"),
        Image.new("RGB", (5000, 1), "red"),
        Image.new("RGBA", (30, 30)),
        Image.new("L", (400, 300), 120),
        Image.new("F", (9, 9), float("nan")),
        Image.effect_noise((300, 300), 5),
        photo(Image.new("L", Scene.size), Scene(gradient=0.4, vignette=0.3, noise=3, quality=80)),
    ],
    ids=["0 × 0", "1 × 1", "1 × 5000", "5000 × 1", "transparent", "grey", "no numbers", "noise", "blank sheet"],
)
def test_finds_no_ink_where_there_is_none(picture):
    """Blank paper of every kind is blank, not a digit."""
    assert picture_ink(picture) is None


@pytest.mark.parametrize("size", [(2, 2), (3, 1), (8, 8), (2, 900)])
def test_survives_odd_sizes(size):
    """Any pixels of any size give a digit image, if an empty one."""
    pixels = np.random.default_rng(1).integers(0, 256, size[::-1]).astype(np.uint8)
    assert digit_image(Image.fromarray(pixels)).shape == (28, 28)


def test_reads_a_small_digit_on_a_huge_canvas():
    """A digit of 3 % of a large screenshot is found."""
    canvas = Image.new("RGB", (5000, 3000), "white")
    small = black_on_white(7, Scene(size=(200, 200), digit_height=90, pen=3))
    canvas.paste(small, (3900, 2100))
    assert likeness(canvas, 7) > SIMILAR


@pytest.mark.parametrize(
    "scene",
    [
        Scene(shadow=0.5, penumbra=2, place=(0.4, 0.5)),
        Scene(gradient=0.6, vignette=0.4, noise=4),
        Scene(ink=(190, 190, 188), pen=5, noise=2, quality=70),
        Scene(paper=(240, 200, 60), ink=(150, 60, 40)),
        Scene(paper=(35, 60, 45), ink=(225, 225, 220), vignette=0.3, grain=0.4),
        Scene(digit_height=45, pen=4, place=(0.9, 0.2), gradient=0.3, noise=2),
        Scene(place=(0.0, 0.5), gradient=0.3, noise=2),
        Scene(place=(0.5, 1.0), vignette=0.3, shadow=0.3, shadow_line=(0.2, 0.3)),
        Scene(rules=0.15, gradient=0.2),
        Scene(table=0.1, gradient=0.2, noise=2),
    ],
    ids=["shadow", "gradient", "pencil", "paper", "board", "small", "at the left edge", "below", "squares", "table"],
)
@pytest.mark.parametrize("digit", [4, 6])
def test_reads_phone_photos(scene, digit):
    """Light, shadow, paper, pencil, place and what else is in the frame don't hide the digit."""
    assert likeness(photo(mask(digit, scene), scene), digit) > SIMILAR


def test_reads_photos_under_random_circumstances():
    """Of twenty photos with everything at once, shadows' edges that look like strokes included, none is missed."""
    missed = [
        seed for seed in range(20, 40) if likeness(random_photo(plain_digit(seed % 10), seed), seed % 10) < SIMILAR
    ]
    assert missed == []


def test_pieces_of_noise_are_counted_without_gaps():
    """Blots of every shape are found, each with its own box: the library's own numbers have had gaps."""
    rng = np.random.default_rng(0)
    for _ in range(200):
        noise = Image.fromarray(rng.integers(0, 256, rng.integers(20, 90, 2), np.uint8))
        values = np.asarray(noise.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 2))), np.float32)
        labels, pieces = pieces_of(Ink(values, values, even=True), float(np.percentile(values, rng.uniform(55, 75))))
        assert len(np.unique(labels)) == labels.max() + 1
        for piece in pieces:
            assert (labels[piece.box] == piece.label).any()
