"""The window of a folder of scans: a table, what isn't sure first, and each scan to be looked at and corrected."""

import tkinter as tk
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tkinter import font, ttk

from digitpad import texts
from digitpad.app.session.scan import NOTHING, SURE, UNSURE, Scan
from digitpad.app.session.scans import AT_ONCE, Scans
from digitpad.app.views.companions import Desk, beside
from digitpad.app.views.lines import FlowLabel
from digitpad.app.views.scan_picture import ScanPicture
from digitpad.errors import UserError

# Pixels at 100 %.
SIZE = (900, 620)
GAP = 8
COLUMNS = ("file", "answer", "corrected")
# Of the window's width; in a narrow one names and answers need more.
TABLE, NARROW_TABLE, NARROW = 0.52, 0.6, 640
# How often to look for what was read, in ms, and while more of it waits: the window answers in between.
POLL, SOON = 50, 5


class ScansWindow:
    """A window of its own beside the pad.

    Args:
        desk: the pad's window and its session.
        scans: what is shown.
        closed: is told when the window is closed.
    """

    def __init__(self, desk: Desk, scans: Scans, closed: Callable[[], None]) -> None:
        palette, factor = desk.palette, desk.factor
        self.scans, self._closed = scans, closed
        self._gap, self._narrow = round(GAP * factor), round(NARROW * factor)
        self._by_item: dict[str, Scan] = {}
        self._items: dict[Scan, str] = {}
        self._trouble = ""  # that holds for all of the folder
        self._is_touched = scans.chosen is not None
        title = texts.SCANS_TITLE.format(folder=scans.folder.name or scans.folder)
        self.window = beside(desk, title, SIZE)
        self.table = ttk.Treeview(self.window, columns=COLUMNS, show="headings", selectmode="browse")
        headings = (texts.SCANS_FILE, texts.SCANS_ANSWER, texts.SCANS_CORRECTED)
        for name, words in zip(COLUMNS, headings, strict=True):
            self.table.heading(name, text=words, anchor=tk.W)
        self.table.tag_configure(str(UNSURE), foreground=palette.spoke_against)
        self.table.tag_configure(str(NOTHING), foreground=palette.muted)
        self._scroll = ttk.Scrollbar(self.window, command=self.table.yview)
        self.table.configure(yscrollcommand=self._scroll.set)
        self.picture = ScanPicture(self.window, palette, factor, self._digit_chosen)
        self.words = FlowLabel(self.window, justify=tk.LEFT, anchor=tk.NW)
        self.status = ttk.Label(self.window, foreground=palette.muted)
        self.progress = ttk.Progressbar(self.window, mode="determinate")
        self.save_button = ttk.Button(self.window, text=texts.SCANS_SAVE, command=self.save_elsewhere)
        self._bind()
        # Those that stand in no line yet: a window that is made anew has many of them at once.
        self._waiting = deque(scans.found)
        self._show_scan()
        self.table.focus_set()
        if not scans.is_reading:
            self._show_progress()
        self._timer = self.window.after(0, self._poll)

    def _bind(self) -> None:
        self.window.protocol("WM_DELETE_WINDOW", self.finish)
        self.window.bind("<Configure>", self._arrange)
        self.window.bind("<Escape>", self._escape)
        for event in ("<Key>", "<Button>"):
            self.window.bind(event, self._touch)
        self.table.bind("<<TreeviewSelect>>", self._selected)
        for digit in range(10):
            for key in (f"<Key-{digit}>", f"<KP_{digit}>"):
                self.window.bind(key, partial(self._correct, digit))
        for key in ("<BackSpace>", "<Delete>"):
            self.window.bind(key, partial(self._correct, None))
        for key, step in (("<Left>", -1), ("<Right>", 1)):
            self.table.bind(key, partial(self._step, step))
        for key in ("<Return>", "<KP_Enter>"):
            self.window.bind(key, lambda _event: self._next())
        self.window.bind("<Control-z>", self._undo)
        self.window.bind("<Control-s>", lambda _event: self.save())

    def close(self) -> None:
        """Close the window; what is read and said stays with the scans."""
        if self._timer:
            self.window.after_cancel(self._timer)
        self.picture.clear()
        self._closed()
        self.window.destroy()

    def _touch(self, _event: object) -> None:
        self._is_touched = True

    def _escape(self, _event: object) -> None:
        """Stop reading; close the window if nothing is being read."""
        if self.scans.stop():
            self._show_progress()
        else:
            self.finish()

    def finish(self) -> bool:
        """Close the window for good, and ask first whether what was said is to be saved; tell whether it is closed."""
        is_wanted = True
        if not self.scans.is_saved:
            from digitpad.app.views import dialogs

            wanted = dialogs.ask_whether(self.window, texts.SCANS_SAVE, texts.SCANS_UNSAVED)
            if wanted is None or (wanted and not self.save()):
                return False
            is_wanted = wanted
        # What stands in no table is there the next time, unless the person doesn't want it.
        self.scans.close(forget=self.scans.is_whole or not is_wanted)
        self.close()
        return True

    def save(self) -> bool:
        """Save the table where it was saved before, or where the person says; tell whether it was."""
        return self.save_elsewhere() if self.scans.table is None else self.save_as(self.scans.table)

    def save_elsewhere(self) -> bool:
        """Let the person say where the table is to be saved; tell whether it was."""
        from digitpad.app.views import dialogs

        table = self.scans.table
        name = f"{self.scans.folder.name or 'scans'}.csv" if table is None else table.name
        path = dialogs.ask_save(self.window, texts.SCANS_SAVE, name, [(texts.CSV_FILES, ".csv")])
        return path is not None and self.save_as(path)

    def save_as(self, path: Path) -> bool:
        """Save the table there; tell whether that was possible."""
        try:
            self.scans.save(path)
        except UserError as error:
            self.status.configure(text=str(error))
            return False
        self.status.configure(text=texts.SAVED.format(path=path))
        return True

    def _poll(self) -> None:
        """Show what was read meanwhile."""
        was_reading = self.scans.is_reading
        count = 0
        try:
            # Places are right once all lines before are there.
            taken = self._next_lines() or self.scans.take()
            count = len(taken)
            for place, scan in taken:
                self._insert(place, scan)
        except UserError as error:
            self._trouble = str(error)
        finally:
            # Until the person begins, what comes first is shown, whenever it has come.
            if not self._is_touched and self.scans.found and self.scans.chosen is not self.scans.found[0]:
                self._select(self.scans.found[0])
            if was_reading:
                self._show_progress()
            goes_on = self.scans.is_reading or self._waiting
            self._timer = self.window.after(SOON if count == AT_ONCE else POLL, self._poll) if goes_on else ""

    def _next_lines(self) -> list[tuple[int, Scan]]:
        """Return some of those that stand in no line yet, with their places."""
        first = len(self._items)
        return [(first + number, self._waiting.popleft()) for number in range(min(AT_ONCE, len(self._waiting)))]

    def _show_progress(self) -> None:
        found, total = len(self.scans.found), self.scans.total
        self.progress.configure(maximum=max(1, total), value=found)
        words = texts.SCANS_READING if self.scans.is_reading else texts.SCANS_READ
        said = words.format(found=found, total=total, unsure=self.scans.unsure)
        trouble = self.scans.journal.trouble
        if trouble is not None and not self._trouble:
            self._trouble = texts.SCANS_NOT_KEPT.format(reason=texts.reason(trouble))
        self.status.configure(text=self._trouble or said)

    def _insert(self, place: int, scan: Scan) -> None:
        item = self.table.insert("", place, values=self._values(scan), tags=self._tags(scan))
        self._by_item[item], self._items[scan] = scan, item
        if scan is self.scans.chosen:
            self._select(scan)

    def _tags(self, scan: Scan) -> tuple[str]:
        """Return what a line looks like: once nothing is left to say of it, as if it had been sure."""
        return (str(SURE if scan.rank == UNSURE and not self.scans.is_open(scan) else scan.rank),)

    def _show_line(self, scan: Scan) -> None:
        if scan in self._items:
            self.table.item(self._items[scan], values=self._values(scan), tags=self._tags(scan))

    def _values(self, scan: Scan) -> tuple[str, str, str]:
        path = Path(scan.path)
        name = path.relative_to(self.scans.folder) if path.is_relative_to(self.scans.folder) else path
        # Unsure words are told apart without colour, too: they say so.
        said = "".join(str(digit) for _, digit in sorted(scan.corrected.items()))
        return str(name), scan.words, said

    def _select(self, scan: Scan | None) -> None:
        if scan not in self._items:  # its line comes, and is selected then
            return
        item = self._items[scan]
        self.table.selection_set(item)
        self.table.focus(item)
        self.table.see(item)
        self._selected()

    def _selected(self, _event: object = None) -> None:
        chosen = self.table.selection()
        scan = self._by_item[chosen[0]] if chosen else None
        if scan is not None:
            if scan is not self.scans.chosen:
                self.scans.choose(scan)
            self._show_scan()

    def _show_scan(self) -> None:
        scan = self.scans.chosen
        if scan is None:
            return
        digits, words = scan.digits, scan.words
        if digits:
            digit = digits[self.scans.place]
            said = scan.corrected.get(self.scans.place)
            what = (
                texts.SCANS_READ_AS.format(digit=digit.digit)
                if said is None
                else texts.CHOSEN_CORRECTED.format(digit=said)
            )
            place = texts.SCANS_DIGIT.format(place=self.scans.place + 1, count=len(digits), what=what)
            words = texts.sentences(place, texts.SCANS_HOW)
        self.words.configure(text=words)
        self.picture.show(scan, self.scans.place)

    def _words_height(self) -> int:
        """Return how high the words about a digit of a number are."""
        shown = self.words.words
        what = texts.SCANS_READ_AS.format(digit=8)
        self.words.configure(
            text=texts.sentences(texts.SCANS_DIGIT.format(place=88, count=88, what=what), texts.SCANS_HOW)
        )
        height = self.words.winfo_reqheight()
        self.words.configure(text=shown)
        return height

    def _correct(self, digit: int | None, _event: object = None) -> None:
        scan = self.scans.chosen
        if scan is None:
            return
        is_done = self.scans.correct(digit)
        self._show_line(scan)
        self._show_progress()
        if is_done:
            self._next()
        else:
            self._show_scan()

    def _undo(self, _event: object) -> None:
        if self.scans.undo() and self.scans.chosen is not None:
            self._show_line(self.scans.chosen)
            self._show_progress()
            self._select(self.scans.chosen)

    def _next(self) -> None:
        scan = self.scans.chosen
        following = self.table.next(self._items[scan]) if scan in self._items else ""
        if following:
            self._select(self._by_item[following])
        else:
            self._show_scan()

    def _step(self, step: int, _event: object = None) -> str:
        self._digit_chosen(self.scans.place + step)
        return "break"  # the table would fold its rows

    def _digit_chosen(self, place: int) -> None:
        self.scans.choose_digit(place)
        self._show_scan()

    def _arrange(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is not self.window:
            return
        width, height, gap = event.width, event.height, self._gap
        row = self.save_button.winfo_reqheight()
        low = height - row - 2 * gap
        table = NARROW_TABLE if width < self._narrow else TABLE
        left, scroll = round(width * table), self._scroll.winfo_reqwidth()
        self.table.place(x=gap, y=gap, width=left - gap - scroll, height=low - gap)
        self._scroll.place(x=left - scroll, y=gap, width=scroll, height=low - gap)
        columns = left - gap - scroll - 2  # for the line around them
        last = font.nametofont("SunValleyBodyFont", self.window).measure(texts.SCANS_CORRECTED) + 2 * gap
        for name in ("file", "answer"):
            self.table.column(name, width=(columns - last) // 2, minwidth=10)
        self.table.column("corrected", width=last, minwidth=10)
        right, room = left + gap, width - left - 2 * gap
        self.words.configure(wraplength=room - gap)
        words = min(max(round(row * 3.8), self._words_height()), low * 3 // 5)
        self.picture.canvas.place(x=right, y=gap, width=room, height=low - words - 2 * gap)
        self.words.place(x=right, y=low - words, width=room, height=words)
        self.save_button.place(x=width - gap, y=height - gap, anchor=tk.SE)
        bar = min(width // 4, width - self.save_button.winfo_reqwidth() - self.status.winfo_reqwidth() - 4 * gap)
        self.progress.place(x=gap, y=height - gap - row // 2, width=max(bar, width // 8), anchor=tk.W)
        start = 2 * gap + max(bar, width // 8)
        room = width - start - self.save_button.winfo_reqwidth() - 2 * gap
        self.status.place(x=start, y=height - gap - row // 2, width=room, anchor=tk.W)
