"""What the pages say to type works, and prints what they say."""

import re
import shlex
from pathlib import Path

import numpy as np
import pytest

from digitpad import Drawing
from digitpad.commands.self_test import known_drawings
from digitpad.examples.library import Library
from tests.commands.running import digitpad, number, on_paper, picture, save_drawing

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = "$ digitpad "
# A 4 that is all but closed above.
UNCLEAR = [[(146, 60), (110, 120), (105, 170), (150, 180), (215, 170)], [(195, 60), (216, 100), (214, 180), (212, 330)]]


def blocks(kind):
    """The pages' blocks of a kind, as (page, text)."""
    return [(page.name, found[2]) for page in PAGES for found in BLOCK.finditer(page.read_text()) if found[1] == kind]


@pytest.fixture
def desk(tmp_path, monkeypatch, request):
    """A folder with the files that the pages speak of, and the tests' digits in place of all of MNIST."""
    for digit, name in ((4, "four"), (7, "seven")):
        save_drawing(tmp_path, digit, f"{name}.digitpad")
        picture(digit).save(tmp_path / f"{name}.png")
    on_paper(Drawing.from_strokes(UNCLEAR)).save(tmp_path / "unclear.png")
    number(tmp_path, "2026").rename(tmp_path / "number.digitpad")
    scans = tmp_path / "scans"
    scans.mkdir()
    for digit in range(10):
        picture(digit).save(scans / f"{digit}.png")
    images, labels = request.getfixturevalue("mnist_sample")
    data = tmp_path / "data"
    data.mkdir()
    labels = labels.astype(np.uint8)
    np.savez(data / "mnist.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    monkeypatch.setenv("DIGITPAD_DATA", str(data))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("page", "text"), blocks("console"))
def test_commands_do_what_the_page_says(desk, page, text):
    """Each ends well, one after the other in one folder; what stands below it is what it prints."""
    lines = text.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith(COMMAND)]
    assert starts, f"{page}: a block of commands without one"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        arguments = shlex.split(lines[start].removeprefix(COMMAND))
        status, printed, said = digitpad(*arguments)
        assert status == 0, f"{page}: {lines[start]}\n{said}"
        expected = lines[start + 1 : end]
        if expected:
            assert printed.splitlines() == expected, f"{page}: {lines[start]}"


@pytest.mark.parametrize(("page", "text"), blocks("python"))
def test_python_runs(desk, page, text):
    """The pages' Python runs as it stands."""
    labelled = [(drawing, digit) for digit, drawing in enumerate(known_drawings())]
    Library(desk / "labelled.jsonl").add(labelled)
    exec(compile(text, page, "exec"), {})
