"""Windows with a text to read: the keys, and what digitpad is made of."""

import math
import sys
import tkinter as tk
from tkinter import font as tkfont
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.actions import ACTIONS, Action, shown
from digitpad.app.views.palette import Palette

if TYPE_CHECKING:
    from digitpad.app.window import App

FONT = "SunValleyBodyFont"
WIDTH = 82  # characters; longer lines go on below
SCREEN_SHARE = 0.8  # of the screen is what the text takes at most; longer texts scroll
# Pixels at 100 %.
MARGIN = 16
COLUMN_GAP = 24
LEADING = 3
# Pixels on any screen: from the window's corner.
OFFSET = 40


def show_keys(app: "App") -> tk.Toplevel:
    """Show every action's keys."""
    return show_sheet(app, texts.KEYS_TITLE, keys_text(sys.platform == "darwin"))


def show_about(app: "App") -> tk.Toplevel:
    """Show versions, the model's facts and licences."""
    from digitpad.about import about

    return show_sheet(app, texts.ABOUT, about(app.models.path, str(app.root.tk.call("info", "patchlevel"))))


def keys_text(aqua: bool) -> str:
    """Return a line for each action that has a key, with a tab between both, and for what the mouse does.

    Args:
        aqua: whether the window is a Mac's.
    """
    actions = [action for action in ACTIONS.values() if action.keys and not action.name.startswith("label ")]
    lines = [f"{', '.join(_shown_keys(action, aqua))}\t{action.tip}" for action in actions]
    return "\n".join([*lines, f"{texts.KEYS_LABEL}\t{texts.LABEL_TIP}", "", texts.KEYS_MOUSE])


def _shown_keys(action: Action, aqua: bool) -> list[str]:
    return [*dict.fromkeys(shown(key, aqua) for key in action.keys if not key.startswith("KP_"))]


def show_sheet(app: "App", title: str, text: str) -> tk.Toplevel:
    """Show a text in a window of its own, which Escape closes.

    Args:
        app: the window.
        title: of the sheet.
        text: some lines; those with a tab have two columns.
    """
    palette: Palette = app.view.palette
    margin = round(MARGIN * app.view.factor)
    # Where windows have no frames, the line around it is what sets it off.
    sheet = tk.Toplevel(app.root, background=palette.paper, highlightthickness=1)
    sheet.configure(highlightbackground=palette.border, highlightcolor=palette.border)
    sheet.title(title)
    sheet.transient(app.root)
    close = ttk.Button(sheet, text=texts.CLOSE, command=sheet.destroy)
    close.pack(side=tk.BOTTOM, anchor=tk.E, padx=margin, pady=margin)
    letter = tkfont.Font(root=sheet, name=FONT, exists=True).measure("0")
    body = tk.Text(
        sheet,
        width=min(WIDTH, round(sheet.winfo_screenwidth() * SCREEN_SHARE) // letter),
        wrap=tk.WORD,
        font=FONT,
        background=palette.paper,
        foreground=palette.text,
        relief=tk.FLAT,
        highlightthickness=0,
        padx=margin,
        spacing3=round(LEADING * app.view.factor),
    )
    body.pack(side=tk.LEFT, fill=tk.BOTH, expand=True, pady=(margin, 0))
    _write(body, text, round(COLUMN_GAP * app.view.factor))
    _fit(sheet, body, app.root)
    for key in ("<Escape>", "<Return>"):
        sheet.bind(key, lambda _event: sheet.destroy())
    close.focus_set()
    return sheet


def _write(body: tk.Text, text: str, gap: int) -> None:
    """Put the text in; lines that are too long go on below where they began, or below their second column."""
    font = tkfont.Font(root=body, name=FONT, exists=True)
    lines = text.splitlines()
    column = max((font.measure(line.partition("\t")[0]) for line in lines if "\t" in line), default=0) + gap
    body.tag_configure("columns", tabs=(column,), lmargin2=column)
    for indent in {_indent(line) for line in lines}:
        body.tag_configure(f"indented {indent}", lmargin2=font.measure(" " * indent))
    for line in lines:
        body.insert(tk.END, line, "columns" if "\t" in line else f"indented {_indent(line)}")
        body.insert(tk.END, "\n")
    body.delete("end-2c")
    body.configure(state=tk.DISABLED)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _fit(sheet: tk.Toplevel, body: tk.Text, root: tk.Tk) -> None:
    """Make the sheet as high as its text, or let it scroll, and put all of it on the screen."""
    body.update_idletasks()
    line_height = tkfont.Font(root=body, name=FONT, exists=True).metrics("linespace") + int(body.cget("spacing3"))
    needed = math.ceil(int(body.tk.call(str(body), "count", "-update", "-ypixels", "1.0", tk.END)) / line_height)
    most = round(sheet.winfo_screenheight() * SCREEN_SHARE) // line_height
    body.configure(height=min(needed, most))
    if needed > most:
        bar = ttk.Scrollbar(sheet, command=body.yview)
        body.configure(yscrollcommand=bar.set)
        bar.pack(side=tk.RIGHT, fill=tk.Y, before=body)
    sheet.update_idletasks()
    room = sheet.winfo_screenwidth() - sheet.winfo_reqwidth(), sheet.winfo_screenheight() - sheet.winfo_reqheight()
    x, y = max(min(root.winfo_rootx() + OFFSET, room[0]), 0), max(min(root.winfo_rooty() + OFFSET, room[1]), 0)
    sheet.geometry(f"+{x}+{y}")
