"""The system's own dialogues: files to open and to save, and questions. Imported when the first one is needed."""

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import filedialog, messagebox

from digitpad import languages, texts

FileTypes = Sequence[tuple[str, str]]


def _speak(root: tk.Misc) -> None:
    """Let the dialogues that Tk makes itself, those of Linux, speak the program's language; Tk has no Hindi."""
    root.tk.call("::msgcat::mclocale", languages.current())
    root.tk.eval("::msgcat::mcload [file join $::tk_library msgs]")


def ask_open(root: tk.Misc, title: str, types: FileTypes) -> Path | None:
    """Ask for a file that is there; None if the person thinks better of it."""
    _speak(root)
    chosen = filedialog.askopenfilename(parent=root, title=title, filetypes=types)
    return Path(chosen) if chosen else None


def ask_folder(root: tk.Misc, title: str) -> Path | None:
    """Ask for a folder that is there; None if the person thinks better of it."""
    _speak(root)
    chosen = filedialog.askdirectory(parent=root, title=title, mustexist=True)
    return Path(chosen) if chosen else None


def ask_whether(root: tk.Misc, title: str, question: str) -> bool | None:
    """Ask a question; None if the person would rather not have begun."""
    _speak(root)
    return messagebox.askyesnocancel(title, question, parent=root)


def ask(root: tk.Misc, title: str, question: str) -> bool:
    """Ask whether something is really to be done."""
    _speak(root)
    return bool(messagebox.askyesno(title, question, parent=root))


def ask_save(root: tk.Misc, title: str, name: str, types: FileTypes) -> Path | None:
    """Ask where to save; the dialogue itself asks before something is overwritten.

    Args:
        root: the window.
        title: of the dialogue.
        name: what the file is called unless the person says something else; its ending is the default one, those of
            the types are as good.
        types: as in :func:`ask_open`.
    """
    _speak(root)
    suffix = Path(name).suffix
    endings = {suffix, *(ending for _, ending in types)}
    chosen = filedialog.asksaveasfilename(
        parent=root, title=title, initialfile=name, defaultextension=suffix, filetypes=types, confirmoverwrite=True
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in endings:
        return path
    # A file is known by its ending; and the one with the ending may be there already.
    path = path.with_name(path.name + suffix)
    question = texts.OVERWRITE.format(name=path.name)
    return path if not path.exists() or messagebox.askyesno(title, question, parent=root) else None
