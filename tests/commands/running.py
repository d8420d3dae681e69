"""The command in a process of its own, and files for it to read."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from digitpad import Drawing
from digitpad.commands.self_test import known_drawings
from digitpad.ink.raster import digit_ink

DRAWINGS = known_drawings()


def command(*arguments):
    return [sys.executable, "-m", "digitpad", *map(str, arguments)]


def digitpad(*arguments, content=b"", **environment):
    """Run the command in a process of its own; an environment variable set to None is taken out."""
    variables = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    variables = {name: value for name, value in variables.items() if value is not None}
    root = Path(__file__).resolve().parents[2]
    variables["PYTHONPATH"] = str(root)
    done = subprocess.run(command(*arguments), input=content, capture_output=True, env=variables, check=False)
    return done.returncode, *(text.decode(variables["PYTHONIOENCODING"]) for text in (done.stdout, done.stderr))


def save_drawing(folder, digit, name=None):
    path = folder / (name or f"{digit}.digitpad")
    path.write_text(DRAWINGS[digit].to_json(), encoding="utf-8")
    return path


def picture(digit):
    """A picture of one digit as a scanner makes it: dark ink on white paper."""
    return on_paper(DRAWINGS[digit])


def on_paper(drawing):
    """A picture of a drawing as a scanner makes it."""
    ink = digit_ink(drawing)
    page = Image.new("L", (300, 300), 255)
    page.paste(0, (70, 70), ink)
    return page


def number(folder, text):
    """Save a number drawn with known digits side by side; return its path."""
    strokes, left = [], 20.0
    for digit in text:
        x0, y0, x1, y1 = DRAWINGS[int(digit)].bounds()
        scale = 100 / max(x1 - x0, y1 - y0)
        strokes += [
            [((x - x0) * scale + left, (y - y0) * scale + 20) for x, y in stroke.points]
            for stroke in DRAWINGS[int(digit)].strokes
        ]
        left += (x1 - x0) * scale + 30
    path = folder / f"{text}.digitpad"
    path.write_text(Drawing.from_strokes(strokes, left, 140).to_json())
    return path
