"""Measures the model that ships and writes the figures into its card and its facts: ``make card``.

Nobody types a figure: what models/README.md says between its marks comes from here, from the files that ship, or
from the ablation.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

import numpy as np

from digitpad.bundled import models_folder
from digitpad.reading.networks import BUNDLED_FACTS
from digitpad.reading.recognizer import Recognizer
from digitpad.training.commands_data import strokes_test_set
from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.splits import digits_of, letters_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.learning.run_folder import atomically, write_json
from digitpad.training.measuring import adapting
from digitpad.training.measuring.doodles import refusals
from digitpad.training.measuring.evaluation import Report, evaluate, report_on
from digitpad.training.measuring.evaluation import answers as answers_of
from digitpad.training.measuring.robustness import losses
from digitpad.training.measuring.several_digits import several_digits_read
from digitpad.training.studies import card_tables as tables


def main() -> int:
    """Measure, and write the card and the facts."""
    folder = models_folder()
    recognizer, mnist, strokes = Recognizer(), load_mnist(), load_strokes()
    tests = strokes_test_set(strokes)
    mnist_report = evaluate(recognizer, mnist.test_images, mnist.test_labels)
    strokes_report = evaluate(recognizer, tests.sources, tests.labels, tests.groups, tests.others)
    pooled = report_on(
        answers_of(recognizer, [*mnist.test_images, *tests.sources]),
        np.concatenate([mnist.test_labels.astype(np.int64), tests.labels]),
    )
    digits, letters = digits_of(strokes, "test"), letters_of(strokes, "test")
    several = several_digits_read(recognizer, digits, mnist)
    robust, refused = list(losses(recognizer, digits)), list(refusals(recognizer, digits))
    gains, harm = adapting.measured(recognizer, digits, letters)
    facts_path = folder / BUNDLED_FACTS
    facts = json.loads(facts_path.read_text(encoding="utf-8"))
    facts["measures"] = {
        "digitpad evaluate --data mnist --json": _short(mnist_report),
        "digitpad evaluate --data strokes --json": _short(strokes_report),
        "make card, MNIST and strokes pooled": _short(pooled),
        "digitpad evaluate --data robustness --json": [asdict(row) for row in robust],
        "digitpad evaluate --data doodles --json": [asdict(row) for row in refused],
        "digitpad evaluate --numbers --json": several.as_json(),
        "digitpad evaluate --adapting --json": adapting.as_json(gains, harm),
    }
    write_json(facts_path, facts)
    parts = [
        tables.identity(facts, folder),
        tables.accuracy(mnist_report, strokes_report, pooled),
        tables.networks(recognizer, tests),
        tables.by_digit(mnist_report, strokes_report),
        tables.rejection(strokes_report, refused),
        tables.robustness(robust),
        tables.numbers(several),
        tables.adapting(gains, harm),
    ]
    write_section("measured", "\n\n".join(parts))
    return 0


def _short(report: Report) -> dict[str, Any]:
    return {name: value for name, value in report.as_json().items() if name != "confusion"}


def write_section(name: str, text: str) -> None:
    """Put ``text`` between the marks of this ``name`` in the model card, in place of what is there."""
    path = models_folder() / "README.md"
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    with atomically(path) as temporary:
        temporary.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
