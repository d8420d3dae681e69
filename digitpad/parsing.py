"""The command line's parser: argparse, with the nearest name offered for a wrong one."""

import argparse
import difflib
from collections.abc import Collection
from pathlib import Path
from typing import NoReturn

from digitpad import __version__, texts

WRONG_USAGE = 2
UNKNOWN_FLAGS = "unrecognized arguments: %s"


def _in_our_language(message: str) -> str:
    return texts.ARGPARSE.get(message, message)


# argparse looks its own words up by this name, in Python's catalogues, which few systems have; in a later argparse that
# no longer does they stay English.
setattr(argparse, "_", _in_our_language)  # noqa: B010 -- mypy knows of no such name


class Parser(argparse.ArgumentParser):
    """Offers the nearest name for a flag that doesn't exist."""

    def error(self, message: str) -> NoReturn:
        """Print one sentence and how to get help, and end with status 2."""
        known = [flag for action in self._actions for flag in action.option_strings]
        hint = ""
        marker = _in_our_language(UNKNOWN_FLAGS).partition("%s")[0]
        if message.startswith(marker):
            flag = message.removeprefix(marker).split()[0].partition("=")[0]
            hint = texts.nearest(difflib.get_close_matches(flag, known, 1))
        self.exit(WRONG_USAGE, f"{self.prog}: {message}{hint}\n{texts.SEE_HELP.format(program=self.prog)}\n")


def pad_arguments(arguments: list[str], commands: Collection[str]) -> tuple[Path | None, Path | None]:
    """Return the model and the file that the pad is to open.

    Args:
        arguments: of ``digitpad`` without a sub-command.
        commands: the names of the sub-commands, for the help and for the nearest one.

    Raises:
        SystemExit: after --help, --version and wrong usage.
    """
    parser = Parser(
        prog="digitpad",
        description=texts.DESCRIPTION,
        epilog=_command_list(commands),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    version_help = _in_our_language("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"digitpad {__version__}", help=version_help)
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=texts.PAD_FILE_HELP)
    if _is_bare_word(arguments[0]) and not Path(arguments[0]).exists():
        nearest = texts.nearest(difflib.get_close_matches(arguments[0], commands, 1))
        parser.error(texts.NO_COMMAND_OR_FILE.format(word=arguments[0]) + nearest)
    found = parser.parse_args(arguments)
    return found.model, found.file


def _command_list(commands: Collection[str]) -> str:
    lines = [f"  {name:<10} {texts.COMMANDS[name]}" for name in commands]
    return "\n".join([texts.COMMANDS_HEADING, *lines, "", texts.COMMANDS_FOOTER])


def _is_bare_word(argument: str) -> bool:
    """Tell what may be meant as a command from a flag and from a path."""
    return argument.replace("-", "").isalpha() and not argument.startswith("-")
