"""The colours in which the network's picture is drawn, light and dark; the window's palettes begin with them."""

from typing import NamedTuple


class Shown(NamedTuple):
    """Colours as #rrggbb; what each of them is for is said where the window's palette is."""

    paper: str
    ink: str
    text: str
    muted: str
    accent: str
    bar: str
    track: str
    spoke_for: str
    spoke_against: str


LIGHT = Shown(
    paper="#ffffff",
    ink="#1b2333",
    text="#1c1f24",
    muted="#59606b",
    accent="#005fb8",
    bar="#6686a7",
    track="#e3e6ea",
    spoke_for="#0050c8",
    spoke_against="#d9480f",
)
DARK = Shown(
    paper="#14161a",
    ink="#f3f5f8",
    text="#f4f6f8",
    muted="#a9b0ba",
    accent="#57c8ff",
    bar="#6284a0",
    track="#2f333a",
    spoke_for="#5cc8ff",
    spoke_against="#ff8a3d",
)
