"""``digitpad explain``: a picture of the network at work."""

import re

import pytest
from PIL import Image

from digitpad import cli, texts
from digitpad.insight.colours import DARK
from digitpad.insight.shades import rgb
from tests.commands.running import number, picture, save_drawing
from tests.models import save_tflite
from tests.saying import said


def test_a_drawing_becomes_a_slide(folder, capsys):
    """A PNG in the shape of a slide, as wide as asked for, and the answer on standard output."""
    out = folder / "inside.png"
    drawing = save_drawing(folder, 7)
    assert cli.main(["explain", str(drawing), "--out", str(out), "--width", "960", "--dark"]) == 0
    image = Image.open(out)
    assert image.size == (960, 540)
    assert image.getpixel((0, 0)) == rgb(DARK.paper)
    assert capsys.readouterr().out.startswith(f"{drawing}: 7 (")


@pytest.mark.parametrize("network", ["picture", "strokes"])
def test_a_digit_of_a_number_can_be_chosen(folder, network):
    """Another digit gives another picture, of either network; SVG is chosen by the name."""
    path = number(folder, "47")
    pictures = []
    for digit in ("1", "2"):
        out = folder / f"{digit}.SVG"
        assert cli.main(["explain", str(path), "--out", str(out), "--digit", digit, "--network", network]) == 0
        pictures.append(out.read_text(encoding="utf-8"))
    assert all(content.startswith("<svg") for content in pictures)
    assert pictures[0] != pictures[1]


def test_pictures_and_models_of_ones_own(folder):
    """A picture file is explained as well, by any model that shows something."""
    path, out = folder / "seven.png", folder / "out.png"
    picture(7).save(path)
    for model in ([], ["--model", str(save_tflite(folder))]):
        out.unlink(missing_ok=True)
        assert cli.main(["explain", str(path), "--out", str(out), *model]) == 0
        assert out.is_file()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--out", "inside.gif"], 2, texts.EXPLAIN_SUFFIX),
        (["--out", "inside.png", "--width", "10"], 2, texts.EXPLAIN_WIDTH),
        (["--out", "inside.png", "--width", "100000"], 2, texts.EXPLAIN_WIDTH),
        (["--out", "inside.png", "--digit", "3"], 1, texts.EXPLAIN_DIGITS.one),
        (["--out", "inside.png", "--network", "strokes"], 1, texts.NO_STROKES_INSIDE),
        (["--out", "seven.png"], 1, texts.ANNOTATE_ELSEWHERE),
        (["--out", "no/such/folder.png"], 1, texts.CANT_WRITE),
    ],
    ids=str,
)
def test_what_can_not_be_done_is_said(folder, capsys, monkeypatch, arguments, status, message):
    """One sentence on standard error, and nothing is written."""
    monkeypatch.chdir(folder)
    picture(7).save("seven.png")
    before = (folder / "seven.png").read_bytes()
    assert cli.main(["explain", "seven.png", *arguments]) == status
    found = capsys.readouterr()
    assert not found.out

    assert re.search(said(message), found.err)
    assert [path.name for path in folder.iterdir()] == ["seven.png"]
    assert (folder / "seven.png").read_bytes() == before


def test_an_empty_file_shows_nothing(folder, capsys):
    """Paper without ink has no digit to explain."""
    Image.new("L", (100, 100), 255).save(folder / "empty.png")
    assert cli.main(["explain", str(folder / "empty.png"), "--out", str(folder / "out.png")]) == 1
    assert texts.NO_INK in capsys.readouterr().err
