"""What a training leaves on disk: never half-written, always resumable."""

import errno
import json

import pytest

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.learning.run_folder import RunFolder, atomically
from tests.saying import said

SETTINGS = {"recipe": "x", "epochs": 3}


@pytest.fixture
def run(tmp_path):
    folder = RunFolder(tmp_path / "model.keras")
    folder.start(SETTINGS, {"versions": {}})
    return folder


def _write(folder):
    (folder / "weights").write_text("w")


def test_a_failed_write_leaves_the_old_file(tmp_path):
    """A full disk costs the new file, not the old one, and is said in one sentence."""
    path = tmp_path / "model.keras"
    path.write_text("good")

    def fill_the_disk():
        with atomically(path) as temporary:
            temporary.write_text("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError, match=r"model\.keras: can't be written \(no space left on device\)"):
        fill_the_disk()
    assert path.read_text() == "good"
    assert [file.name for file in tmp_path.iterdir()] == ["model.keras"]


def test_a_bug_while_writing_leaves_the_old_file_too(tmp_path):
    """Any other exception goes on its way, and nothing half-written stays."""
    path = tmp_path / "model.keras"
    path.write_text("good")
    with pytest.raises(ZeroDivisionError), atomically(path) as temporary:
        temporary.write_text(str(1 / 0))
    assert path.read_text() == "good"
    assert len(list(tmp_path.iterdir())) == 1


def test_saved_epochs_can_be_resumed(run):
    """History, best score and newest checkpoint come back; older checkpoints are gone."""
    run.best_score = 0.25
    for epoch in (1, 2):
        run.save({"epoch": epoch, "loss": 1 / epoch, "accuracy": 0.5, "seconds": 1.0}, _write)
    again = RunFolder(run.path.with_suffix(".keras"))
    again.resume(SETTINGS)
    assert [row["epoch"] for row in again.history] == [1, 2]
    assert again.best_score == 0.25
    assert (again.checkpoint / "weights").read_text() == "w"
    assert len(list(run.path.glob("checkpoint-*"))) == 1
    assert (run.path / "history.csv").read_text().splitlines()[2].startswith("2,0.5,0.5")


def test_a_kill_between_checkpoint_and_state_loses_one_epoch_only(run):
    """The state file is replaced last: a checkpoint that it does not name yet is as if it had not been."""
    run.save({"epoch": 1, "loss": 1.0, "accuracy": 0.5, "seconds": 1.0}, _write)
    state = (run.path / "state.json").read_text()
    run.save({"epoch": 2, "loss": 0.5, "accuracy": 0.6, "seconds": 1.0}, _write)
    (run.path / "checkpoint-2").rename(run.path / "checkpoint-1")
    (run.path / "state.json").write_text(state)
    again = RunFolder(run.path.with_suffix(".keras"))
    again.resume(SETTINGS)
    again.save({"epoch": 2, "loss": 0.4, "accuracy": 0.6, "seconds": 1.0}, _write)
    assert json.loads((run.path / "state.json").read_text())["checkpoint"] == "checkpoint-2"


def test_other_settings_are_refused(run):
    """Resuming with another learning rate would be another training: the sentence names what differs."""
    run.save({"epoch": 1, "loss": 1.0, "accuracy": 0.5, "seconds": 1.0}, _write)
    with pytest.raises(UserError, match="trained with epochs = 3, not 4"):
        RunFolder(run.path.with_suffix(".keras")).resume({**SETTINGS, "epochs": 4})


def test_nothing_to_resume(tmp_path):
    """Without a checkpoint there is one sentence."""
    with pytest.raises(UserError, match=said(texts.NOTHING_TO_RESUME)):
        RunFolder(tmp_path / "new.keras").resume(SETTINGS)
