"""The command itself: help, usage and bugs, from the arguments to the exit status."""

import re
import sys
import types
from importlib import import_module

import pytest

from digitpad import __version__, cli, texts
from digitpad.log import log_file
from tests.commands.running import digitpad


def test_the_version_is_printed():
    """--version says the version and nothing else."""
    assert digitpad("--version") == (0, f"digitpad {__version__}\n", "")


def test_help_lists_the_commands():
    """--help names every command with what it does."""
    status, out, _ = digitpad("--help")
    assert status == 0
    for name, purpose in texts.COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(purpose)}$", out, re.MULTILINE)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_its_help(name, capsys):
    """Each command in the table exists, and explains itself."""
    assert cli.main([name, "--help"]) == 0
    assert f"usage: digitpad {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_can_run(name):
    """Each command's module has the function that runs it."""
    assert callable(getattr(import_module(cli.COMMANDS[name]), f"run_{name.replace('-', '_')}"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["predict"], "FILE"),
        (["predict", "--jsn", "7.png"], "did you mean “--json”?"),
        (["predict", "7.png", "--modle=x"], "did you mean “--model”?"),
        (["predcit", "7.png"], "did you mean “predict”?"),
        (["selftest"], "did you mean “self-test”?"),
        (["frobnicate"], "no command and no file called “frobnicate”"),
        (["--modell", "x"], "did you mean “--model”?"),
        (["--model"], "expected one argument"),
        (["a.digitpad", "b.digitpad"], "b.digitpad"),
        (["predict", "7.png", "--json", "--csv"], "not allowed with"),
        (["predict", "7.png", "4.png", "--annotate", "boxes.png"], texts.ANNOTATE_ONE),
        (["evaluate", "--numbers", "--data", "mnist"], texts.NUMBERS_ALONE),
        (["evaluate", "--numbers", "--plots", "plots"], texts.NUMBERS_ALONE),
        (["evaluate", "--data", "doodles", "--plots", "plots"], texts.NO_PLOTS_OF.format(data="doodles")),
        (["evaluate", "--data", "robustness", "--plots", "plots"], texts.NO_PLOTS_OF.format(data="robustness")),
    ],
)
def test_wrong_usage_has_status_2_and_the_way_to_the_help(arguments, sentence, capsys):
    """A wrong command or flag is named with the nearest one that exists, and so is what doesn't go together."""
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert "--help”" in err


@pytest.fixture
def broken_command(monkeypatch):
    """Let the command predict raise what the test wants."""

    def install(error):
        module = types.ModuleType("broken_command")

        def run_predict(arguments):
            raise error

        module.add_predict_arguments = lambda parser: None
        module.run_predict = run_predict
        monkeypatch.setitem(sys.modules, "broken_command", module)
        monkeypatch.setitem(cli.COMMANDS, "predict", "broken_command")

    return install


def test_a_bug_is_one_line_and_a_log_entry(broken_command, capsys):
    """An unexpected exception shows one line that names the log file, which holds the whole story."""
    broken_command(RuntimeError("the gory details"))
    assert cli.main(["predict"]) == 1
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "RuntimeError" in err
    assert str(log_file()) in err
    assert "gory" not in err
    story = log_file().read_text(encoding="utf-8")
    assert "Traceback" in story
    assert "the gory details" in story
    assert __version__ in story


def test_a_bug_without_a_log_is_still_one_line(broken_command, capsys, tmp_path, monkeypatch):
    """Where the log can't be written the line says so instead of failing again."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    broken_command(RuntimeError("x"))
    assert cli.main(["predict"]) == 1
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert texts.UNEXPECTED_NO_LOG in err


@pytest.mark.parametrize("library", sorted(cli.TRAINING_LIBRARIES))
def test_a_missing_training_library_is_a_sentence(broken_command, capsys, library):
    """Without the training extra the sentence holds the command that installs it."""
    broken_command(ModuleNotFoundError(f"No module named '{library}.x'", name=f"{library}.x"))
    assert cli.main(["predict"]) == 1
    err = capsys.readouterr().err
    assert 'pip install "digitpad[train]"' in err
    assert len(err.splitlines()) == 1


def test_another_missing_library_is_a_bug(broken_command, capsys):
    """A library that must be there is no matter of an extra."""
    broken_command(ModuleNotFoundError("No module named 'numpy'", name="numpy"))
    assert cli.main(["predict"]) == 1
    assert "ModuleNotFoundError" in capsys.readouterr().err
