"""One scan with a box around each digit, as large as its place is; a click on a digit chooses it."""

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from digitpad.app.session.scan import Digit, Scan
from digitpad.app.views.lines import BODY, broken_for
from digitpad.app.views.palette import Palette
from digitpad.errors import UserError

if TYPE_CHECKING:
    from PIL import Image

# Pixels at 100 %: of lines, and around the chosen digit where it is shown larger.
LINE = 2
# A page's digits are small: if the chosen one would have fewer pixels than that, the part around it is shown.
LEAST_DIGIT = 36


class ScanPicture:
    """Shows it.

    Args:
        parent: where its canvas lies.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        choose: is told the place of a digit that was clicked on.
    """

    def __init__(self, parent: tk.Misc, palette: Palette, factor: float, choose: Callable[[int], None]) -> None:
        self._palette, self._factor, self._choose = palette, factor, choose
        self.canvas = tk.Canvas(
            parent, background=palette.track, highlightthickness=0, borderwidth=0, width=1, height=1
        )
        self._photo: Any = None
        self._image: Image.Image | None = None
        self._scale = 1.0  # of the file's pixels to the image's
        self._path = ""
        self._trouble = ""  # why there is no picture
        self._shown: tuple[Scan, int] | None = None
        self.boxes: list[tuple[float, float, float, float] | None] = []
        self.canvas.bind("<Configure>", lambda _event: self._draw())
        self.canvas.bind("<Button-1>", self._clicked)

    def show(self, scan: Scan, place: int) -> None:
        """Show a scan, with one of its digits chosen."""
        if scan.path != self._path:
            self._path = scan.path
            self._image, self._scale, self._trouble = _opened(scan.path)
        self._shown = (scan, place)
        self._draw()

    def clear(self) -> None:
        """Forget the picture: it must go in the thread of the window."""
        self._photo = self._image = self._shown = None
        self._path = ""

    def _draw(self) -> None:
        self.canvas.delete("all")
        self.boxes = []
        if self._shown is None or self._image is None or self.canvas.winfo_width() <= 1:
            self._photo = None
            if self._shown is not None and not self._trouble.endswith(self._shown[0].words):
                self._say(self._trouble)  # what the scan itself says stands below already
            return
        from PIL import Image, ImageTk

        scan, place = self._shown
        digits = scan.digits
        size = self.canvas.winfo_width(), self.canvas.winfo_height()
        chosen = digits[place] if digits else None
        part, zoom = self._part(chosen, size)
        shape = tuple(max(1, round((end - start) * zoom)) for start, end in (part[::2], part[1::2]))
        self._photo = ImageTk.PhotoImage(
            self._image.resize(
                (shape[0], shape[1]), Image.Resampling.BOX if zoom < 1 else Image.Resampling.BILINEAR, part
            ),
            master=self.canvas,
        )
        left, top = ((room - side) // 2 for room, side in zip(size, shape, strict=True))
        self.canvas.create_image(left, top, image=self._photo, anchor=tk.NW)
        for number, digit in enumerate(digits):
            self.boxes.append(self._box(digit, part, zoom, (left, top)))
            self._frame(number, digit, scan, number == place)

    def _say(self, words: str) -> None:
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        room = width * 4 // 5
        words = broken_for(self.canvas, words, room, BODY)
        self.canvas.create_text(
            width // 2, height // 2, text=words, width=room, fill=self._palette.text, justify=tk.CENTER,
            font=BODY,
        )  # fmt: skip

    def _part(self, chosen: Digit | None, size: tuple[int, int]) -> tuple[tuple[float, float, float, float], float]:
        """Return which part of the image is shown, and how many pixels of the screen one of its is."""
        assert self._image is not None
        width, height = self._image.size
        whole = min(size[0] / width, size[1] / height)
        if chosen is None or chosen.box is None:
            return (0, 0, width, height), whole
        left, top, right, bottom = (side * self._scale for side in chosen.box)
        zoom = max(whole, min(4.0, LEAST_DIGIT * self._factor / max(1.0, bottom - top)))
        ends = []
        for start, end, side, room in ((left, right, width, size[0]), (top, bottom, height, size[1])):
            shown = min(float(side), room / zoom)
            first = min(max(0.0, (start + end - shown) / 2), side - shown)
            ends.append((first, first + shown))
        (x0, x1), (y0, y1) = ends
        return (x0, y0, x1, y1), zoom

    def _box(
        self, digit: Digit, part: tuple[float, float, float, float], zoom: float, corner: tuple[int, int]
    ) -> tuple[float, float, float, float] | None:
        if digit.box is None:
            return None
        left, top, right, bottom = (side * self._scale for side in digit.box)
        x, y = corner[0] - part[0] * zoom, corner[1] - part[1] * zoom
        return left * zoom + x, top * zoom + y, right * zoom + x, bottom * zoom + y

    def _frame(self, number: int, digit: Digit, scan: Scan, is_chosen: bool) -> None:
        box = self.boxes[number]
        if box is None:
            return
        line = max(1, round(LINE * self._factor))
        gap = 2 * line
        frame = (box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap)
        if is_chosen:
            self.canvas.create_rectangle(*frame, outline=self._palette.accent, width=2 * line)
        elif number in scan.corrected:
            self.canvas.create_rectangle(*frame, outline=self._palette.spoke_for, width=line)
        elif not digit.is_sure:
            self.canvas.create_rectangle(*frame, outline=self._palette.spoke_against, width=line, dash=(4, 3))

    def _clicked(self, event: "tk.Event[tk.Misc]") -> None:
        for number, box in enumerate(self.boxes):
            if box is not None and box[0] - 4 <= event.x <= box[2] + 4 and box[1] - 4 <= event.y <= box[3] + 4:
                self._choose(number)
                return


def _opened(path: str) -> "tuple[Image.Image | None, float, str]":
    """Return a file's picture, how many of its pixels are one of the file's, and why there is none if there is none."""
    from digitpad.folders.sources import read_source
    from digitpad.ink.drawing import Drawing
    from digitpad.reading.annotation import picture_of
    from digitpad.scan.opening.visible import visible

    try:
        source = read_source(path)
    except UserError as error:
        return None, 1.0, str(error)
    if isinstance(source, Drawing):
        image, scale, _ = picture_of(source)
        return image, scale, ""
    return visible(source.image), 1 / source.reduction, ""
