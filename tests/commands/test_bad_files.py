"""Files that predict refuses, in one sentence each."""

import io
import json
import re
import struct
import zlib

import pytest
from PIL import Image

from digitpad import texts
from digitpad.ink.drawing import MAX_POINTS
from tests.commands.running import DRAWINGS, digitpad, picture, save_drawing


def png_header(width, height):
    """A PNG file that claims this size and has next to no pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def bad_files(folder):
    """(path, what the sentence must say) of every kind of file that can't be read."""
    page = io.BytesIO()
    picture(7).save(page, "JPEG")
    drawing = DRAWINGS[7].to_json()
    contents = {
        "text.png": (b"just text", texts.NOT_A_PICTURE),
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
        "list.digitpad": (b"[]", texts.NOT_A_DRAWING),
        "binary.digitpad": (b"\xff\xfe\x00", "JSON"),
        "other.json": (b'{"a": 1}', texts.NOT_A_DRAWING),
    }
    for name, (content, cause) in contents.items():
        (folder / name).write_bytes(content)
        yield folder / name, cause
    for name, size in (("one.png", (1, 1)), ("line.png", (1, 5000)), ("plain.png", (200, 200))):
        Image.new("RGB", size, "white").save(folder / name)
        yield folder / name, "no ink"
    yield folder / "missing.png", "no such file"


def test_each_bad_file_is_a_sentence_and_the_others_still_run(folder):
    """Every bad file is named on standard error with its cause, in one line; good ones are still read; status 1."""
    bad = list(bad_files(folder))
    good = save_drawing(folder, 5)
    status, out, err = digitpad("predict", *(path for path, _ in bad), good)
    # The sentences come first: if it ended too early, the last one tells why.
    sentences = err.splitlines()
    assert len(sentences) == len(bad), err
    for sentence, (path, cause) in zip(sentences, bad, strict=True):
        assert sentence.startswith(f"{path}: ")
        assert cause in sentence
    assert re.fullmatch(rf"{re.escape(str(good))}: 5 \(\d\d %\)\n", out)
    assert status == 1


def test_an_animated_gif_is_refused(folder):
    """An animation is one sentence, for nobody can tell which of its frames is meant."""
    frames = [picture(7), picture(3), Image.new("L", (300, 300), 255)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    status, out, said = digitpad("predict", folder / "moving.gif")
    assert (status, out) == (1, "")
    assert said == texts.about_file(folder / "moving.gif", texts.MOVING_PICTURE) + "\n"


@pytest.mark.parametrize("name", ["gone.tflite", "notes.txt", "cut.tflite"])
def test_a_bad_model_is_a_sentence(folder, name):
    """A model that is missing, of an unknown kind or damaged is named; status 1, no traceback."""
    (folder / "notes.txt").write_text("no model")
    (folder / "cut.tflite").write_bytes(b"\x1c\0\0\0TFL3 and no more")
    status, out, err = digitpad("predict", "--model", folder / name, save_drawing(folder, 1))
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert err.startswith(str(folder / name))
