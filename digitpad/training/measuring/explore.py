"""Pictures of the training data, for whoever wants to see what a network learns from."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from digitpad import texts
from digitpad.ink.raster import pad_image
from digitpad.reading.digit_image import digit_image
from digitpad.training.data.mnist import Bytes, Mnist
from digitpad.training.data.splits import digits_of, group_of, split_of
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.measuring.figures import BLUE, FONT_SIZE, ORANGE, grid_of_axes, new_figure, save, show_digit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from digitpad.ink.drawing import Drawing

ROWS, COLUMNS = 4, 5
SEED = 0
PAD_SIDE, PAD_PEN = 400, 14  # pixels: a pad with its pen, as a person would draw on it


def describe(mnist: Mnist, strokes: StrokeSet) -> str:
    """Return shapes and counts as lines of text."""
    lines = [texts.MNIST_HEADING]
    for name, images, labels in (
        (texts.TRAINING_SET, mnist.train_images, mnist.train_labels),
        (texts.TEST_SET, mnist.test_images, mnist.test_labels),
    ):
        lines.append(f"  {name}: {texts.SHAPE.format(shape=images.shape, dtype=images.dtype)}")
        lines.append(f"    {_counts(np.bincount(labels, minlength=10))}")
    digits = digits_of(strokes)
    lines += ["", texts.STROKES_HEADING.format(samples=len(strokes), digits=len(digits))]
    lines += _group_lines(digits)
    return "\n".join(lines)


def _counts(counts: NDArray[np.intp]) -> str:
    return ", ".join(f"{digit}: {count}" for digit, count in enumerate(counts.tolist()))


def _group_lines(digits: StrokeSet) -> list[str]:
    groups, splits = group_of(digits.writers), split_of(digits.writers)
    lines: list[str] = []
    for group, split in sorted(set(zip(groups.tolist(), splits.tolist(), strict=True))):
        members = (groups == group) & (splits == split)
        writers = len(np.unique(digits.writers[members]))
        lines.append(texts.GROUP_LINE.format(group=group, split=split, digits=int(members.sum()), writers=writers))
    return lines


def plot_data(folder: Path, mnist: Mnist, strokes: StrokeSet) -> list[Path]:
    """Write all pictures of the training data into a folder.

    Returns:
        The files.

    Raises:
        DataError: if one can't be written.
    """
    image = mnist.train_images[0]
    title = texts.NUMBERS_TITLE.format(digit=mnist.train_labels[0])
    return [
        save(first_figure(mnist.train_images, mnist.train_labels), folder / "first-twenty.png"),
        save(numbers_figure(image, title), folder / "numbers.png"),
        save(histogram_figure(image), folder / "pixel-histogram.png"),
        save(mean_figure(mnist.train_images, mnist.train_labels), folder / "mean-digits.png"),
        save(strokes_figure(digits_of(strokes)), folder / "stroke-samples.png"),
    ]


def first_figure(images: Bytes, labels: Bytes) -> "Figure":
    """Show the first 20 training images in four rows of five, with their digits."""
    figure = new_figure(9, 8.6, texts.FIRST_TITLE)
    places = grid_of_axes(figure, ROWS, COLUMNS)
    for axes, image, label in zip(places, images, labels, strict=False):
        show_digit(axes, image, str(label))
    for axes in places[len(images) :]:
        axes.set_axis_off()
    return figure


def numbers_figure(image: Bytes, title: str) -> "Figure":
    """Show one image as the 28 × 28 numbers that it is."""
    figure = new_figure(13, 13, title)
    axes = figure.subplots()
    show_digit(axes, image)
    for row, column in np.ndindex(image.shape):
        value = int(image[row, column])
        # White figures on dark pixels; the paper's zeros are pale, so that the digit stands out.
        colour = "white" if value > 127 else "#AAAAAA" if value == 0 else "black"
        axes.text(column, row, str(value), ha="center", va="center", fontsize=11, color=colour)
    return figure


def histogram_figure(image: Bytes) -> "Figure":
    """Draw how often each brightness occurs in an image, as bytes and after the division by 255."""
    figure = new_figure(12, 5.2, texts.HISTOGRAM_TITLE)
    before, after = grid_of_axes(figure, 1, 2)
    before.hist(image.ravel(), bins=32, range=(0, 255), color=BLUE, edgecolor="white")
    before.set_xlabel(texts.BEFORE_AXIS, fontsize=FONT_SIZE)
    after.hist(image.ravel() / 255, bins=32, range=(0, 1), color=ORANGE, edgecolor="white")
    after.set_xlabel(texts.AFTER_AXIS, fontsize=FONT_SIZE)
    for axes in (before, after):
        axes.set_ylabel(texts.PIXELS_AXIS, fontsize=FONT_SIZE)
        axes.set_yscale("log")  # four of five pixels are paper
        axes.tick_params(labelsize=FONT_SIZE - 2)
    return figure


def mean_figure(images: Bytes, labels: Bytes) -> "Figure":
    """Show the mean image of each digit."""
    figure = new_figure(11, 5.4, texts.MEAN_TITLE)
    for digit, axes in enumerate(grid_of_axes(figure, 2, 5)):
        members = images[labels == digit]
        mean = members.mean(axis=0) / 255 if len(members) else np.zeros(images.shape[1:])
        show_digit(axes, mean, str(digit))
    return figure


def strokes_figure(digits: StrokeSet) -> "Figure":
    """Show one sample of each digit as the pad draws it, and below it what the network sees."""
    figure = new_figure(10, 9, texts.STROKES_TITLE)
    places = grid_of_axes(figure, 4, 5)
    random = np.random.default_rng(SEED)
    for digit in range(10):
        above = places[digit // 5 * 10 + digit % 5]
        below = places[digit // 5 * 10 + digit % 5 + 5]
        samples = np.flatnonzero(digits.labels == str(digit))
        if not len(samples):
            above.set_axis_off()
            below.set_axis_off()
            continue
        drawing = digits.drawing(int(random.choice(samples)), PAD_SIDE)
        show_digit(above, _as_on_the_pad(drawing), str(digit))
        show_digit(below, digit_image(drawing))
    return figure


def _as_on_the_pad(drawing: "Drawing") -> NDArray[Any]:
    image: Image.Image = pad_image(drawing.strokes, (PAD_SIDE, PAD_SIDE), 1, PAD_PEN)
    return np.asarray(image)
