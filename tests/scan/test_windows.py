"""Sums and percentiles that are computed in ways of their own, because they are asked for all over a page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from digitpad.scan.page.segments import sums_along
from digitpad.scan.windows import percentile


@given(arrays(np.uint8, st.integers(1, 40)), st.sampled_from([0, 35, 80, 100]))
def test_percentiles_are_those_of_numpy(values, per_cent):
    """However few the values are."""
    assert percentile(values, per_cent) == pytest.approx(np.percentile(values, per_cent))


@given(arrays(np.bool_, st.tuples(st.integers(1, 3), st.integers(1, 60))), st.integers(1, 30))
def test_sums_along_a_row_are_those_of_each_window(mask, length):
    """Whatever the length is in binary; rows that are shorter than a window have no sums."""
    expected = [[row[first : first + length].sum() for first in range(len(row) - length + 1)] for row in mask]
    found = sums_along(mask.view(np.uint8), length)
    assert found.shape == (len(mask), max(mask.shape[1] - length + 1, 0))
    np.testing.assert_array_equal(found, np.array(expected, np.uint8).reshape(found.shape))
