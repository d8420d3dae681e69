"""What a person can do in the window: the one table behind its buttons, keys and tooltips."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from digitpad import texts

if TYPE_CHECKING:
    from digitpad.app.window import App


def _possible(_app: "App") -> str | None:
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
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...]
    run: "Callable[[App], None]"
    obstacle: "Callable[[App], str | None]" = _possible


def _if(possible: "Callable[[App], bool]") -> "Callable[[App], str | None]":
    return lambda app: None if possible(app) else texts.NO_REASON


def _drawn(app: "App") -> bool:
    return not app.drawing.is_blank


def _label(digit: int) -> Action:
    text = texts.LABEL.format(digit=digit)
    keys = (str(digit), f"KP_{digit}")
    return Action(f"label {digit}", text, texts.LABEL_TIP, keys, lambda app: app.labelling.label(digit))


ACTIONS = {
    action.name: action
    for action in (
        Action("predict", texts.PREDICT, texts.PREDICT_TIP, ("Return", "KP_Enter"), lambda app: app.predict()),
        Action("clear", texts.CLEAR, texts.CLEAR_TIP, ("Delete", "KP_Delete"), lambda app: app.clear()),
        Action("undo", texts.UNDO, texts.UNDO_TIP, ("Mod-z",), lambda app: app.undo(), _if(lambda app: app.can_undo)),
        Action(
            "redo",
            texts.REDO,
            texts.REDO_TIP,
            ("Mod-Shift-z", "Mod-y"),
            lambda app: app.redo(),
            _if(lambda app: app.can_redo),
        ),
        Action("eraser", texts.ERASER, texts.ERASER_TIP, ("e",), lambda app: app.choices.toggle("erasing")),
        Action("thinner", texts.THINNER, texts.THINNER_TIP, ("bracketleft",), lambda app: app.choices.change_pen(-1)),
        Action("thicker", texts.THICKER, texts.THICKER_TIP, ("bracketright",), lambda app: app.choices.change_pen(1)),
        Action("live", texts.LIVE, texts.LIVE_TIP, ("Mod-l",), lambda app: app.choices.toggle("live")),
        Action("heat", texts.HEAT, texts.HEAT_TIP, ("h",), lambda app: app.heat.next()),
        *(_label(digit) for digit in range(10)),
        Action(
            "next digit",
            texts.NEXT_DIGIT,
            texts.NEXT_DIGIT_TIP,
            ("Right",),
            lambda app: app.step(1),
            _if(lambda app: app.digits.several),
        ),
        Action(
            "previous digit",
            texts.PREVIOUS_DIGIT,
            texts.PREVIOUS_DIGIT_TIP,
            ("Left",),
            lambda app: app.step(-1),
            _if(lambda app: app.digits.several),
        ),
        Action(
            "leave digit",
            texts.LEAVE_DIGIT,
            texts.LEAVE_DIGIT_TIP,
            ("Escape",),
            lambda app: app.choose(None),
            _if(lambda app: app.digits.chosen is not None),
        ),
        Action(
            "export labelled", texts.EXPORT_LABELLED, texts.EXPORT_LABELLED_TIP, (), lambda app: app.labelling.export()
        ),
        Action("open", texts.OPEN, texts.OPEN_TIP, ("Mod-o",), lambda app: app.files.open()),
        Action("save", texts.SAVE, texts.SAVE_TIP, ("Mod-s",), lambda app: app.files.save(), _if(_drawn)),
        Action("save svg", texts.SAVE_SVG, texts.SAVE_SVG_TIP, (), lambda app: app.files.save_svg(), _if(_drawn)),
        Action("paste", texts.PASTE, texts.PASTE_TIP, ("Mod-v",), lambda app: app.files.paste()),
        Action(
            "copy answer",
            texts.COPY_ANSWER,
            texts.COPY_ANSWER_TIP,
            ("Mod-c",),
            lambda app: app.files.copy_answer(),
            _if(lambda app: bool(app.digits.text)),
        ),
        Action(
            "copy picture",
            texts.COPY_PICTURE,
            texts.COPY_PICTURE_TIP,
            ("Mod-Shift-c",),
            lambda app: app.files.copy_picture(),
            lambda app: app.files.copy_obstacle(),
        ),
        Action("model", texts.MODEL, texts.MODEL_TIP, ("Mod-m",), lambda app: app.models.pick()),
        Action(
            "own model",
            texts.OWN_MODEL,
            texts.OWN_MODEL_TIP,
            (),
            lambda app: app.models.use_own(),
            lambda app: texts.NO_REASON if app.models.path is None else None,
        ),
        Action(
            "presenter", texts.PRESENTER, texts.PRESENTER_TIP, ("F11",), lambda app: app.choices.toggle("presenter")
        ),
        Action("wide", texts.WIDE, texts.WIDE_TIP, ("w",), lambda app: app.choices.toggle("wide")),
        Action("keys", texts.KEYS, texts.KEYS_TIP, ("F1",), lambda app: app.show_keys()),
        Action("about", texts.ABOUT, texts.ABOUT_TIP, (), lambda app: app.show_about()),
        Action("quit", texts.QUIT, texts.QUIT_TIP, ("Mod-q",), lambda app: app.quit()),
    )
}

_KEY_NAMES = {
    "Return": texts.KEY_ENTER,
    "Delete": texts.KEY_DELETE,
    "Escape": texts.KEY_ESCAPE,
    "bracketleft": "[",
    "bracketright": "]",
    "Right": "→",
    "Left": "←",
}


def sequences(key: str, aqua: bool) -> tuple[str, ...]:
    """Return the Tk event sequences of a key; a letter's is said in both cases, because Caps Lock changes it.

    Args:
        key: as in :class:`Action`.
        aqua: whether the window is a Mac's.
    """
    *modifiers, last = key.replace("Mod", "Command" if aqua else "Control").split("-")
    if last.isdigit():
        last = f"Key-{last}"  # a digit alone means a button of the mouse
    cases = (last.lower(), last.upper()) if len(last) == 1 else (last,)
    return tuple(f"<{'-'.join([*modifiers, case])}>" for case in cases)


def shown(key: str, aqua: bool) -> str:
    """Return a key as people write it: Ctrl+Shift+Z, or ⇧⌘Z on a Mac."""
    *modifiers, last = key.split("-")
    last = _KEY_NAMES.get(last, last.upper())
    if aqua:
        return "".join({"Shift": "⇧", "Mod": "⌘"}[modifier] for modifier in sorted(modifiers, reverse=True)) + last
    return "+".join([*({"Mod": texts.KEY_CTRL, "Shift": texts.KEY_SHIFT}[modifier] for modifier in modifiers), last])
