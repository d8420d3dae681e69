"""The self-test."""

import re

from digitpad import __version__, cli
from tests.commands.running import digitpad
from tests.models import save_keras


def test_self_test_reads_ten_digits():
    """self-test prints versions, the model's digest and ten digits, and ends with status 0."""
    status, out, err = digitpad("self-test")
    assert (status, err) == (0, "")
    assert out.startswith(f"digitpad {__version__}\nPython 3.")
    assert re.search(r"^digitpad\.tflite SHA-256 [0-9a-f]{64}$", out, re.MULTILINE)
    for digit in range(10):
        assert re.search(rf"^{digit}: .*{digit}", out, re.MULTILINE)
    assert "10 of 10" in out


def test_self_test_fails_on_a_model_that_cannot_read(folder, capsys):
    """A model that misreads the known digits makes the self-test fail."""
    assert cli.main(["self-test", "--model", str(save_keras(folder))]) == 1
    assert re.search(r"^\d of 10 known digits", capsys.readouterr().out, re.MULTILINE)
