"""Draws scenes on a canvas; of the one before, what is the same stays as it is."""

import tkinter as tk
from tkinter import font as tkfont
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image, ImageTk

if TYPE_CHECKING:
    from digitpad.insight.parts import Block, Picture, Scene, Words

ANCHORS: dict[str, Literal["w", "center", "e"]] = {"left": "w", "middle": "center", "right": "e"}
Place = tuple[int, int]


class SceneView:
    """One scene on a canvas; more of them can lie above each other, each under its own tag.

    Args:
        canvas: to draw on.
        tag: of all its items.
        family: of the font.
    """

    def __init__(self, canvas: tk.Canvas, tag: str, family: str) -> None:
        self._canvas, self._tag, self._family = canvas, tag, family
        self._photos: list[tuple[ImageTk.PhotoImage, int]] = []
        # The items of rectangles and of words, each with what it shows and where the scene was.
        self._blocks: list[tuple[int, tuple[Block, Place]]] = []
        self._words: list[tuple[int, tuple[Words, Place]]] = []
        # Tk opens a font anew, which takes some ms, when no item has it any more.
        self._fonts: dict[int, tkfont.Font] = {}

    def clear(self) -> None:
        """Take it away."""
        self._canvas.delete(self._tag)
        for items in (self._photos, self._blocks, self._words):
            items.clear()

    def show(self, scene: "Scene", left: int = 0, top: int = 0, border: str = "") -> None:
        """Draw a scene in the place of the one before.

        Args:
            scene: what is drawn.
            left: where its left edge is.
            top: where its upper edge is.
            border: the colour of a line around it; without one it has no ground of its own either.
        """
        canvas, place = self._canvas, (left, top)
        if border:
            self.clear()
            frame = left, top, left + scene.width, top + scene.height
            canvas.create_rectangle(*frame, fill=scene.paper, outline=border, tags=self._tag)
        self._show_pictures(scene.pictures, left, top)
        for index, block in enumerate(scene.blocks):
            self._show_block(index, block, place)
        for index, words in enumerate(scene.words):
            self._show_words(index, words, place)
        for items, count in ((self._blocks, len(scene.blocks)), (self._words, len(scene.words))):
            canvas.delete(*(item for item, _ in items[count:]))
            del items[count:]

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

    def _show_words(self, index: int, words: "Words", place: Place) -> None:
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

    def _show_pictures(self, pictures: "list[Picture]", left: int, top: int) -> None:
        """Put pixels into the images that are there, as long as they have the same sizes."""
        sizes = [(photo.width(), photo.height()) for photo, _ in self._photos]
        if sizes != [(picture.pixels.shape[1], picture.pixels.shape[0]) for picture in pictures]:
            self._canvas.delete(*(item for _, item in self._photos))
            self._photos.clear()
            for picture in pictures:
                photo = ImageTk.PhotoImage(Image.fromarray(picture.pixels), master=self._canvas)
                item = self._canvas.create_image(0, 0, image=str(photo), anchor=tk.NW, tags=self._tag)
                if self._blocks:
                    self._canvas.tag_lower(item, self._blocks[0][0])
                self._photos.append((photo, item))
        else:
            for picture, (photo, _) in zip(pictures, self._photos, strict=True):
                photo.paste(Image.fromarray(picture.pixels))
        for picture, (_, item) in zip(pictures, self._photos, strict=True):
            place = [float(picture.left + left), float(picture.top + top)]
            if self._canvas.coords(item) != place:
                self._canvas.coords(item, *place)


def _corners(block: "Block", place: Place) -> tuple[float, float, float, float]:
    """Return a rectangle's corners; a line lies half outside of them, so they are half a line inside."""
    inset, (left, top) = block.line / 2 if block.outline else 0, place
    box = block.box
    return box.left + left + inset, box.top + top + inset, box.right + left - inset, box.bottom + top - inset


def _filled(block: "Block") -> dict[str, Any]:
    return {"fill": block.fill or "", "outline": block.outline or "", "width": block.line if block.outline else 0}
