"""Pictures to ink: opens picture files of any make, and finds the one digit's ink in them."""

from digitpad.scan.file import open_picture
from digitpad.scan.reading import located_ink, picture_ink

__all__ = ["located_ink", "open_picture", "picture_ink"]
