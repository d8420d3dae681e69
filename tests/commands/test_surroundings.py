"""The command where things are not as usual: folders, character sets, pipes, interrupts."""

import array
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digitpad import texts
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


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_ends_quietly_with_130(folder, workers):
    """Ctrl+C is no error to tell about, and what came before standard input is said without waiting for it."""
    arguments = command("predict", save_drawing(folder, 7), "-", "--workers", workers)
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()  # the first file is done, and standard input is being waited for
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        assert process.returncode == 130
        assert process.stderr.read() == b""


# Ctrl+C as it comes just before a read: Python has been told, and no system call of the main thread is broken off.
INTERRUPTED_ASIDE = """
import signal, sys, threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
from digitpad.cli import main
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
sys.exit(main(["predict", "-"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs signal masks and pipes that tell what is in them")
def test_an_interrupt_just_before_the_input_is_awaited_is_heard():
    """The program doesn't wait for input that nobody is going to type."""
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED_ASIDE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write(b"{")
        process.stdin.flush()
        while waiting_in(process.stdin):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        assert process.returncode == 130
        assert process.stderr.read() == b""


def waiting_in(pipe):
    """Return how many bytes of a pipe nobody has read."""
    import fcntl
    import termios

    left = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, left)
    return left[0]


@pytest.mark.parametrize("flags", [[], ["--csv"], ["--jsonl"], ["--json"], ["--workers", "2"]])
def test_a_reader_that_goes_away_is_no_story(folder, flags):
    """A pipe that closes early, as head closes it, leaves nothing on standard error."""
    arguments = command("predict", *flags, *[save_drawing(folder, 7)] * 3)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a shell closes it")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_closed_standard_input_is_a_sentence(folder, workers):
    """Nothing comes from there, and the other files are read."""
    arguments = command("predict", "-", save_drawing(folder, 7), "--workers", workers)
    done = subprocess.run(["sh", "-c", 'exec "$0" "$@" <&-', *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"{texts.STANDARD_INPUT}: {texts.INPUT_CLOSED}\n"
    assert ": 7 (" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("flag", ["--csv", "--jsonl", "--json", "--digits-only"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_is_full_is_a_sentence(folder, flag, unbuffered):
    """It names standard output and the cause, once, whatever is printed."""
    with open("/dev/full", "wb") as full:
        arguments = command("predict", flag, *[save_drawing(folder, 7)] * 3)
        variables = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=variables)
    assert done.returncode == 1
    assert done.stderr == (
        texts.about_file(texts.STANDARD_OUTPUT, texts.CANT_WRITE.format(reason="no space left on device")) + "\n"
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a shell closes it")
def test_a_closed_output_is_no_bug(folder):
    """Whoever wants no output gets none."""
    arguments = command("predict", "--csv", save_drawing(folder, 7))
    done = subprocess.run(["sh", "-c", 'exec "$0" "$@" >&-', *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


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
