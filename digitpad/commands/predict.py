"""``digitpad predict``: says which digits picture files and drawing files show."""

import argparse
import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import languages, texts
from digitpad.commands import printing
from digitpad.commands.progress import Progress
from digitpad.errors import UserError
from digitpad.folders.finding import Found, found_files
from digitpad.folders.reading import read_found, without_vanished
from digitpad.folders.result import FileReading, read_shown
from digitpad.folders.result_file import KINDS, ResultFile
from digitpad.folders.sources import is_same_file, shown_name
from digitpad.folders.worker import Job

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.ink.drawing import Drawing
    from digitpad.reading.prediction import Reading


def add_predict_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="*", help=texts.PREDICT_FILES_HELP)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=texts.PREDICT_JSON_HELP)
    shape.add_argument("--jsonl", action="store_true", help=texts.PREDICT_JSONL_HELP)
    shape.add_argument("--csv", action="store_true", help=texts.PREDICT_CSV_HELP)
    shape.add_argument("--resume", metavar="RESULTS", type=Path, help=texts.PREDICT_RESUME_HELP)
    shape.add_argument("--out", metavar="RESULTS", type=Path, help=texts.PREDICT_OUT_HELP)
    parser.add_argument("--kaggle", metavar="CSV", type=Path, help=texts.PREDICT_KAGGLE_HELP)
    parser.add_argument("--recursive", action="store_true", help=texts.PREDICT_RECURSIVE_HELP)
    parser.add_argument("--workers", metavar="N", type=int, help=texts.PREDICT_WORKERS_HELP)
    parser.add_argument("--digits-only", action="store_true", help=texts.PREDICT_DIGITS_ONLY_HELP)
    parser.add_argument("--annotate", metavar="PNG", type=Path, help=texts.PREDICT_ANNOTATE_HELP)
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)
    parser.add_argument("--examples", metavar="FILE", type=Path, help=texts.PREDICT_EXAMPLES_HELP)
    parser.set_defaults(refuse=parser.error)


def run_predict(arguments: argparse.Namespace) -> int:
    """Show what each file reads as it comes; a bad file doesn't keep the others from being read."""
    if arguments.kaggle is not None:
        from digitpad.commands.kaggle import run_kaggle

        return run_kaggle(arguments)
    if not arguments.files:
        arguments.refuse(texts.ARGPARSE["the following arguments are required: %s"] % "FILE")
    kept: Path | None = arguments.resume or arguments.out
    if kept is not None and kept.suffix.lower() not in KINDS:
        arguments.refuse(texts.about_file(kept, texts.RESULTS_KINDS))
    if kept is not None and arguments.annotate is not None:
        arguments.refuse(texts.ANNOTATE_PRINTS)
    if arguments.workers is not None and arguments.workers < 1:
        arguments.refuse(texts.NO_WORKERS)
    folders: list[str] = []
    files = list(found_files(arguments.files, arguments.recursive, folders))
    if arguments.annotate is not None:
        return _run_annotated(arguments, files)
    if kept is not None:
        return _run_into_file(arguments, kept, files, folders)
    return _show(_printer(arguments), _results(arguments, files, folders), Progress(files))


def _run_into_file(arguments: argparse.Namespace, path: Path, files: list[Found], folders: list[str]) -> int:
    if arguments.out is not None and path.is_file() and path.stat().st_size:
        raise UserError(texts.about_file(path, texts.RESULTS_THERE))
    with contextlib.closing(ResultFile(path)) as file:
        files = list(file.without_known(files))
        try:
            return _show(printing.IntoFile(file), _results(arguments, files, folders), Progress(files))
        except KeyboardInterrupt:
            print(texts.STOPPED_RESULTS.format(file=path), file=sys.stderr)
            raise


def _results(arguments: argparse.Namespace, files: Sequence[Found], folders: Sequence[str]) -> Iterator[FileReading]:
    job = Job(arguments.model, arguments.examples, languages.current())
    results = without_vanished(read_found(files, arguments.workers, job), folders)
    return (_digits_of(result) for result in results) if arguments.digits_only else results


def _digits_of(result: FileReading) -> FileReading:
    """Return a result without signs and spaces."""
    from dataclasses import replace

    return result if result.reading is None else result._replace(reading=replace(result.reading, signs=()))


def _printer(arguments: argparse.Namespace) -> printing.Printer:
    if arguments.json:
        return printing.JsonArray()
    if arguments.jsonl:
        return printing.JsonLines()
    return printing.Csv() if arguments.csv else printing.Lines()


def _show(
    printer: printing.Printer, results: Iterable[FileReading], progress: Progress, also: Sequence[str] = ()
) -> int:
    failed = bool(also)
    printer.begin()
    try:
        for result in results:
            with progress.aside():
                if result.reading is not None and result.reading.scale > 1:
                    smaller = texts.READ_SMALLER.format(scale=result.reading.scale)
                    print(texts.about_file(shown_name(result.path), smaller), file=sys.stderr)
                printer.add(result, also)
            failed |= result.error is not None
            progress.step()
    finally:
        progress.close()
    printer.end()
    return 1 if failed else 0


def _run_annotated(arguments: argparse.Namespace, files: list[Found]) -> int:
    """Read one file, and write the annotated picture too."""
    if len(files) > 1:
        arguments.refuse(texts.ANNOTATE_ONE)
    (file,) = files
    if isinstance(file, FileReading):
        return _show(_printer(arguments), [file], Progress(files))
    if is_same_file(file, arguments.annotate):
        raise UserError(texts.about_file(arguments.annotate, texts.ANNOTATE_ELSEWHERE))
    from digitpad.reading.recognizer import Recognizer

    result, source, reading = read_shown(Recognizer(arguments.model, arguments.examples), file)
    unwritten = None
    if source is not None and reading is not None:
        unwritten = _annotate(source, reading, arguments.annotate)
    shaped = _digits_of(result) if arguments.digits_only else result
    return _show(_printer(arguments), [shaped], Progress(files), [] if unwritten is None else [unwritten])


def _annotate(source: "Drawing | Image.Image", reading: "Reading", path: Path) -> str | None:
    """Write the annotated picture; return why that isn't possible."""
    from digitpad.reading.annotation import save_annotated

    try:
        save_annotated(source, reading, path)
    except UserError as error:
        return str(error)
    return None
