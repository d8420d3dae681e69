"""What a person can do in the window: the one table behind its buttons, menus, keys and tooltips."""

from collections.abc import Callable
from typing import NamedTuple

from digitpad import texts
from digitpad.app.files import Files
from digitpad.app.session import editing, speaking
from digitpad.app.session.session import Session
from digitpad.app.views.action import Action, Actions, possible
from digitpad.app.views.choices import Choices


class Windows(NamedTuple):
    """What concerns the window as a whole.

    Attributes:
        show_keys: shows which key does what.
        show_about: shows what digitpad is made of.
        read_folder: lets the person choose a folder, and shows what its scans read.
        open_table: lets the person choose a table of scans that was saved, and goes on with it.
        show: shows a window beside the pad's, by its name.
        read_sheet: reads a written sheet.
        look_back: goes back through the last seconds of drawing, or returns to the present.
        past_obstacle: says why that is not possible now; None if it is.
        quit: closes the window.
    """

    show_keys: Callable[[], object]
    show_about: Callable[[], object]
    read_folder: Callable[[], None]
    open_table: Callable[[], None]
    show: Callable[[str], None]
    read_sheet: Callable[[], None]
    look_back: Callable[[], None]
    past_obstacle: Callable[[], str | None]
    quit: Callable[[], None]


def make_actions(session: Session, choices: Choices, files: Files, windows: Windows) -> Actions:
    """Return all actions by their names, in the words of now.

    Args:
        session: what they work on.
        choices: what is switched on and off.
        files: for what comes in and goes out.
        windows: for the rest.
    """
    return {
        action.name: action
        for action in (
            *_pad_actions(session, choices),
            *_digit_actions(session, choices),
            *_file_actions(session, files),
            *_window_actions(choices, windows, files),
        )
    }


def _pad_actions(session: Session, choices: Choices) -> list[Action]:
    history = session.history
    return [
        Action("predict", texts.PREDICT, texts.PREDICT_TIP, ("Return", "KP_Enter"), lambda: speaking.ask(session)),
        Action("clear", texts.CLEAR, texts.CLEAR_TIP, ("Delete", "KP_Delete"), lambda: _clear(session, choices)),
        Action(
            "undo", texts.UNDO, texts.UNDO_TIP, ("Mod-z",), lambda: editing.undo(session), _if(lambda: history.can_undo)
        ),
        Action(
            "redo",
            texts.REDO,
            texts.REDO_TIP,
            ("Mod-Shift-z", "Mod-y"),
            lambda: editing.redo(session),
            _if(lambda: history.can_redo),
        ),
        Action("eraser", texts.ERASER, texts.ERASER_TIP, ("e",), lambda: choices.toggle("erasing")),
        Action("thinner", texts.THINNER, texts.THINNER_TIP, ("bracketleft",), lambda: choices.change_pen(-1)),
        Action("thicker", texts.THICKER, texts.THICKER_TIP, ("bracketright",), lambda: choices.change_pen(1)),
        Action("live", texts.LIVE, texts.LIVE_TIP, ("Mod-l",), lambda: choices.toggle("live")),
        Action("heat", texts.HEAT, texts.HEAT_TIP, ("h",), choices.next_heat),
        Action("wide", texts.WIDE, texts.WIDE_TIP, ("w",), lambda: choices.toggle("wide")),
    ]


def _digit_actions(session: Session, choices: Choices) -> list[Action]:
    def several() -> bool:
        return session.answers.current is not None and session.answers.current.several

    def chosen() -> bool:
        return session.answers.current is not None and session.answers.current.chosen is not None

    return [
        *(_label(session, digit) for digit in range(10)),
        Action(
            "next digit",
            texts.NEXT_DIGIT,
            texts.NEXT_DIGIT_TIP,
            ("Right",),
            lambda: speaking.step(session, 1),
            _if(several),
        ),
        Action(
            "previous digit",
            texts.PREVIOUS_DIGIT,
            texts.PREVIOUS_DIGIT_TIP,
            ("Left",),
            lambda: speaking.step(session, -1),
            _if(several),
        ),
        Action(
            "leave digit",
            texts.LEAVE_DIGIT,
            texts.LEAVE_DIGIT_TIP,
            ("Escape",),
            lambda: _leave(session, choices),
            _if(lambda: chosen() or choices.erasing.get()),
        ),
    ]


def _file_actions(session: Session, files: Files) -> list[Action]:
    def save_words() -> str:
        return texts.SAVE if session.document.picture is None else texts.SAVE_SHOWN

    has_ink_alone = _if(lambda: session.document.picture is None and not session.document.is_blank)
    has_answer = _if(lambda: session.answers.current is not None and bool(session.answers.current.text))
    return [
        Action("open", texts.OPEN, texts.OPEN_TIP, ("Mod-o",), files.open),
        Action(
            "save",
            texts.SAVE,
            texts.SAVE_TIP,
            ("Mod-s",),
            files.save,
            _if(lambda: not session.document.is_blank),
            save_words,
        ),
        Action("save svg", texts.SAVE_SVG, texts.SAVE_SVG_TIP, (), files.save_svg, has_ink_alone),
        Action("export labelled", texts.EXPORT_LABELLED, texts.EXPORT_LABELLED_TIP, (), files.export_labelled),
        Action("paste", texts.PASTE, texts.PASTE_TIP, ("Mod-v",), files.paste),
        Action("copy answer", texts.COPY_ANSWER, texts.COPY_ANSWER_TIP, ("Mod-c",), files.copy_answer, has_answer),
        Action(
            "copy picture",
            texts.COPY_PICTURE,
            texts.COPY_PICTURE_TIP,
            ("Mod-Shift-c",),
            files.copy_picture,
            files.copy_obstacle,
        ),
        Action("model", texts.MODEL, texts.MODEL_TIP, ("Mod-m",), files.pick_model),
        Action(
            "own model",
            texts.OWN_MODEL,
            texts.OWN_MODEL_TIP,
            (),
            files.use_own_model,
            _if(lambda: session.answers.asking.model is not None or session.answers.asking.chosen is not None),
        ),
    ]


def _window_actions(choices: Choices, windows: Windows, files: Files) -> list[Action]:
    return [
        Action("gallery", texts.GALLERY_MENU, texts.GALLERY_TIP, (), lambda: windows.show("gallery")),
        Action("cards", texts.CARDS_MENU, texts.CARDS_TIP, (), lambda: windows.show("cards")),
        Action("print sheet", texts.PRINT_SHEET, texts.PRINT_SHEET_TIP, (), files.print_sheet),
        Action("read sheet", texts.READ_SHEET, texts.READ_SHEET_TIP, (), windows.read_sheet),
        Action("adapt", texts.ADAPT, texts.ADAPT_TIP, (), lambda: choices.toggle("adapting")),
        Action("presenter", texts.PRESENTER, texts.PRESENTER_TIP, ("F11",), lambda: choices.toggle("presenter")),
        Action("look back", texts.LOOK_BACK, texts.LOOK_BACK_TIP, ("t",), windows.look_back, windows.past_obstacle),
        Action("inside", texts.INSIDE, texts.INSIDE_TIP, ("i",), lambda: windows.show("inside")),
        Action("what if", texts.WHAT_IF, texts.WHAT_IF_TIP, ("f",), lambda: windows.show("what if")),
        Action(
            "side by side", texts.SIDE_BY_SIDE, texts.SIDE_BY_SIDE_TIP, ("F6",), lambda: windows.show("side by side")
        ),
        Action("play", texts.PLAY, texts.PLAY_TIP, ("F7",), lambda: windows.show("play")),
        Action("map", texts.MAP, texts.MAP_TIP, ("m",), lambda: windows.show("map")),
        Action("read folder", texts.READ_FOLDER, texts.READ_FOLDER_TIP, ("Mod-Shift-o",), windows.read_folder),
        Action("open table", texts.OPEN_TABLE, texts.OPEN_TABLE_TIP, (), windows.open_table),
        Action("keys", texts.KEYS, texts.KEYS_TIP, ("F1",), windows.show_keys),
        Action("about", texts.ABOUT, texts.ABOUT_TIP, (), windows.show_about),
        Action("quit", texts.QUIT, texts.QUIT_TIP, ("Mod-q",), windows.quit),
    ]


def _if(is_possible: Callable[[], bool]) -> Callable[[], str | None]:
    return lambda: possible() if is_possible() else texts.NO_REASON


def _label(session: Session, digit: int) -> Action:
    text = texts.LABEL.format(digit=digit)
    keys = (str(digit), f"KP_{digit}")
    return Action(f"label {digit}", text, texts.LABEL_TIP, keys, lambda: speaking.label(session, digit))


def _clear(session: Session, choices: Choices) -> None:
    choices.erasing.set(False)
    editing.clear(session)


def _leave(session: Session, choices: Choices) -> None:
    """Leave the eraser, or the digit that is chosen: one thing at a time."""
    if choices.erasing.get():
        choices.erasing.set(False)
    else:
        speaking.choose(session, None)
