"""The stroke readers and the splits on the publishers' real files."""

import pytest

from digitpad.training.data.splits import digits_of
from digitpad.training.data.stroke_data import stroke_files
from digitpad.training.data.strokes import read_pendigits, read_unipen, without_torn

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def pendigits(real_data):
    return read_pendigits(stroke_files(real_data)[0])


@pytest.fixture(scope="module")
def unipen_digits(real_data):
    return read_unipen(stroke_files(real_data)[1], ("1a",), keep_torn=True)


def test_counts(pendigits, unipen_digits):
    """The files hold as many digits as their publishers say: 7,494 and 15,953, of which 393 are torn."""
    assert len(pendigits) == 7494
    assert len(unipen_digits) == 15953
    assert len(without_torn(unipen_digits)) == 15953 - 393


def test_splits(pendigits, unipen_digits):
    """No writer stands in two splits, none is in no split, and every split has digits of both sets."""
    data = pendigits + without_torn(unipen_digits)
    parts = {split: digits_of(data, split) for split in ("train", "validation", "test")}
    assert {split: len(part) for split, part in parts.items()} == {"train": 16112, "validation": 3296, "test": 3646}
    writers = [set(part.writers.tolist()) for part in parts.values()]
    assert sum(map(len, writers)) == len(set.union(*writers))
    for names in writers:
        assert {name.partition("/")[0] for name in names} == {"pendigits", "unipen"}
