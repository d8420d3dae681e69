"""The picture as a file for a slide: PNG, or SVG with letters and bars that stay sharp at any size."""

import base64
import contextlib
import io
import math
from html import escape
from typing import TYPE_CHECKING

from digitpad.insight.scene import LETTER, Picture, Scene, Words

if TYPE_CHECKING:
    from PIL import ImageDraw

ANCHORS = {"left": ("lm", "start"), "middle": ("mm", "middle"), "right": ("rm", "end")}
# Fonts that have the letters of all languages; where none is installed Pillow's own has those of the Latin ones.
LATIN_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "segoeui.ttf", "Helvetica.ttc")
FONTS = ("NotoSansCJK-Regular.ttc", "NotoSansDevanagari-Regular.ttf", "msyh.ttc", "Nirmala.ttc", "PingFang.ttc")


# Pillow's own font has no such signs.
PLAIN = str.maketrans({"×": "x", "−": "-"})


def png_of(scene: Scene) -> bytes:
    """Return the content of a PNG file."""
    from PIL import Image, ImageDraw, features

    image = Image.new("RGB", (scene.width, scene.height), scene.paper)
    for picture in scene.pictures:
        image.paste(Image.fromarray(picture.pixels), (picture.left, picture.top))
    canvas = ImageDraw.Draw(image)
    for block in scene.blocks:
        left, top, right, bottom = block.box
        canvas.rectangle((left, top, right - 1, bottom - 1), block.fill, block.outline, block.line)
    write = _write if features.check("freetype2") else _write_plainly
    for words in scene.words:
        write(canvas, words)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def svg_of(scene: Scene) -> str:
    """Return the text of an SVG file."""
    size = f'width="{scene.width}" height="{scene.height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {scene.width} {scene.height}" '
        'font-family="sans-serif">',
        f'<rect {size} fill="{scene.paper}"/>',
    ]
    lines += [_svg_picture(picture) for picture in scene.pictures]
    for block in scene.blocks:
        inset = block.line / 2 if block.outline else 0
        left, top, width, height = block.box.left, block.box.top, block.box.width, block.box.height
        place = (
            f'x="{left + inset:g}" y="{top + inset:g}" width="{width - 2 * inset:g}" height="{height - 2 * inset:g}"'
        )
        line = f' stroke="{block.outline}" stroke-width="{block.line}"' if block.outline else ""
        lines.append(f'<rect {place} fill="{block.fill or "none"}"{line}/>')
    for words in scene.words:
        place = f'x="{words.x:.1f}" y="{words.y:.1f}" dominant-baseline="central" font-size="{words.size:.1f}"'
        anchor = f'text-anchor="{ANCHORS[words.anchor][1]}"'
        lines.append(f'<text {place} {anchor} fill="{words.colour}">{escape(words.text)}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _svg_picture(picture: Picture) -> str:
    from PIL import Image

    content = io.BytesIO()
    Image.fromarray(picture.pixels).save(content, "PNG")
    height, width = picture.pixels.shape[:2]
    place = f'x="{picture.left}" y="{picture.top}" width="{width}" height="{height}" style="image-rendering:pixelated"'
    data = base64.b64encode(content.getvalue()).decode("ascii")
    return f'<image {place} href="data:image/png;base64,{data}"/>'


def _write(canvas: "ImageDraw.ImageDraw", words: Words) -> None:
    """Write with a font of the system, or with Pillow's own."""
    from PIL import ImageFont

    text, font = words.text.translate(PLAIN), ImageFont.load_default(words.size)
    beyond_latin = any(ord(letter) >= 0x0900 and not 0x2000 <= ord(letter) < 0x2300 for letter in text)
    for name in FONTS if beyond_latin else LATIN_FONTS:
        with contextlib.suppress(OSError):
            text, font = words.text, ImageFont.truetype(name, words.size)
            break
    canvas.text((words.x, words.y), text, words.colour, font, ANCHORS[words.anchor][0])


def _write_plainly(canvas: "ImageDraw.ImageDraw", words: Words) -> None:
    """Write with Pillow's pixel font, enlarged: the packaged program goes without FreeType's 3 MB."""
    from PIL import Image, ImageFont

    font = ImageFont.load_default_imagefont()
    text = words.text.translate(PLAIN).encode("latin-1", "replace").decode("latin-1")
    width, height = (math.ceil(side) for side in font.getbbox(text)[2:])
    if not width:
        return
    letters = Image.new("L", (width, height))
    letters.im.paste(255, (0, 0, width, height), font.getmask(text, "L"))
    scale = words.size * 1.2 / height
    # As wide as the layout took it to be: letters of this font are wider than those of others.
    size = max(1, round(min(width * scale, len(text) * words.size * LETTER))), max(1, round(height * scale))
    left = words.x - {"left": 0.0, "middle": 0.5, "right": 1.0}[words.anchor] * size[0]
    canvas.bitmap((round(left), round(words.y - size[1] / 2)), letters.resize(size), words.colour)
