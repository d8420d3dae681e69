"""What the tests of folders share."""

import pytest

from tests.commands.running import picture


@pytest.fixture
def scans(tmp_path):
    """A folder of ten pictures, "page 1.png" to "page 10.png", of the digits 1 to 9 and 0, and one that is broken."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for number in range(1, 11):
        picture(number % 10).save(folder / f"page {number}.png")
    (folder / "page 5b.png").write_text("no picture")
    return folder
