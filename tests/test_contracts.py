"""Who may import whom, and what an import costs: the contracts in pyproject.toml hold, and can fail."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import digitpad

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
HEAVY = {"numpy", "PIL", "tkinter", "ai_edge_litert", "keras", "tensorflow", "scipy", "matplotlib", "cc3d"}
TRAINING_ONLY = {"keras", "tensorflow", "scipy", "matplotlib", "h5py"}


def lint(folder):
    """Run the contracts on the package in this folder; return the exit status and what was printed."""
    done = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def modules_after(code):
    """Names of the top-level modules that a fresh process has after this code."""
    report = "\nimport json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code + report], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def copied_package(tmp_path):
    """A copy of the package and its contracts that a test may spoil."""
    shutil.copytree(ROOT / "digitpad", tmp_path / "digitpad", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold():
    """The package as it is keeps every contract."""
    status, report = lint(ROOT)
    assert status == 0, report


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("ink/raster.py", "import tkinter", "Only the window imports tkinter"),
        ("cli.py", "from tkinter import ttk", "Only the window imports tkinter"),
        ("training/data/mnist.py", "from tkinter import filedialog", "Only the window imports tkinter"),
        ("reading/recognizer.py", "import keras", "Only training imports the libraries of training"),
        ("app/window.py", "import tensorflow", "Only training imports the libraries of training"),
        ("reading/engines/litert.py", "from scipy import ndimage", "Only training imports the libraries of training"),
        ("reading/digit_image.py", "import matplotlib.pyplot", "Only training imports the libraries of training"),
        ("ink/drawing.py", "from digitpad.ink import raster", "In ink arrows point downwards"),
        ("reading/engines/__init__.py", "from digitpad.reading import recognizer", "In reading arrows point downwards"),
        ("app/window.py", "from digitpad.training import data", "Arrows point downwards"),
        ("training/data/mnist.py", "from digitpad.app import window", "Arrows point downwards"),
        ("app/session/session.py", "import tkinter", "What is behind the window knows no Tk"),
        ("app/views/pad.py", "from digitpad.app.window import App", "In app arrows point downwards"),
        ("app/actions.py", "from digitpad.app.looks import Looks", "In app arrows point downwards"),
        ("app/views/pointer.py", "from digitpad.app.views.pad import Pad", "In app.views arrows point downwards"),
        (
            "app/session/document.py",
            "from digitpad.app.session import session",
            "In app.session arrows point downwards",
        ),
        ("newcomer.py", "import json", "Arrows point downwards"),
        ("ink/newcomer.py", "import json", "In ink arrows point downwards"),
        ("ink/smoothing.py", "from digitpad.reading import words", "Arrows point downwards"),
        ("reading/words.py", "from digitpad.reading.lattice import best_path", "In reading arrows point downwards"),
        ("scan/windows.py", "from digitpad.scan.page import marks", "In scan arrows point downwards"),
        ("training/data/splits.py", "from digitpad.training.learning import fit", "In training arrows point downwards"),
    ],
)
def test_each_contract_can_fail(copied_package, module, line, contract):
    """A forbidden import, even one inside a function, breaks its contract; so does a module without a place."""
    with open(copied_package / "digitpad" / module, "a", encoding="utf-8") as file:
        file.write(f"\n\ndef spoil():\n    {line}\n")
    status, report = lint(copied_package)
    assert status != 0
    assert f"{contract} BROKEN" in report


def test_pillows_tk_module_is_kept_out(copied_package):
    """PIL.ImageTk, which imports tkinter, is found by ruff below the window."""
    path = copied_package / "digitpad" / "ink" / "raster.py"
    path.write_text(path.read_text(encoding="utf-8") + "\nfrom PIL import ImageTk\n", encoding="utf-8")
    ruff = Path(sys.executable).with_name("ruff")
    command = [ruff, "check", "--no-cache", "--select", "TID251", "digitpad"]
    done = subprocess.run(command, cwd=copied_package, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Only the window imports tkinter" in done.stdout


@pytest.mark.parametrize("code", ["import digitpad", "import digitpad; dir(digitpad)", "import digitpad.cli"])
def test_importing_digitpad_costs_nothing(code):
    """Neither the package nor its command line brings any library in."""
    assert not modules_after(code) & HEAVY


def test_the_public_names_are_there():
    """Every public name is found, listed and resolved where it is used; others are attribute errors."""
    names = {"Drawing", "Explanation", "Layer", "Prediction", "Reading", "Recognizer", "Stroke", "UserError"}
    names |= {"Counterfactual", "FileReading", "__version__", "digit_image", "read_files"}
    assert set(digitpad.__all__) == names
    assert set(dir(digitpad)) >= names
    for name in names:
        assert getattr(digitpad, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        _ = digitpad.nothing
    with pytest.raises(ImportError):
        exec("from digitpad import nothing")


def test_a_drawing_needs_no_library():
    """Making and saving drawings brings in neither NumPy nor Pillow."""
    code = "import digitpad; digitpad.Drawing.from_strokes([[(1, 2)]]).to_json()"
    assert not modules_after(code) & HEAVY


def test_predicting_needs_no_training_library():
    """A drawing and a picture are read without tkinter and without Keras and its company."""
    code = (
        "import digitpad; from PIL import Image; r = digitpad.Recognizer();"
        "r.predict(digitpad.Drawing.from_strokes([[(1, 2), (3, 90)]])); r.predict(Image.new('L', (50, 50)))"
    )
    found = modules_after(code)
    assert not found & (TRAINING_ONLY | {"tkinter"})
    assert {"numpy", "PIL", "ai_edge_litert"} <= found


@pytest.mark.parametrize("name", sorted(digitpad.__all__))
def test_each_public_name_resolves_first(name):
    """Any name may be the first one that a program asks for."""
    subprocess.run([sys.executable, "-c", f"from digitpad import {name}"], cwd=ROOT, check=True)
