"""The window's colours: everything that draws takes them from here, so that a theme is one more line."""

from typing import NamedTuple

from digitpad.insight import colours


class Palette(NamedTuple):
    """The colours of one look, as #rrggbb.

    Attributes:
        name: of the look, one word.
        window: what widgets lie on.
        paper: what is drawn on.
        ink: what is drawn with.
        border: the line around the paper.
        raised: what lies over the paper, and menus.
        hint: text on the empty paper.
        text: numbers and words.
        muted: words that come second.
        disabled: words of what is not possible now.
        accent: the one colour that points at the answer, and the button that asks for it.
        accent_hover: that button below the pointer.
        accent_pressed: that button while it is pressed.
        on_accent: words on it.
        button: any other button.
        button_hover: likewise below the pointer.
        button_pressed: likewise while it is pressed.
        edge: the line around buttons.
        on: a button that is switched on.
        on_text: words on it.
        focus: the ring around what the keyboard works on.
        bar: the other digits' bars.
        track: where a bar could still grow.
        spoke_for: ink that spoke for the answer; this blue and this orange differ for every kind of eye.
        spoke_against: ink that spoke against it; and what went wrong.
        no_heat: ink that made no difference.
        kinds: of the ten digits, where they are points.
    """

    name: str
    window: str
    paper: str
    ink: str
    border: str
    raised: str
    hint: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    button: str
    button_hover: str
    button_pressed: str
    edge: str
    on: str
    on_text: str
    focus: str
    bar: str
    track: str
    spoke_for: str
    spoke_against: str
    no_heat: str
    kinds: tuple[str, ...]


LIGHT = Palette(
    name="light",
    **colours.LIGHT._asdict(),
    window="#f4f5f7",
    border="#c4c8ce",
    raised="#ffffff",
    hint="#666d78",
    disabled="#9aa1ab",
    accent_hover="#0b6fcd",
    accent_pressed="#004a91",
    on_accent="#ffffff",
    button="#ffffff",
    button_hover="#ebeef2",
    button_pressed="#dfe3e9",
    edge="#b3bac4",
    on="#dbeafa",
    on_text="#00468a",
    focus="#1b2333",
    no_heat="#8b929b",
    kinds=(
        *("#1f6fb4", "#c05a00", "#1b8a3a", "#c62828", "#7b4fc0"),
        *("#8a5a3c", "#d0399b", "#5f6873", "#857a00", "#00838f"),
    ),
)
DARK = Palette(
    name="dark",
    **colours.DARK._asdict(),
    window="#1d2025",
    border="#4a4e55",
    raised="#2b2f36",
    hint="#8f96a1",
    disabled="#6b727c",
    accent_hover="#83d6ff",
    accent_pressed="#3aa9df",
    on_accent="#0b1a24",
    button="#30343b",
    button_hover="#3c414a",
    button_pressed="#262a30",
    edge="#565c66",
    on="#123a54",
    on_text="#b5e5ff",
    focus="#ffffff",
    no_heat="#626974",
    kinds=(
        *("#6cb4ff", "#ff9e4a", "#62d27a", "#ff6b6b", "#b794ff"),
        *("#d3a27f", "#ff86cf", "#b4bcc6", "#d6cc4a", "#4fd6e0"),
    ),
)
# Where the system wants more contrast: black and white, and lines around everything.
HIGH_LIGHT = LIGHT._replace(
    name="high-light",
    window="#ffffff",
    ink="#000000",
    border="#404040",
    hint="#3d3d3d",
    text="#000000",
    muted="#2e2e2e",
    disabled="#6a6a6a",
    accent="#003f87",
    accent_hover="#00336d",
    accent_pressed="#002550",
    edge="#202020",
    on="#d0e4fb",
    on_text="#00284f",
    focus="#000000",
    bar="#5a6472",
    track="#dcdcdc",
    spoke_for="#0041b0",
    spoke_against="#b03000",
    no_heat="#757575",
)
HIGH_DARK = DARK._replace(
    name="high-dark",
    window="#000000",
    paper="#000000",
    ink="#ffffff",
    border="#c0c0c0",
    raised="#000000",
    hint="#d0d0d0",
    text="#ffffff",
    muted="#e0e0e0",
    disabled="#8f8f8f",
    accent="#7fd7ff",
    accent_hover="#a6e4ff",
    accent_pressed="#5cc8f5",
    on_accent="#000000",
    button="#000000",
    button_hover="#2a2a2a",
    button_pressed="#3a3a3a",
    edge="#ffffff",
    on="#00324d",
    on_text="#d5f1ff",
    bar="#9ab4c8",
    track="#303030",
    no_heat="#8a8a8a",
)
