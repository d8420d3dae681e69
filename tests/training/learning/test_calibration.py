"""Temperature and thresholds."""

import numpy as np
import pytest

from digitpad.reading.judging import class_probabilities
from digitpad.training.learning.calibration import (
    SHARE_SURE,
    SHOWN_SURE,
    SURE_AT_LATEST,
    Scored,
    best_temperature,
    calibrated,
    no_digit_shift,
)


def _drawn(temperature, count=20_000, seed=0):
    """Logits, and labels that really occur with the chances of these logits at some temperature."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 4, (count, 11)).astype(np.float32)
    logits[:, 10] -= 8
    chances = class_probabilities(logits, "logits", temperature).cumsum(axis=1)
    labels = (rng.random((count, 1)) > chances).sum(axis=1)
    keep = labels < 10
    return logits[keep], labels[keep]


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_true_temperature_is_found(temperature):
    """Where labels follow the logits at a known temperature, that temperature is what calibration finds."""
    logits, labels = _drawn(temperature)
    assert best_temperature(logits, labels, "logits") == pytest.approx(temperature, rel=0.08)


def test_thresholds_keep_their_shares():
    """At least 95 % of every group are called sure, and at most a few in a thousand of any digit no digit."""
    logits, labels = _drawn(1.0)
    groups = np.where(np.arange(len(labels)) % 3, "many", "few")
    facts = calibrated(Scored(logits, labels, groups), "logits")
    classes = class_probabilities(logits, "logits", facts.temperature)
    sure = classes[:, :10].max(axis=1) >= facts.sure
    lost = classes[:, :10].sum(axis=1) < facts.digit
    assert min(sure[groups == group].mean() for group in ("many", "few")) >= 0.95
    assert 0.9 < sure.mean() < 0.99
    assert max(lost[labels == digit].mean() for digit in range(10)) <= 0.006


def test_what_is_sure_is_shown_so():
    """Of a good network sure begins at 98 %, with as many digits sure as where its confidence was cut before."""
    logits, labels = _drawn(1.0)
    good = (logits * 4).astype(np.float32)  # labels follow the logits nearly always
    labels = np.where(np.arange(len(labels)) % 200, good[:, :10].argmax(axis=1), labels)
    digits = Scored(good, labels, np.full(len(labels), "all"))
    facts = calibrated(digits, "logits")
    before = best_temperature(good, labels, "logits")
    assert facts.sure == SHOWN_SURE
    assert facts.temperature > before
    sure = class_probabilities(good, "logits", facts.temperature)[:, :10].max(axis=1) >= facts.sure
    cut = np.quantile(class_probabilities(good, "logits", before)[:, :10].max(axis=1), 1 - SHARE_SURE)
    wanted = class_probabilities(good, "logits", before)[:, :10].max(axis=1) >= min(cut, SURE_AT_LATEST)
    assert sure.mean() == pytest.approx(wanted.mean(), abs=0.001)


def test_a_small_group_does_not_set_the_threshold():
    """A handful of hard samples from one source, none of which is sure, leaves the threshold where it was."""
    logits, labels = _drawn(1.0)
    few = np.zeros((20, 11), np.float32)
    groups = np.full(len(labels), "many")
    before = calibrated(Scored(logits, labels, groups), "logits")
    after = calibrated(
        Scored(np.concatenate([logits, few]), np.append(labels, np.arange(20) % 10), np.append(groups, ["few"] * 20)),
        "logits",
    )
    assert after.sure == pytest.approx(before.sure, abs=0.02)


def test_the_shift_leaves_digits_little_chance_to_be_none():
    """A "no digit" logit that is too high by 6 is brought down until validation digits have 0.3 % of it in the mean."""
    logits, labels = _drawn(1.0)
    logits[:, 10] += 6
    logits[:, 10] -= no_digit_shift(Scored(logits, labels, np.full(len(labels), "all")))
    assert class_probabilities(logits, "logits", 1.0)[:, 10].mean() == pytest.approx(0.003, abs=1e-4)


def test_a_low_logit_is_not_shifted():
    """Where digits have less chance than that to be none, nothing is shifted."""
    logits, labels = _drawn(1.0)
    logits[:, 10] = -30
    assert no_digit_shift(Scored(logits, labels, np.full(len(labels), "all"))) == 0
