"""Looks inside a Keras model: the same network with more outputs. It is handed Keras, and imports nothing of it."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from digitpad.reading.engines.inside import inside_of, padding_before, union
from digitpad.reading.explanation import PIXEL, Field, Inside, Kind, Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONVOLUTIONS = ("Conv2D", "DepthwiseConv2D")
POOLINGS = ("MaxPooling2D", "AveragePooling2D")
# Layers that change each cell on its own, and those that change nothing when a network answers.
ACTIVATIONS = ("Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax")
IDLE = ("Dropout", "SpatialDropout2D", "GaussianNoise", "GaussianDropout", "ActivityRegularization")
JOINS = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate")
IN_PLACE = (*ACTIVATIONS, *IDLE, *JOINS, "BatchNormalization", "Normalization", "Rescaling")


class _Place(NamedTuple):
    """A layer in a network, with the symbolic tensors that it takes and gives."""

    layer: Any
    inputs: list[Any]
    output: Any

    @property
    def kind(self) -> str:
        return type(self.layer).__name__


class _Shown(NamedTuple):
    """A layer, what follows it and belongs to it, and where its cells look."""

    place: _Place
    normalisation: Any
    output: Any
    window: Field | None
    field: Field | None


class KerasInside:
    """Looks inside one model.

    Args:
        keras: the library.
        model: with one input and one output.
        shape: of what it takes, without the batch.
    """

    def __init__(self, keras: Any, model: Any, shape: tuple[int, ...]) -> None:
        self._shape = shape
        places = _places(keras, model)
        scores = places[-1].output if isinstance(model, keras.Sequential) else model.outputs[0]
        self._shown = _shown(model.inputs, places)
        self._ends = bool(self._shown) and self._shown[-1].output is scores
        tensors = [tensor for shown in self._shown for tensor in (shown.place.inputs[0], shown.output)]
        self._model = keras.Model(model.inputs[0], [scores, *tensors])

    def __call__(self, image: "NDArray[np.float32]") -> Inside:
        """Show what happens inside for one digit image or its planes."""
        values = self._model(image.reshape(1, *self._shape), training=False)
        scores, *rest = (np.asarray(value, np.float32)[0] for value in values)
        pairs = zip(self._shown, rest[::2], rest[1::2], strict=True)
        layers = [_layer(shown, inputs, activation) for shown, inputs, activation in pairs]
        logits = scores if self._ends and _is_linear(self._shown[-1]) else None
        return inside_of(layers, scores, logits, self._ends)


def _places(keras: Any, model: Any) -> list[_Place]:
    """Return the layers of a model that have one place in it, in the order in which it has them."""
    places = []
    if isinstance(model, keras.Sequential):
        # Keras may have called its layers several times while it was loaded: their own tensors don't hang together.
        tensor = model.inputs[0]
        for layer in model.layers:
            places.append(_Place(layer, [tensor], layer(tensor)))
            tensor = places[-1].output
        return places
    for layer in model.layers:
        if type(layer).__name__ == "InputLayer":
            continue
        try:
            inputs = list(layer.input) if isinstance(layer.input, list | tuple) else [layer.input]
            places.append(_Place(layer, inputs, layer.output))
        except (AttributeError, ValueError):  # several places, or none, as a model inside a model may have
            continue
    return places


def _shown(inputs: list[Any], places: list[_Place]) -> list[_Shown]:
    """Return the convolutions and dense layers among a model's layers."""
    after: dict[int, list[_Place]] = {}
    for place in places:
        for tensor in place.inputs:
            after.setdefault(id(tensor), []).append(place)
    fields: dict[int, Field | None] = {id(tensor): PIXEL for tensor in inputs}
    found = []
    for place in places:
        window = _window(place)
        fields[id(place.output)] = field = _field(place, window, fields)
        if place.kind in (*CONVOLUTIONS, "Dense") and _can_be_shown(place):
            normalisation, output = _with_activation(place, after)
            found.append(_Shown(place, normalisation, output, window, field))
    return found


def _can_be_shown(place: _Place) -> bool:
    return len(place.output.shape) in (2, 4) and getattr(place.layer, "data_format", "channels_last") == "channels_last"


def _with_activation(place: _Place, after: dict[int, list[_Place]]) -> tuple[Any, Any]:
    """Return the batch normalisation of a layer, or None, and its output after that and its activation function."""
    normalisation, output = None, place.output
    while len(after.get(id(output), ())) == 1:
        (follower,) = after[id(output)]
        if follower.kind == "BatchNormalization" and output is place.output and _activation(place) == "linear":
            normalisation = follower.layer
        elif follower.kind not in ACTIVATIONS:
            break
        output = follower.output
    return normalisation, output


def _activation(place: _Place) -> str:
    return str(getattr(getattr(place.layer, "activation", None), "__name__", "linear"))


def _is_linear(shown: _Shown) -> bool:
    return shown.output is shown.place.output and _activation(shown.place) == "linear"


def _window(place: _Place) -> Field | None:
    """Return where a layer's cells look on its input; None where on all of it."""
    kind, layer = place.kind, place.layer
    if kind == "Dense":
        return PIXEL if len(place.output.shape) == 4 else None
    if kind == "ZeroPadding2D":
        return Field((1, 1), (1, 1), (-layer.padding[0][0], -layer.padding[1][0]))
    if kind not in (*CONVOLUTIONS, *POOLINGS) or layer.data_format != "channels_last":
        return None
    size = layer.pool_size if kind in POOLINGS else layer.kernel_size
    height, width = ((n - 1) * d + 1 for n, d in zip(size, getattr(layer, "dilation_rate", (1, 1)), strict=True))
    grids = zip(place.inputs[0].shape[1:3], (height, width), layer.strides, strict=True)
    top, left = (-padding_before(*each) if layer.padding == "same" else 0 for each in grids)
    return Field((height, width), tuple(layer.strides), (top, left))


def _field(place: _Place, window: Field | None, fields: dict[int, Field | None]) -> Field | None:
    """Return where the cells of a layer's output look on the digit image; None where that can't be told."""
    known = [fields.get(id(tensor)) for tensor in place.inputs]
    if window is not None:
        return known[0].then(window) if known[0] is not None else None
    if place.kind in IN_PLACE:
        return union(known)
    is_picture = place.kind == "Reshape" and tuple(place.output.shape[1:3]) == (28, 28)
    return PIXEL if is_picture and known == [PIXEL] else None


def _layer(shown: _Shown, inputs: "NDArray[np.float32]", activation: "NDArray[np.float32]") -> Layer:
    filters = np.asarray(shown.place.layer.kernel, np.float32)
    if shown.place.kind == "DepthwiseConv2D":
        filters = filters.reshape(*filters.shape[:2], 1, -1)
    elif filters.ndim == 2 and activation.ndim == 3:
        filters = filters[None, None]
    bias = np.zeros(filters.shape[-1], np.float32)
    if getattr(shown.place.layer, "bias", None) is not None:
        bias = np.asarray(shown.place.layer.bias, np.float32)
    if shown.normalisation is not None:
        filters, bias = _normalised(filters, bias, shown.normalisation)
    kind: Kind = "dense" if activation.ndim == 1 else "convolution"
    return Layer(shown.place.layer.name, kind, inputs, activation, filters, bias, shown.window, shown.field)


def _normalised(
    filters: "NDArray[np.float32]", bias: "NDArray[np.float32]", normalisation: Any
) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    """Multiply a batch normalisation into a layer's weights, as the converter of .tflite files does."""
    mean = np.asarray(normalisation.moving_mean, np.float64)
    scale = 1 / np.sqrt(np.asarray(normalisation.moving_variance, np.float64) + normalisation.epsilon)
    if normalisation.gamma is not None:
        scale = scale * np.asarray(normalisation.gamma, np.float64)
    shift = 0.0 if normalisation.beta is None else np.asarray(normalisation.beta, np.float64)
    return (filters * scale).astype(np.float32), ((bias - mean) * scale + shift).astype(np.float32)
