"""The installed pad on a virtual screen, drawn on with the pointer."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import digitpad
from tests.package.conftest import AS_NOBODY, ROOT, WITHOUT_NETWORK
from tests.package.pad import ONE, SEVEN, TWO, ZERO

DRAWING = digitpad.Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])
ANSWERED = r"{digit} \([0-9]+ %\) - digitpad$"


def draw_and_read(pad, corners, digit):
    """Draw, ask and wait for the answer in the title."""
    pad.draw(corners)
    pad.press("Return")
    pad.wait_for_title(ANSWERED.format(digit=digit))


def test_digits_are_drawn_and_read(open_pad):
    """Four digits, one after the other, are read rightly, and the program ends in peace without a word."""
    pad = open_pad()
    pad.wait_for_title("^digitpad$")
    for corners, digit in ((SEVEN, 7), (ONE, 1), (TWO, 2), (ZERO, 0)):
        draw_and_read(pad, corners, digit)
        pad.press("Delete")
        pad.wait_for_title("^digitpad$")
    assert pad.close() == (0, "", "")


def test_nothing_goes_wrong_inside(open_pad, tmp_path):
    """No bug is caught and logged on the way from the first paint to an answer."""
    pad = open_pad()
    draw_and_read(pad, SEVEN, 7)
    assert pad.close()[0] == 0
    assert list(tmp_path.rglob("*.log")) == []


def test_a_drawing_file_is_opened(open_pad, tmp_path):
    """A drawing named on the command line is on the pad, and the Enter key asks what it is."""
    file = tmp_path / "eine Sieben ñ.digitpad"
    file.write_text(DRAWING.to_json(), encoding="utf-8")
    pad = open_pad(file)
    pad.wait_until_ready()
    pad.press("Return")
    pad.wait_for_title(ANSWERED.format(digit=7))
    assert pad.close() == (0, "", "")


def test_a_picture_is_opened_and_read(open_pad, tmp_path):
    """A picture named on the command line is read at once."""
    with np.load(ROOT / "tests" / "data" / "mnist_sample.npz") as sample:
        three = sample["images"][sample["labels"] == 3][0]
    Image.fromarray(255 - three).resize((280, 280)).save(tmp_path / "three.webp")
    open_pad(tmp_path / "three.webp").wait_for_title(ANSWERED.format(digit=3))


def test_from_a_path_with_spaces_and_other_letters(open_pad, tmp_path):
    """A copy elsewhere finds its model and its theme beside itself."""
    place = tmp_path / "Malen und Raten" / "数字 ñ"
    shutil.copytree("/opt/digitpad", place)
    pad = open_pad(program=place / "digitpad")
    draw_and_read(pad, SEVEN, 7)
    assert pad.close() == (0, "", "")


@pytest.mark.parametrize("home", [None, "/proc"], ids=["unset", "read-only"])
def test_without_a_usable_home(open_pad, home, tmp_path):
    """The pad needs no home folder."""
    # Where none is set, the system's list of users has one, and in it there may be another pad's unsaved drawing.
    own = {} if home else {f"XDG_{name}_HOME": str(tmp_path) for name in ("CONFIG", "DATA", "STATE")}
    pad = open_pad(HOME=home, **own)
    draw_and_read(pad, SEVEN, 7)
    assert pad.close() == (0, "", "")


def test_as_somebody_without_rights_and_without_a_network(open_pad):
    """A user without rights draws where there is no network; only the X server's socket is left."""
    pad = open_pad(before=[*WITHOUT_NETWORK, *AS_NOBODY], HOME="/nonexistent")
    draw_and_read(pad, SEVEN, 7)
    assert pad.close() == (0, "", "")


def test_without_standard_streams(open_pad):
    """Started from a menu, there may be nothing to write to: the pad works all the same."""
    script = 'exec "$@" <&- >&- 2>&-'
    pad = open_pad(before=["/bin/sh", "-c", script, "sh"])
    draw_and_read(pad, SEVEN, 7)
    assert pad.close()[0] == 0


def test_without_a_display_it_says_so(run):
    """No display is one sentence and status 1."""
    done = run()
    assert done.returncode == 1
    assert "display" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_nothing_foreign_is_loaded(open_pad):
    """With an answer on the screen, the process has neither TensorFlow nor OpenSSL nor another Python in it."""
    pad = open_pad()
    draw_and_read(pad, SEVEN, 7)
    loaded = Path(f"/proc/{pad.process.pid}/maps").read_text(encoding="utf-8")
    assert "litert" in loaded
    assert not [
        word for word in ("tensorflow", "libssl", "libcrypto", "/usr/lib/python", "site-packages") if word in loaded
    ]
