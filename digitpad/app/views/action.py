"""What an action is, for those who show it: buttons, menus, keys and tooltips."""

from collections.abc import Callable
from typing import NamedTuple

from digitpad import texts


def possible() -> str | None:
    """Say that nothing stands in the way."""
    return None


class Action(NamedTuple):
    """One thing that a person can do.

    Attributes:
        name: for the program.
        text: on its button.
        tip: what it does, in a few words.
        keys: Tk's key names; "Mod" is Control, or Command on a Mac. The first is the one that is shown.
        run: does it.
        obstacle: says why it is not possible now, perhaps in no words; None if it is possible.
        words: what its menu entry says now, if that isn't always its text.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    obstacle: Callable[[], str | None] = possible
    words: Callable[[], str] | None = None


Actions = dict[str, Action]


def shown(key: str, aqua: bool) -> str:
    """Return a key as people write it: Ctrl+Shift+Z, or ⇧⌘Z on a Mac."""
    names = {
        "Return": texts.KEY_ENTER,
        "Delete": texts.KEY_DELETE,
        "Escape": texts.KEY_ESCAPE,
        "bracketleft": "[",
        "bracketright": "]",
        "Right": "→",
        "Left": "←",
    }
    *modifiers, last = key.split("-")
    last = names.get(last, last.upper())
    if aqua:
        return "".join({"Shift": "⇧", "Mod": "⌘"}[modifier] for modifier in sorted(modifiers, reverse=True)) + last
    return "+".join([*({"Mod": texts.KEY_CTRL, "Shift": texts.KEY_SHIFT}[modifier] for modifier in modifiers), last])
