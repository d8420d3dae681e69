"""Puts the signs of a row among its predictions, and spaces where its gaps are wide."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from digitpad.reading.prediction import Token
from digitpad.reading.spacing import gaps_of, is_even, widest_inside

if TYPE_CHECKING:
    from digitpad.ink.layout import Box, Sign
    from digitpad.reading.prediction import Prediction

# A sign whose shape leaves no doubt, and one that could be something else: how often they are right on numbers that
# were composed of validation writers' digits and signs drawn by code, rounded down.
CLEAR, DOUBTFUL = 0.98, 0.8
# A minus that stands this many times nearer to the number behind it than to the one before belongs to it: 12 -5.
NEARER = 0.5


def tokens_among(
    row: "Sequence[Prediction]", level: "Sequence[Box]", firsts: Sequence[int], signs: "Sequence[Sign]"
) -> tuple[Token, ...]:
    """Return the signs and spaces of a row as :class:`digitpad.reading.prediction.Reading` has them.

    Args:
        row: its predictions, with boxes, from left to right.
        level: their boxes in a level row: where it rises or falls, those of the source overlap.
        firsts: the number of each prediction's first part.
        signs: what stands among the parts.
    """
    placed = [_token(sign, sum(first < sign.place for first in firsts)) for sign in signs]
    cells = {prediction.cell for prediction in row}
    framed = len(cells) == 1 and None not in cells
    widest = math.inf if is_even(level, framed) else widest_inside(gaps_of(level))
    tokens: list[Token] = []
    height = _height(level) if row else 1.0
    for place in range(len(row) + 1):
        here = [token for token in placed if token.place == place]
        standing = [token for token in here if token.text]
        if not here and 0 < place < len(row) and gaps_of(level[place - 1 : place + 1], height)[0] > widest:
            tokens.append(_space(row[place - 1].box, row[place].box, place))
        tokens += _spaced(row, standing, place, widest, height) if standing else []
        tokens += [token for token in here if not token.text]
    return tuple(tokens)


def _token(sign: "Sign", place: int) -> Token:
    if not sign.text:
        return Token("struck", "", sign.box, 1.0, "sure", place)
    chance = CLEAR if sign.clear else DOUBTFUL
    return Token("sign", sign.text, sign.box, chance, "sure" if sign.clear else "unsure", place)


def _height(boxes: "Sequence[Box]") -> float:
    return max(float(np.median([box[3] - box[1] for box in boxes])), 1e-9)


def _spaced(row: "Sequence[Prediction]", signs: list[Token], place: int, widest: float, height: float) -> list[Token]:
    """Return the signs between two neighbours, and the space before or behind them, if there is one."""
    before = row[place - 1].box if place else None
    after = row[place].box if place < len(row) else None
    first, last = signs[0], signs[-1]
    left, right = _gap(before, first.box) / height, _gap(last.box, after) / height
    behind = last.text in ".,%)" and right > widest
    ahead = first.text in "-+(" and left > widest and right < NEARER * left
    return [
        *([_space(before, first.box, place)] if ahead else []),
        *signs,
        *([_space(last.box, after, place)] if behind else []),
    ]


def _gap(before: "Box | None", after: "Box | None") -> float:
    return 0.0 if before is None or after is None else after[0] - before[2]


def _space(before: "Box | None", after: "Box | None", place: int) -> Token:
    box = None
    if before is not None and after is not None:
        right = max(before[2], after[0])
        box = before[2], min(before[1], after[1]), right, max(before[3], after[3])
    return Token("space", " ", box, 1.0, "sure", place)
