"""What menus look like where Tk draws them itself, on X11: marks, arrows and lines as large as the screen needs them.

Tk's own arrows and check marks have eight pixels on every screen, and Motif's look. Marks are images of the entries;
arrows and the line around are small windows, put over each menu that is shown: Tk shows copies of a menu bar's.
"""

import tkinter as tk
from itertools import pairwise

from digitpad.app.views.entries import AROUND, CHECK, DOT, ENTRY, MARGIN, NOTHING
from digitpad.app.views.palette import Palette
from digitpad.app.views.sprites import png

# Pixels at 100 %: a mark, an arrow's window and its reach, and lines.
MARK, ARROW, REACH, LINE, DOT_SIZE = 16, 18, 3.5, 1.6, 4.8
# In a mark, whose sides are 1.
CHECK_LINE, DOT_LINE = [(0.2, 0.52), (0.42, 0.74), (0.8, 0.28)], [(0.5, 0.5), (0.5, 0.5)]


def dress(root: tk.Misc, palette: Palette, factor: float) -> None:
    """Make marks, and have menus that are shown from now on dressed.

    Args:
        root: the window.
        palette: the colours.
        factor: pixels on this screen for a pixel at 100 %.
    """
    side = round(MARK * factor)
    high = int(root.tk.call("font", "metrics", "SunValleyBodyFont", "-linespace")) + 2 * round(ENTRY * factor)
    # Tk has other entries begin so much further to the left than those that can be switched.
    margin = side + round(AROUND * factor) + 2
    for name, width in ((MARGIN, margin), (NOTHING, side), (CHECK, side), (DOT, side)):
        root.tk.call("image", "create", "photo", name, "-width", width, "-height", high)
        root.tk.call(name, "blank")
    for name, points, line in ((CHECK, CHECK_LINE, LINE), (DOT, DOT_LINE, DOT_SIZE)):
        content = _drawn([(x * side, y * side) for x, y in points], side, line * factor, palette.text)
        root.tk.call(name, "put", content, "-format", "png", "-to", 0, (high - side) // 2)
    values = {
        "raised": palette.raised,
        "text": palette.text,
        "accent": palette.accent,
        "on_accent": palette.on_accent,
        "border": palette.border,
        "arrow": round(ARROW * factor),
        "reach": REACH * factor,
        "line": max(round(LINE * factor), 1),
        "edge": max(round(factor), 1),
    }
    root.tk.call("namespace", "eval", "::digitpad_menus", SCRIPT)
    for name, value in values.items():
        root.tk.call("set", f"::digitpad_menus::{name}", value)


def _drawn(points: list[tuple[float, float]], side: int, width: float, colour: str) -> bytes:
    """Return a square PNG file with a line in it, with soft edges; neither Pillow nor numpy need be there yet."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    rows = []
    for y in range(side):
        row = bytearray()
        for x in range(side):
            away = min(_away(x + 0.5, y + 0.5, *pair) for pair in pairwise(points))
            row += bytes((red, green, blue, round(255 * min(max(width / 2 + 0.5 - away, 0.0), 1.0))))
        rows.append(b"\0" + row)
    return png(side, side, b"".join(rows))


def _away(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far a place is from a straight piece."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across**2 + down**2
    share = min(max(((x - start[0]) * across + (y - start[1]) * down) / length, 0.0), 1.0) if length else 0.0
    return float(((start[0] + share * across - x) ** 2 + (start[1] + share * down - y) ** 2) ** 0.5)


SCRIPT = """
proc show {menu} {
    variable raised; variable text; variable arrow; variable reach; variable line; variable edge; variable border
    if {[$menu cget -type] eq "menubar"} return
    foreach child [winfo children $menu] {
        if {[string match "*.digitpad_*" $child]} {destroy $child}
    }
    set width [winfo width $menu]
    set inset [$menu cget -borderwidth]
    for {set index 0} {$index <= [$menu index end]} {incr index} {
        if {[$menu type $index] ne "cascade"} continue
        set top [$menu yposition $index]
        set bottom [expr {[winfo height $menu] - $inset}]
        if {$index < [$menu index end]} {set bottom [$menu yposition [expr {$index + 1}]]}
        set high [expr {$bottom - $top}]
        set window [canvas $menu.digitpad_$index -width $arrow -height $high -highlightthickness 0 -borderwidth 0]
        bindtags $window DigitpadArrow
        set x [expr {$arrow / 2.0}]
        set y [expr {$high / 2.0}]
        $window create line [expr {$x - $reach / 2}] [expr {$y - $reach}] [expr {$x + $reach / 2}] $y \
            [expr {$x - $reach / 2}] [expr {$y + $reach}] -width $line -capstyle round -joinstyle round
        place $window -x [expr {$width - $inset - $arrow}] -y $top
    }
    foreach {name side options} {
        top height {-relwidth 1} left width {-relheight 1}
        bottom height {-relwidth 1 -rely 1 -anchor sw} right width {-relheight 1 -relx 1 -anchor ne}
    } {
        place [frame $menu.digitpad_$name -background $border] -$side $edge {*}$options
    }
    colour $menu
}
proc colour {menu} {
    variable raised; variable text; variable accent; variable on_accent
    foreach window [winfo children $menu] {
        if {[winfo class $window] ne "Canvas"} continue
        set active [expr {[lindex [split $window _] end] eq [$menu index active]}]
        $window configure -background [expr {$active ? $accent : $raised}]
        $window itemconfigure all -fill [expr {$active ? $on_accent : $text}]
    }
}
if {![info exists shown]} {
    variable shown 1
    bind Menu <Map> {+::digitpad_menus::show %W}
    bind Menu <<MenuSelect>> {+::digitpad_menus::colour %W}
    foreach event {Enter Motion} {
        bind DigitpadArrow <$event> [string map [list EVENT $event] {
            event generate [winfo parent %W] <EVENT> -x [expr {%x + [winfo x %W]}] -y [expr {%y + [winfo y %W]}] \
                -rootx %X -rooty %Y -state %s
        }]
    }
    foreach event {ButtonPress ButtonRelease} {
        bind DigitpadArrow <$event> [string map [list EVENT $event] {
            event generate [winfo parent %W] <EVENT> -x [expr {%x + [winfo x %W]}] -y [expr {%y + [winfo y %W]}] \
                -rootx %X -rooty %Y -state %s -button %b
        }]
    }
}
"""
