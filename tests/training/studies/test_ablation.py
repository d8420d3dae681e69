"""The table of what each part of the recipe brings."""

import argparse

import numpy as np

from digitpad.reading.prediction import Prediction
from digitpad.training.commands import add_train_arguments
from digitpad.training.data.mnist import Mnist
from digitpad.training.data.strokes import build
from digitpad.training.studies import ablation, card

LINE = [np.array([[0, 0], [3, 40]], np.float32)]


def test_every_row_is_a_training_that_can_be_had():
    """The flags of each row are the train command's own, and no two rows are the same."""
    parser = argparse.ArgumentParser()
    add_train_arguments(parser)
    parsed = [parser.parse_args(["--recipe", "digitpad", *flags]) for flags in ablation.ROWS.values()]
    assert len({repr(row) for row in parsed}) == len(ablation.ROWS)


def test_the_table_has_a_line_for_each_row(tmp_path, monkeypatch):
    """Models are trained once, each is measured on validation digits and letters, the table replaces the old one."""
    trained = []

    def train(command, check):
        trained.append(command)
        (tmp_path / command[-1]).touch()

    class One:
        def __init__(self, model):
            self.model = model

        def predict_many(self, sources):
            return [Prediction(1, 0.9, np.full(10, 0.1, np.float32), "sure") for _ in sources]

    images, labels = np.zeros((5_000, 28, 28), np.uint8), np.arange(5_000) % 10
    monkeypatch.setattr(ablation, "load_mnist", lambda: Mnist(images, labels.astype(np.uint8), images, labels))
    monkeypatch.setattr(
        ablation, "load_strokes", lambda: build((LINE, label, "pendigits/20") for label in ("1", "1", "7", "A"))
    )
    monkeypatch.setattr(ablation, "Recognizer", One)
    monkeypatch.setattr(ablation, "FOLDER", tmp_path / "runs")
    monkeypatch.setattr(ablation.subprocess, "run", train)
    monkeypatch.setattr(card, "models_folder", lambda: tmp_path)
    (tmp_path / "README.md").write_text("Before.\n<!-- ablation: begin -->old<!-- ablation: end -->\nAfter.\n")
    ablation.main()
    ablation.main()
    assert len(trained) == len(ablation.ROWS)
    text = (tmp_path / "README.md").read_text()
    assert text.count("| 10.00% | 66.67% | 0.5000 |") == len(ablation.ROWS)
    assert text.startswith("Before.")
    assert text.endswith("After.\n")
    assert "old" not in text
