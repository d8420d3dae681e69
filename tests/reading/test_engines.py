"""The engines: the bundled model in both its forms, and models of people's own."""

import json
import sys

import numpy as np
import pytest

from digitpad import Recognizer, UserError, texts
from digitpad.bundled import models_folder
from digitpad.reading.engines import load_engine
from digitpad.reading.engines.litert import CHUNK
from digitpad.reading.facts import DEFAULT_DIGIT, DEFAULT_SURE
from digitpad.reading.judging import class_probabilities
from tests.models import ALWAYS, NEVER, picture_of, save_keras, save_tflite
from tests.saying import said

PICTURES = np.stack([picture_of(digit) for digit in range(10)])
SHAPES = [(784,), (28, 28), (28, 28, 1), (1, 28, 28)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("save", [save_keras, save_tflite])
def test_models_get_the_shape_that_they_expect(tmp_path, save, shape):
    """Inputs of 784, 28 × 28, 28 × 28 × 1 and 1 × 28 × 28 all see the picture upright."""
    predictions = Recognizer(save(tmp_path, shape=shape)).predict_many(PICTURES)
    assert [prediction.digit for prediction in predictions] == list(range(10))


@pytest.mark.parametrize(("activation", "kind"), [(None, "logits"), ("softmax", "softmax"), ("sigmoid", "sigmoid")])
@pytest.mark.parametrize("save", [save_keras, save_tflite])
def test_any_last_layer_gives_probabilities(tmp_path, save, activation, kind):
    """Logits, softmax and sigmoids are told apart without a facts file, and all end as probabilities."""
    recognizer = Recognizer(save(tmp_path, activation=activation))
    assert recognizer.output == kind
    for digit, prediction in enumerate(recognizer.predict_many(PICTURES)):
        assert prediction.digit == digit
        assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert prediction.probabilities[digit] > 0.9


def test_a_model_without_facts_gets_stated_defaults(tmp_path):
    """Temperature 1 and the stated thresholds."""
    facts = Recognizer(save_tflite(tmp_path)).facts
    assert (facts.temperature, facts.sure, facts.digit) == (1.0, DEFAULT_SURE, DEFAULT_DIGIT)


def test_facts_beside_a_model_count(tmp_path):
    """The file of the model's name that ends in .json sets temperature and thresholds, and its digest is checked."""
    path = save_tflite(tmp_path)
    facts = tmp_path / "tiny.json"
    facts.write_text(json.dumps({"temperature": 20, "thresholds": {"sure": 0.3, "digit": 0.1}}))
    prediction = Recognizer(path).predict(picture_of(3))
    assert prediction.verdict == "unsure"
    assert prediction.confidence < 0.3
    facts.write_text(json.dumps({"sha256": {"tiny.tflite": "00"}}))
    with pytest.raises(UserError, match="SHA-256"):
        Recognizer(path)


def test_h5_files_are_read(tmp_path):
    """The old format of Keras is read as the new one."""
    assert Recognizer(save_keras(tmp_path, "old.h5")).predict(picture_of(4)).digit == 4


@pytest.mark.parametrize("save", [save_keras, save_tflite])
def test_an_eleventh_class_says_no_digit(tmp_path, save):
    """A model with eleven classes is taken, and its last class means that this is no digit."""
    recognizer = Recognizer(save(tmp_path, classes=11, no_digit=NEVER))
    assert recognizer.predict(picture_of(6)).digit == 6
    assert recognizer.predict(picture_of(6)).verdict == "sure"
    other = Recognizer(save(tmp_path, classes=11, no_digit=ALWAYS)).predict(picture_of(6))
    assert other.verdict == "no digit"
    assert other.digit == 6


@pytest.mark.parametrize("batch", [None, 1])
def test_batches_of_any_size_agree_with_single_pictures(tmp_path, batch):
    """Neither the chunks of a model with a free batch nor a fixed batch of 1 change any score or its place."""
    engine = load_engine(save_tflite(tmp_path, batch=batch))
    rng = np.random.default_rng(0)
    images = rng.random((2 * CHUNK + 3, 28, 28), np.float32)
    singles = np.concatenate([engine.scores(image[None]) for image in images])
    for count in (1, 2, CHUNK // 4, CHUNK - 1, CHUNK, CHUNK + 1, len(images)):
        assert np.allclose(engine.scores(images[:count]), singles[:count], atol=1e-5)


def test_scores_are_not_overwritten_by_the_next_call(tmp_path):
    """The runtime's own memory never leaks out."""
    engine = load_engine(save_tflite(tmp_path))
    first = engine.scores(PICTURES[:1])
    kept = first.copy()
    engine.scores(PICTURES[1:2])
    assert np.array_equal(first, kept)


def test_keras_and_litert_agree_on_real_digits(mnist_sample):
    """The .keras file that ships and the .tflite made from it give the same answers: within 1e-4, same digit."""
    images = mnist_sample[0].astype(np.float32) / 255
    scores = [load_engine(models_folder() / f"digitpad.{kind}").scores(images) for kind in ("keras", "tflite")]
    probabilities = [class_probabilities(each, Recognizer().output, 1.0) for each in scores]
    assert np.abs(scores[0] - scores[1]).max() < 1e-4
    assert np.abs(probabilities[0] - probabilities[1]).max() < 1e-4
    assert np.array_equal(scores[0].argmax(axis=1), scores[1].argmax(axis=1))


def test_the_keras_file_that_ships_is_read_with_its_facts(mnist_sample):
    """Recognizer("digitpad.keras") predicts as the bundled .tflite does, calibration included."""
    images, _ = mnist_sample
    ours = Recognizer(models_folder() / "digitpad.keras").predict_many(images[:80])
    bundled = Recognizer().predict_many(images[:80])
    assert [p.digit for p in ours] == [p.digit for p in bundled]
    assert np.allclose([p.confidence for p in ours], [p.confidence for p in bundled], atol=1e-3)


def test_the_bundled_models_carry_no_optimiser():
    """The .keras file holds weights once: it is hardly larger than the .tflite made from it."""
    sizes = [(models_folder() / f"digitpad.{kind}").stat().st_size for kind in ("keras", "tflite")]
    assert sizes[0] < 2 * sizes[1]


@pytest.mark.parametrize("save", [save_keras, save_tflite])
@pytest.mark.parametrize(
    "what", [{"shape": (20, 20)}, {"shape": (28, 28, 3)}, {"classes": 12}, {"classes": 2}], ids=str
)
def test_a_model_of_another_shape_is_refused(tmp_path, save, what):
    """A model that doesn't take one picture or doesn't answer with ten digits is named with its shape."""
    path = save(tmp_path, **what)
    with pytest.raises(UserError, match=r"This model doesn't (take|answer).*\d") as caught:
        Recognizer(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.98])
@pytest.mark.parametrize(("save", "name"), [(save_keras, "m.keras"), (save_keras, "m.h5"), (save_tflite, "m.tflite")])
def test_a_truncated_model_is_refused(tmp_path, save, name, share):
    """What is left of a model file after a broken copy is called damaged."""
    path = save(tmp_path, name)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(UserError, match="damaged") as caught:
        Recognizer(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("name", ["text.tflite", "text.keras", "text.h5"])
def test_a_text_file_is_no_model(tmp_path, name):
    """Any file under a model's name is refused."""
    path = tmp_path / name
    path.write_text("I am no model.\n" * 100)
    with pytest.raises(UserError, match="damaged"):
        Recognizer(path)


def test_other_suffixes_and_missing_files_are_refused(tmp_path):
    """A model is told by its suffix; a missing one, and a folder, are named."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"x")
    with pytest.raises(UserError, match=r"model\.onnx.*\.tflite, \.keras or \.h5"):
        Recognizer(path)
    with pytest.raises(UserError, match=r"gone\.tflite"):
        Recognizer(tmp_path / "gone.tflite")
    with pytest.raises(UserError, match=said(texts.NO_MODEL)):
        Recognizer(tmp_path)


@pytest.mark.parametrize("name", ["m.keras", "m.h5"])
def test_without_keras_a_sentence_says_how_to_get_it(tmp_path, monkeypatch, name):
    """Where Keras isn't installed, its files are refused with the command that installs it."""
    path = save_keras(tmp_path, name)
    monkeypatch.setitem(sys.modules, "keras", None)
    with pytest.raises(UserError, match=r"pip install .*digitpad\[train\]"):
        Recognizer(path)


def test_both_files_that_ship_give_the_embedding_of_the_scores(mnist_sample):
    """What the last layer makes the scores from comes with them, one by one and in chunks, from either file alike."""
    images = mnist_sample[0][: CHUNK + 3].astype(np.float32) / 255
    litert, keras = (load_engine(models_folder() / f"digitpad.{suffix}") for suffix in ("tflite", "keras"))
    found, expected = litert.outputs(images), keras.outputs(images)
    assert found.embeddings.shape == (CHUNK + 3, expected.embeddings.shape[1])
    np.testing.assert_allclose(found.embeddings, expected.embeddings, atol=1e-4)
    np.testing.assert_allclose(found.embeddings[:1], litert.outputs(images[:1]).embeddings, atol=1e-4)
    np.testing.assert_allclose(found.scores, litert.scores(images), atol=1e-5)


def test_a_model_without_an_embedding_adapts_by_its_scores(tmp_path):
    """A file of somebody's own that has one output learns a sign all the same, and forgets it."""
    recognizer = Recognizer(save_tflite(tmp_path, classes=11, no_digit=ALWAYS))
    assert recognizer.outputs([PICTURES[3]]).embeddings.shape == (1, 11)
    assert recognizer.predict(PICTURES[3]).verdict == "no digit"
    key = recognizer.examples.add(PICTURES[3], 3)
    assert recognizer.predict(PICTURES[3]).is_digit
    recognizer.examples.remove(key)
    assert recognizer.predict(PICTURES[3]).verdict == "no digit"
