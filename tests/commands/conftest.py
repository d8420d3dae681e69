"""What the command's tests share."""

import pytest

PLACE = "folder with spaces and ünïcödé 7"


@pytest.fixture
def folder(tmp_path):
    """A folder with a name that careless programs stumble over."""
    path = tmp_path / PLACE
    path.mkdir()
    return path
