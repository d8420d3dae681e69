"""Draws pages of plain digits whose places are known."""

from PIL import Image, ImageDraw

from digitpad.ink.raster import pad_image
from tests.photos import plain_digit


def digit_mask(digit, height, pen):
    """One plain digit, cropped to its ink, mode "L", 255 = ink."""
    drawing = plain_digit(digit)
    left, top, right, bottom = drawing.bounds()
    scale = (height - pen) / (bottom - top)
    moved = [type(stroke)(tuple((x - left, y - top) for x, y in stroke.points)) for stroke in drawing.strokes]
    size = (round((right - left) * scale + 2 * pen), round(height + pen))
    placed = [type(stroke)(tuple((x + pen / scale, y + pen / scale) for x, y in stroke.points)) for stroke in moved]
    image = pad_image(placed, size, scale, pen)
    return image.crop(image.getbbox())


def page(rows, size=(900, 700), height=50, gap=15, pen=5, leading=1.8, paper=255, ink=0, corner=(80, 60)):
    """A page with rows of digits, and the (left, top, right, bottom) of each digit of each row."""
    image = Image.new("L", size, paper)
    boxes = []
    for number, row in enumerate(rows):
        x, y = corner[0], corner[1] + round(number * height * leading)
        boxes.append([])
        for digit in row:
            mask = digit_mask(int(digit), height, pen)
            image.paste(ink, (x, y), mask)
            boxes[-1].append((x, y, x + mask.width, y + mask.height))
            x += mask.width + gap
    return image, boxes


def specks(count, size, rng, largest=5, paper=255, ink=0):
    """A page with nothing but specks."""
    image = Image.new("L", size, paper)
    draw = ImageDraw.Draw(image)
    for _ in range(count):
        x, y, side = rng.uniform(0, size[0]), rng.uniform(0, size[1]), rng.uniform(1, largest)
        draw.ellipse((x, y, x + side, y + side), ink)
    return image
