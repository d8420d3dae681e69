"""The command where things are not as usual: folders, character sets, pipes, interrupts."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.running import DRAWINGS, command, digitpad, save_drawing
from tests.patience import PATIENCE


def test_it_runs_without_a_home_and_with_unwritable_folders(folder):
    """Neither HOME nor a place for settings and logs is needed to predict."""
    nowhere = folder / "a file"
    nowhere.write_text("")
    blocked = {name: str(nowhere / "x") for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    status, out, err = digitpad("predict", save_drawing(folder, 8), HOME=None, **blocked)
    assert (status, err) == (0, "")
    assert ": 8 (" in out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_character_set_will_do(folder, encoding):
    """A name that the terminal can't show is escaped, in results and in errors."""
    good = save_drawing(folder, 1, "één ☃.digitpad")
    status, out, err = digitpad("predict", good, folder / "☃.png", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert status == 1
    assert out.endswith(" %)\n")
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_a_name_that_is_no_text_will_do(folder):
    """File names may hold bytes that are no UTF-8."""
    path = os.fsencode(folder) + b"/\xff.digitpad"
    with open(path, "w", encoding="utf-8") as file:
        file.write(DRAWINGS[6].to_json())
    for flags in ([], ["--json"]):
        status, out, err = digitpad("predict", os.fsdecode(path), *flags)
        assert (status, err) == (0, "")
        assert "6" in out


def test_an_interrupt_ends_quietly_with_130(folder):
    """Ctrl+C is no error to tell about."""
    arguments = command("predict", save_drawing(folder, 7), "-")
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()  # the first file is done, and standard input is being waited for
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        assert process.returncode == 130
        assert process.stderr.read() == b""


def test_a_reader_that_goes_away_is_no_story(folder):
    """A pipe that closes early, as head closes it, leaves nothing on standard error."""
    arguments = command("predict", *[save_drawing(folder, 7)] * 3)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 1


def test_training_stays_out_of_prediction(folder):
    """predict and self-test bring in neither the training package nor the window."""
    code = (
        "import sys; from digitpad.cli import main;"
        f"main(['predict', {str(save_drawing(folder, 7))!r}]); main(['self-test']);"
        "unwanted = ('digitpad.training', 'digitpad.app', 'keras', 'tkinter');"
        "print([name for name in sys.modules if name.startswith(unwanted)])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
