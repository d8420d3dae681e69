"""Measures the model that ships and writes the figures into its card and its facts: ``make card``.

Nobody types a figure: what models/README.md says between its marks comes from here, from the files that ship, or
from the ablation.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.bundled import models_folder
from digitpad.reading.networks import BUNDLED_FACTS, BUNDLED_MODEL, STROKES_MODEL
from digitpad.reading.recognizer import Recognizer
from digitpad.training.commands_data import PAGES, PAGES_SEED, TestSet, strokes_test_set
from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.splits import digits_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.learning.run_folder import atomically, write_json
from digitpad.training.measuring.doodles import Refusal, refusals
from digitpad.training.measuring.evaluation import Report, evaluate, report_on
from digitpad.training.measuring.evaluation import answers as answers_of
from digitpad.training.measuring.robustness import Loss, losses
from digitpad.training.pictures.numbers import NumberRate, Singles, number_rates, singles
from digitpad.training.pictures.pages import PageScores, page_scores


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
    digits = digits_of(strokes, "test")
    rates, single = list(number_rates(recognizer, digits)), singles(recognizer, digits)
    pages = page_scores(recognizer.read, mnist.test_images, mnist.test_labels, PAGES, PAGES_SEED)
    robust, refused = list(losses(recognizer, digits)), list(refusals(recognizer, digits))
    facts_path = folder / BUNDLED_FACTS
    facts = json.loads(facts_path.read_text(encoding="utf-8"))
    facts["measures"] = {
        "digitpad evaluate --data mnist --json": _short(mnist_report),
        "digitpad evaluate --data strokes --json": _short(strokes_report),
        "make card, MNIST and strokes pooled": _short(pooled),
        "digitpad evaluate --data robustness --json": [asdict(row) for row in robust],
        "digitpad evaluate --data doodles --json": [asdict(row) for row in refused],
        "digitpad evaluate --numbers --json": {
            "numbers": [asdict(rate) for rate in rates],
            "single": asdict(single),
            "pages": asdict(pages),
        },
    }
    write_json(facts_path, facts)
    tables = [
        _identity(facts, folder),
        _accuracy(mnist_report, strokes_report, pooled),
        _networks(recognizer, tests),
        _by_digit(mnist_report, strokes_report),
        _rejection(strokes_report, refused),
        _robustness(robust),
        _numbers(rates, single, pages),
    ]
    write_section("measured", "\n\n".join(tables))
    return 0


def _networks(recognizer: Recognizer, tests: TestSet) -> str:
    """Return how many of the test writers' digits each network gets wrong alone, and both together."""
    assert recognizer.strokes is not None, "the files that ship have both networks"
    weight = recognizer.strokes.facts.weight
    names = {"the picture network": 0.0, "the strokes network": 1.0, f"both, the latter weighing {weight}": weight}
    groups = sorted(set(tests.groups.tolist())) if tests.groups is not None else []
    rows = []
    for name, share in names.items():
        given = answers_of(recognizer.weighing(share), tests.sources)
        wrong = given.digits != tests.labels
        counts = [f"{int(wrong[tests.groups == group].sum())}" for group in groups]
        rows.append([name, *counts, f"{int(wrong.sum())} of {len(wrong):,}", _percent(1 - float(wrong.mean()))])
    columns = ["wrong", *groups, "pooled", "right"]
    return _table("What each network brings to drawings", "make card", columns, rows)


def _numbers(rates: list[NumberRate], single: Singles, pages: PageScores) -> str:
    rows = [[rate.gap, str(rate.length), _percent(rate.exact), _percent(rate.alone)] for rate in rates]
    columns = ["gap", "digits", "read exactly", "every digit right when alone"]
    table = _table("Numbers and pages", "digitpad evaluate --numbers", columns, rows)
    return f"{table}\n\n{single.as_text()}.\n\n{pages.as_text()}."


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


def _table(heading: str, command: str, columns: list[str], rows: list[list[str]]) -> str:
    lines = [" | ".join(columns), " | ".join(["---"] * len(columns)), *(" | ".join(row) for row in rows)]
    body = "\n".join(f"| {line} |" for line in lines)
    return f"### {heading}\n\n`{command}`\n\n{body}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.2%}"


def _between(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f" ({interval[0]:.2%} to {interval[1]:.2%})"


def _identity(facts: dict[str, Any], folder: Path) -> str:
    both = [facts, json.loads((folder / STROKES_MODEL).with_suffix(".json").read_text(encoding="utf-8"))]
    rows = [[f"SHA-256 of `{name}`", f"`{digest}`", ""] for each in both for name, digest in each["sha256"].items()]
    sizes = [f"{(folder / name).stat().st_size / 1e6:.2f} MB" for name in (BUNDLED_MODEL, STROKES_MODEL)]
    rows += [
        ["parameters", *(f"{each['parameters']:,}" for each in both)],
        ["size of the .tflite file", *sizes],
        ["temperature", *(f"{each['temperature']}" for each in both)],
        ["threshold of “sure”", *(f"{each['thresholds']['sure']}" for each in both)],
        ["threshold of “no digit”", *(f"{each['thresholds']['digit']}" for each in both)],
    ]
    return _table("The files", "digitpad self-test", ["what", "pictures", "drawings, by both networks"], rows)


def _accuracy(mnist: Report, strokes: Report, pooled: Report) -> str:
    columns = ["group", "digits", "right (95 % interval)", "said sure", "right when sure", "calibration error", "floor"]
    rows = [["MNIST test", *_row(mnist)]]
    rows += [
        [
            f"strokes: {group.group}",
            f"{group.count:,}",
            _percent(group.accuracy) + _between(group.accuracy_interval),
            _percent(group.sure_share),
            _percent(group.sure_accuracy),
            "",
            "",
        ]
        for group in strokes.groups
    ]
    rows += [["strokes, pooled", *_row(strokes)], ["MNIST and strokes, pooled", *_row(pooled)]]
    return _table("Accuracy, sureness, calibration", "make card", columns, rows)


def _row(report: Report) -> list[str]:
    return [
        f"{report.count:,}",
        _percent(report.accuracy) + _between(report.accuracy_interval),
        _percent(report.sure_share),
        _percent(report.sure_accuracy) + _between(report.sure_accuracy_interval),
        _percent(report.calibration_error),
        _percent(report.calibration_floor),
    ]


def _by_digit(mnist: Report, strokes: Report) -> str:
    columns = ["digit", "MNIST: right", "called no digit", "strokes: right", "called no digit"]
    rows = [
        [str(a.digit), _percent(a.recall), _percent(a.no_digit), _percent(b.recall), _percent(b.no_digit)]
        for a, b in zip(mnist.digits, strokes.digits, strict=True)
    ]
    return _table("By digit", "digitpad evaluate --data mnist; digitpad evaluate --data strokes", columns, rows)


def _rejection(strokes: Report, refused: list[Refusal]) -> str:
    found = strokes.rejection
    assert found is not None, "the strokes' test set has letters"
    letters = [
        [f"letters of the test providers ({found.count:,})", "kind taught, writers not", _percent(found.no_digit)],
        ["the digits beside them", "", _percent(found.digits_no_digit)],
    ]
    doodles = [[row.name, "taught" if row.taught else "never taught", _percent(row.share)] for row in refused]
    table = _table(
        "Called “no digit”",
        "digitpad evaluate --data strokes; digitpad evaluate --data doodles",
        ["drawings", "kind", "share"],
        letters + doodles,
    )
    return f"{table}\n\nDigits against letters, by confidence: AUROC {found.auroc:.5f}."


def _robustness(rows: list[Loss]) -> str:
    cells = [[row.name, row.kind, _percent(row.accuracy), f"{row.loss * 100:+.2f} points"] for row in rows]
    columns = ["the test writers' digits", "given as", "right", "lost"]
    return _table("Robustness", "digitpad evaluate --data robustness", columns, cells)


if __name__ == "__main__":
    sys.exit(main())
