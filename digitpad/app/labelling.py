"""Right or wrong: the person says what a drawing really is, and the pad keeps it."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digitpad import texts

if TYPE_CHECKING:
    from digitpad.app.window import App
    from digitpad.examples.corrections import Labelled
    from digitpad.ink.drawing import Drawing
    from digitpad.ink.layout import Box


class Said(NamedTuple):
    """What the person said since the drawing has changed.

    Attributes:
        digit: 0..9.
        box: of the digit that it was about, if there were several.
        labelled: what was kept of it; None in a picture.
    """

    digit: int
    box: "Box | None"
    labelled: "Labelled | None"


class Labelling:
    """The labelled drawings of this computer.

    Args:
        app: the window.
    """

    def __init__(self, app: "App") -> None:
        self._app = app
        self._labelled: list[Labelled] = []
        self._path: Path | None = None
        # What Undo would take back, and Redo say again, the last at the end: only as long as the drawing is the same.
        self._said: list[Said] = []
        self._unsaid: list[Said] = []

    @property
    def can_undo(self) -> bool:
        """Whether the last thing that was done is a label."""
        return bool(self._said)

    @property
    def can_redo(self) -> bool:
        """Whether the last thing that was taken back is a label."""
        return bool(self._unsaid)

    @property
    def corrections(self) -> "dict[Box | None, int]":
        """What the person said the digits of the number on the pad are, by their boxes."""
        return {said.box: said.digit for said in self._said if said.box is not None}

    def load(self) -> None:
        """Read what was labelled before, once the window is on the screen.

        Raises:
            DataError: if the file can't be read.
        """
        from digitpad.examples.corrections import corrections_file, load_corrections

        self._path = corrections_file()
        self._labelled = load_corrections(self._path)
        self.refresh()

    def label(self, digit: int) -> None:
        """Keep what is on the pad, or its chosen digit, with what it really is; said twice, the later word counts.

        Raises:
            DataError: if it can't be written.
        """
        digits = self._app.digits
        if digits.several and digits.chosen is None:
            self._app.view.tell(texts.CHOOSE_FIRST, problem=True)
            return
        box = digits.chosen.box if digits.several and digits.chosen is not None else None
        drawing = digits.chosen_drawing() if digits.several else self._app.labelled_drawing()
        if drawing is None and box is None:
            self._app.view.tell(texts.NOTHING_TO_LABEL, problem=True)
            return
        self._replace(Said(digit, box, None if drawing is None else _labelled(digit, drawing)))
        self._unsaid.clear()
        self._told(texts.LABEL_NOTED if drawing is not None else texts.CORRECTED_PICTURE, digit)

    def undo(self) -> None:
        """Take the last label back."""
        self._unsaid.append(self._drop())
        self._told(texts.LABEL_TAKEN_BACK)

    def redo(self) -> None:
        """Say the label again."""
        if self._unsaid:
            said = self._unsaid.pop()
            self._add(said)
            self._told(texts.LABEL_NOTED if said.labelled is not None else texts.CORRECTED_PICTURE, said.digit)

    def forget(self) -> None:
        """Leave the labels as they are: the drawing has changed."""
        self._said.clear()
        self._unsaid.clear()

    def export(self) -> None:
        """Write all labelled drawings as a labelled set, where the person says.

        Raises:
            DataError: if it can't be written.
        """
        from digitpad.app.views import dialogs
        from digitpad.examples.corrections import export_corrections

        if not self._labelled:
            self._app.view.tell(texts.NOTHING_LABELLED, problem=True)
            return
        path = dialogs.ask_save(self._app.root, texts.EXPORT_LABELLED, texts.LABELLED_FILE, [(texts.NPZ_FILES, ".npz")])
        if path is not None:
            export_corrections(self._labelled, path)
            self._app.view.tell(texts.SAVED.format(path=path))

    def _replace(self, said: Said) -> None:
        """Add what was said in place of what was said of the same digit before."""
        after: list[Said] = []
        if any(other.box == said.box for other in self._said):
            # The file gives up its lines from the end only.
            while (last := self._drop()).box != said.box:
                after.append(last)
        for other in reversed(after):
            self._add(other)
        self._add(said)

    def _add(self, said: Said) -> None:
        from digitpad.examples.corrections import add_correction

        if said.labelled is not None:
            add_correction(self._file(), said.labelled)
            self._labelled.append(said.labelled)
        self._said.append(said)

    def _drop(self) -> Said:
        from digitpad.examples.corrections import drop_last_correction

        if self._said[-1].labelled is not None:
            drop_last_correction(self._file())
            self._labelled.pop()
        return self._said.pop()

    def _told(self, words: str, digit: int | None = None) -> None:
        self.refresh()
        self._app.digits.refresh()
        self._app.view.tell(words.format(digit=digit))

    def _file(self) -> Path:
        if self._path is None:  # before the first paint nobody labels; but a file that can't be read may be written
            self.load()
        assert self._path is not None
        return self._path

    def refresh(self) -> None:
        """Show the count."""
        self._app.view.count(texts.labelled_count(len(self._labelled)))
        self._app.refresh_buttons()


def _labelled(digit: int, drawing: "Drawing") -> "Labelled":
    from datetime import datetime

    from digitpad.app.session.parts import squared
    from digitpad.examples.corrections import Labelled

    return Labelled(digit, datetime.now().astimezone().isoformat(timespec="seconds"), squared(drawing))
