"""The measures of an evaluation, against numbers worked out by hand."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.training.measuring.evaluation import Report, evaluate
from digitpad.training.measuring.measures import (
    accuracy_by_share,
    auroc,
    calibration_error,
    calibration_floor,
    wilson_interval,
)
from digitpad.training.measuring.tables import as_text, share_words
from tests.training.readers import prediction, telling


@pytest.fixture
def six():
    """A recogniser, pictures and labels: four right (one unsure), one sure and wrong, one blank."""
    recognizer, images = telling(
        [
            prediction(0, 0.9),
            prediction(0, 0.8),
            prediction(1, 0.6, "unsure"),
            prediction(7, 0.9),
            prediction(7, 0.95),
            None,
        ]
    )
    return recognizer, images, np.array([0, 0, 1, 7, 1, 3], np.uint8)


def test_main_numbers(six):
    """Accuracy, error, loss, share and accuracy of the sure answers, and verdicts are what they are by hand."""
    report = evaluate(*six)
    assert report.count == 6
    assert report.accuracy == pytest.approx(4 / 6)
    assert report.error == pytest.approx(2 / 6)
    chances = [0.9, 0.8, 0.6, 0.9, 0.05 / 9, 0.1]
    assert report.loss == pytest.approx(-sum(map(math.log, chances)) / 6, rel=1e-5)
    assert report.sure_share == pytest.approx(4 / 6)
    assert report.sure_accuracy == pytest.approx(3 / 4)
    assert report.verdicts == {"sure": 4, "unsure": 1, "no digit": 0, "blank": 1}
    assert report.accuracy_interval == wilson_interval(4, 6)
    assert report.sure_accuracy_interval == wilson_interval(3, 4)


def test_each_digit(six):
    """Precision, recall and F1 of each digit; what can't be known is None, not a number."""
    digits = evaluate(*six).digits
    assert (digits[7].precision, digits[7].recall) == (0.5, 1)
    assert digits[7].f1 == pytest.approx(2 / 3)
    assert (digits[1].count, digits[1].precision, digits[1].recall) == (2, 1, 0.5)
    assert (digits[3].precision, digits[3].recall, digits[3].f1) == (None, 0, None)
    assert (digits[9].count, digits[9].precision, digits[9].recall, digits[9].no_digit) == (0, None, None, None)


def test_confusion_matrix(six):
    """Rows are the true digits, columns the answers; a blank is in no column."""
    confusion = np.array(evaluate(*six).confusion)
    assert confusion.sum() == 5
    assert confusion[1, 7] == 1
    assert confusion[7, 1] == 0
    assert confusion[0, 0] == 2
    assert not confusion[3].any()


def test_groups(six):
    """Each group of writers has its own accuracy."""
    groups = evaluate(*six, groups=np.array(["a", "a", "b", "c", "c", "c"])).groups
    assert [(row.group, row.count, row.accuracy) for row in groups] == [("a", 2, 1), ("b", 1, 1), ("c", 3, 1 / 3)]
    assert [row.sure_share for row in groups] == [1, 0, 2 / 3]
    assert [row.sure_accuracy for row in groups] == [1, None, 0.5]
    assert groups[2].accuracy_interval == wilson_interval(1, 3)


def test_rejection():
    """Against drawings that are no digits: AUROC of confidence, and how many of either are called "no digit"."""
    answers = [prediction(1, 0.9), prediction(2, 0.5, "no digit"), prediction(3, 0.6), prediction(4, 0.3, "no digit")]
    recognizer, images = telling(answers)
    report = evaluate(recognizer, images[:2], np.array([1, 2]), others=images[2:])
    assert report.count == 2
    assert report.rejection.count == 2
    assert report.rejection.auroc == 0.75
    assert report.rejection.mean_confidence == pytest.approx(0.45)
    assert report.rejection.no_digit == 0.5
    assert report.rejection.digits_no_digit == 0.5
    assert report.digits[2].no_digit == 1


def test_all_pictures_go_in_one_call(six):
    """The recogniser is asked once, so that an evaluation is as fast as it can be."""
    evaluate(*six)
    assert six[0].calls == 1


def test_a_flat_zero_keeps_the_loss_finite():
    """A model that gives the truth no chance at all has a large loss, not an endless one."""
    recognizer, images = telling([prediction(1, 1.0)])
    assert 80 < evaluate(recognizer, images, np.array([2])).loss < 100


def test_as_json(six):
    """JSON begins with the accuracy and has every number in plain types."""
    document = json.loads(json.dumps(evaluate(*six, groups=np.array(["x"] * 6), others=six[1]).as_json()))
    assert next(iter(document)) == "accuracy"
    assert set(document) == set(Report.__dataclass_fields__)
    assert document["digits"][7]["precision"] == 0.5
    assert document["confusion"][1][7] == 1
    assert document["groups"][0]["group"] == "x"
    assert document["rejection"]["count"] == 6


def test_as_text(six):
    """The text has the main numbers, a line for each digit and group, and no decimal is rounded up."""
    text = as_text(evaluate(*six, groups=np.array(["ann", "ann", "ben", "ben", "ben", "ben"])))
    lines = text.splitlines()
    assert lines[0].startswith("Accuracy")
    assert "66.66 %" in lines[0]
    assert "(95 % interval 30.00 to 90.32 %)" in lines[0]
    assert any(line.startswith("ben ") and "50.00 %" in line for line in lines)
    assert any(line.split() == ["7", "1", "50.00", "%", "all", "66.66", "%", "0.00", "%"] for line in lines)
    assert any(line.split() == ["1", "·", "1", *"·····", "1", "·", "·"] for line in lines)


@pytest.mark.parametrize(
    ("share", "words"), [(0.29, "29.00 %"), (0.99999, "99.99 %"), (1, "all"), (0, "0.00 %"), (None, "–")]
)
def test_share_words(share, words):
    """Shares are rounded down, and a whole is said in words: 100 % is never shown."""
    assert share_words(share) == words


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    # By the formula of Wilson, as R's prop.test(correct = FALSE) gives them.
    [
        (8, 10, 0.4901625, 0.9433178),
        (10, 10, 0.7224672, 1.0),
        (0, 10, 0.0, 0.2775328),
        (9962, 10000, 0.9947851, 0.9972329),
    ],
)
def test_wilson_interval(right, count, low, high):
    """The interval is Wilson's, and stays within 0..1."""
    assert wilson_interval(right, count) == pytest.approx((low, high), abs=1e-5)


def test_calibration_error_by_hand():
    """In each bin the gap between confidence and accuracy counts by the bin's share."""
    confidences = np.array([0.95, 0.97, 0.5, 0.5])
    right = np.array([True, False, True, True])
    # Bin 14: two answers, confidence 0.96, accuracy 0.5; bin 7: two answers, confidence 0.5, accuracy 1.
    assert calibration_error(confidences, right) == pytest.approx(0.5 * 0.46 + 0.5 * 0.5)
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, False])) == 0


def test_calibration_floor_is_what_chance_alone_gives():
    """The floor shrinks with more samples, is the same every time, and is the error of a calibrated model."""
    random = np.random.default_rng(1)
    few, many = random.random(100), random.random(10_000)
    assert calibration_floor(few) == calibration_floor(few)
    assert calibration_floor(few) > 5 * calibration_floor(many) > 0
    calibrated = calibration_error(many, random.random(10_000) < many)
    assert calibrated == pytest.approx(calibration_floor(many), rel=0.6)
    assert calibration_floor(np.ones(50)) == 0


def test_auroc_by_hand():
    """Pairs in the right order count one, ties one half."""
    assert auroc(np.array([0.9, 0.8]), np.array([0.1, 0.2, 0.3])) == 1
    assert auroc(np.array([0.1]), np.array([0.9])) == 0
    assert auroc(np.array([0.5]), np.array([0.5])) == 0.5
    assert auroc(np.array([0.5, 0.9]), np.array([0.5, 0.6])) == pytest.approx((0.5 + 0 + 1 + 1) / 4)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_laws(answers):
    """Whatever the answers: shares rise to 1, the last accuracy is that of all, errors lie within 0..1."""
    confidences = np.array([confidence for confidence, _ in answers])
    right = np.array([hit for _, hit in answers])
    shares, accuracies = accuracy_by_share(confidences, right)
    assert shares[-1] == 1
    assert (np.diff(shares) > 0).all()
    assert accuracies[-1] == pytest.approx(right.mean())
    assert accuracies[0] == right[np.argmax(confidences)]
    assert 0 <= calibration_error(confidences, right) <= 1
    low, high = wilson_interval(int(right.sum()), len(right))
    assert 0 <= low <= right.mean() <= high <= 1
