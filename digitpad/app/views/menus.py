"""The menu bar, made from the table of actions."""

import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from digitpad import texts
from digitpad.app.views.action import Actions, shown
from digitpad.app.views.choices import Choices
from digitpad.app.views.heat import ANSWER, BETWEEN, OFF
from digitpad.app.views.palette import Palette
from digitpad.languages import LANGUAGES, SYSTEM

# The names of actions; a line for None. "label", "png", "heat", "theme" and "language" are menus of their own.
FILE = (
    "open",
    "read folder",
    "save",
    "png",
    "save svg",
    None,
    "model",
    "own model",
    None,
    "print sheet",
    "read sheet",
    "export labelled",
    None,
    "quit",
)
DIGITS = ("next digit", "previous digit", "leave digit")
CLIPBOARD = ("copy answer", "copy picture", "paste")
EDIT = ("undo", "redo", None, *CLIPBOARD, None, "clear", "eraser", "thinner", "thicker", None, "label")
VIEW = (
    "predict",
    "live",
    None,
    *DIGITS,
    None,
    "heat",
    "inside",
    "what if",
    "map",
    "side by side",
    "play",
    None,
    "wide",
    "theme",
    "language",
    "presenter",
)
HAND = ("cards", "gallery", None, "adapt")
HELP = ("keys", "about")
# What is switched on and off: the name of its variable among the choices.
SWITCHES = {"eraser": "erasing", "live": "live", "presenter": "presenter", "wide": "wide", "adapt": "adapting"}
KEY_MARGIN = "  "


def _menus() -> tuple[tuple[str, tuple[str | None, ...]], ...]:
    """Return the menus' titles and entries, in the words of now."""
    return (
        (texts.MENU_FILE, FILE),
        (texts.MENU_EDIT, EDIT),
        (texts.MENU_VIEW, VIEW),
        (texts.MENU_HAND, HAND),
        (texts.MENU_HELP, HELP),
    )


class MenuBar:
    """File, Edit, View, My hand and Help; empty until :meth:`fill`, so that they don't keep the first paint waiting.

    Args:
        root: the window.
        palette: the colours.
        actions: what the entries do.
        choices: what they choose.
        pictures: for each size of a saved picture the words of its entry, and what saves it.
    """

    def __init__(
        self,
        root: tk.Tk,
        palette: Palette,
        actions: Actions,
        choices: Choices,
        pictures: Sequence[tuple[str, Callable[[], None]]],
    ) -> None:
        self._actions, self._choices, self._pictures = actions, choices, pictures
        self._aqua = sys.platform == "darwin"
        # Windows and macOS draw menus in their own colours.
        self._colours = _colours(palette) if root.tk.call("tk", "windowingsystem") == "x11" else {}
        self.bar = tk.Menu(root, tearoff=False, **self._colours)
        if self._colours:
            self.bar.configure(background=palette.window)
        self.menus: dict[str, tk.Menu] = {}
        for title, _ in _menus():
            # Alt and a title's first letter open a menu, where the keyboard has that letter.
            self.bar.add_cascade(label=title, underline=0 if title.isascii() else -1)
        root.configure(menu=self.bar)

    @property
    def height(self) -> int:
        """How high the bar is, in pixels: on X11 Tk leaves it out of the window's height."""
        shown = f".#{str(self.bar).removeprefix('.')}"  # the copy that Tk puts into the window
        self.bar.update_idletasks()
        return int(self.bar.tk.call("winfo", "reqheight", shown)) if self._colours else 0

    def destroy(self) -> None:
        """Take the menus away."""
        self.bar.destroy()

    def fill(self) -> None:
        """Make the menus and their entries."""
        for index, (title, names) in enumerate(_menus()):
            menu = self.menus[title] = tk.Menu(self.bar, tearoff=False, **self._colours)
            menu.configure(postcommand=partial(self._refresh, menu, names))
            self.bar.entryconfigure(index, menu=menu)
            for name in names:
                self._add(self.menus[title], name)

    def _add(self, menu: tk.Menu, name: str | None) -> None:
        if name is None:
            menu.add_separator()
        elif name == "label":
            self._add_labels(menu)
        elif name == "png":
            self._add_pictures(menu)
        elif name == "heat":
            heats = (texts.HEAT_OFF, OFF), (texts.HEAT_ANSWER, ANSWER), (texts.HEAT_RUNNER_UP, BETWEEN)
            self._add_choices(menu, texts.HEAT, heats, self._choices.heat, "heat")
        elif name == "theme":
            themes = (texts.THEME_SYSTEM, "system"), (texts.THEME_LIGHT, "light"), (texts.THEME_DARK, "dark")
            self._add_choices(menu, texts.THEME, themes, self._choices.theme, "theme")
        elif name == "language":
            spoken = (texts.LANGUAGE_SYSTEM, SYSTEM), *((own, name) for name, own in LANGUAGES.items())
            self._add_choices(menu, texts.LANGUAGE, spoken, self._choices.language, "language")
        elif name in SWITCHES:
            variable = getattr(self._choices, SWITCHES[name])
            menu.add_checkbutton(label=self._actions[name].text, accelerator=self._key(name), variable=variable)
        else:
            self._add_command(menu, name)

    def _add_command(self, menu: tk.Menu, name: str) -> None:
        action = self._actions[name]
        menu.add_command(label=action.text, accelerator=self._key(name), command=action.run)

    def _add_labels(self, menu: tk.Menu) -> None:
        labels = tk.Menu(menu, tearoff=False, **self._colours)
        for digit in range(10):
            self._add_command(labels, f"label {digit}")
        menu.add_cascade(label=texts.LABEL_MENU, menu=labels)

    def _add_pictures(self, menu: tk.Menu) -> None:
        pictures = tk.Menu(menu, tearoff=False, **self._colours)
        for words, save in self._pictures:
            pictures.add_command(label=words, command=save)
        menu.add_cascade(label=texts.PNG_MENU, menu=pictures)

    def _add_choices(
        self, menu: tk.Menu, title: str, entries: tuple[tuple[str, str], ...], variable: tk.Variable, name: str
    ) -> None:
        choices = tk.Menu(menu, tearoff=False, **self._colours)
        for label, value in entries:
            choices.add_radiobutton(label=label, value=value, variable=variable)
        menu.add_cascade(label=title, menu=choices, accelerator=self._key(name))

    def _key(self, name: str) -> str:
        keys = self._actions[name].keys if name in self._actions else ()
        # Where Tk draws menus itself, they end where their keys do.
        return shown(keys[0], self._aqua) + KEY_MARGIN * bool(self._colours) if keys else ""

    def _refresh(self, menu: tk.Menu, names: tuple[str | None, ...]) -> None:
        """Say what is possible now, and why not, each time that a menu opens."""
        for index, name in enumerate(names):
            if name == "png":
                nothing = self._actions["save"].obstacle() is not None
                menu.entryconfigure(index, state=tk.DISABLED if nothing else tk.NORMAL)
            elif name in self._actions and name not in SWITCHES and menu.type(index) == "command":
                action = self._actions[name]
                obstacle = action.obstacle()
                text = action.text if action.words is None else action.words()
                label = texts.WITH_REASON.format(text=text, reason=obstacle) if obstacle else text
                menu.entryconfigure(index, label=label, state=tk.NORMAL if obstacle is None else tk.DISABLED)


def _colours(palette: Palette) -> dict[str, Any]:
    return {
        "background": palette.raised,
        "foreground": palette.text,
        "activebackground": palette.accent,
        "activeforeground": palette.paper,
        "disabledforeground": palette.muted,
        "selectcolor": palette.text,
        "activeborderwidth": 4,  # room around the words
        "borderwidth": 0,
        "relief": tk.FLAT,
        "font": "SunValleyBodyFont",
    }
