"""LiteRT (TensorFlow Lite's runtime): starts in a fraction of a second and weighs little, so it is the default."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad import texts
from digitpad.errors import ModelError
from digitpad.quiet import quiet_standard_error
from digitpad.reading.engines import PICTURES, Outputs, Shapes, check_output, input_shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.engines.litert_inside import LiteRTInside
    from digitpad.reading.explanation import Inside

# Large enough to keep both cores busy, small enough that a padded last chunk costs little.
CHUNK = 64
# Whoever reads in several processes gives each of them one thread.
most_threads = 4


class LiteRTEngine:
    """Runs a .tflite file."""

    def __init__(self, path: Path, shapes: Shapes = PICTURES) -> None:
        self._path = path
        self._content = _read(path)
        self._single = self._interpreter(1)
        self._chunked: Any = None
        self._inside: LiteRTInside | None = None
        details = self._single.get_input_details()[0]
        signature = details.get("shape_signature", details["shape"])
        self._shape = input_shape(path, tuple(int(size) for size in signature), shapes)
        self._free_batch = int(signature[0]) == -1
        if not self._free_batch and int(signature[0]) != 1:
            raise ModelError(texts.about_file(path, texts.WRONG_INPUT.format(shape=tuple(signature.tolist()))))
        if details["dtype"] != np.float32:
            raise ModelError(texts.about_file(path, texts.NOT_FLOAT_MODEL))
        given = [tuple(map(int, output["shape"])) for output in self._single.get_output_details()]
        # The converter may put the outputs in any order.
        self._scores = next((place for place, shape in enumerate(given) if shape[1:] in ((10,), (11,))), 0)
        check_output(path, given[self._scores])
        others = (place for place, shape in enumerate(given) if place != self._scores and len(shape) == 2)
        self._embedding = next(others, None)

    def scores(self, images: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return (n, k) raw outputs for (n, 28, 28) digit images, or (n, 28, 28, 9) planes."""
        return self.outputs(images).scores

    def outputs(self, images: "NDArray[np.float32]") -> Outputs:
        """Return (n, k) raw outputs and, where the file has a second output, the embeddings."""
        # A chunk of 64 on both cores takes about as long as a dozen single pictures.
        if not self._free_batch or len(images) < CHUNK // 4:
            parts = [self._run(self._single, image[None]) for image in images]
        else:
            if self._chunked is None:
                self._chunked = self._interpreter(CHUNK)
            chunks = [images[start : start + CHUNK] for start in range(0, len(images), CHUNK)]
            parts = [self._run(self._chunked, chunk) for chunk in chunks]
        embeddings = [part.embeddings for part in parts if part.embeddings is not None]
        return Outputs(
            np.concatenate([part.scores for part in parts]), np.concatenate(embeddings) if embeddings else None
        )

    def inside(self, image: "NDArray[np.float32]") -> "Inside":
        """Return what happens inside for one digit image or its planes."""
        if self._inside is None:
            from digitpad.reading.engines.litert_inside import LiteRTInside  # only those who look inside need it

            self._inside = LiteRTInside(self._content, self._shape, self._scores)
        return self._inside(image)

    def _run(self, interpreter: Any, images: "NDArray[np.float32]") -> Outputs:
        """Run one batch; a short last chunk is padded and its answers cut."""
        batch = images if interpreter is self._single else _padded(images)
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], batch.reshape(len(batch), *self._shape))
        interpreter.invoke()
        details, count = interpreter.get_output_details(), len(images)
        scores = interpreter.get_tensor(details[self._scores]["index"])[:count]
        if self._embedding is None:
            return Outputs(scores, None)
        return Outputs(scores, interpreter.get_tensor(details[self._embedding]["index"])[:count])

    def _interpreter(self, batch: int) -> Any:
        from ai_edge_litert.interpreter import Interpreter

        with quiet_standard_error():  # one INFO line with the first interpreter
            try:
                interpreter = Interpreter(
                    model_content=self._content, num_threads=1 if batch == 1 else min(most_threads, os.cpu_count() or 1)
                )
                details = interpreter.get_input_details()[0]
                if int(details["shape"][0]) != batch:
                    interpreter.resize_tensor_input(details["index"], [batch, *details["shape"][1:].tolist()])
                interpreter.allocate_tensors()
            except (ValueError, RuntimeError) as error:
                raise ModelError(texts.about_file(self._path, texts.DAMAGED_MODEL)) from error
        return interpreter


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(texts.cannot_read(path, error)) from error
    # Bytes 4 to 8 of a FlatBuffer name its schema; the runtime can crash on other files instead of refusing them.
    if content[4:8] != b"TFL3":
        raise ModelError(texts.about_file(path, texts.DAMAGED_MODEL))
    return content


def _padded(images: "NDArray[np.float32]") -> "NDArray[np.float32]":
    if len(images) == CHUNK:
        return images
    return np.concatenate([images, np.zeros((CHUNK - len(images), *images.shape[1:]), np.float32)])
