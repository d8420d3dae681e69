"""The annotated picture, and boxes in the pixels of the file."""

import dataclasses
import json

import numpy as np
import pytest
from PIL import Image

from digitpad import cli, texts
from digitpad.folders.sources import in_file_pixels
from digitpad.reading.prediction import BLANK, Reading
from digitpad.scan import Opened
from tests.commands.running import number, picture, save_drawing


def test_the_annotated_picture_has_boxes(folder):
    """--annotate writes the drawing as PNG with coloured boxes."""
    path, target = number(folder, "47"), folder / "boxes.png"
    assert cli.main(["predict", str(path), "--annotate", str(target)]) == 0
    colours = np.asarray(Image.open(target).convert("RGB")).reshape(-1, 3).astype(int)
    assert (np.ptp(colours, axis=1) > 60).sum() > 300


@pytest.mark.parametrize("kind", ["drawing", "picture", "link", "long way round"])
def test_the_annotated_picture_never_replaces_what_is_read(folder, capsys, kind):
    """Whatever name the file that is read has as a target, it stays as it is, and one sentence says so."""
    path = save_drawing(folder, 7)
    if kind == "picture":
        path = folder / "seven.jpg"
        picture(7).save(path)
    target = path
    if kind == "link":
        target = folder / "link.png"
        target.symlink_to(path)
    elif kind == "long way round":
        target = folder / ".." / folder.name / path.name
    before = path.read_bytes()
    assert cli.main(["predict", str(path), "--annotate", str(target)]) == 1
    assert path.read_bytes() == before
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{target}: {texts.ANNOTATE_ELSEWHERE}\n"


@pytest.mark.parametrize("flag", ["--json", "--csv", None])
def test_an_answer_survives_an_annotated_picture_that_cannot_be_written(folder, capsys, flag):
    """The answer is given as ever, the sentence beside it, and the status is 1."""
    path, target = save_drawing(folder, 7), folder / "nowhere" / "boxes.png"
    assert cli.main(["predict", str(path), "--annotate", str(target), *([flag] if flag else [])]) == 1
    out, err = capsys.readouterr()
    sentence = texts.about_file(target, texts.CANT_WRITE.format(reason="no such file or directory"))
    if flag == "--json":
        (found,) = json.loads(out)
        assert (found["digit"], found["error"]) == (7, sentence)
    else:
        assert out.startswith(f"{path}: 7 (") if flag is None else f"{path},1,1,7," in out
        assert err == f"{sentence}\n"


@pytest.mark.parametrize("orientation", [1, 6])
def test_boxes_are_in_the_pixels_of_the_file(folder, capsys, orientation):
    """Of a large JPEG, which is read reduced, boxes are where they are in the same picture as PNG, and that is said."""
    page, exif = Image.new("L", (4201, 4303), 255), Image.Exif()
    page.paste(picture(7).resize((2400, 2400)), (1500, 400))
    exif[0x0112] = orientation
    stored = page if orientation == 1 else page.transpose(Image.Transpose.ROTATE_90)
    files = [folder / "large.jpg", folder / "large.png"]
    for path in files:
        stored.save(path, exif=exif)
    target = folder / "boxes.png"
    boxes, said = [], []
    for path in files:
        assert cli.main(["predict", str(path), "--json", "--annotate", str(target)]) == 0
        out, err = capsys.readouterr()
        (found,) = json.loads(out)
        assert found["digit"] == 7
        boxes.append(found["rows"][0][0]["box"])
        said.append(err)
    left, top, right, bottom = boxes[0]
    assert boxes[0] == pytest.approx(boxes[1], abs=8)
    assert 1500 <= left < right <= 3900
    assert 400 <= top < bottom <= 2800
    assert said[0] == f"{files[0]}: {texts.READ_SMALLER.format(scale=2)}\n"


def test_enlarged_boxes_stay_in_the_file():
    """Where the file's last pixels made less than a whole one, a box ends where the file does."""
    found = Reading(((dataclasses.replace(BLANK, box=(3, 0, 21, 11)),),), 0.5, 3)
    enlarged = in_file_pixels(found, Opened(Image.new("L", (21, 11)), 4, (83, 41)))
    assert enlarged.rows[0][0].box == (12, 0, 83, 41)
    assert (enlarged.scale, enlarged.confidence) == (12, 0.5)
