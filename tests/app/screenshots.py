"""Makes the README's pictures and those that are looked at before a release: ``python -m tests.app.screenshots``."""

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageGrab

from digitpad import Recognizer
from digitpad.app.session import editing
from digitpad.app.window import App
from digitpad.ink.drawing import Stroke
from digitpad.ink.raster import pad_image
from digitpad.settings import Settings
from tests.app.handwriting import written
from tests.display import virtual_display

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCREEN = (1920, 1080)
ONE = "--one"
SHOTS = {
    "pad": ("880x668", 1.0, "light", ()),
    "dark": ("880x668", 1.0, "dark", ()),
    "small": ("480x560", 1.0, "light", ()),
    "large": ("1900x1000", 1.0, "light", ()),
    "presenter": ("880x668", 1.0, "light", ("presenter",)),
    "200-percent": ("1760x1020", 2.0, "light", ()),
    "heat": ("880x668", 1.0, "light", ("heat",)),
    "keys": ("880x668", 1.0, "light", ("keys",)),
    "menu": ("880x668", 1.0, "dark", ("menu",)),
    "number": ("880x668", 1.0, "light", ("number", "next digit")),
    "number-dark": ("880x668", 1.0, "dark", ("number",)),
    "number-small": ("480x560", 1.0, "light", ("number",)),
    "number-large": ("1900x1000", 1.0, "dark", ("number", "next digit")),
    "number-200-percent": ("1760x1020", 2.0, "light", ("number",)),
    "page": ("880x668", 1.0, "light", ("page",)),
}


def main() -> int:
    """Make them all, or those that are named."""
    DOCS.mkdir(exist_ok=True)
    for name in sys.argv[1:] or SHOTS:
        # Each in a process of its own: fonts and scaling belong to a whole process.
        with virtual_display("{}x{}x24".format(*SCREEN), round(96 * SHOTS[name][1])) as display:
            subprocess.run(
                [sys.executable, "-m", "tests.app.screenshots", ONE, name], check=True, env=environment(display)
            )
        print(DOCS / f"{name}.png")
    return 0


def environment(display: str | None) -> dict[str, str]:
    """Settings and drawings of whoever makes the pictures are left out of them."""
    home = tempfile.mkdtemp()
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
    return {**os.environ, **folders, **({"DISPLAY": display} if display else {})}


def shoot(name: str) -> None:
    size, _factor, theme, extras = SHOTS[name]
    app = App(Recognizer, settings=Settings(theme=theme, wide="number" in extras))
    app.root.geometry(f"{size}+0+0")
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
    wait(app, lambda: answered and not app.session.pending)
    for extra in extras:
        {
            "presenter": lambda: app.choices.toggle("presenter"),
            "heat": app.choices.next_heat,
            "keys": app.looks.actions["keys"].run,
            "menu": lambda: menu(app),
            "next digit": app.looks.actions["next digit"].run,
        }.get(extra, lambda: None)()
    app.root.focus_force()
    app.root.event_generate("<Motion>", warp=True, x=4, y=4)  # so that no tooltip is in the picture
    wait(app, lambda: not app.session.pending and app.looks.view.panel._bars.at_rest)
    deadline = time.monotonic() + 0.7  # for what Tk paints when it is idle
    wait(app, lambda: time.monotonic() > deadline)
    box = 0, 0, app.root.winfo_rootx() + app.root.winfo_width(), app.root.winfo_rooty() + app.root.winfo_height()
    ImageGrab.grab(bbox=box, xdisplay=os.environ.get("DISPLAY")).save(DOCS / f"{name}.png", optimize=True)
    app.quit()
    app.close()


def strokes(extras: tuple[str, ...]) -> list[Stroke]:
    """Return what is drawn: a 4 with a heat map, else a 7, or a number on the wide pad."""
    if "number" in extras:
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
    sys.exit(shoot(sys.argv[2]) if sys.argv[1:2] == [ONE] else main())
