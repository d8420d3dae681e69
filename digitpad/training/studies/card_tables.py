"""The tables of the model card, in Markdown."""

import json
from pathlib import Path
from typing import Any

from digitpad import texts
from digitpad.reading.networks import BUNDLED_MODEL, STROKES_MODEL
from digitpad.reading.recognizer import Recognizer
from digitpad.training.commands_data import TestSet
from digitpad.training.measuring.adapting import Gain, Harm, harm_lines
from digitpad.training.measuring.doodles import Refusal
from digitpad.training.measuring.evaluation import Report
from digitpad.training.measuring.evaluation import answers as answers_of
from digitpad.training.measuring.robustness import Loss
from digitpad.training.measuring.several_digits import SeveralDigits


def networks(recognizer: Recognizer, tests: TestSet) -> str:
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


def _table(heading: str, command: str, columns: list[str], rows: list[list[str]]) -> str:
    return f"### {heading}\n\n`{command}`\n\n{_rows(columns, rows)}"


def _rows(columns: list[str], rows: list[list[str]]) -> str:
    lines = [" | ".join(columns), " | ".join(["---"] * len(columns)), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.2%}"


def _between(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f" ({interval[0]:.2%} to {interval[1]:.2%})"


def identity(facts: dict[str, Any], folder: Path) -> str:
    """Return which files were measured: hashes, sizes, thresholds."""
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


def accuracy(mnist: Report, strokes: Report, pooled: Report) -> str:
    """Return how many are right, by group, and how sure the answers are."""
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


def by_digit(mnist: Report, strokes: Report) -> str:
    """Return how many of each digit are right, and how many are refused."""
    columns = ["digit", "MNIST: right", "called no digit", "strokes: right", "called no digit"]
    rows = [
        [str(a.digit), _percent(a.recall), _percent(a.no_digit), _percent(b.recall), _percent(b.no_digit)]
        for a, b in zip(mnist.digits, strokes.digits, strict=True)
    ]
    return _table("By digit", "digitpad evaluate --data mnist; digitpad evaluate --data strokes", columns, rows)


def rejection(strokes: Report, refused: list[Refusal]) -> str:
    """Return how many drawings of each kind that is no digit are refused."""
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


def robustness(rows: list[Loss]) -> str:
    """Return what is lost where the same digits come otherwise."""
    cells = [[row.name, row.kind, _percent(row.accuracy), f"{row.loss * 100:+.2f} points"] for row in rows]
    columns = ["the test writers' digits", "given as", "right", "lost"]
    return _table("Robustness", "digitpad evaluate --data robustness", columns, cells)


def numbers(found: SeveralDigits) -> str:
    """Return how digits are read that stand together."""
    columns = ["gap", "digits", "read exactly", "every digit right when alone"]
    gaps = [[rate.gap, str(rate.length), _percent(rate.exact), _percent(rate.alone)] for rate in found.numbers]
    table = _table("Numbers, pages and forms", "digitpad evaluate --numbers", columns, gaps)
    columns = ["what is written", "", "read exactly", "spaces right", "every digit right when alone"]
    written = [
        [rate.kind, rate.pattern, _percent(rate.exact), _percent(rate.spaces), _percent(rate.alone)]
        for rate in found.written
    ]
    forms = [[form.kind, form.look, _percent(form.exact), str(form.forms)] for form in found.forms]
    lines = [f"{found.single.as_text()}.", f"{found.pages.as_text()}."]
    return "\n\n".join(
        [table, _rows(columns, written), *lines, _rows(["form", "scanned", "every row right", "forms"], forms)]
    )


def adapting(gains: list[Gain], harm: Harm) -> str:
    """Return what examples of a hand bring, and what they leave alone."""
    columns = ["examples", "writers", "digits", "wrong", "wrong or refused", "fewer of these (95 % interval)"]
    rows = [
        [
            gain.name,
            str(gain.writers),
            f"{gain.digits:,}",
            "{} → {}".format(*gain.wrong),
            "{} → {}".format(*gain.lost),
            f"{gain.fewer:.0%} ({gain.interval[0]:.0%} to {gain.interval[1]:.0%})",
        ]
        for gain in gains
    ]
    table = _table("What examples of a hand bring", "digitpad evaluate --adapting", columns, rows)
    return "\n\n".join([table, texts.ADAPTING_NOTE, *harm_lines(harm)])
