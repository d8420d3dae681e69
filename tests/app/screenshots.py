"""Makes the README's pictures and those that are looked at before a release: ``python -m tests.app.screenshots``."""

import io
import os
import subprocess
import sys
import tempfile
import time
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageGrab

from digitpad import Recognizer, languages
from digitpad.app.session import editing
from digitpad.app.window import App
from digitpad.ink.drawing import Stroke
from digitpad.ink.raster import pad_image
from digitpad.languages import LANGUAGES
from digitpad.settings import Settings
from tests.app.handwriting import written
from tests.display import virtual_display

DOCS = Path(__file__).resolve().parents[2] / "docs"
ONE = "--one"


class Shot(NamedTuple):
    """What is taken a picture of.

    Attributes:
        size: of the window, in pixels of the screen.
        theme: of the window.
        extras: what is done before: names of ``DOINGS``, and "number" or "empty" for what is drawn.
        percent: how many pixels of this screen make one at 100 %.
        screen: its size.
        language: that is spoken.
    """

    size: str = "880x668"
    theme: str = "light"
    extras: tuple[str, ...] = ()
    percent: int = 100
    screen: str = "1920x1080"
    language: str = "en"


SHOTS = {
    "pad": Shot(),
    "dark": Shot(theme="dark"),
    "small": Shot("480x560"),
    "large": Shot("1900x1000"),
    "presenter": Shot(extras=("presenter",)),
    "200-percent": Shot("1760x1020", percent=200),
    "heat": Shot(extras=("heat",)),
    "keys": Shot(extras=("keys",)),
    "menu": Shot(theme="dark", extras=("menu",)),
    "number": Shot(extras=("number", "next digit")),
    "number-dark": Shot(theme="dark", extras=("number",)),
    "number-small": Shot("480x560", extras=("number",)),
    "number-large": Shot("1900x1000", "dark", ("number", "next digit")),
    "number-200-percent": Shot("1760x1020", extras=("number",), percent=200),
    "page": Shot(extras=("page",)),
    "inside": Shot("1280x720", "dark", ("inside",)),
    "what-if": Shot("860x600", "light", ("what if",)),
    "map": Shot("900x640", "dark", ("map",)),
    "side-by-side": Shot(extras=("corner", "side by side")),
}
# What is looked at before a release, beside them: every size, look and language.
ROOMS = {
    "480": Shot("480x400"),
    "880": Shot("880x700"),
    "1280": Shot("1280x690", screen="1280x720"),
    "1800": Shot("1800x420"),
    "4k": Shot("3840x2060", percent=200, screen="3840x2160"),
    "presenter": Shot("880x668", screen="1280x720", extras=("presenter",)),
}
STATES = {
    "empty": ("empty",),
    "digit": (),
    "unsure": ("unsure",),
    "wide": ("wide number",),
    "chosen": ("wide number", "next digit", "heat"),
    "square": ("square", "small number"),
    "problem": ("problem",),
    "about": ("about",),
    "keys": ("keys",),
    "menu": ("menu",),
    "long": ("long number",),
}
LOOKED_AT = {
    f"{room}-{state}-{theme}": shot._replace(theme=theme, extras=(*shot.extras, *extras))
    for room, shot in ROOMS.items()
    for state, extras in STATES.items()
    for theme in ("light", "dark")
} | {
    f"{room}-{state}-{language}": ROOMS[room]._replace(extras=STATES[state], language=language)
    for room in ("480", "880")
    for state in ("empty", "digit", "wide", "problem", "keys", "menu")
    for language in LANGUAGES
    if language != "en"
}


def main() -> int:
    """Make those of the documentation, or those that are named (with * and ?), there or in the folder after --out."""
    arguments = sys.argv[1:]
    out = DOCS
    if arguments[:1] == ["--out"]:
        out, arguments = Path(arguments[1]), arguments[2:]
    out.mkdir(exist_ok=True, parents=True)
    names = [name for name in SHOTS | LOOKED_AT if any(fnmatch(name, argument) for argument in arguments)]
    for name in names or SHOTS:
        shot = (SHOTS | LOOKED_AT)[name]
        # Each in a process of its own: fonts and scaling belong to a whole process.
        with virtual_display(f"{shot.screen}x24", round(0.96 * shot.percent)) as display:
            command = [sys.executable, "-m", "tests.app.screenshots", ONE, name, str(out / f"{name}.png")]
            subprocess.run(command, check=True, env=environment(display))
        print(out / f"{name}.png")
    return 0


def environment(display: str | None) -> dict[str, str]:
    """Settings and drawings of whoever makes the pictures are left out of them."""
    home = tempfile.mkdtemp()
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
    return {**os.environ, **folders, **({"DISPLAY": display} if display else {})}


def shoot(name: str, path: str) -> None:
    shot = (SHOTS | LOOKED_AT)[name]
    extras = shot.extras
    languages.use(shot.language)
    wide = any("number" in extra for extra in extras) and "square" not in extras
    app = App(Recognizer, settings=Settings(theme=shot.theme, wide=wide, language=shot.language))
    app.root.geometry(f"{shot.size}+0+0")
    answered = []
    app.root.bind("<<Answered>>", answered.append)
    app.open()
    wait(app, lambda: not app.session.pending)
    if "page" in extras:
        editing.open_picture(app.session, page())
    else:
        for stroke in strokes(extras):
            editing.begin(app.session)
            editing.add_stroke(app.session, stroke.points)
    wait(app, lambda: "empty" in extras or (answered and not app.session.pending))
    for extra in extras:
        {
            "presenter": lambda: app.choices.toggle("presenter"),
            "heat": app.choices.next_heat,
            "keys": app.looks.actions["keys"].run,
            "about": app.looks.actions["about"].run,
            "menu": lambda: menu(app),
            "inside": lambda: show_inside(app, shot.size),
            "what if": lambda: show_what_if(app, shot.size),
            "map": lambda: show_map(app, shot.size),
            "side by side": lambda: show_side_by_side(app),
            "next digit": app.looks.actions["next digit"].run,
            "problem": lambda: problem(app),
        }.get(extra, lambda: None)()
    app.root.focus_force()
    app.root.event_generate("<Motion>", warp=True, x=4, y=4)  # so that no tooltip is in the picture
    wait(app, lambda: not app.session.pending and app.looks.view.panel._bars.at_rest)
    deadline = time.monotonic() + 0.7  # for what Tk paints when it is idle
    wait(app, lambda: time.monotonic() > deadline)
    if "inside" in extras:
        point_at_a_tile(app)
    shown = next((each.window for each in app.looks.companions.open.values()), app.root)
    box = 0, 0, shown.winfo_rootx() + shown.winfo_width(), shown.winfo_rooty() + shown.winfo_height()
    ImageGrab.grab(bbox=box, xdisplay=os.environ.get("DISPLAY")).save(path, optimize=True)
    app.quit()
    app.close()


def show_inside(app: App, size: str) -> None:
    """Open the window inside the network above the pad."""
    app.looks.companions.show("inside")
    window = app.looks.companions.open["inside"]
    window.window.geometry(f"{size}+0+0")
    wait(app, lambda: window.looking.look is not None and not app.session.pending)


def show_what_if(app: App, size: str) -> None:
    """Open the window with the handles, turn the digit a little, and ask what would make it a 9."""
    app.looks.companions.show("what if")
    window = app.looks.companions.open["what if"]
    window.window.geometry(f"{size}+0+0")
    window.wondering.move("turn", -15)
    wait(app, lambda: not app.session.pending)
    window.wondering.seek(9)
    wait(app, lambda: window.wondering.seeking is None and not app.session.pending)


def show_map(app: App, size: str) -> None:
    """Open the map of digits."""
    app.looks.companions.show("map")
    app.looks.companions.open["map"].window.geometry(f"{size}+0+0")
    wait(app, lambda: not app.session.pending)


def show_side_by_side(app: App) -> None:
    """Let the tutorials' networks read a small digit in a corner, too, above the pad."""
    app.looks.companions.show("side by side")
    window = app.looks.companions.open["side by side"]
    window.window.geometry("860x560+0+0")
    wait(app, lambda: bool(window.models.verdicts) and not app.session.pending)


def point_at_a_tile(app: App) -> None:
    """Move the pointer to a tile of the third layer."""
    window = app.looks.companions.open["inside"]
    box = window.looking.look.layout.columns[2].tile(13)
    window.canvas.event_generate("<Motion>", x=box.left + box.width // 2, y=box.top + box.height // 2)
    deadline = time.monotonic() + 0.3
    wait(app, lambda: time.monotonic() > deadline)


def problem(app: App) -> None:
    """Try to open what is no picture."""
    name = Path(tempfile.mkdtemp()) / "note.txt"
    name.write_text("no picture", encoding="utf-8")
    editing.open_file(app.session, name)


def strokes(extras: tuple[str, ...]) -> list[Stroke]:
    """Return what is drawn: a 4 with a heat map, else a 7, or a number on the wide pad."""
    if "empty" in extras:
        return []
    if "corner" in extras:
        return written("9", 24, 24, 110)
    if "unsure" in extras:
        return [Stroke(((150.0, 118.0), (235.0, 85.0), (208.0, 320.0)))]
    if "long number" in extras:
        return written("31415926535897932", 20, 130, 90, 66)
    if "small number" in extras:
        return written("2026", 20, 130, 130, 92)
    if "wide number" in extras or "number" in extras:
        return written("2026", 180, 85, 220, 240)
    return written("4" if "heat" in extras else "7", 130, 80, 240)


def page() -> bytes:
    """A sheet of paper with three rows of digits on it, as a file's content."""
    sheet = Image.new("L", (900, 700), 236)
    rows = [
        stroke
        for row, number in enumerate(("2026", "1847", "3590"))
        for stroke in written(number, 150 + 20 * row, 60 + 210 * row, 130, 155)
    ]
    sheet.paste(52, mask=pad_image(rows, sheet.size, 1.0, 7.0))
    content = io.BytesIO()
    sheet.save(content, "PNG")
    return content.getvalue()


def menu(app: App) -> None:
    app.looks.menu_bar.menus["View"].post(app.root.winfo_rootx() + 90, app.root.winfo_rooty())


def wait(app: App, condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit("The window took too long.")
        app.root.update()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(shoot(*sys.argv[2:]) if sys.argv[1:2] == [ONE] else main())
