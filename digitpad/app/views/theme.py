"""The widgets' theme: flat, in the palette's colours, and as large as the screen needs it.

It builds on Tk's own "clam", which draws all that is not a button by itself and takes any colour.
"""

import tkinter as tk

from digitpad.app.views.palette import Palette
from digitpad.app.views.sprites import MIDDLE, Colours, Shape, plate

# Pixels at 100 %.
RADIUS, EDGE, FOCUS = 5, 1, 3
BUTTON_PADDING = (10, 3)
KNOB, KNOB_EDGE = 7, 2
TROUGH, SLIDER = 4, 128
SCROLLBAR, INDICATOR = 12, 16

# For each kind of button the states that its look depends on, first match first, and the name of that look. A state
# before "focus" is one in which the ring would be a lie.
STATES = (
    ("disabled", "disabled"),
    ("pressed !disabled", "pressed"),
    ("selected focus", "on-focus"),
    ("selected active", "on-hover"),
    ("selected", "on"),
    ("focus", "focus"),
    ("active", "hover"),
)
# That of the answer has the size that the room for it allows; bars have fonts like theirs for each such size.
ANSWER_FONT, BAR_FONT, BEST_BAR_FONT = "DigitpadAnswerFont", "DigitpadBarFont", "DigitpadBestBarFont"
MEASURED_FONT = "DigitpadMeasuredFont"
# Fonts: size in pixels at 100 %, and whether it is bold.
FONTS = {
    ANSWER_FONT: (68, True),
    MEASURED_FONT: (68, True),
    BAR_FONT: (14, False),
    BEST_BAR_FONT: (14, True),
    "SunValleyCaptionFont": (12, False),
    "SunValleyBodyFont": (14, False),
    "SunValleyBodyStrongFont": (14, True),
    "SunValleyBodyLargeFont": (18, False),
    "SunValleySubtitleFont": (20, True),
    "SunValleyTitleFont": (28, True),
    "SunValleyTitleLargeFont": (40, True),
    "SunValleyDisplayFont": (68, True),
}


def use_theme(root: tk.Tk, palette: Palette, factor: float) -> None:
    """Give all widgets their theme, and the fonts their size.

    Args:
        root: the window.
        palette: the colours.
        factor: pixels for a pixel at 100 %.
    """
    call = root.tk.call
    _fit_fonts(root, factor)
    name = f"digitpad-{palette.name}-{factor}"
    if name not in root.tk.splitlist(call("ttk::style", "theme", "names")):
        call("ttk::style", "theme", "create", name, "-parent", "clam")
        call("ttk::style", "theme", "settings", name, _settings(root, palette, factor))
    call("ttk::style", "theme", "use", name)
    root.configure(background=palette.window)


def sized_font(widget: tk.Misc, name: str, size: int) -> str:
    """Return the name of a font that is like another one, but of so many pixels.

    One for each size: to change a font that is shown has Tk draw all windows anew.
    """
    call, sized = widget.tk.call, f"{name}{size}"
    if sized not in widget.tk.splitlist(call("font", "names")):
        call("font", "create", sized, *widget.tk.splitlist(call("font", "configure", name)))
        call("font", "configure", sized, "-size", -size)
    return sized


def _fit_fonts(root: tk.Tk, factor: float) -> None:
    # A bold of its own that is missing would fall back to whatever comes first.
    call = root.tk.call
    family = str(call("font", "actual", "TkDefaultFont", "-family"))
    known = root.tk.splitlist(call("font", "names"))
    for name, (size, bold) in FONTS.items():
        weight = "bold" if bold else "normal"
        do = "configure" if name in known else "create"
        call("font", do, name, "-size", -round(size * factor), "-family", family, "-weight", weight)


def _settings(root: tk.Tk, palette: Palette, factor: float) -> str:
    def scaled(pixels: float) -> int:
        return max(1, round(pixels * factor))

    shape = Shape(scaled(RADIUS), scaled(EDGE), scaled(FOCUS))
    knob = Shape(scaled(KNOB), scaled(KNOB_EDGE), scaled(FOCUS))
    trough = Shape(scaled(TROUGH / 2), 0, 0)
    across, down = (scaled(pixels) for pixels in BUTTON_PADDING)
    images = {
        **_buttons(root, palette, shape, factor),
        "trough": _image(
            root, f"{palette.name}-{factor}-trough", trough, Colours(palette.edge, palette.edge), (SLIDER, 1)
        ),
    }
    for look, ring in (("knob", None), ("knob-focus", palette.focus)):
        colours = Colours(palette.accent, palette.paper, ring)
        images[look] = _image(root, f"{palette.name}-{factor}-{look}", knob, colours, (1, 1))
    values = {
        **palette._asdict(),
        **{name.replace("-", "_"): images[name] for name in ("knob", "knob-focus", "trough")},
        "button_padding": f"{across} {down}",
        "corner": shape.corner,
        # Otherwise a button would be at least as large as its plate.
        "plate_least": 2 * shape.corner + 1,
        "focus_margin": shape.margin,
        "trough_corner": trough.corner,
        "scrollbar": scaled(SCROLLBAR),
        "indicator": scaled(INDICATOR),
        "gap": scaled(4),
        "row": round(14 * factor * 1.9),
    }
    return "".join(
        SCRIPT_BUTTON.format(kind=kind, states=_map(images, looks), rest=images[looks["rest"]], **values)
        for kind, looks in _kinds().items()
    ) + SCRIPT.format(**values)


def _kinds() -> dict[str, dict[str, str]]:
    """Return for each style of button the names of its looks, by state."""
    plain = {"rest": "rest", "hover": "hover", "pressed": "pressed", "disabled": "disabled", "focus": "focus"}
    accent = {name: f"accent-{look}" for name, look in plain.items()}
    return {
        "TButton": plain,
        "Accent.TButton": accent,
        "Toggle.TButton": {**plain, "on": "on", "on-hover": "on-hover", "on-focus": "on-focus"},
        "Toolbutton": {**plain, "rest": "empty", "disabled": "empty", "on": "on", "on-hover": "on-hover"},
    }


def _map(images: dict[str, str], looks: dict[str, str]) -> str:
    return " ".join(f"{{{states}}} {images[looks[look]]}" for states, look in STATES if look in looks)


def _buttons(root: tk.Tk, palette: Palette, shape: Shape, factor: float) -> dict[str, str]:
    """Make the plates of all buttons; return Tk's names of them."""
    p = palette
    looks = {
        "rest": Colours(p.button, p.edge),
        "hover": Colours(p.button_hover, p.edge),
        "pressed": Colours(p.button_pressed, p.edge),
        "disabled": Colours(p.window, p.track),
        "focus": Colours(p.button, p.edge, p.focus),
        "accent-rest": Colours(p.accent, p.accent),
        "accent-hover": Colours(p.accent_hover, p.accent_hover),
        "accent-pressed": Colours(p.accent_pressed, p.accent_pressed),
        "accent-disabled": Colours(p.track, p.track),
        "accent-focus": Colours(p.accent, p.accent, p.focus),
        "on": Colours(p.on, p.accent),
        "on-hover": Colours(p.button_hover, p.accent),
        "on-focus": Colours(p.on, p.accent, p.focus),
        "empty": Colours(p.raised, p.raised),
    }
    middle = round(MIDDLE[0] * factor), round(MIDDLE[1] * factor)
    return {look: _image(root, f"{p.name}-{factor}-{look}", shape, colours, middle) for look, colours in looks.items()}


def _image(root: tk.Tk, name: str, shape: Shape, colours: Colours, middle: tuple[int, int]) -> str:
    content = plate(shape, colours, middle)
    return str(root.tk.call("image", "create", "photo", name, "-data", content, "-format", "png"))


SCRIPT_BUTTON = """
ttk::style element create {kind}.plate image [list {rest} {states}] -border {corner} -padding {focus_margin} \
    -width {plate_least} -height {plate_least} -sticky nsew
ttk::style layout {kind} {{
    {kind}.plate -sticky nsew -children {{Button.padding -sticky nsew -children {{Button.label -sticky nsew}}}}
}}
ttk::style configure {kind} -padding {{{button_padding}}} -anchor center -foreground {text} -background {window} \
    -font SunValleyBodyFont
ttk::style map {kind} -background {{}} -foreground {{disabled {disabled}}}
"""
SCRIPT = """
ttk::style configure . -background {window} -foreground {text} -bordercolor {border} -lightcolor {window} \
    -darkcolor {window} -troughcolor {track} -selectbackground {accent} -selectforeground {on_accent} \
    -fieldbackground {paper} -insertcolor {text} -focuscolor {focus} -font SunValleyBodyFont -arrowcolor {text} \
    -indicatorbackground {paper} -indicatorforeground {accent} -arrowsize {scrollbar}
ttk::style map . -foreground {{disabled {disabled}}} -background {{}}
ttk::style map Accent.TButton -foreground {{disabled {disabled} {{}} {on_accent}}}
ttk::style map Toggle.TButton -foreground {{disabled {disabled} selected {on_text}}}
ttk::style map Toolbutton -foreground {{disabled {disabled} selected {on_text}}}
ttk::style element create Horizontal.Scale.slider image [list {knob} focus {knob_focus}] -sticky {{}}
ttk::style element create Horizontal.Scale.trough image {trough} -border {trough_corner} -padding 0 \
    -width {plate_least} -sticky ew
ttk::style layout Horizontal.TScale {{
    Horizontal.Scale.trough -sticky ew
    Horizontal.Scale.slider -side left -sticky {{}}
}}
ttk::style configure TLabel -borderwidth 0 -padding 0
ttk::style configure TFrame -borderwidth 0
ttk::style configure TEntry -padding {gap} -lightcolor {paper}
ttk::style map TEntry -bordercolor {{focus {accent}}} -lightcolor {{focus {accent}}}
ttk::style configure TCombobox -padding {gap} -background {button} -arrowsize {indicator}
ttk::style map TCombobox -fieldbackground {{readonly {button}}} -bordercolor {{focus {accent}}}
ttk::style configure TCheckbutton -indicatorsize {indicator} -padding {gap} -upperbordercolor {muted} \
    -lowerbordercolor {muted} -indicatormargin {{1 1 {gap} 1}}
ttk::style configure TRadiobutton -indicatorsize {indicator} -padding {gap} -upperbordercolor {muted} \
    -lowerbordercolor {muted} -indicatormargin {{1 1 {gap} 1}}
ttk::style map TCheckbutton -indicatorbackground {{selected {accent}}} -indicatorforeground {{selected {on_accent}}} \
    -background {{active {window}}}
ttk::style map TRadiobutton -indicatorbackground {{selected {accent}}} -indicatorforeground {{selected {on_accent}}} \
    -background {{active {window}}}
ttk::style configure Treeview -background {paper} -fieldbackground {paper} -rowheight {row} -borderwidth 0
ttk::style map Treeview -background {{selected {accent}}} -foreground {{selected {on_accent}}}
ttk::style configure Treeview.Heading -background {track} -padding {gap} -relief flat
ttk::style map Treeview.Heading -background {{active {button_hover}}}
ttk::style configure TNotebook -background {window} -bordercolor {border}
ttk::style configure TNotebook.Tab -padding {{{button_padding}}} -background {track}
ttk::style map TNotebook.Tab -background {{selected {window}}}
ttk::style configure Horizontal.TProgressbar -background {accent} -bordercolor {track} -lightcolor {accent} \
    -darkcolor {accent}
ttk::style layout Vertical.TScrollbar {{
    Vertical.Scrollbar.trough -sticky ns -children {{Vertical.Scrollbar.thumb -expand 1 -sticky nswe}}
}}
ttk::style layout Horizontal.TScrollbar {{
    Horizontal.Scrollbar.trough -sticky ew -children {{Horizontal.Scrollbar.thumb -expand 1 -sticky nswe}}
}}
ttk::style configure TScrollbar -background {edge} -bordercolor {track} -lightcolor {edge} -darkcolor {edge} \
    -gripcount 0 -arrowsize {scrollbar}
ttk::style map TScrollbar -background {{disabled {track} active {muted}}}
"""
