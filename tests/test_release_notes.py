"""Nothing is released under a wrong name."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import digitpad

SCRIPT = Path(__file__).resolve().parent.parent / "packaging" / "release_notes.py"
CHANGELOG = "# What is new\n\n## 1.2.0\n\n- Better.\n- Faster.\n\n## 1.1.0 (2026-01-01)\n\n- Good.\n"


@pytest.fixture
def release_notes():
    return runpy.run_path(str(SCRIPT))["release_notes"]


def test_the_newest_section_is_what_is_new(release_notes):
    """The notes are the section of this version, without its heading and without older ones."""
    assert release_notes("v1.2.0", "1.2.0", CHANGELOG) == "- Better.\n- Faster."


@pytest.mark.parametrize(
    ("tag", "version", "changelog", "words"),
    [
        ("v1.2.1", "1.2.0", CHANGELOG, "tag is v1.2.1"),
        ("1.2.0", "1.2.0", CHANGELOG, "tag is 1.2.0"),
        ("v1.3.0", "1.3.0", CHANGELOG, "newest section of the changelog is 1.2.0"),
        ("v1.1.0", "1.1.0", CHANGELOG, "newest section of the changelog is 1.2.0"),
        ("v1.2.0", "1.2.0", "# What is new\n", "changelog is none"),
        ("v1.2.0", "1.2.0", "# What is new\n\n## 1.2.0\n\n## 1.1.0\n\n- Good.\n", "says nothing"),
    ],
)
def test_what_disagrees_is_refused(release_notes, tag, version, changelog, words):
    """A tag, a version and a changelog that don't agree are named in a sentence."""
    with pytest.raises(ValueError, match=words):
        release_notes(tag, version, changelog)


def test_this_version_could_be_released():
    """The repository's own changelog begins with the package's version."""
    command = [sys.executable, SCRIPT, f"v{digitpad.__version__}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_a_wrong_tag_ends_with_a_sentence():
    """The workflow stops there: status 1, nothing on standard output."""
    done = subprocess.run([sys.executable, SCRIPT, "v0.0.0"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
