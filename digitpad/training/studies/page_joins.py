"""Fits how geometry tells parts of one digit on a page from parts of two.

``python -m digitpad.training.studies.page_joins`` prints the weights that ``digitpad.scan.page.parts`` holds, fitted by
logistic regression to pages composed of MNIST's training digits, with natural gaps and down to overlaps, and how often
they are right on other pages.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitpad.scan.page.layout import SEARCH_SIDE
from digitpad.scan.page.lines import lines_of
from digitpad.scan.page.parts import measured
from digitpad.training.data.mnist import load_mnist
from digitpad.training.pictures.pages import Bytes, Page, compose_page, random_style
from digitpad.training.studies.joins import fitted

COUNT = 120  # pages
# Least and most, in heights; by turns.
GAPS = ((0.15, 0.5), (0.02, 0.17), (-0.06, 0.06), (-0.12, 0.0))
# A part is a digit's if so much of its box lies in the digit's.
WITHIN = 0.6
Pairs = tuple[NDArray[np.float64], NDArray[np.bool_]]


def pairs(images: Bytes, labels: NDArray[np.integer], seed: int, count: int) -> tuple[Pairs, Pairs]:
    """Return what is measured of neighbours, and of slices of one mark, and whether each two are one digit's."""
    neighbours: list[tuple[NDArray[np.float64], bool]] = []
    slices: list[tuple[NDArray[np.float64], bool]] = []
    for number in range(count):
        rng = np.random.default_rng((seed, number))
        style = replace(random_style(rng), gaps=GAPS[number % len(GAPS)])
        page = compose_page(images, labels, style, rng)
        found = lines_of(page.image, SEARCH_SIDE)
        if found is None:
            continue
        for line in found.lines:
            row = measured(found, line)
            owner = owners(row.parts.boxes, page)
            for i, (one, other) in enumerate(pairwise(owner)):
                if min(one, other) >= 0:
                    (slices if i in row.cuts else neighbours).append((row.cuts.get(i, row.neighbours[i]), one == other))
    return _stacked(neighbours), _stacked(slices)


def owners(boxes: NDArray[np.float64], page: Page) -> list[int]:
    """Return the number of the digit that each box (n, 4) is a part of, or -1 where that is unclear."""
    low = np.maximum(boxes[:, None, :2], page.boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], page.boxes[None, :, 2:])
    shared = np.maximum(high - low, 0).prod(axis=2) / (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)[:, None]
    return [int(row.argmax()) if row.max(initial=0) >= WITHIN else -1 for row in shared]


def _stacked(found: list[tuple[NDArray[np.float64], bool]]) -> Pairs:
    return np.array([values for values, _ in found]), np.array([same for _, same in found], np.bool_)


def main() -> None:
    """Fit, and print."""
    mnist = load_mnist()
    training = pairs(mnist.train_images, mnist.train_labels, 1, COUNT)
    held_out = pairs(mnist.train_images, mnist.train_labels, 2, COUNT // 4)
    for name, (x, same), (other_x, other) in zip(("", "CUT_"), training, held_out, strict=True):
        weights = fitted(x, same)
        print(f"{name}WEIGHTS =", tuple(np.round(weights[:-1], 2).tolist()))
        print(f"{name}BIAS =", round(float(weights[-1]), 2))
        right = ((np.column_stack([other_x, np.ones(len(other_x))]) @ weights > 0) == other).mean()
        print(f"{len(x)} pairs; right by geometry alone on other pages: {right:.2%}")


if __name__ == "__main__":
    main()
