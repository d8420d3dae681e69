"""What predict says of drawings, pictures and numbers, in words, JSON and CSV."""

import io
import json
import re

import numpy as np
import pytest
from PIL import Image

from digitpad import Drawing, cli
from tests.commands.running import DRAWINGS, digitpad, number, picture, save_drawing
from tests.models import save_keras


def test_drawings_and_pictures_are_read_in_order(folder):
    """Files of all kinds give one line each, in the order of the arguments, whatever their names."""
    page = picture(4)
    files = [save_drawing(folder, 7), save_drawing(folder, 3, "a picture.png")]
    for name in ("4.png", "4.jpg", "4.webp", "4.bmp", "4.gif", "4.tiff", "no suffix"):
        files.append(folder / name)
        page.save(files[-1], format="PNG" if name == "no suffix" else None)
    sixteen = folder / "sixteen bit.png"
    Image.fromarray(np.asarray(page).astype(np.uint16) * 257).save(sixteen)
    status, out, err = digitpad("predict", *files, sixteen)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    for line, path, digit in zip(lines, [*files, sixteen], [7, 3] + [4] * 8, strict=True):
        assert re.fullmatch(rf"{re.escape(str(path))}: {digit} \(\d\d %\)", line)


@pytest.mark.parametrize("kind", ["drawing", "picture"])
def test_standard_input_is_read(kind):
    """A dash stands for standard input."""
    buffer = io.BytesIO()
    picture(7).save(buffer, "PNG")
    content = DRAWINGS[7].to_json().encode() if kind == "drawing" else buffer.getvalue()
    status, out, err = digitpad("predict", "-", content=content)
    assert (status, err) == (0, "")
    assert re.fullmatch(r"-: 7 \(\d\d %\)\n", out)


def test_json_is_one_array_of_objects(folder):
    """--json gives file, digit, confidence, probabilities and verdict of each file, or its error."""
    good, blank, bad = save_drawing(folder, 2), folder / "blank.digitpad", folder / "bad.png"
    blank.write_text(Drawing().to_json())
    bad.write_text("no picture")
    status, out, err = digitpad("predict", "--json", good, blank, bad)
    assert (status, err) == (1, "")
    first, second, third = json.loads(out)
    one = {"file", "digit", "confidence", "probabilities", "verdict", "text", "rows"}
    assert set(first) == one | {"value", "grids", "numbers", "tokens"}
    assert (first["file"], first["digit"], first["verdict"]) == (str(good), 2, "sure")
    assert 0.5 < first["confidence"] <= 1
    assert sum(first["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert (second["digit"], second["confidence"], second["verdict"]) == (None, 0, "blank")
    assert set(third) == {"file", "error"}
    assert str(bad) in third["error"]


def test_verdicts_are_said_in_words(folder, capsys):
    """Given a model and thresholds, an unsure answer names two digits; no digit and nothing drawn are said too."""
    blank = folder / "blank.digitpad"
    blank.write_text(Drawing().to_json())
    facts = folder / "tiny.json"
    model = save_keras(folder)
    four = folder / "four.digitpad"
    four.write_text(DRAWINGS[4].to_json())
    facts.write_text(json.dumps({"temperature": 1e6, "thresholds": {"sure": 0.9, "digit": 0.01}}))
    assert cli.main(["predict", "--model", str(model), str(four), str(blank)]) == 0
    unsure, nothing = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"{re.escape(str(four))}: not sure: \d or \d", unsure)
    assert nothing == f"{blank}: nothing drawn"
    facts.write_text(json.dumps({"temperature": 1e6, "thresholds": {"sure": 0.9, "digit": 0.5}}))
    assert cli.main(["predict", "--model", str(model), str(four)]) == 0
    assert capsys.readouterr().out == f"{four}: no digit\n"


def test_numbers_are_said_whole(folder, capsys):
    """A number is one line; in JSON it has text, and each digit its box."""
    path = number(folder, "2026")
    assert cli.main(["predict", str(path)]) == 0
    assert re.fullmatch(rf"{re.escape(str(path))}: 2026 \(\d\d %\)\n", capsys.readouterr().out)
    assert cli.main(["predict", "--json", str(path)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["text"], found["digit"], found["verdict"]) == ("2026", None, "sure")
    (row,) = found["rows"]
    assert [each["digit"] for each in row] == [2, 0, 2, 6]
    assert [each["box"][0] for each in row] == sorted(each["box"][0] for each in row)


def test_csv_has_a_line_for_each_digit(folder, capsys):
    """--csv gives a header, then file, place, answer and box of each digit; bad files are sentences."""
    path = number(folder, "47")
    assert cli.main(["predict", "--csv", str(path), str(folder / "none.png")]) == 1
    out, err = capsys.readouterr()
    header, *lines, bad = [line.split(",") for line in out.splitlines()]
    boxes = ["left", "top", "right", "bottom"]
    assert header == ["file", "row", "place", "digit", "confidence", "verdict", *boxes, "number", "error"]
    assert (bad[0], bad[5]) == (str(folder / "none.png"), "error")
    assert [line[:4] for line in lines] == [[str(path), "1", "1", "4"], [str(path), "1", "2", "7"]]
    assert all(float(line[6]) < float(line[8]) and float(line[7]) < float(line[9]) for line in lines)
    assert "none.png" in err


def test_signs_and_spaces_are_said(folder, capsys):
    """A row's numbers are apart in the words, in JSON and in CSV; --digits-only gives the digits alone."""
    first, second = (Drawing.from_json(number(folder, text).read_text()) for text in ("47", "12"))
    sign = [[(10, 70), (50, 70)]]
    one = [[(x + 50, y) for x, y in stroke.points] for stroke in first.strokes]
    other = [[(x + 350, y) for x, y in stroke.points] for stroke in second.strokes]
    path = folder / "row.digitpad"
    path.write_text(Drawing.from_strokes([*sign, *one, *other], 800, 140).to_json())
    assert cli.main(["predict", str(path)]) == 0
    assert ": -47 12 (" in capsys.readouterr().out
    assert cli.main(["predict", "--digits-only", str(path)]) == 0
    assert ": 4712 (" in capsys.readouterr().out
    assert cli.main(["predict", "--json", str(path)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert [each["text"] for each in found["numbers"]] == ["-47", "12"]
    assert found["numbers"][0]["box"][0] == 10
    assert [each["kind"] for each in found["tokens"][0]] == ["sign", "digit", "digit", "space", "digit", "digit"]
    assert cli.main(["predict", "--csv", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split(",")[-2] for line in lines] == ["-47", "-47", "12", "12"]


def test_predict_adapts_to_a_hand(tmp_path):
    """With --examples a sign that the network refuses is read as the person says; a bad file is one sentence."""
    from digitpad.examples.library import Library

    sign = Drawing.from_strokes([[(60, y), (140, y)] for y in (60, 100, 140)], 200, 200)
    (tmp_path / "sign.digitpad").write_text(sign.to_json())
    Library(tmp_path / "labelled.jsonl").add([(sign, 7), (sign, 7)])
    _, before, _ = digitpad("predict", str(tmp_path / "sign.digitpad"))
    status, after, _ = digitpad(
        "predict", str(tmp_path / "sign.digitpad"), "--examples", str(tmp_path / "labelled.jsonl")
    )
    assert "no digit" in before
    assert (status, ": 7 (" in after) == (0, True)
    status, _, said = digitpad("predict", str(tmp_path / "sign.digitpad"), "--examples", str(tmp_path / "none"))
    assert (status, "none: can't be read" in said) == (1, True)
