"""Keras, for a person's own .keras or .h5 file."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad import texts
from digitpad.bundled import is_packaged
from digitpad.errors import ModelError
from digitpad.quiet import quiet_standard_error
from digitpad.reading.engines import PICTURES, Outputs, Shapes, check_output, input_shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.engines.keras_inside import KerasInside
    from digitpad.reading.explanation import Inside


class KerasEngine:
    """Runs a .keras or .h5 file with whatever backend Keras finds."""

    def __init__(self, path: Path, shapes: Shapes = PICTURES) -> None:
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        try:
            with quiet_standard_error():  # TensorFlow logs its processor's features before that setting counts
                import keras
        except ImportError as error:
            sentence = texts.KERAS_NOT_PACKAGED if is_packaged() else texts.KERAS_MISSING
            raise ModelError(texts.about_file(path, sentence)) from error
        try:
            # safe_mode refuses files that bring their own code; compile=False leaves the optimiser's state out.
            self._model: Any = keras.saving.load_model(path, compile=False, safe_mode=True)
        # Keras lets every kind of error through, its own and those of h5py, zipfile and the backend.
        except Exception as error:
            raise ModelError(texts.about_file(path, texts.DAMAGED_MODEL)) from error
        if not isinstance(self._model.input_shape, tuple) or not isinstance(self._model.output_shape, tuple):
            raise ModelError(texts.about_file(path, texts.WRONG_INPUT.format(shape="several inputs or outputs")))
        self._shape = input_shape(path, self._model.input_shape, shapes)
        check_output(path, self._model.output_shape)
        self._whole = self._model
        self._inside: KerasInside | None = None
        last = self._model.layers[-1]
        self._embeds = isinstance(last, keras.layers.Dense) and len(last.input.shape) == 2
        if self._embeds:
            self._model = keras.Model(self._model.inputs[0], [*self._model.outputs, last.input])

    def scores(self, images: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return (n, k) raw outputs for (n, 28, 28) digit images, or (n, 28, 28, 9) planes."""
        return self.outputs(images).scores

    def outputs(self, images: "NDArray[np.float32]") -> Outputs:
        """Return (n, k) raw outputs and what a last dense layer makes them from."""
        batch = images.reshape(len(images), *self._shape)
        # Calling the model is 20 times faster than predict() for a few pictures; predict() keeps memory flat for many.
        result = self._model(batch, training=False) if len(batch) <= 64 else self._model.predict(batch, verbose=0)
        scores, embeddings = result if self._embeds else (result, None)
        return Outputs(
            np.asarray(scores, np.float32), None if embeddings is None else np.asarray(embeddings, np.float32)
        )

    def inside(self, image: "NDArray[np.float32]") -> "Inside":
        """Return what happens inside for one digit image or its planes."""
        if self._inside is None:
            import keras

            from digitpad.reading.engines.keras_inside import KerasInside

            self._inside = KerasInside(keras, self._whole, self._shape)
        return self._inside(image)
