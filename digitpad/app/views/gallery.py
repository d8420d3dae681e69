"""The window "My digits": all examples as small drawings, to be looked through, relabelled and deleted."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from digitpad import texts
from digitpad.app.session.gallery import Gallery
from digitpad.app.views.companions import Desk, beside, put_last
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.tiles import Tiles

# Pixels at 100 %.
SIZE = (760, 560)
GAP = 8
POLL = 100  # ms: so often it is said how far something is


class GalleryWindow:
    """A window of its own beside the pad.

    Args:
        desk: the pad's window and its session.
        closed: is told when the window is closed.
        left: what another window had shown, to go on with; None to begin.
    """

    def __init__(self, desk: Desk, closed: Callable[[], None], left: Gallery | None = None) -> None:
        _, palette, factor, session = desk
        self._palette, self._closed = palette, closed
        self._gap = round(GAP * factor)
        self.gallery = Gallery(session, self._show) if left is None else left
        self.gallery.changed = self._show
        self.window = beside(desk, texts.GALLERY, SIZE)
        self.filters = self._make_filters()
        self._make_doubt()
        buttons = ttk.Frame(self.window)
        buttons.pack(side=tk.BOTTOM, fill=tk.X, padx=self._gap, pady=self._gap)
        self.buttons = {
            words: ttk.Button(buttons, text=words, command=run)
            for words, run in (
                (texts.GALLERY_IMPORT, self._import),
                (texts.GALLERY_EXPORT, self._export),
                (texts.GALLERY_DELETE_ALL, self._delete_all),
            )
        }
        *others, last = self.buttons.values()
        for button in others:
            button.pack(side=tk.LEFT, padx=(0, self._gap))
        buttons.bind("<Configure>", lambda event: put_last(last, others, event.width, self._gap, "left"))
        self.progress = ttk.Progressbar(buttons, mode="determinate")
        self._timer = ""
        self.words = FlowLabel(self.window, font="SunValleyCaptionFont", foreground=palette.muted)
        self.words.pack(side=tk.BOTTOM, fill=tk.X, padx=self._gap)
        self.tiles = Tiles(self.window, palette, factor, self.gallery.choose)
        self.tiles.frame.pack(fill=tk.BOTH, expand=True, padx=self._gap, pady=self._gap)
        buttons.lift()  # so Tab comes to them after the tiles
        self.window.bind("<Configure>", lambda _event: self._wrap())
        self._bind()
        self.window.protocol("WM_DELETE_WINDOW", self.close)
        if left is None:
            self.gallery.ask_doubts()
        self._show()

    def close(self) -> None:
        """Close the window; what was deleted goes off the disk."""
        self.leave()
        self._closed()
        self.gallery.close()

    def leave(self) -> Gallery:
        """Take the window away; nothing is tidied, and can still be brought back."""
        if self._timer:
            self.window.after_cancel(self._timer)
        self.window.destroy()
        self.tiles.forget()
        return self.gallery

    def _make_filters(self) -> list[tk.Label]:
        row = tk.Frame(self.window, background=self._palette.window)
        row.pack(side=tk.TOP, fill=tk.X, padx=self._gap, pady=(self._gap, 0))
        labels = []
        for place in range(11):
            label = tk.Label(row, font="SunValleyBodyFont", padx=self._gap // 2, pady=2, cursor="hand2")
            label.configure(highlightthickness=2, highlightcolor=self._palette.focus)
            label.configure(highlightbackground=self._palette.window)
            for key, by in (("<Left>", -1), ("<Right>", 1)):
                label.bind(key, lambda _event, by=by: self._step(by).focus_set())  # type: ignore[misc]
            label.grid(row=place // 6, column=place % 6, sticky=tk.EW, padx=1, pady=1)
            label.bind("<Button-1>", lambda _event, place=place: self.gallery.show(_digit(place)))  # type: ignore[misc]
            labels.append(label)
        for column in range(6):
            row.columnconfigure(column, weight=1, uniform="filters")
        return labels

    def _make_doubt(self) -> None:
        """Make the bar that asks about an example that ten others speak against."""
        self._doubt = ttk.Frame(self.window)
        self.wrong = ttk.Button(self._doubt, command=lambda: self._answer(False))
        self.right = ttk.Button(self._doubt, text=texts.GALLERY_KEEP, command=lambda: self._answer(True))
        for button in (self.right, self.wrong):
            button.pack(side=tk.RIGHT, padx=self._gap)
        # Last, so that it gives way where there is no room.
        self.question = FlowLabel(self._doubt)
        self.question.pack(side=tk.LEFT, padx=self._gap, fill=tk.X)

    def _answer(self, is_right: bool) -> None:
        self.gallery.answer(self.gallery.doubts[0], is_right)

    def _bind(self) -> None:
        window, gallery = self.window, self.gallery
        for digit in range(10):
            for key in (f"<Key-{digit}>", f"<KP_{digit}>"):
                window.bind(key, lambda _event, digit=digit: gallery.relabel(digit))  # type: ignore[misc]
        window.bind("<Delete>", lambda _event: gallery.delete())
        window.bind("<BackSpace>", lambda _event: gallery.delete())
        for modifier in ("Control", "Command"):
            window.bind(f"<{modifier}-z>", lambda _event: gallery.undo())
            window.bind(f"<{modifier}-a>", lambda _event: self.tiles.choosing.all())
            for key, by in (("Prior", -1), ("Next", 1)):
                self.tiles.canvas.bind(f"<{modifier}-{key}>", lambda _event, by=by: self._step(by))  # type: ignore[misc]
        for key in ("<Return>", "<KP_Enter>"):
            self.tiles.canvas.bind(key, lambda _event: gallery.ask_which(self.tiles.here))
        window.bind("<FocusIn>", self._come)
        window.bind("<Escape>", lambda _event: self._escape())

    def _come(self, event: "tk.Event[tk.Misc]") -> None:
        """Let the keyboard work on the digits, and see what others have written meanwhile."""
        if event.widget is self.window:
            self.tiles.canvas.focus_set()
        self.gallery.refresh()

    def _escape(self) -> None:
        """Stop what takes long; close the window if nothing does."""
        if not self.gallery.stop():
            self.close()

    def _step(self, by: int) -> tk.Label:
        """Show the examples of the next digit, or of the one before; return its filter."""
        at = 0 if self.gallery.digit is None else self.gallery.digit + 1
        to = (at + by) % 11
        self.gallery.show(_digit(to))
        return self.filters[to]

    def _show(self) -> None:
        gallery, palette = self.gallery, self._palette
        counts = gallery.counts
        for place, label in enumerate(self.filters):
            digit = _digit(place)
            here = digit == gallery.digit
            words = texts.GALLERY_ALL if digit is None else str(digit)
            count = sum(counts) if digit is None else counts[digit]
            label.configure(
                text=f"{words}: {count}",
                takefocus=here,
                background=palette.on if here else palette.window,
                foreground=palette.on_text if here else palette.text,
            )
        self._watch()
        self.tiles.show(gallery.shown, gallery.shown.keys, gallery.chosen, gallery.instead)
        if gallery.doubts:
            doubt = gallery.doubts[0]
            words = texts.GALLERY_DOUBT.format(label=doubt.label, otherwise=doubt.otherwise)
            self.question.configure(text=words)
            self.wrong.configure(text=texts.GALLERY_CHANGE.format(digit=doubt.otherwise))
            self._doubt.pack(side=tk.TOP, fill=tk.X, pady=(self._gap, 0), before=self.tiles.frame)
        else:
            self._doubt.pack_forget()

    def _watch(self) -> None:
        """Say what there is to be said; while something takes long, again and again, with how far it is."""
        task = self.gallery.task
        self.words.configure(text=self.gallery.words())
        self.words.configure(foreground=self._palette.spoke_against if self.gallery.is_problem else self._palette.muted)
        for name, button in self.buttons.items():
            is_possible = task is None and (name == texts.GALLERY_IMPORT or len(self.gallery) > 0)
            button.state(["!disabled" if is_possible else "disabled"])
        if task is None:
            self.progress.pack_forget()
        else:
            self.progress.configure(maximum=max(task.count, 1), value=task.done)
            self.progress.pack(side=tk.RIGHT, fill=tk.X, expand=True)
            if not self._timer:
                self._timer = self.window.after(POLL, self._watch_again)

    def _watch_again(self) -> None:
        self._timer = ""
        self._watch()

    def _wrap(self) -> None:
        self.words.configure(wraplength=self.window.winfo_width() - 2 * self._gap)
        self.question.configure(wraplength=self.window.winfo_width() // 2)

    def _import(self) -> None:
        from digitpad.app.views import dialogs

        path = dialogs.ask_open(self.window, texts.GALLERY_IMPORT, [(texts.NPZ_FILES, ".npz")])
        if path is not None:
            self.gallery.take_in(path)

    def _export(self) -> None:
        from digitpad.app.views import dialogs

        types = [(texts.NPZ_FILES, ".npz")]
        path = dialogs.ask_save(self.window, texts.GALLERY_EXPORT, texts.LABELLED_FILE, types)
        if path is not None:
            self.gallery.export(path)

    def _delete_all(self) -> None:
        from digitpad.app.views import dialogs

        count = len(self.gallery)
        if count and dialogs.ask(self.window, texts.GALLERY_DELETE_ALL, texts.GALLERY_REALLY.format(count=count)):
            self.gallery.delete_all()


def _digit(place: int) -> int | None:
    """Return which digit's examples a place among the filters shows; the first one shows all."""
    return place - 1 if place else None
