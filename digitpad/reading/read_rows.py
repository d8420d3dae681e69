"""What was read in rows: judged by the company that digits keep, and put together to a reading."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from digitpad.reading import lattice
from digitpad.reading.cells import cell_tokens, says_something
from digitpad.reading.facts import Facts
from digitpad.reading.judging import predictions_of
from digitpad.reading.prediction import Prediction, Reading, Token, is_number
from digitpad.reading.tokens import tokens_among
from digitpad.reading.words import joined_at, numbers_among, numbers_on_page, touching_share, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.layout import Box, Cell, Layout, Sign

# The least chance to be a digit at which ink in a row of digits is taken for one.
DIGIT_AMONG_DIGITS = 0.2
# And on a page, where so many others of its word are sure digits and none of them is anything else.
DIGIT_AMONG_SURE, SURE_OTHERS = 0.1, 3
# Several digits in few strokes are a letter, if the whole isn't read as a digit, where these sum up to more than 0: the
# log odds, times these, that geometry holds the digits together (in the mean), that the least of them is a digit, and
# that this is the way to split; how many digits there are; and a constant. Fitted to validation writers' letters and
# numbers of 2 to 4 digits at all gaps: of 292 letters that are split 91 % are known, 0.5 % of 1,878 numbers are lost.
OF_JOINS, OF_DIGITS, OF_SPLIT, OF_COUNT, OF_LETTERS = 1.35, -1.4, 0.83, -2.2, 9.96
# Digits of a row that rises are taken to be turned with it, unless they are so much surer as they were drawn: chosen on
# validation writers' numbers in rows that rise or fall by 10 and 20 degrees, as many of either kind.
SURER = 1.2
# How many words the belief is worth that what is drawn on a pad are numbers.
WORDS_BEFORE_A_PAD = 10.0


@dataclass(eq=False)
class ReadRow:
    """What stands in a row: classes (n, 10 or 11), images (n, 28, 28), boxes, how sure and how torn the split is.

    ``level`` has the boxes as they are once the row is level, ``firsts`` the number of each one's first part, ``cells``
    the box of a form that each stands in, and ``form`` all boxes of the row, if it is one of a form.
    """

    classes: "NDArray[np.float64]"
    images: "NDArray[np.float32]"
    boxes: "list[Box]"
    share: float
    torn: float
    level: "list[Box]"
    firsts: list[int]
    cells: "Sequence[Cell | None]" = ()
    form: "Sequence[Cell]" = ()
    predictions: list[Prediction] = field(default_factory=list)

    def lines(self) -> "Iterator[tuple[Prediction, ...]]":
        """Yield the row as lines: a stack of digits is several, but for those in a form's row."""
        if self.form:
            yield tuple(self.predictions)
            return
        for line in lattice.lines_of(self.boxes):
            yield tuple(self.predictions[index] for index in line)

    def before(self, sign: "Sign") -> int:
        """Return how many predictions stand before a sign."""
        return sum(first < sign.place for first in self.firsts)

    def signs(self, signs: "Sequence[Sign]") -> "Iterator[tuple[Token, ...]]":
        """Yield the signs and spaces of each line, given the signs of the row; a stack of digits has none."""
        if self.form:
            yield cell_tokens(self.predictions, self.level, self.firsts, self.form)
            return
        lines = lattice.lines_of(self.boxes)
        for line in lines:
            given = signs if len(lines) == 1 else ()
            level, firsts = [self.level[index] for index in line], [self.firsts[index] for index in line]
            yield tokens_among([self.predictions[index] for index in line], level, firsts, given)


def in_context(
    rows: list[ReadRow], facts: Facts, signs: "Sequence[Sequence[Sign]]", drawn: bool = False
) -> list[ReadRow]:
    """Judge what stands in rows: in a number ink is believed to be a digit sooner, in a word of letters nothing is.

    Args:
        rows: as they were read; they get their predictions.
        facts: of the model.
        signs: of each row, or none at all.
        drawn: whether somebody drew it on a pad, rather than that it stands on a page.
    """
    for row in rows:
        row.predictions = predictions_of(row.classes, facts, facts.digit)
    words = [
        (number, row, word)
        for number, (row, among) in enumerate(zip(rows, signs or ((),) * len(rows), strict=True))
        for word in _words(row, among)
    ]
    verdicts = [[row.predictions[index].verdict for index in word] for _, row, word in words]
    own = [number for number, _, _ in words]
    if drawn and not any("no digit" in said for said in verdicts):
        # A hand whose digits are unsure writes numbers all the same: clear letters are hardly ever taken for digits.
        numbers = [True] * len(words)
    elif drawn:
        numbers = numbers_among(verdicts, own, WORDS_BEFORE_A_PAD)
    else:
        heights = [[row.level[index][3] - row.level[index][1] for index in word] for _, row, word in words]
        touching = [touching_share([row.level[index] for index in word]) for _, row, word in words]
        numbers = numbers_on_page(verdicts, own, heights, touching)
    for (_, row, word), number in zip(words, numbers, strict=True):
        said = [row.predictions[index].verdict for index in word]
        among = DIGIT_AMONG_SURE if not drawn and _are_sure_but_one(said) else DIGIT_AMONG_DIGITS
        least = min(facts.digit, among) if number and len(word) > 1 else facts.digit
        for index, prediction in zip(word, predictions_of(row.classes[word], facts, least), strict=True):
            verdict = prediction.verdict if number else "no digit"
            row.predictions[index] = replace(
                prediction,
                verdict=verdict,
                box=row.boxes[index],
                image=row.images[index],
                cell=row.cells[index] if row.cells else None,
            )
    return _without_empty(rows)


def _are_sure_but_one(said: Sequence[str]) -> bool:
    """Tell whether all members of a word, given their verdicts, are sure digits, but for one that is none."""
    return said.count("no digit") == 1 and said.count("sure") == len(said) - 1 >= SURE_OTHERS


def _words(row: ReadRow, among: "Sequence[Sign]") -> list[list[int]]:
    """Return the members of each word of a row; a row of boxes for one digit each is one word."""
    if row.form and row.form[0].kind != "table":
        return [list(range(len(row.boxes)))] if row.boxes else []
    return joined_at(words_of(row.boxes), {row.before(sign) for sign in among})


def _without_empty(rows: list[ReadRow]) -> list[ReadRow]:
    """Return the rows without the empty boxes of forms that say nothing."""
    said = {
        row.form[0].form: says_something([other.predictions for other in rows if _is_of(other, row.form[0].form)])
        for row in rows
        if row.form
    }
    for row in rows:
        if row.form and not said[row.form[0].form]:
            row.form = ()
    return rows


def _is_of(row: ReadRow, form: int) -> bool:
    return bool(row.form) and row.form[0].form == form


def is_torn(rows: list["ReadRow"], layout: "Layout") -> bool:
    """Tell whether few strokes were taken apart that cross or meet as those of an X or an H do."""
    if len(rows) != 1 or len(layout.rows[0].boxes) > lattice.MOST_PARTS:
        return False
    (row,) = rows
    # None of the validation writers' letters was taken for two digits and something that is none.
    if not all(prediction.is_digit for prediction in row.predictions):
        return False
    least = float(row.classes[:, :10].sum(axis=1).min())
    evidence = OF_JOINS * _log_odds(row.torn) + OF_DIGITS * _log_odds(least) + OF_SPLIT * _log_odds(row.share)
    return evidence + OF_COUNT * len(row.boxes) + OF_LETTERS > 0


def _log_odds(chance: float) -> float:
    within = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(within / (1 - within))


def reading_of(rows: list[ReadRow], layout: "Layout") -> Reading:
    """Return all rows as a reading, with the chance that all of it is right."""
    factors = []
    signs = []
    for row, among in zip(rows, layout.signs or ((),) * len(rows), strict=True):
        given = list(row.signs(among))
        signs += given
        if given:
            factors += [token.confidence for token in given[0] if token.kind == "sign" and is_number(row.predictions)]
        numbers = [line for line in row.lines() if is_number(line)]
        factors += [row.share] if numbers else []
        factors += [prediction.confidence for line in numbers for prediction in line if prediction.is_digit]
    lines = tuple(line for row in rows for line in row.lines())
    return Reading(lines, math.prod(factors) if factors else 0.0, layout.scale, tuple(signs))


def stand_upright(turned: Reading, upright: Reading, seem_turned: bool) -> bool:
    """Tell whether digits stand upright in rows that rise, rather than that they are turned with them.

    Args:
        turned: what is read where they are turned back.
        upright: what is read where they stay as they were drawn.
        seem_turned: what their strokes' lean says, which decides about spaces and signs where all digits are alike.
    """
    if turned.digits_text == upright.digits_text:
        return not seem_turned
    return upright.confidence > SURER * turned.confidence


def level_box(boxes: "NDArray[np.float64]") -> "Box":
    """Return the box around (n, 4) boxes of a level row."""
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom
