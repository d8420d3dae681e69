"""Labels that are told the same many times a second, while somebody draws, and trouble Tk for what is new alone."""

from typing import Any

from digitpad.app.views.lines import FlowLabel


class QuietLabel(FlowLabel):
    """A label placed in its parent; its options are changed with :meth:`show`, its place with :meth:`put`."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._shown: dict[str, Any] = dict(options)
        self._put: tuple[int, int, int, int] | None = None
        self._wanted: tuple[int, int] | None = None

    def show(self, **options: Any) -> None:
        """Have these options, as those of ``configure``."""
        changed = {name: value for name, value in options.items() if self._shown.get(name) != value}
        if changed:
            self._shown.update(changed)
            self._wanted = None
            self.configure(**changed)

    def put(self, x: int, y: int, width: int, height: int) -> None:
        """Be at a place."""
        if self._put != (x, y, width, height):
            self._put = x, y, width, height
            self.place(x=x, y=y, width=width, height=height)

    def hide(self) -> None:
        """Be nowhere."""
        if self._put is not None:
            self._put = None
            self.place_forget()

    @property
    def text(self) -> str:
        """What it says."""
        return str(self._shown.get("text", ""))

    @property
    def wanted(self) -> tuple[int, int]:
        """How wide and how high it is by itself, in pixels."""
        if self._wanted is None:
            self._wanted = self.winfo_reqwidth(), self.winfo_reqheight()
        return self._wanted
