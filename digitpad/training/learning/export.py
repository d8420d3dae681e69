"""From a .keras file to what ships: the .tflite of the same network, and its facts file."""

import contextlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import ModelError, UserError
from digitpad.quiet import quiet_standard_error
from digitpad.reading.engines import PICTURES, PLANES
from digitpad.reading.engines.litert import LiteRTEngine
from digitpad.training.data.sources import sha256_of
from digitpad.training.learning.averaging import network_input
from digitpad.training.learning.run_folder import atomically, write_json

# Different kernels add in different orders: scores of the two files may differ by rounding and no more.
LARGEST_DIFFERENCE = 1e-4


def export(model_path: Path, images: NDArray[np.uint8]) -> Path:
    """Write the .tflite beside a .keras file, and bring its facts file up to date.

    Args:
        model_path: the .keras file.
        images: real digits, on which the two must agree: (n, 28, 28) pictures, or (n, 28, 28, 9) planes for a model of
            drawings.

    Returns:
        The path of the .tflite file.

    Raises:
        UserError: if the model can't be read or converted, or the two files disagree; nothing is left half-written.
    """
    model = _loaded(model_path)
    target = model_path.with_suffix(".tflite")
    with tempfile.TemporaryDirectory() as folder:
        converted = Path(folder) / "model.tflite"
        with quiet_standard_error(), contextlib.redirect_stdout(sys.stderr):
            _with_embedding(model).export(converted, format="litert", verbose=False)
        difference = _difference(model, converted, images)
        with atomically(target) as temporary:
            shutil.copyfile(converted, temporary)
    _note(model_path, target, model, difference, len(images))
    return target


def takes_planes(model_path: Path) -> bool:
    """Tell whether a .keras file is a model of drawings.

    Raises:
        UserError: if it can't be read.
    """
    return tuple(_loaded(model_path).input_shape[1:]) in PLANES


def _loaded(model_path: Path) -> keras.Model:
    if model_path.suffix != ".keras":
        raise UserError(texts.about_file(model_path, texts.EXPORT_TAKES_KERAS))
    if not model_path.is_file():
        raise ModelError(texts.about_file(model_path, texts.NO_MODEL))
    try:
        return keras.saving.load_model(model_path, compile=False)
    except (ValueError, OSError, KeyError, TypeError) as error:
        raise ModelError(texts.about_file(model_path, texts.DAMAGED_MODEL)) from error


def _with_embedding(model: keras.Model) -> keras.Model:
    """Return the model with a second output, what its last dense layer makes the scores from: adapting needs it.

    A model that ends otherwise is left as it is.
    """
    last = model.layers[-1]
    if not isinstance(last, keras.layers.Dense) or len(last.input.shape) != 2:
        return model
    return keras.Model(model.inputs[0], [*model.outputs, last.input])


def _difference(model: keras.Model, converted: Path, images: NDArray[np.uint8]) -> float:
    batch = network_input(images)
    expected = model.predict(batch.reshape(-1, *model.input_shape[1:]), 500, verbose=0)
    pictures = images.ndim == 3
    engine = LiteRTEngine(converted, PICTURES if pictures else PLANES)
    found = engine.scores(batch[..., 0] if pictures else batch)
    difference = float(np.abs(expected - found).max())
    # Logits reach 30 or so, where single precision itself ends at 1e-6 of that.
    if difference > LARGEST_DIFFERENCE or (expected.argmax(axis=1) != found.argmax(axis=1)).any():
        raise UserError(texts.EXPORT_DISAGREES.format(difference=difference))
    return difference


def _note(model_path: Path, target: Path, model: keras.Model, difference: float, count: int) -> None:
    facts_path = model_path.with_suffix(".json")
    document: dict[str, Any] = {"format": "digitpad-model", "version": 1}
    with contextlib.suppress(FileNotFoundError):
        document |= json.loads(facts_path.read_text(encoding="utf-8"))
    document["sha256"] = {path.name: sha256_of(path) for path in (target, model_path)}
    document["parameters"] = int(model.count_params())
    document["agreement"] = {"largest_difference": difference, "digits": count}
    write_json(facts_path, document)
