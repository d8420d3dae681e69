"""Windows with a text to read: the keys, and what digitpad is made of."""

import sys
import tkinter as tk
from tkinter import font as tkfont
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.actions import ACTIONS, shown
from digitpad.app.palette import Palette

if TYPE_CHECKING:
    from digitpad.app.window import App

WIDTH, HEIGHT = 64, 26  # characters; longer texts scroll


def show_keys(app: "App") -> tk.Toplevel:
    """Show every action's keys."""
    return show_sheet(app, texts.KEYS_TITLE, *keys_text(sys.platform == "darwin"))


def show_about(app: "App") -> tk.Toplevel:
    """Show versions, the model's facts and licences."""
    from digitpad.about import about

    return show_sheet(app, texts.ABOUT, about(app.models.path, str(app.root.tk.call("info", "patchlevel"))))


def keys_text(aqua: bool) -> tuple[str, int]:
    """Return a line for each action that has a key, and for what the mouse does; and where their second column begins.

    Args:
        aqua: whether the window is a Mac's.
    """
    lines = [
        (", ".join(dict.fromkeys(shown(key, aqua) for key in action.keys if not key.startswith("KP_"))), action)
        for action in ACTIONS.values()
        if action.keys
    ]
    wide = max(len(keys) for keys, _ in lines) + 3
    listed = [f"{keys:<{wide}}{action.tip}" for keys, action in lines if not action.name.startswith("label ")]
    return "\n".join([*listed, f"{texts.KEYS_LABEL:<{wide}}{texts.LABEL_TIP}", "", texts.KEYS_MOUSE]), wide


def show_sheet(app: "App", title: str, text: str, indent: int = 4) -> tk.Toplevel:
    """Show a text in a window of its own, which Escape closes.

    Args:
        app: the window.
        title: of the sheet.
        text: some lines.
        indent: where long lines go on, in characters from the left.
    """
    palette: Palette = app.view.palette
    sheet = tk.Toplevel(app.root, background=palette.paper)
    sheet.title(title)
    sheet.transient(app.root)
    lines = text.splitlines()
    body = tk.Text(
        sheet,
        width=WIDTH,
        height=min(len(lines) + 1, HEIGHT),
        wrap=tk.WORD,
        font=texts.MONOSPACED,
        background=palette.paper,
        foreground=palette.text,
        relief=tk.FLAT,
        highlightthickness=0,
        padx=16,
        pady=12,
    )
    # Longer lines go on below their second column.
    column = tkfont.Font(root=sheet, name=texts.MONOSPACED, exists=True).measure(" " * indent)
    body.tag_configure("line", lmargin2=column)
    body.insert("1.0", text, "line")
    body.configure(state=tk.DISABLED)
    close = ttk.Button(sheet, text=texts.CLOSE, command=sheet.destroy)
    close.pack(side=tk.BOTTOM, anchor=tk.E, padx=12, pady=12)
    bar = ttk.Scrollbar(sheet, command=body.yview)
    body.configure(yscrollcommand=bar.set)
    bar.pack(side=tk.RIGHT, fill=tk.Y)
    body.pack(fill=tk.BOTH, expand=True)
    for key in ("<Escape>", "<Return>"):
        sheet.bind(key, lambda _event: sheet.destroy())
    sheet.geometry(f"+{app.root.winfo_rootx() + 40}+{app.root.winfo_rooty() + 40}")
    close.focus_set()
    return sheet
