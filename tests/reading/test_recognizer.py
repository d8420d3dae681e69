"""The public API's promises about Recognizer and Prediction."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

import digitpad
from digitpad import Drawing, Recognizer, UserError
from digitpad.bundled import models_folder
from digitpad.reading.facts import Facts
from digitpad.reading.judging import class_probabilities, judged, output_kind

SEVEN = Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])
FIXED = Facts(output="logits", sure=0.9, digit=0.4)


@pytest.fixture(scope="module")
def recognizer():
    return Recognizer()


@pytest.fixture
def copied_models(tmp_path, monkeypatch):
    """A copy of the bundled models that a test may damage, used in their place."""
    folder = tmp_path / "models"
    shutil.copytree(models_folder(), folder)
    monkeypatch.setattr("digitpad.reading.networks.models_folder", lambda: folder)
    return folder


def same(first, second):
    return (
        first.digit == second.digit
        and first.verdict == second.verdict
        and np.allclose(first.probabilities, second.probabilities, atol=1e-5)
    )


def assert_consistent(prediction):
    """Hold what is promised about every prediction that is not blank."""
    assert type(prediction.digit) is int
    assert type(prediction.confidence) is float
    assert prediction.probabilities.shape == (10,)
    assert prediction.probabilities.dtype == np.float32
    assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert prediction.digit == prediction.probabilities.argmax()
    assert 0 <= prediction.confidence <= prediction.probabilities.max() + 1e-6
    digits, chances = zip(*prediction.candidates, strict=True)
    assert sorted(digits) == list(range(10))
    assert list(chances) == sorted(chances, reverse=True)
    assert digits[0] == prediction.digit


def test_a_plain_seven_is_read(recognizer):
    """A seven as a schoolbook shows it is a sure seven."""
    prediction = recognizer.predict(SEVEN)
    assert prediction.digit == 7
    assert prediction.verdict == "sure"
    assert_consistent(prediction)


def test_mnist_digits_are_read(recognizer, mnist_sample):
    """Of 200 MNIST test digits at most 4 are misread, and every prediction keeps the promises."""
    images, labels = mnist_sample
    predictions = recognizer.predict_many(images)
    for prediction in predictions:
        assert_consistent(prediction)
    assert sum(p.digit != label for p, label in zip(predictions, labels, strict=True)) <= 4


def test_all_kinds_of_sources_are_read_alike(recognizer, mnist_sample):
    """Digits as uint8 and as float arrays are the same; a drawing is the same as its digit image."""
    images, _ = mnist_sample
    assert same(recognizer.predict(images[0]), recognizer.predict(images[0].astype(np.float64) / 255))
    # A drawing says more than its picture: another network looks at it, too.
    drawn, seen = recognizer.predict(SEVEN), recognizer.predict(digitpad.digit_image(SEVEN))
    assert (drawn.digit, drawn.verdict) == (seen.digit, seen.verdict) == (7, "sure")


def test_a_picture_is_read(recognizer):
    """A PIL image is read as ink on paper."""
    ink = Image.fromarray((digitpad.digit_image(SEVEN) * 255).astype(np.uint8)).resize((280, 280))
    assert recognizer.predict(ink.point(lambda value: 255 - value)).digit == 7


@pytest.mark.parametrize(
    "source",
    [Drawing(), np.zeros((28, 28), np.float32), np.zeros((28, 28), np.uint8)],
    ids=["drawing", "float", "uint8"],
)
def test_a_blank_is_answered_without_the_network(recognizer, monkeypatch, source):
    """No ink: no digit, no confidence, even chances, and the engine isn't asked."""
    monkeypatch.setattr(recognizer, "_engine", None)
    prediction = recognizer.predict(source)
    assert prediction.digit is None
    assert prediction.confidence == 0
    assert prediction.verdict == "blank"
    assert np.allclose(prediction.probabilities, 0.1)
    assert len(prediction.candidates) == 10


def test_many_are_answered_in_order(recognizer, mnist_sample):
    """predict_many answers in the sources' order, blanks among them, from any iterable."""
    images, _ = mnist_sample
    sources = [images[3], Drawing(), SEVEN, images[77], np.zeros((28, 28), np.uint8), images[150]]
    predictions = recognizer.predict_many(source for source in sources)
    assert [p.verdict == "blank" for p in predictions] == [False, True, False, False, True, False]
    for source, prediction in zip(sources, predictions, strict=True):
        assert same(recognizer.predict(source), prediction)


def test_none_are_answered_with_none(recognizer):
    """predict_many([]) is []."""
    assert recognizer.predict_many([]) == []


@pytest.mark.parametrize("source", [None, 7, "7.png", [[(1, 2)]], np.zeros((2, 28, 28), np.float32)])
def test_anything_else_is_a_user_error(recognizer, source):
    """What can't be a digit is refused with a sentence, alone and among others."""
    with pytest.raises(UserError, match=r"\.$"):
        recognizer.predict(source)
    with pytest.raises(UserError):
        recognizer.predict_many([SEVEN, source])


def test_a_recognizer_serves_many_threads(recognizer, mnist_sample):
    """Threads that predict at once, one digit or many, get what one thread alone gets."""
    images, _ = mnist_sample
    expected = recognizer.predict_many(images)
    with ThreadPoolExecutor(8) as pool:
        ones = pool.map(recognizer.predict, images)
        manys = pool.map(recognizer.predict_many, [images] * 8)
        assert all(same(one, other) for one, other in zip(ones, expected, strict=True))
        for many in manys:
            assert all(same(one, other) for one, other in zip(many, expected, strict=True))


def test_the_model_that_ships_is_checked(copied_models):
    """A bundled model that isn't the one its facts name is refused, and named."""
    path = copied_models / "digitpad.tflite"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"digitpad\.tflite.*SHA-256"):
        Recognizer()


def test_a_truncated_bundled_model_is_refused(copied_models):
    """Half a model is found out by its digest."""
    path = copied_models / "digitpad.tflite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UserError, match=r"digitpad\.tflite"):
        Recognizer()


@pytest.mark.parametrize("name", ["digitpad.tflite", "digitpad.json"])
def test_a_missing_bundled_file_is_named(copied_models, name):
    """A damaged installation is told by the file that it lacks."""
    (copied_models / name).unlink()
    with pytest.raises(UserError, match=name):
        Recognizer()


def test_the_facts_name_the_digests_of_both_models():
    """The facts file that ships holds the digest of the .tflite and of the .keras file."""
    document = json.loads((models_folder() / "digitpad.json").read_text(encoding="utf-8"))
    assert {"digitpad.tflite", "digitpad.keras"} <= set(document["sha256"])


@pytest.mark.parametrize(
    ("scores", "kind"),
    [
        ([[-1.0, 3.0], [0.2, 0.1]], "logits"),
        ([[0.2, 5.0], [0.2, 0.1]], "logits"),
        ([[0.25, 0.75], [0.5, 0.5]], "softmax"),
        ([[0.9, 0.9], [0.1, 0.2]], "sigmoid"),
    ],
)
def test_the_last_layer_is_told_from_its_scores(scores, kind):
    """Rows that sum to 1 are a softmax's, others in 0..1 sigmoids', the rest logits."""
    assert output_kind(np.array(scores, np.float32)) == kind


@pytest.mark.parametrize("output", ["logits", "softmax", "sigmoid"])
def test_scores_become_probabilities(output):
    """Whatever the last layer is, rows sum to 1 and keep the order of the scores, zeros and ones included."""
    scores = np.array([[0.0, 1.0, 0.5, 0.2], [1.0, 0.0, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25]], np.float32)
    probabilities = class_probabilities(scores, output, 1.0)
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert (np.argsort(probabilities[0]) == np.argsort(scores[0])).all()
    assert np.allclose(probabilities[2], 0.25)


def test_probabilities_of_a_softmax_stay():
    """At temperature 1 a softmax's own probabilities come out."""
    scores = np.array([[0.7, 0.2, 0.1]], np.float32)
    assert np.allclose(class_probabilities(scores, "softmax", 1.0), scores, atol=1e-6)


def test_huge_logits_stay_finite():
    """Scores far beyond what exp can take are still probabilities."""
    probabilities = class_probabilities(np.array([[1e30, -1e30, 0]], np.float32), "logits", 0.5)
    assert np.array_equal(probabilities, [[1, 0, 0]])


def test_temperature_tones_confidence_down():
    """A temperature above 1 makes the same scores less sure, and changes no order."""
    scores = np.array([[4.0, 1.0, 0.0]], np.float32)
    cold, warm = (class_probabilities(scores, "logits", temperature)[0] for temperature in (1, 3))
    assert warm[0] < cold[0]
    assert (np.argsort(warm) == np.argsort(cold)).all()


def logits_for(chances):
    return np.log(np.array([chances], np.float32))


@pytest.mark.parametrize(
    ("chances", "verdict"),
    [
        ([0.95] + [0.05 / 9] * 9, "sure"),
        ([0.85] + [0.15 / 9] * 9, "unsure"),
        ([0.19] + [0.09] * 9, "no digit"),
    ],
)
def test_a_model_of_ten_classes_is_judged_by_its_confidence(chances, verdict):
    """Above one threshold sure, below the other no digit, between them unsure."""
    (prediction,) = judged(logits_for(chances), "logits", FIXED)
    assert prediction.verdict == verdict
    assert prediction.digit == 0
    assert prediction.confidence == pytest.approx(chances[0], abs=1e-5)


@pytest.mark.parametrize(
    ("chances", "verdict"),
    [
        ([0.95] + [0.0] * 9 + [0.05], "sure"),
        ([0.50] + [0.0] * 9 + [0.50], "unsure"),
        ([0.30] + [0.0] * 9 + [0.70], "no digit"),
        ([0.35, 0.35] + [0.0] * 8 + [0.30], "unsure"),
    ],
)
def test_an_eleventh_class_is_no_digit(chances, verdict):
    """The eleventh class lowers the confidence and leaves the ten probabilities, which sum to 1, alone."""
    (prediction,) = judged(logits_for([max(chance, 1e-9) for chance in chances]), "logits", FIXED)
    assert prediction.verdict == verdict
    assert prediction.digit == 0
    assert prediction.confidence == pytest.approx(chances[0], abs=1e-4)
    assert_consistent(prediction)
    assert prediction.probabilities[0] == pytest.approx(chances[0] / sum(chances[:10]), abs=1e-4)


@pytest.mark.parametrize("place", [(1, 1), (200, 200), (399, 12)])
@pytest.mark.parametrize("times", [1, 3])
def test_a_dot_is_no_digit(place, times):
    """A click, or several at one place, is refused wherever it is, whatever the network makes of it."""
    dot = Drawing.from_strokes([[place]] * times, 400, 400)
    recognizer = Recognizer()
    assert recognizer.predict(dot).verdict == "no digit"
    assert recognizer.read(dot).verdict == "no digit"


@pytest.mark.parametrize("length", [1, 3, 7])
def test_a_slip_is_no_digit_and_as_likely(length):
    """What is too small to be a digit is never said to be one with a chance that a digit would have."""
    recognizer = Recognizer()
    prediction = recognizer.predict(Drawing.from_strokes([[(200, 200), (200 + length / 5, 200 + length)]], 400, 400))
    assert prediction.verdict == "no digit"
    assert prediction.confidence < recognizer.facts.digit
    assert_consistent(prediction)
