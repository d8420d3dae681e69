"""How good a model is, seen through the public API: exactly what a user gets, measured."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from digitpad.reading.prediction import Prediction
from digitpad.training.measuring.measures import auroc, calibration_error, calibration_floor, wilson_interval

VERDICTS = ("sure", "unsure", "no digit", "blank")
NO_ANSWER = -1  # in place of a digit, for a blank


class Predicting(Protocol):
    """A recogniser, or whatever predicts as one does."""

    def predict_many(self, sources: Iterable[Any]) -> list[Prediction]:
        """Say which digit each of these is, in the same order."""
        ...


@dataclass(frozen=True, eq=False)
class Answers:
    """What a recogniser said about n digit images.

    Attributes:
        digits: (n,) int64, -1 for a blank.
        confidences: (n,) float64, 0..1.
        probabilities: (n, 10) float64.
        verdicts: (n,) strings.
    """

    digits: NDArray[np.int64]
    confidences: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    verdicts: NDArray[np.str_]


@dataclass(frozen=True)
class DigitReport:
    """How one digit fares.

    Attributes:
        digit: 0..9.
        count: how many samples show it.
        precision: the share of answers of this digit that are right; None without such an answer.
        recall: the share of this digit's samples that are read rightly; None without such a sample.
        f1: the harmonic mean of the two; None where one of them is.
        no_digit: the share of its samples called "no digit"; None without such a sample.
    """

    digit: int
    count: int
    precision: float | None
    recall: float | None
    f1: float | None
    no_digit: float | None


@dataclass(frozen=True)
class GroupReport:
    """How one group of writers fares: its accuracy with its 95 % interval, and the same among the "sure" answers."""

    group: str
    count: int
    accuracy: float
    accuracy_interval: tuple[float, float]
    sure_share: float
    sure_accuracy: float | None


@dataclass(frozen=True)
class RejectionReport:
    """How well digits are told from other drawings.

    Attributes:
        count: how many drawings that are no digits were shown.
        auroc: area under the ROC curve of confidence, digits against the others.
        mean_confidence: in the others.
        no_digit: the share of the others called "no digit".
        digits_no_digit: the share of the digits called "no digit", wrongly.
    """

    count: int
    auroc: float
    mean_confidence: float
    no_digit: float
    digits_no_digit: float


@dataclass(frozen=True)
class Report:
    """The result of an evaluation; as JSON it has these keys in this order.

    Attributes:
        accuracy: the share of samples read rightly; a blank counts as wrong.
        accuracy_interval: its 95 % interval (Wilson).
        error: 1 - accuracy.
        loss: cross-entropy, the mean of -ln of the true digit's probability.
        count: how many samples.
        sure_share: the share of samples called "sure".
        sure_accuracy: the accuracy among them; None without any.
        sure_accuracy_interval: its 95 % interval; None without any.
        calibration_error: expected calibration error of the confidence, 15 bins.
        calibration_floor: what a perfectly calibrated model would show by chance; compare the error with this.
        verdicts: how often each verdict was given.
        digits: by digit.
        confusion: ten rows, the true digits, of ten columns, the answers; blanks are in no column.
        groups: by group of writers; empty where the writers are unknown.
        rejection: against drawings that are no digits; None where none were shown.
    """

    accuracy: float
    accuracy_interval: tuple[float, float]
    error: float
    loss: float
    count: int
    sure_share: float
    sure_accuracy: float | None
    sure_accuracy_interval: tuple[float, float] | None
    calibration_error: float
    calibration_floor: float
    verdicts: dict[str, int]
    digits: tuple[DigitReport, ...]
    confusion: tuple[tuple[int, ...], ...]
    groups: tuple[GroupReport, ...] = ()
    rejection: RejectionReport | None = None

    def as_json(self) -> dict[str, Any]:
        """Return plain dictionaries, lists and numbers."""
        return asdict(self)


def answers(recognizer: Predicting, sources: Iterable[Any]) -> Answers:
    """Ask a recogniser about digits.

    Args:
        recognizer: with the model to measure.
        sources: one or more, each what ``Recognizer.predict`` takes.
    """
    predictions = recognizer.predict_many(list(sources))
    return Answers(
        np.array([NO_ANSWER if found.digit is None else found.digit for found in predictions], np.int64),
        np.array([found.confidence for found in predictions]),
        np.array([found.probabilities for found in predictions], np.float64),
        np.array([found.verdict for found in predictions], dtype=str),
    )


def evaluate(
    recognizer: Predicting,
    sources: Iterable[Any],
    labels: NDArray[Any],
    groups: NDArray[np.str_] | None = None,
    others: Iterable[Any] | None = None,
) -> Report:
    """Measure a recogniser on labelled digits.

    Args:
        recognizer: with the model to measure.
        sources: the digits, one or more, each what ``Recognizer.predict`` takes.
        labels: (n,) 0..9.
        groups: (n,) the group of writers of each, to report on each group.
        others: likewise, drawings that are no digits.
    """
    given = answers(recognizer, sources)
    return report_on(given, labels, groups, answers(recognizer, others) if others is not None else None)


def report_on(
    given: Answers,
    labels: NDArray[Any],
    groups: NDArray[np.str_] | None = None,
    others: Answers | None = None,
) -> Report:
    """Measure answers that were given already; the arguments are as in :func:`evaluate`."""
    truth = labels.astype(np.int64)
    right = given.digits == truth
    sure = given.verdicts == "sure"
    # The least positive float32 keeps the loss finite where a model says a flat zero.
    chances = np.maximum(given.probabilities[np.arange(len(truth)), truth], np.finfo(np.float32).tiny)
    confusion = confusion_matrix(truth, given.digits)
    return Report(
        accuracy=float(right.mean()),
        accuracy_interval=wilson_interval(int(right.sum()), len(right)),
        error=float((~right).mean()),
        loss=float(-np.log(chances).mean()),
        count=len(truth),
        sure_share=float(sure.mean()),
        sure_accuracy=_share(right[sure]),
        sure_accuracy_interval=wilson_interval(int(right[sure].sum()), int(sure.sum())) if sure.any() else None,
        calibration_error=calibration_error(given.confidences, right),
        calibration_floor=calibration_floor(given.confidences),
        verdicts={verdict: int((given.verdicts == verdict).sum()) for verdict in VERDICTS},
        digits=tuple(_digit_report(digit, truth, given) for digit in range(10)),
        confusion=tuple(tuple(row) for row in confusion.tolist()),
        groups=() if groups is None else tuple(_group_reports(groups, right, sure)),
        rejection=None if others is None else _rejection_report(given, others),
    )


def confusion_matrix(truth: NDArray[np.int64], digits: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return (10, 10) counts: true digits by rows, answers by columns; blanks are left out."""
    matrix = np.zeros((10, 10), np.int64)
    answered = digits != NO_ANSWER
    np.add.at(matrix, (truth[answered], digits[answered]), 1)
    return matrix


def _share(flags: NDArray[np.bool_]) -> float | None:
    return float(flags.mean()) if flags.size else None


def _digit_report(digit: int, truth: NDArray[np.int64], given: Answers) -> DigitReport:
    shown = truth == digit
    precision = _share(shown[given.digits == digit])
    recall = _share(given.digits[shown] == digit)
    f1 = None
    if precision is not None and recall is not None:
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    no_digit = _share(given.verdicts[shown] == "no digit")
    return DigitReport(digit, int(shown.sum()), precision, recall, f1, no_digit)


def _group_reports(
    groups: NDArray[np.str_], right: NDArray[np.bool_], sure: NDArray[np.bool_]
) -> Iterable[GroupReport]:
    names: Sequence[str] = np.unique(groups).tolist()
    for name in names:
        members = groups == name
        hits = right[members]
        interval = wilson_interval(int(hits.sum()), len(hits))
        share = float(sure[members].mean())
        yield GroupReport(name, len(hits), float(hits.mean()), interval, share, _share(right[members & sure]))


def _rejection_report(digits: Answers, others: Answers) -> RejectionReport:
    return RejectionReport(
        count=len(others.digits),
        auroc=auroc(digits.confidences, others.confidences),
        mean_confidence=math.fsum(others.confidences) / len(others.confidences),
        no_digit=float((others.verdicts == "no digit").mean()),
        digits_no_digit=float((digits.verdicts == "no digit").mean()),
    )
