"""The pictures of the training data."""

import numpy as np
import pytest
from PIL import Image

from digitpad.training.data.mnist import read_mnist
from digitpad.training.data.stroke_data import stroke_files
from digitpad.training.data.strokes import read_pendigits, read_unipen
from digitpad.training.measuring import explore, figures
from tests.training.publisher_files import mnist_folder, strokes_folder


@pytest.fixture
def mnist(tmp_path):
    return read_mnist(mnist_folder(tmp_path / "mnist", train=24))


@pytest.fixture
def strokes(tmp_path):
    pendigits, unipen = stroke_files(strokes_folder(tmp_path / "strokes"))
    return read_pendigits(pendigits) + read_unipen(unipen)


def test_shapes_and_counts(mnist, strokes):
    """Shapes, the number of each digit, and the digits and writers of each group are said."""
    text = explore.describe(mnist, strokes)
    assert "(24, 28, 28) of uint8" in text
    assert "0: 3, 1: 3, 2: 3, 3: 3, 4: 2" in text
    assert "6 samples, of which 4 are digits" in text
    assert "pendigits: 1 digits of 1 writers for test" in text
    assert "unipen/ibm: 1 digits of 1 writers for train" in text


def test_all_pictures_are_written(mnist, strokes, tmp_path, monkeypatch):
    """One call writes the five pictures, also where some digits have no strokes."""
    monkeypatch.setattr(figures, "DOTS_PER_INCH", 40)
    paths = explore.plot_data(tmp_path / "plots", mnist, strokes)
    assert [path.name for path in paths] == [
        "first-twenty.png",
        "numbers.png",
        "pixel-histogram.png",
        "mean-digits.png",
        "stroke-samples.png",
    ]
    for path in paths:
        with Image.open(path) as picture:
            assert min(picture.size) >= 40 * 5


def test_first_twenty(mnist):
    """The first 20 training images stand in four rows of five, in their order, with their digits."""
    figure = explore.first_figure(mnist.train_images, mnist.train_labels)
    assert [axes.get_title() for axes in figure.axes] == [str(label) for label in mnist.train_labels[:20]]
    for axes, image in zip(figure.axes, mnist.train_images, strict=False):
        np.testing.assert_array_equal(axes.images[0].get_array(), image)
    assert figure.axes[0].get_subplotspec().get_geometry()[:2] == (4, 5)


def test_numbers(mnist):
    """Each of the 784 numbers stands in its place."""
    image = mnist.train_images[3]
    (axes,) = explore.numbers_figure(image, "title").axes
    found = {text.get_position(): int(text.get_text()) for text in axes.texts}
    assert found == {(column, row): image[row, column] for row in range(28) for column in range(28)}


def test_histogram(mnist):
    """All pixels are counted, before and after the division by 255."""
    before, after = explore.histogram_figure(mnist.train_images[0]).axes
    for axes, end in ((before, 255), (after, 1)):
        assert sum(bar.get_height() for bar in axes.patches) == 784
        assert axes.patches[-1].get_x() + axes.patches[-1].get_width() == pytest.approx(end)


def test_mean_images(mnist):
    """The mean image of a digit is the mean of its training images."""
    figure = explore.mean_figure(mnist.train_images, mnist.train_labels)
    expected = mnist.train_images[mnist.train_labels == 4].mean(axis=0) / 255
    np.testing.assert_allclose(figure.axes[4].images[0].get_array(), expected)


def test_strokes_above_and_what_the_network_sees_below(strokes):
    """A digit with strokes is shown as the pad draws it and as the network sees it; one without leaves its place."""
    axes = explore.strokes_figure(strokes).axes
    assert axes[4].get_title() == "4"
    assert axes[4].images[0].get_array().shape == (400, 400)
    assert axes[9].images[0].get_array().shape == (28, 28)
    assert axes[4].images[0].get_array().max() == 255
    assert not axes[0].axison
