"""All colours that meet, by the Web Content Accessibility Guidelines 2.2, level AA; and AAA where contrast is high."""

import pytest

from digitpad.app.views.palette import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT

PALETTES = [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK]
# What is read, and what it stands on.
WORDS = [
    *[("text", ground) for ground in ("window", "raised", "paper", "button", "button_hover", "button_pressed")],
    *[("muted", ground) for ground in ("window", "raised", "paper")],
    *[("accent", ground) for ground in ("window", "raised", "paper")],
    *[("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")],
    *[("on_text", ground) for ground in ("on", "button_hover")],
    ("hint", "paper"),
    ("ink", "paper"),
]
# What is told apart without reading: bars, the colours of heat, the focus, the stripe of a problem, switched on.
SIGNS = [
    *[("bar", ground) for ground in ("window", "track")],
    *[("accent", ground) for ground in ("window", "track", "on")],
    *[("focus", ground) for ground in ("window", "raised", "button")],
    *[(ink, "paper") for ink in ("spoke_for", "spoke_against", "no_heat")],
    ("spoke_against", "raised"),
]
EDGES = [("edge", "window"), ("border", "window"), ("edge", "raised")]


def brightness(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def below(palette, pairs, least):
    found = [(*pair, round(contrast(*(getattr(palette, name) for name in pair)), 2)) for pair in pairs]
    return [pair for pair in found if pair[2] < least]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_words_can_be_read(palette):
    """Words have a contrast of 4.5 to 1 with what they stand on."""
    assert below(palette, WORDS, 4.5) == []


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_signs_can_be_seen(palette):
    """What isn't read but seen has a contrast of 3 to 1 with what is around it."""
    assert below(palette, SIGNS, 3) == []


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_points_can_be_seen(palette):
    """The ten digits' colours have 3 to 1 on paper, and are ten."""
    assert len(set(palette.kinds)) == 10
    assert [colour for colour in palette.kinds if contrast(colour, palette.paper) < 3] == []


@pytest.mark.parametrize("palette", [HIGH_LIGHT, HIGH_DARK], ids=lambda palette: palette.name)
def test_high_contrast_is_high(palette):
    """There words have 7 to 1, and every button and frame a line that is seen."""
    assert below(palette, WORDS, 7) == []
    assert below(palette, EDGES, 4.5) == []
