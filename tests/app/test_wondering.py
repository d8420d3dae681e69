"""What if the digit were another one: what is behind the window, without a display."""

import numpy as np
import pytest

from digitpad import Recognizer, texts
from digitpad.app.session import editing
from digitpad.app.session.wondering import PLACES, SECONDS, Wondering
from digitpad.reading.what_if import HANDLES, Settings
from tests.app.desk import Desk
from tests.app.handwriting import written


class Clock:
    """Goes on by so much each time that it is looked at."""

    def __init__(self):
        self.now, self.step = 0.0, 0.0

    def __call__(self):
        self.now += self.step
        return self.now


class WonderingDesk(Desk):
    """A digit on the pad, and what wonders about it."""

    def __init__(self, load=Recognizer):
        super().__init__(load)
        self.clock = Clock()
        self.wondering = Wondering(self.session, lambda: None, self.clock)
        self.wondering.follow()
        self.settle()

    def close(self):
        self.wondering.close()
        super().close()


@pytest.fixture
def desk():
    desk = WonderingDesk()
    yield desk
    desk.close()


def test_nothing_is_asked_before_a_digit_is_there(desk):
    """Without a digit there are words, and handles and search do nothing."""
    assert desk.wondering.picture is None
    assert desk.wondering.words == texts.WHAT_IF_EMPTY
    desk.wondering.move("turn", 20)
    desk.wondering.seek(3)
    assert not desk.session.pending
    assert desk.wondering.seeking is None


def test_the_answer_follows_the_handles(desk):
    """A handle changes the picture at once, and the answer to it comes; reset brings both back."""
    desk.write("7")
    before = desk.wondering.picture
    assert (before == desk.wondering.image).all()
    assert desk.wondering.prediction.digit == 7
    sharp = desk.wondering.prediction.confidence
    desk.wondering.move("blur", 99)
    assert desk.wondering.settings == Settings(blur=3)  # no further than its end
    assert desk.wondering.prediction is None
    desk.settle()
    expected = Recognizer().predict(desk.wondering.picture)
    assert desk.wondering.prediction.confidence == pytest.approx(expected.confidence)
    assert expected.verdict == "unsure"
    assert expected.confidence < sharp / 2
    desk.wondering.reset()
    desk.settle()
    assert (desk.wondering.picture == before).all()
    assert desk.wondering.prediction.digit == 7


def test_the_answers_along_every_handle_are_known(desk):
    """From end to end, in stretches; the answer at the handle's own place is the one that is shown."""
    desk.write("7")
    assert set(desk.wondering.along) == {handle.name for handle in HANDLES}
    for found in desk.wondering.along.values():
        assert (found[0][1], found[-1][2]) == (0, PLACES - 1)
    turned = desk.wondering.along["turn"]
    assert next(answer for answer, first, last in turned if first <= PLACES // 2 <= last) == 7
    assert len(turned) > 2
    before = desk.wondering.along["turn"]
    desk.wondering.move("thickness", -1)
    desk.settle()
    assert desk.wondering.along["turn"] != before


def test_what_would_make_it_a_nine(desk):
    """The search goes on a little at a time, and ends with the smallest change that was found."""
    desk.write("7")
    desk.wondering.seek(9)
    assert desk.wondering.seeking == 9
    desk.clock.step = 0.02
    desk.settle()
    assert desk.wondering.seeking is None
    result = desk.wondering.result
    assert result.found
    assert result.digit == 9
    assert (result.original == desk.wondering.picture).all()


def test_a_search_ends_in_time(desk):
    """After its seconds it is over, with what was found by then, or how near one came."""
    desk.write("7")
    desk.clock.step = SECONDS / 4
    desk.wondering.seek(4)
    desk.settle()
    assert desk.wondering.seeking is None
    assert 0 < desk.wondering.result.tried < 1500


def test_a_search_can_be_ended(desk):
    """What was found until then stays; nothing more is asked."""
    desk.write("7")
    desk.clock.step = 0.02
    desk.wondering.seek(8)
    desk.settle(until=lambda: desk.wondering.result is not None)
    assert desk.wondering.seeking == 8
    assert 0 < desk.wondering.progress < 1
    assert desk.wondering.stop()
    tried = desk.wondering.result.tried
    desk.settle()
    assert desk.wondering.result.tried == tried
    assert desk.wondering.seeking is None
    assert not desk.wondering.stop()


def test_another_drawing_ends_a_search(desk):
    """It would be about a digit that is there no more; and a blank pad has no picture."""
    desk.write("7")
    desk.wondering.seek(8)
    editing.clear(desk.session)
    assert desk.wondering.seeking is None
    desk.settle()
    assert desk.wondering.picture is None
    assert desk.wondering.result is None


def test_closed_while_it_computes_it_stays_quiet(desk):
    """What comes after that is dropped."""
    desk.write("7")
    told = []
    desk.wondering.seek(1)
    desk.wondering._tell = lambda: told.append(1)
    desk.wondering.close()
    told.clear()
    desk.settle()
    desk.write("3")
    assert told == []
    desk.wondering.close()


def test_another_model_is_asked_anew(desk):
    """When it is loaded the same picture has its answer, and answers along the handles."""

    class Threes(Recognizer):
        def predict_many(self, sources):
            from tests.app.readers import answer

            return [answer(3) for _ in sources]

    desk.write("7")
    image = desk.wondering.image
    desk.session.answers.asking.use_model(Threes, None)
    desk.settle()
    assert np.array_equal(desk.wondering.image, image)
    assert desk.wondering.prediction.digit == 3
    assert {tuple(found) for found in map(tuple, desk.wondering.along.values())} == {((3, 0, PLACES - 1),)}
    desk.wondering.seek(5)
    desk.clock.step = 0.02
    desk.settle()
    assert not desk.wondering.result.found


def test_it_follows_a_stroke_as_it_is_drawn(desk):
    """The picture is that of the ink so far; what is worked out along the handles waits for the stroke's end."""
    (stroke,) = written("1", 100, 100, 200, 110)
    editing.begin(desk.session)
    desk.session.interim.note(desk.session.document.drawing, stroke.points)
    desk.settle()
    assert desk.wondering.picture is not None
    assert desk.wondering.along == {}
    editing.add_stroke(desk.session, stroke.points)
    desk.settle()
    assert len(desk.wondering.along) == len(HANDLES)


def test_a_bug_in_a_model_is_a_sentence(desk):
    """It takes the place of the picture."""

    class Broken(Recognizer):
        def predict_many(self, sources):
            raise ZeroDivisionError

    desk.write("7")
    desk.session.answers.asking.use_model(Broken, None)
    desk.settle()
    assert desk.wondering.picture is None
    assert desk.wondering.words != texts.WHAT_IF_EMPTY


def test_after_a_bug_the_next_digit_is_wondered_about(desk):
    """A sweep along a handle that fails isn't the last one."""

    class FailsOnce(Recognizer):
        failed = False

        def predict_many(self, sources):
            if len(sources) == PLACES and not self.failed:
                self.failed = True
                raise ZeroDivisionError
            return super().predict_many(sources)

    desk.session.answers.asking.use_model(FailsOnce, None)
    desk.write("7")
    desk.settle()
    assert desk.wondering.picture is None
    editing.clear(desk.session)
    desk.write("1")
    desk.settle()
    assert len(desk.wondering.along) == len(HANDLES)
