"""The command line, as people and scripts use it: from the arguments to the exit status."""

import dataclasses
import io
import json
import os
import re
import signal
import struct
import subprocess
import sys
import types
import zlib
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from digitpad import Drawing, __version__, cli, texts
from digitpad.commands.predict import in_file_pixels
from digitpad.commands.self_test import KNOWN_DIGITS
from digitpad.ink.drawing import MAX_POINTS
from digitpad.ink.raster import digit_ink
from digitpad.log import log_file
from digitpad.reading.prediction import BLANK, Reading
from digitpad.scan import Opened
from tests.models import save_keras

DRAWINGS = [Drawing.from_json(json.dumps(document)) for document in json.loads(KNOWN_DIGITS.read_text())]
PLACE = "folder with spaces and ünïcödé 7"


@pytest.fixture
def folder(tmp_path):
    """A folder with a name that careless programs stumble over."""
    path = tmp_path / PLACE
    path.mkdir()
    return path


def command(*arguments):
    return [sys.executable, "-m", "digitpad", *map(str, arguments)]


def digitpad(*arguments, content=b"", **environment):
    """Run the command in a process of its own; an environment variable set to None is taken out."""
    variables = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    variables = {name: value for name, value in variables.items() if value is not None}
    root = Path(__file__).resolve().parents[2]
    variables["PYTHONPATH"] = str(root)
    done = subprocess.run(command(*arguments), input=content, capture_output=True, env=variables, check=False)
    return done.returncode, *(text.decode(variables["PYTHONIOENCODING"]) for text in (done.stdout, done.stderr))


def save_drawing(folder, digit, name=None):
    path = folder / (name or f"{digit}.digitpad")
    path.write_text(DRAWINGS[digit].to_json(), encoding="utf-8")
    return path


def picture(digit):
    """A picture of one digit as a scanner makes it: dark ink on white paper."""
    ink = digit_ink(DRAWINGS[digit])
    page = Image.new("L", (300, 300), 255)
    page.paste(0, (70, 70), ink)
    return page


def png_header(width, height):
    """A PNG file that claims this size and has next to no pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def test_the_version_is_printed():
    """--version says the version and nothing else."""
    assert digitpad("--version") == (0, f"digitpad {__version__}\n", "")


def test_help_lists_the_commands():
    """--help names every command with what it does."""
    status, out, _ = digitpad("--help")
    assert status == 0
    for name, purpose in texts.COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(purpose)}$", out, re.MULTILINE)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_its_help(name, capsys):
    """Each command in the table exists, and explains itself."""
    assert cli.main([name, "--help"]) == 0
    assert f"usage: digitpad {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_can_run(name):
    """Each command's module has the function that runs it."""
    assert callable(getattr(import_module(cli.COMMANDS[name]), f"run_{name.replace('-', '_')}"))


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
    assert set(first) == one | {"value", "numbers", "tokens"}
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


def bad_files(folder):
    """(path, what the sentence must say) of every kind of file that can't be read."""
    page = io.BytesIO()
    picture(7).save(page, "JPEG")
    drawing = DRAWINGS[7].to_json()
    contents = {
        "text.png": (b"just text", "not a picture"),
        "cut.jpg": (page.getvalue()[: len(page.getvalue()) // 2], "damaged"),
        "none by none.png": (png_header(0, 0), "picture"),
        "bomb.png": (png_header(60_000, 60_000), "megapixels"),
        "empty.png": (b"", "empty"),
        "nan.digitpad": (drawing.replace("[[", "[[[NaN, 1], ", 1).replace("[[[NaN", "[[NaN", 1).encode(), "nan"),
        "strings.digitpad": (drawing.replace('"strokes": [[[', '"strokes": [[["7", 1], [', 1).encode(), "'7'"),
        "version.digitpad": (drawing.replace('"version": 1', '"version": 2').encode(), "version 2"),
        "million.digitpad": (
            json.dumps(json.loads(drawing) | {"strokes": [[[1, 2]] * 1_000_000]}).encode(),
            str(MAX_POINTS),
        ),
        "list.digitpad": (b"[]", "not a digitpad drawing"),
        "binary.digitpad": (b"\xff\xfe\x00", "JSON"),
        "other.json": (b'{"a": 1}', "not a digitpad drawing"),
    }
    for name, (content, cause) in contents.items():
        (folder / name).write_bytes(content)
        yield folder / name, cause
    for name, size in (("one.png", (1, 1)), ("line.png", (1, 5000)), ("plain.png", (200, 200))):
        Image.new("RGB", size, "white").save(folder / name)
        yield folder / name, "no ink"
    yield folder / "missing.png", "no such file"
    yield folder, "folder"


def test_each_bad_file_is_a_sentence_and_the_others_still_run(folder):
    """Every bad file is named on standard error with its cause, in one line; good ones are still read; status 1."""
    bad = list(bad_files(folder))
    good = save_drawing(folder, 5)
    status, out, err = digitpad("predict", *(path for path, _ in bad), good)
    assert status == 1
    assert re.fullmatch(rf"{re.escape(str(good))}: 5 \(\d\d %\)\n", out)
    sentences = err.splitlines()
    for sentence, (path, cause) in zip(sentences, bad, strict=True):
        assert sentence.startswith(f"{path}: ")
        assert cause in sentence


def test_an_animated_gif_is_refused(folder):
    """An animation is one sentence, for nobody can tell which of its frames is meant."""
    frames = [picture(7), picture(3), Image.new("L", (300, 300), 255)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    status, out, said = digitpad("predict", folder / "moving.gif")
    assert (status, out) == (1, "")
    assert said == f"{folder / 'moving.gif'}: This is an animation; digitpad reads single pictures.\n"


@pytest.mark.parametrize("name", ["gone.tflite", "notes.txt", "cut.tflite"])
def test_a_bad_model_is_a_sentence(folder, name):
    """A model that is missing, of an unknown kind or damaged is named; status 1, no traceback."""
    (folder / "notes.txt").write_text("no model")
    (folder / "cut.tflite").write_bytes(b"\x1c\0\0\0TFL3 and no more")
    status, out, err = digitpad("predict", "--model", folder / name, save_drawing(folder, 1))
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert err.startswith(str(folder / name))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["predict"], "FILE"),
        (["predict", "--jsn", "7.png"], "did you mean “--json”?"),
        (["predict", "7.png", "--modle=x"], "did you mean “--model”?"),
        (["predcit", "7.png"], "did you mean “predict”?"),
        (["selftest"], "did you mean “self-test”?"),
        (["frobnicate"], "no command and no file called “frobnicate”"),
        (["--modell", "x"], "did you mean “--model”?"),
        (["--model"], "expected one argument"),
        (["a.digitpad", "b.digitpad"], "b.digitpad"),
        (["predict", "7.png", "--json", "--csv"], "not allowed with"),
        (["predict", "7.png", "4.png", "--annotate", "boxes.png"], texts.ANNOTATE_ONE),
        (["evaluate", "--numbers", "--data", "mnist"], texts.NUMBERS_ALONE),
        (["evaluate", "--numbers", "--plots", "plots"], texts.NUMBERS_ALONE),
        (["evaluate", "--data", "doodles", "--plots", "plots"], texts.NO_PLOTS_OF.format(data="doodles")),
        (["evaluate", "--data", "robustness", "--plots", "plots"], texts.NO_PLOTS_OF.format(data="robustness")),
    ],
)
def test_wrong_usage_has_status_2_and_the_way_to_the_help(arguments, sentence, capsys):
    """A wrong command or flag is named with the nearest one that exists, and so is what doesn't go together."""
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert "--help”" in err


def test_self_test_reads_ten_digits():
    """self-test prints versions, the model's digest and ten digits, and ends with status 0."""
    status, out, err = digitpad("self-test")
    assert (status, err) == (0, "")
    assert out.startswith(f"digitpad {__version__}\nPython 3.")
    assert re.search(r"^digitpad\.tflite SHA-256 [0-9a-f]{64}$", out, re.MULTILINE)
    for digit in range(10):
        assert re.search(rf"^{digit}: .*{digit}", out, re.MULTILINE)
    assert "10 of 10" in out


def test_self_test_fails_on_a_model_that_cannot_read(folder, capsys):
    """A model that misreads the known digits makes the self-test fail."""
    assert cli.main(["self-test", "--model", str(save_keras(folder))]) == 1
    assert re.search(r"^\d of 10 known digits", capsys.readouterr().out, re.MULTILINE)


def test_it_runs_without_a_home_and_with_unwritable_folders(folder):
    """Neither HOME nor a place for settings and logs is needed to predict."""
    nowhere = folder / "a file"
    nowhere.write_text("")
    blocked = {name: str(nowhere / "x") for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    status, out, err = digitpad("predict", save_drawing(folder, 8), HOME=None, **blocked)
    assert (status, err) == (0, "")
    assert ": 8 (" in out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_character_set_will_do(folder, encoding):
    """A name that the terminal can't show is escaped, in results and in errors."""
    good = save_drawing(folder, 1, "één ☃.digitpad")
    status, out, err = digitpad("predict", good, folder / "☃.png", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert status == 1
    assert out.endswith(" %)\n")
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_a_name_that_is_no_text_will_do(folder):
    """File names may hold bytes that are no UTF-8."""
    path = os.fsencode(folder) + b"/\xff.digitpad"
    with open(path, "w", encoding="utf-8") as file:
        file.write(DRAWINGS[6].to_json())
    for flags in ([], ["--json"]):
        status, out, err = digitpad("predict", os.fsdecode(path), *flags)
        assert (status, err) == (0, "")
        assert "6" in out


def test_an_interrupt_ends_quietly_with_130(folder):
    """Ctrl+C is no error to tell about."""
    arguments = command("predict", save_drawing(folder, 7), "-")
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()  # the first file is done, and standard input is being waited for
        process.send_signal(signal.SIGINT)
        process.wait(60)
        assert process.returncode == 130
        assert process.stderr.read() == b""


def test_a_reader_that_goes_away_is_no_story(folder):
    """A pipe that closes early, as head closes it, leaves nothing on standard error."""
    arguments = command("predict", *[save_drawing(folder, 7)] * 3)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


@pytest.fixture
def broken_command(monkeypatch):
    """Let the command predict raise what the test wants."""

    def install(error):
        module = types.ModuleType("broken_command")

        def run_predict(arguments):
            raise error

        module.add_predict_arguments = lambda parser: None
        module.run_predict = run_predict
        monkeypatch.setitem(sys.modules, "broken_command", module)
        monkeypatch.setitem(cli.COMMANDS, "predict", "broken_command")

    return install


def test_a_bug_is_one_line_and_a_log_entry(broken_command, capsys):
    """An unexpected exception shows one line that names the log file, which holds the whole story."""
    broken_command(RuntimeError("the gory details"))
    assert cli.main(["predict"]) == 1
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "RuntimeError" in err
    assert str(log_file()) in err
    assert "gory" not in err
    story = log_file().read_text(encoding="utf-8")
    assert "Traceback" in story
    assert "the gory details" in story
    assert __version__ in story


def test_a_bug_without_a_log_is_still_one_line(broken_command, capsys, tmp_path, monkeypatch):
    """Where the log can't be written the line says so instead of failing again."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    broken_command(RuntimeError("x"))
    assert cli.main(["predict"]) == 1
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "could not be written" in err


@pytest.mark.parametrize("library", sorted(cli.TRAINING_LIBRARIES))
def test_a_missing_training_library_is_a_sentence(broken_command, capsys, library):
    """Without the training extra the sentence holds the command that installs it."""
    broken_command(ModuleNotFoundError(f"No module named '{library}.x'", name=f"{library}.x"))
    assert cli.main(["predict"]) == 1
    err = capsys.readouterr().err
    assert 'pip install "digitpad[train]"' in err
    assert len(err.splitlines()) == 1


def test_another_missing_library_is_a_bug(broken_command, capsys):
    """A library that must be there is no matter of an extra."""
    broken_command(ModuleNotFoundError("No module named 'numpy'", name="numpy"))
    assert cli.main(["predict"]) == 1
    assert "ModuleNotFoundError" in capsys.readouterr().err


def test_training_stays_out_of_prediction(folder):
    """predict and self-test bring in neither the training package nor the window."""
    code = (
        "import sys; from digitpad.cli import main;"
        f"main(['predict', {str(save_drawing(folder, 7))!r}]); main(['self-test']);"
        "unwanted = ('digitpad.training', 'digitpad.app', 'keras', 'tkinter');"
        "print([name for name in sys.modules if name.startswith(unwanted)])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def number(folder, text):
    """Save a number drawn with known digits side by side; return its path."""
    strokes, left = [], 20.0
    for digit in text:
        x0, y0, x1, y1 = DRAWINGS[int(digit)].bounds()
        scale = 100 / max(x1 - x0, y1 - y0)
        strokes += [
            [((x - x0) * scale + left, (y - y0) * scale + 20) for x, y in stroke.points]
            for stroke in DRAWINGS[int(digit)].strokes
        ]
        left += (x1 - x0) * scale + 30
    path = folder / f"{text}.digitpad"
    path.write_text(Drawing.from_strokes(strokes, left, 140).to_json())
    return path


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
    header, *lines = [line.split(",") for line in out.splitlines()]
    boxes = ["left", "top", "right", "bottom"]
    assert header == ["file", "row", "place", "digit", "confidence", "verdict", *boxes, "number"]
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
    assert [line.split(",")[-1] for line in lines] == ["-47", "-47", "12", "12"]


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
    sentence = f"{target}: can't be written (no such file or directory)."
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
