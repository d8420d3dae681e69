"""Labelled sets: .npz files of digits with their labels, as strokes or as pictures.

Strokes: ``xy`` (points, 2), y down; ``stroke_ends`` into xy; ``sample_ends`` into stroke_ends; ``labels``; optional
``writers``. Pictures: ``images`` (n, height, width) uint8, 255 = ink; ``labels``; optional ``writers``.
"""

import contextlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from digitpad import texts
from digitpad.errors import DataError, DrawingError
from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE, normalised
from digitpad.ink.raster import digit_ink

if TYPE_CHECKING:
    from numpy.typing import NDArray

STROKE_ARRAYS = ("xy", "stroke_ends", "sample_ends", "labels")
PICTURE_ARRAYS = ("images", "labels")
# So many arrays are put into one at a time.
TOGETHER = 500
# What NumPy lets through for a file that is no .npz, or a damaged one.
NPZ_ERRORS = (OSError, ValueError, EOFError, NotImplementedError, MemoryError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, eq=False)
class LabelledSet:
    """Digits, as the network sees them, with what they are.

    Attributes:
        images: (n, 28, 28) float32, 0.0 = paper, 1.0 = ink; n ≥ 1.
        labels: (n,) int64, 0..9.
        writers: (n,) strings, or None where the file doesn't say who wrote what.
    """

    images: "NDArray[np.float32]"
    labels: "NDArray[np.int64]"
    writers: "NDArray[np.str_] | None" = None


def load_labelled(path: str | os.PathLike[str]) -> LabelledSet:
    """Read a labelled set and make its digit images.

    Raises:
        DataError: names the file and what is wrong with it.
    """
    with _naming(path):
        return _labelled_set(_arrays(path))


def save_strokes(
    path: str | os.PathLike[str],
    drawings: Iterable[Drawing],
    labels: Sequence[int],
    writers: Sequence[str] | None = None,
) -> None:
    """Write drawings and their labels as a labelled set of strokes.

    The file appears in one step: an older one stays as it was if the disk is full.

    Args:
        path: to write; its folder must be there.
        drawings: as many as there are labels.
        labels: 0..9.
        writers: who drew each, if known.

    Raises:
        DataError: if the file can't be written.
    """
    flat = Flat()
    for drawing in drawings:
        flat.add(drawing)
    flat.save(path, labels, writers)


class Flat:
    """The strokes of drawings as they are written: as arrays, which take less memory than drawings."""

    def __init__(self) -> None:
        self._strokes: list[NDArray[np.float32]] = []
        self._counts: list[int] = []

    def add(self, drawing: Drawing) -> None:
        """Take one more in."""
        self._strokes += [np.array(stroke.points, np.float32) for stroke in drawing.strokes]
        self._counts.append(len(drawing.strokes))

    def save(self, path: str | os.PathLike[str], labels: Sequence[int], writers: Sequence[str] | None = None) -> None:
        """Write them; the arguments are as in :func:`save_strokes`."""
        stroke_ends = np.cumsum([len(points) for points in self._strokes], dtype=np.int64)
        arrays: dict[str, Any] = {
            "xy": _in_one(self._strokes, (int(stroke_ends[-1]) if len(stroke_ends) else 0, 2)),
            "stroke_ends": stroke_ends,
            "sample_ends": np.cumsum(self._counts, dtype=np.int64),
        }
        _write(path, arrays, labels, writers)


def _in_one(parts: "Sequence[NDArray[Any]]", shape: tuple[int, ...]) -> "NDArray[Any]":
    """Return an array of a shape with parts one behind the other; some at a time, so that others have their turn."""
    whole, place = np.empty(shape, parts[0].dtype if len(parts) else np.float32), 0
    for start in range(0, len(parts), TOGETHER):
        some = np.concatenate(parts[start : start + TOGETHER])
        whole[place : place + len(some)] = some
        place += len(some)
    return whole


def save_pictures(
    path: str | os.PathLike[str],
    images: "NDArray[np.uint8] | Sequence[NDArray[np.uint8]]",
    labels: Sequence[int],
    writers: Sequence[str] | None = None,
) -> None:
    """Write pictures of digits as a labelled set; as :func:`save_strokes` otherwise.

    Args:
        path: to write.
        images: (n, height, width), or n of (height, width), n ≥ 1; 255 = ink.
        labels: 0..9.
        writers: who wrote each, if known.

    Raises:
        DataError: if the file can't be written.
    """
    if not isinstance(images, np.ndarray):
        height, width = images[0].shape
        images = _in_one(images, (len(images) * height, width)).reshape(-1, height, width)
    _write(path, {"images": images}, labels, writers)


def _write(
    path: str | os.PathLike[str], arrays: dict[str, Any], labels: Sequence[int], writers: Sequence[str] | None
) -> None:
    arrays["labels"] = np.array(labels, np.int64)
    if writers is not None:
        arrays["writers"] = np.array(writers, dtype=str)
    try:
        write_npz(Path(path), arrays)
    except OSError as error:
        raise DataError(texts.cannot_write(path, error)) from error


def labelled_sources(path: str | os.PathLike[str]) -> "tuple[int, Iterator[tuple[Drawing | NDArray[np.float32], int]]]":
    """Read a labelled set as what was drawn: drawings where it holds strokes, else digit images, with their labels.

    Returns:
        How many there are, blanks included, and all others, one at a time: all at once they would take much memory.

    Raises:
        DataError: names the file and what is wrong with it, here or when it is come to.
    """
    with _naming(path):
        arrays = _arrays(path)
        sources = _sources(arrays)
        samples = arrays["images" if "images" in arrays else "sample_ends"].shape[:1]
        labels = _checked_labels(arrays["labels"], *samples or (0,)).tolist()

    def pairs() -> "Iterator[tuple[Drawing | NDArray[np.float32], int]]":
        with _naming(path):
            for source, label in zip(sources, labels, strict=True):
                if _has_ink(source):
                    yield source, label

    return len(labels), pairs()


def write_npz(path: Path, arrays: "dict[str, NDArray[Any]]") -> None:
    """Write an .npz beside its place and move it there whole, so that nobody ever reads half of it.

    Raises:
        OSError: if the folder can't be written or the disk is full; an older file stays as it was.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".npz")
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _naming(path: str | os.PathLike[str]) -> Iterator[None]:
    """Name the file in what is said of it."""
    try:
        yield
    except DataError as error:
        raise DataError(texts.about_file(path, str(error))) from error
    except OSError as error:
        raise DataError(texts.cannot_read(path, error)) from error


def _arrays(path: str | os.PathLike[str]) -> "dict[str, NDArray[Any]]":
    with open(path, "rb") as file:
        try:
            # Pickled objects are refused: they could run anything.
            archive = np.load(file, allow_pickle=False)
            if not isinstance(archive, np.lib.npyio.NpzFile):
                raise DataError(texts.NOT_LABELLED)
            with archive:
                return {name: archive[name] for name in archive.files}
        except NPZ_ERRORS as error:
            raise DataError(texts.NOT_LABELLED) from error


def _labelled_set(arrays: "dict[str, NDArray[Any]]") -> LabelledSet:
    images = _stacked(_image_of(source) for source in _sources(arrays))
    labels = _checked_labels(arrays["labels"], len(images))
    writers = arrays.get("writers")
    if writers is not None and writers.shape != labels.shape:
        raise DataError(texts.LABELLED_COUNTS.format(array="writers", found=writers.shape, samples=len(labels)))
    return LabelledSet(images, labels, None if writers is None else writers.astype(str))


def _sources(arrays: "dict[str, NDArray[Any]]") -> "Iterator[Drawing | NDArray[np.float32]]":
    """Yield what was drawn, checked: drawings where there are strokes, else digit images."""
    as_pictures = "images" in arrays
    missing = [name for name in (PICTURE_ARRAYS if as_pictures else STROKE_ARRAYS) if name not in arrays]
    if missing:
        raise DataError(texts.LABELLED_LACKS.format(array=missing[0]))
    return _from_pictures(arrays["images"]) if as_pictures else map(_drawing_of, _samples(arrays))


def _checked_labels(labels: "NDArray[Any]", samples: int) -> "NDArray[np.int64]":
    if labels.shape != (samples,):
        raise DataError(texts.LABELLED_COUNTS.format(array="labels", found=labels.shape, samples=samples))
    if not samples:
        raise DataError(texts.LABELLED_EMPTY)
    if labels.dtype.kind == "U" and np.isin(labels, list("0123456789")).all():
        return labels.astype(np.int64)
    if labels.dtype.kind not in "iu" or labels.min() < 0 or labels.max() > 9:
        raise DataError(texts.LABELLED_LABELS)
    return labels.astype(np.int64)


def _from_pictures(images: "NDArray[Any]") -> "Iterator[NDArray[np.float32]]":
    if images.ndim != 3 or images.dtype != np.uint8 or not all(images.shape[1:]):
        raise DataError(texts.LABELLED_IMAGES.format(shape=images.shape, dtype=images.dtype))
    return (normalised(Image.fromarray(image)) for image in images)


def _samples(arrays: "dict[str, NDArray[Any]]") -> "Iterator[list[NDArray[Any]]]":
    """Yield the strokes of each sample, checked."""
    xy = arrays["xy"]
    if xy.ndim != 2 or xy.shape[1] != 2 or xy.dtype.kind not in "fiu":
        raise DataError(texts.LABELLED_POINTS.format(shape=xy.shape, dtype=xy.dtype))
    if not np.isfinite(xy).all():
        raise DataError(texts.LABELLED_NOT_FINITE)
    stroke_ends = _checked_ends("stroke_ends", arrays["stroke_ends"], len(xy))
    sample_ends = _checked_ends("sample_ends", arrays["sample_ends"], len(stroke_ends) - 1)
    strokes = [xy[start:end] for start, end in pairwise(stroke_ends)]
    for start, end in pairwise(sample_ends):
        yield strokes[start:end]


def _checked_ends(name: str, ends: "NDArray[Any]", limit: int) -> list[int]:
    """Return 0 and the ends, checked to rise from there to the limit."""
    if ends.ndim != 1 or ends.dtype.kind not in "iu":
        raise DataError(texts.LABELLED_ENDS.format(array=name))
    borders = [0, *map(int, ends.tolist())]
    if any(end < start for start, end in pairwise(borders)) or borders[-1] != limit:
        raise DataError(texts.LABELLED_ENDS.format(array=name))
    return borders


def _has_ink(source: "Drawing | NDArray[np.float32]") -> bool:
    return not source.is_blank if isinstance(source, Drawing) else bool(source.any())


def _image_of(source: "Drawing | NDArray[np.float32]") -> "NDArray[np.float32]":
    if not isinstance(source, Drawing):
        return source
    return np.zeros((SIDE, SIDE), np.float32) if source.is_blank else normalised(digit_ink(source))


def _drawing_of(strokes: "list[NDArray[Any]]") -> Drawing:
    points = np.concatenate([*strokes, np.zeros((0, 2))])
    # The format has no pad: one that the writing fills halfway stands in, so that a small hand isn't taken for a dot.
    extent = float(np.ptp(points, axis=0).max()) if len(points) else 0.0
    side = 2 * extent or 1.0
    try:
        return Drawing.from_strokes((stroke.tolist() for stroke in strokes), side, side)
    except DrawingError as error:
        raise DataError(str(error)) from error


def _stacked(images: "Iterable[NDArray[np.float32]]") -> "NDArray[np.float32]":
    return np.array([*images], np.float32).reshape(-1, SIDE, SIDE)
