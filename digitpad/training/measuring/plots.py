"""Pictures of an evaluation: where a model is right, where it is wrong, and whether its confidence can be trusted."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.measuring.evaluation import NO_ANSWER, Answers, confusion_matrix
from digitpad.training.measuring.figures import (
    BLUE,
    FONT_SIZE,
    GREY,
    GRID_COLOUR,
    ORANGE,
    RED,
    grid_of_axes,
    new_figure,
    plain_axes,
    save,
    show_digit,
)
from digitpad.training.measuring.measures import CALIBRATION_BINS, accuracy_by_share, calibration_bins, wilson_interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Which digits are shown is drawn with this seed, so that two looks at one model show the same.
SEED = 0
NINE, SHEET_ROWS, SHEET_COLUMNS = 9, 4, 5


def plot_evaluation(folder: Path, images: NDArray[Any], labels: NDArray[Any], given: Answers) -> list[Path]:
    """Write all pictures of an evaluation into a folder.

    Args:
        folder: made if need be.
        images: (n, 28, 28) digit images.
        labels: (n,) 0..9.
        given: the answers about them.

    Returns:
        The files.

    Raises:
        DataError: if one can't be written.
    """
    right = given.digits == labels
    return [
        save(confusion_figure(confusion_matrix(labels.astype(np.int64), given.digits)), folder / "confusion.png"),
        save(nine_figure(images, labels, given, np.flatnonzero(right), texts.NINE_RIGHT), folder / "nine-right.png"),
        save(nine_figure(images, labels, given, np.flatnonzero(~right), texts.NINE_WRONG), folder / "nine-wrong.png"),
        save(sheet_figure(images, labels, given), folder / "random-sheet.png"),
        save(reliability_figure(given.confidences, right), folder / "reliability.png"),
        save(share_figure(given.confidences, right), folder / "accuracy-by-share.png"),
    ]


def confusion_figure(matrix: NDArray[np.int64]) -> "Figure":
    """Draw a confusion matrix with its counts; the colour tells errors, the right answers are grey.

    Args:
        matrix: (10, 10) counts, true digits by rows, answers by columns.
    """
    figure = new_figure(9, 8.6, texts.CONFUSION_TITLE)
    axes = figure.subplots()
    errors = np.where(np.eye(10, dtype=bool), 0, matrix)
    # Cells without an error stay white, and the darkest stays light enough for black figures.
    shown = np.ma.masked_equal(errors, 0)
    axes.imshow(shown, cmap="Oranges", vmin=0, vmax=max(int(errors.max()), 1) * 1.7)
    for true, answer in np.ndindex(10, 10):
        count = int(matrix[true, answer])
        if true == answer:
            axes.axvspan(answer - 0.5, answer + 0.5, 1 - (true + 1) / 10, 1 - true / 10, color="#E6E6E6")
        if count:
            axes.text(answer, true, str(count), ha="center", va="center", fontsize=FONT_SIZE - 2, color="black")
    axes.set_xticks(range(10))
    axes.set_yticks(range(10))
    axes.tick_params(labelsize=FONT_SIZE)
    axes.set_xlabel(texts.ANSWER_AXIS, fontsize=FONT_SIZE)
    axes.set_ylabel(texts.TRUTH_AXIS, fontsize=FONT_SIZE)
    return figure


def nine_figure(
    images: NDArray[Any], labels: NDArray[Any], given: Answers, among: NDArray[np.intp], title: str
) -> "Figure":
    """Show up to nine digits, drawn by chance, with what they are and what was answered."""
    chosen = _drawn_by_chance(among, NINE)
    figure = new_figure(7.5, 9.4, title if len(chosen) else f"{title}: {texts.NONE_OF_THEM}")
    _show_answers(grid_of_axes(figure, 3, 3), images, labels, given, chosen)
    return figure


def sheet_figure(images: NDArray[Any], labels: NDArray[Any], given: Answers) -> "Figure":
    """Show 20 digits, drawn by chance from all, with what they are and what was answered."""
    chosen = _drawn_by_chance(np.arange(len(labels)), SHEET_ROWS * SHEET_COLUMNS)
    figure = new_figure(10, 10.8, texts.SHEET_TITLE)
    _show_answers(grid_of_axes(figure, SHEET_ROWS, SHEET_COLUMNS), images, labels, given, chosen)
    return figure


def _drawn_by_chance(among: NDArray[np.intp], count: int) -> list[int]:
    drawn = np.random.default_rng(SEED).permutation(among)[:count]
    chosen: list[int] = drawn.tolist()
    return chosen


def _show_answers(
    places: "list[Axes]", images: NDArray[Any], labels: NDArray[Any], given: Answers, chosen: list[int]
) -> None:
    for axes in places[len(chosen) :]:
        axes.set_axis_off()
    for axes, index in zip(places, chosen, strict=False):
        answer, truth = int(given.digits[index]), int(labels[index])
        shown = texts.SHOWN_BLANK if answer == NO_ANSWER else str(answer)
        title = texts.ACTUAL_AND_ANSWER.format(actual=truth, answer=shown)
        show_digit(axes, images[index], title)
        if answer != truth:
            _mark_wrong(axes)


def _mark_wrong(axes: "Axes") -> None:
    """Mark a wrong answer in red, and by a cross, a bold title and a broken frame for eyes that see no red."""
    axes.title.set(color=RED, fontweight="bold")
    axes.text(0.04, 0.96, "✗", transform=axes.transAxes, va="top", color=RED, fontsize=FONT_SIZE + 8)
    for spine in axes.spines.values():
        spine.set(color=RED, linewidth=4, linestyle=(0, (3, 1.5)))


def reliability_figure(confidences: NDArray[np.float64], right: NDArray[np.bool_]) -> "Figure":
    """Draw accuracy against confidence in 15 bins, and below how many answers each bin has."""
    figure = new_figure(8, 8.6, texts.RELIABILITY_TITLE)
    upper, lower = figure.subplots(2, 1, height_ratios=(3, 1), sharex=True)
    bins = calibration_bins(confidences)
    counts = np.bincount(bins, minlength=CALIBRATION_BINS)
    filled = counts > 0
    hits = np.bincount(bins, right, CALIBRATION_BINS)[filled] / counts[filled]
    means = np.bincount(bins, confidences, CALIBRATION_BINS)[filled] / counts[filled]
    upper.plot([0, 1], [0, 1], color=GREY, linestyle="--", label=texts.PERFECTLY_CALIBRATED)
    # The intervals show how little a bin of a few answers says.
    intervals = [wilson_interval(round(hit * count), count) for hit, count in zip(hits, counts[filled], strict=True)]
    reach = np.abs(np.array(intervals).T - hits)
    upper.errorbar(means, hits, reach, color=BLUE, marker="o", linestyle="", capsize=4, label=texts.THIS_MODEL)
    upper.set_ylabel(texts.ACCURACY, fontsize=FONT_SIZE)
    upper.set_ylim(-0.03, 1.05)
    upper.legend(fontsize=FONT_SIZE - 1, frameon=False)
    edges = np.linspace(0, 1, CALIBRATION_BINS + 1)
    lower.bar(edges[:-1], counts, 1 / CALIBRATION_BINS, align="edge", color=BLUE, edgecolor="white")
    lower.set_yscale("symlog", linthresh=1)
    lower.set_xlabel(texts.CONFIDENCE_AXIS, fontsize=FONT_SIZE)
    lower.set_ylabel(texts.SAMPLES, fontsize=FONT_SIZE)
    for axes in (upper, lower):
        axes.tick_params(labelsize=FONT_SIZE - 2)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    return figure


def share_figure(confidences: NDArray[np.float64], right: NDArray[np.bool_]) -> "Figure":
    """Draw the accuracy among the most confident answers against the share of answers that are given."""
    shares, accuracies = accuracy_by_share(confidences, right)
    figure = new_figure(9, 6, texts.SHARE_TITLE)
    axes = plain_axes(figure, texts.SHARE_AXIS, texts.SHARE_ACCURACY_AXIS)
    axes.plot(shares * 100, accuracies * 100, color=BLUE, linewidth=2.5)
    axes.set_xlim(0, 100)
    low = float(accuracies.min()) * 100
    axes.set_ylim(low - max(0.05, 0.05 * (100 - low)), 100 + max(0.05, 0.05 * (100 - low)))
    axes.ticklabel_format(useOffset=False)
    return figure


def plot_curves(history: Path, picture: Path) -> Path:
    """Draw the training curves from a history.

    Args:
        history: a CSV file with the columns epoch, loss and accuracy, and val_loss and val_accuracy where a recipe
            validates.
        picture: the PNG to write.

    Returns:
        The picture's path.

    Raises:
        DataError: if the history can't be read or the picture can't be written.
    """
    from matplotlib.ticker import MaxNLocator

    columns = read_history(history)
    figure = new_figure(12, 5.4, texts.CURVES_TITLE)
    for axes, name, label in zip(
        grid_of_axes(figure, 1, 2), ("loss", "accuracy"), (texts.LOSS, texts.ACCURACY), strict=True
    ):
        marker = "o" if len(columns["epoch"]) < 30 else ""
        axes.plot(columns["epoch"], columns[name], color=BLUE, marker=marker, linewidth=2, label=texts.ON_TRAINING)
        if f"val_{name}" in columns:
            validation = columns[f"val_{name}"]
            axes.plot(
                columns["epoch"], validation, "--", color=ORANGE, marker=marker, linewidth=2, label=texts.ON_VALIDATION
            )
        axes.set_xlabel(texts.EPOCH_AXIS, fontsize=FONT_SIZE)
        axes.set_ylabel(label, fontsize=FONT_SIZE)
        axes.tick_params(labelsize=FONT_SIZE - 2)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(color=GRID_COLOUR)
        axes.legend(fontsize=FONT_SIZE - 1, frameon=False)
    return save(figure, picture)


def read_history(path: Path) -> dict[str, list[float]]:
    """Return the columns of a training history; an empty field is not a number.

    Raises:
        DataError: if it can't be read or has no epochs.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        columns = {name: [float(row[name] or "nan") for row in rows] for name in (rows[0] if rows else ())}
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    except (ValueError, TypeError, csv.Error) as error:
        raise DataError(texts.about_file(path, texts.BAD_HISTORY)) from error
    if not {"epoch", "loss", "accuracy"} <= columns.keys():
        raise DataError(texts.about_file(path, texts.BAD_HISTORY))
    return columns
