"""Menus, keys and sheets, and another model."""

import shutil

import pytest

from digitpad import Recognizer, texts
from digitpad.app.views import dialogs
from digitpad.app.views.sheets import keys_text
from digitpad.bundled import models_folder
from digitpad.settings import Settings
from tests.app.hand import SEVEN, until
from tests.app.state import do, ink_of, status


def entries(menu):
    """All labels of a menu and of the menus in it."""
    found = []
    for index in range(menu.index("end") + 1):
        kind = menu.type(index)
        if kind == "cascade":
            found += entries(menu.nametowidget(menu.entrycget(index, "menu")))
        elif kind != "separator":
            found.append(menu.entrycget(index, "label"))
    return found


def entry(app, title, name):
    """(menu, index) of an action's entry, as it is when the menu has just been opened."""
    menu = app.looks.menu_bar.menus[title]
    menu.tk.call(menu.cget("postcommand"))
    labels = [menu.entrycget(i, "label") if menu.type(i) != "separator" else None for i in range(menu.index("end") + 1)]
    return menu, next(i for i, label in enumerate(labels) if label and label.startswith(app.looks.actions[name].text))


def choose(app, title, name):
    menu, index = entry(app, title, name)
    menu.invoke(index)
    app.root.update()


def test_every_action_is_in_a_menu(open_app):
    """Nothing can only be done by those who know the key."""
    app, _hand = open_app()
    found = [label for menu in app.looks.menu_bar.menus.values() for label in entries(menu)]
    missing = [
        action.text for action in app.looks.actions.values() if action.text not in found and action.name != "heat"
    ]
    assert missing == []
    assert texts.HEAT_RUNNER_UP in found


def test_menus_do_what_they_say(open_app):
    """Entries work on the drawing, switches change their choice, and keys are shown beside them."""
    app, hand = open_app()
    hand.draw(SEVEN)
    choose(app, "Edit", "clear")
    assert ink_of(app).is_blank
    choose(app, "Edit", "undo")
    assert len(ink_of(app).strokes) == 1
    choose(app, "View", "live")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    menu, index = entry(app, "Edit", "undo")
    assert menu.entrycget(index, "accelerator").rstrip() == "Ctrl+Z"


def test_keys_in_menus_stay_off_the_edge(open_app):
    """Tk's own menus end where their longest key does: there the keys have room behind them."""
    app, _hand = open_app()
    menu, index = entry(app, "View", "live")
    assert menu.entrycget(index, "accelerator") == "Ctrl+L  "


def test_what_is_not_possible_is_disabled(open_app):
    """A menu says what can be done at the moment that it is opened."""
    app, hand = open_app()
    menu, index = entry(app, "Edit", "undo")
    assert menu.entrycget(index, "state") == "disabled"
    hand.draw(SEVEN)
    menu, index = entry(app, "Edit", "undo")
    assert menu.entrycget(index, "state") == "normal"


def test_f1_shows_the_keys(open_app):
    """A sheet lists what each key does; Escape closes it and leaves the pad alone."""
    app, hand = open_app()
    hand.key("F1")
    (sheet,) = [child for child in app.root.winfo_children() if child.winfo_class() == "Toplevel"]
    text = next(child for child in sheet.winfo_children() if child.winfo_class() == "Text").get("1.0", "end")
    for words in ("Ctrl+Z", "Enter", texts.CLEAR_TIP, "0 to 9"):
        assert words in text
    sheet.focus_force()
    until(app, lambda: app.root.focus_get() is not None, "the sheet has the focus")
    hand.key("Escape")
    assert not sheet.winfo_exists()


def is_whole(body):
    """Whether the last line of a text is to be seen."""
    _x, y, _width, height, _baseline = body.dlineinfo("end-1c") or (0, body.winfo_height(), 0, 1, 0)
    return y + height <= body.winfo_height()


@pytest.mark.parametrize(("text", "scrolls"), [(None, False), ("a line\n" * 200, True)])
def test_a_sheet_shows_its_whole_text_or_scrolls(open_app, text, scrolls):
    """A sheet is as high as its text, has a scrollbar only if that is too long, and lies on the screen."""
    app, _hand = open_app()
    sheet = app.looks.sheets.show("a sheet", text or keys_text(app.looks.actions, aqua=False))
    app.root.update()
    kinds = {child.winfo_class(): child for child in sheet.winfo_children()}
    assert is_whole(kinds["Text"]) != scrolls
    assert ("TScrollbar" in kinds) == scrolls
    assert sheet.winfo_rooty() + sheet.winfo_height() <= sheet.winfo_screenheight()
    kinds["Text"].yview_moveto(1.0)
    app.root.update()
    assert is_whole(kinds["Text"])


def test_a_long_sheet_scrolls_by_keys(open_app):
    """Page Down, End and Home move through what is too long for the screen."""
    app, hand = open_app()
    sheet = app.looks.sheets.show("a sheet", "a line\n" * 200)
    body = next(child for child in sheet.winfo_children() if child.winfo_class() == "Text")
    sheet.focus_force()
    until(app, lambda: app.root.focus_get() is not None, "the sheet has the focus")
    hand.key("Next")
    assert body.yview()[0] > 0
    hand.key("End")
    assert body.yview()[1] == 1
    hand.key("Home")
    assert body.yview()[0] == 0


def test_about_names_versions_model_and_licences(open_app):
    """What a person would ask for who reports a fault."""
    app, _hand = open_app()
    do(app, "about")
    sheet = app.root.winfo_children()[-1]
    text = next(child for child in sheet.winfo_children() if child.winfo_class() == "Text").get("1.0", "end")
    for words in (
        "digitpad 0.",
        "MIT",
        "Python 3",
        "Tk 8" if app.root.tk.call("info", "tclversion") < "9" else "Tk 9",
        "Model digitpad.tflite",
        "parameters:",
        "numpy",
    ):
        assert words in text


def test_about_has_headings_and_can_be_copied(open_app):
    """Libraries and the model have a heading each, names and values stand in columns, and all of it fits the screen."""
    app, _hand = open_app()
    do(app, "about")
    app.root.update()
    sheet = app.root.winfo_children()[-1]
    kinds = {child.winfo_class(): child for child in sheet.winfo_children()}
    body = kinds["Text"]
    ranges = body.tag_ranges("heading")
    headings = [body.get(*pair).strip() for pair in zip(ranges[::2], ranges[1::2], strict=True)]
    assert headings == [texts.ABOUT_LIBRARIES, "Model digitpad.tflite"]
    assert "columns" in body.tag_names(body.search("parameters:", "1.0"))
    assert sheet.winfo_height() <= 0.8 * sheet.winfo_screenheight()
    copy = next(child for child in kinds["TFrame"].winfo_children() if child.cget("text") == texts.ABOUT_COPY)
    copy.invoke()
    copied = app.root.clipboard_get()
    assert "#" not in copied
    assert "\nnumpy " in copied


def test_the_window_works_from_the_keyboard(open_app):
    """Tab goes through the buttons in reading order, and Space presses them."""
    app, hand = open_app()
    hand.draw(SEVEN)
    seen = []
    for _ in range(8):
        before = app.root.focus_get()
        hand._send("key Tab")  # a binding of Tk's own takes this key
        until(app, lambda before=before: app.root.focus_get() != before, "the focus has moved")
        seen.append(app.root.focus_get())
    toolbar = app.looks.view.toolbar
    names = ("predict", "clear", "undo", "eraser", "", "heat", "wide", "live")
    assert seen == [toolbar.buttons[name] if name else toolbar.pen for name in names]
    hand.key("space")
    until(app, lambda: app.root.title().startswith("7 ("), "the live switch is on, and the answer there")


@pytest.mark.parametrize("suffix", [".tflite", ".keras"])
def test_another_model_answers_and_goes_back(open_app, monkeypatch, tmp_path, suffix):
    """The chosen model's name is shown, it answers, and digitpad's own comes back."""
    path = tmp_path / f"my own{suffix}"
    shutil.copy(models_folder() / f"digitpad{suffix}", path)
    app, hand = open_app(settings=Settings(theme="light"))
    hand.draw(SEVEN)
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: path)
    menu, index = entry(app, "File", "model")
    menu.invoke(index)
    assert app.root.title() == "digitpad"  # at once: on a busy machine the answer may be there after the next update
    until(app, lambda: app.looks.view.status.model.cget("text") == path.name, "the model is named")
    until(app, lambda: app.root.title().startswith("7 ("), "the other model answers")
    choose(app, "File", "own model")
    until(app, lambda: app.looks.view.status.model.cget("text") == "", "the own model is back")
    menu, index = entry(app, "File", "own model")
    assert menu.entrycget(index, "state") == "disabled"


def test_a_model_that_can_not_be_loaded_leaves_the_one_before(open_app, monkeypatch, tmp_path):
    """A sentence names the file and the cause, and the model before goes on answering."""
    path = tmp_path / "bad.tflite"
    path.write_bytes(b"no model")
    app, hand = open_app(Recognizer)
    until(app, lambda: not app.session.pending, "the model is there")
    monkeypatch.setattr(dialogs, "ask_open", lambda *_arguments: path)
    hand.key("ctrl+m")
    until(app, lambda: "bad.tflite" in status(app), "the cause is told")
    until(app, lambda: not app.session.pending, "the model before is back")
    assert "bad.tflite" in status(app)
    assert app.session.answers.asking.model is None
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
