"""Two networks for drawings: how their answers are joined, and what happens where one is missing."""

import json
import shutil

import numpy as np
import pytest
from PIL import Image

from digitpad import Drawing, Recognizer, UserError
from digitpad.bundled import models_folder
from digitpad.reading.strokes_model import joined

SEVEN = Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])
PICTURE = Image.new("L", (200, 200), 255)
PICTURE.paste(0, (90, 40, 104, 160))


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A copy of the bundled models that a test may damage, used in their place."""
    folder = tmp_path / "models"
    shutil.copytree(models_folder(), folder)
    monkeypatch.setattr("digitpad.reading.networks.models_folder", lambda: folder)
    return folder


def test_logits_are_weighed():
    """A weight of 0 leaves the picture network's answer, 1 the other's, and between them lies the mean."""
    picture, strokes = np.array([[1, 2]], np.float32), np.array([[3, -2]], np.float32)
    assert joined(picture, strokes, 0).tolist() == [[1, 2]]
    assert joined(picture, strokes, 1).tolist() == [[3, -2]]
    assert joined(picture, strokes, 0.25).tolist() == [[1.5, 1]]


def test_drawings_are_read_by_both_and_pictures_by_one(models):
    """Without the strokes network a picture gets the same answer, and a drawing another one."""
    both = Recognizer()
    for path in models.glob("digitpad-strokes.*"):
        path.unlink()
    alone = Recognizer()
    assert alone.strokes is None
    assert both.strokes is not None
    assert np.array_equal(both.predict(PICTURE).probabilities, alone.predict(PICTURE).probabilities)
    first, second = both.predict(SEVEN), alone.predict(SEVEN)
    assert (first.digit, second.digit) == (7, 7)
    assert not np.array_equal(first.probabilities, second.probabilities)


def test_many_at_once_are_read_as_each_alone():
    """Drawings and pictures in one call get the answers that they get one by one, in order."""
    recognizer = Recognizer()
    sources = [SEVEN, PICTURE, Drawing(400, 400), SEVEN]
    for many, source in zip(recognizer.predict_many(sources), sources, strict=True):
        alone = recognizer.predict(source)
        assert (many.digit, many.verdict) == (alone.digit, alone.verdict)
        assert np.allclose(many.probabilities, alone.probabilities, atol=1e-5)


def test_a_number_is_read_by_both(models):
    """The digits of a drawn number are judged by both networks: without the one their chances differ."""
    strokes = [[(x + 60 * i, y) for x, y in ((30, 60), (70, 60), (45, 150))] for i in range(2)]
    number = Drawing.from_strokes([[(x + 40 * (i > 0), y) for x, y in s] for i, s in enumerate(strokes)])
    both = Recognizer().read(number)
    for path in models.glob("digitpad-strokes.*"):
        path.unlink()
    alone = Recognizer().read(number)
    assert both.text == alone.text == "77"
    assert not np.array_equal(both.digits[0].probabilities, alone.digits[0].probabilities)


def test_a_model_of_ones_own_answers_alone():
    """The strokes network belongs to the model that ships, not to another one."""
    assert Recognizer(models_folder() / "digitpad.tflite").strokes is None


@pytest.mark.parametrize("damage", ["content", "facts", "facts missing"])
def test_a_damaged_strokes_model_is_said(models, damage):
    """A file that is there and not right is an installation to repair: one sentence with the file's name."""
    model, facts = models / "digitpad-strokes.tflite", models / "digitpad-strokes.json"
    if damage == "content":
        model.write_bytes(model.read_bytes()[:-1] + b"x")
    elif damage == "facts":
        facts.write_text(json.dumps({"weight": 7}))
    else:
        facts.unlink()
    with pytest.raises(UserError, match="digitpad-strokes"):
        Recognizer()
