"""Devanagari on X11, where Tk draws one letter after the other as they are stored.

The vowel sign i is stored behind the consonant that it is read after, and stands before it: put there, words can be
read, if not as beautifully as where letters are joined.
"""

import re
import tkinter as tk
from typing import Any

SIGN = "\u093f"
# A consonant, perhaps with a dot below. Those before it in a syllable, which keep their virama where nothing is joined,
# stay before the sign (the Unicode Standard, 12.1, R15).
SYLLABLE = f"([\u0915-\u0939\u0958-\u095f]\u093c?){SIGN}"
# What makes widgets, or shows words in a window of Tk's own; other commands are names of widgets, or show nothing.
MAKING = ("ttk::", "label", "menu", "text", "canvas", "tk_messageBox")


def as_drawn(words: str) -> str:
    """Return words with each sign where it is seen."""
    return re.sub(SYLLABLE, SIGN + r"\1", words)


def draw_rightly(root: tk.Tk, language: str) -> None:
    """Let all widgets that are made from now on show a language as it is written.

    Args:
        root: the window.
        language: that is spoken: a key of ``digitpad.languages.LANGUAGES``.
    """
    interpreter: Any = root.tk
    if isinstance(interpreter, Interpreter):
        interpreter = interpreter.plain
    if language == "hi" and interpreter.call("tk", "windowingsystem") == "x11":
        interpreter = Interpreter(interpreter)
    root.tk = interpreter


class Interpreter:
    """Tk's interpreter, which hears words as they are drawn; titles and the clipboard have them as they are stored.

    Args:
        plain: the interpreter itself.
    """

    def __init__(self, plain: Any) -> None:
        self.plain = plain

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)

    def call(self, *words: Any) -> Any:
        """Call a command of Tk's, whose words may be given as one tuple."""
        given = words[0] if len(words) == 1 and isinstance(words[0], tuple) else words
        if str(given[0]).startswith((".", *MAKING)):
            given = tuple(map(_drawn, ("", *given), given))
        return self.plain.call(*given)


def _drawn(before: Any, word: Any) -> Any:
    """Return a word as it is drawn; the one before it tells titles, which the window manager shows."""
    if isinstance(word, str):
        return as_drawn(word) if SIGN in word and before != "-title" else word
    if isinstance(word, tuple):  # a table's cells
        return tuple(_drawn("", part) for part in word)
    return word
