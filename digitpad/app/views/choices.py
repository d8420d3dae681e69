"""What a person has chosen and not drawn: Tk's variables, which buttons, menus and keys share."""

import tkinter as tk
from collections.abc import Callable
from typing import Any

from digitpad.app.views.heat import MODES, OFF
from digitpad.ink.pads import PAD_UNITS, WIDE_UNITS
from digitpad.settings import PEN_LEAST, PEN_MOST, Settings

# Each press of a key makes the pen so many pad units thicker or thinner.
PEN_STEP = 2.0


class Choices:
    """One variable for each choice.

    Attributes:
        theme: one of digitpad.settings.THEMES.
        system_theme: the system's own, as far as it is known.
        high_contrast: whether the system wants high contrast, as far as it is known.
        presenter: whether the window fills the screen, with everything larger.
        pen: the pen's width, in pad units.
        live: whether answers come after each stroke.
        heat: what the heat map is about (digitpad.app.views.heat.MODES); off at first.
        erasing: whether the first button erases.
        wide: whether the pad is the wide one.
        newcomer: whether the pad has never been open before.
        adapting: whether answers heed the person's own examples.
        language: "system", or a key of digitpad.languages.LANGUAGES.
    """

    def __init__(self, root: tk.Misc, settings: Settings) -> None:
        self._root, self._settings = root, settings
        self.newcomer = settings.newcomer
        self.theme = tk.StringVar(root, settings.theme)
        self.system_theme = settings.system_theme
        self.high_contrast = settings.high_contrast
        self.presenter = tk.BooleanVar(root, False)
        self.pen = tk.DoubleVar(root, settings.pen)
        self.live = tk.BooleanVar(root, settings.live)
        self.heat = tk.StringVar(root, OFF)
        self.erasing = tk.BooleanVar(root, False)
        self.wide = tk.BooleanVar(root, settings.wide)
        self.adapting = tk.BooleanVar(root, settings.adapt)
        self.language = tk.StringVar(root, settings.language)

    @property
    def settings(self) -> Settings:
        """The choices that are remembered."""
        return self._settings._replace(
            theme=self.theme.get(),
            system_theme=self.system_theme,
            high_contrast=self.high_contrast,
            pen=self.pen_width,
            live=self.live.get(),
            wide=self.wide.get(),
            newcomer=self.newcomer,
            language=self.language.get(),
            adapt=self.adapting.get(),
        )

    @property
    def pen_width(self) -> float:
        """The pen's width, in pad units."""
        return float(self.pen.get())

    @property
    def pad_width(self) -> float:
        """The pad's width, in its units."""
        return WIDE_UNITS if self.wide.get() else PAD_UNITS

    def toggle(self, name: str) -> None:
        """Turn one of the switches: "live", "erasing", "presenter", "wide" or "adapting"."""
        switch: tk.BooleanVar = getattr(self, name)
        switch.set(not switch.get())

    def next_heat(self) -> None:
        """Choose the next thing for the heat map to be about."""
        self.heat.set(MODES[(MODES.index(self.heat.get()) + 1) % len(MODES)])

    def use_pen(self, width: float) -> None:
        """Take a pen, within the limits."""
        self.pen.set(min(max(width, PEN_LEAST), PEN_MOST))

    def change_pen(self, steps: int) -> None:
        """Make the pen thicker, or thinner, within its limits."""
        self.use_pen(self.pen_width + steps * PEN_STEP)

    def on_change(self, variable: Any, call: Callable[[], None]) -> None:
        """Call whenever a Tk variable gets another value, whoever changes it; what is called may set it back."""
        value = [variable.get()]

        def changed(*_names: str) -> None:
            if variable.get() == value[0]:
                return
            value[0] = variable.get()
            call()
            if variable.get() != value[0]:
                value[0] = variable.get()
                # Tcl tells nobody of that while it tells of the change: buttons that heard of this one hear once more.
                self._root.after_idle(lambda: variable.set(variable.get()))

        variable.trace_add("write", changed)
