"""The command ``digitpad`` and its sub-commands; what a command needs is imported only when it runs."""

import argparse
import difflib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from digitpad import __version__, texts
from digitpad.errors import UserError

DONE = 0
FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130  # as a shell reports a program that Ctrl+C has ended: 128 + SIGINT

# Each command's module has the functions add_<name>_arguments(parser) and run_<name>(arguments) -> exit status.
COMMANDS = {
    "predict": "digitpad.commands.predict",
    "train": "digitpad.training.commands",
    "evaluate": "digitpad.training.commands",
    "export": "digitpad.training.commands",
    "recipes": "digitpad.training.commands",
    "explore": "digitpad.training.commands",
    "self-test": "digitpad.commands.self_test",
}
TRAINING_LIBRARIES = {"h5py", "keras", "matplotlib", "scipy", "tensorflow"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name; by default the process's own.

    Returns:
        The exit status: 0 done, 1 something failed, 2 wrong usage, 130 interrupted.
    """
    _make_streams_safe()
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        # What is still buffered is written here, so that a reader who has gone away is noticed here.
        if sys.stdout is not None:
            sys.stdout.flush()
    except UserError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more when it ends: that must not fail aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 -- a bug: the whole story goes to the log file
        from digitpad.log import log_exception

        print(texts.unexpected(error, log_exception(error)), file=sys.stderr)
        return FAILED
    return status


def _run(arguments: list[str]) -> int:
    try:
        if arguments and arguments[0] in COMMANDS:
            return _run_command(arguments[0], arguments[1:])
        return _run_pad(arguments)
    except SystemExit as end:  # argparse ends the process after --help, --version and wrong usage
        return end.code if isinstance(end.code, int) else FAILED


def _run_command(name: str, arguments: list[str]) -> int:
    function = name.replace("-", "_")
    try:
        module = import_module(COMMANDS[name])
        parser = Parser(prog=f"digitpad {name}", description=texts.COMMANDS[name], allow_abbrev=False)
        getattr(module, f"add_{function}_arguments")(parser)
        status: int = getattr(module, f"run_{function}")(parser.parse_args(arguments))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in TRAINING_LIBRARIES:
            raise UserError(texts.TRAINING_MISSING.format(command=name, library=error.name)) from error
        raise
    return status


def _run_pad(arguments: list[str]) -> int:
    parser = Parser(
        prog="digitpad",
        description=texts.DESCRIPTION,
        epilog=_command_list(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"digitpad {__version__}")
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=texts.PAD_FILE_HELP)
    if arguments and _is_bare_word(arguments[0]) and not Path(arguments[0]).exists():
        parser.error(_no_such_file(arguments[0]))
    found = parser.parse_args(arguments)
    from digitpad.app.main import open_pad

    return open_pad(found.model, found.file)


def _command_list() -> str:
    lines = [f"  {name:<10} {texts.COMMANDS[name]}" for name in COMMANDS]
    return "\n".join([texts.COMMANDS_HEADING, *lines, "", texts.COMMANDS_FOOTER])


def _is_bare_word(argument: str) -> bool:
    """Tell what may be meant as a command from a flag and from a path."""
    return argument.replace("-", "").isalpha() and not argument.startswith("-")


def _no_such_file(word: str) -> str:
    return texts.NO_COMMAND_OR_FILE.format(word=word) + texts.nearest(difflib.get_close_matches(word, COMMANDS, 1))


class Parser(argparse.ArgumentParser):
    """Offers the nearest name for a flag that doesn't exist."""

    def error(self, message: str) -> NoReturn:
        """Print one sentence and how to get help, and end with status 2."""
        known = [flag for action in self._actions for flag in action.option_strings]
        hint = ""
        marker = "unrecognized arguments: "
        if message.startswith(marker):
            flag = message.removeprefix(marker).split()[0].partition("=")[0]
            hint = texts.nearest(difflib.get_close_matches(flag, known, 1))
        self.exit(WRONG_USAGE, f"{self.prog}: {message}{hint}\n{texts.SEE_HELP.format(program=self.prog)}\n")


def _make_streams_safe() -> None:
    """Let file names and signs that a terminal's character set lacks be printed as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        # A windowed program has no streams; a test may have put another kind of object there.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
