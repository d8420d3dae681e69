"""Keeps the drawing on the pad on disk, so that a crash or a kill loses nothing."""

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from digitpad.errors import DrawingError
from digitpad.ink.drawing import FILE_SUFFIX, Drawing

FILE_NAME = "unsaved.digitpad"
# Whose drawing it is: while that process lives, nobody else takes it. Readers of drawing files ignore the key.
OWNER = "process"


def kept_file() -> Path:
    """Return where the drawing on the pad is kept; it need not exist."""
    from platformdirs import user_state_path

    return user_state_path("digitpad", appauthor=False) / FILE_NAME


def own_file() -> Path:
    """Return where this process keeps what is on its pad: in the usual place, unless another's is there."""
    usual = kept_file()
    for path in (usual, *_others(usual)):
        if _owner(path) == os.getpid():
            return path
    return usual if _owner(usual) is None else usual.with_suffix(f".{os.getpid()}{FILE_SUFFIX}")


def left_behind() -> list[Path]:
    """Return the files of pads that aren't there any more, newest first."""
    usual = kept_file()
    found = [path for path in (usual, *_others(usual)) if path.is_file() and not _of_another(path)]
    return sorted(found, key=_written, reverse=True)


def adopt(path: Path) -> None:
    """Let what another pad left behind be this one's from now on."""
    with contextlib.suppress(OSError, ValueError):
        _write(path, json.loads(path.read_text(encoding="utf-8")))


def keep(drawing: Drawing, path: Path, notes: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Write the drawing in one step. Where that is not allowed, what was kept before stays.

    Args:
        drawing: a blank one of which nothing is noted is no file.
        path: of the file.
        notes: what else is in it, which readers of drawing files ignore.
    """
    if drawing.is_blank and not notes:
        forget(path)
        return
    _write(path, {**json.loads(drawing.to_json()), **notes})


def _write(path: Path, document: dict[str, Any]) -> None:
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({**document, OWNER: os.getpid()}), encoding="utf-8")
        os.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def forget(path: Path) -> None:
    """Take the drawing off the disk, and what was below it: it was saved, or cleared. Another pad's is left alone."""
    if not _of_another(path):
        for each in (path, picture_below(path)):
            with contextlib.suppress(OSError):
                each.unlink(missing_ok=True)


def picture_below(path: Path) -> Path:
    """Return where a picture is kept that was pasted, and that the drawing of this file is on."""
    return path.with_suffix(".picture")


def recovered(path: Path) -> Drawing | None:
    """Return the drawing of a pad that ended before its time; None if there is none."""
    if _of_another(path):
        return None
    try:
        return Drawing.load(path) if path.is_file() else None
    except DrawingError:
        return None


def _others(usual: Path) -> list[Path]:
    """Return where pads keep what is on them while another one has the usual place."""
    return sorted(usual.parent.glob(f"{usual.stem}.*{FILE_SUFFIX}"))


def _written(path: Path) -> int:
    """Return when a file was written, in ns; 0 where it is gone by now."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _of_another(path: Path) -> bool:
    owner = _owner(path)
    return owner is not None and owner != os.getpid() and _alive(owner)


def _owner(path: Path) -> int | None:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    owner = document.get(OWNER) if isinstance(document, dict) else None
    return owner if isinstance(owner, int) and 0 < owner < 2**31 else None


def _alive(process: int) -> bool:
    if sys.platform == "win32":  # where this question would end the process
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
