"""The Debian package of dist/, installed as a person installs it: ``make test-package``.

These tests change the machine that they run on: they install a package, and remove it when they are done. So their
files are called check_*.py, and pytest runs them only where they are named.
"""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import digitpad
from benchmarks.screen import readable_screen
from tests.package.pad import OpenPad

ROOT = Path(__file__).resolve().parent.parent.parent
DIST = ROOT / "dist"
# Neither Python nor anything else is here.
EMPTY_PATH = "/nowhere"
AS_NOBODY = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
WITHOUT_NETWORK = ["/usr/bin/unshare", "--net"]
PATIENCE = 120  # seconds; far beyond what any command takes


def output(*command):
    """Run a command to its good end and return what it printed."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def only(pattern):
    """The one file in dist/ that is called so."""
    (path,) = DIST.glob(pattern.format(version=digitpad.__version__))
    return path


def install():
    """Install the package."""
    output("dpkg", "--install", only("digitpad_{version}_*.deb"))


def remove():
    """Remove the package with all that it calls its own."""
    output("dpkg", "--purge", "digitpad")


def system_files():
    """All paths where a package may put something."""
    return {path for top in ("/etc", "/opt", "/usr", "/var/cache", "/var/lib/dpkg/info") for path in _below(top)}


def _below(top):
    for folder, folders, files in os.walk(top):
        # Python writes its caches whenever any of its programs runs, and man-db its own at times.
        folders[:] = [name for name in folders if name not in ("__pycache__", "man", "apt", "debconf")]
        yield from (os.path.join(folder, name) for name in (*folders, *files))


@pytest.fixture(scope="session")
def before():
    """What was there before the package."""
    if shutil.which("dpkg") is None or os.geteuid() != 0:
        pytest.fail("The Debian package can only be tried by root, where dpkg is.", pytrace=False)
    remove()
    return system_files()


@pytest.fixture(scope="session")
def installed(before):
    """The command, installed for the time of the tests."""
    install()
    yield Path("/usr/bin/digitpad")
    remove()


@pytest.fixture
def run(installed, tmp_path):
    """Run the installed command, or another program, with nothing in its environment but a home."""

    def run_it(*arguments, program=installed, before=(), **variables):
        environment = {"PATH": EMPTY_PATH, "HOME": str(tmp_path), **variables}
        environment = {name: value for name, value in environment.items() if value is not None}
        command = [*map(str, before), str(program), *map(str, arguments)]
        return subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    return run_it


@pytest.fixture(scope="session")
def screen():
    """A screen of one's own that the tests can look at."""
    with readable_screen() as one:
        yield one


@pytest.fixture
def open_pad(installed, screen, tmp_path):
    """Open the installed pad; what is still open after the test is closed."""
    with contextlib.ExitStack() as stack:

        def open_it(*arguments, program=installed, before=(), **variables):
            environment = {"PATH": EMPTY_PATH, "HOME": str(tmp_path), "DISPLAY": screen.display, **variables}
            environment = {name: value for name, value in environment.items() if value is not None}
            command = [*map(str, before), str(program), *map(str, arguments)]
            return stack.enter_context(OpenPad(command, environment, screen))

        yield open_it
