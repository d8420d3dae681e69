"""Tells numbers from words of letters by the company that digits keep.

Many letters look like digits (O, l, S), and a page of text is full of them. A word, here, is what stands close together
in a row; whether it is a number follows from the verdicts of its members, and from how many words of the page are.
"""

import math
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from digitpad.ink.layout import Box

# A gap of this share of the row's middle height begins a word.
SPACE = 0.45
# How often members of numbers and of words of letters get each verdict: rounded from what the bundled model says of
# held-out hands' digits and of a printed text's letters.
IN_NUMBERS = {"sure": 0.95, "unsure": 0.04, "no digit": 0.01}
IN_TEXT = {"sure": 0.3, "unsure": 0.2, "no digit": 0.5}
# What is believed before anything is read: that nine in ten words are numbers, with the weight of one word of a page.
NUMBERS_BEFORE, WORDS_BEFORE = 0.9, 1.0
ROUNDS = 8
# Where there are so many words, and fewer than this share of them are numbers, all is print, and letters that look like
# digits are many. There a number has a row in which most are numbers, or is larger than print by this factor, or has
# so many members, all sure, and all as high as this share of the row's tall ones (at this percentile).
MANY, FEW, LARGER = 20, 0.3, 1.6
LONG, LEVEL, TALL = 4, 0.85, 90.0
# Where fewer than this share of many words are numbers, and of the neighbours in the others so many touch, serifs meet,
# are cut like digits that touch, and the slices look like 1: there no word whose members touch as much is a number.
MOST, TOUCHING = 0.5, 0.15
# What is lower than this share of the tall ones is a point.
POINT = 0.3


def words_of(boxes: "Sequence[Box]") -> list[list[int]]:
    """Split a row where its gaps are wide.

    Args:
        boxes: (left, top, right, bottom) of each member, from left to right.

    Returns:
        The members' indices, word by word.
    """
    height = float(np.median([bottom - top for _, top, _, bottom in boxes])) if boxes else 0.0
    words: list[list[int]] = []
    reach = -math.inf
    for index, (left, _, right, _) in enumerate(boxes):
        if left - reach > SPACE * height:
            words.append([])
        words[-1].append(index)
        reach = max(reach, right)
    return words


def touching_share(boxes: "Sequence[Box]") -> float:
    """Return which share of the neighbours in a word touch, 0..1, given (left, top, right, bottom) of each member."""
    return float(np.mean([right[0] <= left[2] for left, right in pairwise(boxes)])) if len(boxes) > 1 else 0.0


def joined_at(words: Sequence[Sequence[int]], places: Collection[int]) -> list[list[int]]:
    """Make one word of those with a sign between them: 3.14 is one number however wide the point stands.

    Args:
        words: the members' indices, word by word.
        places: how many members stand before each sign.
    """
    joined: list[list[int]] = []
    for word in words:
        if joined and word[0] in places:
            joined[-1] += word
        else:
            joined.append(list(word))
    return joined


def numbers_among(
    words: Sequence[Sequence[str]], rows: Sequence[int] | None = None, before: float = WORDS_BEFORE
) -> list[bool]:
    """Say which words are numbers.

    The share of numbers on the page and each word's chance to be one are estimated in turn (Dempster, Laird, Rubin,
    "Maximum likelihood from incomplete data via the EM algorithm", J. R. Stat. Soc. B 39(1), 1977).

    Args:
        words: the verdicts of each word's members.
        rows: the row that each word stands in. All of whose members are digits is a number, too, where most others in
            its row are: the unsure digit of a number that is written wide apart is no word of one letter.
        before: how many words that belief is worth.

    Returns:
        For each word whether it is a number.
    """
    ratios = [sum(math.log(IN_TEXT[verdict] / IN_NUMBERS[verdict]) for verdict in word) for word in words]
    chances = np.ones(len(words))
    for _ in range(ROUNDS):
        share = (NUMBERS_BEFORE * before + chances.sum()) / (before + len(words))
        odds = np.exp(np.clip(ratios, -50, 50)) * (1 - share) / share
        chances = 1 / (1 + odds)
    numbers = [bool(chance >= 0.5) for chance in chances]
    if rows is None or not words:
        return numbers
    of_row, numbers_of_row = np.bincount(rows), np.bincount(rows, numbers)
    return [
        number or ("no digit" not in word and bool(2 * numbers_of_row[row] > of_row[row] - 1))
        for number, word, row in zip(numbers, words, rows, strict=True)
    ]


def numbers_on_page(
    words: Sequence[Sequence[str]],
    rows: Sequence[int],
    heights: Sequence[Sequence[float]],
    touching: Sequence[float] | None = None,
) -> list[bool]:
    """Say which words of a page are numbers: among print letters that look like digits are many.

    Args:
        words: the verdicts of each word's members.
        rows: the row that each word stands in.
        heights: of each word's members.
        touching: which share of each word's neighbours touch, 0..1; None for none.
    """
    if len(words) < MANY:
        return numbers_among(words, rows)
    usual = float(np.median([height for word in heights for height in word]))
    large = [min(word) >= LARGER * usual for word in heights]
    numbers = [False] * len(words)
    # What is much larger than print is judged by its like.
    for size in (False, True):
        own = [index for index, is_large in enumerate(large) if is_large == size]
        for index, number in zip(own, numbers_among([words[i] for i in own], [rows[i] for i in own]), strict=True):
            numbers[index] = number
    if touching is not None and np.mean(numbers) < MOST:
        letters = [share for number, share in zip(numbers, touching, strict=True) if not number]
        if np.mean(letters) >= TOUCHING:
            numbers = [number and share < TOUCHING for number, share in zip(numbers, touching, strict=True)]
    small = [number for number, is_large in zip(numbers, large, strict=True) if not is_large]
    if not small or np.mean(small) >= FEW:
        return numbers
    own_row: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        own_row.setdefault(row, []).append(index)
    tall = {row: float(np.percentile([h for i in own_row[row] for h in heights[i]], TALL)) for row in own_row}
    shares = {row: float(np.mean([numbers[i] for i in own_row[row]])) for row in own_row}
    return [
        number and (large[index] or shares[row] > 0.5 or _is_level(words[index], heights[index], tall[row]))
        for index, (row, number) in enumerate(zip(rows, numbers, strict=True))
    ]


def _is_level(word: Sequence[str], heights: Sequence[float], tall: float) -> bool:
    """Tell whether a word in print is as long, sure and level as printed numbers are."""
    lowest = min((height for height in heights if height >= POINT * tall), default=0.0)
    return len(word) >= LONG and set(word) == {"sure"} and lowest >= LEVEL * tall
