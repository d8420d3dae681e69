"""How the window looks: light or dark, and as large as a room needs it."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digitpad import languages, texts
from digitpad.app.actions import Windows, make_actions
from digitpad.app.files import Files, png_entries
from digitpad.app.session.session import Session
from digitpad.app.views.choices import Choices
from digitpad.app.views.companions import Companion, Companions, Desk
from digitpad.app.views.keys import bind_keys
from digitpad.app.views.menus import MenuBar
from digitpad.app.views.palette import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Palette
from digitpad.app.views.placing import bring_back, place_of
from digitpad.app.views.theme import use_theme
from digitpad.app.views.view import View
from digitpad.app.views.vowels import draw_rightly

if TYPE_CHECKING:
    from digitpad.app.session.gallery import Gallery
    from digitpad.app.session.playing import Play
    from digitpad.app.session.rivals import SideBySide
    from digitpad.app.session.scans import Scans
    from digitpad.app.views.cards import CardsLeft
    from digitpad.app.views.sheets import Sheets
    from digitpad.examples.records import Example
    from digitpad.reading.explanation import Network
    from digitpad.reading.what_if import Settings as Handled

# By the theme, and whether the system wants high contrast.
PALETTES = {
    ("light", False): LIGHT,
    ("dark", False): DARK,
    ("light", True): HIGH_LIGHT,
    ("dark", True): HIGH_DARK,
}
# The name of the window of a folder's scans.
SCANS = "scans"
# For a projector, everything is so much larger.
PRESENTER = 1.6
# How often the window looks whether the system has told its theme, in ms.
POLL = 50


class Looks:
    """Makes the widgets, and makes them anew when theme or size change.

    Args:
        root: the window.
        factor: pixels on this screen for a pixel at 100 %.
        session: what is shown.
        choices: how it is shown.
        quit_window: closes the window.
    """

    def __init__(
        self, root: tk.Tk, factor: float, session: Session, choices: Choices, quit_window: Callable[[], None]
    ) -> None:
        self._root, self._factor = root, factor
        self._session, self._choices = session, choices
        self._files = Files(root, session)
        self.companions = Companions(
            {
                "inside": self._inside,
                "what if": self._what_if,
                "map": self._map,
                "gallery": self._gallery,
                "sheet": self._sheet,
                "cards": self._cards,
                "side by side": self._side_by_side,
                "play": self._play,
                SCANS: self._scans_window,
            },
            lambda error: session.say(str(error), problem=True),
            lambda: root.after_idle(_collect),
        )
        self._scans: Scans | None = None
        # The digits of the sheet that is looked at, and of those that wait for that.
        self._sheets: list[Sequence[Example]] = []
        self._quit = quit_window
        self._place = ""
        # What the system was asked last: a thread puts the answer there.
        self._told: list[Told] = []
        self.palette = self._chosen_palette()
        self.make()
        choices.on_change(choices.theme, self._theme_chosen)
        choices.on_change(choices.presenter, self._presenter_chosen)
        choices.on_change(choices.language, self._language_chosen)

    def make(self) -> None:
        """Make the widgets as they are to look now."""
        factor = self._factor * (PRESENTER if self._choices.presenter.get() else 1)
        self.palette = self._chosen_palette()
        draw_rightly(self._root, languages.current())
        use_theme(self._root, self.palette, factor)
        self._shown_factor = factor
        windows = Windows(
            lambda: self.sheets.show_keys(self.actions),
            lambda: self.sheets.show_about(self._session.answers.asking.model),
            self._read_folder,
            self._open_table,
            self.companions.show,
            self._read_sheet,
            lambda: self.view.look_back(),
            lambda: self.view.panel.past_obstacle,
            self._quit,
        )
        self.actions = make_actions(self._session, self._choices, self._files, windows)
        self.view = View(self._root, factor, self.palette, self._session, self._choices, self.actions)
        self.menu_bar = MenuBar(self._root, self.palette, factor, self.actions, self._choices, png_entries(self._files))
        bind_keys(self._root, self.actions, self._session.settle)

    @property
    def sheets(self) -> "Sheets":
        """What shows texts above the window."""
        from digitpad.app.views.sheets import Sheets

        return Sheets(self._root, self.palette, self._shown_factor)

    @property
    def _desk(self) -> Desk:
        return Desk(self._root, self.palette, self._shown_factor, self._session)

    def _inside(self, closed: Callable[[], None], left: "tuple[Network, int | None] | None") -> Companion:
        from digitpad.app.views.inside import InsideWindow

        return InsideWindow(self._desk, closed, left)

    def _what_if(self, closed: Callable[[], None], left: "tuple[Handled, bool] | None") -> Companion:
        from digitpad.app.views.what_if import WhatIfWindow

        return WhatIfWindow(self._desk, closed, left)

    def _side_by_side(self, closed: Callable[[], None], left: "SideBySide | None") -> Companion:
        from digitpad.app.views.side_by_side import SideBySideWindow

        return SideBySideWindow(self._desk, closed, left)

    def _play(self, closed: Callable[[], None], left: "Play | None") -> Companion:
        from digitpad.app.views.play import PlayWindow

        return PlayWindow(self._desk, closed, left)

    def _map(self, closed: Callable[[], None], left: int | None) -> Companion:
        from digitpad.app.views.digit_map import MapWindow

        return MapWindow(self._desk, closed, left)

    def _read_folder(self) -> None:
        """Let the person choose a folder; one that is being looked through comes to the front instead."""
        from digitpad.app.scanning import chosen_folder

        self._look_through(chosen_folder)

    def _open_table(self) -> None:
        """Let the person choose a table of scans to go on with; likewise."""
        from digitpad.app.scanning import chosen_table

        self._look_through(chosen_table)

    def _look_through(self, choose: "Callable[[tk.Misc, Path | None], Scans | None]") -> None:
        if SCANS not in self.companions.open:
            scans = choose(self._root, self._session.answers.asking.model)
            if scans is None:
                return
            self._scans = scans
        self.companions.show(SCANS)

    def read_folder(self, folder: Path) -> None:
        """Read a folder, from where it was left, in a window beside the pad's."""
        from digitpad.app.scanning import scans_of

        self._look_through(lambda _root, model: scans_of(folder, model))

    def take(self, paths: Sequence[Path]) -> None:
        """Open what was dropped on the window."""
        from digitpad.app.dropped import take

        take(paths, self._session, self._read_dropped)

    def _read_dropped(self, paths: Sequence[Path]) -> None:
        from functools import partial

        from digitpad.app.scanning import dropped_scans

        if self.may_close():  # the scans that are looked through
            self._look_through(partial(dropped_scans, paths=paths))

    def may_close(self) -> bool:
        """Close what has something to say that is in no file yet, which it asks about; tell whether it is closed."""
        if SCANS not in self.companions.open:
            return True
        from digitpad.app.views.scans import ScansWindow

        window = self.companions.open[SCANS]
        assert isinstance(window, ScansWindow), "it is made below"
        return window.finish()

    def _scans_window(self, closed: Callable[[], None], _left: None) -> Companion:
        from digitpad.app.views.scans import ScansWindow

        assert self._scans is not None, "a folder has been chosen"
        return ScansWindow(self._desk, self._scans, closed)

    def _gallery(self, closed: Callable[[], None], left: "Gallery | None") -> Companion:
        from digitpad.app.views.gallery import GalleryWindow

        return GalleryWindow(self._desk, closed, left)

    def _cards(self, closed: Callable[[], None], left: "CardsLeft | None") -> Companion:
        from digitpad.app.views.cards import CardsWindow

        return CardsWindow(self._desk, closed, left)

    def _read_sheet(self) -> None:
        """Let the person choose a picture of a written sheet, and show what is on it."""
        from digitpad.app.session.paper import read_sheet
        from digitpad.app.views import dialogs

        types = [(texts.PICTURES, texts.PICTURE_SUFFIXES), (texts.ALL_FILES, "*")]
        path = dialogs.ask_open(self._root, texts.READ_SHEET, types)
        if path is not None:
            read_sheet(self._session, path, self._show_sheet)

    def _show_sheet(self, found: "Sequence[Example]") -> None:
        """Show what is on a sheet; while another one is looked at, it waits."""
        self._sheets.append(found)
        if "sheet" not in self.companions.open:
            self.companions.show("sheet")

    def _sheet(self, closed: Callable[[], None], left: "set[str] | None") -> Companion:
        from digitpad.app.views.sheet_look import SheetWindow

        def done() -> None:
            closed()
            del self._sheets[0]
            if self._sheets:
                self._root.after_idle(self.companions.show, "sheet")

        return SheetWindow(self._desk, self._sheets[0], done, left)

    def make_anew(self) -> None:
        """Make all widgets anew, in other colours or another size, with what they showed."""
        self._session.settle()
        self.view.destroy()
        self.menu_bar.destroy()
        self.make()
        self.menu_bar.fill()
        if self._session.answers.asking.imaging:
            self.view.pad.sharpen()
        self.view.show_all()
        self.companions.renew()
        _collect()

    def follow_system(self) -> None:
        """Ask the system what it wants to look like, in a thread of its own, and take it when it is known."""
        import threading

        told: list[Told] = []
        self._told = told
        threading.Thread(target=_ask_system, args=(told,), name="digitpad-theme", daemon=True).start()
        self._root.after(POLL, self._hear_system, told)

    @property
    def place(self) -> str:
        """Where the window is, or was before it filled the screen."""
        return self._place if self._choices.presenter.get() else place_of(self._root)

    def _theme_chosen(self) -> None:
        self.follow_system()
        if self._chosen_palette() is not self.palette:
            self.make_anew()

    def _language_chosen(self) -> None:
        """Speak another language, if the system can show it."""
        language = languages.chosen(self._choices.language.get())
        package = languages.missing_font(language)
        if package is not None:
            self._choices.language.set(languages.current())
            self._session.say(texts.NO_FONT.format(package=package), problem=True)
        elif language != languages.current():
            self._session.answers.speak(language)
            self.make_anew()

    def _presenter_chosen(self) -> None:
        """Fill the screen with everything larger, or go back."""
        presenting = self._choices.presenter.get()
        if presenting:
            self._place = place_of(self._root)
        self.make_anew()
        self._root.attributes("-fullscreen", presenting)
        if presenting:
            # Not every window manager fills the screen for a window.
            height = self._root.winfo_screenheight() - self.menu_bar.height
            self._root.geometry(f"{self._root.winfo_screenwidth()}x{height}+0+0")
            self._session.say(texts.LEAVE_PRESENTER)
        else:
            bring_back(self._root, self._place, lambda: not self._choices.presenter.get())
            if self._session.message.words == texts.LEAVE_PRESENTER:
                self._session.answers.say_status()

    def _chosen_palette(self) -> Palette:
        theme = self._choices.theme.get()
        return PALETTES[self._choices.system_theme if theme == "system" else theme, self._choices.high_contrast]

    def _hear_system(self, told: "list[Told]") -> None:
        if told is not self._told:  # it was asked once more
            return
        if not told:
            self._root.after(POLL, self._hear_system, told)
            return
        (system,) = told
        self._choices.high_contrast, self._session.interim.calm = system.high_contrast, system.little_motion
        if system.theme is not None:
            self._choices.system_theme = system.theme
        if self._chosen_palette() is not self.palette:
            self.make_anew()


def _collect() -> None:
    """Take away what is left of widgets now: collected in the worker's thread, it would ask Tk there."""
    import gc

    gc.collect()


class Told(NamedTuple):
    """What the system wants: "light", "dark" or, where it doesn't tell, None; high contrast; little motion."""

    theme: str | None
    high_contrast: bool
    little_motion: bool


def _ask_system(told: list[Told]) -> None:
    from digitpad.app.session import motion
    from digitpad.app.views.system_theme import system_theme, wants_high_contrast

    told.append(Told(system_theme(), wants_high_contrast(), motion.wants_little_motion()))
