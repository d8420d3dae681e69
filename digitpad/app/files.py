"""Drawings, pictures and models in and out: files, and the clipboard."""

import tkinter as tk
from functools import partial
from pathlib import Path

from digitpad import texts
from digitpad.app.session import editing
from digitpad.app.session.asking import sentence
from digitpad.app.session.session import MY_DIGITS, Session
from digitpad.app.views.palette import LIGHT
from digitpad.ink.drawing import FILE_SUFFIX

# Pixels a side that a picture can be saved with.
SIDES = (256, 512, 1024, 2048)
COPY_SIDE = 512
MODEL_SUFFIXES = (".tflite", ".keras", ".h5")


class Files:
    """Opens, saves, pastes and copies for a session.

    Every method that reads or writes raises a UserError if that fails.

    Args:
        root: the window.
        session: what is opened and saved.
    """

    def __init__(self, root: tk.Tk, session: Session) -> None:
        self._root = root
        self._session = session

    def open(self) -> None:
        """Let the person choose a drawing file or a picture, and show it."""
        from digitpad.app.views import dialogs

        types = [(texts.ALL_READABLE, f"{FILE_SUFFIX} {texts.PICTURE_SUFFIXES}"), (texts.ALL_FILES, "*")]
        path = dialogs.ask_open(self._root, texts.OPEN, types)
        if path is not None:
            editing.open_file(self._session, path)

    def paste(self) -> None:
        """Show the picture on the clipboard, or the file that is named there."""
        from digitpad.app.views import clipboard

        found = clipboard.pasted(self._root)
        if isinstance(found, Path):
            editing.open_file(self._session, found)
        else:
            editing.open_picture(self._session, found)

    def save(self) -> None:
        """Save what is on the pad: as a drawing file, or a picture with the ink that is on it."""
        self._session.settle()
        document = self._session.document
        if document.picture is not None:
            path = self._save(texts.SAVE_PICTURE, texts.PNG_FILE, texts.PNG_FILES, self._png(None, transparent=False))
        else:
            name = texts.DRAWING_FILE if document.file is None else document.file.name
            content = document.drawing._replace(pen=self._session.answers.pen).to_json().encode()
            path = self._save(texts.SAVE, name, texts.DRAWING_FILES, content)
        if path is not None:
            self._session.mark_saved(document, path)

    def save_png(self, side: int, transparent: bool) -> None:
        """Save what is on the pad as a PNG file, on paper or on nothing."""
        self._session.settle()
        self._save(texts.SAVE_PICTURE, texts.PNG_FILE, texts.PNG_FILES, self._png(side, transparent))

    def save_svg(self) -> None:
        """Save the drawing as an SVG file."""
        from digitpad.ink.export import svg_of

        self._session.settle()
        content = svg_of(self._session.document.drawing, self._session.answers.pen, LIGHT.ink).encode()
        self._save(texts.SAVE_SVG, texts.SVG_FILE, texts.SVG_FILES, content)

    def export_labelled(self) -> None:
        """Write all labelled drawings as a labelled set, where the person says."""
        from digitpad.app.views import dialogs

        if not self._session.labels.are_there:
            self._session.say(texts.NOTHING_LABELLED, problem=True)
            return
        path = dialogs.ask_save(self._root, texts.EXPORT_LABELLED, texts.LABELLED_FILE, [(texts.NPZ_FILES, ".npz")])
        if path is not None:
            self._session.say(texts.EXPORTING_LABELLED)
            self._session.work_aside(
                MY_DIGITS, partial(self._session.labels.export, path), partial(self._exported, path)
            )

    def _exported(self, path: Path, result: "Exception | None") -> None:
        if result is None:
            self._session.say(texts.SAVED.format(path=path))
        else:
            self._session.say(sentence(result), problem=True)

    def print_sheet(self) -> None:
        """Write the page with boxes to write digits in, where the person says."""
        from digitpad.app.views import dialogs
        from digitpad.examples.sheet import save_sheet

        types = [(texts.PDF_FILES, ".pdf"), (texts.PNG_FILES, ".png")]
        path = dialogs.ask_save(self._root, texts.PRINT_SHEET, texts.SHEET_FILE, types)
        if path is not None:
            save_sheet(path)
            self._session.say(texts.SAVED.format(path=path))

    def copy_answer(self) -> None:
        """Put the answer on the clipboard: a number's digits, or the words of any other answer."""
        from digitpad.app.views import clipboard

        answered = self._session.answers.current
        if answered is not None and answered.text:
            clipboard.copy_text(self._root, answered.text)
            self._session.say(texts.COPIED.format(what=texts.one_line(answered.text)))

    def copy_picture(self) -> None:
        """Put what is on the pad on the clipboard, as a picture."""
        from digitpad.app.views import clipboard

        self._session.settle()
        obstacle = clipboard.copy_obstacle()
        if obstacle:
            self._session.say(texts.NOT_COPIED.format(reason=obstacle), problem=True)
            return
        side = COPY_SIDE if self._session.document.picture is None else None
        clipboard.copy_picture(self._png(side, transparent=False))
        self._session.say(texts.PICTURE_COPIED)

    def copy_obstacle(self) -> str | None:
        """Say why the picture can't be copied now; None if it can."""
        from digitpad.app.views import clipboard

        return texts.NO_REASON if self._session.document.is_blank else clipboard.copy_obstacle()

    def pick_model(self) -> None:
        """Let the person choose a model file."""
        from digitpad.app.session.models import use_model
        from digitpad.app.views import dialogs

        path = dialogs.ask_open(self._root, texts.MODEL, [(texts.MODEL_FILES, " ".join(MODEL_SUFFIXES))])
        if path is not None:
            use_model(self._session, path)

    def use_own_model(self) -> None:
        """Go back to the model that ships with digitpad."""
        from digitpad.app.session.models import forget_chosen

        forget_chosen(self._session)

    def _png(self, side: int | None, transparent: bool) -> bytes:
        """Return what is on the pad as a PNG file's content; without a side, a picture in its own size."""
        from digitpad.app.session.inked import Inked, png_of_picture
        from digitpad.ink.export import png_of

        document, pen = self._session.document, self._session.answers.pen
        if document.picture is not None:
            return png_of_picture(Inked(document.picture, document.drawing, document.pen(pen)), side)
        # A picture is for others: the same in both themes.
        paper = None if transparent else LIGHT.paper
        return png_of(document.drawing, side or COPY_SIDE, pen, LIGHT.ink, paper)

    def _save(self, title: str, name: str, kind: str, content: bytes) -> Path | None:
        from digitpad.app.views import dialogs
        from digitpad.ink.export import write_whole

        path = dialogs.ask_save(self._root, title, name, [(kind, Path(name).suffix)])
        if path is None:
            return None
        write_whole(path, content)
        self._session.say(texts.SAVED.format(path=path))
        return path


def png_entries(files: Files) -> "list[tuple[str, partial[None]]]":
    """Return what pictures can be saved: for each the words of its menu entry, and what does it."""
    return [
        (words.format(side=side), partial(files.save_png, side, transparent))
        for words, transparent in ((texts.PNG_ON_PAPER, False), (texts.PNG_TRANSPARENT, True))
        for side in SIDES
    ]
