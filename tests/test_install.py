"""The two commands, before anything is installed: what they need, and what they say where it is missing."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("sh", "bash", "make", "id", "dirname", "env", "touch")


@pytest.fixture
def bare_path(tmp_path):
    """A folder that holds the few programs that make itself needs, to be the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    script(folder, "uname", "echo Linux")
    return folder


def script(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def make(folder, path, *arguments, **environment):
    variables = {"PATH": str(path), "HOME": str(folder), **environment}
    return subprocess.run(["make", *arguments], cwd=folder, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path):
    """A folder with what make reads."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def pins():
    """The lines of the constraints file: name -> version, and whatever stands after it."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_pin_is_exact_and_without_an_address():
    """Each line is a name and one version, with a marker at most."""
    for line in pins():
        assert re.fullmatch(r'[\w.-]+==[\w.]+(; sys_platform == "\w+")?', line), line


def test_every_dependency_is_pinned():
    """What pyproject.toml names, in any extra and for the build, has its pin."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"]) + project["build-system"]["requires"]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    pinned = {canonical(line.partition("==")[0]) for line in pins()}
    for requirement in wanted:
        assert canonical(re.match(r"[\w.-]+", requirement).group()) in pinned, requirement


def test_an_unsuited_python_is_a_sentence(checkout, bare_path):
    """Without a Python of the right version, with Tk and venv, make says what is needed and fails."""
    script(bare_path, "python3", "exit 1")
    done = make(checkout, bare_path, "run")
    assert done.returncode != 0
    assert "Python 3.11, 3.12 or 3.13 with Tk and venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_suited_python_is_found_behind_an_unsuited_one(checkout, bare_path):
    """Where python3 is too old, a newer one under its own name makes the environment."""
    script(bare_path, "python3", "exit 1")
    script(bare_path, "python3.12", 'case "$1" in -c) exit 0;; *) echo "$@" > made;; esac')
    make(checkout, bare_path, ".venv/bin/python")
    assert (checkout / "made").read_text() == "-m venv --clear .venv\n"


@pytest.fixture
def installed(checkout, bare_path):
    """A checkout whose environment is a stand-in that writes down what it is asked to do."""
    binaries = checkout / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("python", "ruff", "mypy", "lint-imports"):
        script(binaries, name, f'echo {name} "$@" >> log')
    return checkout


def test_make_run_installs_once_and_opens_the_pad(installed, bare_path):
    """The first run installs the pad alone with its pins, the second one nothing; changed pins install again."""
    log = installed / "log"
    assert make(installed, bare_path, "run").returncode == 0
    install, run = log.read_text().splitlines()
    assert "pip install" in install
    assert install.endswith("--constraint constraints.txt --editable .")
    assert run == "python -m digitpad"
    log.unlink()
    make(installed, bare_path, "run")
    assert log.read_text().splitlines() == ["python -m digitpad"]
    stamp = (installed / ".venv" / ".installed-run").stat().st_mtime
    os.utime(installed / "constraints.txt", (stamp + 10, stamp + 10))
    log.unlink()
    make(installed, bare_path, "run")
    assert "pip install" in log.read_text()


def test_make_test_runs_every_check(installed, bare_path):
    """Linters, formatter, types, contracts and tests all run, after what they need is installed."""
    for tool in ("Xvfb", "xdotool"):
        script(bare_path, tool, "")
    assert make(installed, bare_path, "test").returncode == 0
    install, *checks = (installed / "log").read_text().splitlines()
    assert install.endswith("--editable .[cluster,dev,docs,train]")
    assert checks == ["ruff check .", "ruff format --check .", "mypy", "lint-imports", "python -m pytest"]


def test_without_a_display_make_test_says_so_and_fails(installed, bare_path):
    """No display, no Xvfb and no way to install it: one sentence, and no test is run."""
    done = make(installed, bare_path, "test")
    assert done.returncode != 0
    assert "please install Xvfb" in done.stderr
    assert "pytest" not in (installed / "log").read_text()


def test_without_xdotool_make_test_says_so_and_fails(installed, bare_path):
    """The window's tests can't be run without a pointer."""
    script(bare_path, "Xvfb", "")
    done = make(installed, bare_path, "test")
    assert done.returncode != 0
    assert "please install xdotool" in done.stderr


def test_on_debian_root_gets_the_display_installed(installed, bare_path):
    """As root, where apt-get is, the missing programs are installed, quietly and after one update."""
    (bare_path / "id").unlink()
    script(bare_path, "id", "echo 0")
    make_tools = f'for tool in Xvfb xdotool; do ln -s "$(command -v true)" "{bare_path}/$tool"; done'
    (bare_path / "true").symlink_to(shutil.which("true"))
    (bare_path / "ln").symlink_to(shutil.which("ln"))
    script(bare_path, "apt-get", f'echo "$@" >> apt; case "$*" in *install*) {make_tools};; esac')
    done = make(installed, bare_path, "display")
    assert (done.returncode, done.stderr) == (0, "")
    update, install = (installed / "apt").read_text().splitlines()
    assert "update" in update
    assert install.endswith("xvfb xdotool")


def test_the_tests_themselves_ask_for_a_display(tmp_path):
    """pytest, called without make, ends with the same sentence instead of skipping the window's tests."""
    variables = {name: value for name, value in os.environ.items() if name != "DISPLAY"} | {"PATH": str(tmp_path)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/app/test_first_paint.py"]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "please install Xvfb" in done.stdout + done.stderr


@pytest.mark.parametrize("there", [True, False])
def test_continuous_integration_runs_make_test_on_real_data(tmp_path, bare_path, there):
    """.ci/run calls make test in the checkout, with the data folder beside it if there is one."""
    checkout = tmp_path / "main"
    (checkout / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", checkout / ".ci")
    if there:
        (tmp_path / "shared" / "data").mkdir(parents=True)
    (bare_path / "make").unlink()
    script(bare_path, "make", 'echo "$PWD" "$@" "$DIGITPAD_DATA"')
    done = subprocess.run(
        [checkout / ".ci" / "run"], cwd="/", env={"PATH": str(bare_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    data = tmp_path / "shared" / "data" if there else ""
    assert done.stdout.strip() == f"{checkout} test {data}".strip()
