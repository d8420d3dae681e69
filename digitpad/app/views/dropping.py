"""Files that are dropped on the window, where the system has what Tk needs for that; loaded after the first paint."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path

FILES = "DND_Files"


def take_drops(root: tk.Tk, take: Callable[[Sequence[Path]], object]) -> bool:
    """Have files handed over that are dropped anywhere on the window.

    Args:
        root: the window.
        take: is handed the files' paths, once the program that they come from goes on.

    Returns:
        Whether that is possible here: on Linux, tkdnd needs libXcursor, which not every system has.
    """
    try:
        from tkinterdnd2 import TkinterDnD

        # Its own root window, which calls this, would do so before the first paint.
        TkinterDnD._require(root)  # noqa: SLF001
    except (ImportError, RuntimeError):
        return False

    def dropped(names: str) -> str:
        # Whoever dropped them waits for the end of this.
        root.after_idle(take, [Path(name) for name in root.tk.splitlist(names)])
        return "copy"

    root.tk.call("tkdnd::drop_target", "register", root, FILES)
    root.tk.call("bind", root, f"<<Drop:{FILES}>>", f"{root.register(dropped)} %D")
    return True
