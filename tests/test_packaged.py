"""What the packaged program says where it leaves something out; tests/package tries the program itself."""

import sys

import pytest

from digitpad import Recognizer, UserError, cli
from digitpad.training.data.download import fetch, has_sha256


@pytest.fixture(autouse=True)
def packaged(monkeypatch):
    """As PyInstaller leaves it: a mark, and no Keras."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setitem(sys.modules, "keras", None)


def only_sentence(capsys):
    """The one line on standard error."""
    written = capsys.readouterr()
    assert written.out == ""
    (sentence,) = written.err.splitlines()
    return sentence


def test_training_points_to_the_python_package(capsys, tmp_path, monkeypatch):
    """Without the libraries of training, the command names what is missing and where it is to be had."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["train", "--recipe", "cnn-adam"]) == 1
    sentence = only_sentence(capsys)
    assert "keras" in sentence
    assert "packaged program" in sentence
    assert 'pip install "digitpad[train]"' in sentence


def test_a_keras_model_points_to_the_python_package(tmp_path):
    """A .keras file is refused with its name and a way out."""
    model = tmp_path / "my.keras"
    model.write_bytes(b"")
    with pytest.raises(UserError, match=r"my\.keras: .* packaged program .* pip install") as caught:
        Recognizer(model)
    assert "\n" not in str(caught.value)


def test_nothing_is_downloaded(tmp_path):
    """Data that aren't here are not fetched, and the sentence says how to name a folder that has them."""
    with pytest.raises(UserError, match=r"^mnist\.gz isn't here.*--data.*pip install"):
        fetch(["https://localhost/"], tmp_path / "mnist.gz", has_sha256("0"))


def test_data_that_are_here_are_used(tmp_path):
    """A file that was fetched before is taken as it is."""
    (tmp_path / "mnist.gz").write_bytes(b"here")
    assert fetch([], tmp_path / "mnist.gz", has_sha256("0")) == tmp_path / "mnist.gz"
