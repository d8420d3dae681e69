"""Another model than the one that ships with digitpad, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts

if TYPE_CHECKING:
    from digitpad.app.session.reports import Reader
    from digitpad.app.window import App


class Models:
    """Which model answers.

    Args:
        app: the window.
        load: loads the model of the beginning.
        path: its file; None for the one that ships with digitpad.
    """

    def __init__(self, app: "App", load: "Callable[[], Reader]", path: Path | None) -> None:
        self._app = app
        self.load = load
        self.path = path
        # What to go back to if the model that was just chosen can't be loaded.
        self._former: tuple[Callable[[], Reader], Path | None] | None = None

    def pick(self) -> None:
        """Let the person choose a model file."""
        from digitpad.app.views import dialogs

        path = dialogs.ask_open(self._app.root, texts.MODEL, [(texts.MODEL_FILES, ".tflite .keras .h5")])
        if path is not None:
            self._use(_loader(path), path)

    def use_own(self) -> None:
        """Go back to the model that ships with digitpad."""
        if self.path is not None:
            self._use(_loader(None), None)

    def loaded(self) -> None:
        """Stay with the model: it works."""
        self._former = None
        self.show_name()

    def show_name(self) -> None:
        """Show the name of a model that is not digitpad's own."""
        self._app.view.name_model("" if self.path is None else self.path.name)

    def failed(self) -> bool:
        """Go back to the model before, if there was one; return whether that is so."""
        if self._former is None:
            return False
        (self.load, self.path), self._former = self._former, None
        self._app.start_worker()
        return True

    def _use(self, load: "Callable[[], Reader]", path: Path | None) -> None:
        self._former = (self.load, self.path)
        self.load, self.path = load, path
        self._app.start_worker()


def _loader(path: Path | None) -> "Callable[[], Reader]":
    def load() -> "Reader":
        from digitpad.reading.recognizer import Recognizer

        return Recognizer(path)

    return load
