"""Pendigits and UniPen as one set of strokes."""

import gzip
import sys

import numpy as np
import pytest

from digitpad.errors import DataError
from digitpad.training.data.strokes import build, read_pendigits, read_unipen
from tests.training.publisher_files import PENDIGITS, UNIPEN, unipen_archive, unix_compressed, zipped

SHORT = '.COORD X Y\n.SEGMENT DIGIT 0 ? "1"\n.COMMENT 1 30 5\n.PEN_DOWN\n1 2\n3 4\n.PEN_UP\n'


@pytest.fixture
def small():
    """Three samples of one, two and one strokes."""
    strokes = [np.full((length, 2), length, np.float32) for length in (2, 3, 1, 4)]
    return build(
        [
            ([strokes[0]], "1", "pendigits/1"),
            ([strokes[1], strokes[2]], "4", "unipen/gmd/x"),
            ([strokes[3]], "A", "unipen/gmd/x"),
        ]
    )


def lengths(data, index):
    return [len(stroke) for stroke in data.strokes(index)]


def test_pendigits_original(tmp_path):
    """Labels, writers and strokes of the original file come out, with y pointing down and strokes never joined."""
    path = tmp_path / "pendigits-orig.tra"
    path.write_text(PENDIGITS)
    data = read_pendigits(path)
    assert data.labels.tolist() == ["7", "4"]
    assert data.writers.tolist() == ["pendigits/3", "pendigits/26"]
    assert [stroke.tolist() for stroke in data.strokes(1)] == [[[100, -300], [100, -200]], [[150, -300], [150, -100]]]


@pytest.mark.parametrize(
    "content",
    [
        SHORT.encode(),
        gzip.compress(SHORT.encode(), mtime=0),
        unix_compressed(SHORT.encode()),
        zipped({"folder/pendigits-orig.tra.Z": unix_compressed(SHORT.encode()), "pendigits.tra": b"other"}),
    ],
    ids=["plain", "gzip", "compress", "zip"],
)
def test_pendigits_packings(tmp_path, content):
    """The file is read in every packing in which it is published, whatever its name."""
    path = tmp_path / "some file"
    path.write_bytes(content)
    data = read_pendigits(path)
    assert data.writers.tolist() == ["pendigits/30"]
    assert lengths(data, 0) == [2]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        gzip.compress(SHORT.encode(), mtime=0)[:-9],
        b"\x1f\x9d",
        zipped({"other": b"x"}),
        zipped({"pendigits-orig.tra": SHORT.encode()})[:60],
        SHORT.replace("DIGIT 0", "DIGIT 9").encode(),
    ],
    ids=["empty", "other text", "cut gzip", "cut compress", "other zip", "cut zip", "bad component"],
)
def test_damaged_pendigits(tmp_path, content):
    """A damaged file, or another one, is a sentence that names it."""
    path = tmp_path / "pendigits-orig.tra"
    path.write_bytes(content)
    with pytest.raises(DataError, match="pendigits-orig"):
        read_pendigits(path)


def test_pendigits_without_unlzw(tmp_path, monkeypatch):
    """Without what reads Unix compress, a sentence says how to get it."""
    monkeypatch.setitem(sys.modules, "unlzw3", None)
    path = tmp_path / "pendigits-orig.tra.Z"
    path.write_bytes(unix_compressed(SHORT.encode()))
    with pytest.raises(DataError, match="pip install"):
        read_pendigits(path)


@pytest.mark.parametrize("name", ["unipen.tgz", "unipen.tar.xz"])
def test_unipen_archive(tmp_path, name):
    """Characters of all three parts are read, the writers prefixed with their provider, at any depth of the archive."""
    data = read_unipen(unipen_archive(tmp_path / name))
    found = list(zip(data.labels.tolist(), data.writers.tolist(), strict=True))
    assert found == [
        ("1", "unipen/gmd/w1"),
        ("1", "unipen/ibm/w1"),
        ("A", "unipen/ibm/w1"),  # only digits of this provider are torn
        ("l", "unipen/gmd/w2"),
    ]
    assert data.strokes(0)[0].tolist() == [[0, 0], [0, -10]]


def test_torn_digits_can_be_kept(tmp_path):
    """Provider ibm's torn digits are dropped unless asked for: the publisher's count needs them."""
    path = unipen_archive(tmp_path / "unipen.tgz")
    assert read_unipen(path, ("1a",)).labels.tolist() == ["1", "1"]
    assert read_unipen(path, ("1a",), keep_torn=True).labels.tolist() == ["1", "1", "0"]


def test_unipen_with_an_include_missing(tmp_path):
    """An index file that includes what isn't there is a sentence with both names, not a silent gap."""
    files = {name: text for name, text in UNIPEN.items() if name != "include/gmd/pen.dat"}
    path = unipen_archive(tmp_path / "unipen.tgz", files)
    with pytest.raises(DataError, match=r"unipen\.tgz: .*gmd/pen\.dat"):
        read_unipen(path)


def test_damaged_unipen(tmp_path):
    """A cut archive, an archive of something else and no archive at all are sentences."""
    whole = unipen_archive(tmp_path / "whole.tgz").read_bytes()
    other = unipen_archive(tmp_path / "other.tgz", {"README": "nothing"})
    (tmp_path / "cut.tgz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.tgz").write_text("hello")
    for path in (other, tmp_path / "cut.tgz", tmp_path / "text.tgz", tmp_path / "absent.tgz"):
        with pytest.raises(DataError, match=path.name):
            read_unipen(path)


def test_select_and_add_keep_samples_whole(small):
    """Selecting and joining move whole samples with their strokes, labels and writers."""
    assert lengths(small, 1) == [3, 1]
    chosen = small.select(np.array([2, 1]))
    assert chosen.labels.tolist() == ["A", "4"]
    assert lengths(chosen, 1) == [3, 1]
    both = small + chosen
    assert both.labels.tolist() == ["1", "4", "A", "A", "4"]
    assert lengths(both, 4) == [3, 1]
    assert lengths(both, 3) == [4]
    assert both.strokes(4)[1].tolist() == [[1, 1]]


def test_nothing_selected(small):
    """A selection of nothing is a set of nothing."""
    assert len(small.select(np.zeros(3, bool))) == 0


def test_drawing_stands_in_the_middle_of_the_pad(tmp_path):
    """A sample in any units is drawn centred, its longer side 60 % of the pad."""
    path = tmp_path / "pendigits-orig.tra"
    path.write_text(PENDIGITS)
    left, top, right, bottom = read_pendigits(path).drawing(0, 100).bounds()
    assert (top, bottom) == pytest.approx((20, 80))
    assert (left, right) == pytest.approx((35, 65))
