"""Learning from teachers: a small network is taught what larger ones answer, and how sure they are.

(Hinton, Vinyals, Dean, "Distilling the knowledge in a neural network", NIPS workshop 2014, arXiv:1503.02531.)
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.data.sources import sha256_of
from digitpad.training.learning.averaging import network_input
from digitpad.training.learning.networks import SHAPE
from digitpad.training.learning.run_folder import atomically

CLASSES = 11
# Teachers' logits are divided by this for the softened answers, which say what else a picture looks like.
SOFT = 3.0
# The share of the softened term in the loss; its gradients shrink with the divisor squared, which is made up for.
SOFT_SHARE = 0.6
BATCH = 1_000
Answers = NDArray[np.float32]


class Teachers:
    """Networks that answer together, by the mean of their chances.

    Args:
        paths: .keras files, 28 × 28 × 1 in, 11 logits out.

    Raises:
        UserError: for a file that is missing, damaged or of another shape.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = [Path(path) for path in paths]
        self.models = [_teacher(path) for path in self.paths]

    def answers(self, images: NDArray[np.uint8]) -> Answers:
        """Return the mean chances of pictures (n, 28, 28), plain and softened: (n, 22)."""
        pictures = network_input(images)
        total = np.zeros((len(images), 2 * CLASSES), np.float32)
        for model in self.models:
            logits = np.asarray(model.predict(pictures, BATCH, verbose=0), np.float32)
            total += np.concatenate([_softmax(logits), _softmax(logits / SOFT)], axis=1)
        return total / np.float32(len(self.models))


class Taught:
    """Teachers' answers to a training's epochs, each computed once and kept in a file.

    Args:
        teachers: who answer.
        folder: of the files; their names have the digest of the material and of the teachers in them.
        material: all that the pictures of an epoch follow from: data, mix, seed.
        place: gives the number of the epoch whose pictures an epoch shows again.
    """

    def __init__(
        self, teachers: Teachers, folder: Path, material: dict[str, Any], place: Callable[[int], int] = int
    ) -> None:
        self.teachers, self.folder, self.place = teachers, folder, place
        known = {"material": material, "teachers": [sha256_of(path) for path in teachers.paths], "soft": SOFT}
        self.digest = hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()

    def path(self, number: int) -> Path:
        """Return the file of an epoch's answers."""
        return self.folder / f"answers-{self.digest[:16]}-{self.place(number)}.npy"

    def answers(self, number: int, images: NDArray[np.uint8]) -> Answers:
        """Return what the teachers say of an epoch's pictures, (n, 22), from its file if there is one.

        Raises:
            UserError: if the file can't be written, because the disk is full, say.
        """
        path = self.path(number)
        kept = _kept(path)
        if kept is None or kept.shape != (len(images), 2 * CLASSES):
            kept = self.teachers.answers(images)
            with atomically(path) as temporary:
                np.save(temporary, kept.astype(np.float16))
        return kept.astype(np.float32)


@keras.saving.register_keras_serializable("digitpad")
class Distillation(keras.losses.Loss):  # type: ignore[misc]  # Keras has no types
    """Cross-entropy with the teachers' mean answer, and the divergence of the softened answers."""

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Return the loss of each: ``y_true`` (n, 22) as teachers answer, ``y_pred`` (n, 11) logits."""
        plain, soft = y_true[:, :CLASSES], y_true[:, CLASSES:]
        cross_entropy = -ops.sum(plain * ops.log_softmax(y_pred, axis=1), axis=1)
        entropies = ops.log(ops.maximum(soft, 1e-7)) - ops.log_softmax(y_pred / SOFT, axis=1)
        divergence = ops.sum(soft * entropies, axis=1)
        return (1 - SOFT_SHARE) * cross_entropy + SOFT_SHARE * SOFT**2 * divergence


@keras.saving.register_keras_serializable("digitpad")  # type: ignore[untyped-decorator]
def agreement(y_true: Any, y_pred: Any) -> Any:
    """Return where a network says what its teachers say."""
    same = ops.equal(ops.argmax(y_true[:, :CLASSES], axis=1), ops.argmax(y_pred, axis=1))
    return ops.cast(same, "float32")


def _teacher(path: Path) -> keras.Model:
    try:
        model = keras.saving.load_model(path, compile=False)
    except (ValueError, OSError, KeyError, TypeError) as error:
        raise UserError(texts.about_file(path, texts.NO_TEACHER)) from error
    if model.input_shape[1:] != SHAPE or model.output_shape[1:] != (CLASSES,):
        raise UserError(texts.about_file(path, texts.OTHER_TEACHER))
    return model


def _kept(path: Path) -> Answers | None:
    try:
        return np.asarray(np.load(path, allow_pickle=False), np.float32)
    except (OSError, ValueError, EOFError):
        return None  # not there yet, or cut off by a full disk: it is computed anew


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return result
