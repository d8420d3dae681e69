"""What hypothesis draws: strokes and drawings as people and careless programs make them."""

from hypothesis import strategies as st

coordinates = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))
points = st.tuples(coordinates, coordinates)
strokes = st.lists(st.lists(points, min_size=1, max_size=12), min_size=1, max_size=5)
sizes = st.floats(1, 1e5, allow_nan=False)
# On a pad: anything that a pointer can do there, clicks and slips included.
pad_points = st.tuples(st.integers(0, 400), st.integers(0, 400))
pad_strokes = st.lists(st.lists(pad_points, min_size=1, max_size=12), min_size=1, max_size=4)


def extent(stroke):
    """The longer side of the box around some points."""
    xs, ys = zip(*stroke, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _beyond_doubt(drawn):
    # A tenth of a pad of 400 is five times the smallest digit, and more than the smallest on a pad of 1500. A tap has
    # less than 6 % of the longest stroke.
    longest = max(map(extent, drawn))
    return longest >= 40 and min(map(extent, drawn)) >= 0.08 * longest


# Digits beyond doubt: no slip of the hand, and no stroke of theirs is a tap, at half size or on a larger pad either.
digits = st.lists(st.lists(pad_points, min_size=2, max_size=12), min_size=1, max_size=4).filter(_beyond_doubt)


def _tap(box, across, down):
    (left, top, right, bottom), (column, x), (row, y) = box, across, down
    size = max(right - left, bottom - top)
    places = {"before": (left - x * size, top - y * size), "after": (right + x * size, bottom + y * size)}
    inside = left + x * (right - left), top + y * (bottom - top)
    # Eighths are exact, also where a file has fewer digits.
    return [(round(places.get(column, inside)[0] * 8) / 8, round(places.get(row, inside)[1] * 8) / 8)]


@st.composite
def taps(draw, drawn, across, down):
    """Up to three clicks about a digit: each is (column, share of its size) and (row, share)."""
    xs, ys = zip(*(point for stroke in drawn for point in stroke), strict=True)
    box = min(xs), min(ys), max(xs), max(ys)
    return [_tap(box, *place) for place in draw(st.lists(st.tuples(across, down), max_size=3))]


def _shares(where, least, most):
    return st.tuples(st.sampled_from(where), st.floats(least, most))


def stray_taps(drawn):
    """Clicks that belong to no digit: well to its side, or far above or below it."""
    return st.one_of(
        taps(drawn, _shares(["before", "after"], 0.15, 2), _shares(["before", "inside", "after"], 0, 1)),
        taps(drawn, _shares(["before", "inside", "after"], 0, 1), _shares(["before", "after"], 0.55, 2)),
    )


def own_taps(drawn):
    """Clicks that belong to a digit: in it, above it or below it, not far away."""
    return st.one_of(
        taps(drawn, _shares(["inside"], 0, 1), _shares(["inside"], 0, 1)),
        taps(drawn, _shares(["inside"], 0, 1), _shares(["before", "after"], 0, 0.45)),
    )


# Digits beyond doubt with clicks about them, each of which beyond doubt belongs to the digit or doesn't.
tapped_digits = digits.flatmap(
    lambda drawn: st.tuples(own_taps(drawn), stray_taps(drawn)).map(lambda added: [*drawn, *added[0], *added[1]])
)
