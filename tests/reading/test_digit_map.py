"""The map of digits: of which model it is, what is in it, and where others lie on it."""

import numpy as np
import pytest

from digitpad.bundled import models_folder
from digitpad.errors import DataError
from digitpad.reading.digit_map import MAP_FILE, DigitMap, embeddings_of, map_of, read_map, write_map

REMAKE = "the model is another one: python -m digitpad.training.studies.digit_map makes its map"


@pytest.fixture(scope="module")
def shipped():
    return read_map(models_folder() / MAP_FILE)


def test_the_map_that_ships_is_of_the_model_that_ships(shipped, recognizer):
    """By its hash; and it is as large as was promised."""
    assert shipped.is_of(recognizer.path), REMAKE
    assert len(shipped.map.labels) == 2000
    assert (np.bincount(shipped.map.labels) == 200).all()
    assert (models_folder() / MAP_FILE).stat().st_size < 130_000


def test_digits_lie_where_the_network_puts_them(shipped, recognizer):
    """Asked anew about the pictures in the map, it puts them where they lie, to the rounding of the file."""
    some = np.arange(0, 2000, 40)
    found = shipped.map.place(np.concatenate([*embeddings_of(recognizer.outputs, shipped.map.pictures[some])]))
    assert np.abs(found - shipped.map.places[some]).max() < 0.01


def test_alike_digits_lie_together(shipped):
    """The nearest other digit is of the same kind for most: a map of noise would have one in ten."""
    places, labels = shipped.map.places, shipped.map.labels
    distances = ((places[:, None] - places) ** 2).sum(2)
    np.fill_diagonal(distances, np.inf)
    assert (labels[distances.argmin(1)] == labels).mean() > 0.6


def test_other_digits_find_their_kind(shipped, recognizer, mnist_sample):
    """Digits of people that are not on the map mostly land beside their own kind."""
    images, labels = mnist_sample
    pictures = images.astype(np.float32) / 255
    places = shipped.map.place(np.concatenate([*embeddings_of(recognizer.outputs, pictures)]))
    nearest = np.array([shipped.map.labels[shipped.map.nearest(place)] for place in places])
    assert (nearest == labels).mean() > 0.5


def test_a_map_is_made_of_embeddings():
    """It lies along the directions in which they differ most, the same way round each time."""
    rng = np.random.default_rng(0)
    embeddings = (rng.standard_normal((50, 6)) * [9, 5, 1, 1, 1, 1]).astype(np.float32)
    made = map_of(embeddings, np.zeros((50, 28, 28), np.float32), np.zeros(50, np.uint8))
    assert np.abs(made.places).max() < 2
    assert abs(np.corrcoef(made.places[:, 0], embeddings[:, 0])[0, 1]) > 0.99
    assert abs(np.corrcoef(made.places[:, 1], embeddings[:, 1])[0, 1]) > 0.98
    assert (map_of(embeddings, made.pictures, made.labels).places == made.places).all()


def test_the_next_digit_in_a_direction_is_found():
    """Right, left, above, below; none beyond the edge."""
    places = np.array([[0, 0], [1, 0.1], [0.1, 1], [-1, 0], [3, 0]], np.float32)
    made = DigitMap(places, np.zeros(5, np.uint8), np.zeros((5, 28, 28)), np.zeros(1), np.zeros((2, 1)))
    found = [made.beside(places[0], step) for step in ((1, 0), (0, 1), (-1, 0), (0, -1))]
    assert found == [1, 2, 3, None]
    assert made.beside(places[4], (1, 0)) is None
    assert made.nearest(np.array([0.9, 0.2], np.float32)) == 1


def test_a_map_is_written_and_read(tmp_path, shipped, recognizer):
    """The same map makes the same bytes; other bytes are refused in a sentence that names the file."""
    for name in ("one.npz", "other.npz"):
        write_map(tmp_path / name, shipped.map, recognizer.path)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()
    again = read_map(tmp_path / "one.npz")
    assert (again.map.pictures == shipped.map.pictures).all()
    assert (again.map.places == shipped.map.places).all()
    assert again.is_of(recognizer.path)
    assert not again.is_of(tmp_path / "one.npz")
    content = (tmp_path / "one.npz").read_bytes()
    for broken in (b"", b"nonsense", content[:3000], content[:5000] + b"xx" + content[5002:]):
        (tmp_path / "broken.npz").write_bytes(broken)
        with pytest.raises(DataError, match=r"broken\.npz: "):
            read_map(tmp_path / "broken.npz")
    with pytest.raises(DataError, match=r"nowhere\.npz: "):
        read_map(tmp_path / "nowhere.npz")
