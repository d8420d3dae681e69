"""Labelled strokes: Pendigits and UniPen in one flat form, and the .npz that holds it."""

import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.errors import DataError
from digitpad.ink.drawing import Drawing, Stroke
from digitpad.training.data import unipen
from digitpad.training.data.sources import contents

DIGIT_LABELS = frozenset("0123456789")
# In part of UniPen's provider "ibm" each stroke was normalised on its own, so digits of several strokes are torn
# apart. Those samples are the ones with an extent of 400 units or more.
TORN_PROVIDER, TORN_EXTENT = "ibm", 400
PENDIGITS_MEMBER = re.compile(r"(^|/)pendigits-orig\.tra(\.Z)?$")
ZIP_MAGIC, COMPRESS_MAGIC = b"PK\x03\x04", b"\x1f\x9d"


@dataclass(frozen=True)
class StrokeSet:
    """Labelled drawings, flat: fast to store, to slice and to load.

    Attributes:
        xy: (points, 2) float32, y down, in the source's own units.
        stroke_ends: (strokes,) int64; stroke i is ``xy[stroke_ends[i-1]:stroke_ends[i]]``.
        sample_ends: (n,) int64 into the strokes, likewise.
        labels: (n,) single characters, as an array of "<U1".
        writers: (n,) "source/provider/writer", as a string array.
    """

    xy: NDArray[np.float32]
    stroke_ends: NDArray[np.int64]
    sample_ends: NDArray[np.int64]
    labels: NDArray[np.str_]
    writers: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.sample_ends)

    def strokes(self, index: int) -> list[NDArray[np.float32]]:
        """Return the (n, 2) points of each stroke of one sample."""
        first = self.sample_ends[index - 1] if index else 0
        ends = self.stroke_ends[first : self.sample_ends[index]]
        start = self.stroke_ends[first - 1] if first else 0
        return np.split(self.xy[start : ends[-1]], ends[:-1] - start)

    def drawing(self, index: int, side: float = 400) -> Drawing:
        """Return one sample as it would stand on a square pad: in the middle, over 60 % of its height or width."""
        return as_drawing(self.strokes(index), side)

    def select(self, wanted: NDArray[np.bool_] | NDArray[np.int64]) -> "StrokeSet":
        """Return the samples that a mask or an index array names."""
        indices = np.arange(len(self))[wanted]
        return build((self.strokes(i), str(self.labels[i]), str(self.writers[i])) for i in indices.tolist())

    def first(self, count: int | None) -> "StrokeSet":
        """Return the first so many samples, or all."""
        return self if count is None else self.select(np.arange(min(count, len(self))))

    def __add__(self, other: "StrokeSet") -> "StrokeSet":
        return StrokeSet(
            np.concatenate([self.xy, other.xy]),
            np.concatenate([self.stroke_ends, other.stroke_ends + len(self.xy)]),
            np.concatenate([self.sample_ends, other.sample_ends + len(self.stroke_ends)]),
            np.concatenate([self.labels, other.labels]),
            np.concatenate([self.writers, other.writers]),
        )


def as_drawing(strokes: Iterable[NDArray[np.float32]], side: float = 400) -> Drawing:
    """Put strokes in any units on a square pad, centred, their longer side 60 % of the pad's."""
    strokes = list(strokes)
    points = np.concatenate(strokes).astype(np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = 0.6 * side / max(*(high - low), 1e-9)
    placed = ((stroke - (low + high) / 2) * scale + side / 2 for stroke in strokes)
    return Drawing(side, side, tuple(Stroke(tuple(map(tuple, stroke.tolist()))) for stroke in placed))


def build(samples: Iterable[tuple[list[NDArray[np.float32]], str, str]]) -> StrokeSet:
    """Flatten (strokes, label, writer) triples into a StrokeSet."""
    xy: list[NDArray[np.float32]] = [np.empty((0, 2), np.float32)]
    counts: list[int] = []
    labels: list[str] = []
    writers: list[str] = []
    for strokes, label, writer in samples:
        xy += strokes
        counts.append(len(strokes))
        labels.append(label)
        writers.append(writer)
    return StrokeSet(
        np.concatenate(xy),
        np.cumsum([len(stroke) for stroke in xy[1:]], dtype=np.int64),
        np.cumsum(counts, dtype=np.int64),
        np.array(labels, dtype="<U1"),
        np.array(writers, dtype=str),
    )


def read_pendigits(path: Path) -> StrokeSet:
    """Read the original, unnormalised Pendigits strokes (UCI, doi 10.24432/C5MG6K).

    Args:
        path: ``pendigits-orig.tra``, plain, gzipped or as its publisher has it (.Z); or the publisher's zip.

    Returns:
        Digits with writers "pendigits/1" to "pendigits/30".

    Raises:
        DataError: for a file that can't be read, is damaged or has no such strokes.
    """
    text = _pendigits_text(path)
    try:
        data = build(
            (list(sample.strokes), sample.label, f"pendigits/{sample.writer}")
            for sample in unipen.samples(text, "DIGIT")
            if sample.strokes
        )
    except DataError as error:
        raise DataError(texts.about_file(path, str(error))) from None
    if not len(data):
        raise DataError(texts.about_file(path, texts.NO_PENDIGITS))
    return data


def _pendigits_text(path: Path) -> str:
    raw = contents(path)
    try:
        if raw[:4] == ZIP_MAGIC:
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                raw = archive.read(next(name for name in archive.namelist() if PENDIGITS_MEMBER.search(name)))
        if raw[:2] == COMPRESS_MAGIC:
            raw = _uncompressed(raw)
    except StopIteration:
        raise DataError(texts.about_file(path, texts.NO_PENDIGITS)) from None
    except ImportError as error:
        raise DataError(texts.about_file(path, texts.NEEDS_UNLZW)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise DataError(texts.about_file(path, texts.BROKEN_ARCHIVE.format(cause=error))) from error
    return raw.decode("latin-1")


def _uncompressed(raw: bytes) -> bytes:
    from unlzw3 import unlzw  # Python's own library has no Unix compress

    unpacked: bytes = unlzw(raw)
    return unpacked


def read_unipen(path: Path, parts: Iterable[str] = ("1a", "1b", "1c"), keep_torn: bool = False) -> StrokeSet:
    """Read single characters from the UniPen archive train_r01_v07 (doi 10.5281/zenodo.1195803).

    Args:
        path: the .tgz of Zenodo, or any tar with the folders data/ and include/.
        parts: "1a" digits, "1b" capitals, "1c" small letters.
        keep_torn: whether provider ibm's torn digits are kept; with them part 1a has 15,953 digits.

    Returns:
        Samples with writers "unipen/provider/writer".

    Raises:
        DataError: for an archive that can't be read or holds something else.
    """
    files = _text_files(path)
    try:
        data = build(sample for part in parts for sample in _unipen_samples(files, part))
    except DataError as error:
        raise DataError(texts.about_file(path, str(error))) from None
    return data if keep_torn else without_torn(data)


def _unipen_samples(files: dict[str, str], part: str) -> Iterator[tuple[list[NDArray[np.float32]], str, str]]:
    def include(name: str) -> str:
        try:
            return files[f"include/{name}"]
        except KeyError:
            raise DataError(texts.INCLUDE_MISSING.format(file=name)) from None

    for name, provider in sorted(_index_files(files, part)):
        for sample in unipen.samples(files[name], "CHARACTER", include):
            if sample.strokes and len(sample.label) == 1:
                yield list(sample.strokes), sample.label, f"unipen/{provider}/{sample.writer}"


def without_torn(data: StrokeSet) -> StrokeSet:
    """Return the set without provider ibm's torn digits."""
    suspects = np.char.startswith(data.writers, f"unipen/{TORN_PROVIDER}/") & np.isin(data.labels, list(DIGIT_LABELS))
    torn = np.zeros(len(data), bool)
    for index in np.flatnonzero(suspects).tolist():
        points = np.concatenate(data.strokes(index))
        torn[index] = (points.max(axis=0) - points.min(axis=0)).max() >= TORN_EXTENT
    return data.select(~torn)


def _index_files(files: dict[str, str], part: str) -> Iterator[tuple[str, str]]:
    for name in files:
        pieces = PurePosixPath(name).parts
        if pieces[:2] == ("data", part) and len(pieces) > 3:
            yield name, pieces[2]


def _text_files(path: Path) -> dict[str, str]:
    """Return the archive's files under data/ and include/ by their paths from the folder that holds these two."""
    contents: dict[str, str] = {}
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file:
                    contents[member.name] = file.read().decode("latin-1")
    except (tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError) as error:
        raise DataError(texts.about_file(path, texts.BROKEN_ARCHIVE.format(cause=error))) from error
    roots = Counter(name.partition("data/1a/")[0] for name in contents if "data/1a/" in name)
    if not roots:
        raise DataError(texts.about_file(path, texts.BROKEN_ARCHIVE.format(cause="no folder data/1a")))
    root = roots.most_common(1)[0][0]
    return {name[len(root) :]: text for name, text in contents.items() if name.startswith(root)}
