"""Sentences that are longer than those of any language that is spoken, and what of them isn't whole on the screen."""

import re
from tkinter import ttk

from digitpad import languages, texts

SHARE = 0.4
KEPT = texts.UNTRANSLATED | {"PERCENT", "DESCRIPTION"}


def longer(words):
    """A sentence that is longer by 40 %, with the same placeholders; what is added can be broken where it can be."""
    seen = re.sub(r"\{.*?\}", "", words)
    missing = round(len(seen) * SHARE)
    if " " in seen.strip():
        return words + (" und auch noch mehr" * (missing // 12 + 1))[:missing].rstrip()
    return words.rstrip("…") + ("unger" * missing)[:missing] + "…" * words.endswith("…")


def use_longer_german(monkeypatch):
    """Speak German from now on, and 40 % longer."""
    languages.use("de")
    for name in [name for name in vars(texts) if name.isupper() and name not in KEPT]:
        value = getattr(texts, name)
        if isinstance(value, str):
            monkeypatch.setattr(texts, name, longer(value))
        elif isinstance(value, dict):
            monkeypatch.setattr(texts, name, {key: longer(words) for key, words in value.items()})


def cut_off(window):
    """The words of a window that have not all the room that they need, or stand partly outside."""
    return [words for words in map(_cut, _shown(window)) if words]


def _cut(widget):
    whole = widget.winfo_reqwidth() <= widget.winfo_width() and widget.winfo_reqheight() <= widget.winfo_height()
    return "" if whole and _is_inside(widget, widget.winfo_toplevel()) else str(widget.cget("text"))


def _shown(window):
    found = []
    for child in window.winfo_children():
        if child.winfo_toplevel() is window.winfo_toplevel() and child.winfo_viewable():
            found += [child] * isinstance(child, ttk.Label | ttk.Button | ttk.Checkbutton) + _shown(child)
    return found


def _is_inside(widget, window):
    left, top = widget.winfo_rootx() - window.winfo_rootx(), widget.winfo_rooty() - window.winfo_rooty()
    right, bottom = left + widget.winfo_width(), top + widget.winfo_height()
    return min(left, top) >= 0 and right <= window.winfo_width() and bottom <= window.winfo_height()
