"""Digits as a hand writes them, round and of many points, for pictures of the window."""

import math

from digitpad.ink.drawing import Point, Stroke
from digitpad.ink.smoothing import smooth

# Shapes lie in a box of 100 × 200, and come out so many times as wide.
HEIGHT = 200
STRETCH = 1.2
STEP = 15  # degrees from one point of an arc to the next
# A hand leans to the right, and holds no line: by so many units to the height, and below or above it.
LEAN = 0.1
DRIFT = (0, 7, -4, 4)
SPACING = 3.0


def arc(centre: Point, radii: Point, start: int, end: int) -> list[Point]:
    """Points of an ellipse, from one angle to the other: 0 is right, 90 below."""
    angles = [math.radians(angle) for angle in (*range(start, end, STEP if end > start else -STEP), end)]
    return [(centre[0] + radii[0] * math.cos(angle), centre[1] + radii[1] * math.sin(angle)) for angle in angles]


def eight() -> list[Point]:
    """Points of an 8 in one go, from its top."""
    turns = [math.radians(angle) for angle in range(0, 371, STEP)]
    return [(50 + (38 if math.cos(turn) > 0 else 46) * math.sin(2 * turn), 100 - 98 * math.cos(turn)) for turn in turns]


SHAPES: dict[str, list[list[Point]]] = {
    "0": [arc((50, 100), (45, 98), -70, -440)],
    "1": [[(24, 50), (44, 30), (62, 3), (60, 70), (58, 135), (57, 197)]],
    "2": [[*arc((48, 52), (43, 50), 190, 395), (50, 138), (4, 194), (98, 191)]],
    "3": [[*arc((46, 49), (40, 47), 205, 440), *arc((44, 146), (48, 51), -75, 150)]],
    "4": [[(60, 2), (36, 68), (8, 130), (56, 128), (102, 124)], [(76, 62), (74, 130), (68, 198)]],
    "5": [[(90, 4), (54, 7), (22, 8), (14, 88), *arc((42, 136), (48, 60), 240, 505)]],
    "6": [[(80, 2), (52, 30), (28, 68), (13, 106), *arc((50, 144), (42, 54), 185, -155)]],
    "7": [[(4, 14), (48, 10), (96, 4), (74, 66), (54, 128), (40, 198)]],
    "8": [eight()],
    "9": [[*arc((46, 52), (40, 50), -25, -380), (82, 90), (76, 140), (60, 198)]],
}


def written(number: str, left: float, top: float, height: float, pitch: float = 0) -> list[Stroke]:
    """Return the strokes of a number.

    Args:
        number: digits.
        left: where the first digit begins.
        top: the upper edge.
        height: of a digit.
        pitch: how far from one digit to the next.
    """
    scale = height / HEIGHT
    strokes = []
    for place, digit in enumerate(number):
        x_offset, y_offset = left + place * pitch, top + DRIFT[place % len(DRIFT)] * scale
        for shape in SHAPES[digit]:
            leant = [(x + LEAN * (HEIGHT / 2 - y), y) for x, y in shape]
            points = [(x * STRETCH * scale + x_offset, y * scale + y_offset) for x, y in leant]
            strokes.append(Stroke(tuple(smooth(points, SPACING))))
    return strokes
