"""What the tests of reading share."""

import pytest

from digitpad import Recognizer


@pytest.fixture(scope="module")
def recognizer():
    """The bundled model."""
    return Recognizer()
