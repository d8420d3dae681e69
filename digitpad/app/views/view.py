"""What the window is made of and where it goes: pad, toolbar, answer panel and status line."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from digitpad import texts
from digitpad.app.session import speaking
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change
from digitpad.app.views.action import Actions
from digitpad.app.views.choices import Choices
from digitpad.app.views.geometry import LEAST_SIZE, MARGIN, Layout, arrange
from digitpad.app.views.heat import shown_heat, tinted
from digitpad.app.views.keys import bind_menu_keys
from digitpad.app.views.pad import Pad
from digitpad.app.views.palette import Palette
from digitpad.app.views.panel import Panel
from digitpad.app.views.status import Status
from digitpad.app.views.toolbar import FORMS, Form, Toolbar
from digitpad.ink.pads import PAD_UNITS

if TYPE_CHECKING:
    from digitpad.app.session.moments import Moment
    from digitpad.app.views.context_menu import ContextMenu
    from digitpad.app.views.notice import Notice


class View:
    """The widgets, which show a session as long as they are there.

    Args:
        root: the window.
        factor: pixels on this screen for a pixel at 100 %.
        palette: the colours.
        session: what is shown.
        choices: how it is shown.
        actions: what the buttons do.
    """

    def __init__(
        self, root: tk.Tk, factor: float, palette: Palette, session: Session, choices: Choices, actions: Actions
    ) -> None:
        self.root, self.factor, self.palette = root, factor, palette
        self._session, self._choices = session, choices
        self._body = ttk.Frame(root)
        self.pad = Pad(self._body, palette, session, factor)
        self.toolbar = Toolbar(self._body, palette, factor, actions, choices)
        self.panel = Panel(
            self._body,
            palette,
            factor,
            lambda digit: speaking.label(session, digit),
            lambda index: speaking.choose(session, index),
            self._look,
        )
        self._margin = round(MARGIN * factor)
        self.status = Status(root, palette, session, self._margin)
        self.notice: Notice | None = None
        self._context_menu: ContextMenu | None = None
        self._actions = actions
        # Whether a moment of the past is looked at.
        self._past = False
        self._place()
        self.pad.use_eraser(choices.erasing.get())
        self.pad.pointer.on_menu = lambda x, y: self.context_menu.show_at(x, y)
        bind_menu_keys(root, lambda: self.context_menu.show())
        self.toolbar.refresh()
        self.panel.say(session.answers.instead)
        self._unsubscribe = session.subscribe(self._refresh)

    @property
    def context_menu(self) -> "ContextMenu":
        """The menu of the pad; it is made when it is first asked for."""
        if self._context_menu is None:
            from digitpad.app.views.context_menu import ContextMenu

            self._context_menu = ContextMenu(
                self.pad, self.palette, self.factor, self._session, self._actions, self._choices
            )
        return self._context_menu

    def show_all(self) -> None:
        """Show everything anew, in new widgets."""
        self._refresh("answer")
        self.show_heat()
        self._refresh("labels")
        self._refresh("model")
        self._refresh("message")

    def show_heat(self) -> None:
        """Show the heat map over the ink and in the preview, or none."""
        self.toolbar.refresh()
        values, field, legend = shown_heat(self._session.answers.heat, self._choices.heat.get())
        heat = None if values is None else tinted(values, self.palette)
        self.pad.show_heat(heat if field else None, field)
        self.panel.show_heat(heat, legend)

    def destroy(self) -> None:
        """Take all widgets away."""
        self._unsubscribe()
        self._body.destroy()
        self.status.frame.destroy()

    def _refresh(self, change: Change) -> None:
        show: dict[Change, Callable[[], None]] = {
            "settle": self.pad.finish,
            "document": self._show_document,
            "answer": self._show_answer,
            "interim": self._show_interim,
            "heat": self.show_heat,
            "message": self._show_message,
            "labels": self.status.count_labels,
            "lessons": self.status.count_labels,
            "model": self.status.name_model,
            "imaging": self.pad.sharpen,
        }
        if change in show:
            show[change]()

    def _show_message(self) -> None:
        self.status.say()
        message = self._session.message
        if self.notice is None and message.stands_out:
            from digitpad.app.views.notice import Notice

            self.notice = Notice(self.pad.frame, self.palette, self.factor, self._actions, self._session.calm)
        if self.notice is not None:
            self.notice.say(message)

    def _show_document(self) -> None:
        self.pad.show(self._session.document)
        self.toolbar.refresh()

    def _show_answer(self) -> None:
        from digitpad.app.views.answer import show_answer

        session = self._session
        self.panel.still = bool(session.interim.calm)
        if self._past:  # whoever draws is back in the present
            self._past = False
            self.pad.redraw()
        show_answer(session.answers, self.pad, self.panel, self.root, session.interim.holds)
        self.panel.show_strip(session.interim.moments)
        self.show_heat()

    def _show_interim(self) -> None:
        from digitpad.app.views.answer import show_moment

        interim = self._session.interim
        if interim.drawing and not interim.calm:
            show_moment(interim.moments[-1], self.panel)
        self.panel.show_strip(interim.moments)

    def _look(self, moment: "Moment | None", ago: float) -> None:
        """Show a moment of the past, or the present again."""
        from digitpad.app.views.answer import show_answer, show_moment

        self._past = moment is not None
        if moment is None:
            show_answer(self._session.answers, self.pad, self.panel, self.root)
            self.pad.redraw()
        else:
            self.pad.show_past(moment.glimpse.drawing)
            show_moment(moment, self.panel, ago)

    def look_back(self) -> None:
        """Let the keyboard go through the last seconds of drawing; once more, return to the present."""
        if self.panel.look_back():
            self._session.say(texts.LOOK_BACK_HOW)

    def _place(self) -> None:
        screen = self.root.winfo_screenwidth(), self.root.winfo_screenheight()
        least = tuple(min(round(size * self.factor), most) for size, most in zip(LEAST_SIZE, screen, strict=True))
        self.root.minsize(*least)
        self._left = self._margin
        self.status.frame.pack(side=tk.BOTTOM, fill=tk.X, padx=self._margin, pady=self._margin // 2)
        self._body.pack(side=tk.TOP, fill=tk.BOTH, expand=True)
        self._body.bind("<Configure>", lambda _event: self.arrange())

    def arrange(self) -> None:
        """Put everything where it goes in the room that there is, around a square pad or a wide one."""
        width, height = self._body.winfo_width(), self._body.winfo_height()
        at, form = self._layout(width, height)
        self.toolbar.use(form)
        self.pad.frame.place(x=at.left, y=at.top, width=at.width, height=at.height)
        overhang = self.toolbar.overhang
        self.toolbar.frame.place(x=at.toolbar_left - overhang, y=at.toolbar_top, width=at.toolbar_width + 2 * overhang)
        self.panel.frame.place(x=at.panel_left, y=at.panel_top, width=at.panel_width, height=at.panel_height)
        self.pad.resize(at.width, at.height)
        self.panel.resize(at.panel_width, at.panel_height)
        if at.toolbar_left != self._left:
            self._left = at.toolbar_left
            self.status.frame.pack_configure(padx=at.toolbar_left)
        self.status.wrap(width - 2 * at.toolbar_left)

    def _layout(self, width: int, height: int) -> tuple[Layout, Form]:
        """Return where everything goes, and the toolbar's form: the first that there is room for."""
        wide = self._session.pad_width != PAD_UNITS
        for form in FORMS:
            least, toolbar = self.toolbar.least(form)
            at = arrange(width, height, toolbar, self.factor, wide)
            if at.toolbar_width + 2 * self.toolbar.overhang >= least:
                break
        return at, form
