"""The commands that look at things: ``digitpad evaluate`` and ``digitpad explore``."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.folders.labelled import is_digit_folder, load_set
from digitpad.ink.drawing import Drawing
from digitpad.reading.digit_image import digit_image
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.splits import digits_of, group_of, letters_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.measuring.doodles import Refusal, refusals
from digitpad.training.measuring.evaluation import answers, report_on
from digitpad.training.measuring.robustness import Loss, losses
from digitpad.training.measuring.several_digits import several_digits_read
from digitpad.training.measuring.tables import as_text

MNIST, STROKES, DOODLES, ROBUSTNESS = "mnist", "strokes", "doodles", "robustness"


@dataclass(frozen=True, eq=False)
class TestSet:
    """Digits with labels; where known their writers' groups, and drawings that are no digits.

    Attributes:
        sources: the digits, as a user gives them: drawings, or digit images (n, 28, 28).
        labels: (n,) 0..9.
        groups: (n,) of the writers.
        others: drawings that are no digits.
    """

    __test__ = False  # no test class, whatever pytest thinks of its name

    sources: Sequence[Any] | NDArray[Any]
    labels: NDArray[Any]
    groups: NDArray[np.str_] | None = None
    others: Sequence[Any] | NDArray[Any] | None = None

    def images(self) -> NDArray[np.float32]:
        """Return the digits' images, (n, 28, 28) float32, 0..1."""
        return np.array([digit_image(source) for source in self.sources], np.float32)


def add_evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)
    parser.add_argument("--data", metavar="SET", help=texts.EVALUATE_DATA_HELP)
    parser.add_argument("--numbers", action="store_true", help=texts.EVALUATE_NUMBERS_HELP)
    parser.add_argument("--adapting", action="store_true", help=texts.EVALUATE_ADAPTING_HELP)
    parser.add_argument("--by", choices=("writer",), help=texts.EVALUATE_BY_HELP)
    parser.add_argument("--json", action="store_true", help=texts.EVALUATE_JSON_HELP)
    parser.add_argument("--plots", metavar="DIR", type=Path, help=texts.EVALUATE_PLOTS_HELP)
    parser.set_defaults(refuse=parser.error)


def run_evaluate(arguments: argparse.Namespace) -> int:
    """Print how good a model is, and draw it where asked to."""
    source = MNIST if arguments.data is None else arguments.data
    _check_together(arguments, source)
    recognizer = Recognizer(arguments.model)
    if arguments.adapting:
        return _run_adapting(recognizer, arguments.json)
    if arguments.by is not None:
        return _run_by_writer(recognizer, source, arguments.json)
    if arguments.numbers:
        return _run_numbers(recognizer, arguments.json)
    if source in (DOODLES, ROBUSTNESS):
        return _run_study(recognizer, source, arguments.json)
    data = test_set(source)
    given = answers(recognizer, data.sources)
    others = None if data.others is None else answers(recognizer, data.others)
    report = report_on(given, data.labels, data.groups, others)
    if arguments.json:
        print(json.dumps({**report.as_json(), "model": str(recognizer.path), "data": source}, indent=2))
    else:
        print(as_text(report))
    if arguments.plots is not None:
        from digitpad.training.measuring.plots import plot_evaluation  # only pictures need matplotlib

        _say_written(plot_evaluation(arguments.plots, data.images(), data.labels, given))
    return 0


def _check_together(arguments: argparse.Namespace, source: str) -> None:
    """End with one sentence where flags don't go together."""
    if arguments.numbers and (arguments.data is not None or arguments.plots is not None):
        arguments.refuse(texts.NUMBERS_ALONE)
    alone = arguments.data is not None or arguments.plots is not None or arguments.numbers or arguments.by is not None
    if arguments.adapting and alone:
        arguments.refuse(texts.ADAPTING_ALONE)
    if arguments.by is not None and (arguments.plots is not None or not _is_set(source)):
        arguments.refuse(texts.BY_WRITER_OF_A_SET)
    if source in (DOODLES, ROBUSTNESS) and arguments.plots is not None:
        arguments.refuse(texts.NO_PLOTS_OF.format(data=source))


def _run_study(recognizer: Recognizer, source: str, as_json: bool) -> int:
    digits = digits_of(load_strokes(), "test")
    rows: list[Loss] | list[Refusal] = (
        list(losses(recognizer, digits)) if source == ROBUSTNESS else list(refusals(recognizer, digits))
    )
    if as_json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        print("\n".join(row.as_text() for row in rows))
    return 0


def _is_set(source: str) -> bool:
    return source not in (MNIST, STROKES, DOODLES, ROBUSTNESS) and not Path(source).is_dir()


def _run_adapting(recognizer: Recognizer, as_json: bool) -> int:
    """Print what examples bring the test writers, and what they leave alone."""
    from digitpad.training.measuring import adapting

    strokes = load_strokes()
    gains, harm = adapting.measured(recognizer, digits_of(strokes, "test"), letters_of(strokes, "test"))
    print(json.dumps(adapting.as_json(gains, harm), indent=2) if as_json else adapting.as_text(gains, harm))
    return 0


def _run_by_writer(recognizer: Recognizer, source: str, as_json: bool) -> int:
    """Print how each writer of a labelled set is read, without and with the first half of their digits as examples."""
    from digitpad.training.measuring.writers import as_text, by_writer

    rows = list(by_writer(recognizer, source))
    print(json.dumps([asdict(row) for row in rows], indent=2) if as_json else as_text(rows))
    return 0


def _run_numbers(recognizer: Recognizer, as_json: bool) -> int:
    """Print how numbers of the test writers are read, whether digits stay single, and MNIST's on pages and forms."""
    found = several_digits_read(recognizer, digits_of(load_strokes(), "test"), load_mnist())
    print(json.dumps(found.as_json(), indent=2) if as_json else found.as_text())
    return 0


def test_set(source: str) -> TestSet:
    """Return what to evaluate on.

    Args:
        source: "mnist" for its test set, "strokes" for the test writers' digits and letters, a folder with MNIST's
            files, or a labelled set: an .npz, Kaggle's train.csv, or a folder with a folder for each digit.

    Raises:
        DataError: if it can't be had.
    """
    if source == STROKES:
        return strokes_test_set(load_strokes())
    if source == MNIST or (Path(source).is_dir() and not is_digit_folder(Path(source))):
        mnist = load_mnist(None if source == MNIST else Path(source))
        return TestSet(mnist.test_images, mnist.test_labels)
    labelled = load_set(source, lambda sentence: print(sentence, file=sys.stderr))
    return TestSet(labelled.images, labelled.labels, labelled.writers)


def strokes_test_set(strokes: StrokeSet) -> TestSet:
    """Return the digits of the test writers by writer group, and their clear letters as what is no digit."""
    digits, letters = digits_of(strokes, "test"), letters_of(strokes, "test")
    return TestSet(
        drawings_of(digits),
        digits.labels.astype(np.int64),
        group_of(digits.writers),
        drawings_of(letters) if len(letters) else None,
    )


def drawings_of(strokes: StrokeSet) -> list[Drawing]:
    """Return each sample as it would be drawn on the pad."""
    return [strokes.drawing(index) for index in range(len(strokes))]


def add_explore_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--data", metavar="DIR", type=Path, help=texts.DATA_HELP)
    parser.add_argument("--plots", metavar="DIR", type=Path, required=True, help=texts.EXPLORE_PLOTS_HELP)


def run_explore(arguments: argparse.Namespace) -> int:
    """Print shapes and counts of the training data, and draw the data."""
    from digitpad.training.measuring.explore import describe, plot_data

    mnist, strokes = load_mnist(arguments.data), load_strokes(arguments.data)
    print(describe(mnist, strokes))
    _say_written(plot_data(arguments.plots, mnist, strokes))
    return 0


def _say_written(paths: Iterable[Path]) -> None:
    for path in paths:
        print(texts.WROTE.format(file=path), file=sys.stderr)
