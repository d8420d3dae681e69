"""Turns teachers whose weights lie in .npz files into .keras files, and counts their errors on validation data.

    python -m digitpad.training.studies.teachers teacher0.npz teacher1.npz --out runs --data FOLDER

The weights are named w00, w01, ... in the order and layout of Keras: of each convolution kernel, gamma, beta, moving
mean and moving variance, then the dense layer's kernel and bias.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.splits import digits_of, mnist_validation
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.learning.averaging import network_input
from digitpad.training.learning.fit import save_plain
from digitpad.training.learning.networks import teacher_net
from digitpad.training.pictures.material import plain_digits


def converted(path: Path) -> keras.Model:
    """Return the teacher whose weights a file holds.

    Raises:
        UserError: if the file is missing, damaged, or holds the weights of another network.
    """
    model = teacher_net()
    try:
        with np.load(path, allow_pickle=False) as arrays:
            model.set_weights([arrays[name] for name in sorted(arrays.files)])
    except (OSError, ValueError, EOFError) as error:
        raise UserError(texts.about_file(path, texts.OTHER_TEACHER)) from error
    return model


def errors(model: keras.Model, images: NDArray[np.uint8], labels: NDArray[np.integer]) -> int:
    """Return for how many pictures (n, 28, 28) the likeliest of the ten digits is a wrong one."""
    scores = model.predict(network_input(images), 500, verbose=0)
    return int((scores[:, :10].argmax(axis=1) != labels).sum())


def main(arguments: Sequence[str] | None = None) -> None:
    """Convert the files that are named, and print each one's errors."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("runs"))
    parser.add_argument("--data", type=Path)
    given = parser.parse_args(arguments)
    images, labels = mnist_validation(load_mnist(given.data))
    drawn, drawn_labels = plain_digits(digits_of(load_strokes(given.data), "validation"))
    for path in given.files:
        model = converted(path)
        target = given.out / f"{path.stem}.keras"
        save_plain(model, target)
        of_mnist, of_strokes = errors(model, images, labels), errors(model, drawn, drawn_labels)
        print(
            texts.TEACHER_LINE.format(
                file=target, mnist=of_mnist, images=len(labels), strokes=of_strokes, drawn=len(drawn_labels)
            )
        )


if __name__ == "__main__":
    main()
