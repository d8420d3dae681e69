"""A teacher, pictures, and a small student of it; as a program it trains one: student.py TEACHER.keras OUT.keras."""

import contextlib
import sys
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np

from digitpad.training.learning.averaging import network_input
from digitpad.training.learning.distilling import Taught, Teachers
from digitpad.training.learning.fit import Interrupted, fit
from digitpad.training.learning.recipes import OURS
from digitpad.training.learning.run_folder import RunFolder

COUNT, CLASSES = 256, 11
LINES = np.arange(28) // 3 % 2 == 0
PATTERNS = (np.outer(LINES, np.ones(28)), np.outer(np.ones(28), LINES), LINES[:, None] ^ LINES)


class Stripes:
    """Pictures of level or upright stripes or of squares, with noise; the labels say nothing of it.

    Args:
        stop: the number of the epoch at which a person presses Ctrl+C.
    """

    takes_long = False

    def __init__(self, stop=None):
        self.stop = stop

    def epoch(self, number):
        """Return pictures that differ from epoch to epoch, all labelled 0 but one that says which epoch it is."""
        if number == self.stop:
            raise KeyboardInterrupt
        rng = np.random.default_rng(number)
        images = rng.integers(0, 100, (COUNT, 28, 28), dtype=np.uint8)
        for image, kind in zip(images, rng.integers(0, len(PATTERNS), COUNT), strict=True):
            image[PATTERNS[kind] > 0] += 155
        return images, np.append(np.zeros(COUNT - 1, np.int64), number)

    def validation(self):
        """Give nothing to choose by: the last epoch is kept."""


def teacher(seed=1):
    """Return a network that says which pattern it is."""
    model = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(CLASSES)])
    weights = np.random.default_rng(seed).normal(0, 1e-3, (28, 28, CLASSES))
    for kind, pattern in enumerate(PATTERNS):
        weights[..., 3 * kind] += 0.05 * (pattern - pattern.mean())
    bias = np.full(CLASSES, -5.0)
    bias[[0, 3, 6]] = 0
    model.layers[-1].set_weights([weights.reshape(-1, CLASSES).astype(np.float32), bias])
    return model


def learned(path, out):
    """Train a student, interrupted once, and return how often it agrees with its teacher."""
    settings = replace(OURS.settings, epochs=6, batch=8, ema=0.9)
    taught = Taught(Teachers([path]), Path(out).parent / "answers", {})
    run = RunFolder(Path(out))
    run.start({}, {})
    with contextlib.suppress(Interrupted):
        fit(OURS, settings, Stripes(stop=3), run, taught)
    run = RunFolder(Path(out))
    run.resume({})
    assert len(run.history) == 3
    model = fit(OURS, settings, Stripes(), run, taught)
    images, _ = Stripes().epoch(99)
    wanted = taught.teachers.answers(images)[:, :CLASSES].argmax(axis=1)
    return float((model.predict(network_input(images), verbose=0).argmax(axis=1) == wanted).mean())


if __name__ == "__main__":
    print(learned(*sys.argv[1:]))
