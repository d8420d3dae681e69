"""The packages that are handed out: whole, and able to run where nothing else of the checkout is."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from digitpad.languages import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
MODELS = {
    f"digitpad/models/{name}.{kind}"
    for name in ("digitpad", "digitpad-strokes")
    for kind in ("tflite", "keras", "json")
} | {"digitpad/models/digit-map.npz"}
MODELS |= {f"digitpad/models/{name}.{kind}" for name in ("cnn-larger", "nn-100-lbfgs") for kind in ("tflite", "json")}


def build(source, folder, kind):
    """Build an sdist or a wheel without a network and return its path."""
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", folder, source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = Path(folder).iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


def test_the_wheel_carries_everything(wheel):
    """Code, texts in all languages, model in both forms, facts, known digits, type marker and licence are in it."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    catalogues = {f"digitpad/languages/{name}/LC_MESSAGES/digitpad.mo" for name in LANGUAGES if name != "en"}
    needed = {"digitpad/py.typed", "digitpad/commands/self_test_digits.json", "digitpad/app/main.py"}
    assert needed | MODELS | catalogues <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "digitpad").rglob("*.py")}
    assert modules <= names


def test_the_wheel_carries_nothing_else(wheel):
    """Neither tests nor caches nor anything of the developer's folder is in it."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert all(name.startswith(("digitpad/", "digitpad-")) for name in names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_wheel_runs_from_where_it_is_installed(wheel, tmp_path):
    """Installed into an empty folder, the self-test passes from another folder, with the model of the wheel."""
    target, elsewhere = tmp_path / "a place", tmp_path / "elsewhere"
    elsewhere.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    subprocess.run(install, env=environment, capture_output=True, check=True)
    environment["PYTHONPATH"] = str(target)
    where = "import digitpad.bundled as b; print(b.models_folder())"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=elsewhere, env=environment, capture_output=True, text=True
    )
    assert found.stdout.strip() == str(target / "digitpad" / "models")
    done = subprocess.run(
        [sys.executable, "-m", "digitpad", "self-test"], cwd=elsewhere, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 of 10" in done.stdout


def test_the_source_archive_makes_the_same_wheel(wheel, tmp_path):
    """The sdist holds models and tests, and the wheel built from it holds what the checkout's wheel holds."""
    archive = build(ROOT, tmp_path / "sdist", "sdist")
    with tarfile.open(archive) as file:
        names = {re.sub(r"^[^/]+/", "", name) for name in file.getnames()}
        file.extractall(tmp_path / "unpacked", filter="data")
    assert {"models/digitpad.tflite", "models/digitpad.keras", "tests/test_wheel.py", "Makefile", "README.md"} <= names
    (source,) = (tmp_path / "unpacked").iterdir()
    rebuilt = build(source, tmp_path / "again", "wheel")
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(rebuilt) as second:
        assert set(first.namelist()) == set(second.namelist())
