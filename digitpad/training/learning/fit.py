"""The training loop: one for all recipes that learn by epochs.

It reads from top to bottom: build or resume, go through the epochs, keep the best, say where it is. Everything goes
through Keras 3's neutral interface, so any backend trains the same recipe.
"""

import contextlib
import math
import sys
import time
from pathlib import Path
from typing import Any, Protocol

import keras
import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.learning import networks
from digitpad.training.learning.averaging import Average, MovingAdamW, network_input, with_statistics
from digitpad.training.learning.distilling import Answers, Distillation, agreement
from digitpad.training.learning.precision import precision
from digitpad.training.learning.recipes import Recipe
from digitpad.training.learning.run_folder import Row, RunFolder, atomically
from digitpad.training.learning.settings import Settings
from digitpad.training.pictures.ahead import Labelled, Source, epochs

# The first epochs' gradients are wild: the rate rises over the first 5 % of the steps, then falls along a cosine
# (Loshchilov, Hutter, "SGDR", ICLR 2017) to 2 % of its height, where averaging finds weights that still move.
WARM_UP = 0.05
FINAL_RATE = 0.02


class Interrupted(Exception):  # noqa: N818 -- no error: a person pressed Ctrl+C
    """The training was stopped by hand."""


class Answering(Protocol):
    """Who says what teachers say of an epoch's pictures."""

    def answers(self, number: int, images: NDArray[np.uint8]) -> Answers:
        """Return the answers to an epoch's pictures, (n, 22): plain and softened chances."""
        ...


def fit(
    recipe: Recipe, settings: Settings, source: Source, run: RunFolder, taught: Answering | None = None
) -> keras.Model:
    """Train a recipe, from the beginning or from the run's checkpoint.

    Args:
        recipe: what to train.
        settings: how.
        source: the pictures.
        taught: what teachers say of the pictures, to be learned in place of the labels.
        run: where checkpoints and the history go; one that was resumed goes on where it stood.

    Returns:
        The best model by validation accuracy or, without validation, the last.

    Raises:
        UserError: if the loss is no number any more, or the disk is full.
        Interrupted: after Ctrl+C; the best model so far is in ``run.best``.
    """
    keras.utils.set_random_seed(settings.seed)
    validation = source.validation()
    model, average = None, Average()
    if run.checkpoint is not None:
        model = keras.saving.load_model(run.checkpoint / "model.keras")
        average = Average.load(run.checkpoint / "average.npz")
    try:
        for images, labels in epochs(source, len(run.history), settings.epochs, settings.makers):
            began = time.monotonic()
            steps = math.ceil(len(labels) / settings.batch)
            wanted = labels if taught is None else taught.answers(len(run.history), images)
            model = model or _compiled(recipe, settings, steps, taught is not None)
            row = _one_epoch(model, images, wanted, settings.batch, len(run.history) + 1)
            candidate = _plain(model, recipe, settings)
            if settings.ema:
                candidate = with_statistics(candidate, model.optimizer.averages(model), images)
            if validation is not None:
                if not settings.ema and len(run.history) >= math.floor(settings.epochs * (1 - settings.averaged)):
                    average.add(model)
                    candidate = average.model(candidate, images)
                row |= _validated(candidate, recipe.loss, validation)
            row["seconds"] = round(time.monotonic() - began, 1)
            _keep_if_best(run, candidate, row, moving=settings.ema > 0)
            _checkpoint(run, row, model, average)
            print(progress_line(run.history, settings.epochs), file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        raise Interrupted from None
    return keras.saving.load_model(run.best, compile=False)


def _compiled(recipe: Recipe, settings: Settings, steps: int, taught: bool = False) -> keras.Model:
    with precision(settings.precision):
        model: keras.Model = getattr(networks, recipe.network)()
    if settings.start_from:
        try:
            model.set_weights(keras.saving.load_model(settings.start_from, compile=False).get_weights())
        except (ValueError, OSError) as error:
            raise UserError(texts.about_file(settings.start_from, texts.NO_START)) from error
    if taught:
        wanted, metric = Distillation(), keras.metrics.MeanMetricWrapper(agreement, name="accuracy")
    else:
        wanted, metric = loss(recipe.loss), "accuracy"
    model.compile(optimizer(settings, steps * settings.epochs), wanted, metrics=[metric])
    return model


def _plain(model: keras.Model, recipe: Recipe, settings: Settings) -> keras.Model:
    """Return the model as it is used after training: float32, and of Keras' own layers."""
    if settings.precision == "float32":
        return model
    plain: keras.Model = getattr(networks, recipe.network)()
    plain.set_weights(model.get_weights())
    return plain


def loss(name: str) -> keras.losses.Loss:
    """Return the recipe's loss; digitpad's own networks end in logits."""
    if name == "logits":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return keras.losses.get(name)


def optimizer(settings: Settings, steps: int) -> keras.optimizers.Optimizer:
    """Return the optimiser that the settings name, for so many steps in all."""
    rate = settings.learning_rate
    if settings.optimizer == "adam":
        return keras.optimizers.Adam(rate)
    if settings.optimizer == "adadelta":
        return keras.optimizers.Adadelta(rate)
    warm_up = round(steps * WARM_UP)
    schedule = keras.optimizers.schedules.CosineDecay(
        rate / 25, max(1, steps - warm_up), FINAL_RATE, warmup_target=rate, warmup_steps=warm_up
    )
    if settings.ema:
        return MovingAdamW(schedule, settings.weight_decay, use_ema=True, ema_momentum=settings.ema)
    return keras.optimizers.AdamW(schedule, settings.weight_decay)


def _one_epoch(model: keras.Model, images: Any, labels: Any, batch: int, number: int) -> Row:
    verbose = 1 if sys.stderr.isatty() else 0
    batches = _Batches(images, labels, batch)
    with contextlib.redirect_stdout(sys.stderr):  # results alone go to standard output
        # No callback looks at single steps: each would wait for the backend to say how the step went.
        logs = model.fit(batches, verbose=verbose, shuffle=False)
    batches.release()
    history = logs.history
    if not math.isfinite(history["loss"][-1]):
        raise UserError(texts.LOSS_IS_NAN.format(epoch=number))
    return {"epoch": number, "loss": history["loss"][-1], "accuracy": history["accuracy"][-1]}


class _Batches(keras.utils.PyDataset):  # type: ignore[misc]  # Keras has no types
    """An epoch's pictures, turned into the network's input batch by batch: whole, they would be four times as large."""

    def __init__(self, images: Any, labels: Any, batch: int) -> None:
        super().__init__()
        self.images, self.labels, self.batch = images, labels, batch

    def __len__(self) -> int:
        return math.ceil(len(self.labels) / self.batch)

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        chosen = slice(index * self.batch, (index + 1) * self.batch)
        return network_input(self.images[chosen]), self.labels[chosen]

    def release(self) -> None:
        """Let go of the pictures: the backend keeps hold of a data set that it has read from."""
        del self.images, self.labels


def _validated(model: keras.Model, loss_name: str, validation: Labelled) -> Row:
    images, labels = validation
    scores = model.predict(network_input(images), 1_000, verbose=0)
    value = float(np.mean(keras.ops.convert_to_numpy(loss(loss_name)(labels, scores))))
    # As the pad answers: the likeliest of the ten digits, whatever the chance that it is none.
    return {"val_loss": value, "val_accuracy": float(np.mean(scores[:, :10].argmax(axis=1) == labels))}


def _keep_if_best(run: RunFolder, model: keras.Model, row: Row, moving: bool) -> None:
    """Keep the model if it reads as many validation digits as the best so far: of equals, the longer trained.

    A moving average is always kept: it has no bad last step, and the best of many epochs would be the luckiest.
    """
    score = row.get("val_accuracy")
    if not moving and score is not None and run.best_score is not None and score < run.best_score:
        return
    run.best_score = score
    save_plain(model, run.best)


def save_plain(model: keras.Model, path: Path) -> None:
    """Save a model without its optimiser, atomically."""
    plain = type(model).from_config(model.get_config())
    plain.set_weights(model.get_weights())
    with atomically(path) as temporary:
        plain.save(temporary)


def _checkpoint(run: RunFolder, row: Row, model: keras.Model, average: Average) -> None:
    def write(folder: Path) -> None:
        model.save(folder / "model.keras")
        average.save(folder / "average.npz")

    run.save(row, write)


def progress_line(history: list[Row], epochs: int) -> str:
    """Say in one line how far a training is and how long it will take."""
    row = history[-1]
    left = sum(earlier["seconds"] or 0 for earlier in history) / len(history) * (epochs - len(history))
    parts = [f"epoch {len(history)}/{epochs}", f"loss {row['loss']:.4f}", f"accuracy {row['accuracy']:.4f}"]
    if row.get("val_loss") is not None:
        parts += [f"validation loss {row['val_loss']:.4f}", f"validation accuracy {row['val_accuracy']:.4f}"]
    return ", ".join([*parts, f"{row['seconds']:.0f} s", texts.time_left(left)])
