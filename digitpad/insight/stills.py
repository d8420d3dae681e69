"""The picture as a file for a slide: PNG, or SVG with letters and bars that stay sharp at any size."""

import base64
import io
from html import escape

from digitpad.ink.lettering import Anchor, write
from digitpad.insight.parts import Picture, Scene

ANCHORS: dict[str, tuple[Anchor, str]] = {"left": ("lm", "start"), "middle": ("mm", "middle"), "right": ("rm", "end")}
# Fonts that have the letters of all languages; where none is installed Pillow's own has those of the Latin ones.


def png_of(scene: Scene) -> bytes:
    """Return the content of a PNG file."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (scene.width, scene.height), scene.paper)
    for picture in scene.pictures:
        image.paste(Image.fromarray(picture.pixels), (picture.left, picture.top))
    canvas = ImageDraw.Draw(image)
    for block in scene.blocks:
        left, top, right, bottom = block.box
        canvas.rectangle((left, top, right - 1, bottom - 1), block.fill, block.outline, block.line)
    for words in scene.words:
        anchor = ANCHORS[words.anchor][0]
        write(canvas, (words.x, words.y), words.text, words.size, words.colour, anchor, of_system=True)
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
