"""Tells numbers from words of letters by the company that digits keep.

Many letters look like digits (O, l, S), and a page of text is full of them. A word, here, is what stands close together
in a row; whether it is a number follows from the verdicts of its members, and from how many words of the page are.
"""

import math
from collections.abc import Collection, Sequence
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
    if rows is None:
        return numbers
    return [number or _among_numbers(index, words, rows, numbers) for index, number in enumerate(numbers)]


def _among_numbers(index: int, words: Sequence[Sequence[str]], rows: Sequence[int], numbers: Sequence[bool]) -> bool:
    others = [number for other, number in enumerate(numbers) if rows[other] == rows[index] and other != index]
    return "no digit" not in words[index] and 2 * sum(others) > len(others)
