"""Right or wrong: the person says what a drawing really is, and the pad keeps it."""

from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts

if TYPE_CHECKING:
    from digitpad.app.window import App
    from digitpad.corrections import Labelled


class Labelling:
    """The labelled drawings of this computer.

    Args:
        app: the window.
    """

    def __init__(self, app: "App") -> None:
        self._app = app
        self._labelled: list[Labelled] = []
        self._path: Path | None = None
        # What Undo would take back, and Redo say again: only as long as the drawing is the same.
        self._undoable: Labelled | None = None
        self._redoable: Labelled | None = None

    @property
    def can_undo(self) -> bool:
        """Whether the last thing that was done is a label."""
        return self._undoable is not None

    @property
    def can_redo(self) -> bool:
        """Whether the last thing that was taken back is a label."""
        return self._redoable is not None

    def load(self) -> None:
        """Read what was labelled before, once the window is on the screen.

        Raises:
            DataError: if the file can't be read.
        """
        from digitpad.corrections import corrections_file, load_corrections

        self._path = corrections_file()
        self._labelled = load_corrections(self._path)
        self.refresh()

    def label(self, digit: int) -> None:
        """Keep the drawing on the pad with what it really is; said twice, the later word counts.

        Raises:
            DataError: if it can't be written.
        """
        from datetime import datetime

        from digitpad.corrections import Labelled

        drawing = self._app.labelled_drawing()
        if drawing is None:
            self._app.view.tell(texts.NOTHING_TO_LABEL, problem=True)
            return
        if self._undoable is not None:
            self._drop()
        self._add(Labelled(digit, datetime.now().astimezone().isoformat(timespec="seconds"), drawing))

    def undo(self) -> None:
        """Take the last label back."""
        self._redoable = self._drop()
        self._app.view.tell(texts.LABEL_TAKEN_BACK)

    def redo(self) -> None:
        """Say the label again."""
        if self._redoable is not None:
            self._add(self._redoable)

    def forget(self) -> None:
        """Leave the labels as they are: the drawing has changed."""
        self._undoable = self._redoable = None

    def export(self) -> None:
        """Write all labelled drawings as a labelled set, where the person says.

        Raises:
            DataError: if it can't be written.
        """
        from digitpad.app import dialogs
        from digitpad.corrections import export_corrections

        if not self._labelled:
            self._app.view.tell(texts.NOTHING_LABELLED, problem=True)
            return
        path = dialogs.ask_save(self._app.root, texts.EXPORT_LABELLED, texts.LABELLED_FILE, [(texts.NPZ_FILES, ".npz")])
        if path is not None:
            export_corrections(self._labelled, path)
            self._app.view.tell(texts.SAVED.format(path=path))

    def _add(self, labelled: "Labelled") -> None:
        from digitpad.corrections import add_correction

        add_correction(self._file(), labelled)
        self._labelled.append(labelled)
        self._undoable, self._redoable = labelled, None
        self._app.view.tell(texts.LABEL_NOTED.format(digit=labelled.label))
        self.refresh()

    def _drop(self) -> "Labelled":
        from digitpad.corrections import drop_last_correction

        drop_last_correction(self._file())
        self._undoable = None
        last = self._labelled.pop()
        self.refresh()
        return last

    def _file(self) -> Path:
        if self._path is None:  # before the first paint nobody labels; but a file that can't be read may be written
            self.load()
        assert self._path is not None
        return self._path

    def refresh(self) -> None:
        """Show the count."""
        self._app.view.count(texts.labelled_count(len(self._labelled)))
        self._app.refresh_buttons()
