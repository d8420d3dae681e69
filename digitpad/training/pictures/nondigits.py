"""Drawings that are no digit, made by code: what people doodle on a pad, so that the network learns to refuse.

Each maker draws its shape around (0, 0), about 1 in size, a little differently every time. ``TAUGHT`` shapes are
trained on; ``HELD_OUT`` shapes are kept for evaluation alone, so that refusing them shows more than memory.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitpad.training.pictures.spacing import GAPS, Shape, beside

Maker = Callable[[np.random.Generator], Shape]

# Less clear than the letters that are evaluated, but no digit to most readers: taught, never counted.
OTHER_LETTERS = "CUVTcptv"


def _path(*points: tuple[float, float]) -> NDArray[np.float64]:
    """Return points every 0.05 along straight lines through the given corners."""
    corners = np.array(points, float)
    pieces = [
        start + (end - start) * np.linspace(0, 1, max(2, math.ceil(math.dist(start, end) / 0.05)))[:, None]
        for start, end in pairwise(corners)
    ]
    return np.concatenate(pieces)


def _arc(centre: tuple[float, float], radius: tuple[float, float], start: float, end: float) -> NDArray[np.float64]:
    """Return an elliptic arc, angles in turns, clockwise on the screen from the right."""
    angle = np.linspace(start, end, max(8, math.ceil(abs(end - start) * 40))) * 2 * math.pi
    return np.array(centre) + np.column_stack([radius[0] * np.cos(angle), radius[1] * np.sin(angle)])


def _circle(rng: np.random.Generator, radius: float = 0.5) -> NDArray[np.float64]:
    start = rng.random()
    return _arc((0, 0), (radius, radius * rng.uniform(0.85, 1.15)), start, start + rng.uniform(0.95, 1.08))


def scribble(rng: np.random.Generator) -> Shape:
    """Wander about without a plan."""
    steps = rng.normal(0, 1, (int(rng.integers(50, 140)), 2))
    smooth = np.apply_along_axis(lambda axis: np.convolve(axis, np.ones(5) / 5, "same"), 0, steps)
    walk = np.cumsum(smooth + rng.normal(0, 0.05, 2), axis=0)
    return [walk / np.ptp(walk, axis=0).max()]


def hatching(rng: np.random.Generator) -> Shape:
    """Blacken an area to and fro."""
    turns = int(rng.integers(5, 14))
    x = np.linspace(-0.5, 0.5, turns) + rng.normal(0, 0.03, turns)
    y = np.where(np.arange(turns) % 2, -0.5, 0.5) * rng.uniform(0.5, 1) + rng.normal(0, 0.06, turns)
    return [_turned(_path(*zip(x, y, strict=True)), rng.uniform(0, math.pi))]


def tangle(rng: np.random.Generator) -> Shape:
    """Go round and round, out of centre."""
    angle = np.linspace(0, rng.uniform(3, 8) * 2 * math.pi, 160)
    radius = 0.3 + 0.2 * np.sin(angle * rng.uniform(0.2, 0.9) + rng.uniform(0, 6))
    drift = np.linspace(0, 1, 160)[:, None] * rng.normal(0, 0.4, 2)
    return [np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + drift]


def spiral(rng: np.random.Generator) -> Shape:
    """Draw a spiral of three turns or more."""
    angle = np.linspace(0, rng.uniform(2.8, 5) * 2 * math.pi, 150) * rng.choice([-1, 1])
    radius = np.linspace(0.03, 0.5, 150)
    return [_turned(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), rng.uniform(0, 6.28))]


def level_line(rng: np.random.Generator) -> Shape:
    """Draw one line that lies rather than stands: an upright one would be a 1."""
    slope = rng.uniform(-0.45, 0.45)
    sag = rng.normal(0, 0.04)
    x = np.linspace(-0.5, 0.5, 20)
    return [np.column_stack([x, slope * x + sag * np.cos(x * math.pi)])]


def level_lines(rng: np.random.Generator) -> Shape:
    """Draw two to four level lines, such as an equals sign."""
    gap = rng.uniform(0.2, 0.45)
    return [level_line(rng)[0] + [0, gap * row] for row in range(int(rng.integers(2, 5)))]


def wave(rng: np.random.Generator) -> Shape:
    """Draw a wavy line."""
    x = np.linspace(-0.5, 0.5, 60)
    waves = rng.uniform(1, 5)
    return [np.column_stack([x, rng.uniform(0.05, 0.22) * np.sin(x * waves * 2 * math.pi + rng.uniform(0, 6))])]


def cross(rng: np.random.Generator) -> Shape:
    """Draw a plus or a times sign."""
    width = rng.uniform(0.4, 0.6)
    bars = [_path((-width, rng.normal(0, 0.05)), (width, rng.normal(0, 0.05)))]
    bars.append(_path((rng.normal(0, 0.05), -0.5), (rng.normal(0, 0.05), 0.5)))
    turn = rng.choice([0, math.pi / 4]) + rng.normal(0, 0.08)
    return [_turned(bar, turn) for bar in bars]


def hash_sign(rng: np.random.Generator) -> Shape:
    """Draw a hash sign or a grid."""
    bars = int(rng.integers(2, 4))
    places = np.linspace(-0.25, 0.25, bars)
    lines = [_path((x + 0.06, -0.5), (x - 0.06, 0.5)) for x in places]
    return lines + [_path((-0.5, y), (0.5, y + rng.normal(0, 0.03))) for y in places]


def asterisk(rng: np.random.Generator) -> Shape:
    """Draw three or four lines through one point."""
    rays = int(rng.integers(3, 5))
    return [_turned(_path((-0.5, 0), (0.5, 0)), math.pi * ray / rays + rng.normal(0, 0.08)) for ray in range(rays)]


def crossed_circle(rng: np.random.Generator) -> Shape:
    """Draw a circle with a whole cross in it; a single stroke through would be a slashed zero."""
    return [_circle(rng), *(line * rng.uniform(0.85, 1.3) for line in cross(rng))]


def target(rng: np.random.Generator) -> Shape:
    """Draw circles within each other."""
    return [_circle(rng), _circle(rng, rng.uniform(0.15, 0.3))]


def triangle(rng: np.random.Generator) -> Shape:
    """Draw a closed triangle."""
    corners = [(0.0 + rng.normal(0, 0.1), -0.5), (0.5, 0.4 + rng.normal(0, 0.08)), (-0.5, 0.4 + rng.normal(0, 0.08))]
    return [_turned(_path(*corners, corners[0]), rng.choice([0, 0, math.pi, 0.5]))]


def square(rng: np.random.Generator) -> Shape:
    """Draw a box with its diagonals or with a bar; a bare box could be meant as a zero."""
    w, h = 0.5, rng.uniform(0.35, 0.6)
    box = _path((-w, -h), (w, -h), (w, h), (-w, h), (-w, -h))
    inside = [[_path((-w, -h), (w, h)), _path((-w, h), (w, -h))], [_path((0, -h), (0, h)), _path((-w, 0), (w, 0))]]
    return [box, *inside[int(rng.integers(2))]]


def arrow(rng: np.random.Generator) -> Shape:
    """Draw an arrow to the right, to the left or down; up is left out: it is near a European 1."""
    head = rng.uniform(0.15, 0.3)
    parts = [_path((-0.5, 0), (0.5, 0)), _path((0.5 - head, -head), (0.5, 0), (0.5 - head, head))]
    turn = rng.choice([0, math.pi, math.pi / 2]) + rng.normal(0, 0.15)
    return [_turned(part, turn) for part in parts]


def question_mark(rng: np.random.Generator) -> Shape:
    """Draw a question mark."""
    hook = np.concatenate([_arc((0, -0.25), (0.25, 0.25), -0.5, 0.2), _path((0.05, 0.0), (0.0, 0.22))])
    return [hook, _dot((0, rng.uniform(0.38, 0.5)))]


def exclamation_mark(rng: np.random.Generator) -> Shape:
    """Draw an exclamation mark."""
    return [_path((0.0, -0.5), (rng.normal(0, 0.02), 0.2)), _dot((0, rng.uniform(0.36, 0.5)))]


def dots(rng: np.random.Generator) -> Shape:
    """Draw one to five dots."""
    count = int(rng.integers(1, 6))
    places = rng.uniform(-0.5, 0.5, (count, 2)) * [1, rng.choice([0.1, 1])]
    return [_dot((float(x), float(y))) for x, y in places]


def per_cent(rng: np.random.Generator) -> Shape:
    """Draw a per cent sign."""
    size = rng.uniform(0.1, 0.17)
    place = np.array([0.3, 0.3])
    return [_circle(rng, size) - place, _path((0.4, -0.5), (-0.4, 0.5)), _circle(rng, size) + place]


def check_mark(rng: np.random.Generator) -> Shape:
    """Draw a check mark with a low, wide sweep."""
    return [_path((-0.5, 0.0), (-0.2, 0.35), (0.6, -0.4 + rng.normal(0, 0.08)))]


def ampersand(rng: np.random.Generator) -> Shape:
    """Draw an ampersand as it is printed."""
    loop = [(0.5, 0.5), (-0.25, -0.3), (-0.1, -0.5), (0.1, -0.35), (-0.4, 0.2), (-0.25, 0.48), (0.1, 0.45), (0.5, 0.05)]
    return [_path(*((x + rng.normal(0, 0.03), y + rng.normal(0, 0.03)) for x, y in loop))]


def knot(rng: np.random.Generator) -> Shape:
    """Draw a smooth closed line through places anywhere."""
    corners = rng.uniform(-0.5, 0.5, (int(rng.integers(7, 12)), 2))
    spectrum = np.fft.fft(corners[:, 0] + 1j * corners[:, 1])
    padded = np.zeros(120, complex)
    half = (len(corners) + 1) // 2
    padded[:half] = spectrum[:half]
    padded[half - len(corners) :] = spectrum[half:]
    curve = np.fft.ifft(padded)
    return [np.column_stack([curve.real, curve.imag]) * 120 / len(corners)]


def star(rng: np.random.Generator) -> Shape:
    """Draw a five-pointed star in one line."""
    angle = -math.pi / 2 + np.arange(6) * 4 * math.pi / 5 + rng.normal(0, 0.08)
    return [_path(*zip(0.5 * np.cos(angle), 0.5 * np.sin(angle), strict=True))]


def heart(rng: np.random.Generator) -> Shape:
    """Draw a heart (the well-known parametric curve, WolframMathWorld "Heart Curve")."""
    t = np.linspace(0, 2 * math.pi, 60) + rng.normal(0, 0.05)
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    return [np.column_stack([16 * np.sin(t) ** 3, y * rng.uniform(0.85, 1.1)]) / 34]


def smiley(rng: np.random.Generator) -> Shape:
    """Draw a face."""
    mouth = _arc((0, 0.05), (0.25, rng.uniform(0.15, 0.25)), 0.05, 0.45)
    return [_circle(rng), _dot((-0.17, -0.15)), _dot((0.17, -0.15)), mouth]


def house(rng: np.random.Generator) -> Shape:
    """Draw a house with a roof and a door."""
    roof = _path((-0.5, -0.05), (0.0, -0.5 + rng.normal(0, 0.05)), (0.5, -0.05))
    walls = _path((-0.4, -0.05), (-0.4, 0.5), (0.4, 0.5), (0.4, -0.05), (-0.4, -0.05))
    return [roof, walls, _path((-0.08, 0.5), (-0.08, 0.2), (0.1, 0.2), (0.1, 0.5))]


def euro_sign(rng: np.random.Generator) -> Shape:
    """Draw a euro sign."""
    bow = _arc((0.05, 0), (0.4, 0.5), 0.9, 0.1) if rng.random() < 0.5 else _arc((0.05, 0), (0.4, 0.5), -0.12, -0.88)
    return [bow, _path((-0.5, -0.1), (0.15, -0.1)), _path((-0.5, 0.1), (0.12, 0.1))]


def flower(rng: np.random.Generator) -> Shape:
    """Draw petals around a centre on a stem."""
    petals = [_circle(rng, 0.14) + 0.22 * np.array([math.cos(a), math.sin(a)]) for a in np.arange(5) * 1.2566]
    return [part - [0, 0.2] for part in petals] + [_path((0, 0.1), (rng.normal(0, 0.05), 0.6))]


def lightning(rng: np.random.Generator) -> Shape:
    """Draw a closed flash of lightning."""
    corners = [(0.1, -0.5), (-0.3, 0.08), (-0.02, 0.05), (-0.15, 0.5), (0.3, -0.12), (0.02, -0.08), (0.1, -0.5)]
    return [_path(*((x + rng.normal(0, 0.02), y + rng.normal(0, 0.02)) for x, y in corners))]


def stick_figure(rng: np.random.Generator) -> Shape:
    """Draw a person."""
    body = [_path((0, -0.2), (0, 0.2)), _path((-0.25, 0.0), (0.25, rng.normal(-0.05, 0.05)))]
    legs = [_path((0, 0.2), (-0.2, 0.5)), _path((0, 0.2), (0.2, 0.5))]
    return [_circle(rng, 0.14) - [0, 0.35], *body, *legs]


def moon(rng: np.random.Generator) -> Shape:
    """Draw a crescent, closed."""
    outer = _arc((0, 0), (0.45, 0.5), 0.2, 0.8)
    inner = _arc((rng.uniform(0.1, 0.2), 0), (0.3, 0.46), 0.78, 0.22)
    return [np.concatenate([outer, inner, outer[:1]])]


def fish(rng: np.random.Generator) -> Shape:
    """Draw a fish in one line, with an eye."""
    high = rng.uniform(0.2, 0.3)
    x = np.linspace(0.5, -0.5, 40)
    back = np.column_stack([x, -high * np.cos((x - 0.08) * 1.5 * math.pi / 1.16)])
    return [np.concatenate([back, (back * [1, -1])[::-1]]), _dot((0.28, -0.06))]


def cloud(rng: np.random.Generator) -> Shape:
    """Draw a cloud of five bulges."""
    angle = np.linspace(0, 2 * math.pi, 120)
    radius = 0.3 + 0.2 * np.abs(np.sin(angle * 2.5 + rng.uniform(0, math.pi)))
    return [np.column_stack([radius * np.cos(angle), 0.65 * radius * np.sin(angle)])]


def cup(rng: np.random.Generator) -> Shape:
    """Draw a cup with a handle and a saucer."""
    foot = rng.uniform(0.12, 0.25)
    bowl = _path((-0.4, -0.4), (-foot, 0.3), (foot, 0.3), (0.4, -0.4), (-0.4, -0.4))
    return [bowl, _arc((0.33, -0.1), (0.17, 0.17), -0.2, 0.25), _path((-0.5, 0.42), (0.5, 0.42))]


TAUGHT: dict[str, Maker] = {
    maker.__name__.replace("_", " "): maker
    for maker in (
        scribble, hatching, tangle, spiral, level_line, level_lines, wave, cross, hash_sign, asterisk,
        crossed_circle, target, triangle, square, arrow, question_mark, exclamation_mark, dots, per_cent,
        check_mark, ampersand, heart, smiley, flower, lightning, knot,
    )
}  # fmt: skip
# What epochs draw from: no two scribbles are alike, so they come up three times as often as any other kind.
DOODLED: tuple[Maker, ...] = (*TAUGHT.values(), scribble, scribble)
HELD_OUT: dict[str, Maker] = {
    maker.__name__.replace("_", " "): maker for maker in (star, house, euro_sign, stick_figure, moon, fish, cloud, cup)
}


def several_digits(rng: np.random.Generator, digits: Sequence[Shape]) -> Shape:
    """Write two or three digits into one drawing, mostly side by side.

    Half of them stand as in a number, the others nearer, up to touching: a row is split where two strokes together are
    no digit.

    Args:
        rng: the source of chance.
        digits: of about size 1 around (0, 0).
    """
    stacked = rng.random() < 0.08
    gap = str(rng.choice([*GAPS, "natural"]))
    written = [digits[0]]
    for digit in digits[1:]:
        if stacked:
            # A column is a row that is looked at with x and y exchanged.
            exchanged = beside(_exchanged(digit), [_exchanged(shape) for shape in written], "natural", rng)
            moved = _exchanged(exchanged)
        else:
            moved = beside(digit, written, gap, rng)
        wander = rng.normal(0, 0.08) * np.array([stacked, not stacked])
        written.append([stroke + wander for stroke in moved])
    return [stroke for digit in written for stroke in digit]


def _exchanged(shape: Shape) -> Shape:
    return [stroke[:, ::-1] for stroke in shape]


def _dot(place: tuple[float, float]) -> NDArray[np.float64]:
    return np.array([place])


def _turned(points: NDArray[np.float64], angle: float) -> NDArray[np.float64]:
    cos, sin = math.cos(angle), math.sin(angle)
    result: NDArray[np.float64] = points @ np.array([[cos, sin], [-sin, cos]])
    return result
