"""What the look inside the network follows, without a display."""

import numpy as np
import pytest

from digitpad import texts
from digitpad.app.session import editing, speaking
from digitpad.app.session.looking import PACE, Looking, View
from digitpad.app.session.models import use_model
from digitpad.app.views.palette import DARK
from tests.app.desk import Desk
from tests.app.handwriting import written
from tests.models import keras_library, save_tflite

VIEW = View(800, 600, 1.0)


class LookingDesk(Desk):
    """A look inside the real model."""

    def __init__(self):
        super().__init__()
        self.told = 0
        self.looking = Looking(self.session, DARK, VIEW, self._tell)
        self.looking.follow()
        self.settle()

    def _tell(self):
        self.told += 1

    def write(self, text, left=60, step=110):
        super().write(text, left, step, width=150)

    @property
    def digit(self):
        return self.looking.look.explanation.prediction.digit

    def close(self):
        self.looking.close()
        super().close()


@pytest.fixture
def desk():
    desk = LookingDesk()
    yield desk
    desk.close()


def test_it_follows_the_answers(desk):
    """Nothing on the pad is said in words; a digit is shown, and stays until the next answer is there."""
    assert desk.looking.look is None
    assert desk.looking.words == texts.INSIDE_EMPTY
    desk.write("7")
    assert desk.digit == 7
    assert np.array_equal(desk.looking.look.explanation.image, desk.session.answers.current.answer.digit_image)
    editing.begin(desk.session)
    assert desk.looking.look is not None
    desk.session.interim.end()
    editing.clear(desk.session)
    assert desk.looking.look is None


def test_of_a_number_the_chosen_digit_is_shown(desk):
    """Without a choice it is the one that was drawn last."""
    desk.write("47")
    assert desk.session.answers.current.text == "47"
    assert desk.digit == 7
    speaking.choose(desk.session, 0)
    desk.settle()
    assert desk.digit == 4
    assert desk.looking.look.has_strokes


def test_a_stroke_is_followed_while_it_is_drawn(desk):
    """A drawing that isn't finished is shown, of a number the digit that is being drawn."""
    desk.write("4")
    (stroke,) = written("7", 250, 100, 150, 110)
    editing.begin(desk.session)
    desk.session.interim.note(desk.session.document.drawing, stroke.points[: len(stroke.points) * 2 // 3])
    desk.settle()
    assert desk.session.answers.current is None
    shown = desk.looking.look.explanation
    assert np.array_equal(shown.image, desk.session.interim.moments[-1].glimpse.image)
    editing.add_stroke(desk.session, stroke.points)
    desk.settle()
    assert desk.digit == 7
    assert not np.array_equal(desk.looking.look.explanation.image, shown.image)


def test_the_pen_comes_first(desk):
    """While a stroke is drawn, moments that follow each other fast are passed over; its answer is shown in any case."""
    now = [10.0]
    desk.looking._clock = lambda: now[0]
    (stroke,) = written("7", 60, 100, 150, 110)
    editing.begin(desk.session)
    shown = []
    for share, after in ((2, 0.0), (3, PACE / 2), (4, PACE)):
        now[0] = 10.0 + after
        desk.session.interim.note(desk.session.document.drawing, stroke.points[: len(stroke.points) * share // 4])
        desk.settle()
        shown.append(desk.looking.look.explanation.image)
    assert shown[0] is shown[1]
    assert shown[1] is not shown[2]
    editing.add_stroke(desk.session, stroke.points)
    desk.settle()
    assert np.array_equal(desk.looking.look.explanation.image, desk.session.answers.current.answer.digit_image)


def test_another_size_or_class_asks_no_network(desk):
    """The explanation is kept; the other network has another one."""
    desk.write("7")
    before = desk.looking.look
    desk.looking.show(width=1200, about=1)
    desk.settle()
    after = desk.looking.look
    assert after.explanation is before.explanation
    assert (after.layout.width, after.about, before.about) == (1200, 1, 7)
    desk.looking.show(network="strokes")
    desk.settle()
    assert desk.looking.look.explanation.network == "strokes"
    assert desk.looking.look.explanation.image.shape == (28, 28, 9)


def test_another_model_is_looked_into(desk, tmp_path):
    """One that shows nothing says so in its place, one of one layer is shown, and it has no strokes network."""
    desk.write("7")
    layers = keras_library().layers
    image = keras_library().Input((28, 28, 1))
    tens = layers.Reshape((28, 28, 10))(layers.Concatenate()([image] * 10))
    keras_library().Model(image, layers.GlobalAveragePooling2D()(tens)).save(tmp_path / "nothing.keras")
    use_model(desk.session, tmp_path / "nothing.keras")
    desk.settle()
    assert desk.looking.look is None
    assert texts.NOTHING_INSIDE in desk.looking.words
    use_model(desk.session, save_tflite(tmp_path))
    desk.settle()
    assert desk.looking.look.explanation.layers == ()
    assert not desk.looking.look.has_strokes


def test_closed_it_hears_nothing(desk):
    """What was still being worked out is dropped, and later answers ask for nothing."""
    desk.write("7")
    desk.looking.show(width=900)
    told, look = desk.told, desk.looking.look
    desk.looking.close()
    desk.looking.close()
    desk.settle()
    desk.write("1", 250)
    assert desk.told == told
    assert desk.looking.look is look
