"""What the site has besides the pages in docs/: the checkout's own papers, and figures drawn by digitpad itself.

mkdocs calls the functions that begin with ``on_`` (mkdocs.yml names this file as a hook).
"""

import io
import re
from pathlib import Path

import numpy as np
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from PIL import Image, ImageDraw

from digitpad import Drawing, Recognizer, digit_image
from digitpad.commands.self_test import known_drawings
from digitpad.ink.planes import stroke_planes
from digitpad.ink.raster import pad_image
from digitpad.reading.annotation import annotated

ROOT = Path(__file__).resolve().parent.parent
# Where in the site the checkout's papers are.
PAPERS = {
    "README.md": "index.md",
    "README.zh-CN.md": "zh-cn.md",
    "models/README.md": "model-card.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "LICENSE": "licence.md",
}
LINK = re.compile(r"\]\(([^)#:\s]+)(#[^)\s]*)?\)")
PAPER, INK, LINE = (255, 255, 255), (30, 41, 59), (203, 213, 225)
CELL = 168  # pixels of a figure's cell, six for each of the network's picture
GAP = 16


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the papers, the icon and the figures to the site's files."""
    for source, page in PAPERS.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        if source == "LICENSE":
            text = f"# Licence\n\n{text}"
        files.append(File.generated(config, page, content=linked(text, source)))
    icon = (ROOT / "packaging" / "icons" / "digitpad-128.png").read_bytes()
    files.append(File.generated(config, "favicon.png", content=icon))
    for name, picture in figures().items():
        files.append(File.generated(config, f"figures/{name}.png", content=_png(picture)))
    return files


def linked(text: str, source: str) -> str:
    """Return a paper of the checkout with its links as they are in the site.

    Args:
        text: Markdown.
        source: the paper's place in the checkout.
    """

    def in_site(match: re.Match[str]) -> str:
        target = (ROOT / source).parent / match[1]
        inside = target.resolve().relative_to(ROOT).as_posix()
        return f"]({PAPERS.get(inside, inside.removeprefix('docs/'))}{match[2] or ''})"

    return LINK.sub(in_site, text)


def figures() -> dict[str, Image.Image]:
    """Return the pictures of "How it works", by name."""
    drawing = known_drawings()[4]
    reading_of = _number("2026")
    return {
        "steps": row(_on_pad(drawing), enlarged(digit_image(drawing))),
        "planes": row(*(enlarged(stroke_planes(drawing)[..., plane]) for plane in range(9))),
        "number": annotated(reading_of, Recognizer().read(reading_of)),
    }


def enlarged(picture: "np.typing.NDArray[np.float32]") -> Image.Image:
    """Return a (28, 28) picture, 1 = ink, so large that its pixels can be seen."""
    shades = np.asarray(PAPER) + picture[..., None] * (np.asarray(INK) - np.asarray(PAPER))
    return Image.fromarray(shades.round().astype(np.uint8)).resize((CELL, CELL), Image.Resampling.NEAREST)


def row(*pictures: Image.Image) -> Image.Image:
    """Return pictures side by side, each in a thin frame."""
    width = len(pictures) * (CELL + GAP) - GAP
    sheet = Image.new("RGB", (width, CELL), PAPER)
    canvas = ImageDraw.Draw(sheet)
    for place, picture in enumerate(pictures):
        left = place * (CELL + GAP)
        sheet.paste(picture, (left, 0))
        canvas.rectangle((left, 0, left + CELL - 1, CELL - 1), outline=LINE)
    return sheet


def _on_pad(drawing: Drawing) -> Image.Image:
    ink = pad_image(drawing.strokes, (CELL, CELL), CELL / max(drawing.width, drawing.height), 6.0)
    return Image.composite(Image.new("RGB", ink.size, INK), Image.new("RGB", ink.size, PAPER), ink)


def _number(text: str) -> Drawing:
    strokes, left = [], 30.0
    for digit in text:
        drawing = known_drawings()[int(digit)]
        x0, y0, x1, y1 = drawing.bounds()
        scale = 100 / max(x1 - x0, y1 - y0)
        strokes += [[((x - x0) * scale + left, (y - y0) * scale + 40) for x, y in s.points] for s in drawing.strokes]
        left += (x1 - x0) * scale + 30
    return Drawing.from_strokes(strokes, left, 180)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
