"""The window's colours: everything that draws takes them from here, so that a theme is one more line."""

from typing import NamedTuple


class Palette(NamedTuple):
    """The colours of one theme, as #rrggbb.

    Attributes:
        theme: the name that sv-ttk has for it.
        paper: what is drawn on.
        ink: what is drawn with.
        border: the line around the paper.
        raised: what lies over the paper, and menus.
        hint: text on the empty paper.
        text: numbers and words.
        muted: words that come second.
        accent: the one colour that points at the answer.
        bar: the other digits' bars.
        track: where a bar could still grow.
        spoke_for: ink that spoke for the answer; this blue and this orange differ for every kind of eye.
        spoke_against: ink that spoke against it.
        no_heat: ink that made no difference.
    """

    theme: str
    paper: str
    ink: str
    border: str
    raised: str
    hint: str
    text: str
    muted: str
    accent: str
    bar: str
    track: str
    spoke_for: str
    spoke_against: str
    no_heat: str


LIGHT = Palette(
    theme="light",
    paper="#ffffff",
    ink="#1b2333",
    border="#c4c8ce",
    raised="#f3f5f8",
    hint="#6f7680",
    text="#1c1c1c",
    muted="#5c636e",
    accent="#005fb8",
    bar="#6a8bac",
    track="#eceef1",
    spoke_for="#0050c8",
    spoke_against="#d9480f",
    no_heat="#b9c0c8",
)
DARK = Palette(
    theme="dark",
    paper="#14161a",
    ink="#f3f5f8",
    border="#4a4e55",
    raised="#2b2e33",
    hint="#8b929c",
    text="#fafafa",
    muted="#a9b0ba",
    accent="#57c8ff",
    bar="#5c7c96",
    track="#2b2e33",
    spoke_for="#5cc8ff",
    spoke_against="#ff8a3d",
    no_heat="#555c66",
)
