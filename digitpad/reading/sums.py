"""What a written sum is worth, exactly: a small grammar of its own, and fractions all the way.

    sum      = side, ["=", [side]]
    side     = product, {("+" | "-"), product}
    product  = factor, {("×" | "·" | "*" | "/" | ":"), factor}
    factor   = {"+" | "-"}, (number | "(", side, ")"), {"%"}
    number   = digits, [("." | ","), digits]

Multiplication binds closer than addition, and what binds alike goes from left to right. A slash and a colon divide.
"""

from fractions import Fraction
from typing import NamedTuple

# Longer texts are no sums that anybody writes, and nested brackets deeper than this would eat the stack.
LONGEST, DEEPEST = 300, 50
# A value with more decimals than this that never end is said as a fraction; one that ends is said as a decimal.
MOST_DECIMALS = 12
TIMES, OVER = "×·*", "/:"


class _NotASumError(Exception):
    """Not of the grammar, or without a value."""


def value_of(text: str) -> str | None:
    """Return what a sum is worth.

    Args:
        text: such as "12+7=", "3×(4-1)", "7+5=12" or "2.50+1,5"; spaces don't count. What stands to the right of "="
            isn't compared: the value is the left side's.

    Returns:
        A decimal such as "19", "-0.5" or "4" where it ends within 12 decimals, else a fraction such as "1/3"; None for
        a number that stands alone, for division by zero, and for whatever is no whole sum.
    """
    if len(text) > LONGEST or "\n" in text:
        return None
    left, equals, right = _without_spaces(text).partition("=")
    try:
        value, operations = _side(left)
        if right:
            _side(right)
    except _NotASumError:
        return None
    return said(value) if operations or equals else None


def said(value: Fraction) -> str:
    """Return a value as a decimal if that ends within ``MOST_DECIMALS``, else as a fraction."""
    scaled = value * 10**MOST_DECIMALS
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(abs(scaled.numerator), 10**MOST_DECIMALS)
    decimals = f"{rest:0{MOST_DECIMALS}d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"


class _Read(NamedTuple):
    """What was read of a text: its value, where it ends, and how many operations it took."""

    value: Fraction
    end: int
    operations: int


def _without_spaces(text: str) -> str:
    """Leave spaces out, but for those between two digits, which make two numbers of them and no sum."""
    parts = text.split()
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        joined += (" " if _is_digit(joined[-1]) and _is_digit(part[0]) else "") + part
    return joined


def _side(text: str) -> tuple[Fraction, int]:
    read = _terms(text, 0, 0)
    if read.end != len(text):
        raise _NotASumError
    return read.value, read.operations


def _terms(text: str, at: int, depth: int) -> _Read:
    value, at, operations = _product(text, at, depth)
    while at < len(text) and text[at] in "+-":
        sign = -1 if text[at] == "-" else 1
        term = _product(text, at + 1, depth)
        value, at, operations = value + sign * term.value, term.end, operations + term.operations + 1
    return _Read(value, at, operations)


def _product(text: str, at: int, depth: int) -> _Read:
    value, at, operations = _factor(text, at, depth)
    while at < len(text) and text[at] in TIMES + OVER:
        factor = _factor(text, at + 1, depth)
        if text[at] in OVER and not factor.value:
            raise _NotASumError
        value = value / factor.value if text[at] in OVER else value * factor.value
        at, operations = factor.end, operations + factor.operations + 1
    return _Read(value, at, operations)


def _factor(text: str, at: int, depth: int) -> _Read:
    sign = 1
    while at < len(text) and text[at] in "+-":
        sign, at = -sign if text[at] == "-" else sign, at + 1
    if at < len(text) and text[at] == "(":
        if depth >= DEEPEST:
            raise _NotASumError
        value, at, operations = _terms(text, at + 1, depth + 1)
        if text[at : at + 1] != ")":
            raise _NotASumError
        at, operations = at + 1, operations + 1
    else:
        value, at = _number(text, at)
        operations = 0
    while text[at : at + 1] == "%":
        value, at = value / 100, at + 1
    return _Read(sign * value, at, operations)


def _number(text: str, at: int) -> tuple[Fraction, int]:
    end = _digits_end(text, at)
    if end == at:
        raise _NotASumError
    value = Fraction(int(text[at:end]))
    if text[end : end + 1] in (".", ","):
        last = _digits_end(text, end + 1)
        if last == end + 1:
            raise _NotASumError
        value += Fraction(int(text[end + 1 : last]), 10 ** (last - end - 1))
        end = last
    return value, end


def _digits_end(text: str, at: int) -> int:
    while at < len(text) and _is_digit(text[at]):
        at += 1
    return at


def _is_digit(character: str) -> bool:
    # str.isdigit() is true of other scripts' digits and of superscripts, too.
    return "0" <= character <= "9"
