"""Labels given at the pad teach at once, and are taken back exactly."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from digitpad import Drawing, Recognizer, texts
from digitpad.app.session import editing, speaking
from digitpad.app.session import lessons as lessons_module
from digitpad.app.session.learning import adapt, learn
from digitpad.bundled import models_folder
from digitpad.errors import DataError
from digitpad.examples import appending
from digitpad.examples.corrections import corrections_file
from digitpad.examples.library import Library
from digitpad.settings import Settings, load_settings
from tests.app.hand import SEVEN, until
from tests.app.stepped import Desk

TURNS = [math.tau * step / 40 for step in range(41)]


def wide_eight(width, height=15.0):
    """An 8 that lies on its side and is no digit to the network."""
    return tuple((200 + width * math.sin(turn), 200 + height * math.sin(2 * turn)) for turn in TURNS)


def desk_with(load):
    desk = Desk()
    desk.use_model(load)
    desk.load()
    return desk


def draw(desk, *strokes):
    editing.clear(desk.session)
    for points in strokes:
        editing.add_stroke(desk.session, points)
    desk.work()
    return desk.session.answers.current.answer.reading


@pytest.mark.parametrize("load", [Recognizer, lambda: Recognizer(models_folder() / "digitpad.tflite")])
def test_an_odd_sign_is_read_after_two_labels(load):
    """The very next answer knows them, also that of a model of one's own; taken back, it is as if none had been."""
    desk = desk_with(load)
    before = draw(desk, wide_eight(150))
    assert before.verdict == "no digit"
    for width in (150, 165):
        draw(desk, wide_eight(width))
        speaking.label(desk.session, 8)
    assert draw(desk, wide_eight(158, 16)).text == "8"
    # Another label between them, then all steps back.
    draw(desk, SEVEN)
    speaking.label(desk.session, 7)
    while desk.session.history.can_undo:
        editing.undo(desk.session)
    again = draw(desk, wide_eight(150))
    assert np.array_equal(again.digits[0].probabilities, before.digits[0].probabilities)
    assert again.verdict == "no digit"


def test_a_label_given_while_the_answer_is_pending_is_kept_and_learned():
    """It is about the ink that is there."""
    desk = desk_with(Recognizer)
    for width in (150, 165):
        editing.clear(desk.session)
        editing.add_stroke(desk.session, wide_eight(width))
        assert desk.session.answers.current is None
        speaking.label(desk.session, 8)
        desk.work()
        assert desk.session.answers.current.words.startswith("8 (")
    assert draw(desk, wide_eight(158)).text == "8"


def test_two_windows_lose_nothing_and_learn_from_one_another():
    """What one takes back is its own, whatever the other has said since."""
    one, other = desk_with(Recognizer), desk_with(Recognizer)
    for width in (150, 165):
        draw(one, wide_eight(width))
        speaking.label(one.session, 8)
    assert draw(other, wide_eight(158)).text == "8"
    draw(other, SEVEN)
    speaking.label(other.session, 7)
    while one.session.history.can_undo:
        editing.undo(one.session)
    assert [example.label for example in Library(corrections_file())] == [7]


def test_what_was_deleted_or_changed_in_the_gallery_stays_so():
    """Undo and Redo on the pad, past the label and back, bring no deleted example back and no old label."""
    desk = desk_with(Recognizer)
    for width in (150, 165, 180):
        draw(desk, wide_eight(width))
        speaking.label(desk.session, 8)
    library = Library(corrections_file())
    deleted, changed, left = [example.key for example in library]
    library.delete([deleted])
    library.relabel([changed], 3)
    learn(desk.session)
    desk.work()
    while desk.session.history.can_undo:
        editing.undo(desk.session)
    assert len(Library(corrections_file())) == 0
    said = []
    while desk.session.history.can_redo:
        editing.redo(desk.session)
        said.append(desk.session.message.words)
    assert {example.key: example.label for example in Library(corrections_file())} == {changed: 3, left: 8}
    assert [words for words in said if words == texts.LABEL_NOTED.format(digit=8)] == [said[-1]]
    assert desk.session.answers.asking.lessons.count == 2


def test_a_window_waits_for_another_program_for_a_moment_only(monkeypatch):
    """Then it says that the file is busy; nothing is kept, and the next try is as good as any."""
    desk = desk_with(Recognizer)
    draw(desk, SEVEN)
    waited = []
    clock = SimpleNamespace(monotonic=lambda: sum(waited), sleep=waited.append)
    speaking.label(desk.session, 7)
    with appending.locked(corrections_file()):
        monkeypatch.setattr(appending, "time", clock)
        with pytest.raises(DataError, match=texts.FILE_BUSY):
            speaking.label(desk.session, 1)
    assert 0.1 < sum(waited) < 1
    assert desk.session.document.corrections[-1].digit == 7
    speaking.label(desk.session, 1)
    assert [example.label for example in Library(corrections_file())] == [1]


def test_of_a_large_file_the_end_is_learned_and_no_wrong_number_is_said(monkeypatch):
    """That there are more than those is said, until the file is small enough to be known whole."""
    library = Library(corrections_file())
    added = library.add([(Drawing.from_strokes([wide_eight(150 + place)]), 8) for place in range(6)])
    line = len(corrections_file().read_bytes()) // 6
    monkeypatch.setattr(lessons_module, "TAIL", 3 * line + line // 2)
    lessons = desk_with(Recognizer).session.answers.asking.lessons
    assert texts.labelled_count(lessons.count, lessons.are_more) == texts.LABELLED_MORE.format(count=3)
    library.delete([example.key for example in added[:4]])
    library.tidy()
    lessons.teach(Recognizer())
    assert texts.labelled_count(lessons.count, lessons.are_more) == texts.LABELLED_COUNT.format(count=2)


def test_many_examples_are_learned_while_nobody_asks(monkeypatch):
    """An answer waits for the first ones alone; then it comes once more. A damaged line is no obstacle."""
    monkeypatch.setattr(lessons_module, "AT_ONCE", -1.0)
    strokes = [wide_eight(150 + 3 * place) for place in range(6)]
    for points in strokes:
        desk = Desk()
        draw(desk, points)
        speaking.label(desk.session, 8)
    with corrections_file().open("a") as file:
        file.write('{"id": "odd", "label": 8, "drawing": {"strokes": [[[1, "x"]]]}}\n{"id": "torn", "la')
    desk = desk_with(Recognizer)
    lessons = desk.session.answers.asking.lessons
    assert lessons.left
    assert lessons.count == 7
    assert draw(desk, strokes[0]).verdict == "no digit"
    monkeypatch.setattr(lessons_module, "AT_ONCE", 60.0)
    learn(desk.session)
    desk.work()
    assert not lessons.left
    desk.work()
    assert desk.session.answers.current.answer.reading.text == "8"


def test_the_switch_is_kept(open_app):
    """Off, the network speaks alone, about what is on the pad at once; the menu's choice is there the next time."""
    desk = desk_with(Recognizer)
    for width in (150, 165):
        draw(desk, wide_eight(width))
        speaking.label(desk.session, 8)
    draw(desk, wide_eight(158))
    adapt(desk.session, False)
    desk.work()
    desk.work()
    assert desk.session.answers.current.answer.reading.verdict == "no digit"
    adapt(desk.session, True)
    desk.work()
    desk.work()
    assert desk.session.answers.current.answer.reading.text == "8"
    app, _ = open_app(settings=Settings(theme="light"))
    until(app, lambda: app.looks.view.status.count.cget("text") == "2 labelled", "the labels are counted")
    app.looks.actions["adapt"].run()
    assert not app.session.answers.asking.lessons.enabled
    app.quit()
    assert not load_settings().adapt
