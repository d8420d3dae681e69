"""Draws scenes on a canvas."""

import tkinter as tk
from tkinter import font as tkfont
from typing import TYPE_CHECKING, Literal

from PIL import Image, ImageTk

if TYPE_CHECKING:
    from digitpad.insight.parts import Picture, Scene

ANCHORS: dict[str, Literal["w", "center", "e"]] = {"left": "w", "middle": "center", "right": "e"}


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
        # Tk opens a font anew, which takes some ms, when no item has it any more.
        self._fonts: dict[int, tkfont.Font] = {}

    def clear(self) -> None:
        """Take it away."""
        self._canvas.delete(self._tag)
        self._photos.clear()

    def show(self, scene: "Scene", left: int = 0, top: int = 0, border: str = "") -> None:
        """Draw a scene in the place of the one before.

        Args:
            scene: what is drawn.
            left: where its left edge is.
            top: where its upper edge is.
            border: the colour of a line around it; without one it has no ground of its own either.
        """
        canvas, tag = self._canvas, self._tag
        self._show_pictures(scene.pictures, left, top)
        canvas.delete(f"{tag} line")
        if border:
            frame = left, top, left + scene.width, top + scene.height
            ground = canvas.create_rectangle(*frame, fill=scene.paper, outline=border, tags=(tag, f"{tag} line"))
            if self._photos:
                canvas.tag_lower(ground, self._photos[0][1])
        for box, fill, outline, line in scene.blocks:
            # A line lies half inside and half outside of where it is said to be; a filled box has none.
            inset = line / 2 if outline else 0
            corners = box.left + left + inset, box.top + top + inset, box.right + left - inset, box.bottom + top - inset
            canvas.create_rectangle(
                *corners,
                fill=fill or "",
                outline=outline or "",
                width=line if outline else 0,
                tags=(tag, f"{tag} line"),
            )
        for words in scene.words:
            canvas.create_text(
                words.x + left,
                words.y + top,
                text=words.text,
                fill=words.colour,
                font=self._font(words.size),
                anchor=ANCHORS[words.anchor],
                tags=(tag, f"{tag} line"),
            )

    def _font(self, size: float) -> tkfont.Font:
        pixels = max(1, round(size))
        if pixels not in self._fonts:
            self._fonts[pixels] = tkfont.Font(self._canvas, family=self._family, size=-pixels)
        return self._fonts[pixels]

    def _show_pictures(self, pictures: "list[Picture]", left: int, top: int) -> None:
        """Put pixels into the images that are there, as long as they have the same size and place."""
        sizes = [(photo.width(), photo.height()) for photo, _ in self._photos]
        if sizes != [(picture.pixels.shape[1], picture.pixels.shape[0]) for picture in pictures]:
            self.clear()
            for picture in pictures:
                photo = ImageTk.PhotoImage(Image.fromarray(picture.pixels), master=self._canvas)
                item = self._canvas.create_image(0, 0, image=str(photo), anchor=tk.NW, tags=self._tag)
                self._photos.append((photo, item))
        else:
            for picture, (photo, _) in zip(pictures, self._photos, strict=True):
                photo.paste(Image.fromarray(picture.pixels))
        for picture, (_, item) in zip(pictures, self._photos, strict=True):
            self._canvas.coords(item, picture.left + left, picture.top + top)
