"""Makes tiny model files: not trained, but told by hand to see one pixel as one digit."""

import functools
from pathlib import Path

import numpy as np

SIDE = 28
# A certain score of the digit whose pixel is inked; without ink every digit has the score -5.
WEIGHT, BIAS = 12.0, -5.0
# Logit of the eleventh class, "no digit": far below the digits', or far above them.
NEVER, ALWAYS = -30.0, 30.0


def pixel_of(digit):
    """(row, column) of the pixel that stands for a digit: off the diagonal, so that swapped axes are found out."""
    return 2 + 2 * digit, 25 - 2 * digit


def picture_of(digit):
    """The digit image that every model made here reads as this digit."""
    image = np.zeros((SIDE, SIDE), np.float32)
    image[pixel_of(digit)] = 1
    return image


@functools.cache
def keras_library():
    import keras

    return keras


def tiny_model(shape=(SIDE, SIDE, 1), activation=None, classes=10, no_digit=NEVER, batch=None):
    """A Keras model of one dense layer behind an input of this shape."""
    keras = keras_library()
    size = int(np.prod(shape))
    weights = np.zeros((size, classes), np.float32)
    bias = np.full(classes, BIAS, np.float32)
    for digit in range(min(classes, 10)):
        weights[np.ravel_multi_index(pixel_of(digit), (SIDE, SIDE)) % size, digit] = WEIGHT
    if classes > 10:
        bias[10] = no_digit
    dense = keras.layers.Dense(classes, activation=activation)
    model = keras.Sequential([keras.Input(shape, batch_size=batch), keras.layers.Flatten(), dense])
    dense.set_weights([weights, bias])
    return model


def save_keras(folder, name="tiny.keras", **what):
    """Save a tiny model as .keras or .h5 and return its path."""
    path = Path(folder) / name
    tiny_model(**what).save(path)
    return path


def save_tflite(folder, name="tiny.tflite", **what):
    """Save a tiny model as .tflite and return its path."""
    path = Path(folder) / name
    tiny_model(**what).export(path, format="litert", verbose=False)
    return path
