"""Saying what a drawing really is."""

from digitpad import texts
from digitpad.app.views import dialogs
from digitpad.examples.corrections import corrections_file
from digitpad.examples.labelled import load_labelled
from tests.app.hand import ONE, SEVEN, until
from tests.app.state import do, ink_of, status
from tests.examples.kept import load_corrections


def labels():
    return [labelled.label for labelled in load_corrections(corrections_file())]


def test_a_digit_key_keeps_the_drawing(open_app):
    """The drawing goes into the labelled set with its label; the count is shown, and the answer stays."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    hand.key("7")
    assert labels() == [7]
    assert load_corrections(corrections_file())[0].drawing == ink_of(app)
    assert app.looks.view.status.count.cget("text") == "1 labelled"
    assert app.root.title().startswith("7 (")
    hand.draw(ONE)
    hand.key("KP_1")
    assert labels() == [7, 1]


def test_a_label_can_be_taken_back(open_app):
    """Undo takes labels back one by one before any stroke, redo says them again; another key changes the label."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("1")
    hand.key("2")
    assert labels() == [2]
    hand.key("ctrl+z")
    assert labels() == [1]
    hand.key("ctrl+z")
    assert labels() == []
    assert app.looks.view.status.count.cget("text") == ""
    assert len(ink_of(app).strokes) == 1
    hand.key("ctrl+y")
    hand.key("ctrl+y")
    assert labels() == [2]
    for _ in range(3):
        hand.key("ctrl+z")
    assert ink_of(app).is_blank
    assert labels() == []


def test_a_new_stroke_leaves_labels_alone(open_app):
    """Undo goes back step by step: first the stroke that came after the label, then the label."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("7")
    hand.draw(ONE)
    hand.key("ctrl+z")
    assert labels() == [7]
    assert len(ink_of(app).strokes) == 1
    hand.key("ctrl+z")
    assert labels() == []
    assert len(ink_of(app).strokes) == 1


def test_a_click_on_a_bar_says_the_digit(open_app):
    """The bar of the 3 means 3."""
    app, hand = open_app()
    hand.draw(SEVEN)
    bars = app.looks.view.panel._bars
    middle = round(3.5 * bars._grid().high)
    hand.move_to_pixel(bars.canvas.winfo_rootx() + 40, bars.canvas.winfo_rooty() + middle)
    hand.press()
    hand.release()
    assert labels() == [3]


def test_an_empty_pad_has_no_label(open_app):
    """Nothing is kept, and a sentence says what to do."""
    app, hand = open_app()
    hand.key("5")
    assert labels() == []
    assert status(app) == texts.NOTHING_TO_LABEL


def test_labelled_drawings_of_the_last_time_are_counted_and_exported(open_app, monkeypatch, tmp_path):
    """The next window counts on, and writes all of them as a labelled set."""
    app, hand = open_app()
    do(app, "export labelled")
    assert status(app) == texts.NOTHING_LABELLED
    hand.draw(SEVEN)
    hand.key("7")
    app.quit()
    app, hand = open_app()
    until(app, lambda: app.looks.view.status.count.cget("text") == "1 labelled", "the old one is counted")
    hand.draw(ONE)
    hand.key("1")
    monkeypatch.setattr(dialogs, "ask_save", lambda *_arguments: tmp_path / "mine.npz")
    do(app, "export labelled")
    until(app, lambda: not app.session.pending, "it is written")
    assert load_labelled(tmp_path / "mine.npz").labels.tolist() == [7, 1]
    assert str(tmp_path / "mine.npz") in status(app)


def test_a_data_folder_that_can_not_be_written_is_a_sentence(open_app, own_folders):
    """The label is not kept, the sentence says why, and the drawing stays."""
    (own_folders / "xdg_data_home").write_text("a file where the folder should be")
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("7")
    assert "labelled.jsonl: can't be" in status(app)
    assert len(ink_of(app).strokes) == 1
