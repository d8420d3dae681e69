"""``digitpad sheet`` and ``digitpad collect``: a page to write digits on, and what was written on it."""

import argparse
import sys
from pathlib import Path

from digitpad import texts
from digitpad.errors import UserError


def add_sheet_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("out", metavar="OUT", type=Path, help=texts.SHEET_OUT_HELP)


def run_sheet(arguments: argparse.Namespace) -> int:
    """Write the page."""
    from digitpad.examples.sheet import save_sheet

    save_sheet(arguments.out)
    print(texts.WROTE.format(file=arguments.out), file=sys.stderr)
    return 0


def add_collect_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=texts.COLLECT_FILES_HELP)
    parser.add_argument("--out", metavar="SET.npz", type=Path, required=True, help=texts.COLLECT_OUT_HELP)


def run_collect(arguments: argparse.Namespace) -> int:
    """Write the digits of all sheets; a bad sheet doesn't keep the others from being read."""
    import numpy as np

    from digitpad.examples.collecting import collected
    from digitpad.examples.labelled import save_pictures

    images, labels, writers, failed = [], [], [], 0
    names = _writers(arguments.files)
    for path, name in zip(arguments.files, names, strict=True):
        try:
            found = collected(path)
        except UserError as error:
            print(error, file=sys.stderr)
            failed += 1
            continue
        images.append(found.images)
        labels += found.labels
        writers += [name] * len(found.labels)
        counts = texts.COLLECTED.format(count=len(found.labels), empty=found.empty)
        print(texts.about_file(path, counts), flush=True)
    if images:
        save_pictures(arguments.out, np.concatenate(images), labels, writers)
        print(texts.WROTE.format(file=arguments.out), file=sys.stderr)
    return 1 if failed else 0


def _writers(paths: list[Path]) -> list[str]:
    """Return a name for each sheet's writer: the file's, with its folder where two files have the same."""
    stems = [path.stem for path in paths]
    return [
        stem if stems.count(stem) == 1 else str(path.with_suffix("")) for path, stem in zip(paths, stems, strict=True)
    ]
