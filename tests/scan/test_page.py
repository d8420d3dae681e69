"""What digits of a picture are found, where, in which rows, and what may belong together."""

import math
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from digitpad.ink.normalising import normalised
from digitpad.scan import page_layout
from tests.pages import digit_mask, page, specks

ROWS = ["2026", "31415926", "7"]


def digits_of(layout, row):
    """(row, first, end) of each digit of a row by geometry alone: what rather belongs together is joined."""
    apart = [i + 1 for i, join in enumerate(layout.rows[row].joins) if join <= 0.5]
    return [(row, first, end) for first, end in pairwise([0, *apart, len(layout.rows[row].boxes)])]


def lengths(layout):
    return [len(digits_of(layout, row)) for row in range(len(layout.rows))]


def overlap(one, other):
    """The area that two boxes share, of what both cover."""
    left, top = (max(a, b) for a, b in zip(one[:2], other[:2], strict=True))
    right, bottom = (min(a, b) for a, b in zip(one[2:], other[2:], strict=True))
    shared = max(right - left, 0) * max(bottom - top, 0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return shared / (sum(areas) - shared)


def likeness(layout, span, digit):
    """How much ink looks to the network like a plain digit: 1 for the same, about 0 for nothing alike."""
    mine, wanted = (normalised(ink).ravel() for ink in (layout.ink(*span), digit_mask(digit, 100, 11.5)))
    return float(mine @ wanted / (np.linalg.norm(mine) * np.linalg.norm(wanted)))


def light(size, least):
    """Light that falls from one corner to the other, 1 to ``least``, with a shadow over the right half."""
    x, y = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    shadow = np.where(x + 0.2 * y > 0.55, 0.7, 1)
    return (1 - (1 - least) * (x + y) / 2) * shadow


@pytest.mark.parametrize(("paper", "ink"), [(255, 0), (0, 255), (230, 170), (60, 120)])
def test_finds_every_digit_where_it_is(paper, ink):
    """Rows from top to bottom, digits from left to right, whichever of ink and paper is dark, and however faint."""
    image, boxes = page(ROWS, paper=paper, ink=ink)
    layout = page_layout(image)
    assert lengths(layout) == [4, 8, 1]
    assert layout.scale == 1
    for row, (digits, places) in enumerate(zip(ROWS, boxes, strict=True)):
        for span, digit, box in zip(digits_of(layout, row), digits, places, strict=True):
            assert overlap(layout.box(*span), box) > 0.85
            assert likeness(layout, span, int(digit)) > 0.9


def test_keeps_digits_apart():
    """Geometry alone is sure about digits that stand well apart."""
    layout = page_layout(page(["1717", "7111"])[0])
    assert [row.joins.shape for row in layout.rows] == [(3,), (3,)]
    assert all((row.joins < 0.003).all() for row in layout.rows)


@pytest.mark.parametrize("inverted", [False, True])
def test_reads_through_uneven_light_and_noise(inverted):
    """Light that fades to a third, a shadow's edge and a camera's noise hide nothing and add nothing."""
    image, boxes = page(ROWS, paper=60 if inverted else 230, ink=220 if inverted else 50)
    rng = np.random.default_rng(4)
    pixels = np.asarray(image) * light(image.size, 0.33) + rng.normal(0, 4, (image.height, image.width))
    layout = page_layout(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)))
    assert lengths(layout) == [4, 8, 1]
    assert all(overlap(layout.box(*span), box) > 0.7 for span, box in zip(digits_of(layout, 1), boxes[1], strict=True))


@pytest.mark.parametrize("angle", [-10, -5, -2, 2, 5, 10])
def test_rights_a_turned_page(angle):
    """Up to 10 degrees either way: rows stay rows, digits come upright, and boxes lie on the picture as it is."""
    image, boxes = page(["2026202", "3141592", "2718281", "1414213"])
    layout = page_layout(image.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255))
    assert lengths(layout) == [7, 7, 7, 7]
    assert math.degrees(layout.skew) == pytest.approx(angle, abs=1 if abs(angle) > 2 else 2)
    assert likeness(layout, digits_of(layout, 0)[0], 2) > 0.88
    left, top, right, bottom = boxes[3][6]
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = (left + right) / 2 - image.width / 2, (top + bottom) / 2 - image.height / 2
    centre = (x * cos - y * sin + image.width / 2, x * sin + y * cos + image.height / 2)
    box = layout.box(*digits_of(layout, 3)[6])
    assert ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == pytest.approx(centre, abs=4)


def test_follows_rows_that_wander():
    """A row may climb and fall by a third of the digits' height and stays one row beside its neighbours."""
    image = Image.new("L", (1200, 500), 255)
    for row in range(3):
        for place in range(14):
            y = 60 + 110 * row + round(18 * math.sin(place / 3))
            image.paste(0, (60 + place * 75, y), digit_mask((row + place) % 10, 50, 5))
    assert lengths(page_layout(image)) == [14, 14, 14]


def test_puts_digits_of_other_sizes_into_rows_of_their_own():
    """A heading twice as large as the rest changes nothing for the rows below it."""
    image, _ = page(["20"], height=120, pen=12)
    below, _ = page(["314159", "271828"], corner=(80, 300))
    assert lengths(page_layout(ImageChops.darker(image, below))) == [2, 6, 6]


def test_keeps_the_bar_of_a_5_with_its_body():
    """Pieces above each other are parts of one row that most likely belong together."""
    image, _ = page(["2", "2"], leading=3)
    draw = ImageDraw.Draw(image)
    draw.line([(205, 75), (200, 92), (222, 90), (232, 105), (215, 122), (196, 118)], 0, 5, "curve")
    draw.line([(208, 64), (230, 62)], 0, 5)
    layout = page_layout(image)
    assert lengths(layout) == [2, 1]
    row = layout.rows[0]
    assert row.joins[-2] < 0.1
    assert row.joins[-1] > 0.8
    last = len(row.boxes)
    assert layout.box(0, last - 2, last) == pytest.approx((194, 60, 235, 125), abs=4)


@pytest.mark.parametrize(("one", "other"), [(0, 8), (3, 5), (0, 0)])
def test_offers_a_cut_where_digits_touch(one, other):
    """Two digits that are one piece of ink come as parts that may be joined or not."""
    first, second = digit_mask(one, 60, 6), digit_mask(other, 60, 6)
    apart = [Image.new("L", (600, 300)) for _ in range(2)]
    apart[0].paste(first, (200, 80))
    seam = 200 + first.width
    while ImageChops.darker(*apart).getextrema()[1] < 200:
        apart[1].paste(0, (0, 0, 600, 300))
        seam -= 1
        apart[1].paste(second, (seam, 80))
    layout = page_layout(ImageChops.invert(ImageChops.lighter(*apart)))
    assert len(layout.rows) == 1
    row = layout.rows[0]
    place = int(np.argmin(np.abs(row.boxes[:-1, 2] - seam)))
    assert abs(row.boxes[place, 2] - seam) <= 7
    assert 0.01 < row.joins[place] < 0.99
    assert likeness(layout, (0, 0, place + 1), one) > 0.75
    assert likeness(layout, (0, place + 1, len(row.boxes)), other) > 0.75


def test_parts_digits_that_touch_the_row_below():
    """A 1 whose foot runs into the digit below it stands in its own row, and so does the other."""
    image, boxes = page(["2134", "5678"], gap=30, leading=1.2)
    left, _, right, bottom = boxes[0][1]
    ImageDraw.Draw(image).line([((left + right) / 2, bottom - 4), (right, boxes[1][1][1] + 6)], 0, 5)
    assert lengths(page_layout(image)) == [4, 4]


def test_keeps_tall_digits_whole():
    """A digit twice as high as those in the rows beside it is not cut."""
    image, _ = page(["2026", "3141"], leading=1.6)
    image.paste(0, (400, 60), digit_mask(2, 130, 10))
    layout = page_layout(image)
    tall = [layout.box(row, 0, len(layout.rows[row].boxes)) for row in range(len(layout.rows))]
    assert any(bottom - top > 120 for _, top, _, bottom in tall)


def test_cuts_no_narrow_digit():
    """Digits that are narrower than high are one part each."""
    assert [len(row.boxes) for row in page_layout(page(["1479"], pen=6)[0]).rows] == [4]


@pytest.mark.parametrize("pen", [2, 5, 9])
def test_brings_every_pen_to_the_trained_width(pen):
    """A thin pen's digits look to the network as a thick pen's do."""
    layout = page_layout(page(["235"], pen=pen)[0])
    assert lengths(layout) == [3]
    assert all(
        likeness(layout, span, int(digit)) > 0.85 for span, digit in zip(digits_of(layout, 0), "235", strict=True)
    )


def test_drops_lines_frames_and_edges():
    """Ruled lines, a table's frame around digits, and the table under the sheet are no digits."""
    image, _ = page(ROWS)
    draw = ImageDraw.Draw(image)
    for y in (118, 208, 298):
        draw.line([(30, y), (870, y + 4)], 0, 2)
    draw.rectangle((60, 40, 880, 400), outline=0, width=3)
    draw.rectangle((0, 660, 900, 700), 0)
    draw.rectangle((0, 0, 20, 700), 0)
    assert lengths(page_layout(image)) == [4, 8, 1]


def test_drops_what_shows_through():
    """The other side's ink and squared paper are much fainter than what is written."""
    image, _ = page(ROWS, paper=240, ink=20)
    behind, _ = page(["888", "888"], paper=240, ink=215, corner=(100, 400))
    draw = ImageDraw.Draw(behind)
    for place in range(0, 900, 25):
        draw.line([(place, 0), (place, 700)], 215)
    assert lengths(page_layout(ImageChops.darker(image, behind))) == [4, 8, 1]


def test_drops_specks_beside_digits():
    """Dust between and around digits is no part of them."""
    image, _ = page(ROWS)
    dusty = ImageChops.darker(image, specks(1000, image.size, np.random.default_rng(3), 4))
    assert lengths(page_layout(dusty)) == [4, 8, 1]


def with_pieces(*lines, gap=60):
    """A page with the row 3827, digits 100 high, and lines (x, y, x, y, width) beside its 8, from the 8's corner."""
    image, (boxes,) = page(["3827"], height=100, pen=10, gap=gap)
    left, top = boxes[1][2], boxes[1][1]
    for x, y, to_x, to_y, width in lines:
        ImageDraw.Draw(image).line((left + x, top + y, left + to_x, top + to_y), fill=0, width=width)
    return image


def test_crumbs_belong_to_the_digit_beside_them():
    """A short line finer than the pen is part of the digit that it stands next to, and none by itself."""
    layout = page_layout(with_pieces((10, 30, 12, 65, 4)))
    assert lengths(layout) == [4]
    assert len(layout.rows[0].boxes) == len(page_layout(with_pieces()).rows[0].boxes)
    assert layout.box(*digits_of(layout, 0)[1])[2] > page_layout(with_pieces()).box(*digits_of(layout, 0)[1])[2] + 5


def test_a_small_1_of_the_same_pen_is_no_crumb():
    """A digit of a third of the others' height, written with their pen, stands for itself."""
    assert lengths(page_layout(with_pieces((30, 40, 30, 78, 10)))) == [5]


def test_a_wide_bar_is_not_sliced():
    """However wide a low stroke is, it is not several digits that touch."""
    layout = page_layout(with_pieces((20, 40, 125, 40, 10), gap=150))
    bars = [box for box in layout.rows[0].boxes if box[3] - box[1] < 20]
    assert len(bars) == 1


@pytest.mark.parametrize("seed", range(3))
def test_invents_nothing_from_specks(seed):
    """A thousand specks are nothing."""
    assert page_layout(specks(1000, (1000, 800), np.random.default_rng(seed))) is None


@pytest.mark.parametrize("shape", [(300, 400), (1000, 1000)])
def test_invents_nothing_from_noise(shape):
    """White noise, strong or weak, is nothing."""
    rng = np.random.default_rng(5)
    assert page_layout(Image.fromarray(rng.integers(0, 256, shape, np.uint8))) is None
    faint = rng.normal(200, 3, shape).astype(np.uint8)
    assert page_layout(Image.fromarray(faint)) is None


@pytest.mark.parametrize("colour", [0, 128, 255])
@pytest.mark.parametrize("size", [(1, 1), (3, 1000), (640, 480)])
def test_invents_nothing_from_one_colour(colour, size):
    """A black, a grey and a white picture have nothing on them."""
    assert page_layout(Image.new("L", size, colour)) is None


def test_invents_nothing_from_light_alone():
    """A bare sheet half in shadow is empty."""
    rng = np.random.default_rng(6)
    pixels = 220 * light((900, 700), 0.4) + rng.normal(0, 3, (700, 900))
    assert page_layout(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))) is None


@pytest.mark.parametrize("mode", ["1", "L"])
def test_reads_a_hundred_megapixels_at_reduced_size(mode):
    """The scale says how much was lost, and boxes are in the picture's own pixels."""
    image = Image.new(mode, (10000, 10000), 255)
    image.paste(0, (4000, 6000), digit_mask(3, 600, 60).convert("1"))
    image.paste(0, (5000, 6000), digit_mask(2, 600, 60).convert("1"))
    layout = page_layout(image)
    assert layout.scale > 1
    assert lengths(layout) == [2]
    width, height = digit_mask(2, 600, 60).size
    assert overlap(layout.box(*digits_of(layout, 0)[1]), (5000, 6000, 5000 + width, 6000 + height)) > 0.9


def test_looks_closer_where_digits_are_small():
    """Digits that would be too low at reduced size are read at full size."""
    rows = ["2026", "31415926"]
    image, boxes = page(rows, size=(4000, 3000), height=30, gap=10, pen=3, corner=(1500, 2000))
    layout = page_layout(image)
    assert layout.scale == 1
    assert lengths(layout) == [4, 8]
    assert overlap(layout.box(*digits_of(layout, 1)[7]), boxes[1][7]) > 0.8


@pytest.mark.parametrize("side", [28, 48, 64, 400])
def test_gives_one_part_for_a_picture_of_one_digit(side):
    """However small or large, it is one row of one part."""
    mask = digit_mask(3, side * 0.7, max(2, side * 0.08))
    image = Image.new("L", (side, side), 255)
    image.paste(0, ((side - mask.width) // 2, (side - mask.height) // 2), mask)
    layout = page_layout(image)
    assert [len(row.boxes) for row in layout.rows] == [1]
    assert likeness(layout, (0, 0, 1), 3) > 0.85


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK", "P", "I", "F", "LA", "I;16"])
def test_reads_every_mode(mode):
    """How pixels are stored makes no difference."""
    image, _ = page(ROWS)
    picture = Image.fromarray(np.asarray(image).astype(np.uint16) * 257) if mode == "I;16" else image.convert(mode)
    assert lengths(page_layout(picture)) == [4, 8, 1]


def test_tells_ink_from_paper_of_the_same_brightness():
    """Red digits on green paper of the same luminance are found."""
    image, _ = page(ROWS)
    picture = Image.new("RGB", image.size, (40, 125, 60))
    picture.paste((200, 60, 60), mask=ImageChops.invert(image))
    assert lengths(page_layout(picture)) == [4, 8, 1]
