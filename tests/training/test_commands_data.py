"""The commands evaluate and explore, from their flags to their output."""

import argparse
import json

import numpy as np
import pytest

from digitpad import Drawing
from digitpad.errors import DataError
from digitpad.training import commands_data
from digitpad.training.data import stroke_data as data
from digitpad.training.data.strokes import build
from digitpad.training.measuring import explore, figures
from tests.training.publisher_files import mnist_folder, strokes_folder
from tests.training.readers import prediction


class Guessing:
    """Says "3, 90 %" to everything."""

    path = "some.tflite"

    def __init__(self, model):
        self.model = model

    def predict_many(self, sources):
        return [prediction(3, 0.9) for _ in sources]


@pytest.fixture(autouse=True)
def surroundings(tmp_path, monkeypatch):
    """A quick recogniser, and a cache folder of the test's own."""
    monkeypatch.setattr(commands_data, "Recognizer", Guessing)
    monkeypatch.setattr(data, "cache_folder", lambda: tmp_path / "cache")


def run(name, *arguments):
    parser = argparse.ArgumentParser()
    getattr(commands_data, f"add_{name}_arguments")(parser)
    return getattr(commands_data, f"run_{name}")(parser.parse_args([str(argument) for argument in arguments]))


def test_evaluate_mnist(tmp_path, monkeypatch, capsys):
    """Without flags the test set of MNIST is measured and a table printed."""
    monkeypatch.setenv("DIGITPAD_DATA", str(mnist_folder(tmp_path / "data")))
    assert run("evaluate") == 0
    output = capsys.readouterr().out
    assert output.startswith("Accuracy")
    assert "10.00 %" in output  # one of the ten digits is a 3


def test_evaluate_as_json(tmp_path, capsys):
    """With --json one object comes, accuracy first; a folder may name MNIST."""
    assert run("evaluate", "--json", "--data", mnist_folder(tmp_path / "data")) == 0
    document = json.loads(capsys.readouterr().out)
    assert next(iter(document)) == "accuracy"
    assert document["accuracy"] == 0.1
    assert document["model"] == "some.tflite"
    assert document["rejection"] is None


def test_evaluate_a_labelled_set(tmp_path, capsys):
    """Any labelled set will do, and its writers become groups."""
    images = np.full((3, 9, 9), 255, np.uint8)
    np.savez(tmp_path / "set.npz", images=images, labels=np.array([3, 3, 4]), writers=np.array(["a", "a", "b"]))
    assert run("evaluate", "--json", "--data", tmp_path / "set.npz") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["count"] == 3
    assert [row["accuracy"] for row in document["groups"]] == [1, 0]


def test_evaluate_strokes(tmp_path, monkeypatch, capsys):
    """The test writers' digits are measured by group; the letters of test writers are what is no digit."""
    folder = strokes_folder(tmp_path / "data")
    monkeypatch.setenv("DIGITPAD_DATA", str(folder))
    assert run("evaluate", "--json", "--data", "strokes") == 0
    document = json.loads(capsys.readouterr().out)
    assert [(row["group"], row["count"]) for row in document["groups"]] == [("pendigits", 1), ("unipen/gmd", 1)]
    assert document["rejection"] is None  # the small set's only letter of a test writer is an l, which is no clear one


def test_letters_of_test_writers_are_the_non_digits():
    """Clear letters by test writers are shown as drawings that are no digits; those of others are not."""
    strokes = [np.array([[0, 0], [3, 9]], np.float32)]
    samples = [("5", "unipen/gmd/x"), ("A", "unipen/gmd/x"), ("A", "unipen/syn/x"), ("5", "unipen/syn/x")]
    found = commands_data.strokes_test_set(build((strokes, label, writer) for label, writer in samples))
    assert found.labels.tolist() == [5]
    assert found.groups.tolist() == ["unipen/gmd"]
    assert len(found.others) == 1
    assert all(isinstance(source, Drawing) for source in (*found.sources, *found.others))
    assert found.images().shape == (1, 28, 28)
    assert found.images()[0].max() > 0.9


def test_evaluate_with_plots(tmp_path, monkeypatch, capsys):
    """With --plots the pictures are written, and standard error says which; standard output stays the table."""
    monkeypatch.setattr(figures, "DOTS_PER_INCH", 30)
    folder = mnist_folder(tmp_path / "data")
    assert run("evaluate", "--data", folder, "--plots", tmp_path / "plots") == 0
    streams = capsys.readouterr()
    names = {path.name for path in (tmp_path / "plots").iterdir()}
    assert len(names) == 6
    assert all(name in streams.err and name not in streams.out for name in names)


def test_evaluate_what_is_not_there(tmp_path):
    """A set that isn't there is a sentence that names it."""
    with pytest.raises(DataError, match=r"absent\.npz: can't be read"):
        run("evaluate", "--data", tmp_path / "absent.npz")


def test_explore(tmp_path, monkeypatch, capsys):
    """Counts are printed and the pictures written into the folder that was named."""
    drawn = []
    monkeypatch.setattr(explore, "plot_data", lambda *arguments: drawn.append(arguments) or [tmp_path / "a.png"])
    folder = mnist_folder(tmp_path / "data")
    strokes_folder(folder)
    assert run("explore", "--data", folder, "--plots", tmp_path / "plots") == 0
    streams = capsys.readouterr()
    assert "(12, 28, 28) of uint8" in streams.out
    assert streams.err == f"Wrote {tmp_path / 'a.png'}.\n"
    ((plots, mnist, strokes),) = drawn
    assert (plots, len(mnist.train_labels), len(strokes)) == (tmp_path / "plots", 12, 6)


def test_explore_needs_a_folder_for_the_pictures(capsys):
    """Without --plots the usage is explained, with status 2."""
    with pytest.raises(SystemExit) as end:
        run("explore")
    assert end.value.code == 2
    assert "--plots" in capsys.readouterr().err
