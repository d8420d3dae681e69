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
from digitpad.app.window import App
from digitpad.drawing import Stroke
from digitpad.ink import pad_image
from digitpad.settings import Settings
from tests.display import virtual_display

DOCS = Path(__file__).resolve().parents[2] / "docs"
SEVEN = ((118.0, 96.0), (165.0, 92.0), (222.0, 90.0), (284.0, 84.0), (262.0, 150.0), (228.0, 236.0), (196.0, 326.0))
FOUR = (
    ((170.0, 80.0), (140.0, 150.0), (112.0, 220.0), (200.0, 216.0), (290.0, 210.0)),
    ((236.0, 120.0), (228.0, 330.0)),
)
# 2026 on the wide pad.
NUMBER = (
    ((130.0, 130.0), (160.0, 88.0), (212.0, 84.0), (236.0, 126.0), (206.0, 196.0), (140.0, 300.0), (262.0, 296.0)),
    (
        *((430.0, 88.0), (384.0, 118.0), (366.0, 196.0), (386.0, 276.0), (432.0, 304.0), (480.0, 272.0)),
        *((500.0, 194.0), (478.0, 116.0), (430.0, 88.0)),
    ),
    ((608.0, 134.0), (640.0, 90.0), (692.0, 86.0), (716.0, 130.0), (684.0, 200.0), (616.0, 304.0), (740.0, 298.0)),
    (
        *((948.0, 80.0), (888.0, 132.0), (852.0, 216.0), (868.0, 284.0), (920.0, 306.0), (962.0, 272.0)),
        *((956.0, 222.0), (910.0, 204.0), (866.0, 236.0)),
    ),
)
ONE = "--one"
SHOTS = {
    "pad": ("880x668", 1.0, "light", ()),
    "dark": ("880x668", 1.0, "dark", ()),
    "small": ("480x560", 1.0, "light", ()),
    "large": ("1900x1000", 1.0, "light", ()),
    "presenter": ("880x668", 1.0, "light", ("presenter",)),
    "200-percent": ("1760x1040", 2.0, "light", ()),
    "heat": ("880x668", 1.0, "light", ("heat",)),
    "keys": ("880x668", 1.0, "light", ("keys",)),
    "menu": ("880x668", 1.0, "dark", ("menu",)),
    "number": ("880x668", 1.0, "light", ("number", "next digit")),
    "number-dark": ("880x668", 1.0, "dark", ("number",)),
    "number-small": ("480x560", 1.0, "light", ("number",)),
    "number-large": ("1900x1000", 1.0, "dark", ("number", "next digit")),
    "number-200-percent": ("1760x1040", 2.0, "light", ("number",)),
    "page": ("880x668", 1.0, "light", ("page",)),
}


def main() -> int:
    """Make them all, or those that are named."""
    DOCS.mkdir(exist_ok=True)
    for name in sys.argv[1:] or SHOTS:
        # Each in a process of its own: fonts and scaling belong to a whole process.
        with virtual_display("1920x1080x24", round(96 * SHOTS[name][1])) as display:
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
    wait(app, lambda: not app.busy)
    if "page" in extras:
        app.show_picture(page())
    else:
        for stroke in NUMBER if "number" in extras else FOUR if "heat" in extras else (SEVEN,):
            app.begin_stroke()
            app.add_stroke(stroke)
            app.view.pad.show(app.history.current)
    wait(app, lambda: answered and not app.busy)
    for extra in extras:
        {
            "presenter": lambda: app.choices.toggle("presenter"),
            "heat": app.heat.next,
            "keys": app.show_keys,
            "menu": lambda: menu(app),
            "next digit": lambda: app.step(1),
        }.get(extra, lambda: None)()
    app.root.focus_force()
    app.root.event_generate("<Motion>", warp=True, x=4, y=4)  # so that no tooltip is in the picture
    wait(app, lambda: not app.busy and app.view.panel._bars.at_rest)
    deadline = time.monotonic() + 0.7  # for what Tk paints when it is idle
    wait(app, lambda: time.monotonic() > deadline)
    box = 0, 0, app.root.winfo_rootx() + app.root.winfo_width(), app.root.winfo_rooty() + app.root.winfo_height()
    ImageGrab.grab(bbox=box, xdisplay=os.environ.get("DISPLAY")).save(DOCS / f"{name}.png", optimize=True)
    app.quit()
    app.close()


def page() -> bytes:
    """A sheet of paper with three rows of digits on it, as a file's content."""
    sheet = Image.new("L", (900, 700), 236)
    strokes = [
        Stroke(tuple((x * 0.55 + 60 + 14 * row, y * 0.45 + 30 + 210 * row + 0.03 * x) for x, y in points))
        for row in range(3)
        for points in NUMBER
    ]
    sheet.paste(52, mask=pad_image(strokes, sheet.size, 1.0, 7.0))
    content = io.BytesIO()
    sheet.save(content, "PNG")
    return content.getvalue()


def menu(app: App) -> None:
    app.menu_bar.menus["View"].post(app.root.winfo_rootx() + 90, app.root.winfo_rooty())


def wait(app: App, condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit("The window took too long.")
        app.root.update()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(shoot(sys.argv[2]) if sys.argv[1:2] == [ONE] else main())
