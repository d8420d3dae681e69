"""What all tests share: a display, real data where there is some, and folders of their own for settings and logs."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.display import NoDisplayError, virtual_display

# TensorFlow reads this when it is first imported: its notices are no part of a test's output.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# Sentences are compared in English, whatever the system speaks.
os.environ["DIGITPAD_LANGUAGE"] = "en"

# Every run draws the same examples, so that it fails by what was changed and never by luck. `make fuzz` searches, and
# `--hypothesis-profile=fresh` draws others once. How long an example takes says more about the machine than about the
# code.
settings.register_profile("digitpad", deadline=None, derandomize=True)
settings.register_profile("fresh", deadline=None, derandomize=False, database=None)
settings.register_profile("fuzz", settings.get_profile("fresh"), max_examples=500)
settings.load_profile("digitpad")


def pytest_configure(config):
    config.addinivalue_line("markers", "real_data: needs the data sets in the folder that DIGITPAD_DATA names")


def pytest_collection_modifyitems(config, items):
    if os.environ.get("DIGITPAD_DATA"):
        return
    needy = [item for item in items if item.get_closest_marker("real_data")]
    items[:] = [item for item in items if item not in needy]
    config.hook.pytest_deselected(items=needy)


@pytest.fixture(scope="session")
def real_data():
    """The folder of real data sets; for tests that carry the marker of the same name."""
    return Path(os.environ["DIGITPAD_DATA"])


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory, monkeypatch):
    """Keep settings and logs out of the home folder of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(scope="session")
def display():
    """The name of an X display without a window manager, or None on systems that need none."""
    try:
        with virtual_display() as name:
            yield name
    except NoDisplayError as error:
        pytest.exit(str(error), returncode=1)


@pytest.fixture(scope="session")
def mnist_sample():
    """(images (200, 28, 28) uint8, labels (200,)): MNIST test digits, 20 of each."""
    import numpy as np

    with np.load(Path(__file__).with_name("data") / "mnist_sample.npz") as sample:
        return sample["images"], sample["labels"]
