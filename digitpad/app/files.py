"""Drawings and pictures in and out: files, and the clipboard."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.views.palette import LIGHT
from digitpad.ink.drawing import FILE_SUFFIX, Drawing

if TYPE_CHECKING:
    from digitpad.app.window import App

# Pixels a side that a picture can be saved with.
SIDES = (256, 512, 1024, 2048)
COPY_SIDE = 512


class Files:
    """Opens, saves, pastes and copies for a window.

    Every method that reads or writes raises a UserError if that fails.

    Args:
        app: the window.
    """

    def __init__(self, app: "App") -> None:
        self._app = app

    def open(self) -> None:
        """Let the person choose a drawing file or a picture, and show it."""
        from digitpad.app.views import dialogs

        types = [(texts.ALL_READABLE, f"{FILE_SUFFIX} {texts.PICTURE_SUFFIXES}"), (texts.ALL_FILES, "*")]
        path = dialogs.ask_open(self._app.root, texts.OPEN, types)
        if path is not None:
            self.show(path)

    def show(self, path: Path) -> None:
        """Show a file: a drawing to go on with, or a picture to read."""
        if path.suffix.lower() == FILE_SUFFIX:
            self._app.show_drawing(Drawing.load(path))
        else:
            self._app.show_picture(path)

    def paste(self) -> None:
        """Show the picture on the clipboard, or the file that is named there."""
        from digitpad.app.views import clipboard

        found = clipboard.pasted(self._app.root)
        if isinstance(found, Path):
            self.show(found)
        else:
            self._app.show_picture(found)

    def save(self) -> None:
        """Save the drawing as a drawing file."""
        drawing = self._app.drawing
        content = drawing._replace(pen=self._app.choices.pen_width).to_json().encode()
        if self._save(texts.SAVE, texts.DRAWING_FILE, texts.DRAWING_FILES, content):
            self._app.keeper.forget()

    def save_png(self, side: int, transparent: bool) -> None:
        """Save the drawing as a PNG file, on paper or on nothing."""
        self._save(texts.SAVE_PICTURE, texts.PNG_FILE, texts.PNG_FILES, self._png(side, transparent))

    def save_svg(self) -> None:
        """Save the drawing as an SVG file."""
        from digitpad.ink.export import svg_of

        content = svg_of(self._app.drawing, self._app.choices.pen_width, LIGHT.ink).encode()
        self._save(texts.SAVE_SVG, texts.SVG_FILE, texts.SVG_FILES, content)

    def copy_answer(self) -> None:
        """Put the answer on the clipboard: a number's digits, or the words of any other answer."""
        from digitpad.app.views import clipboard

        text = self._app.digits.text
        if text:
            clipboard.copy_text(self._app.root, text)
            self._app.view.tell(texts.COPIED.format(what=texts.one_line(text)))

    def copy_picture(self) -> None:
        """Put the drawing on the clipboard, as a picture."""
        from digitpad.app.views import clipboard

        obstacle = clipboard.copy_obstacle()
        if obstacle:
            self._app.view.tell(texts.NOT_COPIED.format(reason=obstacle), problem=True)
            return
        clipboard.copy_picture(self._png(COPY_SIDE, transparent=False))
        self._app.view.tell(texts.PICTURE_COPIED)

    def copy_obstacle(self) -> str | None:
        """Say why the picture can't be copied now; None if it can."""
        from digitpad.app.views import clipboard

        return texts.NO_REASON if self._app.drawing.is_blank else clipboard.copy_obstacle()

    def _png(self, side: int, transparent: bool) -> bytes:
        from digitpad.ink.export import png_of

        # A picture is for others: the same in both themes.
        paper = None if transparent else LIGHT.paper
        return png_of(self._app.drawing, side, self._app.choices.pen_width, LIGHT.ink, paper)

    def _save(self, title: str, name: str, kind: str, content: bytes) -> bool:
        from digitpad.app.views import dialogs
        from digitpad.ink.export import write_whole

        path = dialogs.ask_save(self._app.root, title, name, [(kind, Path(name).suffix)])
        if path is None:
            return False
        write_whole(path, content)
        self._app.view.tell(texts.SAVED.format(path=path))
        return True


def png_entries(files: Files) -> "list[tuple[str, partial[None]]]":
    """Return what pictures can be saved: for each the words of its menu entry, and what does it."""
    return [
        (words.format(side=side), partial(files.save_png, side, transparent))
        for words, transparent in ((texts.PNG_ON_PAPER, False), (texts.PNG_TRANSPARENT, True))
        for side in SIDES
    ]
