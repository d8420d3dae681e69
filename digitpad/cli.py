"""The command ``digitpad`` and its sub-commands; what a command needs is imported only when it runs.

Without arguments, which is how the pad is mostly opened, not even argparse is loaded.
"""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from digitpad import languages, texts
from digitpad.errors import UserError
from digitpad.settings import load_settings

DONE = 0
FAILED = 1
INTERRUPTED = 130  # as a shell reports a program that Ctrl+C has ended: 128 + SIGINT

# Each command's module has the functions add_<name>_arguments(parser) and run_<name>(arguments) -> exit status.
COMMANDS = {
    "predict": "digitpad.commands.predict",
    "explain": "digitpad.commands.explain",
    "sheet": "digitpad.commands.sheets",
    "collect": "digitpad.commands.sheets",
    "train": "digitpad.training.commands",
    "evaluate": "digitpad.training.commands",
    "export": "digitpad.training.commands",
    "recipes": "digitpad.training.commands",
    "explore": "digitpad.training.commands",
    "self-test": "digitpad.commands.self_test",
}
# So a packaged program starts itself to read files; see digitpad.folders.worker, which nobody else needs to import.
WORKER = "--worker"
# Of the files that are written each one names itself when there is no room for it; standard output doesn't.
NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
TRAINING_LIBRARIES = {"h5py", "keras", "matplotlib", "scipy", "tensorflow"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name; by default the process's own.

    Returns:
        The exit status: 0 done, 1 something failed, 2 wrong usage, 130 interrupted.
    """
    _make_streams_safe()
    languages.use(languages.chosen(load_settings().language))
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
        _give_up_output()
        return FAILED
    except Exception as error:  # noqa: BLE001 -- mostly a bug: the whole story goes to the log file
        if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None:
            print(texts.cannot_write(texts.STANDARD_OUTPUT, error), file=sys.stderr)
            _give_up_output()
            return FAILED
        from digitpad.log import log_exception

        print(texts.unexpected(error, log_exception(error)), file=sys.stderr)
        return FAILED
    return status


def _give_up_output() -> None:
    """Print nothing more: Python flushes standard output once more when it ends, and that must not fail aloud."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    try:
        if arguments == [WORKER]:
            from digitpad.folders.worker import serve

            serve()
            return DONE
        if arguments and arguments[0] in COMMANDS:
            return _run_command(arguments[0], arguments[1:])
        return _run_pad(arguments)
    except SystemExit as end:  # argparse ends the process after --help, --version and wrong usage
        return end.code if isinstance(end.code, int) else FAILED


def _run_command(name: str, arguments: list[str]) -> int:
    function = name.replace("-", "_")
    try:
        from digitpad.parsing import Parser

        module = import_module(COMMANDS[name])
        parser = Parser(prog=f"digitpad {name}", description=texts.COMMANDS[name], allow_abbrev=False)
        getattr(module, f"add_{function}_arguments")(parser)
        status: int = getattr(module, f"run_{function}")(parser.parse_args(arguments))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in TRAINING_LIBRARIES:
            from digitpad.bundled import is_packaged

            sentence = texts.TRAINING_NOT_PACKAGED if is_packaged() else texts.TRAINING_MISSING
            raise UserError(sentence.format(command=name, library=error.name)) from error
        raise
    return status


def _run_pad(arguments: list[str]) -> int:
    model, file = None, None
    if arguments:
        from digitpad.parsing import pad_arguments

        model, file = pad_arguments(arguments, COMMANDS)
    from digitpad.app.main import open_pad

    return open_pad(model, file)


def _make_streams_safe() -> None:
    """Let file names and signs that a terminal's character set lacks be printed as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        # A windowed program has no streams; a test may have put another kind of object there.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
