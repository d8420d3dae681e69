"""Loading the stroke sets: where they come from, and the cache."""

import numpy as np
import pytest

from digitpad.errors import DataError
from digitpad.training.data import stroke_data as module
from digitpad.training.data.stroke_data import load_strokes
from tests.training.publisher_files import strokes_folder


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The cache folder, which isn't there yet."""
    folder = tmp_path / "cache" / "digitpad"
    monkeypatch.setattr(module, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def folder(tmp_path):
    """A small Pendigits and a small UniPen."""
    return strokes_folder(tmp_path / "data")


@pytest.fixture
def parsings(monkeypatch):
    """The list of files that were parsed."""
    parsed = []
    for name in ("read_pendigits", "read_unipen"):
        reader = getattr(module, name)
        monkeypatch.setattr(module, name, lambda path, reader=reader: parsed.append(path.name) or reader(path))
    return parsed


def contents(data):
    return {name: getattr(data, name).tolist() for name in data.__dataclass_fields__}


def test_both_sets_in_one(cache, folder):
    """Pendigits comes first, then UniPen's digits and letters."""
    data = load_strokes(folder)
    assert data.labels.tolist() == ["7", "4", "1", "1", "A", "l"]
    assert data.writers[[0, -1]].tolist() == ["pendigits/3", "unipen/gmd/w2"]


def test_cache_saves_the_parsing(cache, folder, parsings):
    """What was parsed is read from the cache the next time, and is the same."""
    first = load_strokes(folder)
    second = load_strokes(folder)
    assert len(parsings) == 2
    assert contents(first) == contents(second)


def test_changed_files_are_parsed_anew(cache, folder, parsings):
    """The cache is bound to what the files hold, not to their names."""
    load_strokes(folder)
    path = folder / "pendigits" / "pendigits-orig.tra.gz"
    path.write_bytes(path.read_bytes()[:4] + b"\x01\x02\x03\x04" + path.read_bytes()[8:])  # another time stamp
    load_strokes(folder)
    assert len(parsings) == 4


def test_other_readers_parse_anew(cache, folder, parsings, monkeypatch):
    """Readers that read otherwise don't take what the older ones left."""
    load_strokes(folder)
    monkeypatch.setattr(module, "READER_VERSION", module.READER_VERSION + 1)
    load_strokes(folder)
    assert len(parsings) == 4


@pytest.mark.parametrize("damage", [lambda raw: raw[: len(raw) // 2], lambda _raw: b"", lambda _raw: b"hello"])
def test_damaged_cache_is_made_anew(cache, folder, damage):
    """A cache file that was cut off or overwritten is no trouble, and is replaced."""
    expected = contents(load_strokes(folder))
    (cached,) = cache.iterdir()
    cached.write_bytes(damage(cached.read_bytes()))
    assert contents(load_strokes(folder)) == expected
    with np.load(cached) as arrays:
        assert arrays["labels"].tolist() == expected["labels"]


def test_unwritable_cache_is_no_obstacle(cache, folder):
    """Where the cache folder can't be made, the data are loaded all the same."""
    cache.parent.write_text("a file stands where the folder should be")
    assert len(load_strokes(folder)) == 6


def test_full_disk_leaves_no_half_cache(cache, folder, monkeypatch):
    """When the disk is full, the data are loaded all the same and no half cache file stays."""

    def full(file, **_arrays):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    assert len(load_strokes(folder)) == 6
    assert not list(cache.iterdir())


@pytest.mark.parametrize(("removed", "named"), [("pendigits", "pendigits-orig"), ("unipen", "unipen-train")])
def test_one_set_missing(cache, folder, removed, named):
    """A folder that lacks one of the two sets is a sentence that names the folder and the file."""
    for path in (folder / removed).iterdir():
        path.unlink()
    with pytest.raises(DataError, match=f"data: .*{named}"):
        load_strokes(folder)
