"""A map of digits: what a network makes of 2,000 of them, flattened to two dimensions.

Each digit lies where its embedding does, seen along the two directions in which embeddings differ most (principal
components: Pearson, "On lines and planes of closest fit to systems of points in space", Phil. Mag. 2, 1901).
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from digitpad import texts
from digitpad.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.reading.engines import Outputs

MAP_FILE = "digit-map.npz"
# Pictures are kept in so many steps of grey: enough to see a digit, and 100 kB less than 15 would take.
GREYS = 3
# So many digits are looked at in a batch where a map is made for another model.
BATCH = 128


class DigitMap(NamedTuple):
    """A map of one model.

    Attributes:
        places: (n, 2) float32, where each digit lies; most of them between -1 and 1.
        labels: (n,) uint8, 0..9, what each is.
        pictures: (n, 28, 28) float32, 0..1, what the network saw of each.
        mean: (k,) float32, of the embeddings.
        axes: (2, k) float32: a place is (embedding - mean) times these.
    """

    places: "NDArray[np.float32]"
    labels: "NDArray[np.uint8]"
    pictures: "NDArray[np.float32]"
    mean: "NDArray[np.float32]"
    axes: "NDArray[np.float32]"

    def place(self, embeddings: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return where digits with these embeddings, (m, k), lie: (m, 2)."""
        places: NDArray[np.float32] = ((embeddings - self.mean) @ self.axes.T).astype(np.float32)
        return places

    def beside(self, place: "NDArray[np.float32]", step: tuple[int, int]) -> int | None:
        """Return the nearest digit to the right (1, 0), above (0, 1) and so on of a place; None at the edge."""
        away = self.places - place
        ahead, aside = away @ np.array(step, np.float32), away @ np.array(step[::-1], np.float32)
        distances = np.where((ahead > 1e-6) & (np.abs(aside) <= ahead), np.hypot(ahead, aside), np.inf)
        return int(distances.argmin()) if np.isfinite(distances).any() else None

    def nearest(self, place: "NDArray[np.float32]") -> int:
        """Return the digit that lies nearest to a place, (2,)."""
        return int(((self.places - place) ** 2).sum(1).argmin())


class Shipped(NamedTuple):
    """What is in the file: a map, and the SHA-256 of the model that it belongs to."""

    map: DigitMap
    model: str

    def is_of(self, model: Path) -> bool:
        """Tell whether it is the map of this model file."""
        return hashlib.sha256(model.read_bytes()).hexdigest() == self.model


def read_map(path: Path) -> Shipped:
    """Read a map file.

    Raises:
        DataError: for a file that is missing or damaged.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            labels, greys = file["labels"], file["pictures"].astype(np.float32) / np.float32(GREYS)
            found = DigitMap(file["places"].astype(np.float32), labels, greys, file["mean"], file["axes"])
            return Shipped(found, str(file["model"]))
    except Exception as error:
        # Whatever zipfile, zlib and numpy make of bytes that are no such file.
        raise DataError(texts.about_file(path, texts.BAD_MAP)) from error


def write_map(path: Path, made: DigitMap, model: Path) -> None:
    """Write a map of a model file; the same one makes the same bytes."""
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            places=made.places.astype(np.float16),
            labels=made.labels,
            pictures=(made.pictures * GREYS).round().astype(np.uint8),
            mean=made.mean,
            axes=made.axes,
            model=np.array(digest),
        )


def embeddings_of(
    outputs: "Callable[[list[Any]], Outputs]", pictures: "NDArray[np.float32]"
) -> "Iterator[NDArray[np.float32]]":
    """Give the embeddings of pictures, (n, 28, 28), some at a time; ``outputs`` is the recogniser's."""
    for start in range(0, len(pictures), BATCH):
        embeddings = outputs([*pictures[start : start + BATCH]]).embeddings
        assert embeddings is not None, "scores stand in for them"
        yield embeddings


def map_of(embeddings: "NDArray[np.float32]", pictures: "NDArray[np.float32]", labels: "NDArray[np.uint8]") -> DigitMap:
    """Make the map of a model.

    Args:
        embeddings: (n, k), of each digit.
        pictures: (n, 28, 28).
        labels: (n,) 0..9.
    """
    mean = embeddings.mean(axis=0, dtype=np.float64)
    away = embeddings - mean
    _, directions = np.linalg.eigh(away.T @ away)
    axes = directions[:, :-3:-1].T
    # A direction has no sign of its own: the largest part of each points upwards.
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]
    axes = (axes / max(float(np.quantile(np.abs(away @ axes.T), 0.98)), 1e-9)).astype(np.float32)
    mean = mean.astype(np.float32)
    return DigitMap(((embeddings - mean) @ axes.T).astype(np.float32), labels, pictures, mean, axes)
