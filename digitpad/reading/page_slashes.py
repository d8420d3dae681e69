"""Tells slashes from ones in pictures: many ones lean as they do, but not where dates and fractions have slashes."""

from collections.abc import Sequence

import numpy as np

from digitpad.reading.shapes import Line

# Degrees from upright that a slash leans at least and at most, and the least of a digit's height that it reaches over.
STEEP, FLAT, LOWEST = 10.0, 65.0, 0.7
# Degrees that a slash need not lean for each height of the digits that it is taller than they. (Of 163 leaning ones on
# 60 validation pages 3 lean by more than ALONE so, and 34 by more than TOGETHER; of 280 slashes drawn by code 165 and
# 235.) Where one leans so far that it stands alone, others need to lean by no more than BESIDE, whatever their height.
FOR_HEIGHT = 60.0
ALONE, TOGETHER, BESIDE = 38.0, 31.0, 22.0
# Between slashes, and before and behind them, stand so many digits at most, in dates two before each.
MOST_DIGITS, IN_DATES = 4, 2
# What is lower, in heights of the row's digits, is none of them, and what is further away is another number.
TALL, APART = 0.5, 0.7


def slashes_among(lines: Sequence[Line], height: float) -> list[tuple[Line, bool]]:
    """Return the slashes of a row, each with whether its shape leaves no doubt.

    Args:
        lines: from left to right, those that are no other sign.
        height: of the row's digits.
    """
    leaning = [(line, _leaning(line, height)) for line in lines]
    alone = [line for line, lean in leaning if lean > ALONE]
    together = [line for line, lean in leaning if lean > TOGETHER]
    beside = [line for line, lean in leaning if lean > 0 and (line.lean > BESIDE or lean > TOGETHER)] if alone else []
    for found in (together, beside, alone):
        if len(found) < (1 if found is alone else 2):
            continue
        groups = _groups(lines, found, height)
        before = IN_DATES if len(found) > 1 else MOST_DIGITS
        if all(0 < count <= before for count in groups[:-1]) and 0 < groups[-1] <= MOST_DIGITS:
            return [(line, any(line is other for other in alone)) for line in found]
    return []


def _leaning(line: Line, height: float) -> float:
    """Return how far a line leans as slashes do, with what its height adds; 0 for what can be none."""
    if not (line.is_straight and STEEP < line.lean <= FLAT and line.height >= LOWEST * height):
        return 0.0
    return line.lean + FOR_HEIGHT * (line.height / height - 1)


def _groups(lines: Sequence[Line], slashes: Sequence[Line], height: float) -> list[int]:
    """Return how many digits stand before the first of some slashes, between each two, and behind the last."""
    digits = [line for line in lines if line.height >= TALL * height and not any(line is slash for slash in slashes)]
    places = [float(slash.centre[0]) for slash in slashes]
    numbers = np.searchsorted(places, [float(line.centre[0]) for line in digits])
    counts = [0] * (len(slashes) + 1)
    for number in range(len(counts)):
        own = [line.box for line, other in zip(digits, numbers.tolist(), strict=True) if other == number]
        # Before the first slash the digits nearest to it count, and behind it likewise.
        own = own[::-1] if number == 0 else own
        for place, box in enumerate(own):
            if place and max(box[0] - own[place - 1][2], own[place - 1][0] - box[2]) > APART * height:
                break
            counts[number] += 1
    return counts
