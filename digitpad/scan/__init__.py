"""Pictures to ink: opens picture files of any make, and finds in them the one digit's ink, or that of many digits."""

from digitpad.scan.file import Opened, open_file, open_picture
from digitpad.scan.page import PageLayout, page_layout
from digitpad.scan.reading import located_ink, picture_ink

__all__ = ["Opened", "PageLayout", "located_ink", "open_file", "open_picture", "page_layout", "picture_ink"]
