"""Drawings as files for others."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from digitpad import Drawing
from digitpad.errors import DrawingError
from digitpad.ink.export import png_of, svg_of, write_whole

DRAWING = Drawing.from_strokes([[(100, 100), (300, 100), (200, 350)], [(50, 350)]])


@pytest.mark.parametrize("side", [256, 1024])
def test_a_png_has_the_size_and_the_ink(side):
    """The picture is as large as was asked for, with ink where strokes are and paper elsewhere."""
    picture = Image.open(io.BytesIO(png_of(DRAWING, side, 20, "#102030", "#ffffff")))
    assert picture.size == (side, side)
    scale = side / 400
    assert picture.getpixel((round(200 * scale), round(100 * scale))) == (0x10, 0x20, 0x30)
    assert picture.getpixel((round(50 * scale), round(350 * scale))) == (0x10, 0x20, 0x30)
    assert picture.getpixel((2, 2)) == (255, 255, 255)


def test_a_transparent_png_has_no_paper():
    """Only ink can be seen, in its own colour up to its edge."""
    picture = Image.open(io.BytesIO(png_of(DRAWING, 400, 20, "#102030", None)))
    assert picture.getpixel((2, 2))[3] == 0
    assert picture.getpixel((200, 100)) == (0x10, 0x20, 0x30, 255)
    assert picture.convert("RGB").getcolors() == [(400 * 400, (0x10, 0x20, 0x30))]


def test_svg_has_the_strokes():
    """A path for each stroke, in pad units, with the pen's width and round ends."""
    root = ElementTree.fromstring(svg_of(DRAWING, 18, "#102030"))
    (group,) = root
    assert root.get("viewBox") == "0 0 400 400"
    assert (group.get("stroke"), group.get("stroke-width"), group.get("stroke-linecap")) == ("#102030", "18", "round")
    first, dot = (path.get("d") for path in group)
    assert first.startswith("M 100.00 100.00 L ")
    assert first.endswith("200.00 350.00")
    assert dot == "M 50.00 350.00 L 50.00 350.00"


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    """When writing fails, the older file is as it was, and nothing else is left in the folder."""
    path = tmp_path / "née.svg"
    write_whole(path, b"old")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(DrawingError, match=r"née\.svg: can't be written \(no space left on device\)"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    """The sentence names the file."""
    with pytest.raises(DrawingError, match=r"digit\.png: can't be written"):
        write_whole(tmp_path / "missing" / "digit.png", b"")
