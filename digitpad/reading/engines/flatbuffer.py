"""Reads what the runtime doesn't tell of a .tflite file: which operators it has, and how their windows lie.

The file is a FlatBuffer of TensorFlow Lite's schema (tensorflow/lite/schema/schema.fbs); fields are found by their
numbers there. Files come here after the runtime has checked and loaded them.
"""

import struct
from dataclasses import dataclass

# Operators by their numbers in the schema (BuiltinOperator).
CONVOLUTION, DEPTHWISE, DENSE = 3, 4, 9
POOLING = {1, 17}  # average, max
# Logistic, the ReLUs, softmax, tanh, PReLU, log-softmax, leaky ReLU, ELU, hard swish, GELU.
ACTIVATIONS = {14, 19, 20, 21, 25, 28, 50, 54, 98, 111, 117, 150, 152}
# Add, concatenate, dequantize, multiply, subtract, divide, maximum, minimum, quantize: each place by itself.
IN_PLACE = {0, 2, 6, 18, 41, 42, 55, 57, 114} | ACTIVATIONS
DEQUANTIZE = 6
PADDING = {34, 60}  # pad, pad with a value
RESHAPING = {22, 43, 70}  # reshape, squeeze, expand
VALID = 1  # Padding


class _Table:
    """A FlatBuffer table at a place."""

    def __init__(self, content: bytes, place: int) -> None:
        self._content, self._place = content, place
        self._fields = place - struct.unpack_from("<i", content, place)[0]
        self._size = struct.unpack_from("<H", content, self._fields)[0]

    def number(self, field: int, kind: str, default: int = 0) -> int:
        """Return a scalar; kind is struct's letter."""
        place = self._at(field)
        return default if place is None else int(struct.unpack_from("<" + kind, self._content, place)[0])

    def numbers(self, field: int) -> tuple[int, ...]:
        """Return a vector of int32."""
        start, count = self._vector(field)
        return struct.unpack_from(f"<{count}i", self._content, start)

    def table(self, field: int) -> "_Table | None":
        """Return the table that a field points at."""
        place = self._at(field)
        return None if place is None else _Table(self._content, self._target(place))

    def tables(self, field: int) -> "list[_Table]":
        """Return a vector of tables."""
        start, count = self._vector(field)
        return [_Table(self._content, self._target(start + 4 * each)) for each in range(count)]

    def _at(self, field: int) -> int | None:
        entry = 4 + 2 * field
        if entry >= self._size:
            return None
        offset = struct.unpack_from("<H", self._content, self._fields + entry)[0]
        return self._place + offset if offset else None

    def _vector(self, field: int) -> tuple[int, int]:
        place = self._at(field)
        if place is None:
            return 0, 0
        start = self._target(place)
        return start + 4, struct.unpack_from("<I", self._content, start)[0]

    def _target(self, place: int) -> int:
        return int(place + struct.unpack_from("<I", self._content, place)[0])


@dataclass(frozen=True)
class Operator:
    """One step of a model.

    Attributes:
        code: which operator.
        inputs: places of the tensors that it takes; -1 for one that is left out.
        outputs: places of those that it makes.
        is_valid: whether its window stays inside the grid, instead of being padded.
        step: of its window, (down, across).
        size: of a pooling's window; (1, 1) for others.
        dilation: between the cells that its window sees.
        fused: the number of its own activation function (ActivationFunctionType); 0 for none.
    """

    code: int
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    is_valid: bool = False
    step: tuple[int, int] = (1, 1)
    size: tuple[int, int] = (1, 1)
    dilation: tuple[int, int] = (1, 1)
    fused: int = 0


def operators_of(content: bytes) -> list[Operator]:
    """Return the steps of a model's first graph, in the order in which they run."""
    model = _Table(content, struct.unpack_from("<I", content, 0)[0])
    # Numbers up to 127 stand in the older field, larger ones in the newer.
    codes = [max(code.number(0, "b"), code.number(3, "i")) for code in model.tables(1)]
    return [_operator(codes[each.number(0, "I")], each) for each in model.tables(2)[0].tables(3)]


def _operator(code: int, table: _Table) -> Operator:
    inputs, outputs, options = table.numbers(1), table.numbers(2), table.table(4)
    if options is None or code not in {CONVOLUTION, DEPTHWISE, DENSE, *POOLING}:
        return Operator(code, inputs, outputs)
    if code == DENSE:
        return Operator(code, inputs, outputs, fused=options.number(0, "b"))
    is_valid, step = options.number(0, "b") == VALID, (options.number(2, "i"), options.number(1, "i"))
    if code in POOLING:
        return Operator(code, inputs, outputs, is_valid, step, (options.number(4, "i"), options.number(3, "i")))
    first = 4 if code == DEPTHWISE else 3
    dilation = options.number(first + 2, "i", 1), options.number(first + 1, "i", 1)
    return Operator(code, inputs, outputs, is_valid, step, dilation=dilation, fused=options.number(first, "b"))
