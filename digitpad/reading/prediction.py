"""What the recogniser says: about one digit, and about all the digits of a drawing or a page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from digitpad.reading.sums import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from digitpad.ink.layout import Box, Cell

Verdict = Literal["sure", "unsure", "no digit", "blank"]
Kind = Literal["digit", "unreadable", "sign", "space", "struck", "empty"]
# What stands in a text for ink that is no digit: to leave it out would turn 20?6 into 206.
UNREADABLE = "?"
# What stands in a text for an empty box of a grid or a table.
EMPTY = "."
# What is read inside numbers beside digits.
SIGNS = "-+.,/:%=×·()"


@dataclass(frozen=True, eq=False)
class Prediction:
    """What the recogniser says about one drawing or picture.

    Attributes:
        digit: the likeliest digit under every verdict; None only for "blank".
        confidence: 0..1, the calibrated chance that this is a digit, and this one. It may be below
            ``max(probabilities)``, which takes for granted that it is a digit.
        probabilities: (10,) float32, of each digit; they sum to 1.
        verdict: "sure", "unsure", "no digit", or "blank" for no ink at all.
        box: (left, top, right, bottom) in the source's pixels, where it is known.
        image: (28, 28) float32, 0.0 = paper, 1.0 = ink: what the network saw. None for "blank".
        cell: the box of a form that it stands in, if it stands in one.
    """

    digit: int | None
    confidence: float
    probabilities: "NDArray[np.float32]"
    verdict: Verdict
    box: "Box | None" = None
    image: "NDArray[np.float32] | None" = None
    cell: "Cell | None" = None

    @property
    def is_digit(self) -> bool:
        """Whether it is taken for a digit, surely or not."""
        return self.verdict in ("sure", "unsure")

    @property
    def candidates(self) -> tuple[tuple[int, float], ...]:
        """All ten (digit, probability), likeliest first."""
        order = np.argsort(-self.probabilities, kind="stable")
        return tuple((int(digit), float(self.probabilities[digit])) for digit in order)

    @property
    def runner_up(self) -> int | None:
        """The likeliest other answer: a digit, or None where it is likelier to be no digit at all."""
        (_, best), (digit, second) = self.candidates[:2]
        is_digit = self.confidence / best  # the chance that it is any digit
        return digit if second * is_digit >= 1 - is_digit else None


BLANK = Prediction(None, 0.0, np.full(10, 0.1, np.float32), "blank")
BLANK.probabilities.flags.writeable = False


@dataclass(frozen=True, eq=False)
class Token:
    """One thing in a row: a digit or what can't be read, a sign, a space, what was struck out, or an empty box.

    Attributes:
        kind: "digit", "unreadable" for ink that is no digit, "sign", "space", "struck", or "empty"
            for an empty box of a grid or a table.
        text: what it adds to the text: a digit, "?", one of ``SIGNS``, " ", "" for what was struck out, or ``EMPTY``.
        box: (left, top, right, bottom) in the source's pixels, where it is known; a space's is the gap.
        confidence: 0..1, the chance that this is right. A digit's is calibrated; a sign's is how often such signs were
            right on composed numbers.
        verdict: "sure" or "unsure"; "no digit" for what can't be read.
        place: how many of its row's predictions stand before it.
        prediction: of a digit, or of what can't be read; None for the others.
        cell: the box of a form that it stands in, or that is empty.
    """

    kind: Kind
    text: str
    box: "Box | None"
    confidence: float
    verdict: Verdict
    place: int
    prediction: Prediction | None = None
    cell: "Cell | None" = None


@dataclass(frozen=True, eq=False)
class Reading:
    """All digits of a drawing or a picture, as they stand there.

    Attributes:
        rows: from top to bottom; in each its predictions, from left to right. Every prediction has its box. Ink that
            is no digit has the verdict "no digit". Blank sources have no rows.
        confidence: 0..1, the chance that all of the text is right: that its ink was split into digits as it was meant,
            and each was read right. 0 where there is no digit.
        scale: how many of the source's pixels made one of those that were read; above 1 for very large pictures.
        signs: for each row what stands among its predictions: signs, spaces, and what was struck out, from left to
            right; or nothing at all.
    """

    rows: tuple[tuple[Prediction, ...], ...] = ()
    confidence: float = 0.0
    scale: int = 1
    signs: tuple[tuple[Token, ...], ...] = ()

    @property
    def digits(self) -> tuple[Prediction, ...]:
        """The predictions of all rows, in reading order."""
        return tuple(prediction for row in self.rows for prediction in row)

    @property
    def tokens(self) -> tuple[tuple[Token, ...], ...]:
        """All that stands in each row, from left to right: digits, what can't be read, signs, spaces."""
        among = self.signs or ((),) * len(self.rows)
        return tuple(_row_tokens(row, signs) for row, signs in zip(self.rows, among, strict=True))

    @property
    def numbers(self) -> tuple[tuple[Prediction, ...], ...]:
        """The rows that say something: those that are not mostly no digits, as words of letters are, nor empty."""
        return tuple(row for row in self.rows if row and is_number(row))

    @property
    def lines(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of the rows that say something: of each of ``numbers``, and of a grid's empty rows."""
        return tuple(line for row, line in zip(self.rows, self.tokens, strict=True) if _says_something(row, line))

    @property
    def words(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each number as it is written, whatever row it stands in: lines, cut at their spaces.

        What stands in one box of a grid or a table is a number of its own.
        """
        words: list[list[Token]] = []
        for line in self.lines:
            words.append([])
            for token in line:
                if token.kind in ("space", "empty"):
                    words.append([])
                    continue
                if words[-1] and is_parted(words[-1][-1].cell, token.cell):
                    words.append([])
                words[-1].append(token)
        return tuple(tuple(word) for word in words if word)

    @property
    def grids(self) -> "tuple[tuple[tuple[str | None, ...], ...], ...]":
        """What stands in each grid and table of a form, row by row and box by box; None in empty boxes."""
        found: dict[int, dict[tuple[int, int], str | None]] = {}
        for token in (token for line in self.lines for token in line):
            if token.cell is not None and token.cell.kind in ("grid", "table"):
                boxes, place = found.setdefault(token.cell.form, {}), (token.cell.row, token.cell.column)
                boxes[place] = None if token.kind == "empty" else (boxes.get(place) or "") + token.text
        return tuple(_as_rows(boxes) for boxes in found.values())

    @property
    def verdict(self) -> Verdict:
        """What holds for all of the text: the least certain verdict of its members; "no digit" without any."""
        verdicts = {token.verdict for line in self.lines for token in line}
        if not verdicts:
            return "no digit" if self.rows else "blank"
        return "sure" if verdicts == {"sure"} else "unsure"

    @property
    def text(self) -> str:
        """What is written: digits, signs and spaces, rows on lines of their own.

        "?" stands for what is no digit. Rows that are mostly none are left out, as is what was struck out.
        """
        return "\n".join(text_of(line) for line in self.lines)

    @property
    def digits_text(self) -> str:
        """The text without signs and spaces."""
        return "\n".join("".join(map(_character, row)) for row in self.numbers)

    @property
    def value(self) -> str | None:
        """What the sum is worth, if the text is one whole sum with an equals sign: "19" for "12+7="; else None."""
        text = self.text
        return value_of(text) if "=" in text else None


def is_parted(before: "Cell | None", after: "Cell | None") -> bool:
    """Tell whether two that stand side by side are in two boxes of a grid or a table."""
    return before != after and any(cell is not None and cell.kind in ("grid", "table") for cell in (before, after))


def _as_rows(boxes: "Mapping[tuple[int, int], str | None]") -> "tuple[tuple[str | None, ...], ...]":
    rows, columns = (max(place) + 1 for place in zip(*boxes, strict=True))
    return tuple(tuple(boxes.get((row, column)) for column in range(columns)) for row in range(rows))


def _says_something(row: "Sequence[Prediction]", line: "Sequence[Token]") -> bool:
    return (bool(row) and is_number(row)) or any(token.kind == "empty" for token in line)


def text_of(tokens: "Sequence[Token]") -> str:
    """Return what tokens say, one after the other."""
    return "".join(token.text for token in tokens)


def box_around(boxes: "Iterable[Box | None]") -> "Box | None":
    """Return the (left, top, right, bottom) around all of these boxes; None where one isn't known, or without any."""
    given = list(boxes)
    known = [box for box in given if box is not None]
    if not known or len(known) < len(given):
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _character(prediction: Prediction) -> str:
    return str(prediction.digit) if prediction.is_digit else UNREADABLE


def _row_tokens(row: "Sequence[Prediction]", signs: "Sequence[Token]") -> tuple[Token, ...]:
    tokens: list[Token] = []
    for place, prediction in enumerate(row):
        tokens += [sign for sign in signs if sign.place == place]
        kind: Kind = "digit" if prediction.is_digit else "unreadable"
        text, chance, verdict = _character(prediction), prediction.confidence, prediction.verdict
        tokens.append(Token(kind, text, prediction.box, chance, verdict, place, prediction, prediction.cell))
    return (*tokens, *(sign for sign in signs if sign.place >= len(row)))


def is_number(row: "Sequence[Prediction]") -> bool:
    """Tell whether at least half of a row is digits."""
    return 2 * sum(prediction.is_digit for prediction in row) >= len(row)
