"""The facts file beside a model."""

import hashlib
import json

import pytest

from digitpad import UserError, texts
from digitpad.reading.facts import DEFAULT_DIGIT, DEFAULT_SURE, check_sha256, facts_beside, read_facts
from tests.saying import said


def facts_file(folder, document, name="model.json"):
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def test_facts_are_read(tmp_path):
    """All that the facts say arrives."""
    document = {
        "output": "logits",
        "temperature": 1.5,
        "thresholds": {"sure": 0.8, "digit": 0.3},
        "sha256": {"model.tflite": "ab"},
        "recipe": "digitpad",
    }
    facts = read_facts(facts_file(tmp_path, document))
    assert (facts.output, facts.temperature, facts.sure, facts.digit) == ("logits", 1.5, 0.8, 0.3)
    assert dict(facts.sha256) == {"model.tflite": "ab"}
    assert dict(facts.document)["recipe"] == "digitpad"


def test_what_facts_do_not_say_is_the_default(tmp_path):
    """An empty facts file stands for temperature 1 and the stated thresholds."""
    facts = read_facts(facts_file(tmp_path, {}))
    assert (facts.output, facts.temperature, facts.sure, facts.digit) == (None, 1.0, DEFAULT_SURE, DEFAULT_DIGIT)


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[]",
        "7",
        {"temperature": 0},
        {"temperature": -1},
        {"temperature": "warm"},
        {"temperature": float("nan")},
        {"output": "scores"},
        {"output": []},
        {"thresholds": {"sure": 1.5}},
        {"thresholds": {"digit": -0.1}},
        {"thresholds": []},
        {"thresholds": {"sure": None}},
        {"sha256": "ab"},
    ],
)
def test_impossible_facts_are_refused(tmp_path, document):
    """A facts file that can't be true is damaged, and is named."""
    path = facts_file(tmp_path, document)
    with pytest.raises(UserError, match="damaged") as caught:
        read_facts(path)
    assert str(path) in str(caught.value)


def test_a_facts_file_that_is_no_text_is_refused(tmp_path):
    """Bytes that are no UTF-8 are no facts."""
    path = tmp_path / "model.json"
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(UserError, match="damaged"):
        read_facts(path)


def test_a_missing_facts_file_is_named(tmp_path):
    """Where facts must be, their absence is told."""
    with pytest.raises(UserError, match=r"none\.json.*no such file"):
        read_facts(tmp_path / "none.json")


def test_facts_lie_beside_the_model(tmp_path):
    """A model's facts have its name and end in .json; a model may have none."""
    facts_file(tmp_path, {"temperature": 2}, "mine.json")
    assert facts_beside(tmp_path / "mine.keras").temperature == 2
    assert facts_beside(tmp_path / "other.keras") is None


def test_a_digest_is_compared(tmp_path):
    """A file that has the digest passes, a changed one doesn't, one without a digest does, a missing one is named."""
    model = tmp_path / "model.tflite"
    model.write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    facts = read_facts(facts_file(tmp_path, {"sha256": {"model.tflite": digest}}))
    check_sha256(model, facts)
    model.write_bytes(b"Weights")
    with pytest.raises(UserError, match="SHA-256"):
        check_sha256(model, facts)
    check_sha256(model, read_facts(facts_file(tmp_path, {}, "none.json")))
    with pytest.raises(UserError, match=said(texts.CANT_READ)):
        check_sha256(tmp_path / "gone.tflite", facts)
