"""The ways to join the parts of a row, and the best of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.ink.layout import Row
from digitpad.reading.lattice import MOST_PARTS, Group, best_path, groups_of, lines_of, plausible
from tests.reading.writing import upright


def chances(*answers: float | None) -> np.ndarray:
    """Return the classes of groups that are a 3 with so much chance, else no digit; None is none for sure."""
    classes = np.zeros((len(answers), 11))
    for row, chance in zip(classes, answers, strict=True):
        row[3], row[10] = chance or 0.0, 1 - (chance or 0.0)
    return classes


def test_groups_are_neighbours_that_may_be_one_digit():
    """Groups end where geometry excludes a joint, and at the most parts that a digit has."""
    row = Row(np.array([upright(50.0 * i) for i in range(7)]), np.array([0.5, 0.0, 0.5, 0.5, 0.5, 0.5]))
    groups = groups_of(row)
    assert Group(0, 2) in groups
    assert Group(1, 3) not in groups
    assert max(end - first for first, end in groups) == MOST_PARTS
    assert {(i, i + 1) for i in range(7)} <= {tuple(group) for group in groups}


@pytest.mark.parametrize(
    ("answers", "path"),
    [((0.9, None, 0.9), ((0, 1), (1, 2))), ((0.3, 0.95, 0.1), ((0, 2),)), ((None, None, None), ((0, 2),))],
)
def test_the_best_way_is_what_reads_as_digits(answers, path):
    """Two parts that read as two digits are two; that read as one together are one; that read as none stay together."""
    row = Row(np.array([upright(0), upright(30)]), np.array([0.6]))
    # In the order of the groups: the first part, both, the second.
    best = best_path(row, groups_of(row), chances(answers[0], answers[1], answers[2]))
    assert best.groups == path
    assert 0 < best.share <= 1


def test_halves_that_look_like_digits_stay_together_if_the_whole_does():
    """The halves of a 4 may look like a 2 and a 1; a 2 and a 1 don't look like a 4."""
    row = Row(np.array([upright(0), upright(30)]), np.array([0.4]))
    assert best_path(row, groups_of(row), chances(0.95, 0.98, 0.95)).groups == ((0, 2),)


def test_a_hook_in_a_picture_is_no_one_beside_its_seven():
    """On paper a 7 with a long hook stays whole, though it looks like none; strokes have edges of their own."""
    boxes = np.array([upright(0), upright(30), upright(200), upright(300)])
    joins = np.array([0.87, 0.0, 0.0])
    likely = chances(0.99, 0.21, 0.99, 0.99, 0.99)
    on_page, drawn = Row(boxes, joins), Row(boxes, joins, doubt=1.0)
    assert best_path(on_page, groups_of(on_page), likely).groups == ((0, 2), (2, 3), (3, 4))
    assert best_path(drawn, groups_of(drawn), likely).groups == ((0, 1), (1, 2), (2, 3), (3, 4))


def test_slices_that_look_like_digits_stay_together_if_all_of_them_do():
    """Of a 4 in three slices the left two look like a 4 and the last like a 1: all of it, apart from others, is one."""
    row = Row(np.array([upright(0), upright(30), upright(60), upright(200)]), np.array([0.85, 0.8, 0.0]))
    best = best_path(row, groups_of(row), chances(None, 0.999, 0.999, None, None, 0.99, 0.99))
    assert best.groups == ((0, 3), (3, 4))


def test_low_parts_are_no_digits_of_their_own():
    """A bar of a tenth of the row's height goes to its neighbour even where it might be read."""
    row = Row(np.array([upright(0), upright(35, height=10)]), np.array([0.3]))
    assert best_path(row, groups_of(row), chances(0.9, 0.6, 0.5)).groups == ((0, 2),)


def test_groups_of_hopeless_ways_are_not_looked_at_twice():
    """Where one way is as good as certain its groups alone are plausible; where two are likely all are."""
    apart, near = (Row(np.array([upright(0), upright(30)]), np.array([join])) for join in (0.05, 0.5))
    groups = groups_of(apart)
    assert [groups[i] for i in plausible(apart, groups, chances(0.99, None, 0.99))] == [(0, 1), (1, 2)]
    assert [groups[i] for i in plausible(near, groups, chances(0.9, 0.9, 0.9))] == groups


@given(st.integers(1, 9), st.randoms(use_true_random=False))
def test_a_path_covers_every_part_once(count, random):
    """Whatever the chances are, the groups of the best way follow each other from the first part to the last."""
    row = Row(
        np.array([upright(30.0 * i) for i in range(count)]), np.array([random.random() for _ in range(count - 1)])
    )
    groups = groups_of(row)
    path = best_path(row, groups, chances(*(random.random() for _ in groups)))
    assert [group.first for group in path.groups] == [0, *(group.end for group in path.groups[:-1])]
    assert path.groups[-1].end == count
    assert 0 <= path.share <= 1


def test_stacks_become_lines():
    """A digit that stands under the one before begins a new line; one that stands beside it doesn't."""
    below, beside = (0.0, 60.0, 40.0, 100.0), (50.0, 5.0, 90.0, 45.0)
    assert lines_of([(0.0, 0.0, 40.0, 40.0), below]) == [[0], [1]]
    assert lines_of([(0.0, 0.0, 40.0, 40.0), beside]) == [[0, 1]]
    assert lines_of([]) == []
