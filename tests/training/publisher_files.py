"""Small data sets in their publishers' formats, made by hand."""

import gzip
import io
import tarfile
import zipfile

import numpy as np

from digitpad.training.data.mnist import IDX_FILES

PENDIGITS = """\
.COORD X Y
.SEGMENT DIGIT 0 ? "7"
.COMMENT 7 3 1
.PEN_DOWN
 100 300
 200 300
 150 100
.PEN_UP
.DT 100
.SEGMENT DIGIT 1-2 ? "4"
.COMMENT 4 26 2
.PEN_DOWN
 100 300
 100 200
.PEN_UP
.DT 100
.PEN_DOWN
 150 300
 150 100
.PEN_UP
.DT 100
"""

HEAD = ".VERSION 1.0\n.COORD X Y\n.WRITER_ID {writer}\n.INCLUDE {file}\n"
UNIPEN = {
    "data/1a/gmd/one.dat": HEAD.format(writer="w1", file="gmd/pen.dat") + '.SEGMENT CHARACTER 0 ? "1"\n',
    "data/1a/ibm/two.dat": HEAD.format(writer="w1", file="ibm/pen.dat")
    + '.SEGMENT CHARACTER 0 ? "1"\n.SEGMENT CHARACTER 1-2 ? "0"\n',
    "data/1b/ibm/two.dat": HEAD.format(writer="w1", file="ibm/pen.dat") + '.SEGMENT CHARACTER 1-2 ? "A"\n',
    "data/1c/gmd/one.dat": HEAD.format(writer="w2", file="gmd/pen.dat")
    + '.SEGMENT CHARACTER 0 ? "l"\n.SEGMENT CHARACTER 0 ? "ll"\n',
    "include/gmd/pen.dat": ".COMMENT caf\xe9\n.PEN_DOWN\n0 0\n0 10\n",
    # The second sample is 400 units wide: one of provider ibm's torn digits.
    "include/ibm/pen.dat": ".PEN_DOWN\n0 0\n0 399\n.PEN_DOWN\n0 0\n400 0\n.PEN_DOWN\n0 0\n9 9\n",
    "README": "not part of the collection",
}


def unipen_archive(path, files=UNIPEN, root="cdrom/train_r01_v07/"):
    """Write files as a tar; the suffix of the path chooses its packing."""
    with tarfile.open(path, f"w:{'gz' if path.suffix == '.tgz' else path.suffix.removeprefix('.')}") as archive:
        for name, text in files.items():
            content = text.encode("latin-1")
            member = tarfile.TarInfo(root + name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def unix_compressed(content):
    """Pack bytes as Unix compress does, with literal codes of 9 bits only: enough for fewer than 256 bytes."""
    assert len(content) < 256
    bits = sum(byte << 9 * place for place, byte in enumerate(content))
    return b"\x1f\x9d\x90" + bits.to_bytes((9 * len(content) + 7) // 8, "little")


def zipped(members):
    """Return a zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def idx(array):
    """Return an array of bytes in the IDX format."""
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    return header + array.astype(np.uint8).tobytes()


def mnist_arrays(train=12, test=10):
    """Return four small arrays in MNIST's order."""
    random = np.random.default_rng(5)
    labels = [np.arange(count, dtype=np.uint8) % 10 for count in (train, test)]
    images = [random.integers(0, 256, (count, 28, 28), np.uint8) for count in (train, test)]
    return images[0], labels[0], images[1], labels[1]


def mnist_folder(folder, packed=True, **more):
    """Write a small MNIST as IDX files and return the folder."""
    (folder / "mnist").mkdir(parents=True)
    for name, array in zip(IDX_FILES, mnist_arrays(**more), strict=True):
        content = idx(array)
        path = folder / "mnist" / (f"{name}.gz" if packed else name)
        path.write_bytes(gzip.compress(content) if packed else content)
    return folder


def strokes_folder(folder):
    """Write a small Pendigits and a small UniPen and return the folder."""
    (folder / "pendigits").mkdir(parents=True)
    (folder / "unipen").mkdir()
    (folder / "pendigits" / "pendigits-orig.tra.gz").write_bytes(gzip.compress(PENDIGITS.encode()))
    unipen_archive(folder / "unipen" / "unipen-train_r01_v07-1abc.tar.xz")
    return folder
