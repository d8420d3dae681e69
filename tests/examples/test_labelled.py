"""Labelled sets: both forms, and what is wrong with a file."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digitpad import Drawing, digit_image, texts
from digitpad.errors import DataError
from digitpad.examples.labelled import load_labelled, save_strokes
from tests.saying import said
from tests.strategies import pad_strokes, tapped_digits

SEVEN = [[(10, 10), (60, 10), (30, 90)]]
FOUR = [[(10, 10), (10, 50), (50, 50)], [(40, 10), (40, 90)]]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "set.npz"


def stroke_arrays(**changes):
    """The arrays of two samples, a seven and a four, with some of them changed; None leaves one out."""
    arrays = {
        "xy": np.array([point for stroke in SEVEN + FOUR for point in stroke], np.float32),
        "stroke_ends": np.array([3, 6, 8]),
        "sample_ends": np.array([1, 3]),
        "labels": np.array([7, 4]),
    }
    return {name: array for name, array in {**arrays, **changes}.items() if array is not None}


def picture_arrays(**changes):
    """A thick bar and a thick cross on 40 × 30 pixels."""
    images = np.zeros((2, 40, 30), np.uint8)
    images[:, 5:35, 12:18] = 255
    images[1, 17:23, 2:28] = 255
    return {"images": images, "labels": np.array([1, 4]), **changes}


def saved_and_loaded(tmp_path_factory, samples):
    path = tmp_path_factory.mktemp("sets") / "set.npz"
    save_strokes(path, map(Drawing.from_strokes, samples), [3] * len(samples), ["me"] * len(samples))
    return load_labelled(path)


def test_strokes_become_the_images_of_their_drawings(path):
    """A stroke sample gives what the pad would give for the same strokes."""
    np.savez(path, **stroke_arrays())
    found = load_labelled(path)
    assert found.labels.tolist() == [7, 4]
    assert found.writers is None
    assert found.images.dtype == np.float32
    for image, strokes in zip(found.images, (SEVEN, FOUR), strict=True):
        np.testing.assert_array_equal(image, digit_image(Drawing.from_strokes(strokes, 100, 100)))


@pytest.mark.parametrize("scale", [1e-4, 1, 1e5])
def test_strokes_in_any_unit(path, scale):
    """The unit of the coordinates and their place change nothing: the format has no pad."""
    xy = stroke_arrays()["xy"].astype(np.float64)
    np.savez(path, **stroke_arrays(xy=xy * scale - 3 * scale))
    expected = [digit_image(Drawing.from_strokes(strokes, 100, 100)) for strokes in (SEVEN, FOUR)]
    # Ink is drawn on whole fine pixels, so rounding may shift some greys of an edge.
    assert np.abs(load_labelled(path).images - expected).mean() < 0.005


def test_pictures_are_ink_of_known_polarity(path):
    """Pictures are fitted and centred as they are, 255 being ink, however much ink there is."""
    images = picture_arrays()["images"]
    images[0] = 255  # a picture reader would take so much ink for paper
    np.savez(path, **picture_arrays(images=images))
    found = load_labelled(path)
    assert found.images.shape == (2, 28, 28)
    assert found.images[0, 14, 14] == 1
    # Twenty rows high; its upper and lower edge may each lie in the middle of a row.
    assert found.images[0].max(axis=1).sum() == pytest.approx(20, abs=0.3)
    assert found.images[1].max() > 0.9
    assert found.images[1][0].max() == 0


def test_blanks_are_kept(path):
    """A sample without a stroke, and an empty picture, are blanks and keep their place."""
    np.savez(path, **stroke_arrays(sample_ends=np.array([0, 3])))
    assert not load_labelled(path).images[0].any()
    assert load_labelled(path).images[1].any()
    np.savez(path, **picture_arrays(images=np.zeros((2, 5, 5), np.uint8)))
    assert not load_labelled(path).images.any()


def test_labels_may_be_text(path):
    """Labels may be the signs "0" to "9", as the stroke sets have them."""
    np.savez(path, **stroke_arrays(labels=np.array(["7", "4"])))
    assert load_labelled(path).labels.tolist() == [7, 4]


def test_writers_are_optional(path):
    """Writers come along where the file names them, also as numbers."""
    np.savez(path, **stroke_arrays(writers=np.array([12, 13])))
    assert load_labelled(path).writers.tolist() == ["12", "13"]


@settings(max_examples=30)
@given(st.lists(pad_strokes | st.just([]), min_size=1, max_size=4))
def test_save_and_load(tmp_path_factory, samples):
    """Whatever was saved comes back in its place, as pictures with ink where there was some."""
    found = saved_and_loaded(tmp_path_factory, samples)
    assert found.labels.tolist() == [3] * len(samples)
    assert found.writers.tolist() == ["me"] * len(samples)
    assert found.images.any(axis=(1, 2)).tolist() == [bool(strokes) for strokes in samples]


@settings(max_examples=30)
@given(st.lists(tapped_digits, min_size=1, max_size=4))
def test_digits_come_back(tmp_path_factory, samples):
    """Digits that were saved come back as the images of the same drawings: the pad's size matters for slips only."""
    found = saved_and_loaded(tmp_path_factory, samples)
    expected = [digit_image(Drawing.from_strokes(strokes)) for strokes in samples]
    np.testing.assert_array_equal(found.images, expected)


def test_full_disk_keeps_the_older_file(path, monkeypatch):
    """A file that can't be written whole is a sentence, and the older one stays as it was, alone in its folder."""
    save_strokes(path, [Drawing.from_strokes(SEVEN)], [7])
    before = path.read_bytes()

    def full(file, **_arrays):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(DataError, match=r"set\.npz: can't be written \(no space left"):
        save_strokes(path, [Drawing.from_strokes(FOUR)], [4])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


XY = stroke_arrays()["xy"]


@pytest.mark.parametrize(
    ("arrays", "cause"),
    [
        (stroke_arrays(xy=None), "no array “xy”"),
        (stroke_arrays(labels=None), "no array “labels”"),
        (stroke_arrays(sample_ends=None), "no array “sample_ends”"),
        (stroke_arrays(xy=XY[:, :1]), said(texts.LABELLED_POINTS)),
        (stroke_arrays(xy=XY.ravel()), said(texts.LABELLED_POINTS)),
        (stroke_arrays(xy=XY.astype(str)), said(texts.LABELLED_POINTS)),
        (stroke_arrays(xy=np.where(XY == 90, np.nan, XY)), said(texts.LABELLED_NOT_FINITE)),
        (stroke_arrays(xy=np.where(XY == 90, np.inf, XY)), said(texts.LABELLED_NOT_FINITE)),
        (stroke_arrays(xy=XY.astype(np.float64) * 1e300), "no usable"),
        (stroke_arrays(stroke_ends=np.array([3, 6, 9])), "“stroke_ends”"),
        (stroke_arrays(stroke_ends=np.array([3, 6, 7])), "“stroke_ends”"),
        (stroke_arrays(stroke_ends=np.array([6, 3, 8])), "“stroke_ends”"),
        (stroke_arrays(stroke_ends=np.array([-3, 6, 8])), "“stroke_ends”"),
        (stroke_arrays(stroke_ends=np.array([3.0, 6, 8])), "“stroke_ends”"),
        (stroke_arrays(sample_ends=np.array([1, 2])), "“sample_ends”"),
        (stroke_arrays(sample_ends=np.array([[1, 3]])), "“sample_ends”"),
        (stroke_arrays(labels=np.array([7])), "“labels”"),
        (stroke_arrays(labels=np.array([7, 10])), said(texts.LABELLED_LABELS)),
        (stroke_arrays(labels=np.array([7, -1])), said(texts.LABELLED_LABELS)),
        (stroke_arrays(labels=np.array([7.0, 4.0])), said(texts.LABELLED_LABELS)),
        (stroke_arrays(labels=np.array(["7", "A"])), said(texts.LABELLED_LABELS)),
        (stroke_arrays(writers=np.array(["me"])), "“writers”"),
        (picture_arrays(images=np.zeros((2, 40, 30))), "uint8"),
        (picture_arrays(images=np.zeros((2, 40), np.uint8)), "uint8"),
        (picture_arrays(images=np.zeros((2, 0, 30), np.uint8)), "uint8"),
        (picture_arrays(labels=np.array([1, 2, 3])), "“labels”"),
        (picture_arrays(images=np.zeros((0, 5, 5), np.uint8), labels=np.zeros(0, int)), said(texts.LABELLED_EMPTY)),
        (stroke_arrays(labels=np.array([7, None], dtype=object)), said(texts.NOT_LABELLED)),
    ],
)
def test_malformed_sets(path, arrays, cause):
    """Whatever is wrong with the arrays, pickled objects included, is a sentence that names the file and the cause."""
    np.savez(path, **arrays)
    with pytest.raises(DataError, match=cause) as caught:
        load_labelled(path)
    assert str(caught.value).startswith(str(path))


def test_damaged_files(path):
    """A cut file, a text, a plain array, an empty file, a folder and no file are sentences that name it."""
    np.savez(path, **stroke_arrays())
    whole = path.read_bytes()
    for content in (whole[:200], whole[:-30], b"hello", b"", b"\x93NUMPY", b"\x80\x04N."):
        path.write_bytes(content)
        with pytest.raises(DataError, match=r"set\.npz: This is not a readable labelled set"):
            load_labelled(path)
    with path.open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(DataError, match=r"set\.npz: This is not a readable labelled set"):
        load_labelled(path)
    for unreadable in (path.parent, path.parent / "absent.npz"):
        with pytest.raises(DataError, match=said(texts.CANT_READ)):
            load_labelled(unreadable)


def test_every_cut_is_a_sentence(path):
    """Wherever a file was cut off, and whichever byte was changed, no other error comes out."""
    np.savez_compressed(path, **stroke_arrays())
    whole = path.read_bytes()
    refused = 0
    for place in range(0, len(whole), 29):
        for content in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]):
            path.write_bytes(content)
            try:
                load_labelled(path)
            except DataError:
                refused += 1
    assert refused > len(whole) / 29
