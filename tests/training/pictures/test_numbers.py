"""Numbers composed of single digits, and how their reading is scored."""

import json

import numpy as np
import pytest

from digitpad import Drawing
from digitpad.cli import main
from digitpad.reading.grouping import rows_of
from digitpad.reading.joints import BIAS, CELLS
from digitpad.reading.prediction import Reading
from digitpad.training.data.strokes import build
from digitpad.training.pictures.forms import KINDS, LOOKS
from digitpad.training.pictures.numbers import Singles, composed, number_rates, numbers, singles
from digitpad.training.pictures.signs import PATTERNS
from digitpad.training.pictures.spacing import GAPS, beside
from digitpad.training.studies.joins import network, pairs
from tests.training.readers import prediction

STEM = np.array([[0.0, 0.0], [0.0, 10.0]], np.float32)
BAR = np.array([[-3.0, 5.0], [3.0, 5.0]], np.float32)
RING = np.column_stack([3 * np.cos(np.linspace(0, 6.3, 30)), 5 * np.sin(np.linspace(0, 6.3, 30))]).astype(np.float32)


def hands():
    """Return two writers' ones, barred sevens and zeros."""
    samples = [([STEM], "1"), ([STEM, BAR], "7"), ([RING], "0")] * 4
    writers = ["pendigits/25"] * 6 + ["pendigits/26"] * 6
    return build((strokes, label, writer) for (strokes, label), writer in zip(samples, writers, strict=True))


def test_numbers_are_one_writers_digits_in_order():
    """Each number's text is its samples' labels, all of one writer, and each stroke knows its digit."""
    digits = hands()
    for number in numbers(digits, 5, "natural", 20, np.random.default_rng(1)):
        assert number.text == "".join(digits.labels[list(number.samples)])
        assert len({digits.writers[sample] for sample in number.samples}) == 1
        assert len(number.digits) == len(number.drawing.strokes)
        assert sorted(set(number.digits)) == list(range(5))


@pytest.mark.parametrize("gap", GAPS)
def test_digits_stand_as_near_as_the_gap_says(gap):
    """Natural gaps leave room between boxes, close ones less, and touching lines are within a pen's width."""
    least = {"natural": 0.15, "close": 0.04, "touching": 0.0}[gap]
    most = {"natural": 0.5, "close": 0.12, "touching": 0.04}[gap]
    rng = np.random.default_rng(2)
    ring = [RING.astype(float) / 10]
    for _ in range(30):
        (moved,) = beside(ring, [ring], gap, rng)
        # Rings of one size are nearest where both are widest.
        assert least - 0.03 <= moved[:, 0].min() - ring[0][:, 0].max() <= most + 0.03


def test_the_pad_is_large_enough():
    """Every point of a composed number lies on its pad."""
    number = composed(hands(), [0, 1, 2, 1], "touching", np.random.default_rng(3))
    left, top, right, bottom = number.drawing.bounds()
    assert min(left, top) >= 0
    assert right <= number.drawing.width
    assert bottom <= number.drawing.height


class Counting:
    """Reads a drawing as so many ones as it has rings and stems; predicts ones."""

    def read(self, drawing: Drawing) -> Reading:
        """Return a one for each stroke that is no bar."""
        count = sum(1 for row in rows_of(drawing) for stroke in row if stroke.points[0][1] != stroke.points[-1][1])
        return Reading((tuple(prediction(1, 0.9) for _ in range(count)),), 0.9)

    def predict_many(self, drawings):
        """Return ones."""
        return [prediction(1, 0.9) for _ in drawings]


def test_rates_count_exact_texts():
    """A reader that knows only ones is exact for numbers of ones alone, as are its single digits."""
    ones = hands().select(hands().labels == "1")
    assert {rate.exact for rate in number_rates(Counting(), ones, 5)} == {1.0}
    mixed = list(number_rates(Counting(), hands(), 30))
    assert all(rate.exact <= rate.alone < 1 for rate in mixed)
    assert "natural" in mixed[0].as_text()


def test_single_digits_are_compared():
    """A reader that splits a digit loses it, whatever predict says."""
    found = singles(Counting(), hands())
    assert found == Singles(12, pytest.approx(1 / 3), pytest.approx(1 / 3))

    class Splitting(Counting):
        def read(self, drawing):
            return Reading(((prediction(1, 0.9), prediction(1, 0.9)),), 0.9)

    assert singles(Splitting(), hands()).read == 0


def test_geometry_is_learnt_from_numbers():
    """The fit finds that strokes that lie over each other belong together, in the features' own weights."""
    x, same = pairs(hands(), 1, 40)
    assert 0 < same.mean() < 1
    cells, bias = network(x, same)
    scores = np.tanh(x @ cells[:, :-2].T + cells[:, -2]) @ cells[:, -1] + bias
    assert ((scores > 0) == same).mean() > 0.95
    assert np.shape(CELLS) == cells.shape
    assert np.isfinite([*np.ravel(CELLS), BIAS]).all()


def test_numbers_and_pages_are_evaluated(monkeypatch, capsys):
    """evaluate --numbers prints a line for each kind of number and form, for single digits and for pages, or JSON."""
    from digitpad.training import commands_data
    from digitpad.training.measuring import several_digits
    from digitpad.training.pictures import numbers as module
    from digitpad.training.pictures import written

    images = np.zeros((20, 28, 28), np.uint8)
    images[:, 4:24, 12:15] = 255
    mnist = type("Mnist", (), {"test_images": images, "test_labels": np.ones(20, np.uint8)})()
    monkeypatch.setattr(commands_data, "load_strokes", hands)
    monkeypatch.setattr(commands_data, "load_mnist", lambda: mnist)
    monkeypatch.setattr(several_digits, "PAGES", 1)
    monkeypatch.setattr(several_digits, "FORMS", 1)
    monkeypatch.setattr(module, "EACH", 2)
    monkeypatch.setattr(module.number_rates, "__defaults__", (2,))
    monkeypatch.setattr(written.written_rates, "__defaults__", (1,))
    assert main(["evaluate", "--numbers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    kinds = len(written.SPACED) + len(PATTERNS) + len(written.ANGLES) * len(written.LENGTHS) + 2
    assert len(lines) == len(GAPS) * len(module.LENGTHS) + kinds + 2 + len(KINDS) * (len(LOOKS) + 1)
    assert main(["evaluate", "--numbers", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"numbers", "written", "single", "pages", "forms"} == set(found)
    assert found["pages"]["recall"] > 0.9
