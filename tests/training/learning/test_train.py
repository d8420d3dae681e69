"""Training from the command line: to the end, interrupted, killed and resumed, and gone wrong."""

import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from digitpad import Recognizer, texts
from digitpad.cli import main


@pytest.fixture(scope="module")
def data(tmp_path_factory, request):
    """A data folder with the tests' 200 MNIST digits as Keras' mnist.npz."""
    sample = np.load(request.path.parents[2] / "data" / "mnist_sample.npz")
    images, labels = sample["images"], sample["labels"].astype(np.uint8)
    folder = tmp_path_factory.mktemp("data")
    np.savez(folder / "mnist.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    return folder


def _train(data, out, *more):
    return ["train", "--recipe", "mlp-784", "--data", str(data), "--out", str(out), *more]


def _started(arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "digitpad", *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _wait_for_epoch(process, number):
    for line in process.stderr:
        if line.startswith(f"epoch {number}/"):
            return
    pytest.fail("the training ended before that epoch")


def test_a_trained_model_reads_digits(data, tmp_path, capsys):
    """The model file opens like any other, has learned, and its facts say where it comes from."""
    out = tmp_path / "models" / "mlp.keras"
    assert main(_train(data, out, "--epochs", "6", "--batch", "20", "--seed", "3")) == 0
    assert "of MNIST's test digits" in capsys.readouterr().out
    facts = json.loads(out.with_suffix(".json").read_text())
    assert facts["recipe"] == "mlp-784"
    assert facts["settings"]["seed"] == 3
    assert {"keras", "numpy", "python"} <= set(facts["versions"])
    assert len(facts["data_sha256"]["mnist"]) == 64
    sample = np.load(data / "mnist.npz")
    right = [p.digit for p in Recognizer(out).predict_many(list(sample["x_test"]))] == sample["y_test"]
    assert right.mean() > 0.9
    assert facts["mnist_test"]["accuracy"] == pytest.approx(right.mean())
    run = out.with_suffix(".run")
    assert (run / "curves.png").stat().st_size > 10_000
    assert len((run / "history.csv").read_text().splitlines()) == 7


def test_a_killed_training_goes_on(data, tmp_path):
    """After SIGKILL, --resume ends with the history that an undisturbed training has, without a gap."""
    out = tmp_path / "mlp.keras"
    arguments = _train(data, out, "--epochs", "40", "--batch", "20")
    with _started(arguments) as process:
        _wait_for_epoch(process, 2)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not out.exists()
    assert main([*arguments, "--resume"]) == 0
    rows = (out.with_suffix(".run") / "history.csv").read_text().splitlines()[1:]
    assert [int(row.partition(",")[0]) for row in rows] == list(range(1, 41))
    assert Recognizer(out).predict(np.load(data / "mnist.npz")["x_test"][0]).digit is not None


def test_ctrl_c_keeps_the_best_so_far(data, tmp_path):
    """Ctrl+C ends with status 130 and one sentence that says where the best model is; it can be opened."""
    out = tmp_path / "mlp.keras"
    with _started(_train(data, out, "--epochs", "500", "--batch", "20")) as process:
        _wait_for_epoch(process, 1)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    best = out.with_suffix(".run") / "best.keras"
    assert f"The best model so far is {best}" in said
    assert "Traceback" not in said
    assert Recognizer(best).predict(np.load(data / "mnist.npz")["x_test"][0]).digit is not None


def test_other_settings_cannot_be_resumed(data, tmp_path, capsys):
    """--resume with another batch size is refused with one sentence, and the run stays as it was."""
    out = tmp_path / "mlp.keras"
    assert main(_train(data, out, "--epochs", "1")) == 0
    assert main([*_train(data, out, "--epochs", "1", "--batch", "7"), "--resume"]) == 1
    assert "trained with batch = 200, not 7" in capsys.readouterr().err
    assert out.exists()


def test_a_loss_that_is_no_number_stops_the_training(data, tmp_path, capsys):
    """A learning rate far too high ends with one sentence."""
    assert main(_train(data, tmp_path / "m.keras", "--epochs", "3", "--learning-rate", "1e38")) == 1
    assert "The loss is no number any more in epoch" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["train", "--recipe", "mlp-785"], 1, "did you mean “mlp-784”?"),
        (["train", "--recipe", "mlp-784", "--epoch", "1"], 2, "--epochs"),
        (["train", "--recipe", "mlp-784", "--optimizer", "adan"], 2, "adadelta"),
        (["train", "--recipe", "mlp-784", "--precision", "bf16"], 2, "mixed_bfloat16"),
        (["train", "--recipe", "mlp-784", "--out", "model.h5"], 1, texts.OUT_IS_KERAS),
        (["export", "missing.keras"], 1, texts.about_file("missing.keras", texts.NO_MODEL)),
        (["export", "model.tflite"], 1, texts.EXPORT_TAKES_KERAS),
    ],
)
def test_wrong_words_get_one_sentence(data, arguments, status, said, capsys):
    """Unknown recipes and flags, wrong output names and missing models are answered plainly."""
    more = [] if arguments[0] == "train" and status == 2 else ["--data", str(data)]
    assert main([*arguments, *more]) == status
    assert said in capsys.readouterr().err


def test_a_full_disk_keeps_the_old_model(data, tmp_path, capsys, monkeypatch):
    """Where the model can't be written there is one sentence, and the file that was there is still there."""
    out = tmp_path / "m.keras"
    out.write_bytes(b"old")
    keras = pytest.importorskip("keras")

    def full(*_arguments, **_more):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(keras.Model, "save", full)
    assert main(_train(data, out, "--epochs", "1")) == 1
    assert "can't be written (no space left on device)" in capsys.readouterr().err
    assert out.read_bytes() == b"old"


def test_lbfgs_learns_and_opens(data, tmp_path):
    """The recipe without Keras' training loop ends as a .keras file like the others, and is resumed like them."""
    out = tmp_path / "l.keras"
    arguments = ["train", "--recipe", "nn-100-lbfgs", "--epochs", "30", "--data", str(data), "--out", str(out)]
    assert main(arguments) == 0
    sample = np.load(data / "mnist.npz")
    recognizer = Recognizer(out)
    right = [p.digit for p in recognizer.predict_many(list(sample["x_test"]))] == sample["y_test"]
    assert right.mean() > 0.9
    assert recognizer.output == "sigmoid"
    assert main([*arguments, "--resume"]) == 0


def test_export_agrees_and_notes_it(data, tmp_path):
    """The .tflite gives the same answers, and the facts name both files' hashes and how near they are."""
    out = tmp_path / "m.keras"
    assert main(_train(data, out, "--epochs", "2", "--batch", "20")) == 0
    assert main(["export", str(out), "--data", str(data)]) == 0
    facts = json.loads(out.with_suffix(".json").read_text())
    assert set(facts["sha256"]) == {"m.keras", "m.tflite"}
    assert facts["agreement"]["largest_difference"] <= 1e-4
    assert facts["recipe"] == "mlp-784"
    images = list(np.load(data / "mnist.npz")["x_test"])
    both = [Recognizer(path).predict_many(images) for path in (out, out.with_suffix(".tflite"))]
    assert [p.digit for p in both[0]] == [p.digit for p in both[1]]


@pytest.mark.real_data
def test_our_recipe_runs_from_the_raw_data(tmp_path, real_data):
    """A short run of digitpad's own recipe goes through every stage and ends calibrated."""
    out = tmp_path / "d.keras"
    assert main(["train", "--recipe", "digitpad", "--epochs", "3", "--limit", "400", "--out", str(out)]) == 0
    facts = json.loads(out.with_suffix(".json").read_text())
    assert facts["output"] == "logits"
    assert facts["temperature"] > 0
    assert set(facts["thresholds"]) == {"sure", "digit"}
    history = (out.with_suffix(".run") / "history.csv").read_text().splitlines()
    assert len(history) == 4
    assert all(row.split(",")[3] for row in history[1:])
