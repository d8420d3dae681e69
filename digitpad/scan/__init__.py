"""Pictures to ink: opens picture files of any make, and finds in them the one digit's ink, or that of many digits."""

from digitpad.scan.one_digit.ink import is_cut_out
from digitpad.scan.opening.file import Opened, open_file, open_picture
from digitpad.scan.page.frames import located_ink, picture_ink
from digitpad.scan.page.layout import PageLayout, page_layout

__all__ = [
    "Opened",
    "PageLayout",
    "is_cut_out",
    "located_ink",
    "open_file",
    "open_picture",
    "page_layout",
    "picture_ink",
]
