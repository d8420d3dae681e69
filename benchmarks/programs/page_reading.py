"""Reads a page of so many digits: prints how many there were and were found, seconds, the layout's, and peak MB."""

import resource
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

from digitpad import Recognizer
from digitpad.scan import page_layout

SAMPLE = Path(__file__).resolve().parents[2] / "tests" / "data" / "mnist_sample.npz"
ROUNDS = 3


def page(width, height, count):
    """Write digits of the sample on grey paper in uneven light, as a phone takes it."""
    rng = np.random.default_rng(1)
    images = np.load(SAMPLE)["images"]
    columns = int(np.ceil(np.sqrt(count * width / height)))
    rows = -(-count // columns)
    pitch = min(width / (columns + 1), height / (rows + 1))
    side = int(pitch * 0.85 * 28 / 20)
    paper = Image.new("L", (width, height))
    for index in range(count):
        digit = Image.fromarray(images[rng.integers(len(images))])
        digit = digit.resize((side, side), Image.Resampling.BICUBIC).point(lambda value: 255 if value > 127 else 0)
        x = int((index % columns + 1) * width / (columns + 1) - side / 2)
        y = int((index // columns + 1) * height / (rows + 1) - side / 2 + rng.normal(0, 0.03) * side)
        paper.paste(255, (x, y), digit)
    grain = Image.effect_noise((width, height), 6)
    light = Image.linear_gradient("L").resize((width, height)).point(lambda value: 215 - value // 3)
    dark = light.point(lambda value: value // 4)
    photo = Image.composite(dark, light, paper)
    photo = Image.blend(photo, grain, 0.1)
    return Image.merge("RGB", (photo, photo, photo))


def main():
    """Read the page that the arguments describe: width, height, digits."""
    width, height, count = map(int, sys.argv[1:])
    image = page(width, height, count)
    recognizer = Recognizer()
    seconds, layouts = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        page_layout(image)
        layouts.append(time.perf_counter() - start)
        start = time.perf_counter()
        found = recognizer.read(image).digits
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(count, sum(d.verdict != "no digit" for d in found), min(seconds), min(layouts), peak)


if __name__ == "__main__":
    main()
