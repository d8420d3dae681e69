"""Signs as a hand draws them, made by code, and what people write with them: amounts, dates, times, sums.

Each maker draws its sign for digits from y = 0 (top) to 1 (foot), from x = 0 on, a little differently every time; the
digits are a writer's own, as in ``digitpad.training.pictures.numbers``.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.drawing import Drawing, Stroke
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.pictures.augmentation import as_unit
from digitpad.training.pictures.spacing import Shape

Points = NDArray[np.float64]
Maker = Callable[[np.random.Generator], Shape]

# A hand's unsteadiness, in heights of the digits (standard deviations): of the ends of a line, and of points along it.
ENDS, TREMBLE = 0.03, 0.006
HEIGHT, WANDER = 0.08, 0.05  # of digits, as in numbers
GAP, SPACE = (0.15, 0.5), (0.8, 1.6)  # between digits, and between numbers
SIGN_GAP = (0.1, 0.4)  # around signs
DIGIT_PIXELS = 100


def _line(rng: np.random.Generator, *corners: tuple[float, float], bow: float = 0.0) -> Points:
    """Return an unsteady line through corners; ``bow`` bends one of two corners to its right."""
    ends = np.array(corners) + rng.normal(0, ENDS, (len(corners), 2))
    places = np.linspace(0, len(corners) - 1, 14)
    points = np.column_stack([np.interp(places, np.arange(len(corners)), ends[:, axis]) for axis in (0, 1)])
    way = ends[-1] - ends[0]
    swing = np.sin(np.linspace(0, math.pi, 14))[:, None] * np.array([-way[1], way[0]]) * (bow + rng.normal(0, 0.02))
    trembling: Points = points + swing + rng.normal(0, TREMBLE, points.shape)
    return trembling


def _ring(rng: np.random.Generator, x: float, y: float, radius: float) -> Points:
    angle = rng.uniform(0, 6.28) + np.linspace(0, 2 * math.pi * rng.uniform(0.95, 1.1), 16)
    centre = np.array([x, y]) + rng.normal(0, ENDS, 2)
    around: Points = centre + radius * np.column_stack([np.cos(angle), np.sin(angle)])
    return around + rng.normal(0, TREMBLE, around.shape)


def _minus(rng: np.random.Generator) -> Shape:
    y, width = rng.uniform(0.4, 0.62), rng.uniform(0.3, 0.65)
    return [_line(rng, (0, y), (width, y + rng.normal(0, 0.04)))]


def _plus(rng: np.random.Generator) -> Shape:
    size, y = rng.uniform(0.2, 0.33), rng.uniform(0.45, 0.6)
    bar, stem = _line(rng, (0, y), (2 * size, y)), _line(rng, (size, y - size), (size, y + size))
    return [bar, stem] if rng.random() < 0.7 else [stem, bar]


def _times(rng: np.random.Generator) -> Shape:
    size, y = rng.uniform(0.18, 0.3), rng.uniform(0.5, 0.62)
    return [
        _line(rng, (0, y - size), (2 * size, y + size)),
        _line(rng, (2 * size, y - size), (0, y + size)),
    ]


def _equals(rng: np.random.Generator) -> Shape:
    y, gap, width = rng.uniform(0.4, 0.55), rng.uniform(0.16, 0.32), rng.uniform(0.35, 0.65)
    return [_line(rng, (0, y), (width, y)), _line(rng, (0, y + gap), (width, y + gap))]


def _dot(rng: np.random.Generator, y: float) -> Points:
    """Return a tap, a short line or a small blot."""
    kind, x = rng.integers(3), 0.05
    if kind == 0:
        return np.array([[x, y]])
    if kind == 1:
        return np.array([[x, y], [x + rng.uniform(0.01, 0.05), y + rng.uniform(0, 0.05)]])
    return _ring(rng, x, y, rng.uniform(0.015, 0.045))


def _point(rng: np.random.Generator) -> Shape:
    return [_dot(rng, rng.uniform(0.92, 1.04))]


def _comma(rng: np.random.Generator) -> Shape:
    y = rng.uniform(0.88, 1.0)
    return [_line(rng, (0.1, y), (rng.uniform(0, 0.07), y + rng.uniform(0.16, 0.3)), bow=-0.1)]


def _colon(rng: np.random.Generator) -> Shape:
    return [_dot(rng, rng.uniform(0.3, 0.45)), _dot(rng, rng.uniform(0.75, 0.95))]


def _middle_dot(rng: np.random.Generator) -> Shape:
    return [_dot(rng, rng.uniform(0.42, 0.58))]


def _slash(rng: np.random.Generator) -> Shape:
    lean = math.tan(math.radians(rng.uniform(24, 42)))
    top, foot = rng.uniform(-0.15, 0.05), rng.uniform(0.95, 1.25)
    return [_line(rng, ((foot - top) * lean, top), (0, foot))]


def _per_cent(rng: np.random.Generator) -> Shape:
    radius = rng.uniform(0.1, 0.17)
    slash = _line(rng, (0.6, 0.05), (0.1, 0.95))
    return [_ring(rng, 0.12, 0.25, radius), slash, _ring(rng, 0.6, 0.78, radius)]


def _bracket(rng: np.random.Generator) -> Shape:
    return [_line(rng, (0.2, -0.1), (0.2, 1.1), bow=rng.uniform(0.12, 0.22))]


def _closing(rng: np.random.Generator) -> Shape:
    return [_line(rng, (0.05, -0.1), (0.05, 1.1), bow=-rng.uniform(0.12, 0.22))]


MAKERS: dict[str, Maker] = {
    "-": _minus,
    "+": _plus,
    "×": _times,
    "=": _equals,
    ".": _point,
    ",": _comma,
    ":": _colon,
    "·": _middle_dot,
    "/": _slash,
    "%": _per_cent,
    "(": _bracket,
    ")": _closing,
}
# What is written with each sign: "0" is any digit.
PATTERNS = (
    "-0", "-00.0", "00.00", "0.00", "000,00", "0/0/0000", "00/00", "00:00", "0:00:00", "0+0=00", "00+0=", "00-0=0",
    "0×0=00", "0·00", "00%", "0.0%", "(0+0)×0", "00:0=0", "0,0", "00-00-0000", "00.0.0000", "0/0+0/0",
)  # fmt: skip


def written(digits: StrokeSet, samples: list[int], pattern: str, rng: np.random.Generator) -> tuple[Drawing, str]:
    """Write a pattern with one writer's digits.

    Args:
        digits: to take from.
        samples: which of them are the pattern's "0", in order.
        pattern: of "0", signs and spaces.
        rng: the source of chance.

    Returns:
        The drawing, on a pad of its own size, and its text.
    """
    strokes: Shape = []
    text, reach, before = "", 0.0, ""
    queue = iter(samples)
    for character in pattern:
        if character == " ":
            reach += rng.uniform(*SPACE) - GAP[0]
            text, before = text + " ", " "
            continue
        if character == "0":
            sample = next(queue)
            unit = as_unit(digits.strokes(sample))
            size, wander = np.exp(rng.normal(0, HEIGHT)), rng.normal(0, WANDER)
            shape = [stroke * size + [0, wander + 0.5] for stroke in unit]
            text += str(digits.labels[sample])
        else:
            shape = MAKERS[character](rng)
            text += character
        signs = character in MAKERS or before in MAKERS
        gap = 0.0 if not before else GAP[0] if before == " " else rng.uniform(*(SIGN_GAP if signs else GAP))
        points = np.concatenate(shape)
        shift = reach + gap - float(points[:, 0].min())
        strokes += [stroke + np.array([shift, 0.0]) for stroke in shape]
        reach, before = float(points[:, 0].max()) + shift, character
    return drawn(strokes), text


def drawn(strokes: Shape) -> Drawing:
    """Return strokes in heights of a digit as a drawing on a pad of its own size."""
    points = [stroke * DIGIT_PIXELS for stroke in strokes]
    low = np.concatenate(points).min(axis=0) - DIGIT_PIXELS / 2
    width, height = np.concatenate(points).max(axis=0) - low + DIGIT_PIXELS / 2
    kept = tuple(Stroke(tuple(map(tuple, (stroke - low).tolist()))) for stroke in points)
    return Drawing(float(width), float(height), kept)


def turned(drawing: Drawing, degrees: float) -> Drawing:
    """Return a drawing turned clockwise on the screen, on a pad that is large enough."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turn = np.array([[cos, sin], [-sin, cos]])
    return drawn([np.array(stroke.points) @ turn / DIGIT_PIXELS for stroke in drawing.strokes])
