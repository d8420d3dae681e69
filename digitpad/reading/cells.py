"""The boxes of forms among what was read: what stands in each, and which are empty."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digitpad.reading.prediction import EMPTY, Token, is_number
from digitpad.reading.tokens import tokens_among

if TYPE_CHECKING:
    from digitpad.ink.layout import Box, Cell
    from digitpad.reading.prediction import Prediction


def cell_tokens(
    row: "Sequence[Prediction]", level: "Sequence[Box]", firsts: Sequence[int], cells: "Sequence[Cell]"
) -> tuple[Token, ...]:
    """Return the spaces and empty boxes of a form's row.

    A grid's and a table's empty boxes stand in the text as ``EMPTY``, so that columns stay columns, and a table's boxes
    have spaces between them. A comb is one number: its empty boxes are a space if others behind them are filled.

    Args:
        row: its predictions, each with the box that it stands in, from left to right.
        level: where each is in a level row.
        firsts: the number of each one's first part.
        cells: all boxes of the row, from left to right.
    """
    tokens: list[Token] = []
    place = 0
    for number, cell in enumerate(cells):
        own = [i for i, prediction in enumerate(row) if prediction.cell is cell]
        between = number > 0 and (cell.kind == "table" or (cell.kind == "comb" and cell.apart))
        if between and (cell.kind == "table" or 0 < place < len(row)):
            tokens.append(_space(cell, place))
        if not own and cell.kind == "comb" and 0 < place < len(row):
            tokens.append(_space(cell, place))
        elif not own and cell.kind != "comb":
            tokens.append(Token("empty", EMPTY, cell.box, 1.0, "sure", place, cell=cell))
        if cell.kind == "table" and own:
            inner = tokens_among([row[i] for i in own], [level[i] for i in own], [firsts[i] for i in own], ())
            tokens += [replace(token, place=token.place + place) for token in inner]
        place += len(own)
    return tuple(token for token, before in zip(tokens, [None, *tokens], strict=False) if not _is_second(token, before))


def _is_second(token: Token, before: Token | None) -> bool:
    spaces = before is not None and token.kind == before.kind == "space"
    return spaces and before is not None and token.place == before.place


def _space(cell: "Cell", place: int) -> Token:
    return Token("space", " ", cell.box if cell.kind == "comb" else None, 1.0, "sure", place)


def says_something(rows: "Sequence[Sequence[Prediction]]") -> bool:
    """Tell whether what stands in a form's rows are numbers: at least half of it is digits."""
    members = [prediction for row in rows for prediction in row]
    return bool(members) and is_number(members)
