"""Windows with a text to read: the keys, and what digitpad is made of."""

import math
import sys
import tkinter as tk
from pathlib import Path
from tkinter import font as tkfont
from tkinter import ttk
from typing import Literal

from digitpad import texts
from digitpad.about import HEADING
from digitpad.app.views.action import Action, Actions, shown
from digitpad.app.views.clipboard import copy_text
from digitpad.app.views.lines import broken_for
from digitpad.app.views.palette import Palette

FONT, HEADING_FONT, TITLE_FONT = "SunValleyBodyFont", "SunValleyBodyStrongFont", "SunValleySubtitleFont"
WIDTH = 82  # characters; longer lines go on below
SCREEN_SHARE = 0.8  # of the screen is what a sheet takes at most; longer texts scroll
# Pixels at 100 %.
MARGIN = 16
COLUMN_GAP = 24
LEADING = 3
HEADING_GAP = 12
# What keys move a text that is too long for the screen by.
SCROLLING: "dict[str, tuple[int, Literal['pages', 'units']]]" = {
    "<Next>": (1, "pages"),
    "<Prior>": (-1, "pages"),
    "<Down>": (1, "units"),
    "<Up>": (-1, "units"),
}
# Pixels on any screen: from the window's corner.
OFFSET = 40


class Sheets:
    """Shows texts above a window.

    Args:
        root: the window.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
    """

    def __init__(self, root: tk.Tk, palette: Palette, factor: float) -> None:
        self._root, self._palette, self._factor = root, palette, factor

    def show_keys(self, actions: Actions) -> tk.Toplevel:
        """Show every action's keys."""
        return self.show(texts.KEYS_TITLE, keys_text(actions, sys.platform == "darwin"))

    def show_about(self, model: Path | None) -> tk.Toplevel:
        """Show versions, the facts of the model that answers, and licences."""
        from digitpad.about import about

        return self.show(texts.ABOUT, about(model, str(self._root.tk.call("info", "patchlevel"))), with_copy=True)

    def show(self, title: str, text: str, with_copy: bool = False) -> tk.Toplevel:
        """Show a text in a window of its own, which Escape closes.

        Args:
            title: of the sheet.
            text: some lines; those with a tab have two columns, and those that begin with ``HEADING`` are headings.
            with_copy: whether a button copies the text.
        """
        return _sheet(self._root, self._palette, self._factor, title, text, with_copy)


def keys_text(actions: Actions, aqua: bool) -> str:
    """Return a line for each action that has a key, with a tab between both, and for what the mouse does.

    Args:
        actions: all of them.
        aqua: whether the window is a Mac's.
    """
    with_keys = [action for action in actions.values() if action.keys and not action.name.startswith("label ")]
    lines = [f"{', '.join(_shown_keys(action, aqua))}\t{action.tip}" for action in with_keys]
    return "\n".join([*lines, f"{texts.KEYS_LABEL}\t{texts.LABEL_TIP}", "", texts.KEYS_MOUSE])


def _shown_keys(action: Action, aqua: bool) -> list[str]:
    return [*dict.fromkeys(shown(key, aqua) for key in action.keys if not key.startswith("KP_"))]


def _sheet(root: tk.Tk, palette: Palette, factor: float, title: str, text: str, with_copy: bool = False) -> tk.Toplevel:
    margin = round(MARGIN * factor)
    # Where windows have no frames, the line around it is what sets it off.
    sheet = tk.Toplevel(root, background=palette.paper, highlightthickness=1)
    sheet.configure(highlightbackground=palette.border, highlightcolor=palette.border)
    sheet.title(title)
    sheet.transient(root)
    foot = ttk.Frame(sheet)
    foot.pack(side=tk.BOTTOM, fill=tk.X)
    close = ttk.Button(foot, text=texts.CLOSE, command=sheet.destroy)
    close.pack(side=tk.RIGHT, padx=margin, pady=margin // 2)
    if with_copy:
        plain = text.replace(HEADING, "").replace("\t", " ")
        copy = ttk.Button(foot, text=texts.ABOUT_COPY, command=lambda: copy_text(sheet, plain))
        copy.pack(side=tk.RIGHT, pady=margin // 2)
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
        spacing3=round(LEADING * factor),
    )
    body.pack(side=tk.LEFT, fill=tk.BOTH, expand=True, pady=(margin, 0))
    _write(body, text, letter * int(body.cget("width")), round(COLUMN_GAP * factor), round(HEADING_GAP * factor))
    _fit(sheet, body, root)
    for key, (number, unit) in SCROLLING.items():
        sheet.bind(key, lambda _event, number=number, unit=unit: body.yview_scroll(number, unit))  # type: ignore[misc]
    sheet.bind("<Home>", lambda _event: body.yview_moveto(0))
    sheet.bind("<End>", lambda _event: body.yview_moveto(1))
    for key in ("<Escape>", "<Return>"):
        sheet.bind(key, lambda _event: sheet.destroy())
    close.focus_set()
    return sheet


def _write(body: tk.Text, text: str, room: int, gap: int, above: int) -> None:
    """Put the text in; lines that are too long go on below where they began, or below their second column."""
    font = tkfont.Font(root=body, name=FONT, exists=True)
    lines = text.splitlines()
    column = max((font.measure(line.partition("\t")[0]) for line in lines if "\t" in line), default=0) + gap
    body.tag_configure("columns", tabs=(column,), lmargin2=column)
    for indent in {_indent(line) for line in lines}:
        body.tag_configure(f"indented {indent}", lmargin2=font.measure(" " * indent))
    body.tag_configure("title", font=TITLE_FONT)
    body.tag_configure("heading", font=HEADING_FONT, spacing1=above)
    for index, line in enumerate(lines):
        if line.startswith(HEADING):
            tag = "heading" if index else "title"
        else:
            tag = "columns" if "\t" in line else f"indented {_indent(line)}"
        first, tab, second = line.removeprefix(HEADING).rpartition("\t")
        second = broken_for(body, second, room - column if tab else room, FONT)
        body.insert(tk.END, first + tab + second.replace("\n", "\n" + tab) + "\n", tag)
    body.delete("end-2c")
    body.configure(state=tk.DISABLED)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _fit(sheet: tk.Toplevel, body: tk.Text, root: tk.Tk) -> None:
    """Make the sheet as high as its text, or let it scroll, and put all of it on the screen."""
    body.update_idletasks()
    line_height = tkfont.Font(root=body, name=FONT, exists=True).metrics("linespace") + int(body.cget("spacing3"))
    needed = math.ceil(int(body.tk.call(str(body), "count", "-update", "-ypixels", "1.0", tk.END)) / line_height)
    beside = sheet.winfo_reqheight() - body.winfo_reqheight()
    most = (round(sheet.winfo_screenheight() * SCREEN_SHARE) - beside) // line_height
    body.configure(height=min(needed, most))
    if needed > most:
        bar = ttk.Scrollbar(sheet, command=body.yview)
        body.configure(yscrollcommand=bar.set)
        bar.pack(side=tk.RIGHT, fill=tk.Y, before=body)
    sheet.update_idletasks()
    room = sheet.winfo_screenwidth() - sheet.winfo_reqwidth(), sheet.winfo_screenheight() - sheet.winfo_reqheight()
    # In the middle where there is little room: a window manager puts a frame around.
    x, y = (
        max(min(corner + OFFSET, left // 2 if left < 4 * OFFSET else left), 0)
        for corner, left in zip((root.winfo_rootx(), root.winfo_rooty()), room, strict=True)
    )
    sheet.geometry(f"+{x}+{y}")
