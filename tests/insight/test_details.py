"""What one cell adds up: the parts that are told are the network's own numbers."""

import numpy as np
import pytest

from digitpad import Drawing, Recognizer, texts
from digitpad.app.views.palette import DARK
from digitpad.bundled import models_folder
from digitpad.insight.card import card_of
from digitpad.insight.details import cell_of
from digitpad.insight.layers import grid_size
from digitpad.insight.parts import signed
from digitpad.training.learning.networks import mlp_512x2
from tests.models import keras_library as keras

SEVEN = Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])


@pytest.fixture(scope="module")
def layers():
    return Recognizer().explain(SEVEN).layers


def check(layer, tile, row, column, count=3):
    cell = cell_of(layer, tile, row, column, count)
    assert sum(part.total for part in cell.parts) + cell.others + cell.bias == pytest.approx(cell.total, abs=1e-4)
    assert cell.activation == pytest.approx(max(cell.total, 0), abs=1e-3)
    for part in cell.parts:
        assert (part.inputs * part.filter).sum() == pytest.approx(part.total, abs=1e-4)
    return cell


def test_every_cell_is_the_sum_of_its_parts(layers):
    """Parts, others and bias make the sum, and after ReLU that is the activation: at edges and corners, too."""
    for layer in layers:
        rows, columns = grid_size(layer)
        for row, column in ((0, 0), (rows - 1, columns - 1), (rows // 2, 0)):
            for tile in (0, layer.tiles - 1):
                check(layer, tile, row, column)


def test_the_first_layer_sees_nine_pixels(layers):
    """Its one channel is the digit image itself, three by three pixels of it."""
    cell = check(layers[0], 3, 8, 12)
    (part,) = cell.parts
    assert part.inputs.shape == part.filter.shape == (3, 3)
    assert np.array_equal(part.inputs, layers[0].inputs[7:10, 11:14, 0])
    assert cell.others == 0


def test_windows_with_gaps_and_filters_of_one_channel(tmp_path):
    """Dilated and depthwise convolutions add up as well."""
    layers = keras().layers
    model = keras().Sequential(
        [
            keras().Input((28, 28, 1)),
            layers.Conv2D(4, 3, dilation_rate=2, padding="same", activation="relu"),
            layers.DepthwiseConv2D(3, depth_multiplier=2, activation="relu"),
            layers.Flatten(),
            layers.Dense(10),
        ]
    )
    model.save(tmp_path / "m.keras")
    dilated, depthwise = Recognizer(tmp_path / "m.keras").explain(SEVEN).layers
    check(dilated, 2, 10, 14)
    for tile in range(8):
        check(depthwise, tile, 9, 13)


def test_dense_units_add_up(tmp_path):
    """A unit's loudest inputs, the others and the bias."""
    model = mlp_512x2()
    model.save(tmp_path / "m.keras")
    first, second = Recognizer(tmp_path / "m.keras").explain(SEVEN).layers
    for layer in (first, second):
        check(layer, 100, 0, 0, 6)


@pytest.mark.parametrize("unit", [1.0, 2.5])
def test_the_card_says_these_numbers(layers, unit):
    """The activation, each part's sum, the others, the bias and the sum are written; nothing leaves the card."""
    layer = layers[2]
    cell = cell_of(layer, 5, 6, 7, 3)
    card = card_of(layer, 5, 6, 7, DARK, unit)
    said = [words.text for words in card.words]
    assert f"{cell.activation:.2f}" in said
    assert all(signed(part.total) in said and f"#{part.channel}" in said for part in cell.parts)
    assert said[-6:] == [
        *(texts.OTHERS_SPOKE, signed(cell.others)),
        *(texts.BIAS_SPOKE, signed(cell.bias)),
        *(texts.SUM_SPOKE, signed(cell.total)),
    ]
    assert len(card.pictures) == 6
    for picture in card.pictures:
        height, width = picture.pixels.shape[:2]
        assert picture.left + width < card.width
        assert picture.top + height < card.height


def test_a_dense_layers_look_at_the_picture_is_a_picture(tmp_path):
    """784 weights are shown as the 28 × 28 that they look at; those of later layers are told one by one."""
    mlp_512x2().save(tmp_path / "m.keras")
    first, second = Recognizer(tmp_path / "m.keras").explain(SEVEN).layers
    assert card_of(first, 0, 0, 0, DARK, 1.0).pictures[1].pixels.shape == (28, 28, 3)
    assert not card_of(second, 0, 0, 0, DARK, 1.0).pictures


def test_the_models_that_ship_have_cells(tmp_path):
    """The strokes network's cells add up, whatever the plane."""
    for layer in Recognizer(models_folder() / "digitpad.keras").explain(SEVEN).layers[:2]:
        check(layer, 1, 5, 5)
    for layer in Recognizer().explain(SEVEN, "strokes").layers:
        check(layer, 1, 2, 2, 9)
