"""The strokes network is trained, and joined with the picture network on validation writers."""

import json

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.training.data.strokes import build
from digitpad.training.learning import train as training
from digitpad.training.learning.joining import Together, best_weight

SHAPES = {
    "1": [(0.5, 0.0), (0.5, 1.0)],
    "7": [(0.0, 0.0), (0.6, 0.0), (0.2, 1.0)],
    "0": [(0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5), (0.5, 0.0)],
}
WRITERS = {"train": "pendigits/1", "validation": "pendigits/20", "test": "pendigits/30"}


def stroke_data():
    """Three digits and a letter by a writer of each split, four times each, a little different."""
    rng = np.random.default_rng(3)
    shapes = [*SHAPES.items(), ("A", [(0.0, 1.0), (0.5, 0.0), (1.0, 1.0), (0.2, 0.6), (0.8, 0.6)])]
    return build(
        ([(np.array(points) + rng.normal(0, 0.02, (len(points), 2))).astype(np.float32)], label, writer)
        for writer in WRITERS.values()
        for label, points in shapes
        for _ in range(4)
    )


def logits(labels, sure, n=11):
    """Logits that name each label, more or less surely."""
    found = np.zeros((len(labels), n), np.float32)
    found[np.arange(len(labels)), labels] = sure
    return found


def test_the_network_that_reads_better_weighs_more():
    """Of one that is right and one that is wrong, the first gets all the weight."""
    labels = np.arange(10)
    right, wrong = logits(labels, 5.0), logits((labels + 1) % 10, 5.0)
    assert best_weight(Together(wrong, right, labels)) == 1
    assert best_weight(Together(right, wrong, labels)) == 0
    assert Together(right, right, labels).wrong(0.5) == 0
    assert Together(wrong, right, labels).wrong(0) == 10


def test_two_that_err_elsewhere_are_better_together():
    """Each is wrong in a quarter that the other reads surely: together they read all."""
    labels = np.tile(np.arange(10), 4)
    first, second = logits(labels, 4.0), logits(labels, 4.0)
    first[:10] = logits((labels[:10] + 1) % 10, 1.0)
    second[10:20] = logits((labels[10:20] + 1) % 10, 1.0)
    together = Together(first, second, labels)
    assert (together.wrong(0), together.wrong(1)) == (10, 10)
    assert together.wrong(best_weight(together)) == 0


def test_a_strokes_network_is_trained_joined_and_exported(tmp_path, monkeypatch, capsys):
    """The command trains it, writes facts with its weight beside the picture network, and export takes it."""
    monkeypatch.setattr(training, "load_strokes", lambda _data: stroke_data())
    monkeypatch.setattr("digitpad.training.data.stroke_data.load_strokes", lambda _data: stroke_data())
    out = tmp_path / "strokes.keras"
    command = ["train", "--recipe", "digitpad-strokes", "--out", str(out), "--epochs", "1", "--limit", "6"]
    assert main(command) == 0
    assert "of 12 validation digits" in capsys.readouterr().out
    facts = json.loads(out.with_suffix(".json").read_text())
    assert 0 <= facts["weight"] <= 1
    assert set(facts["validation"]["wrong"]) == {"picture", "strokes", "both"}
    assert len(facts["beside"]) == 64
    assert main(["export", str(out)]) == 0
    facts = json.loads(out.with_suffix(".json").read_text())
    assert set(facts["sha256"]) == {"strokes.keras", "strokes.tflite"}
    assert facts["agreement"]["digits"] == 12


@pytest.mark.parametrize("number", [0, 9])
def test_an_epoch_can_be_made_again(number):
    """The same number gives the same planes, of digits and of what is none."""
    from digitpad.training.pictures.material import StrokeMaterial
    from digitpad.training.pictures.mix import Mix

    material = StrokeMaterial(stroke_data(), Mix(letters=2, doodles=3, several=2), seed=5, epochs=10)
    (planes, labels), (again, _) = material.epoch(number), material.epoch(number)
    assert np.array_equal(planes, again)
    assert planes.shape == (2 * 12 + 7, 28, 28, 9)
    assert sorted(np.unique(labels)) == [0, 1, 7, 10]
    assert (labels == 10).sum() == 7
