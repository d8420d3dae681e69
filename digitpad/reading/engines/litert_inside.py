"""Looks inside a .tflite file: an interpreter of its own keeps what lies between the layers.

The converter has folded batch normalisations into the convolutions and fused their activation functions, so that what
a step makes is what its layer makes of a digit after both.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from digitpad.quiet import quiet_standard_error
from digitpad.reading.engines import flatbuffer as fb
from digitpad.reading.engines.inside import inside_of, padding_before, union
from digitpad.reading.explanation import PIXEL, Field, Inside, Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray


class _Step(NamedTuple):
    """A layer: its operator, the tensor after its activation function, and where its cells look."""

    operator: fb.Operator
    shown: int
    window: Field | None
    field: Field | None


class LiteRTInside:
    """Looks inside one model.

    Args:
        content: of the file, which the runtime has loaded before.
        shape: of what it takes, without the batch.
        scores: which of its outputs are the scores.
    """

    def __init__(self, content: bytes, shape: tuple[int, ...], scores: int) -> None:
        from ai_edge_litert.interpreter import Interpreter, OpResolverType

        with quiet_standard_error():
            self._interpreter: Any = Interpreter(
                model_content=content,
                # A delegate may join several steps, and then some tensors stay empty.
                experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
                experimental_preserve_all_tensors=True,
            )
            self._interpreter.allocate_tensors()
        self._shape = shape
        self._input = int(self._interpreter.get_input_details()[0]["index"])
        self._scores = int(self._interpreter.get_output_details()[scores]["index"])
        self._details = {int(detail["index"]): detail for detail in self._interpreter.get_tensor_details()}
        self._steps = self._layers(fb.operators_of(content))
        self._names = _names([str(self._details[step.operator.inputs[1]]["name"]) for step in self._steps])
        self._weights: dict[int, NDArray[np.float32]] = {}

    def __call__(self, image: "NDArray[np.float32]") -> Inside:
        """Show what happens inside for one digit image or its planes."""
        self._interpreter.set_tensor(self._input, image.reshape(1, *self._shape))
        self._interpreter.invoke()
        layers = [self._layer(*each) for each in zip(self._steps, self._names, strict=True)]
        scores = self._value(self._scores)[0]
        if not self._steps or self._steps[-1].shown != self._scores:
            return inside_of(layers, scores)
        last = self._steps[-1].operator
        raw = self._value(last.outputs[0]).reshape(-1)
        return inside_of(layers, scores, logits=None if last.fused else raw, ends=True)

    def _layers(self, operators: list[fb.Operator]) -> list[_Step]:
        consumers = Counter(place for operator in operators for place in operator.inputs)
        taken_by = {place: operator for operator in operators for place in operator.inputs}
        fields: dict[int, Field | None] = {self._input: PIXEL}
        steps = []
        for operator in operators:
            window = self._window(operator)
            field = self._field(operator, window, fields)
            fields |= dict.fromkeys(operator.outputs, field)
            if operator.code not in (fb.CONVOLUTION, fb.DEPTHWISE, fb.DENSE):
                continue
            shown = operator.outputs[0]
            while consumers[shown] == 1 and taken_by[shown].code in fb.ACTIVATIONS | {fb.DEQUANTIZE}:
                shown = taken_by[shown].outputs[0]
            # More than one grid is a window with gaps, which the converter may have cut up.
            if len(self._size(shown)) in (2, 4) and self._size(shown)[0] == 1:
                steps.append(_Step(operator, shown, window, field))
        return steps

    def _window(self, operator: fb.Operator) -> Field | None:
        """Return where a step's cells look on its input; None where on all of it."""
        if operator.code in fb.PADDING:
            before = self._interpreter.get_tensor(operator.inputs[1])[1:3, 0]
            return Field((1, 1), (1, 1), (-int(before[0]), -int(before[1])))
        if operator.code == fb.DENSE and len(self._size(operator.outputs[0])) == 4:
            return PIXEL
        if operator.code not in {fb.CONVOLUTION, fb.DEPTHWISE, *fb.POOLING}:
            return None
        size = operator.size if operator.code in fb.POOLING else self._size(operator.inputs[1])[1:3]
        height, width = ((n - 1) * d + 1 for n, d in zip(size, operator.dilation, strict=True))
        grids = zip(self._size(operator.inputs[0])[1:3], (height, width), operator.step, strict=True)
        top, left = (0 if operator.is_valid else -padding_before(*each) for each in grids)
        return Field((height, width), operator.step, (top, left))

    def _field(self, operator: fb.Operator, window: Field | None, fields: dict[int, Field | None]) -> Field | None:
        """Return where the cells of what a step makes look on the digit image; None where that can't be told."""
        known = [fields[place] for place in operator.inputs if place in fields]
        if window is not None:
            return known[0].then(window) if known and known[0] is not None else None
        if operator.code in fb.IN_PLACE:
            return union(known)
        is_picture = self._size(operator.outputs[0])[1:3] == (28, 28)
        # Beside its input a reshape may get a shape that was worked out.
        return PIXEL if operator.code in fb.RESHAPING and known[:1] == [PIXEL] and is_picture else None

    def _layer(self, step: _Step, name: str) -> Layer:
        inputs, shown = self._value(step.operator.inputs[0])[0], self._value(step.shown)[0]
        filters = self._constant(step.operator.inputs[1])
        if step.operator.code == fb.DENSE:
            filters = filters.T if shown.ndim == 1 else filters.T[None, None]
        else:
            filters = (
                filters.transpose(1, 2, 3, 0) if step.operator.code == fb.CONVOLUTION else filters.transpose(1, 2, 0, 3)
            )
        bias = step.operator.inputs[2] if len(step.operator.inputs) > 2 else -1
        return Layer(
            name,
            "dense" if shown.ndim == 1 else "convolution",
            inputs.reshape(-1) if shown.ndim == 1 else inputs,
            shown,
            filters,
            np.zeros(filters.shape[-1], np.float32) if bias < 0 else self._constant(bias),
            step.window,
            step.field,
        )

    def _size(self, place: int) -> tuple[int, ...]:
        return tuple(map(int, self._details[place]["shape"]))

    def _constant(self, place: int) -> "NDArray[np.float32]":
        if place not in self._weights:
            self._weights[place] = self._value(place)
        return self._weights[place]

    def _value(self, place: int) -> "NDArray[np.float32]":
        """Return a tensor's numbers; whole numbers of a quantised model as what they stand for."""
        values, quantised = self._interpreter.get_tensor(place), self._details[place]["quantization_parameters"]
        scales = quantised["scales"]
        if not len(scales) or values.dtype.kind == "f":
            return np.asarray(values, np.float32)
        along = [1] * values.ndim
        if len(scales) > 1:
            along[quantised["quantized_dimension"]] = len(scales)
        steps = values.astype(np.float32) - quantised["zero_points"].reshape(along)
        result: NDArray[np.float32] = (steps * scales.reshape(along)).astype(np.float32)
        return result


def _names(weights: list[str]) -> list[str]:
    """Return layers' names, from those of their weights: paths, which end in what is done with them."""
    paths = [name.split(";")[0].split("/") for name in weights]
    names = [path[-2] if len(path) > 1 else path[-1] for path in paths]
    # Keras' export counts every name on.
    counted = all(re.search(r"_\d+$", name) for name in names)
    return [re.sub(r"_\d+$", "", name) for name in names] if counted else names
