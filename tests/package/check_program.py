"""The installed command, beside the same commands in the Python package."""

import json
import sys

import numpy as np
import pytest
from PIL import Image

import digitpad
from digitpad.examples.labelled import save_strokes
from tests.package.conftest import AS_NOBODY, EMPTY_PATH, ROOT, WITHOUT_NETWORK, output

SEVEN = digitpad.Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])
# A numpy that was built otherwise adds up in another order.
CLOSE = 1e-4


def unfrozen(*arguments):
    """Run the same command of the Python package and return what it printed."""
    return output(sys.executable, "-m", "digitpad", *map(str, arguments))


@pytest.fixture(scope="session")
def digits():
    """200 handwritten digits and their labels."""
    with np.load(ROOT / "tests" / "data" / "mnist_sample.npz") as sample:
        return sample["images"], sample["labels"]


def test_self_test(run):
    """It passes, and names its own version and those of the libraries in it."""
    done = run("self-test")
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 of 10" in done.stdout
    assert "not recorded" not in done.stdout


def test_version(run):
    """Command, package and Python package have one version."""
    assert run("--version").stdout == f"digitpad {digitpad.__version__}\n"
    assert output("dpkg-query", "--show", "--showformat", "${Version}", "digitpad") == digitpad.__version__


def test_the_same_answers_as_unfrozen(run, digits, tmp_path):
    """200 scanned digits as picture files get the same digits, verdicts and, but for rounding, chances."""
    files = []
    for number, image in enumerate(digits[0]):
        file = tmp_path / f"{number}.png"
        Image.fromarray(255 - image).resize((112, 112), Image.Resampling.BICUBIC).save(file)
        files.append(file)
    done = run("predict", "--json", *files)
    assert (done.returncode, done.stderr) == (0, "")
    ours, others = json.loads(done.stdout), json.loads(unfrozen("predict", "--json", *files))
    assert len(ours) == len(others) == 200
    for here, there in zip(ours, others, strict=True):
        assert (here["digit"], here["verdict"]) == (there["digit"], there["verdict"])
        assert here["probabilities"] == pytest.approx(there["probabilities"], abs=CLOSE)


@pytest.mark.parametrize(
    "arguments", [("explain", "--out"), ("predict", "--annotate")], ids=lambda arguments: arguments[0]
)
def test_pictures_with_words_are_written(run, tmp_path, arguments):
    """Without FreeType, too: what happens inside the network, and boxes with answers."""
    file, out = tmp_path / "seven.digitpad", tmp_path / "out.png"
    file.write_text(SEVEN.to_json(), encoding="utf-8")
    done = run(arguments[0], file, arguments[1], out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{file}: 7 (")
    with Image.open(out) as picture:
        assert picture.width >= 400


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp", "gif", "tiff"])
def test_every_picture_format(run, digits, tmp_path, suffix):
    """The readers of all formats are in it, WebP's too."""
    seven = next(image for image, label in zip(*digits, strict=True) if label == 7)
    file = tmp_path / f"Ziffer ñ.{suffix}"
    Image.fromarray(255 - seven).resize((280, 280)).convert("RGB").save(file)
    done = run("predict", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{file}: 7 (")


def test_evaluate_on_a_labelled_set(run, digits, tmp_path):
    """Pictures and strokes in .npz files are measured as the Python package measures them."""
    pictures, strokes = tmp_path / "pictures.npz", tmp_path / "strokes.npz"
    np.savez(pictures, images=digits[0], labels=digits[1])
    save_strokes(strokes, [SEVEN, SEVEN], [7, 1])
    for file in (pictures, strokes):
        done = run("evaluate", "--data", file, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        here, there = json.loads(done.stdout), json.loads(unfrozen("evaluate", "--data", file, "--json"))
        assert here["accuracy"] == there["accuracy"]
        assert here["confusion"] == there["confusion"]
        assert here["loss"] == pytest.approx(there["loss"], abs=CLOSE)


@pytest.mark.parametrize(
    "arguments",
    [
        ("train", "--recipe", "cnn-adam"),
        ("export", "my.keras"),
        ("explore", "--plots", "plots"),
        ("evaluate", "--data", "mnist"),
        ("evaluate", "--data", "strokes"),
        ("predict", "seven.digitpad", "--model", "my.keras"),
        ("evaluate", "--data", "set.npz", "--plots", "plots"),
    ],
    ids=lambda arguments: " ".join(arguments[:3]),
)
def test_what_it_leaves_out_is_said_in_a_sentence(run, tmp_path, arguments):
    """Training, downloads, plots and Keras' files: one sentence that points to the Python package, and status 1."""
    (tmp_path / "my.keras").write_bytes(b"PK")
    (tmp_path / "seven.digitpad").write_text(SEVEN.to_json(), encoding="utf-8")
    save_strokes(tmp_path / "set.npz", [SEVEN], [7])
    here = ["/usr/bin/env", "--chdir", tmp_path]
    done = run(*arguments, before=here)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "pip install" in done.stderr
    assert "packaged program" in done.stderr


def test_recipes_are_listed(run):
    """The list of recipes needs no training, and is the same."""
    assert run("recipes").stdout == unfrozen("recipes")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_file_names_in_any_locale(run, tmp_path, locale):
    """A file whose name has other letters is read and named, whatever the locale."""
    file = tmp_path / "sieben 七.digitpad"
    file.write_text(SEVEN.to_json(), encoding="utf-8")
    done = run("predict", file, LANG=locale, LC_ALL=locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert "7 (" in done.stdout


@pytest.mark.parametrize("home", [None, "/nonexistent", "/proc"], ids=["unset", "missing", "read-only"])
def test_without_a_usable_home(run, home):
    """The self-test needs no home folder."""
    done = run("self-test", HOME=home)
    assert (done.returncode, done.stderr) == (0, "")


def test_as_somebody_without_rights(run):
    """A user without rights and without a home runs it."""
    done = run("self-test", before=AS_NOBODY, HOME="/nonexistent")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_network(run):
    """It works in a namespace that has no network at all."""
    done = run("self-test", before=WITHOUT_NETWORK)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_python_is_found_or_needed(run):
    """Nothing is on the PATH, and variables for another Python change nothing."""
    done = run("self-test", PATH=EMPTY_PATH, PYTHONHOME="/nonexistent", PYTHONPATH="/nonexistent")
    assert (done.returncode, done.stderr) == (0, "")
