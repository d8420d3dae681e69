"""The pictures of an evaluation and of a training: files that can be opened, with what they should say in them."""

import sys

import matplotlib.font_manager  # here, where the home folder with its font cache is still the person's own
import numpy as np
import pytest
from PIL import Image

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.measuring import figures, plots
from digitpad.training.measuring.evaluation import answers, confusion_matrix
from digitpad.training.measuring.figures import RED, save
from tests.saying import said
from tests.training.readers import prediction, telling

assert matplotlib.font_manager


@pytest.fixture(scope="module")
def evaluated():
    """Thirty pictures, their labels and the answers: every fifth wrong, one blank."""
    told = [prediction(index % 10, 0.6 + index / 80) for index in range(30)]
    told[29] = None
    recognizer, images = telling(told)
    labels = np.arange(30) % 10
    labels[::5] = (labels[::5] + 1) % 10
    return images, labels, answers(recognizer, images)


def titles(figure):
    return [axes.get_title() for axes in figure.axes]


def wrong_ones(figure):
    """The titles of the pictures that are marked as wrong by colour and also by sign, weight and frame."""
    marked = [axes for axes in figure.axes if axes.title.get_color() == RED]
    for axes in marked:
        assert [text.get_text() for text in axes.texts] == ["✗"]
        assert axes.title.get_fontweight() == "bold"
        assert axes.spines["left"].get_linewidth() > 2
    assert sum(bool(axes.texts) for axes in figure.axes) == len(marked)
    return [axes.get_title() for axes in marked]


def test_all_pictures_are_written(evaluated, tmp_path, monkeypatch):
    """One call writes six pictures into a folder that is made, without pyplot and without changing any setting."""
    import matplotlib as mpl

    assert figures.DOTS_PER_INCH >= 150  # for a slide
    monkeypatch.setattr(figures, "DOTS_PER_INCH", 40)
    before = dict(mpl.rcParams)
    had_pyplot = "matplotlib.pyplot" in sys.modules
    paths = plots.plot_evaluation(tmp_path / "new", *evaluated)
    assert dict(mpl.rcParams) == before
    assert ("matplotlib.pyplot" in sys.modules) is had_pyplot
    assert sorted(paths) == sorted((tmp_path / "new").iterdir())
    assert len(paths) == 6
    for path in paths:
        with Image.open(path) as picture:
            assert picture.format == "PNG"
            assert min(picture.size) >= 40 * 5
            assert len(picture.convert("L").getcolors(256)) > 10


def test_random_sheet(evaluated):
    """Twenty pictures are shown with actual and predicted digit, the same ones every time; wrong ones are marked."""
    images, labels, given = evaluated
    figure = plots.sheet_figure(images, labels, given)
    assert len(figure.axes) == 20
    assert titles(figure) == titles(plots.sheet_figure(images, labels, given))
    for axes in figure.axes:
        index = int(axes.images[0].get_array()[0, 0])
        predicted = "blank" if index == 29 else index % 10
        assert axes.get_title() == f"actual {labels[index]}\npredicted {predicted}"
        assert (axes.get_title() in wrong_ones(figure)) is bool(labels[index] != given.digits[index])


def test_nine_wrong_and_nine_right(evaluated):
    """Up to nine of the wrong ones are shown, all marked, and nine right ones, none marked."""
    images, labels, given = evaluated
    right = given.digits == labels
    wrong = plots.nine_figure(images, labels, given, np.flatnonzero(~right), "wrong")
    assert len(wrong_ones(wrong)) == 7  # every fifth of thirty, and the blank
    assert sum(axes.axison for axes in wrong.axes) == 7
    assert not wrong_ones(plots.nine_figure(images, labels, given, np.flatnonzero(right), "right"))


def test_no_mistakes_at_all(evaluated):
    """Where there is nothing wrong to show, the title says so."""
    images, labels, given = evaluated
    figure = plots.nine_figure(images, labels, given, np.zeros(0, np.intp), "Wrong")
    assert figure.get_suptitle() == "Wrong: there are none"


def test_confusion_counts_are_in_their_places():
    """Each count stands in the row of the true digit and the column of the answer."""
    figure = plots.confusion_figure(confusion_matrix(np.array([1, 1, 1, 4]), np.array([7, 7, 1, 4])))
    (axes,) = figure.axes
    found = {text.get_position(): text.get_text() for text in axes.texts}
    assert found == {(7, 1): "2", (1, 1): "1", (4, 4): "1"}


def test_reliability_points():
    """Each filled bin is a point at its mean confidence and its accuracy."""
    figure = plots.reliability_figure(np.array([0.95, 0.97, 0.5, 0.5]), np.array([True, False, True, True]))
    points = figure.axes[0].lines[1]
    assert points.get_xdata() == pytest.approx([0.5, 0.96])
    assert points.get_ydata() == pytest.approx([1, 0.5])


@pytest.mark.parametrize("right", [True, False])
def test_one_sample(right):
    """A single answer, right or wrong, can be drawn."""
    recognizer, images = telling([prediction(3, 1.0)])
    labels = np.array([3 if right else 4])
    given = answers(recognizer, images)
    hits = np.array([right])
    assert len(wrong_ones(plots.sheet_figure(images, labels, given))) == (0 if right else 1)
    assert plots.reliability_figure(given.confidences, hits).axes[0].lines[1].get_ydata() == [float(right)]
    low, high = plots.share_figure(given.confidences, hits).axes[0].get_ylim()
    assert low < 100 * right < high


def write_history(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_training_curves(tmp_path, monkeypatch):
    """Loss and accuracy become one picture, with validation where a recipe validates and without where not."""
    monkeypatch.setattr(figures, "DOTS_PER_INCH", 40)
    full = write_history(
        tmp_path / "a.csv", "epoch,loss,accuracy,val_loss,val_accuracy\n1,0.5,0.8,0.4,0.9\n2,0.2,0.9,,\n"
    )
    lean = write_history(tmp_path / "b.csv", "epoch,loss,accuracy\n1,0.5,0.8\n")
    sizes = []
    for history in (full, lean):
        picture = plots.plot_curves(history, tmp_path / "curves.png")
        with Image.open(picture) as image:
            sizes.append((image.size, image.tobytes()))
    assert sizes[0][0] == sizes[1][0]
    assert sizes[0][1] != sizes[1][1]
    assert plots.read_history(full)["val_loss"][0] == 0.4
    assert np.isnan(plots.read_history(full)["val_loss"][1])


@pytest.mark.parametrize("text", ["", "epoch,loss\n1,2\n", "epoch,loss,accuracy\n", "epoch,loss,accuracy\n1,x,2\n"])
def test_what_is_no_history(tmp_path, text):
    """Another file than a history, or one without epochs, is a sentence that names it."""
    with pytest.raises(DataError, match=r"a\.csv: This is not a training history"):
        plots.read_history(write_history(tmp_path / "a.csv", text))
    with pytest.raises(DataError, match=said(texts.CANT_READ)):
        plots.read_history(tmp_path / "absent.csv")


def test_unwritable_folder(evaluated, tmp_path):
    """Where a file stands in the place of the folder, a sentence says so."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(DataError, match=said(texts.CANT_WRITE)):
        save(plots.share_figure(np.array([0.5]), np.array([True])), tmp_path / "taken" / "x.png")
