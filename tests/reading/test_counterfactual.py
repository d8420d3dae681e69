"""What would make it a 9?"""

from itertools import islice, pairwise

import numpy as np
import pytest

from digitpad import UserError, texts
from digitpad.reading.counterfactual import search
from tests.app.readers import answer
from tests.saying import said

SEVEN = 80  # its place in the sample


@pytest.fixture
def digits(mnist_sample):
    return mnist_sample[0].astype(np.float32) / 255


class Ticking:
    """A clock that goes on by so much each time that it is looked at."""

    def __init__(self, step):
        self.now, self.step = 0.0, step

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.mark.parametrize("grain", ["pen", "pixel"])
def test_a_seven_becomes_a_nine(recognizer, digits, grain):
    """The changed picture is read as a 9 when one asks anew, and little of it was changed."""
    last = [*islice(search(recognizer.predict_many, digits[SEVEN], 9, grain), 40)][-1]
    assert last.before.digit == 7
    assert last.found
    again = recognizer.predict(last.image)
    assert again.digit == 9
    assert again.is_digit
    assert 0 < last.amount < 12
    assert (last.original == digits[SEVEN]).all()
    assert last.original + last.change == pytest.approx(last.image)
    assert 0 < last.pixels <= 28 * 28


def test_results_never_get_worse(recognizer, digits):
    """Once found, a change only becomes smaller, and the pictures that were asked about are counted."""
    results = [*islice(search(recognizer.predict_many, digits[SEVEN], 9), 40)]
    found = [result for result in results if result.found]
    assert all(one.amount >= other.amount for one, other in pairwise(found))
    assert found[-1].amount < found[0].amount
    assert all(one.tried < other.tried for one, other in pairwise(results))


def test_the_same_question_has_the_same_result(recognizer, digits):
    """As many batches find the same picture, bit by bit."""
    first, second = ([*islice(search(recognizer.predict_many, digits[SEVEN], 1), 25)][-1] for _ in range(2))
    assert (first.image == second.image).all()
    assert first.tried == second.tried


def test_what_it_is_already_needs_no_change(recognizer, digits):
    """The result is the picture itself, and the search is over."""
    (only,) = {result.amount for result in search(recognizer.predict_many, digits[SEVEN], 7)}
    assert only == 0


def test_none_is_found_where_nothing_helps(digits):
    """A recogniser that says the same to everything is never turned: the search ends, and says so."""
    last = [*search(lambda images: [answer(3) for _ in images], digits[SEVEN], 9)][-1]
    assert not last.found
    assert last.amount == 0
    assert last.after.digit == 3


def test_it_stops_in_time(recognizer, digits):
    """After the seconds the best so far is returned; with a clock that stands still it goes on to the end."""
    early = recognizer.what_would_make(digits[SEVEN], 9, clock=Ticking(1.5))
    late = recognizer.what_would_make(digits[SEVEN], 9, clock=Ticking(0))
    assert early.tried < 600 < late.tried
    assert late.found
    assert late.amount < 8


def test_even_paper_can_become_a_digit(recognizer):
    """A blank is a picture like any other: the search says how near it came, or what was found."""
    blank = np.zeros((28, 28), np.float32)
    last = [*islice(search(recognizer.predict_many, blank, 1), 30)][-1]
    assert last.before.verdict == "blank"
    assert last.amount > 0


@pytest.mark.parametrize("digit", [10, -1, True, "9", None])
def test_only_digits_can_be_wished_for(recognizer, digits, digit):
    """Anything else is refused in a sentence."""
    with pytest.raises(UserError, match=said(texts.NOT_A_LABEL)):
        recognizer.what_would_make(digits[SEVEN], digit)
