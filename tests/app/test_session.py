"""What is behind the window, without a display."""

import json
from pathlib import Path

import pytest

from digitpad import Drawing, UserError, texts
from digitpad.app.session import editing, speaking
from digitpad.app.session.corrections import said_in
from digitpad.app.session.document import Document, overlap, same_ink, with_stroke
from digitpad.app.session.inked import Inked, composed, source_of
from digitpad.app.session.keeping import keep, recover
from digitpad.examples.corrections import corrections_file
from digitpad.examples.kept_drawing import kept_file
from digitpad.ink.erasing import erased
from digitpad.ink.pads import PAD_UNITS, WIDE_UNITS
from digitpad.reading.prediction import Reading
from tests.app.readers import answer
from tests.app.stepped import Desk, png
from tests.examples.kept import load_corrections

# Upright strokes, read by the place where they begin: 4, 1 and 7.
FOUR, ONE, SEVEN = (((x, 100.0), (x + 5, 200.0)) for x in (90.0, 230.0, 350.0))


def draw(desk, *strokes):
    for points in strokes:
        editing.begin(desk.session)
        editing.add_stroke(desk.session, points)
        desk.work()


def labels():
    return [labelled.label for labelled in load_corrections(corrections_file())]


@pytest.fixture
def forty_one():
    """A session with 41 on the pad, its 4 corrected to a 9."""
    desk = Desk()
    draw(desk, FOUR, ONE)
    assert desk.text == "41"
    speaking.step(desk.session, 1)
    speaking.label(desk.session, 9)
    assert desk.text == "91"
    speaking.choose(desk.session, None)
    return desk


def test_a_correction_stays_with_its_digit(forty_one):
    """New ink elsewhere leaves it; Undo takes back the ink alone, then the word with its line in the file."""
    desk = forty_one
    draw(desk, SEVEN)
    assert desk.text == "917"
    editing.undo(desk.session)
    desk.work()
    assert desk.text == "91"
    assert labels() == [9]
    editing.undo(desk.session)
    assert desk.text == "41"
    assert labels() == []
    editing.redo(desk.session)
    assert desk.text == "91"
    assert labels() == [9]


def test_a_step_through_words_says_the_one_that_counts_now(forty_one):
    """Undo and Redo of a word said twice name the digit that it is then, and of the first word that there is none."""
    desk = forty_one
    first = texts.LABEL_NOTED.format(digit=9)
    speaking.step(desk.session, 1)
    speaking.label(desk.session, 3)
    for step, words in (
        (editing.undo, first),
        (editing.undo, texts.LABEL_TAKEN_BACK),
        (editing.redo, first),
        (editing.redo, texts.LABEL_NOTED.format(digit=3)),
    ):
        step(desk.session)
        assert desk.session.message.words == words


def test_an_answer_leaves_what_was_said_since_it_was_asked():
    """A word on what isn't answered yet is noted, and that stays to be read; the next stroke takes it away."""
    desk = Desk()
    editing.begin(desk.session)
    editing.add_stroke(desk.session, FOUR)
    speaking.label(desk.session, 9)
    desk.work()
    assert desk.session.answers.current.words == "9 (corrected)"
    assert desk.session.message.words == texts.LABEL_NOTED.format(digit=9)
    draw(desk, ONE)
    assert desk.session.message.words.startswith("2 digits.")


def test_what_was_learned_goes_with_its_word():
    """Where an answer came from a lesson that Undo takes back, the pad is read again."""
    desk = Desk()
    draw(desk, FOUR)
    speaking.label(desk.session, 9)
    draw(desk, ONE)
    editing.undo(desk.session)
    desk.work()
    asked = desk.session.answers.current.answer
    editing.undo(desk.session)
    desk.work()
    desk.work()
    assert labels() == []
    assert desk.session.answers.current.answer is not asked
    assert desk.session.message.words == texts.LABEL_TAKEN_BACK


def test_a_step_through_the_words_on_a_picture_says_the_one_that_counts_now():
    """As on paper."""
    desk = Desk()
    editing.open_picture(desk.session, png())
    desk.work()
    desk.work()
    speaking.step(desk.session, 1)
    speaking.label(desk.session, 9)
    speaking.label(desk.session, 3)
    for step, words in (
        (editing.undo, texts.CORRECTED_PICTURE.format(digit=9)),
        (editing.undo, texts.LABEL_TAKEN_BACK),
        (editing.redo, texts.CORRECTED_PICTURE.format(digit=9)),
    ):
        step(desk.session)
        assert desk.session.message.words == words


def test_a_correction_ends_with_its_ink(forty_one):
    """Once its digit is erased the word is about nothing; what was kept as an example stays kept."""
    desk = forty_one
    left = erased(desk.session.document.drawing, (90, 150), (96, 150), 20)
    editing.erase(desk.session, left)
    assert desk.session.document.corrections == ()
    assert labels() == [9]
    editing.undo(desk.session)
    desk.work()
    assert desk.text == "91"


def test_a_digit_that_grows_is_another_one(forty_one):
    """A word is about the ink that was there: with a stroke more in its digit it is not said."""
    document = forty_one.session.document
    bar = ((86.0, 150.0), (106.0, 150.0))
    grown = with_stroke(document, bar, PAD_UNITS)
    boxes = [(86.0, 100.0, 106.0, 200.0), (230.0, 100.0, 235.0, 200.0)]
    reading = Reading((tuple(answer(digit, 0.9, box=box) for digit, box in zip((4, 1), boxes, strict=True)),), 0.9)
    assert said_in(document, reading) == {boxes[0]: 9}
    assert grown.corrections == document.corrections
    assert said_in(grown, reading) == {}


def test_a_single_digits_word_stays_in_a_number():
    """Said while it was alone, it is still said when there are two."""
    desk = Desk()
    draw(desk, FOUR)
    speaking.label(desk.session, 9)
    assert desk.session.answers.current.words == "9 (corrected)"
    draw(desk, ONE)
    assert desk.text == "91"


def test_the_chosen_digit_stays_chosen():
    """Strokes elsewhere leave it; its own end does not."""
    desk = Desk()
    draw(desk, FOUR, ONE)
    speaking.step(desk.session, -1)
    assert desk.session.answers.current.digit.digit == 1
    draw(desk, SEVEN)
    assert desk.session.answers.current.digit.digit == 1
    editing.erase(desk.session, erased(desk.session.document.drawing, (230, 90), (236, 210), 10))
    desk.work()
    assert desk.session.answers.current.chosen is None


def test_opening_a_picture_is_one_step():
    """The old ink is gone with the picture, and whole again after one Undo."""
    desk = Desk()
    draw(desk, FOUR, ONE)
    before = desk.session.document
    editing.open_picture(desk.session, png())
    assert desk.session.document is before
    desk.work()
    assert desk.session.document.picture is not None
    assert desk.session.document.drawing.is_blank
    editing.undo(desk.session)
    assert desk.session.document == before


def test_what_can_not_be_opened_changes_nothing():
    """Document and answer stay; a sentence says why."""
    desk = Desk()
    draw(desk, FOUR, ONE)
    before = desk.session.document
    editing.open_picture(desk.session, b"no picture")
    desk.work()
    assert desk.session.document is before
    assert desk.text == "41"
    assert desk.session.message.problem
    assert not desk.session.pending


def test_a_picture_is_opened_even_if_a_question_follows():
    """Of what waits, the newest question is answered, but the picture isn't forgotten."""
    desk = Desk()
    editing.open_picture(desk.session, png())
    draw(desk, FOUR)
    assert desk.session.document.picture is not None
    desk.work()
    assert desk.text == "012"


def test_ink_on_a_picture_is_read_with_it():
    """A stroke is in the picture's pixels, dark on light paper, and Clear takes both away, as one step."""
    desk = Desk()
    editing.open_picture(desk.session, png())
    desk.work()
    desk.work()
    draw(desk, ((150.0, 110.0), (150.0, 190.0)))
    document = desk.session.document
    assert document.picture is not None
    source = source_of(document, 17.0)
    assert isinstance(source, Inked)
    seen = composed(source)
    assert seen.size == document.picture.image.size
    assert max(seen.getpixel((150, 150))) < 80
    assert seen.getpixel((20, 150)) == (230, 230, 230)
    editing.clear(desk.session)
    assert desk.session.document.is_blank
    editing.undo(desk.session)
    assert desk.session.document == document


def test_ink_on_a_dark_picture_is_light():
    """As chalk on a blackboard."""
    desk = Desk()
    editing.open_picture(desk.session, png(1500, 1000, shade=20))
    desk.work()
    draw(desk, ((150.0, 110.0), (150.0, 190.0)))
    assert min(composed(source_of(desk.session.document, 17.0)).getpixel((150, 150))) > 200


def test_a_pictures_digit_is_corrected():
    """It is said for its place, kept as no example, and ends with a stroke through it, not with one beside it."""
    desk = Desk()
    editing.open_picture(desk.session, png())
    desk.work()
    desk.work()
    assert desk.text == "012"
    speaking.step(desk.session, 1)
    speaking.label(desk.session, 9)
    assert desk.text == "912"
    assert labels() == []
    draw(desk, ((150.0, 150.0), (150.0, 190.0)))
    assert desk.text == "912"
    draw(desk, ((30.0, 30.0), (50.0, 80.0)))
    assert desk.text == "012"


def test_an_answer_to_something_else_is_never_shown():
    """A late answer is dropped when the pad has changed; one about the same ink stays with a new word."""
    desk = Desk()
    editing.add_stroke(desk.session, FOUR)
    worker = desk.worker
    worker.work()
    editing.add_stroke(desk.session, ONE)
    desk.work()
    assert desk.text == "41"
    editing.begin(desk.session)
    assert desk.session.answers.current is None


def test_a_model_that_fails_leaves_the_one_before():
    """The sentence stays, the drawing is answered again by the model before."""

    def bad():
        raise UserError("bad.tflite: damaged")

    desk = Desk()
    draw(desk, FOUR, ONE)
    desk.use_model(bad)
    desk.session.answers.drop()
    desk.load()
    assert desk.session.message == ("bad.tflite: damaged", True, "")
    desk.work()
    assert desk.text == "41"
    assert desk.session.message == ("bad.tflite: damaged", True, "")


def test_another_shape_of_the_pad_is_no_change(forty_one):
    """Answer, word and choice stay on the wide pad and back."""
    desk = forty_one
    before = desk.session.document
    for width in (WIDE_UNITS, PAD_UNITS):
        desk.session.pad_width = width
        assert desk.session.document is before
        assert desk.text == "91"
    desk.session.pad_width = WIDE_UNITS
    draw(desk, ((1150.0, 100.0), (1153.0, 200.0)))
    assert desk.text == "917"
    assert desk.session.document.drawing.width == WIDE_UNITS


def test_examples_that_can_not_be_written_leave_everything_as_it_was(own_folders):
    """No word without its line in the file."""
    desk = Desk()
    draw(desk, FOUR)
    (own_folders / "xdg_data_home").write_text("a file where the folder should be")
    before = desk.session.document
    with pytest.raises(UserError):
        speaking.label(desk.session, 9)
    assert desk.session.document is before
    assert desk.session.answers.current.words.startswith("4")


def test_what_is_unsaved_is_back_the_next_time():
    """Ink on paper, a picture that was pasted, and ink on it; saved or cleared, it isn't."""
    for content in (None, png()):
        desk = Desk()
        if content is not None:
            editing.open_picture(desk.session, content)
            desk.work()
            keep(desk.session)
            only = Desk()
            recover(only.session)
            only.work()
            assert only.session.document.picture.content == content
            assert only.session.unsaved
        draw(desk, ((50.0, 60.0), (60.0, 150.0)))
        keep(desk.session)
        again = Desk()
        recover(again.session)
        assert again.session.message.words == texts.RECOVERED
        again.work()
        assert again.session.document.drawing.strokes == desk.session.document.drawing.strokes
        assert (again.session.document.picture is None) == (content is None)
        keep(again.session)
        assert kept_file().exists()
        editing.clear(again.session)
        keep(again.session)
        assert [*kept_file().parent.iterdir()] == []


def test_a_full_disk_leaves_what_was_kept_with_its_words(monkeypatch):
    """What can't be written any more takes nothing away that could."""
    desk = Desk()
    draw(desk, FOUR)
    speaking.label(desk.session, 9)
    keep(desk.session)
    before = kept_file().read_bytes()

    def full(self, content, **_given):
        self.write_bytes(content[:20].encode())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    draw(desk, ONE)
    keep(desk.session)
    assert kept_file().read_bytes() == before


def test_a_picture_of_a_file_is_back_with_what_was_said_of_it(tmp_path):
    """A picture that was only opened is in its file; once a digit of it is corrected, that is in none."""
    path = tmp_path / "page.png"
    path.write_bytes(png())
    desk = Desk()
    editing.open_picture(desk.session, path)
    desk.work()
    desk.work()
    keep(desk.session)
    assert not kept_file().exists()
    speaking.step(desk.session, 1)
    speaking.label(desk.session, 9)
    keep(desk.session)
    again = Desk()
    recover(again.session)
    again.work()
    again.work()
    assert again.text == "912"
    path.unlink()
    gone = Desk()
    recover(gone.session)
    gone.work()
    assert gone.session.document.is_blank


def test_the_later_word_counts_at_the_next_start_too():
    """What the last time was kept of a digit makes room for another word on it, and Undo brings it back."""
    desk = Desk()
    draw(desk, FOUR)
    speaking.label(desk.session, 9)
    keep(desk.session)
    again = Desk()
    recover(again.session)
    again.work()
    assert labels() == [9]
    speaking.label(again.session, 3)
    assert labels() == [3]
    editing.undo(again.session)
    assert labels() == [9]
    assert again.session.message.words == texts.LABEL_NOTED.format(digit=9)
    editing.undo(again.session)
    assert again.session.document.is_blank
    assert labels() == [9]
    editing.redo(again.session)
    editing.redo(again.session)
    assert labels() == [3]


def test_a_drawing_that_is_opened_once_more_takes_old_words_away(tmp_path):
    """The same ink without the person's words isn't said to have them."""
    desk = Desk()
    draw(desk, FOUR)
    path = tmp_path / "four.digitpad"
    path.write_text(desk.session.document.drawing.to_json())
    speaking.label(desk.session, 9)
    editing.open_file(desk.session, path)
    assert desk.session.document.corrections == ()
    assert desk.session.message.words == texts.READY


@pytest.mark.parametrize("spoilt", [False, True])
def test_the_persons_word_is_back_with_its_ink(spoilt):
    """A corrected digit is corrected at the next start too; where another hand was in the file, the ink comes alone."""
    desk = Desk()
    draw(desk, FOUR)
    speaking.label(desk.session, 9)
    keep(desk.session)
    if spoilt:
        kept = json.loads(kept_file().read_text())
        kept_file().write_text(json.dumps({**kept, "corrections": [{"digit": "nine", "strokes": [7]}]}))
    again = Desk()
    recover(again.session)
    again.work()
    assert again.session.document.drawing.strokes == desk.session.document.drawing.strokes
    assert [correction.digit for correction in again.session.document.corrections] == ([] if spoilt else [9])
    assert again.session.answers.current.words.startswith("4" if spoilt else "9")


def test_a_saved_document_is_not_kept(tmp_path):
    """Until there is more ink."""
    desk = Desk()
    draw(desk, FOUR)
    desk.session.mark_saved(desk.session.document, tmp_path / "four.digitpad")
    assert not desk.session.unsaved
    draw(desk, ONE)
    assert desk.session.unsaved
    editing.undo(desk.session)
    assert not desk.session.unsaved


def test_a_file_of_another_size_is_fitted_once():
    """From then on it is in the pad's units; the pen comes with it, within its limits."""
    desk = Desk()
    editing.show_drawing(desk.session, Drawing.from_strokes([[(0, 0), (800, 800)]], 800, 800, pen=90))
    assert desk.session.document.drawing.strokes[0].points == ((0, 0), (400, 400))
    assert desk.session.answers.pen == 40


def test_boxes_overlap():
    """The share of what both cover."""
    assert overlap((0, 0, 2, 2), (0, 0, 2, 2)) == 1
    assert overlap((0, 0, 2, 2), (1, 0, 3, 2)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 1, 1), (5, 5, 6, 6)) == 0
    assert overlap((0, 0, 0, 0), (0, 0, 0, 0)) == 1


def test_corrections_do_not_change_the_ink():
    """What was read still stands."""
    document = with_stroke(Document(), FOUR, PAD_UNITS)
    assert same_ink(document, document._replace(corrections=()))
    assert not same_ink(document, Document())
