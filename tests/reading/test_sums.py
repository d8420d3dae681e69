"""Sums: what is written is evaluated exactly, and what is no sum has no value."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.reading.sums import DEEPEST, said, value_of

WHOLE = st.integers(0, 10**12)
SIGNS = "0123456789+-×·*/:=().,% \n?"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12+7=", "19"),
        ("7+5=12", "12"),
        ("2+3×4", "14"),
        ("(2+3)×4=", "20"),
        ("7-10", "-3"),
        ("-3--3=", "0"),
        ("8/4/2", "1"),
        ("1/3", "1/3"),
        ("1:8=", "0.125"),
        ("2.50+1,5", "4"),
        ("50%·8", "4"),
        ("0.1+0.2=", "0.3"),
        ("12 + 7 =", "19"),
        ("5=", "5"),
    ],
)
def test_sums_have_their_value(text, value):
    """Signs bind as in arithmetic, decimals are exact, and spaces around signs don't count."""
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "12", "-5", "3.14", "1/0", "4:(2-2)=", "1+", "=", "=3", "2?+3=", "1=2=3", "(1+2", "1)", "1 2+3", "1..2+3",
     "3.+4", ".5+1", "2+3\n4+5", "²+1", "٣+1", "50%8", "abc", "1e5+2", "__import__"],
)  # fmt: skip
def test_nonsense_has_none(text):
    """A number alone, division by zero and whatever the grammar lacks have no value."""
    assert value_of(text) is None


@given(WHOLE, WHOLE, WHOLE)
def test_arithmetic_is_exact(a, b, c):
    """Sums, differences and products of any whole numbers agree with Python's own integers."""
    assert value_of(f"{a}+{b}-{c}=") == str(a + b - c)
    assert value_of(f"{a}×{b}+{c}=") == str(a * b + c)
    assert value_of(f"({a}-{b})×{c}") == str((a - b) * c)


@given(WHOLE, st.integers(1, 10**6))
def test_quotients_are_exact(a, b):
    """A quotient times its divisor is the dividend, however it is said."""
    assert Fraction(value_of(f"{a}/{b}=")) == Fraction(a, b)


@given(st.fractions())
def test_values_are_said_without_loss(value):
    """What is said of a value is that value."""
    assert Fraction(said(value)) == value


@given(st.text(SIGNS, max_size=40))
def test_any_text_has_an_answer(text):
    """Whatever signs stand in a row, the answer is a value or none, never an error."""
    value = value_of(text)
    assert value is None or Fraction(value) is not None


def test_deep_brackets_are_no_sum():
    """Brackets nested deeper than anybody writes have no value, and as deep as allowed they have."""
    assert value_of("(" * DEEPEST + "1+1" + ")" * DEEPEST) == "2"
    assert value_of("(" * 140 + "1" + ")" * 140) is None
