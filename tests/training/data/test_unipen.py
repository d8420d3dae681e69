"""The UNIPEN reader, one small hand-written file for each trap of the format."""

import numpy as np
import pytest

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.data import unipen
from tests.saying import said

TWO_STROKES = """\
.COORD X Y
.SEGMENT CHARACTER 0-2 ? "4"
.PEN_DOWN
1 10
2 20
.PEN_UP
3 30
.PEN_DOWN
4 40
"""


def only_sample(text, level="CHARACTER", **more):
    (sample,) = unipen.samples(text, level, **more)
    return sample


def strokes_of(text, **more):
    return [stroke.tolist() for stroke in only_sample(text, **more).strokes]


def test_pen_up_sections_count_but_are_no_ink():
    """Components are counted over pen-down and pen-up sections, and only the former are strokes; y points down."""
    assert strokes_of(TWO_STROKES) == [[[1, -10], [2, -20]], [[4, -40]]]


def test_sections_without_points_are_not_counted():
    """An empty section takes no number."""
    text = '.COORD X Y\n.PEN_UP\n.PEN_DOWN\n.PEN_UP\n.PEN_DOWN\n1 2\n.SEGMENT CHARACTER 0 ? "1"\n'
    assert strokes_of(text) == [[[1, -2]]]


def test_masked_data_count():
    """The one-point sections "0 0" that stand for masked writing take a number each."""
    text = '.COORD X Y\n.PEN_DOWN\n0 0\n.PEN_UP\n0 0\n.PEN_DOWN\n5 6\n.SEGMENT CHARACTER 2 ? "1"\n'
    assert strokes_of(text) == [[[5, -6]]]


@pytest.mark.parametrize(
    ("components", "xs"),
    [
        ("1", [[4, 5, 6]]),
        ("0,2", [[1, 2, 3], [7, 8, 9]]),
        ("0-1", [[1, 2, 3], [4, 5, 6]]),
        ("0:1-2:1", [[2, 3], [4, 5, 6], [7, 8]]),
        ("0-1:0", [[1, 2, 3], [4]]),
        ("1:2-2", [[6], [7, 8, 9]]),
        ("0:2,1:0-1:1", [[3], [4, 5]]),
    ],
)
def test_component_lists(components, xs):
    """All forms of a component list are read; point indices count from 0 and both ends are included."""
    sections = "".join(f".PEN_DOWN\n{x} 0\n{x + 1} 0\n{x + 2} 0\n" for x in (1, 4, 7))
    sample = only_sample(f'.COORD X Y\n.SEGMENT CHARACTER {components} ? "8"\n{sections}')
    assert [stroke[:, 0].tolist() for stroke in sample.strokes] == xs


def test_includes_nest_and_keep_their_order():
    """Included files are read where they are included, also from included files, and components count on."""
    files = {
        "a.dat": ".COORD X Y\n.PEN_DOWN\n1 0\n.INCLUDE deep/b.dat\n.PEN_DOWN\n3 0\n",
        "deep/b.dat": ".PEN_DOWN\n2 0\n",
    }
    sample = only_sample('.INCLUDE a.dat\n.SEGMENT CHARACTER 0-2 ? "7"\n', include=files.__getitem__)
    assert [stroke[0, 0] for stroke in sample.strokes] == [1, 2, 3]


def test_files_that_include_each_other_are_refused():
    """An endless inclusion ends with a sentence."""
    with pytest.raises(DataError, match=said(texts.INCLUDES_TOO_DEEP)):
        unipen.parse(".INCLUDE self.dat\n", lambda _name: ".INCLUDE self.dat\n")


def test_numbers_in_other_keywords_are_no_points():
    """Only what stands under a pen line is a coordinate, whatever numbers a comment or a time stamp holds."""
    text = """\
.COORD X Y
.COMMENT 7 8
9 10
.PEN_DOWN
1 2
.DT 100
.COMMENT pen of 1999
3 4
.SEGMENT CHARACTER 0 ? "1"
"""
    assert strokes_of(text) == [[[1, -2]]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(ending):
    """Files of all three systems are read alike."""
    assert len(strokes_of(TWO_STROKES.replace("\n", ending))) == 2


def test_further_columns_are_left_out():
    """Time and pressure are no coordinates, and the columns may stand in any order."""
    assert strokes_of('.COORD T X Y P\n.PEN_DOWN\n99 1 2 50\n98 3 4 51\n.SEGMENT CHARACTER 0 ? "1"\n') == [
        [[1, -2], [3, -4]]
    ]


def test_points_on_the_line_of_the_keyword():
    """Points may begin on the line of the pen keyword."""
    assert strokes_of('.COORD X Y\n.PEN_DOWN 1 2\n3 4\n.SEGMENT CHARACTER 0 ? "1"\n') == [[[1, -2], [3, -4]]]


def test_writer_in_force_at_the_first_component():
    """A sample belongs to the writer who was named last before its first component."""
    text = """\
.COORD X Y
.WRITER_ID ann
.PEN_DOWN
1 1
.WRITER_ID ben
.PEN_DOWN
2 2
.SEGMENT CHARACTER 0 ? "1"
.SEGMENT CHARACTER 1 ? "2"
"""
    assert [(sample.label, sample.writer) for sample in unipen.samples(text, "CHARACTER")] == [
        ("1", "ann"),
        ("2", "ben"),
    ]


def test_pendigits_writer_stands_in_the_comment():
    """Pendigits names the writer as the second word of the comment after a segment; later comments change nothing."""
    text = '.COORD X Y\n.SEGMENT DIGIT 0 ? "8"\n.COMMENT 8 17 42\n.COMMENT 1 2 3\n.PEN_DOWN\n1 1\n.DT 100\n'
    sample = only_sample(text, "DIGIT")
    assert (sample.label, sample.writer) == ("8", "17")


def test_other_levels_are_left_out():
    """Words and lines of text are no characters."""
    assert not list(unipen.samples('.PEN_DOWN\n1 1\n.SEGMENT WORD 0 ? "one"\n', "CHARACTER"))


@pytest.mark.parametrize("components", ["5", "0-5", "x", "0:1:2", "-", "0,"])
def test_components_that_are_not_there(components):
    """A segment that names what the file doesn't have is refused, not guessed."""
    text = f'.COORD X Y\n.PEN_DOWN\n1 1\n.SEGMENT CHARACTER {components} ? "1"\n'
    if components == "x":
        assert not list(unipen.samples(text, "CHARACTER"))  # no segment line at all
    else:
        with pytest.raises(DataError, match=said(texts.BAD_COMPONENTS)):
            list(unipen.samples(text, "CHARACTER"))


@pytest.mark.parametrize("body", ["one two", "1 nan", "inf 2"])
def test_coordinates_that_are_no_numbers(body):
    """Words among the coordinates are refused with a sentence."""
    with pytest.raises(DataError, match=said(texts.NOT_UNIPEN)):
        unipen.parse(f".COORD X Y\n.PEN_DOWN\n{body}\n")


def test_columns_without_x_are_refused():
    """A file whose columns lack x or y can't be drawn."""
    with pytest.raises(DataError, match=said(texts.NOT_UNIPEN)):
        unipen.parse(".COORD A B\n.PEN_DOWN\n1 2\n")


def test_points_are_float32():
    """Coordinates come as float32, so that large sets fit into the memory."""
    assert {stroke.dtype for stroke in only_sample(TWO_STROKES).strokes} == {np.dtype(np.float32)}
