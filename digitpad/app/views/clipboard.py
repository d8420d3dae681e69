"""The clipboard: a picture or a file's path in, an answer or a picture out."""

import shutil
import subprocess
import sys
import tkinter as tk
from pathlib import Path
from urllib.parse import unquote, urlparse

from digitpad import texts
from digitpad.errors import PictureError

# Programs that can put a picture on the clipboard of Wayland and of X11, which Tk itself can't.
COPIERS = {"wl-copy": ["--type", "image/png"], "xclip": ["-selection", "clipboard", "-target", "image/png"]}
# Pasted text that is longer is no path.
LONGEST_PATH = 4096


def pasted(root: tk.Misc) -> bytes | Path:
    """Return the picture on the clipboard, as the content of a file, or the file that is named there.

    Raises:
        PictureError: if there is neither.
    """
    picture = _picture(root)
    if picture is not None:
        return picture
    path = _path(root)
    if path is None:
        raise PictureError(texts.NOTHING_TO_PASTE)
    return path


def copy_text(root: tk.Misc, text: str) -> None:
    """Put a text on the clipboard."""
    root.clipboard_clear()
    root.clipboard_append(text)


def copy_obstacle() -> str | None:
    """Say why a picture can't be put on the clipboard here; None if it can."""
    if not sys.platform.startswith("linux"):
        return texts.NO_PICTURE_COPY
    return None if any(map(shutil.which, COPIERS)) else texts.PICTURE_COPY_NEEDS


def copy_picture(content: bytes) -> None:
    """Put a PNG file's content on the clipboard, where :func:`copy_obstacle` sees none."""
    name = next(name for name in COPIERS if shutil.which(name))
    # The program stays behind, to answer whoever pastes.
    with subprocess.Popen([name, *COPIERS[name]], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as copier:
        copier.communicate(content)


def _picture(root: tk.Misc) -> bytes | None:
    if root.tk.call("tk", "windowingsystem") == "x11":
        return _x11_picture(root)
    import io

    from PIL import Image, ImageGrab

    grabbed = ImageGrab.grabclipboard()
    if not isinstance(grabbed, Image.Image):
        return None
    content = io.BytesIO()
    grabbed.save(content, "PNG")
    return content.getvalue()


def _x11_picture(root: tk.Misc) -> bytes | None:
    try:
        # Tk hands over bytes that are no text as numbers: "0x89 0x50 ...".
        numbers = str(root.tk.call("clipboard", "get", "-type", "image/png")).split()
        return bytes(int(number, 16) & 0xFF for number in numbers) or None
    except (tk.TclError, ValueError):
        return None


def _path(root: tk.Misc) -> Path | None:
    try:
        text = root.clipboard_get().strip().strip('"')
    except tk.TclError:
        return None
    if not text or len(text) > LONGEST_PATH or "\n" in text or "\0" in text:
        return None
    if text.startswith("file://"):
        text = unquote(urlparse(text).path)
    path = Path(text).expanduser()
    return path if path.is_file() else None
