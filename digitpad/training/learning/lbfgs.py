"""The network that is trained without gradient descent by mini-batches: SciPy's L-BFGS-B on all images at once.

As in the tutorial of the recipe ``nn-100-lbfgs``: 784 → 100 sigmoid → 10 sigmoid, and ten yes-or-no questions instead
of one choice among ten. The gradient is written out by hand here: one can read how back-propagation works.
"""

import math
import sys
import time
from collections.abc import Callable

import keras
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.learning import networks
from digitpad.training.learning.fit import Interrupted, progress_line, save_plain
from digitpad.training.learning.run_folder import Row, RunFolder
from digitpad.training.learning.settings import Settings
from digitpad.training.pictures.ahead import Source

HIDDEN, CLASSES, PIXELS = 100, 10, 784
WEIGHT_RANGE = 0.15  # at the start, uniform around 0, as the tutorial has it
PENALTY = 0.1  # λ of the L2 penalty λ / 2m · ‖weights‖²; biases go free

Vector = NDArray[np.float64]


def unpacked(parameters: Vector) -> tuple[Vector, Vector]:
    """Split the flat parameters into (100, 785) and (10, 101) weights; column 0 of each holds the biases."""
    cut = HIDDEN * (PIXELS + 1)
    return parameters[:cut].reshape(HIDDEN, PIXELS + 1), parameters[cut:].reshape(CLASSES, HIDDEN + 1)


def cost_and_gradient(parameters: Vector, images: Vector, targets: Vector) -> tuple[float, Vector]:
    """Return the cost and its exact gradient.

    Args:
        parameters: (79510,) flat weights and biases.
        images: (m, 784), 0..1.
        targets: (m, 10), one-hot.

    Returns:
        Binary cross-entropy summed over the outputs and averaged over the images, plus the penalty; and its gradient.
    """
    first, second = unpacked(parameters)
    m = len(images)
    hidden = _sigmoid(images @ first[:, 1:].T + first[:, 0])
    answers = _sigmoid(hidden @ second[:, 1:].T + second[:, 0])
    # A float can't tell 1 - 1e-17 from 1, whose logarithm would be minus infinity.
    sure = np.clip(answers, 1e-12, 1 - 1e-12)
    cost = -(targets * np.log(sure) + (1 - targets) * np.log(1 - sure)).sum() / m
    cost += PENALTY / (2 * m) * ((first[:, 1:] ** 2).sum() + (second[:, 1:] ** 2).sum())

    # Backwards: of cross-entropy behind a sigmoid nothing remains but the difference.
    second_error = (answers - targets) / m
    first_error = second_error @ second[:, 1:] * hidden * (1 - hidden)
    gradient = np.concatenate(
        [
            np.column_stack([first_error.sum(axis=0), first_error.T @ images + PENALTY / m * first[:, 1:]]).ravel(),
            np.column_stack([second_error.sum(axis=0), second_error.T @ hidden + PENALTY / m * second[:, 1:]]).ravel(),
        ]
    )
    return float(cost), gradient


def _sigmoid(x: Vector) -> Vector:
    result: Vector = 1 / (1 + np.exp(-np.clip(x, -500, 500)))
    return result


def fit_lbfgs(settings: Settings, source: Source, run: RunFolder) -> keras.Model:
    """Train the network and return it as a Keras model.

    Raises:
        UserError: if the cost is no number any more.
        Interrupted: after Ctrl+C; the network so far is in ``run.best``.
    """
    images, labels = source.epoch(0)
    flat = images.reshape(len(images), PIXELS) / 255.0
    targets = np.eye(CLASSES)[labels]
    size = HIDDEN * (PIXELS + 1) + CLASSES * (HIDDEN + 1)
    start = np.random.default_rng(settings.seed).uniform(-WEIGHT_RANGE, WEIGHT_RANGE, size)
    if run.checkpoint is not None:
        # The method's memory of past gradients is not kept: it gathers a new one within a few iterations.
        start = np.load(run.checkpoint / "parameters.npy")
    iterations = settings.epochs - len(run.history)
    note = _notebook(settings, run, lambda parameters: _accuracy(parameters, flat, labels))
    try:
        result = minimize(
            cost_and_gradient,
            start,
            (flat, targets),
            method="L-BFGS-B",
            jac=True,
            callback=note,
            # Only the iterations are limited, as in the tutorial; a line search may need several evaluations.
            options={"maxiter": iterations, "maxfun": 10 * iterations + 10},
        )
    except KeyboardInterrupt:
        raise Interrupted from None
    model = as_keras(result.x)
    save_plain(model, run.best)
    return model


def _notebook(settings: Settings, run: RunFolder, accuracy: Callable[[Vector], float]) -> Callable[..., None]:
    began = [time.monotonic()]

    def note(intermediate_result: object) -> None:
        cost, parameters = float(getattr(intermediate_result, "fun")), getattr(intermediate_result, "x")  # noqa: B009
        number = len(run.history) + 1
        if not math.isfinite(cost):
            raise UserError(texts.LOSS_IS_NAN.format(epoch=number))
        now = time.monotonic()
        row: Row = {"epoch": number, "loss": cost, "accuracy": accuracy(parameters), "seconds": now - began[0]}
        began[0] = now
        run.save(row, lambda folder: np.save(folder / "parameters.npy", parameters))
        if number % 10 == 0:
            save_plain(as_keras(parameters), run.best)
            print(progress_line(run.history, settings.epochs), file=sys.stderr, flush=True)

    return note


def _accuracy(parameters: Vector, flat: Vector, labels: NDArray[np.int64]) -> float:
    first, second = unpacked(parameters)
    hidden = _sigmoid(flat @ first[:, 1:].T + first[:, 0])
    return float(((hidden @ second[:, 1:].T + second[:, 0]).argmax(axis=1) == labels).mean())


def as_keras(parameters: Vector) -> keras.Model:
    """Return the network as a Keras model, which digitpad opens like any other."""
    first, second = unpacked(parameters)
    model = networks.sigmoid_100()
    model.set_weights([first[:, 1:].T, first[:, 0], second[:, 1:].T, second[:, 0]])
    return model
