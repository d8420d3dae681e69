"""Learning from teachers: what they answer, what is kept of it, and a student that learns it on every backend."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest

from digitpad import UserError, texts
from digitpad.cli import main
from digitpad.training.learning.distilling import CLASSES, SOFT, Distillation, Taught, Teachers
from digitpad.training.pictures.ahead import Pooled, epochs
from tests.saying import said
from tests.training.learning import student

PROGRAM = Path(student.__file__)


@pytest.fixture
def teacher(tmp_path):
    """The file of a teacher that tells stripes and squares apart."""
    path = tmp_path / "teacher.keras"
    student.teacher().save(path)
    return path


def test_teachers_answer_with_their_mean(teacher, tmp_path):
    """Chances sum to 1, plain and softened; two teachers say the mean of what each says alone."""
    other = tmp_path / "other.keras"
    student.teacher(seed=5).save(other)
    images = student.Stripes().epoch(0)[0]
    one, two, both = (Teachers(paths).answers(images) for paths in ([teacher], [other], [teacher, other]))
    np.testing.assert_allclose(both, (one + two) / 2, atol=1e-6)
    np.testing.assert_allclose(one.reshape(-1, 2, CLASSES).sum(axis=2), 1, atol=1e-5)
    assert (one[:, :CLASSES].max(axis=1) >= one[:, CLASSES:].max(axis=1)).all()


def test_answers_are_computed_once(teacher, tmp_path, monkeypatch):
    """What is kept is used again by a later training, for each showing of an epoch; of other material it isn't."""
    images = student.Stripes().epoch(0)[0]
    taught = Taught(Teachers([teacher]), tmp_path / "answers", {"seed": 1}, lambda number: number % 2)
    first = taught.answers(0, images)
    assert [path.name for path in (tmp_path / "answers").iterdir()] == [taught.path(2).name]
    again = Taught(Teachers([teacher]), tmp_path / "answers", {"seed": 1})
    monkeypatch.setattr(again.teachers, "models", [])
    np.testing.assert_allclose(again.answers(0, images), first, atol=1e-3)  # half precision
    assert Taught(again.teachers, tmp_path / "answers", {"seed": 2}).path(0) != taught.path(0)


@pytest.mark.parametrize("content", [b"", b"no numbers"])
def test_a_damaged_file_of_answers_is_made_anew(teacher, tmp_path, content):
    """A file that was cut off or is something else doesn't stop a training."""
    images = student.Stripes().epoch(0)[0]
    taught = Taught(Teachers([teacher]), tmp_path, {})
    wanted = taught.answers(0, images)
    taught.path(0).write_bytes(content)
    np.testing.assert_allclose(taught.answers(0, images), wanted, atol=1e-3)
    np.testing.assert_allclose(taught.answers(0, images[:7]), wanted[:7], atol=1e-3)  # of other pictures


def test_no_room_for_answers_is_said(teacher, tmp_path):
    """Where answers can't be kept one sentence names the file."""
    (tmp_path / "answers").write_text("in the way")
    taught = Taught(Teachers([teacher]), tmp_path / "answers", {})
    with pytest.raises(UserError, match=r"answers-\w{16}-0\.npy: can't be written"):
        taught.answers(0, student.Stripes().epoch(0)[0])


def test_teachers_of_other_shapes_are_refused(tmp_path, capsys):
    """A missing file, no model, and a network of ten classes are each answered with one sentence."""
    ten = tmp_path / "ten.keras"
    keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10)]).save(ten)
    (tmp_path / "no.keras").write_bytes(b"nothing")
    for path, sentence in (
        (ten, said(texts.OTHER_TEACHER)),
        (tmp_path / "no.keras", said(texts.NO_TEACHER)),
        (tmp_path / "x.keras", said(texts.NO_TEACHER)),
    ):
        with pytest.raises(UserError, match=rf"{path.name}.*{sentence}"):
            Teachers([path])
    out = str(tmp_path / "m.keras")
    assert main(["train", "--recipe", "mlp-784", "--out", out, "--teacher", str(ten), str(ten)]) == 1
    assert "train mlp-784 without --teacher" in capsys.readouterr().err


def test_the_loss_is_least_for_the_teachers_own_answer():
    """It is the mean of cross-entropy and nine times the softened divergence, and any other answer costs more."""
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 3, (6, CLASSES)).astype(np.float32)

    def chances(values):
        return np.exp(values) / np.exp(values).sum(axis=1, keepdims=True)

    wanted = np.concatenate([chances(logits), chances(logits / SOFT)], axis=1)
    least = float(Distillation()(wanted, logits))
    entropy = -(wanted[:, :CLASSES] * np.log(wanted[:, :CLASSES])).sum(axis=1).mean()
    assert least == pytest.approx(0.4 * entropy, abs=1e-4)
    for _ in range(5):
        assert float(Distillation()(wanted, logits + rng.normal(0, 1, logits.shape).astype(np.float32))) > least


def test_a_pool_is_shown_again_and_again():
    """Epochs repeat after as many as there are in the pool, closing ones by themselves, whoever makes them."""
    pooled = Pooled(student.Stripes(), 2, closing_from=5)
    assert [pooled.place(number) for number in range(9)] == [0, 1, 0, 1, 0, 5, 6, 5, 6]
    for makers in (1, 3):
        shown = [labels for _, labels in epochs(replace_takes_long(pooled), 1, 6, makers)]
        assert len(shown) == 5
        for number, labels in enumerate(shown, 1):
            np.testing.assert_array_equal(labels, student.Stripes().epoch(pooled.place(number))[1])


def replace_takes_long(pooled):
    """Let other processes make the epochs."""
    pooled.takes_long = True
    return pooled


@pytest.mark.parametrize(
    "backend", [name for name in ("tensorflow", "torch", "jax") if importlib.util.find_spec(name) is not None]
)
def test_a_student_learns_on_every_backend_that_is_there(teacher, tmp_path, backend):
    """Taught by answers alone, with a moving average and interrupted once, it says what its teacher says."""
    environment = os.environ | {"KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, str(PROGRAM), str(teacher), str(tmp_path / "student.keras")]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert float(said.stdout.split()[-1]) > 0.9
