"""Draws scenes on a canvas; of the one before, what is the same stays as it is."""

import tkinter as tk
from functools import partial
from tkinter import font as tkfont
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image, ImageTk

from digitpad.app.views.slices import Slices

if TYPE_CHECKING:
    from digitpad.insight.parts import Block, Picture, Scene, Words

ANCHORS: dict[str, Literal["w", "center", "e"]] = {"left": "w", "middle": "center", "right": "e"}
Place = tuple[int, int]
# A slice of a scene has no more pixels, or no more rectangles or lines of text: each takes about a millisecond.
BAND, RUN = 1 << 16, 12


class SceneView:
    """One scene on a canvas; more of them can lie above each other, each under its own tag.

    Args:
        canvas: to draw on.
        tag: of all its items.
        family: of the font.
    """

    def __init__(self, canvas: tk.Canvas, tag: str, family: str) -> None:
        self._canvas, self._tag, self._family = canvas, tag, family
        self.slices = Slices(canvas)
        self._photos: dict[int, tuple[ImageTk.PhotoImage, int]] = {}
        # The items of rectangles and of words, each with what it shows and where the scene was.
        self._blocks: list[tuple[int, tuple[Block, Place]]] = []
        self._words: list[tuple[int, tuple[Words, Place]]] = []
        # Tk opens a font anew, which takes some ms, when no item has it any more.
        self._fonts: dict[int, tkfont.Font] = {}

    def clear(self) -> None:
        """Take it away."""
        self.slices.stop()
        self._canvas.delete(self._tag)
        for items in (self._photos, self._blocks, self._words):
            items.clear()

    def show(self, scene: "Scene", left: int = 0, top: int = 0, border: str = "", at_once: bool = True) -> None:
        """Draw a scene in the place of the one before.

        Args:
            scene: what is drawn.
            left: where its left edge is.
            top: where its upper edge is.
            border: the colour of a line around it; without one it has no ground of its own either.
            at_once: whether not in slices.
        """
        canvas, place = self._canvas, (left, top)
        if border:
            self.clear()
            frame = left, top, left + scene.width, top + scene.height
            canvas.create_rectangle(*frame, fill=scene.paper, outline=border, tags=self._tag)
        bands = [band for picture in scene.pictures for band in _bands(picture)]
        parts = [partial(self._show_band, index, band, place) for index, band in enumerate(bands)]
        parts += [partial(self._show_blocks, each, scene.blocks, place) for each in _runs(len(scene.blocks))]
        parts += [partial(self._show_words, each, scene.words, place) for each in _runs(len(scene.words))]
        counts = len(bands), len(scene.blocks), len(scene.words)
        self.slices.draw([*parts, partial(self._trim, *counts)], at_once)

    def _trim(self, bands: int, blocks: int, words: int) -> None:
        """Take away what the scene has no more."""
        for index in [index for index in self._photos if index >= bands]:
            self._canvas.delete(self._photos.pop(index)[1])
        for items, count in ((self._blocks, blocks), (self._words, words)):
            self._canvas.delete(*(item for item, _ in items[count:]))
            del items[count:]

    def _show_blocks(self, which: range, blocks: "list[Block]", place: Place) -> None:
        for index in range(min(which.start, len(self._blocks)), which.stop):
            self._show_block(index, blocks[index], place)

    def _show_words(self, which: range, words: "list[Words]", place: Place) -> None:
        for index in range(min(which.start, len(self._words)), which.stop):
            self._show_line(index, words[index], place)

    def _show_block(self, index: int, block: "Block", place: Place) -> None:
        canvas = self._canvas
        if index == len(self._blocks):
            item = canvas.create_rectangle(*_corners(block, place), **_filled(block), tags=self._tag)
            if self._words:
                canvas.tag_lower(item, self._words[0][0])
            self._blocks.append((item, (block, place)))
        item, shown = self._blocks[index]
        if shown != (block, place):
            canvas.coords(item, *_corners(block, place))
            canvas.itemconfigure(item, **_filled(block))
            self._blocks[index] = item, (block, place)

    def _show_line(self, index: int, words: "Words", place: Place) -> None:
        canvas, x, y = self._canvas, words.x + place[0], words.y + place[1]
        if index == len(self._words):
            item = canvas.create_text(x, y, **self._written(words), tags=self._tag)
            self._words.append((item, (words, place)))
        item, shown = self._words[index]
        if shown != (words, place):
            canvas.coords(item, x, y)
            canvas.itemconfigure(item, **self._written(words))
            self._words[index] = item, (words, place)

    def _written(self, words: "Words") -> dict[str, Any]:
        pixels = max(1, round(words.size))
        if pixels not in self._fonts:
            self._fonts[pixels] = tkfont.Font(self._canvas, family=self._family, size=-pixels)
        font, anchor = self._fonts[pixels], ANCHORS[words.anchor]
        return {"text": words.text, "fill": words.colour, "font": font, "anchor": anchor}

    def _show_band(self, index: int, band: "Picture", place: Place) -> None:
        """Put pixels into an image of their size, which is there mostly."""
        canvas, size = self._canvas, band.pixels.shape[1::-1]
        photo, item = self._photos.get(index, (None, 0))
        if photo is None or (photo.width(), photo.height()) != size:
            canvas.delete(item)
            photo = ImageTk.PhotoImage("RGB", size, master=canvas)
            item = canvas.create_image(0, 0, image=str(photo), anchor=tk.NW, tags=self._tag)
            above = self._blocks or self._words
            if above:
                canvas.tag_lower(item, above[0][0])
            self._photos[index] = photo, item
        photo.paste(Image.fromarray(band.pixels))
        corner = [float(band.left + place[0]), float(band.top + place[1])]
        if canvas.coords(item) != corner:
            canvas.coords(item, *corner)


def _bands(picture: "Picture") -> "list[Picture]":
    """Return a picture cut across, so that each part of it is soon drawn."""
    high, wide = picture.pixels.shape[:2]
    rows = max(BAND // max(wide, 1), 1)
    return [
        picture._replace(top=picture.top + top, pixels=picture.pixels[top : top + rows]) for top in range(0, high, rows)
    ]


def _runs(count: int) -> list[range]:
    return [range(first, min(first + RUN, count)) for first in range(0, count, RUN)]


def _corners(block: "Block", place: Place) -> tuple[float, float, float, float]:
    """Return a rectangle's corners; a line lies half outside of them, so they are half a line inside."""
    inset, (left, top) = block.line / 2 if block.outline else 0, place
    box = block.box
    return box.left + left + inset, box.top + top + inset, box.right + left - inset, box.bottom + top - inset


def _filled(block: "Block") -> dict[str, Any]:
    return {"fill": block.fill or "", "outline": block.outline or "", "width": block.line if block.outline else 0}
