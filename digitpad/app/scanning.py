"""Which scans are to be looked through: those of a folder, or of a table that was saved; and what is kept of them.

What was read and said is kept until it stands in a table, so that a kill loses nothing: whoever chooses the folder
again is asked whether to go on.
"""

import hashlib
import os
import tkinter as tk
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session.scans import Scans, read_folder
from digitpad.folders.journal import Journal, kept_count

if TYPE_CHECKING:
    from digitpad.folders.journal import Place

# So many folders that are in no table yet are kept.
MOST = 10


def chosen_folder(root: tk.Misc, model: Path | None) -> Scans | None:
    """Let the person choose a folder; None if they think better of it.

    Raises:
        UserError: if another window is looking through it.
    """
    from digitpad.app.views import dialogs

    folder = dialogs.ask_folder(root, texts.READ_FOLDER)
    if folder is None:
        return None
    goes_on = _goes_on(root, texts.READ_FOLDER, folder)
    return None if goes_on is None else scans_of(folder, model, not goes_on)


def dropped_scans(root: tk.Misc, model: Path | None, paths: Sequence[Path]) -> Scans | None:
    """Read a folder, or several files and folders; None if the person would rather not begin.

    Args:
        root: the window.
        model: that reads.
        paths: of what was dropped there; several are in the same folder.

    Raises:
        UserError: if another window is looking through it.
    """
    only = () if len(paths) == 1 else (*paths,)
    folder = paths[0].parent if only else paths[0]
    goes_on = _goes_on(root, texts.READ_FOLDER, folder, only)
    return None if goes_on is None else scans_of(folder, model, not goes_on, only)


def scans_of(folder: Path, model: Path | None, anew: bool = False, only: Sequence[Path] = ()) -> Scans:
    """Read a folder, from where it was left.

    Args:
        folder: to read.
        model: that reads it.
        anew: whether what was kept of it is forgotten.
        only: files and folders that are read in its place.

    Raises:
        UserError: if another window is looking through it.
    """
    read = partial(read_folder, model=model)
    if only:
        read = partial(read, only=only)
    return Scans(folder, read, _journal_of(folder, only), partial(_load, anew=anew))


def chosen_table(root: tk.Misc, model: Path | None) -> Scans | None:
    """Let the person choose a table that was saved, and the folder of its scans if that is elsewhere now.

    Returns:
        The scans of the table, and what is new in its folder; None if the person thinks better of it.

    Raises:
        UserError: if it is no such table, or another window is looking through its folder.
    """
    from digitpad.app.views import dialogs
    from digitpad.folders.tables import folder_of

    path = dialogs.ask_open(root, texts.OPEN_TABLE, [(texts.CSV_FILES, ".csv")])
    if path is None:
        return None
    before = folder_of(path)
    folder = next((each for each in (before, path.parent / before) if each.is_dir()), None)
    if folder is None:
        folder = dialogs.ask_folder(root, texts.WHERE_SCANS.format(folder=before.name))
    if folder is None:
        return None
    folder = Path(os.path.abspath(folder))
    goes_on = _goes_on(root, texts.OPEN_TABLE, folder)
    if goes_on is None:
        return None
    load = partial(_load_table, path=path, renamed=partial(_renamed, before=before, folder=folder))
    read = partial(read_folder, model=model)
    return Scans(folder, read, _journal_of(folder), _load if goes_on else load, path, is_saved=not goes_on)


def _goes_on(root: tk.Misc, title: str, folder: Path, only: Sequence[Path] = ()) -> bool | None:
    """Ask whether to go on with what is kept of a folder, if anything is; None if the person would rather not begin."""
    from digitpad.app.views import dialogs

    kept = kept_count(_journal_file(folder, only))
    return dialogs.ask_whether(root, title, texts.SCANS_GO_ON.format(kept)) if kept else False


def _renamed(name: str, before: Path, folder: Path) -> str:
    """Return what a file is called that has moved with its folder."""
    path = Path(name)
    return str(folder / path.relative_to(before)) if path.is_relative_to(before) else name


def _load(journal: Journal, anew: bool = False) -> "list[Place]":
    """Return what was kept; begin anew if that is nothing, or not wanted."""
    places = [] if anew else journal.load()
    if not journal.is_marked:
        journal.begin()
        journal.mark()
    return places


def _load_table(journal: Journal, path: Path, renamed: Callable[[str], str]) -> "list[Place]":
    from digitpad.folders.tables import take_table

    return take_table(path, journal, renamed)


def _journal_of(folder: Path, only: Sequence[Path] = ()) -> Journal:
    path = _journal_file(folder, only)
    with suppress(OSError):
        kept = sorted(path.parent.glob("*.csv"), key=lambda file: file.stat().st_mtime)
        for old in [file for file in kept if file != path][: -MOST + 1]:
            old.unlink()
    return Journal(path)


def _journal_file(folder: Path, only: Sequence[Path] = ()) -> Path:
    """Return where a folder, or what is read in its place, is kept; it need not exist."""
    from platformdirs import user_state_path

    names = b"\0".join(os.fsencode(os.path.realpath(path)) for path in (folder, *only))
    digest = hashlib.sha256(names).hexdigest()[:24]
    return user_state_path("digitpad", appauthor=False) / "scans" / f"{digest}.csv"
