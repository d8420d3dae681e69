"""What happens inside a network: layers, where their cells look, and what the last one adds up."""

from pathlib import Path

import numpy as np
import pytest

from digitpad import Drawing, Recognizer, UserError, texts
from digitpad.bundled import models_folder
from digitpad.reading.explanation import PIXEL, Field
from digitpad.training.learning.networks import classic_cnn, larger_cnn, mlp_512x2, sigmoid_100
from tests.models import keras_library as keras
from tests.models import picture_of, save_keras, save_tflite
from tests.saying import said

SEVEN = Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])
TUTORIALS = {"cnn": classic_cnn, "larger": larger_cnn, "mlp": mlp_512x2, "sigmoid": sigmoid_100}


def saved(folder: Path, model, suffix: str) -> Path:
    """Save a model in a form."""
    path = folder / f"model{suffix}"
    if suffix == ".tflite":
        model.export(path, format="litert", verbose=False)
    else:
        model.save(path)
    return path


def close(found, expected):
    """Single precision adds in different orders; numbers here are of the order of 1 to 10."""
    np.testing.assert_allclose(found, expected, atol=1e-4, rtol=1e-4)


@pytest.fixture(scope="module")
def inside(recognizer):
    return recognizer.explain(SEVEN)


@pytest.mark.parametrize(("network", "name"), [("picture", "digitpad"), ("strokes", "digitpad-strokes")])
def test_layers_are_what_keras_computes(recognizer, network, name):
    """Each convolution's cells are those of the .keras file after normalisation and ReLU, and so are the scores."""
    found = recognizer.explain(SEVEN, network)
    model = keras().saving.load_model(models_folder() / f"{name}.keras", compile=False)
    activations = [layer.output for layer in model.layers if type(layer).__name__ == "Activation"]
    *expected, scores = keras().Model(model.inputs[0], [*activations, model.outputs[0]])(
        found.image.reshape(1, 28, 28, -1)
    )
    assert len(found.layers) == len(expected)
    for layer, values in zip(found.layers, expected, strict=True):
        assert layer.kind == "convolution"
        close(layer.activation, np.asarray(values)[0])
    close(found.logits, np.asarray(scores)[0])


def test_both_files_that_ship_show_the_same(inside):
    """The .keras file shows the layers, filters, windows and fields that the .tflite shows."""
    other = Recognizer(models_folder() / "digitpad.keras").explain(SEVEN)
    close(other.contributions, inside.contributions)
    for ours, theirs in zip(inside.layers, other.layers, strict=True):
        assert ours.name == theirs.name
        assert (ours.kind, ours.tiles, ours.window, ours.field) == (
            theirs.kind,
            theirs.tiles,
            theirs.window,
            theirs.field,
        )
        for array in ("inputs", "activation", "filters", "bias"):
            close(getattr(ours, array), getattr(theirs, array))


@pytest.mark.parametrize("network", ["picture", "strokes"])
def test_contributions_add_up_to_the_logits(recognizer, network):
    """Averages of the last tiles times weights are the contributions; with the bias they make the scores, exactly."""
    found = recognizer.explain(SEVEN, network)
    close(found.averages, found.layers[-1].activation.mean(axis=(0, 1)))
    assert np.array_equal(found.contributions, found.averages[:, None] * found.weights)
    close(found.contributions.sum(axis=0) + found.bias, found.logits)
    close(found.scores, found.logits)
    assert found.prediction.digit == 7
    weight = recognizer.strokes.facts.weight
    assert (found.network, found.share) == (network, weight if network == "strokes" else 1 - weight)


def test_the_shares_of_two_networks_make_the_answer(recognizer):
    """A drawing's answer is the mean of both networks' logits, each with its share; a picture's is the one's."""
    both = [recognizer.explain(SEVEN, network) for network in ("picture", "strokes")]
    close(sum(each.share * each.logits for each in both), recognizer.outputs([SEVEN]).scores[0])
    alone = recognizer.explain(both[0].image)
    assert alone.share == 1
    close(alone.chances[:10] / alone.chances[:10].sum(), alone.prediction.probabilities)


def filtered(layer, row, column, tile):
    """Work one cell out by hand, from the inputs in its window."""
    left, top, right, bottom = layer.window.box(row, column)
    pad = 9
    around = np.pad(layer.inputs, ((pad, pad), (pad, pad), (0, 0)))
    seen = around[top + pad : bottom + pad, left + pad : right + pad]
    return max(float((seen * layer.filters[..., tile]).sum() + layer.bias[tile]), 0)


@pytest.mark.parametrize("suffix", [".tflite", ".keras"])
def test_a_cell_is_its_filter_times_the_inputs_in_its_window(suffix):
    """Window, filter and bias of any cell give its value: strides, paddings and folded normalisations included."""
    for layer in Recognizer(models_folder() / f"digitpad{suffix}").explain(SEVEN).layers:
        height, width, tiles = layer.activation.shape
        for row, column, tile in ((0, 0, 0), (height - 1, width - 1, tiles - 1), (height // 2, width // 2, 3)):
            close(filtered(layer, row, column, tile), layer.activation[row, column, tile])


def test_ink_outside_a_cells_field_changes_nothing(recognizer, inside):
    """A cell depends on what its field covers, and on something at its field's edge."""
    layer = inside.layers[3]
    row, column = 3, 3
    left, top, right, bottom = layer.field.box(row, column)
    covered = np.zeros((28, 28), bool)
    covered[max(top, 0) : bottom, max(left, 0) : right] = True
    rng = np.random.default_rng(1)
    noise = np.where(covered, inside.image, rng.random((28, 28), np.float32))
    close(recognizer.explain(noise).layers[3].activation[row, column], layer.activation[row, column])
    edge = inside.image.copy()
    edge[bottom - 1, left:right] = 1
    assert not np.allclose(recognizer.explain(edge).layers[3].activation[row, column], layer.activation[row, column])


def test_fields_of_windows_on_windows():
    """A 3 × 3 window in steps of 2 behind a padded 3 × 3 one sees 5 × 5 pixels, in steps of 2."""
    first = PIXEL.then(Field((3, 3), (1, 1), (-1, -1)))
    second = first.then(Field((3, 3), (2, 2), (0, 0)))
    assert second == Field((5, 5), (2, 2), (-1, -1))
    assert second.box(0, 1) == (1, -1, 6, 4)


@pytest.mark.parametrize("suffix", [".tflite", ".keras", ".h5"])
@pytest.mark.parametrize("name", TUTORIALS)
def test_the_tutorials_networks_are_shown(tmp_path, name, suffix):
    """Convolutions as tiles, dense layers as units, and the sums before their softmax or sigmoid."""
    model = TUTORIALS[name]()
    found = Recognizer(saved(tmp_path, model, suffix)).explain(SEVEN)
    shown = [layer for layer in model.layers if type(layer).__name__ in ("Conv2D", "Dense")]
    expected = keras().Model(model.inputs[0], [layer.output for layer in shown])(found.image.reshape(1, 28, 28, 1))
    assert [layer.activation.shape for layer in found.layers] == [tuple(each.shape[1:]) for each in expected[:-1]]
    for layer, values, source in zip(found.layers, expected, shown, strict=False):
        close(layer.activation, np.asarray(values)[0])
        close(layer.filters, np.asarray(source.kernel))
        assert (layer.kind == "dense") == (layer.window is None) == (layer.field is None)
    sums = 1 / (1 + np.exp(-found.logits)) if name == "sigmoid" else np.exp(found.logits) / np.exp(found.logits).sum()
    close(sums, found.scores)
    close(found.scores, np.asarray(expected[-1])[0])


@pytest.mark.parametrize("suffix", [".tflite", ".keras"])
def test_networks_of_other_make_are_shown_as_far_as_they_can(tmp_path, suffix):
    """Forty layers, branches, depthwise windows, and an end that is no dense layer: no crash, and true."""
    layers = keras().layers
    image = keras().Input((28, 28, 1))
    x = layers.ZeroPadding2D(2)(image)
    x = layers.DepthwiseConv2D(3, depth_multiplier=4, activation="relu")(x)
    x = branch = layers.Conv2D(4, 5, padding="same", activation="relu")(x)
    for _ in range(38):
        x = layers.Conv2D(4, 3, padding="same", activation="relu")(x)
    x = layers.Add()([x, branch])
    x = layers.Conv2D(10, 1)(x)
    model = keras().Model(image, layers.Softmax()(layers.GlobalAveragePooling2D()(x)))
    found = Recognizer(saved(tmp_path, model, suffix)).explain(SEVEN)
    assert len(found.layers) == 41
    assert found.layers[0].field == Field((3, 3), (1, 1), (-2, -2))
    assert found.layers[0].filters.shape == (3, 3, 1, 4)
    assert found.layers[1].field == Field((7, 7), (1, 1), (-4, -4))
    assert found.layers[-1].field.size == (83, 83)
    assert found.contributions is None
    assert found.scores.sum() == pytest.approx(1, abs=1e-5)


def test_layers_that_a_file_does_not_show_are_left_out(tmp_path):
    """A dilated window is cut into several grids by the converter: the .keras file shows it, the .tflite the others."""
    layers = keras().layers
    dilated = layers.Conv2D(4, 3, dilation_rate=2, padding="same", activation="relu")
    others = [layers.Conv2D(6, 3, activation="relu"), layers.Flatten(), layers.Dense(10)]
    model = keras().Sequential([keras().Input((28, 28, 1)), dilated, *others])
    all_of_it = Recognizer(saved(tmp_path, model, ".keras")).explain(SEVEN)
    rest = Recognizer(saved(tmp_path, model, ".tflite")).explain(SEVEN)
    assert [layer.field for layer in all_of_it.layers] == [
        Field((5, 5), (1, 1), (-2, -2)),
        Field((7, 7), (1, 1), (-2, -2)),
    ]
    (layer,) = rest.layers
    assert layer.field is None
    close(layer.activation, all_of_it.layers[1].activation)
    close(rest.contributions, all_of_it.contributions)


@pytest.mark.parametrize("suffix", [".tflite", ".keras"])
def test_cells_look_through_what_stands_before_a_convolution(tmp_path, suffix):
    """A picture that comes as 784 numbers, or is scaled first, is looked at all the same."""
    layers = keras().layers
    before = [keras().Input((784,)), layers.Reshape((28, 28, 1)), layers.Rescaling(2.0, -1.0)]
    after = [layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(10)]
    path = saved(tmp_path, keras().Sequential([*before, *after]), suffix)
    (layer,) = Recognizer(path).explain(SEVEN).layers
    assert layer.field == Field((3, 3), (1, 1), (0, 0))


@pytest.mark.parametrize("save", [save_keras, save_tflite])
def test_a_model_of_one_layer_shows_what_each_pixel_says(tmp_path, save):
    """Of a single dense layer there are the contributions alone: of each pixel to each digit."""
    found = Recognizer(save(tmp_path, activation="softmax")).explain(picture_of(3))
    assert found.layers == ()
    assert found.contributions.shape == (784, 10)
    assert found.contributions.sum(axis=0).argmax() == found.prediction.digit == 3


@pytest.mark.parametrize("suffix", [".tflite", ".keras"])
def test_a_model_that_shows_nothing_says_so(tmp_path, suffix):
    """A network without convolutions and dense layers is named, in a sentence."""
    layers = keras().layers
    image = keras().Input((28, 28, 1))
    model = keras().Model(image, layers.GlobalAveragePooling2D()(layers.Reshape((28, 28, 10))(_ten(layers, image))))
    recognizer = Recognizer(saved(tmp_path, model, suffix))
    with pytest.raises(UserError, match=said(texts.NOTHING_INSIDE)) as caught:
        recognizer.explain(SEVEN)
    assert str(recognizer.path) in str(caught.value)


def _ten(layers, image):
    return layers.Concatenate()([image] * 10)


def test_the_strokes_network_sees_drawings_only(recognizer, inside, tmp_path):
    """Pictures, and models of one's own, have no strokes network: a sentence says so."""
    for source, reader in ((inside.image, recognizer), (SEVEN, Recognizer(models_folder() / "digitpad.tflite"))):
        with pytest.raises(UserError, match=said(texts.NO_STROKES_INSIDE)):
            reader.explain(source, "strokes")


def test_a_blank_shows_what_an_empty_picture_makes(recognizer):
    """Nothing on the pad is an empty picture, whose prediction is blank."""
    found = recognizer.explain(Drawing(400, 400))
    assert not found.image.any()
    assert found.prediction.verdict == "blank"
    assert len(found.layers) == 6
