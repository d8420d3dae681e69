"""Where lines end in scripts without spaces: Tk would break them at the few spaces that there are, or anywhere."""

import re
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

# Ideographs and kana, and the wide signs that stand with them.
WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
# These begin no line, and these end none (GB/T 15834, 5.1).
CLOSING, OPENING = "，。；：、！？）》〉」』】〕”’…·", "（《〈「『【〔“‘"
# What stays together: spaces, a word of letters, or one ideograph, each with the signs around it.
PIECE = rf"\s+|[{OPENING}]*(?:[^\s{WIDE}{CLOSING}{OPENING}]+|[{WIDE}]|)[{CLOSING}]*"
BODY = "SunValleyBodyFont"


def broken(words: str, room: int, wide: Callable[[str], int]) -> str:
    """Return words with line breaks where their lines are to end.

    Args:
        words: of any script; those without ideographs are left to Tk.
        room: for a line, in pixels; 0 for as much as it needs.
        wide: tells how wide words are, in pixels.
    """
    if room <= 0 or max(words, default="") < WIDE[0]:
        return words
    return "\n".join(part for line in words.split("\n") for part in _broken_line(line, room, wide))


def broken_for(widget: tk.Misc, words: str, room: int, font: str) -> str:
    """Return words broken as above for a font by its name."""
    return broken(words, room, lambda text: int(widget.tk.call("font", "measure", font, text)))


def _broken_line(words: str, room: int, wide: Callable[[str], int]) -> list[str]:
    if wide(words) <= room:
        return [words]
    lines = [""]
    for piece in re.findall(PIECE, words):
        if lines[-1] and wide((lines[-1] + piece).rstrip()) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return lines


class FlowLabel(ttk.Label):
    """A label whose lines, where it has a ``wraplength``, end where they should in every script."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._words, self._room = str(options.get("text", "")), int(options.get("wraplength", 0))
        super().__init__(*arguments, **options)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def configure(self, cnf: Any = None, **options: Any) -> Any:
        """Have these options, as those of any label."""
        if "text" in options or "wraplength" in options or "font" in options:
            self._words = str(options.get("text", self._words))
            self._room = int(options.get("wraplength", self._room))
            font = str(options.get("font", "") or self.cget("font") or BODY)
            options["text"] = broken_for(self, self._words, self._room, font)
        return super().configure(cnf, **options)
