"""Keys: each does its action wherever in the window the keyboard is."""

import sys
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from digitpad.app.views.action import Action, Actions

# Bits of an event's state: Control, and what Alt, Command, Option and Super are on the systems that there are. Caps
# Lock (2), Num Lock (16 on X11, 8 on Windows) and Shift change no meaning.
CONTROL = 0x4
OTHERS = {"x11": 0x8 | 0x40, "win32": 0x20000, "aqua": 0x8 | 0x10}
# What asks for the menu of what one works on; a Mac has no such key.
MENU_KEYS = {"x11": ("<Menu>", "<Shift-F10>"), "win32": ("<App>", "<Shift-F10>"), "aqua": ("<Shift-F10>",)}


def bind_keys(root: tk.Tk, actions: Actions, settle: Callable[[], None]) -> None:
    """Let the keys of all actions work everywhere in the window, as far as they are possible at the moment.

    Args:
        root: the window.
        actions: all of them.
        settle: ends the stroke that is being drawn, so that what is possible can be told.
    """
    aqua = sys.platform == "darwin"
    system = str(root.tk.call("tk", "windowingsystem"))
    for action in actions.values():
        for key in action.keys:
            modified = "Mod" in key
            foreign = OTHERS[system] | (0 if modified else CONTROL)

            def pressed(event: "tk.Event[tk.Misc]", action: Action = action, foreign: int = foreign) -> None:
                if not int(event.state) & foreign and not _sliding(event):
                    settle()
                    if action.obstacle() is None:
                        action.run()

            for sequence in sequences(key, aqua):
                root.bind(sequence, pressed)


def bind_menu_keys(root: tk.Tk, show: Callable[[], object]) -> None:
    """Let the keys that ask for a menu show one, wherever in the window the keyboard is."""

    def pressed(_event: "tk.Event[tk.Misc]") -> str:
        show()
        return "break"  # F10 alone opens the menu bar

    for sequence in MENU_KEYS[str(root.tk.call("tk", "windowingsystem"))]:
        root.bind(sequence, pressed)


def sequences(key: str, aqua: bool) -> tuple[str, ...]:
    """Return the Tk event sequences of a key; a letter's is said in both cases, because Caps Lock changes it.

    Args:
        key: as in :class:`Action`.
        aqua: whether the window is a Mac's.
    """
    *modifiers, last = key.replace("Mod", "Command" if aqua else "Control").split("-")
    if last.isdigit():
        last = f"Key-{last}"  # a digit alone means a button of the mouse
    cases = (last.lower(), last.upper()) if len(last) == 1 else (last,)
    return tuple(f"<{'-'.join([*modifiers, case])}>" for case in cases)


def _sliding(event: "tk.Event[tk.Misc]") -> bool:
    """Return whether a key moves a slider: there the arrows mean nothing else."""
    return event.keysym in ("Left", "Right") and isinstance(event.widget, ttk.Scale)
