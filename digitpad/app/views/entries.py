"""What stands in menus, made from the table of actions."""

import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

from digitpad import texts
from digitpad.app.views.action import Actions, shown
from digitpad.app.views.choices import Choices
from digitpad.app.views.heat import ANSWER, BETWEEN, OFF
from digitpad.app.views.palette import Palette
from digitpad.languages import LANGUAGES, SYSTEM

# What is switched on and off: the name of its variable among the choices.
SWITCHES = {"eraser": "erasing", "live": "live", "presenter": "presenter", "wide": "wide", "adapt": "adapting"}
KEY_MARGIN = "  "
# Pixels at 100 %: room around entries, and around a menu.
ENTRY, AROUND = 4, 4
# The names of the images that stand before entries, as digitpad.app.views.menu_looks makes them.
MARGIN, NOTHING, CHECK, DOT = "menu-margin", "menu-nothing", "menu-check", "menu-dot"


class Entries:
    """Makes menus and their entries.

    Args:
        root: the window.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
        actions: what the entries do.
        choices: what they choose.
        pictures: for each size of a saved picture the words of its entry, and what saves it.
    """

    def __init__(
        self,
        root: tk.Misc,
        palette: Palette,
        factor: float,
        actions: Actions,
        choices: Choices,
        pictures: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> None:
        self._actions, self._choices, self._pictures = actions, choices, pictures
        self._aqua = sys.platform == "darwin"
        # Windows and macOS draw menus themselves, in their own colours.
        self.drawn = root.tk.call("tk", "windowingsystem") == "x11"
        self._colours = _colours(palette, factor) if self.drawn else {}

    def menu(self, parent: tk.Misc) -> tk.Menu:
        """Return an empty menu."""
        return tk.Menu(parent, tearoff=False, **self._colours)

    def fill(self, menu: tk.Menu, names: Sequence[str | None]) -> None:
        """Add entries for actions, by their names; a line for None."""
        for name in names:
            self._add(menu, name)

    def refresh(self, menu: tk.Menu, names: Sequence[str | None]) -> None:
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
            menu.add_checkbutton(
                label=self._actions[name].text, accelerator=self._key(name), variable=variable, **self._mark(CHECK)
            )
        else:
            self._add_command(menu, name)

    def _add_command(self, menu: tk.Menu, name: str) -> None:
        action = self._actions[name]
        menu.add_command(label=action.text, accelerator=self._key(name), command=action.run, **self._mark())

    def _add_labels(self, menu: tk.Menu) -> None:
        labels = self.menu(menu)
        for digit in range(10):
            self._add_command(labels, f"label {digit}")
        menu.add_cascade(label=texts.LABEL_MENU, menu=labels, **self._mark())

    def _add_pictures(self, menu: tk.Menu) -> None:
        pictures = self.menu(menu)
        for words, save in self._pictures:
            pictures.add_command(label=words, command=save, **self._mark())
        menu.add_cascade(label=texts.PNG_MENU, menu=pictures, **self._mark())

    def _add_choices(
        self, menu: tk.Menu, title: str, entries: tuple[tuple[str, str], ...], variable: tk.Variable, name: str
    ) -> None:
        choices = self.menu(menu)
        for label, value in entries:
            choices.add_radiobutton(label=label, value=value, variable=variable, **self._mark(DOT))
        menu.add_cascade(label=title, menu=choices, accelerator=self._key(name), **self._mark())

    def _mark(self, selected: str = "") -> dict[str, Any]:
        """Return the options of an entry's mark, if Tk draws menus: none, or the one of what is chosen."""
        if not self.drawn:
            return {}
        if not selected:
            return {"image": MARGIN, "compound": tk.LEFT}
        return {"image": NOTHING, "compound": tk.LEFT, "selectimage": selected, "indicatoron": False}

    def _key(self, name: str) -> str:
        keys = self._actions[name].keys if name in self._actions else ()
        # Where Tk draws menus itself, they end where their keys do.
        return shown(keys[0], self._aqua) + KEY_MARGIN * bool(self._colours) if keys else ""


def _colours(palette: Palette, factor: float) -> dict[str, Any]:
    return {
        "background": palette.raised,
        "foreground": palette.text,
        "activebackground": palette.accent,
        "activeforeground": palette.on_accent,
        "disabledforeground": palette.disabled,
        "selectcolor": palette.raised,  # of what is below the mark
        # It would be raised, as Motif has it; the marks' height makes room around the words.
        "activeborderwidth": 0,
        "borderwidth": round(AROUND * factor),
        "relief": tk.FLAT,
        "font": "SunValleyBodyFont",
    }
