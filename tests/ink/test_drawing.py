"""Strokes, drawings and drawing files."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad import Drawing, UserError, texts
from digitpad.ink.drawing import FILE_VERSION, MAX_FILE_BYTES, MAX_POINTS
from tests.saying import said
from tests.strategies import sizes, strokes

SEVEN = [[(100, 100), (300, 100), (180, 300)]]


def document(**changes):
    """The parsed text of a good drawing file, with changes; a change to None takes the key out."""
    parsed = json.loads(Drawing.from_strokes(SEVEN).to_json()) | changes
    return json.dumps({key: value for key, value in parsed.items() if value is not None})


@given(strokes, sizes, sizes, st.none() | st.floats(0.5, 100))
def test_a_drawing_survives_its_file(drawn, width, height, pen):
    """What is written to a drawing file is read back equal, to the last bit."""
    drawing = Drawing.from_strokes(drawn, width, height, pen)
    assert Drawing.from_json(drawing.to_json()) == drawing


@given(strokes)
def test_bounds_hold_all_points_tightly(drawn):
    """The bounds are the extreme coordinates of all points."""
    flat = np.array([point for stroke in drawn for point in stroke])
    expected = (*flat.min(axis=0), *flat.max(axis=0))
    assert Drawing.from_strokes(drawn).bounds() == expected


def test_a_blank_drawing_is_blank():
    """Without strokes, or with strokes that have no points, a drawing is blank and has no bounds."""
    for drawing in (Drawing(), Drawing.from_strokes([]), Drawing.from_strokes([[], []])):
        assert drawing.is_blank
        assert drawing.bounds() is None


def test_strokes_come_as_lists_tuples_generators_or_arrays():
    """All ways of giving points make the same drawing."""
    expected = Drawing.from_strokes(SEVEN)
    assert Drawing.from_strokes([[list(point) for point in SEVEN[0]]]) == expected
    assert Drawing.from_strokes(np.array(SEVEN, np.float32)) == expected
    assert Drawing.from_strokes((point for point in stroke) for stroke in SEVEN) == expected


def test_a_drawing_never_changes():
    """Adding a stroke and clearing make new drawings; the old one stays, and refuses to be changed."""
    drawing = Drawing.from_strokes(SEVEN, 300, 200, pen=9)
    longer = drawing.with_stroke([(1, 2), (3, 4)])
    assert len(longer.strokes) == 2
    assert longer.cleared() == Drawing(300, 200, (), 9)
    assert len(drawing.strokes) == 1
    with pytest.raises(AttributeError):
        drawing.width = 5


def test_a_stroke_without_points_is_none():
    """A stroke without a point is left out, wherever it comes from."""
    assert Drawing.from_strokes([[], *SEVEN, []]) == Drawing.from_strokes(SEVEN)
    assert Drawing().with_stroke([]) == Drawing()


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param([[(0, float("nan"))]], id="not a number"),
        pytest.param([[(float("inf"), 0)]], id="infinite"),
        pytest.param([[(1e300, 0)]], id="far outside"),
        pytest.param([[("7", 0)]], id="string"),
        pytest.param([[(True, 0)]], id="truth value"),
        pytest.param([[(None, 0)]], id="nothing"),
        pytest.param([[(1, 2, 3)]], id="three coordinates"),
        pytest.param([[(1,)]], id="one coordinate"),
        pytest.param([(1, 2)], id="points without a stroke"),
        pytest.param([5], id="a number for a stroke"),
        pytest.param(5, id="a number for all strokes"),
        pytest.param(["ab"], id="text for a stroke"),
        pytest.param([[10**400, 0]], id="a number for a point"),
        pytest.param([[(10**400, 0)]], id="an integer beyond all floats"),
    ],
)
def test_what_makes_no_drawing_is_refused(drawn):
    """Everything but finite pairs of numbers is a UserError with a sentence."""
    with pytest.raises(UserError, match=r"\.$"):
        Drawing.from_strokes(drawn)


@pytest.mark.parametrize("size", [0, -1, float("nan"), float("inf"), "400", None, True])
def test_a_pad_has_a_size(size):
    """Width and height must be usable numbers above 0."""
    with pytest.raises(UserError):
        Drawing.from_strokes(SEVEN, width=size)
    with pytest.raises(UserError):
        Drawing.from_strokes(SEVEN, height=size)


def test_a_drawing_has_a_largest_size():
    """The largest allowed number of points is taken, one more is refused, in one stroke or over several."""
    most = [[(0, 0)] * MAX_POINTS]
    assert len(Drawing.from_strokes(most).strokes[0].points) == MAX_POINTS
    with pytest.raises(UserError, match="more than 200000 points"):
        Drawing.from_strokes([*most, [(1, 1)]])


def test_unknown_keys_of_a_drawing_file_are_ignored():
    """A later digitpad may write more keys; the pen may be missing."""
    assert Drawing.from_json(document(author="x", future={"a": 1})) == Drawing.from_strokes(SEVEN)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    """A drawing file that an editor has saved with a byte order mark is read."""
    path = tmp_path / "seven.digitpad"
    path.write_text(document(), encoding="utf-8-sig")
    assert Drawing.load(path) == Drawing.from_strokes(SEVEN)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", said(texts.NOT_JSON)),
        ("{", said(texts.NOT_JSON)),
        ("[" * 100_000, said(texts.NOT_JSON)),
        ("[]", said(texts.NOT_A_DRAWING)),
        ("null", said(texts.NOT_A_DRAWING)),
        ('{"format": "other"}', said(texts.NOT_A_DRAWING)),
        (document(version=FILE_VERSION + 1), "has version 2"),
        (document(version="1"), "has version 1"),
        (document(width=None), "has no “width”"),
        (document(strokes=None), "has no “strokes”"),
        (document(strokes=[[["a", "b"]]]), "'a' is no usable number"),
        (document(strokes={"0": 1}), "must be"),
        (document(strokes="0123"), "must be"),
        (document(strokes=[[[float("nan"), 0]]]), "nan is no usable number"),
        (document(width=-400), said(texts.NOT_POSITIVE)),
        (document(pen=0), said(texts.NOT_POSITIVE)),
    ],
)
def test_a_bad_drawing_file_is_one_sentence(tmp_path, text, cause):
    """Each fault of a drawing file is a UserError that names the file and the cause in one line."""
    path = tmp_path / "my drawing é.digitpad"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=cause) as caught:
        Drawing.load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_drawing_file_of_a_million_points_is_refused(tmp_path):
    """A file that no person drew is refused before it fills the memory."""
    path = tmp_path / "million.digitpad"
    path.write_text(document(strokes=[[[1, 2]] * 1_000_000]))
    with pytest.raises(UserError, match="more than 200000 points"):
        Drawing.load(path)


def test_an_endless_drawing_file_is_refused(tmp_path):
    """A file is read up to the largest sensible size only."""
    path = tmp_path / "endless.digitpad"
    with open(path, "wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(UserError, match="more than 200000 points"):
        Drawing.load(path)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    """A binary file under a drawing's name is no drawing."""
    path = tmp_path / "picture.digitpad"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(UserError, match=said(texts.NOT_JSON)):
        Drawing.load(path)


def test_an_unreadable_drawing_file_is_named(tmp_path):
    """A missing file and a folder are UserErrors with the system's own reason."""
    with pytest.raises(UserError, match="no such file"):
        Drawing.load(tmp_path / "none.digitpad")
    with pytest.raises(UserError, match=said(texts.CANT_READ)):
        Drawing.load(tmp_path)
