"""Which ink spoke for the answer."""

import numpy as np
import pytest

from digitpad import Drawing, Recognizer, digit_image
from digitpad.reading.heatmap import field_on_pad, heat_of
from digitpad.reading.prediction import BLANK, Prediction
from tests.app.hand import SEVEN


def weighs(weights):
    """A recogniser of 1s and 7s: the score of a 7 is the sum of the ink times these weights."""

    def predict_many(images):
        return [BLANK if not image.any() else judged(float((image * weights).sum())) for image in images]

    def judged(score):
        probabilities = np.full(10, 1e-5, np.float32)
        probabilities[7] = 1 / (1 + np.exp(-score))
        probabilities[1] = 1 - probabilities[7]
        probabilities /= probabilities.sum()
        return Prediction(int(probabilities.argmax()), float(probabilities.max()), probabilities, "sure")

    return predict_many


def test_ink_that_counts_is_found():
    """Ink with a weight for the answer is above 0, ink with one against it below, ink without one is 0."""
    image = np.zeros((28, 28), np.float32)
    image[4:7, 4:24] = image[13:16, 4:24] = image[22:25, 4:24] = 1
    weights = np.zeros((28, 28), np.float32)
    weights[4:7], weights[22:25] = 0.05, -0.02
    heat = heat_of(weighs(weights), image)
    assert (heat.answer, heat.runner_up) == (7, 1)
    for values in (heat.spoke_for, heat.spoke_between):
        assert values.shape == (28, 28)
        assert values.max() == pytest.approx(1)
        assert (values[4:7, 4:24] > 0.4).all()
        assert np.abs(values[13:16, 4:24]).max() < 1e-5
        assert (values[22:25, 4:24] < -0.1).all()


def test_no_ink_has_no_heat():
    """A blank has no answer to explain."""
    assert heat_of(weighs(np.zeros((28, 28))), np.zeros((28, 28), np.float32)) is None


def test_one_batch_asks_the_model():
    """All questions go to the recogniser at once."""
    calls = []
    recognizer = Recognizer()

    def predict_many(images):
        calls.append(len(images))
        return recognizer.predict_many(images)

    heat = heat_of(predict_many, digit_image(Drawing.from_strokes([SEVEN])))
    assert heat.answer == 7
    assert len(calls) == 1


@pytest.mark.parametrize(
    "strokes", [[SEVEN], [[(40, 300), (60, 310)]], [[(0, 0), (399, 10)], [(30, 5), (30, 60)]], [[(100, 100)]]]
)
def test_the_map_lies_on_the_ink(strokes):
    """Each drawn point falls on ink of the digit image, once its place on the pad is known."""
    drawing = Drawing.from_strokes(strokes)
    image = digit_image(drawing)
    left, top, side = field_on_pad(drawing, image)
    for stroke in drawing.strokes:
        for x, y in stroke.points:
            row, column = round((y - top) / side * 28 - 0.5), round((x - left) / side * 28 - 0.5)
            assert image[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2].max() > 0.4
