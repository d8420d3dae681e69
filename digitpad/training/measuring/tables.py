"""A report as plain text for people."""

from collections.abc import Iterable, Sequence

from digitpad import texts
from digitpad.training.measuring.evaluation import Report


def as_text(report: Report) -> str:
    """Return a report as lines of text: the main numbers, then digits, groups and confusions as tables."""
    parts = [_summary(report), _digits(report)]
    if len(report.groups) > 1:
        parts.append(_groups(report))
    parts.append(_confusion(report))
    return "\n\n".join(parts)


def share_words(share: float | None) -> str:
    """Return a share with two decimals, rounded down; "all" for the whole and "–" where there is nothing to share."""
    if share is None:
        return "–"
    # The small addend keeps 0.29 from becoming 28.99 because of float noise.
    return texts.ALL if share >= 1 else f"{int(share * 10_000 + 1e-6) / 100:.2f} %"


def _interval(interval: tuple[float, float]) -> str:
    return texts.INTERVAL.format(low=f"{interval[0] * 100:.2f}", high=f"{interval[1] * 100:.2f}")


def _summary(report: Report) -> str:
    rows = [
        (texts.ACCURACY, f"{share_words(report.accuracy)}  {_interval(report.accuracy_interval)}"),
        (texts.ERROR, f"{report.error * 100:.2f} %"),
        (texts.LOSS, f"{report.loss:.4f}"),
        (texts.SAMPLES, f"{report.count}"),
        (texts.SAID_SURE, share_words(report.sure_share)),
    ]
    if report.sure_accuracy_interval is not None:
        sure = f"{share_words(report.sure_accuracy)}  {_interval(report.sure_accuracy_interval)}"
        rows.append((texts.RIGHT_WHEN_SURE, sure))
    floor = texts.FLOOR.format(floor=f"{report.calibration_floor * 100:.2f}")
    rows.append((texts.CALIBRATION, f"{report.calibration_error * 100:.2f} %  {floor}"))
    rows.append((texts.VERDICTS, ", ".join(f"{name} {count}" for name, count in report.verdicts.items())))
    if report.rejection is not None:
        others = report.rejection
        rows += [
            (texts.NON_DIGITS, f"{others.count}"),
            (texts.AUROC, f"{others.auroc:.4f}"),
            (texts.NON_DIGIT_CONFIDENCE, share_words(others.mean_confidence)),
            (texts.NON_DIGITS_REFUSED, share_words(others.no_digit)),
            (texts.DIGITS_REFUSED, share_words(others.digits_no_digit)),
        ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def _digits(report: Report) -> str:
    rows = [
        (f"{row.digit}", f"{row.count}", *map(share_words, (row.precision, row.recall, row.f1, row.no_digit)))
        for row in report.digits
    ]
    return table(texts.DIGIT_COLUMNS, rows)


def _groups(report: Report) -> str:
    rows = [
        (
            row.group,
            f"{row.count}",
            share_words(row.accuracy),
            _interval(row.accuracy_interval),
            share_words(row.sure_share),
            share_words(row.sure_accuracy),
        )
        for row in report.groups
    ]
    return table(texts.GROUP_COLUMNS, rows)


def _confusion(report: Report) -> str:
    rows = [(f"{digit}", *(f"{count or '·'}" for count in row)) for digit, row in enumerate(report.confusion)]
    return texts.CONFUSION_HEADING + "\n" + table(("", *map(str, range(10))), rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of words as aligned lines, the first column to the left."""
    lines = [columns, *rows]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            f"{cell:<{width}}" if first else f"{cell:>{width}}"
            for cell, width, first in zip(line, widths, (True, *[False] * len(widths)), strict=False)
        ).rstrip()
        for line in lines
    )
